// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/form_rules.h"

#include <algorithm>
#include <array>
#include <span>

namespace yigong {

namespace {

/// Forms of a program, by day. Pointers: a plan judges each form of a township, and a form is heavy.
using Forms = std::vector<const HealthForm *>;

/// A form that is due within a window of a fixed calendar.
struct Window
{
    const char *form, *stage;
    QDate from, due;
};

Forms formsOf(const FormCase &known)
{
    Forms forms;
    forms.reserve(known.forms.size() + 1);
    for (const HealthForm &form : known.forms)
        forms.push_back(&form);
    return forms;
}

bool saysYes(const HealthForm &form, QStringView key)
{
    return form.answers.choice(key) == 2; // 1 无 2 有 · 1 未见异常 2 异常
}

QDate firstDay(QDate a, QDate b)
{
    return a.isValid() && (!b.isValid() || a < b) ? a : b;
}

/// What every program has in common: reasons, referrals, and what the last form of a code said.
class Judging
{
public:
    /// `known` for whom it is about; `forms` are those that count.
    Judging(const FormCase &known, Forms forms, QDate today, const FormRules &rules)
        : m_known(known), m_forms(std::move(forms)), m_today(today), m_rules(rules)
    {
        std::sort(m_forms.begin(), m_forms.end(), [](const HealthForm *a, const HealthForm *b) {
            return std::tie(a->day, a->entered, a->id) < std::tie(b->day, b->entered, b->id);
        });
    }

    FormJudgement judge()
    {
        if (const HealthForm *last = lastForm())
            readLast(*last);
        switch (m_known.program) {
        case FollowUpProgram::Copd:
            judgeCopd();
            break;
        case FollowUpProgram::OlderPeople:
            judgeOlder();
            break;
        case FollowUpProgram::Maternity:
            judgeMaternity();
            break;
        case FollowUpProgram::Child:
            judgeChild();
            break;
        case FollowUpProgram::MentalDisorder:
            judgeMental();
            break;
        case FollowUpProgram::Tuberculosis:
            judgeTuberculosis();
            break;
        case FollowUpProgram::Hypertension:
        case FollowUpProgram::Diabetes:
            break; // judgeFollowUp
        }
        if (asksReferral())
            m_said.checkReferralBy = lastForm()->day.addDays(m_rules.referralCheckDays);
        return std::move(m_said);
    }

private:
    [[nodiscard]] const HealthForm *lastForm() const { return m_forms.empty() ? nullptr : m_forms.back(); }
    [[nodiscard]] const HealthForm *lastOf(QStringView code) const
    {
        const auto found = std::find_if(m_forms.rbegin(), m_forms.rend(),
                                        [code](const HealthForm *form) { return form->formCode == code; });
        return found == m_forms.rend() ? nullptr : *found;
    }
    /// The latest answer to a date, whichever form says it.
    [[nodiscard]] QDate lastDate(QStringView key) const
    {
        for (auto form = m_forms.rbegin(); form != m_forms.rend(); ++form)
            if (const QDate day = (*form)->answers.date(key); day.isValid())
                return day;
        return {};
    }
    [[nodiscard]] bool asksReferral() const
    {
        return m_said.step == FollowUpStep::Refer || m_said.step == FollowUpStep::UrgentReferral;
    }

    /// An examination of the old finds something more often than not: its advice says who is referred.
    [[nodiscard]] bool isOldPeoples() const { return m_known.program == FollowUpProgram::OlderPeople; }

    void because(const char *reason, FollowUpStep step)
    {
        m_said.reasons.append(QString::fromLatin1(reason));
        m_said.step = std::max(m_said.step, step);
    }

    void next(const char *form, QDate due, const char *stage = "", QDate from = {})
    {
        m_said.nextForm = QString::fromLatin1(form);
        m_said.nextStage = QString::fromLatin1(stage);
        m_said.due = due;
        m_said.dueFrom = from;
    }

    /// What any form may say: a referral, an abnormal finding, a complication, a reaction.
    void readLast(const HealthForm &last)
    {
        m_said.outcome = QStringLiteral("normal");
        if (saysYes(last, u"newComplication"))
            because("new-complication", FollowUpStep::Refer);
        if (m_known.program != FollowUpProgram::MentalDisorder && saysYes(last, u"classification"))
            because("abnormal", isOldPeoples() ? FollowUpStep::Routine : FollowUpStep::Refer);
        if (last.answers.hasChosen(u"guidance", 3)) // 建议转诊 of the annual examination
            because("referral-advised", FollowUpStep::Refer);
        if (saysYes(last, u"referral"))
            because("referred", FollowUpStep::Refer);
        if (saysYes(last, u"adverseReaction"))
            because("adverse-reaction",
                    m_known.program == FollowUpProgram::Tuberculosis ? FollowUpStep::Refer : FollowUpStep::TwoWeeks);
        if (!m_said.reasons.isEmpty())
            m_said.outcome = QStringLiteral("abnormal");
    }

    void judgeCopd()
    {
        const HealthForm *last = lastForm();
        if (!last)
            return next("copd-follow-up", m_known.enrolledOn.addMonths(m_rules.copdMonths));
        const auto saturation = last->answers.number(u"oxygen");
        if (saysYes(*last, u"consciousness"))
            because("consciousness", FollowUpStep::UrgentReferral);
        if (saysYes(*last, u"cyanosis"))
            because("cyanosis", FollowUpStep::UrgentReferral);
        if (saturation && *saturation < Hundredths{m_rules.copdLowSaturation} * 100)
            because("oxygen-low", FollowUpStep::UrgentReferral);
        m_said.outcome = m_said.reasons.isEmpty() ? QStringLiteral("stable") : QStringLiteral("worse");
        next("copd-follow-up", m_said.step == FollowUpStep::Routine ? last->day.addMonths(m_rules.copdMonths)
                                                                    : last->day.addDays(m_rules.referralCheckDays));
    }

    /// The year's quota is a calendar year's: examination and assessment of self-care both belong to it.
    void judgeOlder()
    {
        const HealthForm *check = lastOf(QString::fromLatin1(healthCheckForm));
        const HealthForm *selfCare = lastOf(u"older-self-care");
        if (selfCare)
            readSelfCare(*selfCare);
        if (!check)
            return next(healthCheckForm, QDate(m_known.enrolledOn.year(), 12, 31));
        // What a year owed and did not get is not owed in the next one: that asks for its own examination.
        const bool isThisYears = check->day.year() == m_today.year();
        if (isThisYears && (!selfCare || selfCare->day.year() < check->day.year()))
            return next("older-self-care", QDate(check->day.year(), 12, 31));
        next(healthCheckForm, check->day.addMonths(m_rules.olderMonths), {}, QDate(check->day.year() + 1, 1, 1));
    }

    void readSelfCare(const HealthForm &form)
    {
        const auto score = form.answers.number(u"score");
        if (!score)
            return;
        const Hundredths points = *score / 100;
        const char *band = points <= 3    ? "self-reliant"
                           : points <= 8  ? "light"
                           : points <= 18 ? "moderate"
                                          : "dependent";
        m_said.outcome = QString::fromLatin1(band);
    }

    // Maternity.

    /// The first day of the last period, or what an ultrasound's expected day says of it.
    [[nodiscard]] QDate pregnantSince() const
    {
        const QDate expected = lastDate(u"edd");
        return expected.isValid() ? expected.addDays(-280) : lastDate(u"lmp");
    }

    void judgeMaternity()
    {
        if (const HealthForm *last = lastForm(); last && isPressureHigh(*last))
            because("pressure-high", FollowUpStep::Refer);
        if (lastForm())
            m_said.outcome = m_said.reasons.isEmpty() ? QStringLiteral("normal") : QStringLiteral("abnormal");
        if (const QDate delivered = lastDate(u"deliveredOn"); delivered.isValid())
            return judgeAfterBirth(delivered);
        const HealthForm *first = lastOf(u"antenatal-first");
        const QDate since = pregnantSince();
        if (!first)
            return next("antenatal-first", since.isValid() ? since.addDays(m_rules.firstAntenatalWeeks * 7 - 1)
                                                           : m_known.enrolledOn.addDays(m_rules.referralCheckDays));
        if (!since.isValid()) // nobody knows how far she is: seen again within the shortest window
            return next("antenatal-later", lastForm()->day.addDays(28));
        judgeBeforeBirth(since);
    }

    static bool isPressureHigh(const HealthForm &form)
    {
        const FollowUpRules usual;
        return form.answers.number(u"systolic").value_or(0) >= Hundredths{usual.systolicTarget} * 100 ||
               form.answers.number(u"diastolic").value_or(0) >= Hundredths{usual.diastolicTarget} * 100;
    }

    void judgeBeforeBirth(QDate since)
    {
        const auto weeks = [since](const char *stage, int from, int to) {
            return Window{"antenatal-later", stage, since.addDays(from * 7), since.addDays(to * 7 + 6)};
        };
        nextOf(std::array{
            weeks("16-20", 16, 20), weeks("21-24", 21, 24), weeks("28-36", 28, 36), weeks("37-40", 37, 40),
            Window{"maternity-delivery", "", since.addDays(37 * 7), since.addDays(280 + m_rules.lateDeliveryDays)}});
    }

    /// The first window that is still to be filled: not filled, and the one after it has not begun.
    void nextOf(std::span<const Window> windows)
    {
        for (std::size_t i = 0; i < windows.size(); ++i) {
            const auto later = std::find_if(windows.begin(), windows.end(),
                                            [&](const Window &other) { return other.from > windows[i].from; });
            const QDate following = later == windows.end() ? QDate() : later->from;
            const bool hasPassed = following.isValid() && following <= m_today && windows[i].due < m_today;
            if (!hasPassed && !isFilled(windows[i], following))
                return next(windows[i].form, windows[i].due, windows[i].stage, windows[i].from);
        }
    }

    /// A form may say which of several it is of; where it does not, its day does, up to the next window.
    [[nodiscard]] bool isFilled(const Window &window, QDate following) const
    {
        const QLatin1String code(window.form), stage(window.stage);
        return std::any_of(m_forms.begin(), m_forms.end(), [&](const HealthForm *form) {
            if (form->formCode != code)
                return false;
            if (const QString said = form->answers.text(u"stage"); !said.isEmpty() || stage.isEmpty())
                return said == stage;
            return form->day >= window.from && (!following.isValid() || form->day < following);
        });
    }

    void judgeAfterBirth(QDate delivered)
    {
        const QDate discharged = lastDate(u"dischargedOn");
        if (!lastOf(u"postnatal-42") && !lastOf(u"postnatal-visit"))
            return next("postnatal-visit",
                        (discharged.isValid() ? discharged : delivered).addDays(m_rules.postnatalDays));
        if (!lastOf(u"postnatal-42"))
            return next("postnatal-42", delivered.addDays(m_rules.postnatalCheckDays));
    }

    // Children.

    void judgeChild()
    {
        const QDate born = m_known.birthDate.earliest();
        if (lastForm())
            m_said.outcome = m_said.reasons.isEmpty() ? QStringLiteral("normal") : QStringLiteral("abnormal");
        if (!born.isValid())
            return;
        const QDate discharged = lastDate(u"dischargedOn");
        const auto months = [&](const char *stage, int age) {
            const char *form = age <= 8 ? "infant-check" : age <= 30 ? "toddler-check" : "preschool-check";
            const QDate reached = born.addMonths(age);
            return Window{form, stage, reached, reached.addDays(m_rules.childWindowDays)};
        };
        nextOf(std::array{
            Window{"newborn-visit", "", born, (discharged.isValid() ? discharged : born).addDays(m_rules.newbornDays)},
            Window{"infant-check", "1", born.addDays(28), born.addDays(30)}, months("3", 3), months("6", 6),
            months("8", 8), months("12", 12), months("18", 18), months("24", 24), months("30", 30), months("36", 36),
            months("48", 48), months("60", 60), months("72", 72)});
    }

    // Severe mental disorder.

    enum class Stability
    {
        NotSeen,
        Stable,
        Basically,
        Unstable
    };

    /// The doctor's own class stands where it is the graver one.
    static Stability stabilityOf(const HealthForm &form)
    {
        if (form.answers.choice(u"seen") == 2 || form.answers.text(u"classification") == u"0")
            return Stability::NotSeen;
        Stability found = ruledStability(form);
        const int own = form.answers.choice(u"classification"); // 1 不稳定 2 基本稳定 3 稳定
        if (own == 1)
            found = Stability::Unstable;
        if (own == 2)
            found = std::max(found, Stability::Basically);
        return found;
    }

    static Stability ruledStability(const HealthForm &form)
    {
        const FormAnswers &said = form.answers;
        if (said.choice(u"risk") >= 3 || said.choice(u"insight") == 3 || saysYes(form, u"physicalIllness"))
            return Stability::Unstable;
        if (said.choice(u"risk") >= 1 || said.choice(u"insight") == 2 || saysYes(form, u"adverseReaction") ||
            isSociallyPoor(said) || hasSymptoms(said))
            return Stability::Basically;
        return Stability::Stable;
    }

    static bool isSociallyPoor(const FormAnswers &said)
    {
        return std::any_of(socialKeys.begin(), socialKeys.end(),
                           [&said](const char *key) { return said.choice(QString::fromLatin1(key)) == 3; });
    }

    /// Symptoms are numbered from 1 without a "none": 无 is what is not ticked.
    static bool hasSymptoms(const FormAnswers &said) { return !said.choices(u"symptoms").empty(); }

    void judgeMental()
    {
        const HealthForm *last = lastOf(u"mental-follow-up");
        if (!last)
            return next("mental-follow-up", m_known.enrolledOn.addDays(m_rules.unsettledDays));
        m_said.reasons.clear();
        m_said.step = FollowUpStep::Routine;
        addMentalReasons(*last);
        const QDate unsettled = last->day.addDays(m_rules.unsettledDays);
        switch (stabilityOf(*last)) {
        case Stability::NotSeen:
            m_said.outcome = QStringLiteral("not-seen");
            because("not-seen", FollowUpStep::TwoWeeks);
            return next("mental-follow-up", unsettled);
        case Stability::Unstable:
            m_said.outcome = QStringLiteral("unstable");
            m_said.step = FollowUpStep::UrgentReferral;
            return next("mental-follow-up", unsettled);
        case Stability::Basically:
            return judgeBasicallyStable(*last);
        case Stability::Stable:
            m_said.outcome = QStringLiteral("stable");
            return next("mental-follow-up", last->day.addMonths(m_rules.stableMonths));
        }
    }

    void addMentalReasons(const HealthForm &last)
    {
        const FormAnswers &said = last.answers;
        if (said.choice(u"risk") >= 1)
            because(said.choice(u"risk") >= 3 ? "risk-high" : "risk", FollowUpStep::Routine);
        if (said.choice(u"insight") >= 2)
            because(said.choice(u"insight") == 3 ? "no-insight" : "insight-partial", FollowUpStep::Routine);
        if (saysYes(last, u"physicalIllness"))
            because("physical-illness", FollowUpStep::Routine);
        if (saysYes(last, u"adverseReaction"))
            because("adverse-reaction", FollowUpStep::Routine);
        if (hasSymptoms(said))
            because("symptoms", FollowUpStep::Routine);
        if (isSociallyPoor(said))
            because("social-function-poor", FollowUpStep::Routine);
    }

    /// The first time two weeks; then three months where it got better, or a month under a specialist's guidance.
    void judgeBasicallyStable(const HealthForm &last)
    {
        m_said.outcome = QStringLiteral("basically-stable");
        const HealthForm *before = nullptr;
        for (const HealthForm *form : m_forms)
            if (form->formCode == last.formCode && form->day < last.day)
                before = form;
        if (!before || stabilityOf(*before) != Stability::Basically) {
            m_said.step = FollowUpStep::TwoWeeks;
            return next("mental-follow-up", last.day.addDays(m_rules.unsettledDays));
        }
        const int effect = last.answers.choice(u"effect"); // 1 痊愈 2 好转 3 无变化 4 加重
        const bool isBetter =
            effect == 1 || effect == 2 || last.answers.choice(u"risk") < before->answers.choice(u"risk");
        if (isBetter)
            return next("mental-follow-up", last.day.addMonths(m_rules.stableMonths));
        because("not-improved", FollowUpStep::TwoWeeks);
        next("mental-follow-up", last.day.addMonths(m_rules.guidedMonths));
    }

    // Tuberculosis.

    void judgeTuberculosis()
    {
        if (lastOf(u"tb-close"))
            return;
        const HealthForm *first = lastOf(u"tb-first-visit");
        if (!first && !lastOf(u"tb-follow-up"))
            return next("tb-first-visit", m_known.enrolledOn.addDays(m_rules.tbFirstDays));
        const HealthForm &last = *lastForm();
        const QDate regular =
            isSeenOften(last) ? last.day.addDays(m_rules.tbFamilyDays) : last.day.addMonths(m_rules.tbMonths);
        next("tb-follow-up", asksReferral() ? firstDay(regular, last.day.addDays(m_rules.referralCheckDays)) : regular);
    }

    [[nodiscard]] bool isSeenOften(const HealthForm &last) const
    {
        int supervisor = 0;
        for (const HealthForm *form : m_forms)
            if (form->answers.has(u"supervisor"))
                supervisor = form->answers.choice(u"supervisor");
        if (supervisor == 1) // 医生
            return false;
        if (const int phase = last.answers.choice(u"phase"); phase != 0)
            return phase == 1;
        const QDate started = lastDate(u"startedOn");
        return last.day < (started.isValid() ? started : m_known.enrolledOn).addMonths(m_rules.tbIntensiveMonths);
    }

    static constexpr std::array socialKeys{"socialHousework", "socialWork", "socialStudy", "socialRelations",
                                           "selfCare"};

    const FormCase &m_known;
    Forms m_forms;
    const QDate m_today;
    const FormRules &m_rules;
    FormJudgement m_said;
};

} // namespace

FormJudgement judgeForms(const FormCase &known, QDate today, const FormRules &rules)
{
    return Judging(known, formsOf(known), today, rules).judge();
}

FormJudgement judgeFormAt(const FormCase &known, const HealthForm &form, const FormRules &rules)
{
    Forms forms = formsOf(known);
    std::erase_if(forms, [&form](const HealthForm *other) { return other->day > form.day || other->id == form.id; });
    forms.push_back(&form);
    return Judging(known, std::move(forms), form.day, rules).judge();
}

std::span<const std::string_view> judgedKeys()
{
    // A rule that asks another key adds it here; the test of the rules reads its stories through this list.
    static constexpr std::array<std::string_view, 30> keys{
        "adverseReaction", "classification",
        "consciousness",   "cyanosis",
        "deliveredOn",     "diastolic",
        "dischargedOn",    "edd",
        "effect",          "guidance",
        "insight",         "lmp",
        "newComplication", "oxygen",
        "phase",           "physicalIllness",
        "referral",        "risk",
        "score",           "seen",
        "selfCare",        "socialHousework",
        "socialRelations", "socialStudy",
        "socialWork",      "stage",
        "startedOn",       "supervisor",
        "symptoms",        "systolic",
    };
    static_assert(std::is_sorted(keys.begin(), keys.end()));
    return keys;
}

QStringList unaskedOfJudge(const QString &formCode, const FormAnswers &answers)
{
    QStringList unasked;
    if (formCode == u"mental-follow-up" && answers.choice(u"seen") == 1)
        for (const QString &key : {QStringLiteral("risk"), QStringLiteral("insight")})
            if (!answers.has(key))
                unasked.append(key);
    return unasked;
}

QStringList formsOfProgram(FollowUpProgram program)
{
    switch (program) {
    case FollowUpProgram::Copd:
        return {QStringLiteral("copd-follow-up")};
    case FollowUpProgram::OlderPeople:
        return {QString::fromLatin1(healthCheckForm), QStringLiteral("older-self-care")};
    case FollowUpProgram::Maternity:
        return {QStringLiteral("antenatal-first"), QStringLiteral("antenatal-later"),
                QStringLiteral("maternity-delivery"), QStringLiteral("postnatal-visit"),
                QStringLiteral("postnatal-42")};
    case FollowUpProgram::Child:
        return {QStringLiteral("newborn-visit"), QStringLiteral("infant-check"), QStringLiteral("toddler-check"),
                QStringLiteral("preschool-check")};
    case FollowUpProgram::MentalDisorder:
        return {QStringLiteral("mental-follow-up"), QStringLiteral("mental-background")};
    case FollowUpProgram::Tuberculosis:
        return {QStringLiteral("tb-first-visit"), QStringLiteral("tb-follow-up"), QStringLiteral("tb-close")};
    case FollowUpProgram::Hypertension:
    case FollowUpProgram::Diabetes:
        break;
    }
    return {};
}

} // namespace yigong
