// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_page.h"
#include "ui/theme/accessible.h"

namespace yigong {

EmptyPage::EmptyPage(Icon icon, const QString &what, const QString &why, Button *action, QWidget *parent)
    : QWidget(parent), m_what(new Label(QString(), TextStyle::Verdict, Token::Text, this)),
      m_why(new Label(QString(), TextStyle::Body, Token::Text2, this))
{
    speakAs(this, QAccessible::StaticText);
    auto *column = makeColumn(8, {24, 12, 24, 12});
    setLayout(column);
    column->addStretch(1);
    column->addWidget(new IconLabel(icon, 40, Token::Text3, this), 0, Qt::AlignHCenter);
    for (Label *label : {m_what, m_why}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    if (action != nullptr)
        column->addWidget(action, 0, Qt::AlignHCenter);
    column->addStretch(1);
    setWords(what, why);
}

void EmptyPage::setWords(const QString &what, const QString &why)
{
    m_what->setText(what);
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    setAccessibleName(what + u' ' + why);
}

} // namespace yigong
