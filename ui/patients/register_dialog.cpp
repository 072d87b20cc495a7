// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/register_dialog.h"
#include "core/base/text.h"
#include "core/patients/id_number.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/enter_moves_on.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/text_area.h"

#include <QHash>

namespace yigong {

namespace {

constexpr int wholeIdNumber = 18;

} // namespace

RegisterDialog::RegisterDialog(Workplace &workplace, QWidget *parent)
    : Dialog(tr("Register a resident"), parent), m_workplace(workplace)
{
    setWidthSp(640);
    auto *form = new QWidget(this);
    form->setLayout(makeColumn(10));
    body()->addWidget(form);
    m_idNumber = new Field(tr("ID number"), form);
    m_idNumber->setInputMethodHints(Qt::ImhPreferLatin | Qt::ImhNoPredictiveText);
    m_idNumber->setAttribute(Qt::WA_InputMethodEnabled, false);
    m_idNumber->setWidthSp(240);
    m_noIdReason = new ComboField(tr("Why there is no ID number"),
                                  {{QString(), tr("Has one")},
                                   {tr("newborn"), tr("newborn")},
                                   {tr("lost"), tr("lost")},
                                   {tr("not registered"), tr("not registered")},
                                   {tr("not at hand"), tr("not at hand")}},
                                  form);
    m_name = new Field(tr("Name"), form);
    m_name->setWidthSp(240);
    m_sex = new Segments({{QStringLiteral("1"), tr("Male")}, {QStringLiteral("2"), tr("Female")}}, tr("Sex"), form);
    m_birthDate = new DateField(tr("Birth date"), form);
    m_birthDate->setToday(m_workplace.clock.today());
    m_birthDate->setRange({}, m_workplace.clock.today());
    m_birthDate->setWidthSp(160);
    m_phone = new Field(tr("Phone"), form);
    m_phone->setWidthSp(240);
    m_address = new Field(tr("Address"), form);
    for (const auto &[label, control] :
         std::initializer_list<std::pair<QString, QWidget *>>{{tr("ID number"), m_idNumber},
                                                              {tr("Without one"), m_noIdReason},
                                                              {tr("Name"), m_name},
                                                              {tr("Sex"), m_sex},
                                                              {tr("Birth date"), m_birthDate},
                                                              {tr("Phone"), m_phone},
                                                              {tr("Address"), m_address}}) {
        auto *row = new FormRow(label, control, form);
        if (control == m_sex)
            row->addStretch();
        form->layout()->addWidget(row);
    }
    m_complaint = new Label(QString(), TextStyle::Body, Token::Danger, this);
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    body()->addWidget(m_complaint);
    m_existing = new Button(tr("Open that record"), ButtonKind::Plain, Icon::User, {}, this);
    m_existing->hide();
    addButton(m_existing);
    addReject(tr("Leave"));
    m_save =
        new Button(tr("Register"), ButtonKind::Primary, Icon::Check, QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    addButton(m_save);
    auto *walk = new EnterMovesOn(form);
    connect(walk, &EnterMovesOn::endReached, this, [this] { m_save->setFocus(); });
    connect(m_idNumber, &QLineEdit::textEdited, this, &RegisterDialog::idNumberTyped);
    connect(m_save, &QPushButton::clicked, this, &RegisterDialog::save);
    connect(m_existing, &QPushButton::clicked, this, [this] {
        Q_EMIT existingRequested(m_existingId);
        reject();
    });
    m_idNumber->setFocus();
}

void RegisterDialog::begin(const QString &typed)
{
    if (typed.isEmpty())
        return;
    if (typed.at(0).isDigit()) {
        m_idNumber->setText(typed);
        idNumberTyped();
    } else if (typed.at(0).unicode() > 0x2e7f) { // initials would be no name
        m_name->setText(typed);
    }
}

void RegisterDialog::idNumberTyped()
{
    m_existing->hide();
    const IdNumberCheck check = checkIdNumber(m_idNumber->text(), m_workplace.clock.today());
    if (check.valid) {
        m_idNumber->setState(FieldState::Normal,
                             tr("Right; birth date and sex are filled in", "the ID number's check"));
        m_birthDate->setDate(check.birthDate);
        m_birthDate->setState(FieldState::ReadOnly);
        m_sex->setValue(QString::number(check.sex));
        return;
    }
    m_birthDate->setState(FieldState::Normal);
    if (check.number.size() >= wholeIdNumber)
        showIdNumberComplaint(idNumberError(check));
    else
        m_idNumber->setState(FieldState::Normal,
                             check.number.isEmpty() ? QString() : tr("%1 of 18").arg(check.number.size()));
}

void RegisterDialog::showIdNumberComplaint(const Error &error)
{
    m_idNumber->setState(FieldState::Error, sentence(error));
}

PatientDraft RegisterDialog::draft() const
{
    PatientDraft draft;
    draft.name = m_name->text();
    draft.idNumber = m_idNumber->text();
    draft.noIdReason = draft.idNumber.trimmed().isEmpty() ? m_noIdReason->value() : QString();
    if (!m_sex->value().isEmpty())
        draft.sex = static_cast<Sex>(m_sex->value().toInt());
    if (const auto born = m_birthDate->date())
        draft.birthDate = PartialDate(*born);
    draft.phone = m_phone->text();
    draft.address = m_address->text();
    return draft;
}

void RegisterDialog::save()
{
    m_complaint->hide();
    m_save->setEnabled(false);
    const PatientDraft typed = draft();
    Patient probe;
    probe.name = tidied(typed.name);
    probe.sex = typed.sex.value_or(Sex::Unknown);
    probe.birthDate = typed.birthDate;
    probe.phone = tidied(typed.phone);
    if (const IdNumberCheck check = checkIdNumber(typed.idNumber, m_workplace.clock.today()); check.valid)
        probe.idNumber = check.number;
    whenReady(m_workplace.db.readLater(
                  [actor = m_workplace.actor, probe](const Snapshot &s) { return likelySame(s, actor, probe, 3); }),
              this, [this](const Result<std::vector<LikelySame>> &likely) {
                  // A look that failed, or may not be had, holds nobody up.
                  const bool isNews =
                      likely && std::any_of(likely->begin(), likely->end(), [this](const auto &one) {
                          return std::find(m_looked.begin(), m_looked.end(), one.patient.id) == m_looked.end();
                      });
                  if (!isNews)
                      return write();
                  showLikely(*likely);
              });
}

void RegisterDialog::showLikely(const std::vector<LikelySame> &likely)
{
    QStringList words;
    for (const LikelySame &one : likely) {
        m_looked.push_back(one.patient.id);
        QStringList parts{one.patient.name, one.patient.birthDate.text()};
        if (!one.patient.phone.isEmpty())
            parts.append(tr("phone …%1").arg(one.patient.phone.right(4)));
        parts.append(one.patient.address);
        parts.removeAll(QString());
        words.append(parts.join(u' '));
    }
    say(tr("Perhaps registered already: %1. Open that record, or press Register once more.")
            .arg(words.join(QStringLiteral("; "))));
    m_existingId = likely.front().patient.id;
    m_existing->show();
    m_save->setEnabled(true);
    m_existing->setFocus();
}

void RegisterDialog::say(const QString &sentence)
{
    m_complaint->setText(sentence);
    m_complaint->show();
    layout()->activate(); // else its lines are taken from the fields
    resize(width(), layout()->totalHeightForWidth(width()));
}

void RegisterDialog::write()
{
    whenReady(m_workplace.db.writeLater(m_workplace.actor,
                                        [draft = draft()](Transaction &tx) { return registerPatient(tx, draft); }),
              this, [this](const Result<Id> &answer) { saved(answer); });
}

void RegisterDialog::saved(const Result<Id> &answer)
{
    m_save->setEnabled(true);
    if (!answer) {
        return complain(answer.error());
    }
    Q_EMIT registered(*answer, tidied(m_name->text()));
    accept();
}

void RegisterDialog::complain(const Error &error)
{
    const QString words = sentence(error);
    const QHash<QString, QWidget *> fields{{QStringLiteral("id_number"), m_idNumber},
                                           {QStringLiteral("no_id_reason"), m_noIdReason},
                                           {QStringLiteral("name"), m_name},
                                           {QStringLiteral("sex"), m_sex},
                                           {QStringLiteral("birth_date"), m_birthDate},
                                           {QStringLiteral("phone"), m_phone},
                                           {QStringLiteral("address"), m_address}};
    if (error.kind == ErrorKind::AlreadyExists && !error.args.isEmpty()) {
        if (const auto id = Id::parse(error.args.first())) {
            m_existingId = *id;
            m_existing->show();
        }
    }
    say(words);
    if (QWidget *field = fields.value(error.field)) {
        if (auto *line = qobject_cast<Field *>(field))
            line->setState(FieldState::Error);
        field->setFocus();
    }
}

EditDialog::EditDialog(Workplace &workplace, const Patient &patient, QWidget *parent)
    : Dialog(tr("Change the record of %1").arg(patient.name), parent), m_workplace(workplace), m_before(patient)
{
    setWidthSp(600);
    auto *form = new QWidget(this);
    form->setLayout(makeColumn(10));
    body()->addWidget(form);
    m_phone = new Field(tr("Phone"), form);
    m_phone->setText(patient.phone);
    m_name = new Field(tr("Name"), form);
    m_name->setText(patient.name);
    m_address = new Field(tr("Address"), form);
    m_address->setText(patient.address);
    m_remarks = new TextArea(tr("Remarks"), 3, form);
    m_remarks->setText(patient.remarks);
    for (const auto &[label, control] : std::initializer_list<std::pair<QString, QWidget *>>{
             {tr("Phone"), m_phone}, {tr("Name"), m_name}, {tr("Address"), m_address}, {tr("Remarks"), m_remarks}})
        form->layout()->addWidget(new FormRow(label, control, form));
    m_complaint = new Label(QString(), TextStyle::Body, Token::Danger, this);
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    body()->addWidget(m_complaint);
    addReject(tr("Leave"));
    m_save = new Button(tr("Save"), ButtonKind::Primary, Icon::Check, QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    addButton(m_save);
    auto *walk = new EnterMovesOn(form);
    connect(walk, &EnterMovesOn::endReached, this, [this] { m_save->setFocus(); });
    connect(m_save, &QPushButton::clicked, this, &EditDialog::save);
    m_phone->setFocus();
}

void EditDialog::save()
{
    Patient after = m_before;
    after.name = m_name->text();
    after.phone = m_phone->text();
    after.address = m_address->text();
    after.remarks = m_remarks->text();
    m_save->setEnabled(false);
    whenReady(
        m_workplace.db.writeLater(
            m_workplace.actor, [before = m_before, after](Transaction &tx) { return editPatient(tx, before, after); }),
        this, [this](const Result<bool> &answer) {
            m_save->setEnabled(true);
            if (!answer) {
                m_complaint->setText(sentence(answer.error()));
                return m_complaint->show();
            }
            Q_EMIT edited();
            accept();
        });
}

} // namespace yigong
