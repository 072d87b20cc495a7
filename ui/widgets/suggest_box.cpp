// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/suggest_box.h"
#include "ui/widgets/composition.h"
#include <QFutureWatcher>
#include <QKeyEvent>

namespace yigong {

class SuggestBox::Rows : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void set(Suggestions rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    [[nodiscard]] const Suggestion &at(int row) const { return m_rows[row]; }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const Suggestion &row = m_rows[index.row()];
        const Cell cell = row.cell.first.isEmpty() ? Cell::text(row.text) : row.cell;
        if (role == Qt::DisplayRole)
            return cell.plainText();
        return role == cellRole ? QVariant::fromValue(cell) : QVariant();
    }

private:
    Suggestions m_rows;
};

SuggestBox::SuggestBox(const QString &accessibleName, QWidget *parent)
    : Field(accessibleName, parent), m_rows(new Rows(this)), m_popup(new PopupList(this))
{
    Composition::current();
    m_popup->setModel(m_rows);
    m_pause.setSingleShot(true);
    m_pause.setInterval(80);
    connect(&m_pause, &QTimer::timeout, this, &SuggestBox::ask);
    connect(this, &QLineEdit::textEdited, this, [this](const QString &typed) {
        m_pickedKey = {};
        if (typed.trimmed().isEmpty()) {
            ++m_question;
            m_pause.stop();
            m_popup->hide();
        } else if (m_source) {
            ask();
        } else {
            m_pause.start();
        }
    });
    connect(m_popup, &PopupList::picked, this, &SuggestBox::pick);
}

void SuggestBox::setSource(std::function<Suggestions(const QString &)> source)
{
    m_source = std::move(source);
    m_sourceLater = {};
}

void SuggestBox::setSourceLater(std::function<QFuture<Suggestions>(const QString &)> source)
{
    m_sourceLater = std::move(source);
    m_source = {};
}

void SuggestBox::setPicked(const QVariant &key, const QString &text)
{
    m_pickedKey = key;
    setText(text);
}

void SuggestBox::ask()
{
    const quint64 asked = ++m_question;
    if (m_source)
        return show(m_source(text().trimmed()));
    if (!m_sourceLater)
        return;
    auto *watcher = new QFutureWatcher<Suggestions>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, asked] {
        watcher->deleteLater();
        if (asked == m_question && hasFocus() && watcher->future().resultCount() > 0)
            show(watcher->result());
    });
    watcher->setFuture(m_sourceLater(text().trimmed()));
}

void SuggestBox::show(const Suggestions &suggestions)
{
    m_rows->set(suggestions);
    m_popup->showRows();
}

void SuggestBox::pick(int row)
{
    if (row < 0 || row >= m_rows->rowCount())
        return;
    const Suggestion suggestion = m_rows->at(row);
    ++m_question;
    m_pause.stop();
    m_popup->hide();
    if (m_clearsOnPick)
        clear();
    else
        setPicked(suggestion.key, suggestion.text);
    Q_EMIT picked(suggestion);
}

void SuggestBox::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_popup->isVisible()) {
        if (!Composition::current().holdsEnter())
            pick(m_popup->currentRow());
        return;
    }
    if (event->key() == Qt::Key_Escape && m_popup->isVisible())
        return m_popup->hide();
    if (m_popup->takeKey(event->key()))
        return;
    if (event->key() == Qt::Key_Down && (m_listsOnDown || !text().isEmpty()))
        return ask();
    Field::keyPressEvent(event);
}

} // namespace yigong
