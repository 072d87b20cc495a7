// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/field.h"
#include "ui/widgets/popup_list.h"
#include <QAbstractListModel>
#include <QFuture>
#include <QTimer>
#include <functional>

namespace yigong {

/// One thing that can be picked.
struct Suggestion
{
    QVariant key; ///< what the page needs to know of it
    QString text; ///< what stands in the box once it is picked
    Cell cell;    ///< how it is listed; its text where empty
};
using Suggestions = QList<Suggestion>;

/// A field that lists what fits while one types: diagnoses, drugs, sites, people. ↑ ↓ choose, Enter picks, Esc closes
/// the list; after that Enter moves on as in any field. Keys that belong to an input method are left to it.
class SuggestBox : public Field
{
    Q_OBJECT
public:
    explicit SuggestBox(const QString &accessibleName, QWidget *parent = nullptr);

    /// Answers at once: a catalogue in memory.
    void setSource(std::function<Suggestions(const QString &typed)> source);
    /// Answers later: the store. The answer to an older text is dropped.
    void setSourceLater(std::function<QFuture<Suggestions>(const QString &typed)> source);
    /// What was picked goes elsewhere (a list of diagnoses): the box empties itself.
    void setClearsOnPick(bool clears) { m_clearsOnPick = clears; }
    /// Lists what the source answers to an empty text when ↓ is pressed ("used lately").
    void setListsOnDown(bool lists) { m_listsOnDown = lists; }
    /// Height of each row: one or two lines.
    void setLines(int lines) { m_popup->setLines(lines); }
    /// The key of what stands in the box; invalid once the text was changed by hand.
    [[nodiscard]] QVariant pickedKey() const { return m_pickedKey; }
    void setPicked(const QVariant &key, const QString &text);
    [[nodiscard]] PopupList *popup() const { return m_popup; }

Q_SIGNALS:
    void picked(const yigong::Suggestion &suggestion);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void ask();
    void show(const Suggestions &suggestions);
    void pick(int row);

    class Rows;
    Rows *m_rows;
    PopupList *m_popup;
    QTimer m_pause;
    std::function<Suggestions(const QString &)> m_source;
    std::function<QFuture<Suggestions>(const QString &)> m_sourceLater;
    QVariant m_pickedKey;
    quint64 m_question = 0;
    bool m_clearsOnPick = false;
    bool m_listsOnDown = false;
};

} // namespace yigong
