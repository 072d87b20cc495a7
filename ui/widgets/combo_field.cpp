// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/combo_field.h"
#include "ui/widgets/label.h"
#include <QAbstractItemView>
#include <QKeyEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace yigong {

ComboField::ComboField(const QString &accessibleName, const Options &options, QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(accessibleName);
    setProperty("kind", stateName(m_state));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setMaxVisibleItems(12);
    view()->setAccessibleName(accessibleName);
    setItemDelegate(new QStyledItemDelegate(this)); // the style sheet's item rules need it
    setFixedSizeSp(this, 0, 36);
    setOptions(options);
    connect(this, &QComboBox::activated, this, [this] {
        setState(FieldState::Normal);
        Q_EMIT chosen(value());
    });
    followTheme(this, [this] { update(); });
}

void ComboField::setOptions(const Options &options)
{
    const QString before = value();
    const QSignalBlocker quiet(this);
    clear();
    for (const Option &option : options)
        addItem(option.word, option.key);
    setCurrentIndex(findData(before));
}

QString ComboField::value() const
{
    return currentData().toString();
}

void ComboField::setValue(const QString &key)
{
    const QSignalBlocker quiet(this);
    setCurrentIndex(key.isEmpty() ? findData(QString()) : findData(key));
}

void ComboField::setState(FieldState state, const QString &message)
{
    m_state = state;
    setAccessibleDescription(message);
    setEnabled(state != FieldState::ReadOnly);
    showState(this, state);
    Q_EMIT stateChanged(state, message);
}

void ComboField::carry(const QString &key)
{
    setValue(key);
    setState(FieldState::Carried);
}

void ComboField::paintEvent(QPaintEvent *event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    const int size = theme().sp(16);
    paintIcon(painter, QRect(width() - size - theme().dp(8), (height() - size) / 2, size, size), Icon::Down,
              theme().color(isEnabled() ? Token::Text2 : Token::Disabled));
}

void ComboField::wheelEvent(QWheelEvent *event)
{
    // Scrolling a form must not change an answer on the way.
    event->ignore();
}

void ComboField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Up)
        return event->ignore(); // these walk through the form
    QComboBox::keyPressEvent(event);
}

} // namespace yigong
