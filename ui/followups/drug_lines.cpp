// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/drug_lines.h"
#include "ui/theme/accessible.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr int mostDrugLines = 12;

} // namespace

DrugLines::DrugLines(const QString &accessibleName, QWidget *parent) : QWidget(parent)
{
    speakAs(this, QAccessible::Grouping);
    setAccessibleName(accessibleName);
    setLayout(makeColumn(4));
    keepEmptyLine();
}

Field *DrugLines::addLine()
{
    auto *line = new Field(tr("%1, line %2").arg(accessibleName()).arg(m_lines.size() + 1), this);
    line->setPlaceholderText(tr("Name, times a day, dose: 氨氯地平 1 5mg"));
    connect(line, &QLineEdit::textEdited, this, [this] {
        keepEmptyLine();
        Q_EMIT edited();
    });
    connect(line, &QLineEdit::editingFinished, line, [line] {
        if (line->state() != FieldState::Carried)
            line->setText(textOf(followUpDrugsFrom(line->text())));
    });
    if (m_lines.isEmpty())
        setFocusProxy(line);
    else
        setTabOrder(m_lines.back(), line);
    layout()->addWidget(line);
    m_lines.append(line);
    return line;
}

void DrugLines::keepEmptyLine()
{
    if ((m_lines.isEmpty() || !m_lines.back()->text().isEmpty()) && m_lines.size() < mostDrugLines)
        addLine()->show();
}

QString DrugLines::text() const
{
    QStringList texts;
    for (const Field *line : m_lines)
        if (!line->text().trimmed().isEmpty())
            texts.append(line->text().trimmed());
    return texts.join(u'；');
}

void DrugLines::show(const FollowUpDrugs &drugs, bool carried)
{
    for (qsizetype i = 0; i < static_cast<qsizetype>(drugs.size()) && i < mostDrugLines; ++i) {
        Field *line = i < m_lines.size() ? m_lines[i] : addLine();
        const QString text = textOf(drugs[static_cast<std::size_t>(i)]);
        if (carried)
            line->carry(text);
        else
            line->setText(text);
    }
    keepEmptyLine();
}

bool DrugLines::isCarried() const
{
    return std::any_of(m_lines.begin(), m_lines.end(),
                       [](const Field *line) { return line->state() == FieldState::Carried; });
}

} // namespace yigong
