// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/section_list.h"
#include "ui/theme/accessible.h"
#include "ui/widgets/label.h"
#include "ui/widgets/paint.h"

#include <QPainter>

namespace yigong {

namespace {

constexpr int sectionListWidth = 144;

} // namespace

SectionList::SectionList(QWidget *parent) : QWidget(parent)
{
    speakAs(this, QAccessible::List);
    setAccessibleName(tr("Sections"));
    auto *column = makeColumn(0, {0, 12, 0, 12});
    setLayout(column);
    column->addStretch(1);
    setFixedSizeSp(this, sectionListWidth, 0);
}

void SectionList::setStandings(const std::vector<SectionStanding> &standings)
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    while (m_lines.size() < static_cast<qsizetype>(standings.size())) {
        auto *line = new SectionLine(this);
        connect(line, &QAbstractButton::clicked, this,
                [this, number = m_lines.size()] { Q_EMIT chosen(static_cast<int>(number)); });
        column->insertWidget(static_cast<int>(m_lines.size()), line);
        m_lines.append(line);
    }
    for (qsizetype i = 0; i < m_lines.size(); ++i)
        m_lines[i]->show(standings[static_cast<std::size_t>(i)]);
    setCurrent(m_current);
}

void SectionList::setCurrent(int number)
{
    m_current = number;
    for (qsizetype i = 0; i < m_lines.size(); ++i)
        m_lines[i]->setCurrent(i == number);
}

SectionLine::SectionLine(QWidget *parent) : QAbstractButton(parent)
{
    speakAs(this, QAccessible::ListItem);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    followTheme(this, [this] { updateGeometry(); });
}

void SectionLine::show(const SectionStanding &standing)
{
    m_standing = standing;
    setText(standing.title);
    setAccessibleName(standing.title);
    setAccessibleDescription(standing.lacking > 0 ? tr("%n still to ask", nullptr, standing.lacking) : QString());
    setToolTip(standing.title);
    QWidget::show();
    update();
}

void SectionLine::setCurrent(bool current)
{
    m_current = current;
    update();
}

QSize SectionLine::sizeHint() const
{
    return {theme().sp(sectionListWidth), theme().sp(36)};
}

void SectionLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [](Token token) { return theme().color(token); };
    if (m_current || underMouse())
        painter.fillRect(rect(), of(m_current ? Token::Selected : Token::Hover));
    if (m_current)
        painter.fillRect(QRect(0, 0, 4, height()), of(Token::Accent));
    const QRect inner = rect().adjusted(theme().dp(14), 0, -theme().dp(6), 0);
    QRect words = inner;
    if (m_standing.lacking > 0) {
        const Runs count{small(QString::number(m_standing.lacking), Token::Warn)};
        words.setRight(inner.right() - runsWidth(count) - theme().dp(6));
        paintRuns(painter, inner, count, Qt::AlignRight);
    } else if (m_standing.answered > 0) {
        const int size = theme().sp(16);
        words.setRight(inner.right() - size - theme().dp(4));
        paintIcon(painter, QRect(inner.right() - size, (height() - size) / 2, size, size), Icon::Check,
                  of(Token::Text3));
    }
    paintRuns(painter, words, {m_current ? bold(m_standing.title) : plain(m_standing.title, Token::Text2)});
}

} // namespace yigong
