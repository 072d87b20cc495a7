// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/form_doors.h"
#include "core/base/text.h"
#include "core/encounters/visit.h"
#include "core/followups/enrolment.h"
#include "core/followups/save_follow_up.h"
#include "core/patients/find.h"
#include "core/patients/open_resident.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"

#include <algorithm>
#include <map>
#include <set>

namespace yigong {

namespace {

std::optional<FollowUpProgram> programOf(const FormDefinition &form)
{
    return followUpProgramFrom(form.program);
}

Result<const FormDefinition *> formCalled(const QString &code, const QString &version)
{
    const FormDefinition *form = formDefinition(code, version);
    if (!form)
        return fail(ErrorKind::NotFound, QStringLiteral("form"), {code, version});
    return form;
}

Result<void> requireSensitive(const Snapshot &snapshot, const Actor &actor, const FormDefinition &form)
{
    if (isSensitiveForm(form.code))
        YIGONG_TRY(require(snapshot, actor, Door::ReadSensitive));
    return {};
}

/// Of a form of a program, its absence is a failure.
Result<std::optional<ProgramEnrolment>> enrolmentFor(const Snapshot &snapshot, Id patient, const FormDefinition &form,
                                                     QDate day)
{
    YIGONG_LET(enrolment, enrolmentCounting(snapshot, patient, form.code, day));
    if (!enrolment && programOf(form))
        return fail(ErrorKind::NotFound, QStringLiteral("program"), {form.program});
    return enrolment; // the annual examination is of no program
}

class FormOpening
{
public:
    FormOpening(const Snapshot &snapshot, QDate day) : m_snapshot(snapshot), m_day(day) {}

    Result<OpenedHealthForm> open(const Actor &actor, Id patient, const FormDefinition &form)
    {
        YIGONG_TRY(begin(actor, patient, form));
        YIGONG_TRY(fillFromLast());
        YIGONG_TRY(fillFromVisit());
        fillStage();
        compute(m_opened.draft.answers, form, m_day);
        return std::move(m_opened);
    }

    Result<OpenedHealthForm> openAgain(const Actor &actor, const HealthForm &closed, const FormDefinition &form)
    {
        m_opened.draft.amends = closed.id;
        YIGONG_TRY(begin(actor, closed.patient, form));
        YIGONG_LET(standing, standingHealthFormsOf(m_snapshot, m_opened.patient.id, {closed.formCode}));
        if (std::none_of(standing.begin(), standing.end(), [&](const HealthForm &f) { return f.id == closed.id; }))
            return fail(ErrorKind::WrongState, QStringLiteral("amends"), {QStringLiteral("superseded")});
        m_opened.draft.answers = closed.answers;
        if (closed.nextOn != closed.due) // else the rule's own date: it says another where the answers were wrong
            m_opened.draft.nextOn = closed.nextOn;
        m_opened.corrected = closed;
        YIGONG_TRY(findLast());
        return std::move(m_opened);
    }

private:
    Result<void> begin(const Actor &actor, Id patient, const FormDefinition &form)
    {
        YIGONG_TRY(require(m_snapshot, actor, Door::WriteFollowUp));
        YIGONG_TRY(requireSensitive(m_snapshot, actor, form));
        YIGONG_LET(opened, openResident(m_snapshot, actor, patient));
        YIGONG_TRY(requirePatient(m_snapshot, actor, Door::WriteFollowUp, opened.patient.id));
        m_opened.patient = std::move(opened.patient);
        m_opened.basis = opened.basis;
        m_opened.form = &form;
        m_opened.draft.patient = m_opened.patient.id;
        m_opened.draft.formCode = form.code;
        m_opened.draft.formVersion = form.version;
        m_opened.draft.day = m_day;
        YIGONG_LET(figures, FollowUpFigures::of(m_snapshot));
        m_opened.rules = figures.forms;
        YIGONG_LET(enrolment, enrolmentFor(m_snapshot, m_opened.patient.id, form, m_day));
        if (!enrolment)
            return {};
        YIGONG_LET(known, formCaseOf(m_snapshot, m_opened.patient, *enrolment, m_day, m_opened.draft.amends));
        m_opened.known = std::move(known);
        m_opened.isJudged = true;
        return {};
    }

    Result<void> findLast()
    {
        YIGONG_LET(standing, standingHealthFormsOf(m_snapshot, m_opened.patient.id, {m_opened.form->code}));
        for (HealthForm &form : standing)
            if (form.day < m_day && form.id != m_opened.draft.amends)
                m_opened.last = std::move(form);
        return {};
    }

    /// Habits, drugs and goals. Of another edition's form, whose numbers may mean other options, nothing.
    Result<void> fillFromLast()
    {
        YIGONG_TRY(findLast());
        if (!m_opened.last || m_opened.last->formVersion != m_opened.form->version)
            return {};
        for (const FormSection &section : m_opened.form->sections)
            for (const FormQuestion &question : section.questions)
                if (question.source == AnswerSource::Carried)
                    m_opened.draft.answers.set(question.key, m_opened.last->answers.text(question.key));
        return {};
    }

    Result<void> fillFromVisit()
    {
        for (const FormSection &section : m_opened.form->sections)
            for (const FormQuestion &question : section.questions) {
                if (question.vital.isEmpty() || question.source != AnswerSource::Today)
                    continue;
                YIGONG_LET(history, vitalsHistory(m_snapshot, m_opened.patient.id, question.vital));
                const auto latest = std::find_if(history.rbegin(), history.rend(), [this](const VitalPoint &point) {
                    return civilDay(point.at) == m_day;
                });
                if (latest == history.rend() || !answer(m_opened.draft.answers, question, latest->value))
                    continue;
                m_opened.fromVisit.append(question.key);
            }
        return {};
    }

    /// Which of several this is, as the calendar has it.
    void fillStage()
    {
        const FormQuestion *stage = m_opened.form->question(u"stage");
        if (!stage || !m_opened.isJudged)
            return;
        const FormJudgement due = judgeForms(m_opened.known, m_day, m_opened.rules);
        if (due.nextForm == m_opened.form->code && stage->option(due.nextStage.toInt()))
            m_opened.draft.answers.set(stage->key, due.nextStage);
    }

    const Snapshot &m_snapshot;
    const QDate m_day;
    OpenedHealthForm m_opened;
};

class FormClosing
{
public:
    FormClosing(Transaction &tx, HealthFormDraft draft) : m_tx(tx), m_draft(std::move(draft)) {}

    Result<SavedHealthForm> close()
    {
        YIGONG_TRY(findCorrected());
        if (!m_draft.day.isValid())
            m_draft.day = m_tx.today();
        YIGONG_LET(form, formCalled(m_draft.formCode, m_draft.formVersion));
        m_form = form;
        YIGONG_TRY(requireSensitive(m_tx, m_tx.actor(), *m_form));
        YIGONG_TRY(findPatient());
        YIGONG_TRY(checkDay());
        YIGONG_TRY(check());
        YIGONG_TRY(requireOwnDay());
        fill();
        YIGONG_TRY(judge());
        std::erase_if(m_saved.asks, [this](const FollowUpAsk &ask) { return m_draft.confirmed.contains(ask.field); });
        if (!m_saved.asks.empty())
            return std::move(m_saved);
        m_saved.form.id = m_tx.newId();
        YIGONG_TRY(m_tx.append(m_saved.form));
        return std::move(m_saved);
    }

private:
    Result<void> findCorrected()
    {
        if (m_draft.amends.isNone())
            return {};
        if (tidied(m_draft.amendReason).isEmpty())
            return fail(ErrorKind::ReasonRequired, QStringLiteral("amend_reason"));
        YIGONG_LET(old, m_tx.get<HealthForm>(m_draft.amends));
        if (!m_draft.formCode.isEmpty() && m_draft.formCode != old.formCode)
            return fail(ErrorKind::Invalid, QStringLiteral("amends"), {old.formCode});
        m_draft.patient = old.patient;
        m_draft.formCode = old.formCode;
        m_draft.formVersion = old.formVersion; // its numbers mean that edition's options
        if (!m_draft.day.isValid())
            m_draft.day = old.day;
        return {};
    }

    Result<void> findPatient()
    {
        YIGONG_LET(patient, patientOfForm(m_tx, m_draft.patient, m_draft.day));
        m_patient = std::move(patient);
        return {};
    }

    Result<void> checkDay() const
    {
        const QDate birth = m_patient.birthDate.earliest();
        if (m_draft.day > m_tx.today() || (birth.isValid() && m_draft.day < birth))
            return fail(
                ErrorKind::OutOfRange, QStringLiteral("day"),
                {m_draft.day.toString(Qt::ISODate), birth.toString(Qt::ISODate), m_tx.today().toString(Qt::ISODate)});
        if (m_draft.nextOn.isValid() && m_draft.nextOn <= m_draft.day)
            return fail(ErrorKind::OutOfRange, QStringLiteral("nextOn"),
                        {m_draft.nextOn.toString(Qt::ISODate), m_draft.day.addDays(1).toString(Qt::ISODate), {}});
        return {};
    }

    Result<void> check()
    {
        dropUnasked(m_draft.answers, *m_form);
        compute(m_draft.answers, *m_form, m_draft.day);
        AnswersCheck found = checkAnswers(m_draft.answers, *m_form, m_draft.day);
        if (!found.errors.empty())
            return fail(std::move(found.errors.front()));
        if (const QStringList unasked = unaskedOfJudge(m_form->code, m_draft.answers); !unasked.isEmpty())
            return fail(ErrorKind::Required, unasked.front());
        for (UnlikelyAnswer &unlikely : found.unlikely)
            m_saved.asks.push_back({FollowUpCaution::Unlikely, unlikely.key, std::move(unlikely.args)});
        return {};
    }

    /// One of a kind and day: what was wrong in it is corrected, not said twice.
    Result<void> requireOwnDay() const
    {
        YIGONG_LET(standing, standingHealthFormsOf(m_tx, m_patient.id, {m_form->code}));
        if (!m_draft.amends.isNone() && std::none_of(standing.begin(), standing.end(), [this](const HealthForm &other) {
                return other.id == m_draft.amends;
            }))
            return fail(ErrorKind::WrongState, QStringLiteral("amends"), {QStringLiteral("superseded")});
        for (const HealthForm &other : standing)
            if (other.day == m_draft.day && other.id != m_draft.amends)
                return fail(ErrorKind::AlreadyExists, QStringLiteral("day"),
                            {m_draft.day.toString(Qt::ISODate), other.id.text()});
        return {};
    }

    void fill()
    {
        HealthForm &form = m_saved.form;
        form.patient = m_patient.id;
        form.site = m_tx.actor().site;
        form.practitioner = m_tx.actor().practitioner;
        form.formCode = m_form->code;
        form.formVersion = m_form->version;
        form.day = m_draft.day;
        form.entered = m_tx.now();
        form.answers = m_draft.answers;
        form.nextOn = m_draft.nextOn;
        form.amends = m_draft.amends;
        form.amendReason = tidied(m_draft.amendReason);
    }

    Result<void> judge()
    {
        YIGONG_LET(enrolment, enrolmentFor(m_tx, m_patient.id, *m_form, m_draft.day));
        if (!enrolment)
            return {};
        YIGONG_LET(known, formCaseOf(m_tx, m_patient, *enrolment, m_draft.day, m_draft.amends));
        YIGONG_LET(figures, FollowUpFigures::of(m_tx));
        HealthForm &form = m_saved.form;
        FormJudgement judged = judgeFormAt(known, form, figures.forms);
        form.outcome = judged.outcome;
        form.step = judged.step;
        form.due = judged.due;
        form.checkReferralBy = judged.checkReferralBy;
        form.reasons = judged.reasons.join(u',');
        if (!form.nextOn.isValid())
            form.nextOn = judged.due;
        if (auto asked = judged.due.isValid() ? askOfNext(form.nextOn, judged.due) : std::nullopt)
            m_saved.asks.push_back(std::move(*asked));
        m_saved.judgement = std::move(judged);
        return {};
    }

    Transaction &m_tx;
    HealthFormDraft m_draft;
    const FormDefinition *m_form = nullptr;
    Patient m_patient;
    SavedHealthForm m_saved;
};

struct FormCorrection
{
    Id form, practitioner;
    Instant entered;
    QString reason;
};

Result<ListedHealthForm> listed(const Snapshot &snapshot, HealthForm form)
{
    ListedHealthForm one;
    const FormDefinition *definition = formDefinition(form.formCode, form.formVersion);
    one.title = definition ? definition->title : form.formCode;
    YIGONG_LET(person, practitionerName(snapshot, form.practitioner));
    YIGONG_LET(place, siteName(snapshot, form.site));
    one.practitionerName = person;
    one.siteName = place;
    one.form = std::move(form);
    return one;
}

Result<void> tellFormCorrection(const Snapshot &snapshot, const FormCorrection &correction, ListedHealthForm &one)
{
    YIGONG_LET(person, practitionerName(snapshot, correction.practitioner));
    one.isCorrected = true;
    one.correctedBy = correction.form;
    one.correctorName = person;
    one.correctedAt = correction.entered;
    one.correctionReason = correction.reason;
    return {};
}

} // namespace

std::optional<FormJudgement> OpenedHealthForm::judge(const HealthFormDraft &asked) const
{
    if (!isJudged)
        return std::nullopt;
    HealthForm as;
    as.formCode = asked.formCode;
    as.formVersion = asked.formVersion;
    as.day = asked.day;
    as.answers = asked.answers;
    as.nextOn = asked.nextOn;
    as.entered = Instant{std::numeric_limits<qint64>::max()}; // the last of its day
    return judgeFormAt(known, as, rules);
}

Result<OpenedHealthForm> draftHealthForm(const Snapshot &snapshot, const Actor &actor, Id patient, const QString &code,
                                         QDate day)
{
    YIGONG_LET(form, formCalled(code, {}));
    return FormOpening(snapshot, day.isValid() ? day : civilDay(snapshot.now())).open(actor, patient, *form);
}

Result<OpenedHealthForm> draftHealthFormCorrection(const Snapshot &snapshot, const Actor &actor, Id form)
{
    YIGONG_LET(closed, snapshot.get<HealthForm>(form));
    YIGONG_LET(definition, formCalled(closed.formCode, closed.formVersion));
    return FormOpening(snapshot, closed.day).openAgain(actor, closed, *definition);
}

Result<SavedHealthForm> saveHealthForm(Transaction &tx, HealthFormDraft draft)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::WriteFollowUp));
    return FormClosing(tx, std::move(draft)).close();
}

Result<std::vector<ListedHealthForm>> healthFormsOf(const Snapshot &snapshot, const Actor &actor, Id patient,
                                                    const QString &code, int limit)
{
    YIGONG_LET(top, openRecord(snapshot, actor, patient));
    YIGONG_LET(ids, samePersonIds(snapshot, top));
    const bool maySeeSensitive = allows(static_cast<StaffRole>(actor.role), Door::ReadSensitive);
    std::vector<HealthForm> forms;
    std::map<Id, FormCorrection> corrections;
    for (const Id id : ids) {
        YIGONG_LET(some,
                   snapshot.select<HealthForm>("WHERE patient = ?1 AND ?2 IN ('', form_code) ORDER BY entered, id",
                                               {id.bytes(), code.isNull() ? QStringLiteral("") : code}));
        for (HealthForm &form : some) {
            if (!form.amends.isNone())
                corrections[form.amends] = {form.id, form.practitioner, form.entered, form.amendReason};
            if (maySeeSensitive || !isSensitiveForm(form.formCode))
                forms.push_back(std::move(form));
        }
    }
    std::sort(forms.begin(), forms.end(), [](const HealthForm &a, const HealthForm &b) {
        return std::tie(a.day, a.entered, a.id) > std::tie(b.day, b.entered, b.id);
    });
    if (forms.size() > static_cast<std::size_t>(limit))
        forms.resize(static_cast<std::size_t>(limit));
    std::vector<ListedHealthForm> all;
    for (HealthForm &form : forms) {
        YIGONG_LET(one, listed(snapshot, std::move(form)));
        if (const auto correction = corrections.find(one.form.id); correction != corrections.end())
            YIGONG_TRY(tellFormCorrection(snapshot, correction->second, one));
        all.push_back(std::move(one));
    }
    return all;
}

Result<std::optional<ProgramEnrolment>> enrolmentCounting(const Snapshot &snapshot, Id patient, const QString &code,
                                                          QDate day)
{
    YIGONG_LET(all, enrolmentsOf(snapshot, patient));
    for (ProgramEnrolment &enrolment : all)
        if (formsOfProgram(enrolment.program).contains(code) &&
            (!enrolment.closedOn.isValid() || enrolment.closedOn >= day))
            return std::optional{std::move(enrolment)};
    return std::optional<ProgramEnrolment>{};
}

Result<FormCase> formCaseOf(const Snapshot &snapshot, const Patient &patient, const ProgramEnrolment &enrolment,
                            QDate day, Id left)
{
    FormCase known{enrolment.program, patient.birthDate, enrolment.enrolledOn, {}};
    YIGONG_LET(since, turnBegan(snapshot, enrolment));
    YIGONG_LET(forms, standingHealthFormsOf(snapshot, patient.id, formsOfProgram(enrolment.program)));
    for (HealthForm &form : forms)
        if (form.id != left && form.day <= day && (!since.isValid() || form.day > since))
            known.forms.push_back(std::move(form));
    return known;
}

/// By their code, which an edition that this program does not know has too.
bool isSensitiveForm(QStringView code)
{
    return code.startsWith(u"mental-");
}

Result<std::vector<HealthForm>> standingHealthFormsOf(const Snapshot &snapshot, Id patient, const QStringList &codes)
{
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    std::vector<HealthForm> all;
    std::set<Id> corrected;
    for (const Id id : ids)
        for (const QString &code : codes) {
            YIGONG_LET(some, snapshot.select<HealthForm>("WHERE patient = ? AND form_code = ?", {id.bytes(), code}));
            for (HealthForm &form : some) {
                corrected.insert(form.amends);
                all.push_back(std::move(form));
            }
        }
    std::erase_if(all, [&corrected](const HealthForm &form) { return corrected.contains(form.id); });
    std::stable_sort(all.begin(), all.end(), [](const HealthForm &a, const HealthForm &b) {
        return std::tie(a.day, a.entered, a.id) < std::tie(b.day, b.entered, b.id);
    });
    return all;
}

} // namespace yigong
