// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/care.h"
#include "core/followups/enrolment.h"
#include "core/followups/form_doors.h"
#include "core/followups/save_follow_up.h"

namespace yigong::sim {

namespace {

QString another(const char *what, int &words)
{
    return QString::fromUtf8(what) + QString::number(++words);
}

FollowUpProgram someProgram(Random &random)
{
    return random.of(std::vector{FollowUpProgram::Hypertension, FollowUpProgram::Diabetes, FollowUpProgram::Copd});
}

Result<Id> enrols(Transaction &tx, Id patient, Random &random)
{
    EnrolmentDraft draft;
    draft.patient = patient;
    draft.program = someProgram(random);
    draft.diagnosedOn = PartialDate(QDate(2015 + random.upTo(9), 1, 1));
    return enrolInProgram(tx, draft);
}

Result<Id> followsUp(Transaction &tx, Id patient, Random &random, int &words)
{
    FollowUpDraft draft;
    draft.patient = patient;
    draft.date = tx.today().addDays(-random.upTo(40)); // many come late, from paper
    FollowUp form;
    form.program = random.oneIn(3) ? FollowUpProgram::Diabetes : FollowUpProgram::Hypertension;
    form.way = random.between(1, 3);
    form.symptoms = QStringList{QStringLiteral("1")};
    form.systolic = {random.between(110, 190) * 100};
    form.diastolic = {random.between(60, 100) * 100};
    form.fastingGlucose = {random.between(400, 1500)};
    form.remarks = another("随访", words);
    draft.forms = {form};
    draft.confirmed = {QStringLiteral("systolic"), QStringLiteral("diastolic"), QStringLiteral("fastingGlucose")};
    YIGONG_LET(standing, standingFollowUpsOf(tx, patient, form.program));
    if (!standing.empty() && random.oneIn(4)) {
        draft.amends = random.of(standing).id;
        draft.date = {};
        draft.amendReason = another("抄错", words);
    }
    YIGONG_LET(saved, saveFollowUp(tx, draft));
    return saved.forms.empty() ? Id{} : saved.forms.front().id;
}

Result<Id> contacts(Transaction &tx, Id patient, Random &random, int &words)
{
    FollowUpContact contact;
    contact.patient = patient;
    contact.program = someProgram(random);
    contact.outcome = static_cast<ContactOutcome>(random.between(1, 3));
    contact.remark = another("电话", words);
    return noteContact(tx, contact);
}

Result<Id> leaves(Transaction &tx, Id patient, Random &random, int &words)
{
    const FollowUpProgram program = someProgram(random);
    if (random.oneIn(2))
        return reopenProgram(tx, patient, program);
    YIGONG_TRY(closeProgram(tx, patient, program, QStringLiteral("moved"), another("去了", words)));
    return patient;
}

Result<Id> fillsForm(Transaction &tx, Id patient, Random &random, int &words)
{
    HealthFormDraft draft;
    draft.patient = patient;
    draft.formCode = random.oneIn(2) ? QString::fromLatin1(healthCheckForm) : QStringLiteral("copd-follow-up");
    draft.day = tx.today().addDays(-random.upTo(40));
    const FormDefinition *form = formDefinition(draft.formCode);
    for (const FormSection &section : form->sections)
        for (const FormQuestion &question : section.questions)
            if (question.required && !question.options.empty())
                draft.answers.set(question.key, QString::number(question.options.front().number));
            else if (question.kind == QuestionKind::Text && question.when.key.isEmpty())
                draft.answers.set(question.key, another("答", words));
    YIGONG_LET(standing, standingHealthFormsOf(tx, patient, {draft.formCode}));
    if (!standing.empty() && random.oneIn(4)) {
        draft.amends = random.of(standing).id;
        draft.amendReason = another("抄错", words);
    }
    YIGONG_LET(saved, saveHealthForm(tx, draft));
    return saved.form.id;
}

} // namespace

Result<Id> careFor(Transaction &tx, Deed deed, Id patient, Random &random, int &words)
{
    switch (deed) {
    case Deed::Enrols:
        return enrols(tx, patient, random);
    case Deed::FollowsUp:
        return followsUp(tx, patient, random, words);
    case Deed::Contacts:
        return contacts(tx, patient, random, words);
    case Deed::LeavesProgram:
        return leaves(tx, patient, random, words);
    default:
        return fillsForm(tx, patient, random, words);
    }
}

} // namespace yigong::sim
