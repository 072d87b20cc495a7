// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/check_visit.h"
#include "core/base/text.h"
#include "core/encounters/vitals.h"
#include "core/inventory/ledger.h"

#include <QSet>

namespace yigong {

namespace {

// 处方管理办法, article 19: seven days; longer for chronic disease, twelve weeks at most (长期处方管理规范, 2021).
constexpr int usualDays = 7;
constexpr int chronicDays = 84;
/// Articles 23 and 24 for 麻醉 and 第一类精神药品 of an outpatient: so many days, and so many at most against the pain
/// of cancer or a severe chronic one. An injection is one dose, the figure of a day.
struct SpecialDays
{
    int usual, most;
};
SpecialDays specialDaysOf(const Drug &drug)
{
    if (drug.form.contains(QStringLiteral("注射")))
        return {1, 3};
    for (const QString &slow : {QStringLiteral("缓释"), QStringLiteral("控释"), QStringLiteral("透皮")})
        if (drug.form.contains(slow) || drug.name.contains(slow))
            return {7, 15};
    return {3, 7};
}
constexpr int toxicDays = 2;         // 医疗用毒性药品管理办法, article 9
constexpr std::size_t mostDrugs = 5; // article 6: five on a slip
constexpr int mostDays = 366;
constexpr std::int64_t clockSlackMs = 10 * 60 * 1000;

class VisitChecker
{
public:
    VisitChecker(const VisitDraft &draft, const Catalogue &catalogue, const QStringList &allergies, Instant now)
        : m_draft(draft), m_catalogue(catalogue), m_allergies(allergies), m_now(now)
    {}

    VisitCheck check()
    {
        checkHead();
        checkVitals();
        checkDiagnoses();
        for (std::size_t i = 0; i < m_draft.prescription.size(); ++i)
            checkLine(m_draft.prescription[i], QStringLiteral("prescription.%1").arg(i));
        if (m_draft.prescription.size() > mostDrugs)
            warn(VisitCaution::ManyDrugs, QStringLiteral("prescription"),
                 {QString::number(m_draft.prescription.size())});
        return std::move(m_found);
    }

private:
    void refuse(ErrorKind kind, const QString &field, const QStringList &args = {})
    {
        m_found.errors.push_back({kind, field, args});
    }
    void warn(VisitCaution caution, const QString &field, const QStringList &args)
    {
        m_found.warnings.push_back({caution, field, args});
    }
    void checkText(const char *field, const QString &text)
    {
        if (!isCleanText(text))
            refuse(ErrorKind::Invalid, QString::fromLatin1(field), {text.left(40)});
    }

    void checkHead()
    {
        static const QSet<QString> classes{QStringLiteral("AMB"), QStringLiteral("HH"), QStringLiteral("EMER"),
                                           QStringLiteral("IMP")};
        if (m_draft.patient.isNone())
            refuse(ErrorKind::Required, QStringLiteral("patient"));
        if (!classes.contains(m_draft.visitClass))
            refuse(ErrorKind::Invalid, QStringLiteral("class"), {m_draft.visitClass});
        if (m_draft.start > m_now.plusMs(clockSlackMs))
            refuse(ErrorKind::OutOfRange, QStringLiteral("start"), {m_draft.start.iso(), {}, m_now.iso()});
        if (tidied(m_draft.complaint).isEmpty())
            refuse(ErrorKind::Required, QStringLiteral("complaint"));
        if (!m_draft.amends.isNone() && tidied(m_draft.amendReason).isEmpty())
            refuse(ErrorKind::ReasonRequired, QStringLiteral("amend_reason"));
        checkText("complaint", m_draft.complaint);
        checkText("summary", m_draft.summary);
        checkText("advice", m_draft.advice);
    }

    void checkVitals()
    {
        std::optional<Hundredths> systolic;
        std::optional<Hundredths> diastolic;
        for (const VitalEntry &entry : m_draft.vitals) {
            const QString field = QStringLiteral("vitals.") + entry.code;
            const VitalKind *kind = vitalKind(entry.code);
            const auto value = parseHundredths(entry.value);
            if (!kind)
                refuse(ErrorKind::Invalid, field, {entry.code});
            else if (!value)
                refuse(ErrorKind::Invalid, field, {entry.value});
            else if (!kind->takesUnit(entry.unit))
                refuse(ErrorKind::Invalid, field, {entry.unit});
            else
                checkValue(*kind, *value, field);
            if (entry.code == QLatin1String(vital::systolic))
                systolic = value;
            if (entry.code == QLatin1String(vital::diastolic))
                diastolic = value;
        }
        if (systolic && diastolic && *diastolic >= *systolic)
            warn(VisitCaution::PressureReversed, QStringLiteral("vitals.8462-4"),
                 {hundredthsText(*systolic), hundredthsText(*diastolic)});
    }

    void checkValue(const VitalKind &kind, Hundredths value, const QString &field)
    {
        const QStringList args{kind.nameText(), hundredthsText(value), kind.unitText()};
        switch (markOf(kind, value)) {
        case VitalMark::Implausible:
            return warn(VisitCaution::Implausible, field, args);
        case VitalMark::High:
            return warn(VisitCaution::High, field, args);
        case VitalMark::Low:
            return warn(VisitCaution::Low, field, args);
        case VitalMark::Usual:
            break;
        }
    }

    void checkDiagnoses()
    {
        if (m_draft.diagnoses.empty())
            refuse(ErrorKind::Required, QStringLiteral("diagnoses"));
        for (std::size_t i = 0; i < m_draft.diagnoses.size(); ++i) {
            const DiagnosisEntry &entry = m_draft.diagnoses[i];
            const Diagnosis *known = m_catalogue.diagnoses().find(entry.code);
            if (!known)
                refuse(ErrorKind::UnknownDiagnosis, QStringLiteral("diagnoses.%1").arg(i), {entry.code});
            m_isChronic = m_isChronic || (known && !known->chronic.isEmpty());
        }
    }

    void checkLine(const PrescriptionEntry &line, const QString &field)
    {
        const Drug *drug = m_catalogue.drugs().find(line.drug);
        if (!drug)
            return refuse(ErrorKind::UnknownDrug, field, {line.drug});
        if (line.unit.isEmpty())
            refuse(ErrorKind::Required, field + QStringLiteral(".unit"));
        // A box written where tablets are meant would give twenty times as much.
        else if (!drug->unit.isEmpty() && line.unit != drug->unit)
            refuse(ErrorKind::Invalid, field + QStringLiteral(".unit"), {line.unit});
        if (line.quantity.units == 0)
            refuse(ErrorKind::Required, field + QStringLiteral(".quantity"));
        else if (line.quantity.units < 0 || line.quantity > mostUnits)
            refuse(ErrorKind::OutOfRange, field + QStringLiteral(".quantity"),
                   {QString::number(line.quantity.units), QStringLiteral("1"), QString::number(mostUnits.units)});
        checkDays(*drug, line, field);
        checkAllergies(*drug, line, field);
        if (m_drugs.contains(drug->code))
            warn(VisitCaution::SameDrugTwice, field, {line.name});
        m_drugs.insert(drug->code);
    }

    /// Special drugs are never for twelve weeks; 第二类精神药品 for a week, or longer with reason.
    [[nodiscard]] SpecialDays daysFor(const Drug &drug) const
    {
        switch (drug.special) {
        case SpecialClass::Narcotic:
        case SpecialClass::PsychotropicI:
            return specialDaysOf(drug);
        case SpecialClass::Toxic:
            return {toxicDays, toxicDays};
        case SpecialClass::PsychotropicII:
            return {usualDays, mostDays};
        case SpecialClass::None:
            break;
        }
        return {m_isChronic ? chronicDays : usualDays, mostDays};
    }

    void checkDays(const Drug &drug, const PrescriptionEntry &line, const QString &field)
    {
        const auto [usual, most] = daysFor(drug);
        if (line.days < 0 || line.days > most)
            refuse(ErrorKind::OutOfRange, field + QStringLiteral(".days"),
                   {QString::number(line.days), QStringLiteral("0"), QString::number(most)});
        else if (line.days > usual)
            warn(VisitCaution::LongSupply, field, {line.name, QString::number(line.days), QString::number(usual)});
    }

    void checkAllergies(const Drug &drug, const PrescriptionEntry &line, const QString &field)
    {
        const QStringList against = m_catalogue.allergiesAgainst(drug, m_allergies);
        if (!against.isEmpty() && tidied(line.allergyReason).isEmpty())
            refuse(ErrorKind::AllergyKnown, field, {against.join(QStringLiteral("、"))});
        for (const QString &akin : m_catalogue.cautionsAgainst(drug, m_allergies))
            if (!against.contains(akin))
                warn(VisitCaution::AllergyCaution, field, {line.name, akin});
    }

    const VisitDraft &m_draft;
    const Catalogue &m_catalogue;
    const QStringList &m_allergies;
    Instant m_now;
    bool m_isChronic = false;
    QSet<QString> m_drugs;
    VisitCheck m_found;
};

} // namespace

VisitCheck checkVisit(const VisitDraft &draft, const Catalogue &catalogue, const QStringList &allergies, Instant now)
{
    return VisitChecker(draft, catalogue, allergies, now).check();
}

} // namespace yigong
