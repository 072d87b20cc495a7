// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"
#include "ui/theme/accessible.h"
#include "ui/widgets/label.h"
#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

namespace yigong {
namespace {

/// The mark of the program at the top of the rail.
class Logo : public QWidget
{
public:
    explicit Logo(QWidget *parent) : QWidget(parent)
    {
        setAccessibleName(QCoreApplication::applicationName());
        followTheme(this, [this] { setFixedSize(theme().dp(36), theme().dp(36)); });
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).drawPixmap(0, 0, logoPixmap(width(), devicePixelRatioF()));
    }
};

} // namespace

RailItem::RailItem(Icon icon, const QString &word, int digit, QWidget *parent)
    : QPushButton(parent), m_icon(icon), m_word(word), m_digit(digit)
{
    setCheckable(true);
    setAutoExclusive(true);
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(word);
    if (digit > 0)
        setAccessibleDescription(QStringLiteral("Alt+%1").arg(digit % 10));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

void RailItem::setBadge(int count, bool overdue)
{
    m_count = count;
    m_overdue = overdue;
    setAccessibleName(count == 0 ? m_word
                      : overdue  ? tr("%1, %n waiting, some overdue", nullptr, count).arg(m_word)
                                 : tr("%1, %n waiting", nullptr, count).arg(m_word));
    update();
}

void RailItem::setDigitShown(bool shown)
{
    m_digitShown = shown;
    update();
}

QSize RailItem::sizeHint() const
{
    return {theme().dp(88), theme().dp(61)};
}

void RailItem::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [](Token token) { return theme().color(token); };
    const int side = theme().dp(8);
    const QRect box = rect().adjusted(side, theme().dp(3), -side, -theme().dp(3));
    if (isChecked() || underMouse())
        paintBox(painter, box, of(isChecked() ? Token::Selected : Token::Hover), {}, 1, 6);
    if (hasFocus())
        paintBox(painter, box, {}, of(Token::Accent), 2, 6);
    if (isChecked())
        painter.fillRect(QRect(0, box.top() + theme().dp(4), theme().dp(4), box.height() - theme().dp(8)),
                         of(Token::Accent));
    const QColor ink = of(isChecked() ? Token::Accent : Token::Text2);
    const int icon = theme().dp(24);
    const int line = theme().lineHeight(TextStyle::Secondary);
    const int top = box.top() + std::max(0, (box.height() - icon - line - theme().dp(2)) / 2);
    paintIcon(painter, QRect((width() - icon) / 2, top, icon, icon), m_icon, ink);
    painter.setFont(theme().font(isChecked() ? TextStyle::SecondaryBold : TextStyle::Secondary));
    painter.setPen(ink);
    const QRect word(0, top + icon + theme().dp(2), width(), line);
    painter.drawText(word, Qt::AlignCenter, m_word);
    if (m_digitShown && m_digit > 0)
        paintBadge(painter, QString::number(m_digit % 10), of(Token::Surface), of(Token::Text));
    else if (m_count > 0)
        paintBadge(painter, m_count > 99 ? QStringLiteral("99+") : QString::number(m_count),
                   of(m_overdue ? Token::Danger : Token::Text2), of(m_overdue ? Token::OnDanger : Token::Surface));
}

void RailItem::paintBadge(QPainter &painter, const QString &text, const QColor &ground, const QColor &ink) const
{
    QFont font = theme().font(TextStyle::Key);
    font.setBold(true);
    const int height = theme().sp(16);
    const int width = std::max(height, QFontMetrics(font).horizontalAdvance(text) + theme().sp(8));
    const QRect badge(this->width() / 2 + theme().dp(7), theme().dp(4), width, height);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // A ring of the ground sets it off from the icon.
    const QColor edge = m_digitShown ? ink : theme().color(isChecked() ? Token::Selected : Token::Surface);
    painter.setPen(QPen(edge, m_digitShown ? 1 : 1.5));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(badge).adjusted(-0.5, -0.5, 0.5, 0.5), height / 2.0, height / 2.0);
    painter.setPen(ink);
    painter.setFont(font);
    painter.drawText(badge, Qt::AlignCenter, text);
    painter.restore();
}

void RailItem::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QPushButton::keyPressEvent(event);
}

Rail::Rail(QWidget *parent) : QWidget(parent), m_top(makeColumn(0)), m_bottom(makeColumn(0))
{
    speakAs(this, QAccessible::PageTabList);
    setAccessibleName(tr("Pages"));
    auto *column = makeColumn(0, {0, 8, 1, 8});
    setLayout(column);
    column->addWidget(new Logo(this), 0, Qt::AlignHCenter);
    column->addSpacing(9);
    column->addLayout(m_top);
    column->addStretch(1);
    column->addLayout(m_bottom);
    qApp->installEventFilter(this);
    followTheme(this, [this] { setFixedWidth(theme().dp(88)); });
}

QSize Rail::sizeHint() const
{
    return {theme().dp(88), QWidget::sizeHint().height()};
}

void Rail::addItem(const QString &key, Icon icon, const QString &word, int digit, Place place)
{
    auto *item = new RailItem(icon, word, digit, this);
    (place == Place::Top ? m_top : m_bottom)->addWidget(item);
    m_items.insert(key, item);
    connect(item, &QPushButton::clicked, this, [this, key] { Q_EMIT chosen(key); });
}

void Rail::setCurrent(const QString &key)
{
    if (RailItem *item = m_items.value(key))
        item->setChecked(true);
}

void Rail::setBadge(const QString &key, int count, bool overdue)
{
    if (RailItem *item = m_items.value(key))
        item->setBadge(count, overdue);
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Token::Surface));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme().color(Token::Line));
}

bool Rail::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Alt)
        showDigits(true);
    else if ((event->type() == QEvent::KeyRelease && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Alt) ||
             event->type() == QEvent::ApplicationDeactivate)
        showDigits(false);
    return false;
}

void Rail::showDigits(bool shown)
{
    for (RailItem *item : std::as_const(m_items))
        item->setDigitShown(shown);
}

} // namespace yigong
