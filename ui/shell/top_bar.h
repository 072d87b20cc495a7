// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/chip.h"
#include "ui/widgets/search_box.h"

class QMenu;

namespace yigong {

/// Who is signed in, and where they work. Pressing it opens their menu.
class PersonButton : public QPushButton
{
    Q_OBJECT
public:
    explicit PersonButton(QWidget *parent = nullptr);

    void setPerson(const QString &name, const QString &site);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] Runs runs() const;

    QString m_name;
    QString m_site;
};

/// 53 high: search at the left, where the data stands at the right, then the person and the site.
class TopBar : public QWidget
{
    Q_OBJECT
public:
    explicit TopBar(QWidget *parent = nullptr);

    [[nodiscard]] SearchBox *search() const { return m_search; }
    /// The state of sync in words; pressing it opens the sync page.
    /// `words`: what the chip stands for, whole, for whoever points at it or hears it.
    void setSyncState(const ChipSpec &state, const QString &words = {});
    void setPerson(const QString &name, const QString &site);
    /// Opened under the person; not taken over.
    void setPersonMenu(QMenu *menu);

Q_SIGNALS:
    void syncStateActivated();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SearchBox *m_search;
    ChipButton *m_sync;
    PersonButton *m_person;
    QMenu *m_menu = nullptr;
};

} // namespace yigong
