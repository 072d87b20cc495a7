// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/refer_from_follow_up.h"
#include "core/encounters/visit.h"
#include "core/followups/enrolment.h"
#include "core/followups/follow_up_figures.h"
#include "core/followups/follow_up_form.h"
#include "core/followups/follow_up_plan.h"
#include "core/patients/open_resident.h"
#include "core/referrals/referral_list.h"

#include <algorithm>

namespace yigong {

namespace {

QString mmolText(int hundredths)
{
    return hundredthsText(hundredths) + QStringLiteral(" mmol/L");
}

QString pressureText(const FollowUp &form)
{
    return form.systolic.text() + u'/' + form.diastolic.text() + QStringLiteral(" mmHg");
}

/// What a referral says of one follow-up, in the words of the forms that it is read beside.
class ReferralWording
{
public:
    ReferralWording(const FollowUp &form, const FollowUp *before, const FollowUpRules &rules)
        : m_form(form), m_before(before), m_rules(rules)
    {}

    [[nodiscard]] QString reason(const QStringList &words) const
    {
        if (!m_form.referralReason.isEmpty())
            return m_form.referralReason.left(longestReferralReason);
        QStringList reasons;
        for (const QString &word : words)
            reasons.append(because(word));
        return referralReasonOf(reasons);
    }

    [[nodiscard]] QString story() const
    {
        QStringList lines{titleOf(m_form.program) + QStringLiteral("随访 ") + sayingsOf(m_form)};
        if (m_before)
            lines.append(QStringLiteral("上次 ") + sayingsOf(*m_before));
        return lines.join(u'\n').left(longestReferralStory);
    }

private:
    [[nodiscard]] QString because(const QString &word) const
    {
        if (word == u"systolic-high")
            return QStringLiteral("收缩压 %1 mmHg（≥%2）").arg(m_form.systolic.text()).arg(m_rules.urgentSystolic);
        if (word == u"diastolic-high")
            return QStringLiteral("舒张压 %1 mmHg（≥%2）").arg(m_form.diastolic.text()).arg(m_rules.urgentDiastolic);
        if (word == u"glucose-high")
            return QStringLiteral("血糖 %1（≥%2）").arg(worstGlucose(true), hundredthsText(m_rules.urgentHighGlucose));
        if (word == u"glucose-low")
            return QStringLiteral("血糖 %1（≤%2）").arg(worstGlucose(false), hundredthsText(m_rules.urgentLowGlucose));
        if (word == u"danger-sign")
            return QStringLiteral("危险情况：") + said("dangerSigns");
        if (word == u"pregnant-high")
            return QStringLiteral("妊娠或哺乳期，") + figures(m_form);
        if (word == u"new-complication")
            return withMore(QStringLiteral("新的或加重的并发症"), m_form.complicationText);
        if (word == u"uncontrolled-twice")
            return QStringLiteral("连续两次控制不满意（%1）").arg(bothTimes());
        if (word == u"adverse-reaction-twice")
            return withMore(QStringLiteral("药物不良反应难以控制"), m_form.adverseText);
        return {}; // what asks for no referral by itself
    }

    static QString withMore(const QString &what, const QString &more)
    {
        return more.isEmpty() ? what : what + u'：' + more;
    }

    [[nodiscard]] QString bothTimes() const
    {
        const QString now = figures(m_form);
        return m_before ? figures(*m_before) + QStringLiteral("，") + now : now;
    }

    /// What the program is judged by.
    [[nodiscard]] QString figures(const FollowUp &form) const
    {
        if (form.program == FollowUpProgram::Hypertension)
            return pressureText(form);
        return form.fastingGlucose.isNone() ? mmolText(form.glucose.hundredths().value_or(0))
                                            : QStringLiteral("空腹血糖 ") + mmolText(*form.fastingGlucose.hundredths());
    }

    [[nodiscard]] QString worstGlucose(bool highest) const
    {
        const auto fasting = m_form.fastingGlucose.hundredths(), any = m_form.glucose.hundredths();
        if (!fasting || !any)
            return mmolText(fasting.value_or(any.value_or(0)));
        return mmolText(highest ? std::max(*fasting, *any) : std::min(*fasting, *any));
    }

    [[nodiscard]] QString said(const char *key) const { return saidIn(m_form, key); }

    static QString saidIn(const FollowUp &form, const char *key)
    {
        return fieldWords(form, *followUpField(QString::fromLatin1(key)));
    }

    /// "2025-05-13（门诊）：血压 184/96 mmHg，症状 头痛头晕，…"
    static QString sayingsOf(const FollowUp &form)
    {
        QStringList sayings;
        if (!form.systolic.isNone())
            sayings.append(QStringLiteral("血压 ") + pressureText(form));
        for (const char *key :
             {"fastingGlucose",  "glucose",     "hba1c",         "heartRate",       "weight",
              "symptoms",        "symptomText", "dangerSigns",   "newComplication", "complicationText",
              "adverseReaction", "adverseText", "hypoglycaemia", "pregnant",        "footPulse",
              "signs",           "tests",       "drugs",         "insulin",         "adherence",
              "adjustment"}) {
            const FormField &field = *followUpField(QString::fromLatin1(key));
            if (const QString words = saidIn(form, key); field.isOf(form.program) && !words.isEmpty())
                sayings.append(field.nameText() + u' ' + words);
        }
        const QString way = saidIn(form, "way");
        return form.visitDate.toString(Qt::ISODate) + (way.isEmpty() ? QString() : u'（' + way + u'）') + u'：' +
               sayings.join(u'，');
    }

    const FollowUp &m_form;
    const FollowUp *m_before;
    const FollowUpRules &m_rules;
};

Result<ReferralDraft> referralDraftOfFollowUp(const Snapshot &snapshot, const Actor &actor, const FollowUp &closed)
{
    YIGONG_LET(resident, openRecord(snapshot, actor, closed.patient));
    YIGONG_LET(standing, standingFollowUpsOf(snapshot, resident, closed.program));
    const auto form =
        std::find_if(standing.begin(), standing.end(), [&closed](const FollowUp &f) { return f.id == closed.id; });
    if (form == standing.end())
        return fail(ErrorKind::WrongState, QStringLiteral("amends"), {QStringLiteral("superseded")});
    std::vector<FollowUpFinding> findings;
    const FollowUp *before = nullptr;
    for (auto earlier = standing.begin(); earlier != form; ++earlier)
        if (earlier->visitDate < form->visitDate) {
            findings.push_back(findingOf(*earlier));
            before = &*earlier;
        }
    findings.push_back(findingOf(*form));
    YIGONG_LET(figures, FollowUpFigures::of(snapshot));
    YIGONG_LET(patient, snapshot.get<Patient>(resident));
    const auto judged = judgeFollowUp(form->program, patient.birthDate, std::move(findings), figures.rules);

    ReferralDraft draft;
    draft.patient = resident;
    draft.urgency = referralUrgencyOf(judged ? judged->step : form->step);
    const ReferralWording wording(*form, before, figures.rules);
    draft.reason = wording.reason(judged ? judged->reasons : form->reasons.split(u','));
    draft.summary = wording.story();
    draft.department = form->referralTo;
    draft.diagnosis = titleOf(form->program);
    const QString block = form->program == FollowUpProgram::Hypertension ? QStringLiteral("I1") : QStringLiteral("E11");
    YIGONG_TRY(attachVisitOf(snapshot, form->visitDate, {block}, draft));
    YIGONG_LET(statement, proposedAllergyStatement(snapshot, resident));
    draft.allergyStatement = statement;
    return draft;
}

} // namespace

Result<ReferralDraft> referralDraftOf(const Snapshot &snapshot, const Actor &actor, Id form)
{
    YIGONG_TRY(require(snapshot, actor, Door::SendReferral));
    YIGONG_LET(other, snapshot.find<HealthForm>(form));
    if (other)
        return referralDraftOfHealthForm(snapshot, actor, *other);
    YIGONG_LET(followUp, snapshot.get<FollowUp>(form));
    return referralDraftOfFollowUp(snapshot, actor, followUp);
}

QString referralReasonOf(const QStringList &reasons)
{
    QString said;
    for (const QString &reason : reasons) {
        const QString longer = said.isEmpty() ? reason : said + u'；' + reason;
        if (!reason.isEmpty() && longer.size() <= longestReferralReason)
            said = longer;
    }
    return said;
}

ReferralUrgency referralUrgencyOf(FollowUpStep step)
{
    if (step == FollowUpStep::UrgentReferral)
        return ReferralUrgency::Emergency;
    return step == FollowUpStep::Refer ? ReferralUrgency::Soon : ReferralUrgency::Routine;
}

Result<void> attachVisitOf(const Snapshot &snapshot, QDate day, const QStringList &blocks, ReferralDraft &draft)
{
    YIGONG_LET(visits, visitsOfPatient(snapshot, draft.patient, std::numeric_limits<int>::max()));
    const auto of = std::find_if(visits.begin(), visits.end(),
                                 [day](const VisitSummary &visit) { return civilDay(visit.start) == day; });
    if (of == visits.end())
        return {};
    draft.encounter = of->encounter;
    YIGONG_LET(visit, visitOf(snapshot, of->encounter));
    const auto isOf = [&blocks](const Condition &condition) {
        return blocks.isEmpty() || std::any_of(blocks.begin(), blocks.end(),
                                               [&](const QString &block) { return condition.code.startsWith(block); });
    };
    const auto found = std::find_if(visit.conditions.begin(), visit.conditions.end(), isOf);
    if (found == visit.conditions.end())
        return {};
    draft.diagnosisCode = found->code;
    draft.diagnosis = found->display;
    return {};
}

} // namespace yigong
