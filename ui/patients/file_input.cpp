// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/file_input.h"
#include "core/patients/patient_text.h"
#include "ui/patients/entries_input.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/label.h"

#include <QEvent>

namespace yigong {

namespace {

constexpr qsizetype segmentLetters = 17; // side by side in a row of the form

Options choicesOf(const BasicField &field)
{
    Options options;
    for (const BasicOption &option : field.options)
        options.append({QString::number(option.number), option.nameText()});
    return options;
}

bool fitsSegments(const Options &options)
{
    qsizetype letters = 0;
    for (const Option &option : options)
        letters += option.word.size() + 1;
    return letters <= segmentLetters;
}

Privacy privacyOf(const BasicField &field)
{
    static const RecordType card = RecordType::of<Patient>(), form = RecordType::of<BasicInformation>();
    const RecordType &type = field.isOfPatient() ? card : form;
    return type.fields()[static_cast<std::size_t>(type.indexOf(field.columnText()))].privacy;
}

} // namespace

FileInput::FileInput(const BasicField &field, QWidget *parent) : QObject(parent), m_field(field)
{
    makeControl(parent);
}

void FileInput::makeControl(QWidget *parent)
{
    switch (m_field.kind) {
    case BasicKind::Choice:
        m_control = makeChoice(parent);
        break;
    case BasicKind::Choices:
    case BasicKind::Entries:
    case BasicKind::Allergies: {
        auto *entries = new EntriesInput(m_field, parent);
        connect(entries, &EntriesInput::edited, this, &FileInput::edited);
        m_control = entries;
        break;
    }
    case BasicKind::Person: {
        auto *people = new ComboField(m_field.nameText(), {}, parent);
        setFixedSizeSp(people, 160, 0);
        connect(people, &ComboField::chosen, this, &FileInput::edited);
        m_control = people;
        break;
    }
    case BasicKind::Text:
    case BasicKind::Number:
    case BasicKind::Date:
        m_control = makeLine(parent);
    }
}

QWidget *FileInput::makeChoice(QWidget *parent)
{
    Options options = choicesOf(m_field);
    if (fitsSegments(options)) {
        auto *segments = new Segments(options, m_field.nameText(), parent);
        connect(segments, &Segments::chosen, this, &FileInput::edited);
        return segments;
    }
    options.prepend({QString(), QStringLiteral("—")});
    auto *combo = new ComboField(m_field.nameText(), options, parent);
    setFixedSizeSp(combo, 240, 0);
    connect(combo, &ComboField::chosen, this, &FileInput::edited);
    return combo;
}

QWidget *FileInput::makeLine(QWidget *parent)
{
    auto *line = new Field(m_field.nameText(), parent);
    const bool isWord = m_field.kind == BasicKind::Text;
    if (!isWord)
        line->setAttribute(Qt::WA_InputMethodEnabled, false);
    if (m_field.kind == BasicKind::Date)
        line->setWidthSp(120);
    else if (!m_field.columnText().endsWith(u"address"))
        line->setWidthSp(200);
    line->installEventFilter(this);
    connect(line, &QLineEdit::textEdited, this, &FileInput::edited);
    return line;
}

QString FileInput::text() const
{
    if (const auto *line = qobject_cast<Field *>(m_control))
        return m_masked.isEmpty() ? line->text().trimmed() : m_masked;
    if (const auto *entries = qobject_cast<EntriesInput *>(m_control))
        return entries->text();
    if (const auto *combo = qobject_cast<ComboField *>(m_control))
        return combo->value();
    if (const auto *segments = qobject_cast<Segments *>(m_control))
        return segments->value();
    return {};
}

void FileInput::show(const ResidentFile &file)
{
    const QString text = fieldText(file, m_field);
    m_masked.clear();
    put(text);
    if (auto *line = qobject_cast<Field *>(m_control)) {
        const Privacy privacy = privacyOf(m_field);
        if (!text.isEmpty() && (privacy == Privacy::Phone || privacy == Privacy::IdNumber)) {
            m_masked = text;
            line->setText(masked(privacy, text));
        }
        line->setState(m_field.isFixed ? FieldState::ReadOnly : FieldState::Normal);
        line->setCursorPosition(0);
    } else if (auto *combo = qobject_cast<ComboField *>(m_control)) {
        combo->setState(m_field.isFixed ? FieldState::ReadOnly : FieldState::Normal);
    }
}

void FileInput::type(const QString &text)
{
    m_masked.clear();
    put(text);
}

void FileInput::put(const QString &text)
{
    if (auto *line = qobject_cast<Field *>(m_control)) {
        line->setText(text);
    } else if (auto *entries = qobject_cast<EntriesInput *>(m_control)) {
        entries->setText(text);
    } else if (auto *combo = qobject_cast<ComboField *>(m_control)) {
        const bool isOption = m_field.kind == BasicKind::Choice && !text.isEmpty();
        combo->setValue(isOption ? QString::number(text.toInt()) : text);
    } else if (auto *segments = qobject_cast<Segments *>(m_control)) {
        segments->setValue(text);
    }
}

void FileInput::setPeople(const Options &people)
{
    if (auto *combo = qobject_cast<ComboField *>(m_control); combo && m_field.kind == BasicKind::Person)
        combo->setOptions(people);
}

void FileInput::setState(FieldState state, const QString &message)
{
    if (auto *line = qobject_cast<Field *>(m_control))
        line->setState(state, message);
    else if (auto *combo = qobject_cast<ComboField *>(m_control))
        combo->setState(state, message);
}

void FileInput::setEnabled(bool enabled)
{
    m_control->setEnabled(enabled && !m_field.isFixed);
}

void FileInput::focus()
{
    if (auto *entries = qobject_cast<EntriesInput *>(m_control)) {
        if (auto *chip = entries->chips()->findChild<TickChip *>())
            chip->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (auto *segments = qobject_cast<Segments *>(m_control)) {
        if (auto *segment = segments->findChild<Segment *>())
            segment->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_control->setFocus(Qt::OtherFocusReason);
}

bool FileInput::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_control && event->type() == QEvent::FocusIn && !m_masked.isEmpty() && !m_field.isFixed) {
        auto *line = qobject_cast<Field *>(m_control);
        line->setText(m_masked);
        m_masked.clear();
        Q_EMIT revealed();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace yigong
