// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/fulfilment_bars.h"
#include "ui/shell/words.h"
#include "ui/widgets/paint.h"

#include <QPainter>
#include <algorithm>

namespace yigong {

namespace {

constexpr int nameWidth = 190, countWidth = 190, barHeight = 32;

struct BoxLook
{
    Token ground, edge, ink;
    Icon icon;
};

BoxLook lookOf(OwedState state)
{
    switch (state) {
    case OwedState::Done:
        return {Token::OkGround, Token::OkEdge, Token::Ok, Icon::Check};
    case OwedState::Overdue:
        return {Token::DangerGround, Token::DangerEdge, Token::Danger, Icon::Warn};
    case OwedState::Next:
        return {Token::WarnGround, Token::WarnEdge, Token::Warn, Icon::Clock};
    case OwedState::Missed:
        return {Token::Sunken, Token::Line, Token::Text3, Icon::Close};
    case OwedState::Later:
        break;
    }
    return {Token::Surface, Token::Line, Token::Text3, Icon::None};
}

} // namespace

FulfilmentBar::FulfilmentBar(ItemFulfilment item, QDate today, QWidget *parent)
    : QWidget(parent), m_item(std::move(item)), m_today(today)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QStringList words{m_item.item.name, tr("%1 of %2 done").arg(m_item.doneCount()).arg(m_item.owed.size())};
    for (const OwedService &owed : m_item.owed)
        if (owed.state == OwedState::Overdue || owed.state == OwedState::Next)
            words.append(tr("one by %1").arg(owed.due.toString(Qt::ISODate)));
    setAccessibleName(words.join(QStringLiteral(", ")));
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

QSize FulfilmentBar::sizeHint() const
{
    return {theme().sp(520), theme().sp(barHeight)};
}

void FulfilmentBar::paintBoxes(QPainter &painter, const QRect &rect) const
{
    const int count = static_cast<int>(m_item.owed.size());
    if (count == 0)
        return;
    const int gap = count > 12 ? 0 : theme().dp(3);
    const double step = (rect.width() + gap) / static_cast<double>(count);
    for (int i = 0; i < count; ++i) {
        const OwedService &owed = m_item.owed[static_cast<std::size_t>(i)];
        const BoxLook look = lookOf(owed.state);
        const int left = rect.left() + static_cast<int>(i * step);
        const QRect box(left, rect.top(), static_cast<int>(step) - gap, rect.height());
        paintBox(painter, box, theme().color(look.ground), theme().color(look.edge));
        const QDate ofDay = owed.done ? owed.done->day : owed.due;
        const Run word = small(dayOf(ofDay, m_today), look.ink);
        const int icon = theme().sp(16);
        int at = box.left() + theme().dp(5);
        if (look.icon != Icon::None && box.width() > icon + theme().dp(6)) {
            paintIcon(painter, QRect(at, box.top() + (box.height() - icon) / 2, icon, icon), look.icon,
                      theme().color(look.ink));
            at += icon + theme().dp(4);
        }
        for (const Run &said : {word, small(ofDay.toString(Qt::ISODate), look.ink)}) // the shorter one, else none
            if (box.right() - at >= runsWidth({said})) {
                paintRuns(painter, QRect(at, box.top(), box.right() - at, box.height()), {said});
                break;
            }
    }
}

void FulfilmentBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int name = theme().sp(nameWidth), count = theme().sp(countWidth);
    paintRuns(painter, QRect(0, 0, name - theme().dp(8), height()), {plain(m_item.item.name)});
    paintBoxes(painter, QRect(name, theme().dp(3), std::max(0, width() - name - count), height() - theme().dp(6)));
    Runs words{bold(tr("%1 of %2").arg(m_item.doneCount()).arg(m_item.owed.size()))};
    if (m_item.extra > 0)
        words.append(small(tr("%n more", nullptr, m_item.extra)));
    paintRuns(painter, QRect(width() - count + theme().dp(12), 0, count - theme().dp(12), height()), words);
}

} // namespace yigong
