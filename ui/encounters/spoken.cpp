// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/encounters/spoken.h"
#include "ui/shell/sentences.h"
#include <QHash>

namespace yigong {

QString Spoken::sex(Sex sex)
{
    switch (sex) {
    case Sex::Male:
        return tr("male");
    case Sex::Female:
        return tr("female");
    default:
        return tr("sex not known");
    }
}

QString Spoken::sexAndAge(Sex sexOf, const PartialDate &birthDate, QDate today)
{
    const auto age = ageOn(birthDate, today);
    return age ? tr("%1, %2", "sex, age").arg(sex(sexOf)).arg(*age) : sex(sexOf);
}

QString Spoken::day(QDate day, QDate today)
{
    return day.toString(day.year() == today.year() ? tr("d MMM", "date format") : tr("d MMM yyyy", "date format"));
}

QString Spoken::moment(Instant at, QDate today)
{
    const QDate on = civilDay(at);
    return on == today ? civilTime(at) : day(on, today) + u' ' + civilTime(at);
}

QString Spoken::condition(const QString &key)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("hypertension"), QT_TR_NOOP("hypertension")},
        {QStringLiteral("diabetes"), QT_TR_NOOP("diabetes")},
        {QStringLiteral("copd"), QT_TR_NOOP("COPD")},
        {QStringLiteral("coronary"), QT_TR_NOOP("coronary disease")},
        {QStringLiteral("stroke"), QT_TR_NOOP("stroke")},
        {QStringLiteral("mental"), QT_TR_NOOP("severe mental disorder")},
        {QStringLiteral("tuberculosis"), QT_TR_NOOP("tuberculosis")},
    };
    const char *word = words.value(key);
    return word ? tr(word) : key;
}

QString Spoken::fault(const Error &error)
{
    const auto arg = [&error](qsizetype at) { return error.args.value(at); };
    switch (error.kind) {
    case ErrorKind::Required:
        return tr("Needed");
    case ErrorKind::ReasonRequired:
        return tr("Say why");
    case ErrorKind::OutOfRange:
        return arg(1).isEmpty() ? tr("Not after %1").arg(arg(2)) : tr("Between %1 and %2").arg(arg(1), arg(2));
    case ErrorKind::UnknownDrug:
        return tr("The catalogue has no drug %1").arg(arg(0));
    case ErrorKind::UnknownDiagnosis:
        return tr("The catalogue has no diagnosis %1").arg(arg(0));
    case ErrorKind::NotEnough:
        return tr("Only %1 of %2 on the shelf").arg(arg(2), arg(0));
    case ErrorKind::AllergyKnown:
        return tr("Allergic to %1").arg(arg(0));
    case ErrorKind::PrescriptionRightNeeded:
        return tr("A narcotic: only a doctor with that right prescribes it");
    case ErrorKind::PrescriptionNeeded:
    case ErrorKind::SecondSignatureNeeded:
    case ErrorKind::SecondSignatureRefused:
    case ErrorKind::AccountClosed:
        return sentence(error);
    case ErrorKind::Expired:
        return tr("Expired on %1").arg(arg(1));
    case ErrorKind::WrongState:
        return tr("Meanwhile something else was done with it; look at it again");
    case ErrorKind::Forbidden:
    case ErrorKind::OutOfScope:
        return tr("Your role or site may not do this");
    default:
        return tr("This cannot be read; please write it anew");
    }
}

QString Spoken::span(qint64 ms)
{
    const qint64 minutes = ms / 60'000;
    if (minutes < 60)
        return tr("%n minute(s)", nullptr, static_cast<int>(minutes));
    if (minutes < 48 * 60)
        return tr("%n hour(s)", nullptr, static_cast<int>(minutes / 60));
    return tr("%n day(s)", nullptr, static_cast<int>(minutes / (24 * 60)));
}

} // namespace yigong
