// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/entries_input.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"

#include <algorithm>

namespace yigong {

namespace {

Options chipsFor(const BasicField &field)
{
    Options options;
    for (const BasicOption &option : field.options)
        options.append({QString::number(option.number), option.nameText()});
    return options;
}

const BasicOption *optionOf(const BasicField &field, int number)
{
    const auto found = std::find_if(field.options.begin(), field.options.end(),
                                    [number](const BasicOption &option) { return option.number == number; });
    return found == field.options.end() ? nullptr : &*found;
}

} // namespace

EntriesInput::EntriesInput(const BasicField &field, QWidget *parent) : QWidget(parent), m_field(field)
{
    m_column = makeColumn(6);
    setLayout(m_column);
    m_chips = new TickChips(chipsFor(field), field.nameText(),
                            field.none == 0 ? QString() : QString::number(field.none), this);
    m_column->addWidget(m_chips);
    setFocusProxy(nullptr);
    connect(m_chips, &TickChips::changed, this, [this] {
        ticked();
        Q_EMIT edited();
    });
}

bool EntriesInput::isRepeated() const
{
    return m_field.kind == BasicKind::Entries && m_field.options.size() == 2;
}

bool EntriesInput::hasLine(int number) const
{
    if (number == m_field.none)
        return false;
    const BasicOption *option = optionOf(m_field, number);
    return option && (m_field.kind == BasicKind::Entries || option->asksName);
}

void EntriesInput::setText(const QString &text)
{
    const std::vector<BasicEntry> entries = entriesOf(text.split(u';', Qt::SkipEmptyParts));
    QStringList numbers;
    for (const BasicEntry &entry : entries)
        numbers.append(QString::number(entry.number));
    m_chips->setValues(numbers);
    layOut(entries);
}

/// Each chosen option with what its lines say, as it is typed.
std::vector<std::pair<int, QString>> EntriesInput::parts() const
{
    std::vector<std::pair<int, QString>> all;
    for (const QString &value : m_chips->values()) {
        const int number = value.toInt();
        bool isSaid = false;
        for (const Line &line : m_lines) {
            if (line.number != number)
                continue;
            const QString since = line.since ? line.since->text().trimmed() : QString();
            const QString name = line.name ? line.name->text().trimmed() : QString();
            if (since.isEmpty() && name.isEmpty())
                continue;
            QString text = value + u'|' + since;
            if (!name.isEmpty())
                text += u'|' + name;
            all.emplace_back(number, text);
            isSaid = true;
        }
        if (!isSaid)
            all.emplace_back(number, value);
    }
    return all;
}

QString EntriesInput::text() const
{
    QStringList texts;
    for (const auto &[number, text] : parts())
        texts.append(text);
    return texts.join(u';');
}

void EntriesInput::ticked()
{
    std::vector<BasicEntry> entries;
    for (const auto &[number, text] : parts()) {
        // As typed: what is not understood yet stays in its field.
        BasicEntry entry{number, PartialDate::parse(text.section(u'|', 1, 1)).value_or(PartialDate{}),
                         text.section(u'|', 2)};
        entries.push_back(std::move(entry));
    }
    layOut(entries);
    for (const Line &line : m_lines) { // the one that was just chosen asks at once
        Field *first = line.name ? line.name : line.since;
        if (first && first->text().isEmpty() && (!line.since || line.since->text().isEmpty()))
            return first->setFocus(Qt::OtherFocusReason);
    }
}

void EntriesInput::layOut(const std::vector<BasicEntry> &entries)
{
    for (const Line &line : m_lines)
        line.row->deleteLater();
    m_lines.clear();
    for (const BasicEntry &entry : entries)
        if (hasLine(entry.number))
            addLine(entry);
    const bool isFull = !m_lines.empty() && m_lines.back().name && !m_lines.back().name->text().isEmpty();
    if (isRepeated() && isFull)
        addLine({m_lines.back().number, {}, {}});
    QWidget *before = m_chips;
    for (const QWidget *chip : m_chips->findChildren<TickChip *>())
        before = const_cast<QWidget *>(chip);
    for (const Line &line : m_lines)
        for (Field *field : {line.name, line.since})
            if (field) {
                QWidget::setTabOrder(before, field);
                before = field;
            }
}

void EntriesInput::addLine(const BasicEntry &entry)
{
    const BasicOption *option = optionOf(m_field, entry.number);
    Line line;
    line.number = entry.number;
    line.row = new QWidget(this);
    auto *row = makeRow(8);
    line.row->setLayout(row);
    const QString word = option->nameText();
    row->addWidget(new Label(word, TextStyle::Secondary, Token::Text2, line.row));
    if (option->asksName) {
        line.name = new Field(m_field.nameText() + u' ' + word + QStringLiteral(" 名称"), line.row);
        line.name->setPlaceholderText(QStringLiteral("名称"));
        line.name->setText(entry.name);
        line.name->setWidthSp(170);
        row->addWidget(line.name);
    }
    if (m_field.kind == BasicKind::Entries) {
        line.since = new Field(m_field.nameText() + u' ' + word + QStringLiteral(" 时间"), line.row);
        line.since->setPlaceholderText(QStringLiteral("2018-06"));
        line.since->setText(entry.since.text());
        line.since->setAttribute(Qt::WA_InputMethodEnabled, false);
        line.since->setWidthSp(96);
        row->addWidget(line.since);
    }
    row->addStretch(1);
    for (Field *field : {line.name, line.since})
        if (field)
            connect(field, &QLineEdit::textEdited, this, &EntriesInput::edited);
    m_column->addWidget(line.row);
    line.row->show();
    m_lines.push_back(line);
}

} // namespace yigong
