// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/base/id.h"
#include <QVariant>
#include <QWidget>
#include <functional>

namespace yigong {

/// One page of the desktop. It is handed the few doors it uses, shows one model, and asks for anything beyond itself by
/// signal; only the shell knows all pages.
class Page : public QWidget
{
    Q_OBJECT
public:
    explicit Page(QWidget *parent = nullptr);

    /// Reads anew what it shows; called when the page comes to the front and after data changed beneath it. Keeps what
    /// a person is typing, the current row and the scroll position.
    virtual void refresh() {}
    /// The page comes to the front; `argument` is what whoever asked for it gave (an Id as text, a filter, a draft).
    virtual void open(const QVariant &argument) { Q_UNUSED(argument) }
    /// Esc: goes back one level within the page, keeping the draft. False: there is no level.
    virtual bool stepBack() { return false; }
    /// Whether the page lists people itself: then the search box drives its list instead of opening one of its own.
    [[nodiscard]] virtual bool takesSearch() const { return false; }
    virtual void search(const QString &text) { Q_UNUSED(text) }
    virtual void stepInResults(int rows) { Q_UNUSED(rows) } ///< ↑ ↓ in the search box
    virtual void openResult() {}                            ///< Enter in the search box
    /// Whether something that a person began here is not in the store: what would be lost with the program.
    [[nodiscard]] virtual bool hasUnsavedEntry() const { return false; }
    /// The widget that gets the focus when the page comes to the front; by default the first that takes Tab.
    [[nodiscard]] virtual QWidget *firstFocus() { return nullptr; }

Q_SIGNALS:
    /// Says what was done, with a way back where there is one.
    void toastRequested(const QString &sentence, const std::function<void()> &undo = {});
    void patientRequested(yigong::Id patient); ///< opens that person's record
    void pageRequested(const QString &key, const QVariant &argument = {});
    void dataChanged(); ///< this page wrote something: the others read anew when they are shown, badges are counted
    void failed(const yigong::Error &problem); ///< what no field of this page can show
};

} // namespace yigong
