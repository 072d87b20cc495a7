// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include <QDialog>
#include <optional>

namespace yigong {

/// A question or a short form over a page: title 17, body, buttons at the right with the one to do last. Esc leaves
/// without doing.
class Dialog : public QDialog
{
    Q_OBJECT
public:
    explicit Dialog(const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    void addSentence(const QString &sentence);
    /// Labels and their controls, row by row; Enter moves from one to the next.
    void addForm(const QList<QPair<QString, QWidget *>> &rows);
    /// Closes as accepted.
    Button *addAccept(const QString &word, ButtonKind kind = ButtonKind::Primary, const QKeySequence &shortcut = {});
    /// Closes as rejected; Esc is printed on it.
    Button *addReject(const QString &word);
    void addButton(Button *button);
    void setWidthSp(int width);

private:
    QVBoxLayout *m_body;
    QHBoxLayout *m_buttons;
};

/// Asks before something that cannot be undone; the words say what is done, never "yes" and "no".
bool ask(QWidget *parent, const QString &title, const QString &sentence, const QString &doIt, const QString &leaveIt,
         ButtonKind kind = ButtonKind::Primary);
/// Asks for a reason that goes into the record; none where the person leaves. At least two characters.
std::optional<QString> askReason(QWidget *parent, const QString &title, const QString &why, const QString &doIt);

} // namespace yigong
