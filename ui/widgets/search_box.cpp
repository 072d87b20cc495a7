// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/search_box.h"
#include "ui/widgets/composition.h"
#include <QKeyEvent>
#include <QPainter>

namespace yigong {

SearchBox::SearchBox(QWidget *parent) : QLineEdit(parent), m_popup(new PopupList(this))
{
    Composition::current();
    setProperty("place", QStringLiteral("search"));
    setPlaceholderText(tr("Name, pinyin initials, or last four digits of ID or phone"));
    setAccessibleName(tr("Search for a person"));
    setAccessibleDescription(QStringLiteral("F3"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_popup->setLines(2);
    m_pause.setSingleShot(true);
    m_pause.setInterval(120);
    connect(this, &QLineEdit::textChanged, this, [this] { m_pause.start(); });
    connect(&m_pause, &QTimer::timeout, this, &SearchBox::flush);
    connect(m_popup, &PopupList::picked, this, [this](int row) {
        m_popup->hide();
        Q_EMIT resultPicked(row);
    });
    followTheme(this, [this] {
        setFixedHeight(theme().sp(36));
        setMaximumWidth(theme().sp(440));
        updateGeometry();
    });
}

void SearchBox::setResults(QAbstractItemModel *model)
{
    m_hasResults = model != nullptr;
    if (model == nullptr)
        return m_popup->hide();
    m_popup->setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_hasResults && hasFocus() && !text().trimmed().isEmpty())
            m_popup->showRows();
    });
}

void SearchBox::beginWith(const QString &text)
{
    setFocus(Qt::ShortcutFocusReason);
    setText(text);
}

void SearchBox::finish()
{
    clear();
    flush();
}

QSize SearchBox::sizeHint() const
{
    return {theme().sp(440), theme().sp(36)};
}

void SearchBox::flush()
{
    m_pause.stop();
    const QString now = text().trimmed();
    if (now == m_searched)
        return;
    m_searched = now;
    if (now.isEmpty())
        m_popup->hide();
    Q_EMIT searched(now);
}

void SearchBox::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (Composition::current().holdsEnter())
            return;
        flush();
        if (m_popup->isVisible()) {
            const int row = m_popup->currentRow();
            m_popup->hide();
            Q_EMIT resultPicked(row);
        } else {
            Q_EMIT submitted(text().trimmed());
        }
        return;
    case Qt::Key_Escape:
        if (m_popup->isVisible())
            return m_popup->hide();
        if (!text().isEmpty())
            return clear();
        Q_EMIT left();
        return;
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (m_popup->takeKey(event->key()))
            return;
        if (m_hasResults && event->key() == Qt::Key_Down)
            m_popup->showRows();
        else
            Q_EMIT stepped(event->key() == Qt::Key_Down ? 1 : -1);
        return;
    default:
        if (!m_popup->takeKey(event->key()))
            QLineEdit::keyPressEvent(event);
    }
}

void SearchBox::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const int icon = theme().sp(20);
    paintIcon(painter, QRect(theme().dp(10), (height() - icon) / 2, icon, icon), Icon::Search,
              theme().color(hasFocus() ? Token::Accent : Token::Text2));
    const int capHeight = theme().sp(22);
    const int capWidth = keyCapWidth(QStringLiteral("F3"));
    const QRect cap(width() - capWidth - theme().dp(8), (height() - capHeight) / 2, capWidth, capHeight);
    paintBox(painter, cap, theme().color(Token::Sunken), theme().color(Token::Line));
    paintKeyCap(painter, cap, QStringLiteral("F3"), theme().color(Token::Text3), {});
}

} // namespace yigong
