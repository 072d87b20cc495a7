// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/page.h"
#include "ui/shell/rail.h"
#include "ui/shell/top_bar.h"
#include <QHash>

class QStackedWidget;

namespace yigong {

class Toast;

/// A page of the window, made when it is first opened.
struct PageSpec
{
    QString key; ///< "today", "residents"; stable
    Icon icon = Icon::None;
    QString word;
    int digit = 0; ///< Alt+digit, 1…8; 0: none
    std::function<Page *()> make;
    Rail::Place place = Rail::Place::Top;
    bool inRail = true; ///< false: opened from other pages only
};

/// The frame: rail, top bar, and the page on show. It knows no doors; the program registers pages and answers signals.
/// Alt+1…8 open pages, F3 searches, letters typed where nothing takes them search too, Esc goes back one level.
class MainWindow : public QWidget
{
    Q_OBJECT
public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    void addPage(const PageSpec &spec);
    /// Opens that page, making it at first; false where this role has none of that key.
    bool showPage(const QString &key, const QVariant &argument = {});
    [[nodiscard]] bool hasPage(const QString &key) const { return m_pages.contains(key); }
    [[nodiscard]] QString currentKey() const { return m_current; }
    [[nodiscard]] Page *page(const QString &key) const; ///< null until it was opened
    [[nodiscard]] Rail *rail() const { return m_rail; }
    [[nodiscard]] TopBar *topBar() const { return m_topBar; }
    [[nodiscard]] SearchBox *search() const { return m_topBar->search(); }

    /// Of any page or dialog.
    [[nodiscard]] bool hasUnsavedEntry() const;

    /// Where people are found: typing outside this page opens it, unless the search box lists results itself.
    void setSearchPage(const QString &key) { m_searchPage = key; }
    void say(const QString &sentence, const std::function<void()> &undo = {});
    /// The page on show reads anew; the others do when they are opened.
    void refreshPages();

Q_SIGNALS:
    void pageShown(const QString &key);
    void patientRequested(yigong::Id patient);
    void dataChanged();
    void failed(const yigong::Error &problem);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Registered
    {
        PageSpec spec;
        Page *page = nullptr;
    };

    enum class Focus
    {
        ToPage,
        Stays
    };

    bool bringToFront(const QString &key, const QVariant &argument, Focus focus);
    Page *made(Registered &entry);
    void connectPage(Page *page);
    void connectSearch();
    void focusPage();
    [[nodiscard]] Page *searchingPage() const;

    Rail *m_rail;
    TopBar *m_topBar;
    QStackedWidget *m_stack;
    Toast *m_toast;
    QHash<QString, Registered> m_pages;
    QString m_current;
    QString m_searchPage;
};

} // namespace yigong
