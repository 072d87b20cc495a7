// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/referrals/send_form.h"
#include "core/followups/refer_from_follow_up.h"
#include "core/patients/open_resident.h"
#include "ui/encounters/spoken.h"
#include "ui/sync/conflict_case.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/card.h"
#include "ui/widgets/enter_moves_on.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/scroll_area.h"

#include <QApplication>

namespace yigong {
namespace {

QString storyOf(const Visit &visit)
{
    QStringList story{visit.encounter.complaint};
    for (const Observation &value : visit.observations)
        story.append(value.display + u' ' + value.value + u' ' + value.unit);
    for (const MedicationRequest &line : visit.lines)
        story.append(line.name + u' ' + line.frequency + u' ' + line.dose);
    return story.join(u'，');
}

/// What was typed before it came stays.
template <typename Input> void carryInto(Input *input, const QString &text)
{
    if (input->text().isEmpty() || input->state() == FieldState::Carried)
        input->carry(text);
}

} // namespace

SendForm::SendForm(Workplace &place, QWidget *parent)
    : QWidget(parent), m_place(place), m_bar(new PatientBar(this)), m_level(new Banner(BannerKind::Warn, {}, this)),
      m_to(new ComboField(tr("Where to"), {}, this)),
      m_urgency(new Segments({{nameOf(ReferralUrgency::Routine), tr("routine")},
                              {nameOf(ReferralUrgency::Soon), tr("soon")},
                              {nameOf(ReferralUrgency::Emergency), tr("emergency")}},
                             tr("Urgency"), this)),
      m_department(new Field(tr("Department"), this)), m_diagnosis(new Field(tr("Impression"), this)),
      m_reason(new Field(tr("Reason"), this)), m_summary(new TextArea(tr("Story"), 3, this)),
      m_allergies(new Field(tr("Allergies"), this)), m_visit(new Label(QString(), TextStyle::Body, Token::Text2, this))
{
    build();
    connect(m_to, &ComboField::chosen, this, &SendForm::showLevel);
    connect(m_urgency, &Segments::chosen, this, &SendForm::showLevel);
}

void SendForm::build()
{
    auto *column = makeColumn(0);
    setLayout(column);
    column->addWidget(m_bar);
    auto *content = new QWidget;
    auto *rows = makeColumn(12, {24, 12, 24, 12});
    content->setLayout(rows);
    rows->addWidget(m_level);
    auto *card = new Card(tr("Referral"), tr("what the visit and the record know is filled in"), content);
    m_reason->setMaxLength(100);
    m_reason->setPlaceholderText(tr("why they are referred, up to 100 characters"));
    const QList<QPair<QString, QWidget *>> fields{{tr("Reason"), m_reason},        {tr("Urgency"), m_urgency},
                                                  {tr("Where to"), m_to},          {tr("Department"), m_department},
                                                  {tr("Impression"), m_diagnosis}, {tr("Story"), m_summary},
                                                  {tr("Allergies"), m_allergies},  {tr("Attached"), m_visit}};
    for (const auto &[label, control] : fields)
        card->body()->addWidget(new FormRow(label, control, card));
    rows->addWidget(card);
    rows->addStretch(1);
    new EnterMovesOn(content);
    column->addWidget(new ScrollArea(content, this), 1);
    auto *bar = new ActionBar(this);
    bar->setNote(Icon::Lock, {soft(tr("Works offline: it leaves with the next exchange"))});
    auto *leave = new Button(tr("Not yet"), ButtonKind::Normal, Icon::None, {}, bar);
    leave->setKeyCap(QStringLiteral("Esc"));
    connect(leave, &QPushButton::clicked, this, &SendForm::left);
    bar->addButton(leave);
    auto *sendNow = new Button(tr("Send"), ButtonKind::Primary, Icon::Referral, QKeySequence(Qt::Key_F12), bar);
    sendNow->setPressedByEnter(false);
    connect(sendNow, &QPushButton::clicked, this, &SendForm::send);
    bar->addButton(sendNow);
    column->addWidget(bar);
}

Result<SendForm::Beginning> SendForm::beginningOf(const Snapshot &snapshot, const Actor &actor, Id patient,
                                                  Id encounter)
{
    Beginning basis;
    YIGONG_LET(resident, openResident(snapshot, actor, patient));
    basis.patient = std::move(resident.patient);
    basis.allergies = std::move(resident.allergies);
    basis.conflicts = std::move(resident.conflicts);
    YIGONG_LET(destinations, destinationsOf(snapshot, actor.site));
    basis.destinations = std::move(destinations);
    YIGONG_LET(statement, proposedAllergyStatement(snapshot, basis.patient.id));
    basis.allergyStatement = statement;
    if (!encounter.isNone()) {
        YIGONG_LET(visit, openVisit(snapshot, actor, encounter));
        basis.visit = std::move(visit);
    }
    return basis;
}

void SendForm::begin(Id patient, Id encounter)
{
    m_encounter = encounter;
    fill(m_place.db.readLater([patient, encounter, actor = m_place.actor](const Snapshot &snapshot) {
        return beginningOf(snapshot, actor, patient, encounter);
    }));
}

void SendForm::beginFromFollowUp(Id followUp)
{
    fill(m_place.db.readLater([followUp, actor = m_place.actor](const Snapshot &snapshot) {
        return beginningFrom(snapshot, actor, followUp);
    }));
}

Result<SendForm::Beginning> SendForm::beginningFrom(const Snapshot &snapshot, const Actor &actor, Id followUp)
{
    YIGONG_LET(draft, referralDraftOf(snapshot, actor, followUp));
    YIGONG_LET(basis, beginningOf(snapshot, actor, draft.patient, draft.encounter));
    basis.asked = std::move(draft);
    return basis;
}

/// Empty at once: until it is read whom this is about, nothing of the one before may be seen or sent. What is typed
/// meanwhile stays.
void SendForm::fill(const QFuture<Result<Beginning>> &read)
{
    m_sending = false;
    m_isRead = false;
    m_basis = {};
    m_bar->setPatient({});
    m_level->hide();
    m_to->setOptions({});
    m_urgency->setValue(nameOf(ReferralUrgency::Routine));
    for (Field *field : {m_department, m_diagnosis, m_reason, m_allergies}) {
        field->clear();
        field->setState(FieldState::Normal);
    }
    m_summary->setText({});
    m_visit->setText({});
    const auto asked = m_question.ask();
    whenReady(read, this, [this, asked](Result<Beginning> basis) {
        if (!m_question.isLatest(asked))
            return;
        if (!basis)
            return Q_EMIT failed(basis.error());
        show(std::move(*basis));
    });
}

void SendForm::show(Beginning basis)
{
    m_basis = std::move(basis);
    m_isRead = true;
    PatientSummary summary;
    summary.name = m_basis.patient.name;
    summary.sexAndAge = Spoken::sexAndAge(m_basis.patient.sex, m_basis.patient.birthDate, m_place.clock.today());
    for (const AllergyIntolerance &allergy : m_basis.allergies)
        summary.allergies.append(tr("allergic to %1").arg(allergy.substance));
    for (const QString &condition : m_basis.patient.conditions)
        summary.conditions.append({ChipKind::Warn, Spoken::condition(condition), Icon::Pressure});
    summary.conditions = disputeChips(m_basis.conflicts) + summary.conditions;
    m_bar->setPatient(summary);
    Options options;
    for (const Site &site : m_basis.destinations)
        options.append({site.id.text(), site.name});
    m_to->setOptions(options);
    m_to->setValue(options.isEmpty() ? QString() : options.first().key);
    carryInto(m_allergies, m_basis.allergyStatement);
    m_visit->setText(tr("no visit"));
    if (m_basis.visit) {
        const Visit &visit = *m_basis.visit;
        m_visit->setText(tr("visit %1 of %2").arg(visit.encounter.number, civilDateTime(visit.encounter.start)));
        carryInto(m_summary, storyOf(visit));
        if (!visit.conditions.empty())
            carryInto(m_diagnosis, visit.conditions.front().display);
    }
    if (m_basis.asked)
        showAsked(*m_basis.asked);
    showLevel();
    if (!isAncestorOf(QApplication::focusWidget()))
        m_reason->setFocus();
    Q_EMIT ready();
}

/// The doctor checks it; each field stays dashed until it is touched.
void SendForm::showAsked(const ReferralDraft &asked)
{
    m_encounter = asked.encounter;
    m_urgency->setValue(nameOf(asked.urgency));
    carryInto(m_reason, asked.reason);
    carryInto(m_diagnosis, asked.diagnosis);
    carryInto(m_summary, asked.summary);
    if (!asked.department.isEmpty())
        carryInto(m_department, asked.department);
}

void SendForm::showLevel()
{
    const auto to = std::find_if(m_basis.destinations.begin(), m_basis.destinations.end(),
                                 [this](const Site &site) { return site.id.text() == m_to->value(); });
    const auto urgency = referralUrgencyFrom(m_urgency->value()).value_or(ReferralUrgency::Routine);
    const bool skips = to != m_basis.destinations.end() && skipsLevel(m_place.site, *to, urgency);
    m_level->setVisible(skips);
    if (skips)
        m_level->setSentence(
            {bold(tr("Past the township.")),
             plain(tr("Without an emergency, insurance pays less. Tell %1.").arg(m_basis.patient.name))});
}

void SendForm::send()
{
    if (m_sending || !m_isRead)
        return;
    ReferralDraft draft;
    draft.patient = m_basis.patient.id;
    draft.encounter = m_encounter;
    draft.toSite = Id::parse(m_to->value()).value_or(Id());
    draft.urgency = referralUrgencyFrom(m_urgency->value()).value_or(ReferralUrgency::Routine);
    draft.reason = m_reason->text();
    draft.diagnosis = m_diagnosis->text();
    if (m_basis.asked && m_basis.asked->diagnosis == draft.diagnosis)
        draft.diagnosisCode = m_basis.asked->diagnosisCode;
    else if (m_basis.visit && !m_basis.visit->conditions.empty() &&
             m_basis.visit->conditions.front().display == draft.diagnosis)
        draft.diagnosisCode = m_basis.visit->conditions.front().code;
    draft.summary = m_summary->text();
    draft.department = m_department->text();
    draft.allergyStatement = m_allergies->text();
    m_sending = true;
    const auto written =
        m_place.db.writeLater(m_place.actor, [draft](Transaction &tx) { return sendReferral(tx, draft); });
    whenReady(written, this, [this](Result<SentReferral> referral) {
        m_sending = false;
        if (!referral)
            return complain(referral.error());
        Q_EMIT sent(referral->id, referral->number, m_basis.patient.name);
    });
}

/// The error goes to the field that it is about.
void SendForm::complain(const Error &error)
{
    const QHash<QString, Field *> fields{{QStringLiteral("reason"), m_reason},
                                         {QStringLiteral("diagnosis"), m_diagnosis},
                                         {QStringLiteral("department"), m_department},
                                         {QStringLiteral("allergyStatement"), m_allergies},
                                         {QStringLiteral("allergy_statement"), m_allergies}};
    Field *field = fields.value(error.field);
    if (field == nullptr)
        return Q_EMIT failed(error);
    field->setState(FieldState::Error, Spoken::fault(error));
    field->setFocus();
}

} // namespace yigong
