// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"
#include "ui/theme/accessible.h"
#include <QPainter>

namespace yigong {
namespace {

struct Kind
{
    Token ink;
    Token ground;
    Token edge;
    Icon icon;
};

Kind kindOf(BannerKind kind)
{
    switch (kind) {
    case BannerKind::Danger:
        return {Token::Danger, Token::DangerGround, Token::DangerEdge, Icon::Stop};
    case BannerKind::Warn:
        return {Token::Warn, Token::WarnGround, Token::WarnEdge, Icon::Warn};
    case BannerKind::Info:
        return {Token::Info, Token::InfoGround, Token::InfoEdge, Icon::Info};
    case BannerKind::Ok:
        return {Token::Ok, Token::OkGround, Token::OkEdge, Icon::Ok};
    }
    return {};
}

void paintBarred(QWidget *widget, BannerKind kind)
{
    QPainter painter(widget);
    const Kind k = kindOf(kind);
    // The side of the bar is square: with a radius it would bend into a hook.
    paintBox(painter, widget->rect(), theme().color(k.ground), theme().color(k.edge), 1, 6, {false, true});
    painter.fillRect(QRect(0, 0, theme().dp(4), widget->height()), theme().color(k.ink));
}

} // namespace

Banner::Banner(BannerKind kind, const Runs &sentence, QWidget *parent)
    : QWidget(parent), m_kind(kind), m_icon(new IconLabel(Icon::None, 20, Token::Text, this)),
      m_sentence(new RunsLabel(sentence, this)), m_actions(makeRow(8))
{
    speakAs(this, QAccessible::AlertMessage);
    auto *row = makeRow(8, {16, 5, 8, 5});
    setLayout(row);
    row->addWidget(m_icon);
    row->addWidget(m_sentence, 1);
    row->addLayout(m_actions);
    followTheme(this, [this] { setMinimumHeight(theme().sp(40)); });
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(plainText(sentence));
    setKind(kind);
}

void Banner::setKind(BannerKind kind)
{
    m_kind = kind;
    m_icon->setIcon(kindOf(kind).icon, kindOf(kind).ink);
    update();
}

void Banner::setSentence(const Runs &sentence)
{
    m_sentence->setRuns(sentence);
    setAccessibleName(plainText(sentence));
}

void Banner::addAction(Button *action)
{
    m_actions->addWidget(action);
}

void Banner::clearActions()
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
}

void Banner::paintEvent(QPaintEvent *)
{
    paintBarred(this, m_kind);
}

VerdictPanel::VerdictPanel(BannerKind kind, QWidget *parent)
    : QWidget(parent), m_kind(kind), m_icon(new IconLabel(Icon::None, 24, Token::Text, this)),
      m_verdict(new Label(QString(), TextStyle::Verdict, Token::Text, this)),
      m_note(new Label(QString(), TextStyle::Body, Token::Text2, this)), m_body(makeColumn(8, {16, 12, 12, 12}))
{
    speakAs(this, QAccessible::Grouping);
    setLayout(m_body);
    auto *row = makeRow(8);
    row->addWidget(m_icon);
    row->addWidget(m_verdict);
    row->addWidget(m_note, 1);
    m_body->addLayout(row);
    setKind(kind);
    followTheme(this, [this] { update(); });
}

void VerdictPanel::setKind(BannerKind kind)
{
    m_kind = kind;
    m_icon->setIcon(kindOf(kind).icon, kindOf(kind).ink);
    m_verdict->setTone(kindOf(kind).ink);
    update();
}

void VerdictPanel::setVerdict(const QString &verdict, const QString &note)
{
    m_verdict->setText(verdict);
    m_note->setText(note);
    setAccessibleName(verdict);
}

void VerdictPanel::paintEvent(QPaintEvent *)
{
    paintBarred(this, m_kind);
}

} // namespace yigong
