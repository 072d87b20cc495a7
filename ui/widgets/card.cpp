// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"
#include "ui/theme/accessible.h"

namespace yigong {

Card::Card(const QString &title, const QString &note, QWidget *parent)
    : QFrame(parent), m_head(new QWidget(this)), m_title(new Label(title, TextStyle::Section, Token::Text, this)),
      m_note(new Label(note, TextStyle::Secondary, Token::Text2, this)), m_actions(makeRow(8)),
      m_body(makeColumn(8, {12, 12, 12, 12})), m_rule(new Rule(Qt::Horizontal, this))
{
    speakAs(this, QAccessible::Grouping);
    setAccessibleName(title);
    auto *head = makeRow(8, {13, 0, 10, 0});
    m_head->setLayout(head);
    head->addWidget(m_title);
    head->addWidget(m_note, 1);
    head->addLayout(m_actions);
    setFixedSizeSp(m_head, 0, 45);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({}); // the style sheet's edge is the frame's own margin
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_rule);
    column->addLayout(m_body, 1);
    showHead();
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
    showHead();
}

void Card::setNote(const QString &note)
{
    m_note->setText(note);
    showHead();
}

void Card::addAction(QWidget *action)
{
    m_actions->addWidget(action);
    showHead();
}

void Card::setFlush()
{
    m_flush = true;
    setSpaces(m_body, 0);
    showHead();
}

void Card::showHead()
{
    const bool any = !m_title->text().isEmpty() || !m_note->text().isEmpty() || m_actions->count() > 0;
    m_head->setVisible(any);
    m_rule->setVisible(any && m_flush);
    m_title->setVisible(!m_title->text().isEmpty());
    if (any && !m_flush)
        setSpaces(m_body, 8, {13, 2, 13, 12});
}

FactList::FactList(QWidget *parent) : QWidget(parent), m_column(makeColumn(6))
{
    speakAs(this, QAccessible::Grouping);
    setLayout(m_column);
}

void FactList::setLabelWidthSp(int width)
{
    m_labelWidth = width;
}

void FactList::setFacts(const QList<QPair<QString, Runs>> &facts)
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto &[word, runs] : facts) {
        auto *line = new QWidget(this);
        auto *row = makeRow(12);
        line->setLayout(row);
        auto *label = new Label(word, TextStyle::Body, Token::Text2, line);
        setFixedSizeSp(label, m_labelWidth, 0);
        row->addWidget(label, 0, Qt::AlignTop);
        row->addWidget(new RunsLabel(runs, line), 1);
        line->setAccessibleName(word + u' ' + plainText(runs));
        m_column->addWidget(line);
    }
}

} // namespace yigong
