// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sentences.h"
#include "core/base/clock.h"

#include <QCoreApplication>
#include <QHash>

namespace yigong {

namespace {

class Sentences
{
    Q_DECLARE_TR_FUNCTIONS(yigong::Sentences)
public:
    static QString ofStore(const Error &e);
    static QString ofInput(const Error &e);
    static QString ofWork(const Error &e);
    static QString ofSecond(const QString &word);
    static QString ofPeople(const Error &e);
    static QString ofLine(const Error &e);
    static QString ofCode(const QString &word);
    static QString ofRelease(const Error &e);
    static QHash<QString, QString> fields();
    static QString theValue() { return tr("This value"); }
};

/// `text` with %1, %2 … from the error's arguments; one that is missing leaves nothing.
QString filled(QString text, const Error &error)
{
    for (int i = 0; i < 4; ++i)
        text.replace(QStringLiteral("%%1").arg(i + 1), error.args.value(i));
    return text;
}

QString named(QString text, const Error &error)
{
    const QString word = error.field.isEmpty() ? Sentences::theValue() : fieldWord(error.field);
    text.replace(QStringLiteral("%F"), word);
    return filled(std::move(text), error);
}

QString localTime(const QString &iso)
{
    const Instant at = Instant::fromIso(iso);
    return at.isNone() ? iso : civilDateTime(at);
}

QString Sentences::ofStore(const Error &e)
{
    switch (e.kind) {
    case ErrorKind::StoreMissing:
        return filled(tr("There is no data in %1. Check the folder, or set this computer up first."), e);
    case ErrorKind::StoreDamaged:
        return tr("The data file is damaged. Nothing was written. Leave the folder as it is and ask for the last "
                  "backup.");
    case ErrorKind::StoreNewer:
        return tr("This data was written by a newer version of the program. Nothing was changed. Install the newer "
                  "version.");
    case ErrorKind::StoreReadOnly:
        return tr("The data folder cannot be written. You can read; nothing was changed. Ask whoever looks after this "
                  "computer.");
    case ErrorKind::StoreHeldByOther:
        return tr("Another window of %1 has been using this data since %2. You can read here; write there, or close "
                  "it first.")
            .arg(e.args.value(0), localTime(e.args.value(2)));
    case ErrorKind::StoreLocked:
        return tr("The data on this computer is locked. Sign in to open it.");
    case ErrorKind::StoreFailed:
        return filled(
            tr("The data could not be read or written (%1). This step was not saved; what was there before is "
               "safe. Try again."),
            e);
    case ErrorKind::DiskFull:
        return tr(
            "The disk is full. This step was not saved; what was there before is safe. Make room, then try again.");
    case ErrorKind::FileMissing:
        if (e.field == u"release")
            return filled(tr("There is no new version of the program in %1. It is two files whose names begin alike; "
                             "copy both."),
                          e);
        if (e.field == u"spool")
            return tr("This computer cannot install by itself. Nothing was changed; ask whoever looks after it to "
                      "install the new version.");
        if (e.field == u"stick")
            return filled(tr("The folder %1 is not there. Put the stick in, or choose another. Nothing was written."),
                          e);
        if (e.field == u"backup folder")
            return filled(
                tr("The folder %1 is not there. Put the stick in, or choose another folder. Earlier backups are "
                   "as they were."),
                e);
        return filled(tr("There is no file %1. Choose another."), e);
    case ErrorKind::FileUnreadable:
        return filled(tr("%1 cannot be read: %2."), e);
    case ErrorKind::FileUnwritable:
        return filled(tr("%1 cannot be written: %2. Choose another place."), e);
    default:
        return {};
    }
}

QString Sentences::ofInput(const Error &e)
{
    switch (e.kind) {
    case ErrorKind::Required:
        return named(tr("%F is missing. Fill it in, then save again."), e);
    case ErrorKind::Invalid:
        return named(tr("%F cannot be \"%1\". Nothing was saved; please check."), e);
    case ErrorKind::OutOfRange:
        return named(tr("%F is %1, it must be between %2 and %3. Nothing was saved; please check."), e);
    case ErrorKind::BadFormat:
        return filled(tr("This is not %1 as it should be (%2). Nothing was taken."), e);
    case ErrorKind::BadEncoding:
        return filled(tr("The text is neither UTF-8 nor GB18030 (at %1). Save it again in one of these."), e);
    case ErrorKind::NotFound:
        return tr("This record is not on this computer. It may not have arrived yet: synchronise, then look again.");
    case ErrorKind::AlreadyExists:
        if (e.field == u"contract")
            return filled(tr("A contract with %1 runs until %2. Nothing was saved; renew it, or move it to another "
                             "team."),
                          e);
        return named(tr("There is a record with this already (%F). Nothing was saved; open that one."), e);
    case ErrorKind::ReasonRequired:
        return named(tr("%F: a reason is needed. Nothing was saved yet."), e);
    case ErrorKind::IdNumberFormat:
        return tr("An ID number has 18 characters: 17 digits, then a digit or X. Check it against the card.");
    case ErrorKind::IdNumberDate:
        return tr("The birth date in this ID number does not exist. Check it against the card.");
    case ErrorKind::IdNumberFuture:
        return tr("The birth date in this ID number is yet to come. Check it against the card.");
    case ErrorKind::IdNumberCheckDigit:
        return tr("One digit of this ID number is wrong: with these, the last would be %1. Check it against the card.")
            .arg(e.args.value(1));
    default:
        return {};
    }
}

QString Sentences::ofWork(const Error &e)
{
    switch (e.kind) {
    case ErrorKind::WrongState:
        if (e.field == u"hub-key")
            return tr(
                "This computer has not heard the county platform's key yet. Synchronise once over a line; nothing "
                "was written.");
        if (e.field == u"no_drug_allergies")
            return filled(tr("The allergy to %1 stands. Nothing was saved; if it was wrong, void it with its reason."),
                          e);
        if (e.args.value(0) == u"head")
            return tr("Others stay in the household. Nothing was saved; say first who is its head now.");
        return tr("Things have moved on, and this can no longer be done. Nothing was saved; look at the latest state.");
    case ErrorKind::ChangedMeanwhile:
        return named(tr("%F has meanwhile become \"%1\". Yours was not saved; look again, then decide."), e);
    case ErrorKind::Closed:
        return tr("This is closed and stays as it is. Write an amendment instead.");
    case ErrorKind::SiteInUse:
        return e.args.value(0) == u"staff"
                   ? tr("%n person(s) still work there. Nothing was changed; move them to another site first.", nullptr,
                        e.args.value(1).toInt())
                   : tr("%n site(s) lie below it. Nothing was changed; close them first.", nullptr,
                        e.args.value(1).toInt());
    case ErrorKind::Forbidden:
        return tr("Your role may not do this. Nothing was saved; ask your manager.");
    case ErrorKind::OutOfScope:
        if (e.field == u"team")
            return tr("This team does not serve the residents of that site. Nothing was saved; choose another team.");
        return tr("This belongs to another site. Nothing was saved; ask that site.");
    case ErrorKind::NeedsNewerProgram:
        return tr("This was written by a newer version of the program. It is kept; update the program to go on.");
    case ErrorKind::NotEnough:
        return filled(tr("Not enough %1: the ledger shows %3 %4, %2 are asked for. Nothing was handed out. Give less, "
                         "or say why the shelf has more."),
                      e);
    case ErrorKind::Unbalanced:
        return tr("The two sides of this stock document do not agree. Nothing was saved; check the quantities.");
    case ErrorKind::UnknownDrug:
        return filled(tr("There is no drug %1 in the list. Choose one from the list."), e);
    case ErrorKind::UnknownDiagnosis:
        return filled(tr("There is no diagnosis %1 in the list. Choose one from the list."), e);
    case ErrorKind::AlreadyDispensed:
        return tr("This line was handed out before. Nothing was handed out again.");
    case ErrorKind::Expired:
        return filled(tr("Batch %1 expired on %2. Nothing was handed out; take it off the shelf."), e);
    case ErrorKind::AllergyKnown:
        return filled(tr("The resident is allergic to %1. Nothing was saved; choose another drug, or write down why."),
                      e);
    case ErrorKind::SecondSignatureNeeded:
        return filled(tr("%1 moves under two signatures. Nothing was saved; ask a colleague to sign beside you."), e);
    case ErrorKind::SecondSignatureRefused:
        return ofSecond(e.args.value(0));
    case ErrorKind::PrescriptionRightNeeded:
        return filled(tr("%1 is prescribed only by a doctor with the right to narcotics. Nothing was saved; ask such a "
                         "doctor, or the county to give you the right."),
                      e);
    case ErrorKind::PrescriptionNeeded:
        return filled(tr("%1 is handed out only for a prescription written here. Nothing was handed out."), e);
    case ErrorKind::NotKeptHere:
        return filled(
            tr("A village clinic keeps no %1, unless the county lets it. Nothing was taken in; send it back."), e);
    case ErrorKind::TooFast:
        return filled(tr("One person signs with at most %1 residents within %2 seconds: each of them is to hear what "
                         "they sign. Nothing was saved; go on in a moment."),
                      e);
    default:
        return {};
    }
}

QString Sentences::ofSecond(const QString &word)
{
    if (word == u"same-person")
        return tr("The second signature is another person's. Nothing was saved.");
    if (word == u"other-site")
        return tr("They work at another site. Nothing was saved; ask somebody of this one.");
    if (word == u"role")
        return tr("Their role signs no drugs. Nothing was saved; ask a doctor, a nurse or a pharmacist.");
    if (word == u"must-change")
        return tr("Somebody else has set that password. They sign in once and choose their own, then sign here.");
    return tr("The second signature is too old. Nothing was saved; let them sign again.");
}

QString Sentences::ofPeople(const Error &e)
{
    switch (e.kind) {
    case ErrorKind::SignInNeeded:
        return tr("Please sign in first.");
    case ErrorKind::WrongPassword:
        return e.args.isEmpty() ? tr("The password is wrong.")
                                : tr("The password is wrong, %n more try(s).", nullptr, e.args.value(0).toInt());
    case ErrorKind::AccountLocked:
        return tr("Too many wrong passwords: locked until %1. No data is lost.").arg(localTime(e.args.value(0)));
    case ErrorKind::PasswordChanged:
        return tr("Your password was changed at another computer. Type the new one.");
    case ErrorKind::AccountClosed:
        return tr("This account is closed. Ask your manager to open it again.");
    case ErrorKind::WeakPassword:
        return passwordFaultSentence(passwordFaultFrom(e.args.value(0)).value_or(PasswordFault::TooShort));
    case ErrorKind::OwnAccount:
        return tr("Nobody changes their own role, site or account. Nothing was saved; ask another administrator.");
    default:
        return {};
    }
}

QString Sentences::ofLine(const Error &e)
{
    switch (e.kind) {
    case ErrorKind::HubUnreachable:
        return tr("The county platform cannot be reached. Go on as usual; everything is kept here and sent once there "
                  "is a line.");
    case ErrorKind::HubTooSlow:
        return tr("The line is too slow just now. Everything is kept here; the next attempt comes by itself.");
    case ErrorKind::HubNotTrusted:
        return tr(
            "What answered is not your county's platform. Nothing was sent. Tell whoever looks after the network.");
    case ErrorKind::HubAnsweredWrongly:
        return tr("The county platform did not answer as it should (a network sign-in page?). Everything is kept here; "
                  "the next attempt comes by itself.");
    case ErrorKind::HubRefused:
        if (e.field == QStringLiteral("certificate"))
            return tr("This computer's certificate is missing or has run out. Everything is kept here; ask the county "
                      "for a code to enrol it again.");
        return filled(tr("The county platform refused (%1). Everything is kept here; call the county."), e);
    case ErrorKind::HubBusy:
        return tr("The county platform is busy. Everything is kept here; it is tried again by itself.");
    case ErrorKind::DeviceRevoked:
        return filled(tr("The county has revoked this computer. Nothing more of it is taken. Its %1 entries that were "
                         "not sent are kept here; only the recovery key opens them now. Ask the county for a code to "
                         "enrol it again."),
                      e);
    case ErrorKind::CodeRefused:
        return ofCode(e.args.value(0));
    case ErrorKind::DeviceUnknown:
        return tr("The county platform does not know this computer. Everything is kept here; have it enrolled again.");
    case ErrorKind::BadSignature:
        return tr("The county platform could not verify what this computer sent. Everything is kept here; call the "
                  "county.");
    case ErrorKind::BrokenChain:
        return tr(
            "This computer's data seems to be a copy or an older state. Nothing was sent, everything is kept; call "
            "the county.");
    case ErrorKind::ProtocolTooOld:
        return tr("This version is too old for the county platform. Everything is kept here; update the program.");
    case ErrorKind::ReleaseRefused:
        return ofRelease(e);
    case ErrorKind::Cancelled:
        return tr("Stopped. Nothing is lost; it goes on from here next time.");
    default:
        return {};
    }
}

QString Sentences::ofCode(const QString &word)
{
    if (word == QStringLiteral("expired"))
        return tr("This code has expired. Nothing was changed; ask the county for a new one.");
    if (word == QStringLiteral("used"))
        return tr("This code was used already, by another computer. Nothing was changed; ask the county for a new one, "
                  "and tell them if that was not you.");
    if (word == QStringLiteral("withdrawn"))
        return tr("The county has withdrawn this code. Nothing was changed; ask for a new one.");
    if (word == QStringLiteral("again"))
        return tr("This code is for a new computer, and this one was enrolled before. Nothing was changed; ask the "
                  "county for a code to enrol this very computer again.");
    if (word == QStringLiteral("other-device"))
        return tr("This code is for another computer. Nothing was changed; use it there, or ask the county for another "
                  "code.");
    return tr("The county platform does not know this code. Nothing was changed; compare it with the county's paper.");
}

QString Sentences::ofRelease(const Error &e)
{
    const QString word = e.args.value(0);
    const auto with = [&e](QString text) {
        return text.replace(QStringLiteral("%1"), e.args.value(1)).replace(QStringLiteral("%2"), e.args.value(2));
    };
    if (word == u"unsigned")
        return tr("The new version has no signature beside it. Nothing was changed; copy both files.");
    if (word == u"no-publisher")
        return tr("This computer knows nobody who may send it new versions. Nothing was changed; ask the county.");
    if (word == u"other-key")
        return tr("A version was offered that is not signed by your county's publisher. It was not taken. Tell the "
                  "county.");
    if (word == u"damaged" || word == u"size" || word == u"content")
        return tr("The new version arrived damaged. Nothing was changed; copy it anew.");
    if (word == u"package")
        return tr("This is another program. Nothing was changed.");
    if (word == u"architecture")
        return with(tr("This version is for another kind of computer (%1; this one is %2). Nothing was changed."));
    if (word == u"older")
        return with(tr("Version %1 is older than this one (%2). Nothing was changed."));
    if (word == u"same")
        return with(tr("Version %1 is the one you have."));
    if (word == u"too-far")
        return with(tr("Version %1 cannot follow on this one directly. Nothing was changed; ask the county for the "
                       "version between them."));
    if (word == u"dependencies")
        return with(tr("The new version needs parts of the system that this computer lacks (%1). Nothing was changed; "
                       "ask whoever looks after it."));
    if (word == u"silent")
        return tr("The system has not taken the new version up. Nothing was changed; ask whoever looks after this "
                  "computer to install it.");
    return with(tr("The system did not install the new version (%1). Ask whoever looks after this computer."));
}

QHash<QString, QString> Sentences::fields()
{
    return {{QStringLiteral("name"), tr("Name")},
            {QStringLiteral("sex"), tr("Sex")},
            {QStringLiteral("birth_date"), tr("Birth date")},
            {QStringLiteral("id_type"), tr("Kind of document")},
            {QStringLiteral("id_number"), tr("ID number")},
            {QStringLiteral("no_id_reason"), tr("Why there is no ID number")},
            {QStringLiteral("blood_type"), tr("Blood type")},
            {QStringLiteral("phone"), tr("Phone")},
            {QStringLiteral("address"), tr("Address")},
            {QStringLiteral("remarks"), tr("Remarks")},
            {QStringLiteral("conditions"), tr("Chronic conditions")},
            {QStringLiteral("record_number"), tr("Record number")},
            {QStringLiteral("ethnicity"), tr("Ethnic group")},
            {QStringLiteral("deceased_on"), tr("Date of death")},
            {QStringLiteral("substance"), tr("Allergic to")},
            {QStringLiteral("reaction"), tr("Reaction")},
            {QStringLiteral("reason"), tr("Reason")},
            {QStringLiteral("login"), tr("Login")},
            {QStringLiteral("code"), tr("Code")},
            {QStringLiteral("role"), tr("Role")},
            {QStringLiteral("site"), tr("Site")},
            {QStringLiteral("parent"), tr("Township")},
            {QStringLiteral("account"), tr("Account")},
            {QStringLiteral("complaint"), tr("Complaint")},
            {QStringLiteral("diagnosis"), tr("Diagnosis")},
            {QStringLiteral("department"), tr("Department")},
            {QStringLiteral("quantity"), tr("Quantity")},
            {QStringLiteral("outcome"), tr("Outcome")},
            {QStringLiteral("allergy_statement"), tr("Allergies")},
            {QStringLiteral("summary"), tr("Summary")},
            {QStringLiteral("household_relation"), tr("Relation to the head of household")},
            {QStringLiteral("team"), tr("Team")},
            {QStringLiteral("packages"), tr("Packages")},
            {QStringLiteral("signed_on"), tr("Day on the paper")},
            {QStringLiteral("signer"), tr("Who signed")},
            {QStringLiteral("signer_name"), tr("Their name")},
            {QStringLiteral("years"), tr("Years")},
            {QStringLiteral("from_day"), tr("First day")},
            {QStringLiteral("ended_on"), tr("Last day")},
            {QStringLiteral("end_reason"), tr("Why it ended")},
            {QStringLiteral("end_remark"), tr("Remark")},
            {QStringLiteral("rh"), tr("Rh blood group")},
            {QStringLiteral("left_on"), tr("Day of moving out")}};
}

} // namespace

QString sentence(const Error &error)
{
    for (const auto &of :
         {&Sentences::ofStore, &Sentences::ofInput, &Sentences::ofWork, &Sentences::ofPeople, &Sentences::ofLine}) {
        const QString words = of(error);
        if (!words.isEmpty())
            return words;
    }
    return nameOf(error.kind);
}

QString passwordFaultSentence(PasswordFault fault)
{
    switch (fault) {
    case PasswordFault::None:
        return {};
    case PasswordFault::TooShort:
        return Sentences::tr("At least 8 characters.");
    case PasswordFault::OneCharacter:
        return Sentences::tr("Not one character over and over.");
    case PasswordFault::HoldsLogin:
        return Sentences::tr("Your login must not be in it.");
    case PasswordFault::HoldsName:
        return Sentences::tr("Your name must not be in it.");
    case PasswordFault::TooFewKinds:
        return Sentences::tr("Three of these four: capitals, small letters, digits, other characters. Or 16 characters "
                             "of any kind.");
    case PasswordFault::SameAsBefore:
        return Sentences::tr("Not the one you have now.");
    }
    return {};
}

QString fieldWord(const QString &field)
{
    return Sentences::fields().value(field, field);
}

} // namespace yigong
