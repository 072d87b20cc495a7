// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/contract_words.h"
#include "ui/shell/words.h"

#include <QCoreApplication>
#include <QHash>

namespace yigong {

namespace {

class ContractTexts
{
    Q_DECLARE_TR_FUNCTIONS(yigong::ContractWords)
};

QString textOf(const QHash<QString, const char *> &words, const QString &word)
{
    const char *text = words.value(word);
    return text == nullptr ? word : ContractTexts::tr(text);
}

} // namespace

ChipSpec ContractWords::chipOf(ContractState state)
{
    switch (state) {
    case ContractState::None:
        return {ChipKind::Outline, ContractTexts::tr("Not signed"), Icon::Draft};
    case ContractState::Starting:
        return {ChipKind::Plain, ContractTexts::tr("Begins later"), Icon::Calendar};
    case ContractState::Running:
        return {ChipKind::Ok, ContractTexts::tr("Signed"), Icon::Ok};
    case ContractState::EndingSoon:
        return {ChipKind::Warn, ContractTexts::tr("Ends soon"), Icon::Clock};
    case ContractState::Ended:
        return {ChipKind::Plain, ContractTexts::tr("Ended"), Icon::Stop};
    case ContractState::Twice:
        return {ChipKind::Danger, ContractTexts::tr("Signed twice"), Icon::Conflict};
    }
    return {};
}

QString ContractWords::group(KeyGroup group)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("elderly"), QT_TRANSLATE_NOOP("yigong::ContractWords", "65 and older")},
        {QStringLiteral("child"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Child 0-6")},
        {QStringLiteral("hypertension"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Hypertension")},
        {QStringLiteral("diabetes"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Diabetes")},
        {QStringLiteral("copd"), QT_TRANSLATE_NOOP("yigong::ContractWords", "COPD")},
        {QStringLiteral("tuberculosis"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Tuberculosis")},
        {QStringLiteral("mental"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Severe mental disorder")},
        {QStringLiteral("pregnant"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Pregnant")},
        {QStringLiteral("disabled"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Disabled")},
        {QStringLiteral("poor"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Low income")},
        {QStringLiteral("special-family"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Special family")},
        {QStringLiteral("frail"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Frail or dying")},
    };
    return textOf(words, nameOf(group));
}

QString ContractWords::groups(const QStringList &words)
{
    QStringList texts;
    for (const QString &word : words)
        if (const auto known = keyGroupFrom(word))
            texts.append(group(*known));
    return texts.join(u'、');
}

QString ContractWords::benefit(const QString &word)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("priority-booking"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Booked first")},
        {QStringLiteral("priority-examination"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Examined first")},
        {QStringLiteral("expert-slots"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Expert slots kept")},
        {QStringLiteral("long-prescription"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Long prescription")},
        {QStringLiteral("extended-prescription"),
         QT_TRANSLATE_NOOP("yigong::ContractWords", "Prescription of the hospital's drugs")},
        {QStringLiteral("home-service"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Service at home")},
        {QStringLiteral("phone-advice"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Advice by phone")},
    };
    return textOf(words, word);
}

QString ContractWords::benefits(const QStringList &words)
{
    QStringList texts;
    for (const QString &word : words)
        texts.append(benefit(word));
    return texts.join(u'、');
}

QString ContractWords::signer(ConsentSigner signer)
{
    switch (signer) {
    case ConsentSigner::Resident:
        return ContractTexts::tr("The resident");
    case ConsentSigner::Guardian:
        return ContractTexts::tr("A guardian");
    case ConsentSigner::Household:
        return ContractTexts::tr("The family");
    }
    return {};
}

QString ContractWords::way(ConsentWay way)
{
    return way == ConsentWay::Mark ? ContractTexts::tr("by fingerprint") : ContractTexts::tr("by hand");
}

QString ContractWords::endReason(const QString &word)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("moved"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Moved away")},
        {QStringLiteral("died"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Died")},
        {QStringLiteral("revoked"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Revoked")},
        {QStringLiteral("other-team"), QT_TRANSLATE_NOOP("yigong::ContractWords", "To another team")},
        {QStringLiteral("signed-twice"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Signed twice")},
        {QStringLiteral("entered-in-error"), QT_TRANSLATE_NOOP("yigong::ContractWords", "Entered in error")},
    };
    return textOf(words, word);
}

Options ContractWords::endReasons()
{
    Options options;
    for (const QString &word : contractEndReasons())
        if (word != u"other-team" && word != u"signed-twice")
            options.append({word, endReason(word)});
    return options;
}

Options ContractWords::packages(const std::vector<ServicePackage> &packages)
{
    Options options;
    for (const ServicePackage &package : packages)
        options.append({package.id.text(), package.name});
    return options;
}

QString ContractWords::rate(const Delivered &delivered)
{
    const auto percent = delivered.percent();
    return percent ? ContractTexts::tr("%1 %").arg(*percent) : ContractTexts::tr("nothing due yet");
}

QString ContractWords::ofDue(const Delivered &delivered)
{
    return ContractTexts::tr("%1 of %2").arg(delivered.done).arg(delivered.due);
}

QString ContractWords::evidence(const ServiceEvidence &evidence, QDate today)
{
    const QString day = dayOf(evidence.day, today);
    switch (evidence.kind) {
    case EvidenceKind::Visit:
        return evidence.atHome ? ContractTexts::tr("visited at home on %1").arg(day)
                               : ContractTexts::tr("seen on %1").arg(day);
    case EvidenceKind::FollowUp:
        return ContractTexts::tr("followed up on %1").arg(day);
    case EvidenceKind::Measurement:
        break;
    }
    return ContractTexts::tr("measured on %1").arg(day);
}

ChipSpec ContractWords::owed(const OwedService &owed, QDate today)
{
    switch (owed.state) {
    case OwedState::Done:
        return {ChipKind::Ok, ContractTexts::tr("Done"), Icon::Ok};
    case OwedState::Overdue:
        return {ChipKind::Danger,
                ContractTexts::tr("%n day(s) overdue", nullptr, static_cast<int>(owed.due.daysTo(today))), Icon::Warn};
    case OwedState::Next:
        return {ChipKind::Warn, ContractTexts::tr("by %1").arg(dayOf(owed.due, today)), Icon::Clock};
    case OwedState::Later:
        return {ChipKind::Plain, ContractTexts::tr("by %1").arg(dayOf(owed.due, today)), Icon::Calendar};
    case OwedState::Missed:
        return {ChipKind::Plain, ContractTexts::tr("Missed"), Icon::Stop};
    }
    return {};
}

ChipSpec ContractWords::markChip(const ContractMark &mark)
{
    if (mark.state == ContractState::None || mark.state == ContractState::Starting ||
        mark.state == ContractState::Ended)
        return {};
    const QString team = mark.teamName.isEmpty() ? ContractTexts::tr("another team") : mark.teamName;
    return {ChipKind::Info, ContractTexts::tr("Signed with %1").arg(team), Icon::Shield};
}

Runs ContractWords::markWords(const ContractMark &mark, QDate today)
{
    Runs words{bold(markChip(mark).word)};
    if (!mark.benefits.isEmpty())
        words.append(plain(benefits(mark.benefits)));
    words.append(small(ContractTexts::tr("until %1").arg(dayOf(mark.until, today))));
    if (!mark.teamPhone.isEmpty())
        words.append(small(mark.teamPhone));
    return words;
}

} // namespace yigong
