// SPDX-License-Identifier: GPL-3.0-or-later
// The referral that a form which is data asks for, in the words of that form.
#include "core/followups/enrolment.h"
#include "core/followups/follow_up_figures.h"
#include "core/followups/follow_up_form.h"
#include "core/followups/refer_from_follow_up.h"
#include "core/patients/open_resident.h"
#include "core/referrals/referral_list.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr int referralAdvised = 3; ///< 建议转诊 among the guidance of the annual examination

/// Of these programs the ICD-10 of their disease; the others are no disease, and the visit of the day says what it is.
QStringList blocksOf(std::optional<FollowUpProgram> program)
{
    if (program == FollowUpProgram::Copd)
        return {QStringLiteral("J43"), QStringLiteral("J44")};
    if (program == FollowUpProgram::Tuberculosis)
        return {QStringLiteral("A15"), QStringLiteral("A16"), QStringLiteral("A17"), QStringLiteral("A18"),
                QStringLiteral("A19")};
    if (program == FollowUpProgram::MentalDisorder)
        return {QStringLiteral("F")};
    return {};
}

/// What a referral says of one form, in its own words.
class FormReferralWording
{
public:
    FormReferralWording(const HealthForm &form, const FormDefinition &definition, const FormRules &rules)
        : m_form(form), m_definition(definition), m_rules(rules)
    {}

    [[nodiscard]] QString reason(const QStringList &words) const
    {
        if (const QString written = m_form.answers.text(u"referralReason"); !written.isEmpty())
            return written.left(longestReferralReason);
        QStringList reasons;
        for (const QString &word : words)
            reasons.append(because(word));
        reasons.removeDuplicates();
        const QString said = referralReasonOf(reasons);
        return said.isEmpty() ? name() + QStringLiteral("需转诊") : said;
    }

    /// "2025-05-13（门诊）：…": what was measured, what is not as it should be, and the drugs; in the paper's order.
    [[nodiscard]] QString sayings() const
    {
        QStringList said;
        for (const FormSection &section : m_definition.sections)
            for (const FormQuestion &question : section.questions)
                if (const QString words = tells(question) ? says(question) : QString(); !words.isEmpty())
                    said.append(words);
        const QString way = m_definition.question(u"way") ? wordsOf(u"way") : QString();
        return m_form.day.toString(Qt::ISODate) + (way.isEmpty() ? QString() : u'（' + way + u'）') + u'：' +
               said.join(u'，');
    }

    [[nodiscard]] QString name() const
    {
        return m_definition.shortTitle.isEmpty() ? m_definition.title : m_definition.shortTitle;
    }

private:
    [[nodiscard]] QString because(const QString &word) const
    {
        if (word == u"oxygen-low")
            return QStringLiteral("血氧饱和度 %1 %（<%2 %）").arg(text(u"oxygen")).arg(m_rules.copdLowSaturation);
        if (word == u"pressure-high")
            return QStringLiteral("血压 %1/%2 mmHg").arg(text(u"systolic"), text(u"diastolic"));
        if (word == u"adverse-reaction")
            return withText(QStringLiteral("药物不良反应"), u"adverseText");
        if (word == u"new-complication")
            return withText(QStringLiteral("新的或加重的并发症"), u"newComplicationText");
        if (word == u"abnormal" || word == u"referral-advised")
            return abnormal();
        if (word == u"risk-high" || word == u"risk")
            return said(u"risk");
        if (word == u"no-insight" || word == u"insight-partial")
            return wordsOf(u"insight");
        if (word == u"physical-illness")
            return withText(QStringLiteral("严重躯体疾病"), u"physicalIllnessText");
        if (word == u"symptoms" || word == u"cyanosis" || word == u"consciousness")
            return said(word);
        return {}; // what asks for no referral by itself, or says no more than that there is one
    }

    [[nodiscard]] QString text(QStringView key) const { return m_form.answers.text(key); }
    [[nodiscard]] QString wordsOf(QStringView key) const
    {
        const FormQuestion *question = m_definition.question(key);
        return question ? answerWords(m_form.answers, *question) : QString();
    }
    [[nodiscard]] QString said(QStringView key) const
    {
        const FormQuestion *question = m_definition.question(key);
        return question ? says(*question) : QString();
    }
    [[nodiscard]] QString withText(const QString &what, QStringView key) const
    {
        return text(key).isEmpty() ? what : what + u'：' + text(key);
    }

    /// As the doctor summed it up; else what a look found.
    [[nodiscard]] QString abnormal() const
    {
        QStringList found{text(u"classificationText")};
        for (const char *key : {"abnormal1", "abnormal2", "abnormal3", "abnormal4"})
            found.append(text(QString::fromLatin1(key)));
        found.removeAll(QString());
        for (const FormSection &section : m_definition.sections)
            for (const FormQuestion &question : section.questions)
                if (isFinding(question) && found.size() < mostFindings)
                    found.append(says(question));
        return found.isEmpty() ? name() + QStringLiteral("发现异常") : found.join(QStringLiteral("，"));
    }

    /// An option that is not the one of somebody in whom a look finds nothing.
    [[nodiscard]] bool isFinding(const FormQuestion &question) const
    {
        return question.normal != FormQuestion::noOption && m_form.answers.has(question.key) &&
               text(question.key) != QString::number(question.normal);
    }

    /// Not what is as it should be, habits, advice, and what a referral has a place of its own for.
    [[nodiscard]] bool tells(const FormQuestion &question) const
    {
        if (!m_form.answers.has(question.key) || isExplanation(question))
            return false;
        const QString &key = question.key;
        if (key == u"way" || key.startsWith(u"referral") || key.startsWith(u"guidance") || key == u"nextStep")
            return false;
        if (question.source == AnswerSource::Carried && question.kind != QuestionKind::Drugs)
            return false;
        const QString &said = text(key);
        return said != QString::number(question.normal) && said != QString::number(question.none);
    }

    /// A text that says what an option means stands behind it: "心脏 异常：期前收缩".
    [[nodiscard]] bool isExplanation(const FormQuestion &question) const
    {
        return question.kind == QuestionKind::Text && !question.when.key.isEmpty() &&
               m_form.answers.has(question.when.key) && m_definition.question(question.when.key) &&
               !m_definition.question(question.when.key)->options.empty() &&
               question.when.key != m_definition.columnsOf;
    }

    [[nodiscard]] QString says(const FormQuestion &question) const
    {
        const QString words = answerWords(m_form.answers, question);
        if (words.isEmpty())
            return {};
        QString said = question.name + u' ' + words;
        for (const FormSection &section : m_definition.sections)
            for (const FormQuestion &other : section.questions)
                if (other.when.key == question.key && isExplanation(other) && m_form.answers.has(other.key))
                    said += u'：' + text(other.key);
        return said;
    }

    static constexpr qsizetype mostFindings = 6; // a reason has a hundred characters

    const HealthForm &m_form;
    const FormDefinition &m_definition;
    const FormRules &m_rules;
};

bool advisesReferral(const HealthForm &form)
{
    return form.formCode == QLatin1String(healthCheckForm) && form.answers.hasChosen(u"guidance", referralAdvised);
}

/// As it is judged by all that is known today; as it was closed, where no program counts it. Advice of an examination
/// stands, whatever another form of the day says.
Result<FormJudgement> judgedNow(const Snapshot &snapshot, Id resident, const HealthForm &form, const FormRules &rules)
{
    FormJudgement judged;
    judged.step = form.step;
    judged.reasons = form.reasons.split(u',', Qt::SkipEmptyParts);
    YIGONG_LET(enrolment, enrolmentCounting(snapshot, resident, form.formCode, form.day));
    if (enrolment) {
        YIGONG_LET(patient, snapshot.get<Patient>(resident));
        YIGONG_LET(known, formCaseOf(snapshot, patient, *enrolment, form.day, form.id));
        judged = judgeFormAt(std::move(known), form, rules);
    }
    if (const QString advised = QStringLiteral("referral-advised");
        advisesReferral(form) && !judged.reasons.contains(advised))
        judged.reasons.append(advised);
    return judged;
}

/// What the form is about, where the visit of its day names no disease.
QString impressionOf(const HealthForm &form, std::optional<FollowUpProgram> program)
{
    if (program == FollowUpProgram::Maternity)
        if (const QString weeks = form.answers.text(u"weeks"); !weeks.isEmpty() && form.formCode.startsWith(u"ante"))
            return QStringLiteral("妊娠 %1 周").arg(weeks);
    return blocksOf(program).isEmpty() ? QString() : titleOf(*program);
}

} // namespace

bool asksForReferral(const HealthForm &form)
{
    return asksForReferral(form.step) || advisesReferral(form) || form.answers.choice(u"referral") == 2; // 1 无 2 有
}

Result<ReferralDraft> referralDraftOfHealthForm(const Snapshot &snapshot, const Actor &actor, const HealthForm &form)
{
    if (isSensitiveForm(form.formCode))
        YIGONG_TRY(require(snapshot, actor, Door::ReadSensitive));
    YIGONG_LET(resident, openRecord(snapshot, actor, form.patient));
    YIGONG_LET(standing, standingHealthFormsOf(snapshot, resident, {form.formCode}));
    const auto at =
        std::find_if(standing.begin(), standing.end(), [&form](const HealthForm &f) { return f.id == form.id; });
    if (at == standing.end())
        return fail(ErrorKind::WrongState, QStringLiteral("amends"), {QStringLiteral("superseded")});
    const FormDefinition *definition = formDefinition(form.formCode, form.formVersion);
    if (!definition)
        return fail(ErrorKind::NotFound, QStringLiteral("form"), {form.formCode, form.formVersion});
    YIGONG_LET(figures, FollowUpFigures::of(snapshot));
    YIGONG_LET(judged, judgedNow(snapshot, resident, form, figures.forms));
    const auto program = followUpProgramFrom(definition->program);

    ReferralDraft draft;
    draft.patient = resident;
    draft.urgency = std::max(referralUrgencyOf(judged.step),
                             asksForReferral(form) ? ReferralUrgency::Soon : ReferralUrgency::Routine);
    const FormReferralWording wording(form, *definition, figures.forms);
    draft.reason = wording.reason(judged.reasons);
    QStringList story{wording.name() + u' ' + wording.sayings()};
    if (at != standing.begin())
        if (const HealthForm &before = *std::prev(at); before.formVersion == form.formVersion)
            story.append(QStringLiteral("上次 ") + FormReferralWording(before, *definition, figures.forms).sayings());
    draft.summary = story.join(u'\n').left(longestReferralStory);
    draft.department = form.answers.text(u"referralTo");
    draft.diagnosis = impressionOf(form, program);
    YIGONG_TRY(attachVisitOf(snapshot, form.day, blocksOf(program), draft));
    YIGONG_LET(statement, proposedAllergyStatement(snapshot, resident));
    draft.allergyStatement = statement;
    return draft;
}

} // namespace yigong
