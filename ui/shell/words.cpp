// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/words.h"
#include "core/patients/patient_text.h"

#include <QCoreApplication>
#include <QHash>

namespace yigong {

namespace {

constexpr int elderly = 65; // the age from which the yearly examination of the basic public-health service is due

class Words
{
    Q_DECLARE_TR_FUNCTIONS(yigong::Words)
};

} // namespace

QString specialClassWord(SpecialClass special)
{
    switch (special) {
    case SpecialClass::Narcotic:
        return Words::tr("Narcotic");
    case SpecialClass::PsychotropicI:
        return Words::tr("Class I psychotropic");
    case SpecialClass::PsychotropicII:
        return Words::tr("Class II psychotropic");
    case SpecialClass::Toxic:
        return Words::tr("Toxic drug");
    case SpecialClass::None:
        break;
    }
    return {};
}

QString roleWord(StaffRole role)
{
    switch (role) {
    case StaffRole::VillageDoctor:
        return Words::tr("Village doctor");
    case StaffRole::TownshipDoctor:
        return Words::tr("Township doctor");
    case StaffRole::Nurse:
        return Words::tr("Nurse");
    case StaffRole::Pharmacist:
        return Words::tr("Pharmacist");
    case StaffRole::TownshipManager:
        return Words::tr("Township manager");
    case StaffRole::CountyDoctor:
        return Words::tr("County doctor");
    case StaffRole::CountyManager:
        return Words::tr("County manager");
    case StaffRole::InsuranceOfficer:
        return Words::tr("Insurance officer");
    case StaffRole::Administrator:
        return Words::tr("Administrator");
    case StaffRole::Auditor:
        return Words::tr("Auditor");
    }
    return {};
}

QString tierWord(Tier tier)
{
    switch (tier) {
    case Tier::County:
        return Words::tr("County");
    case Tier::Township:
        return Words::tr("Township");
    case Tier::Village:
        return Words::tr("Village");
    }
    return {};
}

QString sexWord(Sex sex)
{
    switch (sex) {
    case Sex::Male:
        return Words::tr("M");
    case Sex::Female:
        return Words::tr("F");
    case Sex::Unknown:
    case Sex::Unstated:
        break;
    }
    return {};
}

QString sexAndAge(Sex sex, const PartialDate &birthDate, QDate today)
{
    const auto age = ageOn(birthDate, today);
    const QString years = age ? Words::tr("%1 y").arg(*age) : QString();
    return QStringList{sexWord(sex), years}.join(u' ').trimmed();
}

QString conditionWord(const QString &code)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("hypertension"), QT_TRANSLATE_NOOP("yigong::Words", "Hypertension")},
        {QStringLiteral("diabetes"), QT_TRANSLATE_NOOP("yigong::Words", "Diabetes")},
        {QStringLiteral("copd"), QT_TRANSLATE_NOOP("yigong::Words", "COPD")},
        {QStringLiteral("coronary"), QT_TRANSLATE_NOOP("yigong::Words", "Coronary disease")},
        {QStringLiteral("stroke"), QT_TRANSLATE_NOOP("yigong::Words", "Stroke")},
        {QStringLiteral("mental"), QT_TRANSLATE_NOOP("yigong::Words", "Severe mental illness")},
        {QStringLiteral("tuberculosis"), QT_TRANSLATE_NOOP("yigong::Words", "Tuberculosis")},
        {QStringLiteral("cancer"), QT_TRANSLATE_NOOP("yigong::Words", "Cancer")},
        {QStringLiteral("asthma"), QT_TRANSLATE_NOOP("yigong::Words", "Asthma")},
        {QStringLiteral("kidney"), QT_TRANSLATE_NOOP("yigong::Words", "Kidney disease")},
        {QStringLiteral("hepatitis"), QT_TRANSLATE_NOOP("yigong::Words", "Hepatitis")},
    };
    const char *word = words.value(code);
    return word == nullptr ? code : Words::tr(word);
}

QList<ChipSpec> conditionChips(const Patient &patient, QDate today)
{
    QList<ChipSpec> chips;
    if (!patient.deceasedOn.isNone())
        chips.append({ChipKind::Plain, Words::tr("Deceased %1").arg(patient.deceasedOn.text()), Icon::Info});
    if (patient.leftOn.isValid())
        chips.append({ChipKind::Plain, Words::tr("Moved out %1").arg(dayOf(patient.leftOn, today)), Icon::Info});
    for (const QString &condition : patient.conditions)
        chips.append({ChipKind::Warn, conditionWord(condition), Icon::Pressure});
    if (ageOn(patient.birthDate, today).value_or(0) >= elderly && patient.deceasedOn.isNone())
        chips.append({ChipKind::Plain, Words::tr("65 or older"), Icon::User});
    return chips;
}

PatientSummary summaryOf(const Patient &patient, const QStringList &allergies, QDate today)
{
    PatientSummary summary{
        patient.name, sexAndAge(patient.sex, patient.birthDate, today), {}, conditionChips(patient, today)};
    for (const QString &substance : allergies)
        summary.allergies.append(Words::tr("Allergic: %1").arg(substance));
    return summary;
}

QString idTail(const QString &idNumber)
{
    const QString tail = maskedIdNumber(idNumber).section(u'*', -1);
    return tail.isEmpty() ? QString() : Words::tr("ends in %1").arg(tail);
}

QString dayOf(QDate day, QDate today)
{
    if (!day.isValid())
        return {};
    return day.year() == today.year()
               ? Words::tr("%1/%2", "month, day").arg(day.month()).arg(day.day())
               : Words::tr("%1-%2-%3", "year, month, day").arg(day.year()).arg(day.month()).arg(day.day());
}

QString momentOf(Instant at, Instant now)
{
    if (at.isNone())
        return {};
    return dayOf(civilDay(at), civilDay(now)) + u' ' + civilTime(at);
}

} // namespace yigong
