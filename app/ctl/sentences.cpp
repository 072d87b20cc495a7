// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/release_sentence.h"

namespace yigong {

namespace {

/// The words for a field: "id_number" → "ID number"; an option ("--data") stands for itself.
QString wordsOf(const QString &field)
{
    if (field.startsWith(u"--"))
        return field;
    QString words = field;
    words.replace(u'_', u' ');
    if (words == u"id number" || words.startsWith(u"id number "))
        words.replace(0, 2, QStringLiteral("ID"));
    return words;
}

QString theField(const Error &error, const char *otherwise)
{
    return error.field.isEmpty()           ? QString::fromLatin1(otherwise)
           : error.field.startsWith(u"--") ? error.field
                                           : QStringLiteral("The ") + wordsOf(error.field);
}

QString inField(const Error &error)
{
    return error.field.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(wordsOf(error.field));
}

/// `text` with %1, %2 … from the error's arguments; one that is missing leaves nothing.
QString filled(const char *text, const Error &error)
{
    QString out = QString::fromLatin1(text);
    for (int i = 0; i < 4; ++i)
        out.replace(QStringLiteral("%%1").arg(i + 1), error.args.value(i));
    return out;
}

QString localTime(const QString &iso)
{
    const Instant at = Instant::fromIso(iso);
    return at.isNone() ? iso : civilDateTime(at);
}

/// Why the hub takes no enrolment code.
QString codeSentence(const QString &word)
{
    if (word == QStringLiteral("expired"))
        return QStringLiteral("The enrolment code has expired: nothing was enrolled; ask the county for a new one.");
    if (word == QStringLiteral("used"))
        return QStringLiteral("The enrolment code was used already, by another device: nothing was enrolled; ask the "
                              "county for a new one, and tell them if that was not you.");
    if (word == QStringLiteral("withdrawn"))
        return QStringLiteral("The county has withdrawn this enrolment code: nothing was enrolled; ask for a new one.");
    if (word == QStringLiteral("again"))
        return QStringLiteral("This enrolment code is for a new store, and this one was enrolled before: nothing was "
                              "changed; ask the county for a code to enrol this very device again.");
    if (word == QStringLiteral("other-device"))
        return QStringLiteral("This enrolment code is for another device's store: nothing was changed; enrol that one "
                              "with it, or ask the county for another code.");
    return QStringLiteral("The hub does not know this enrolment code: nothing was enrolled; compare it with the "
                          "county's paper.");
}

QString unsentSentence(const Error &e)
{
    const QString what =
        QStringLiteral("%1 acts that the hub has not taken, %2 that it holds back, %3 drafts, the oldest of %4")
            .arg(e.args.value(0), e.args.value(1), e.args.value(2), localTime(e.args.value(3)));
    if (e.args.value(4).isEmpty())
        return QStringLiteral(
                   "Nothing was erased: only this store has %1. Synchronise first; or make a backup, and name "
                   "it with --backup.")
            .arg(what);
    return QStringLiteral(
               "Nothing was erased: only this store has %1, and %2 does not hold all of it. Make a new backup.")
        .arg(what, e.args.value(4));
}

QString storeSentence(const Error &e)
{
    switch (e.kind) {
    case ErrorKind::StoreMissing:
        return filled("There is no store in %1: check --data, or make one with \"yigongctl training create\" or by "
                      "enrolling this device.",
                      e);
    case ErrorKind::StoreDamaged:
        return filled("The store's file is damaged (%1: %2): nothing was written; keep the folder as it is and restore "
                      "the last backup into another one.",
                      e);
    case ErrorKind::StoreNewer:
        if (e.field == u"snapshot")
            return filled("The hub's snapshot is of a newer version (its schema is %1, this program knows %2): the "
                          "records came one by one instead; install the newer version.",
                          e);
        return filled("The store was written by a newer version (its schema is %1, this program knows %2): nothing was "
                      "changed; install the newer version.",
                      e);
    case ErrorKind::StoreReadOnly:
        return filled("The folder %1 cannot be written: what is there can be read; nothing was changed. Ask who owns "
                      "the folder for the right to write.",
                      e);
    case ErrorKind::StoreHeldByOther:
        return QStringLiteral("%1 (process %2) has been writing this store since %3: nothing was changed; reading "
                              "works meanwhile, writing once it has ended.")
            .arg(e.args.value(0), e.args.value(1), localTime(e.args.value(2)));
    case ErrorKind::StoreLocked:
        return filled("The store in %1 is encrypted: say who opens it (--as) and give the file with their password "
                      "(--secret-file, or YIGONG_SECRET_FILE).",
                      e);
    case ErrorKind::StoreFailed:
        return filled("The store did not do what was asked (%1): nothing of this step was written.", e);
    case ErrorKind::DiskFull:
        return filled("The disk of %1 is full: nothing of this step was written, what was there before is safe; make "
                      "room and try again.",
                      e);
    case ErrorKind::FileMissing:
        if (e.field == u"release")
            return filled("There is no package of a new version in %1: a package and its .yigong-release lie side by "
                          "side.",
                          e);
        if (e.field == u"backup folder")
            return filled(
                "There is no folder %1: put the stick in, or name another folder. The backups made before are "
                "as they were.",
                e);
        if (e.field == u"stick")
            return filled("There is no folder %1: put the stick in, or name its folder. Nothing was written.", e);
        return filled("There is no file %1.", e);
    case ErrorKind::FileUnreadable:
        return filled("%1 cannot be read: %2.", e);
    case ErrorKind::FileUnwritable:
        return filled("%1 cannot be written: %2.", e);
    default:
        return {};
    }
}

QString inputSentence(const Error &e)
{
    switch (e.kind) {
    case ErrorKind::Required:
        return theField(e, "A value") + QStringLiteral(" is missing: nothing was written.");
    case ErrorKind::Invalid:
        return theField(e, "The value") + filled(" cannot be \"%1\": nothing was written.", e);
    case ErrorKind::OutOfRange:
        return theField(e, "The value") + filled(" is %1, but must be from %2 to %3: nothing was written.", e);
    case ErrorKind::BadFormat:
        return filled("This is not %1 as it should be (%2)", e) + inField(e) + QStringLiteral(": nothing was taken.");
    case ErrorKind::BadEncoding:
        return filled("The text is neither UTF-8 nor GB18030 (at %1): save it again in one of these.", e);
    case ErrorKind::NotFound:
        return filled("Nothing was found for %1", e) + inField(e) + u'.';
    case ErrorKind::AlreadyExists:
        if (e.field == u"contract")
            return filled("A contract with %1 runs until %2: nothing was written; renew it, transfer it or end it.", e);
        return filled("There is one already: %1", e) + inField(e) + QStringLiteral("; nothing was written.");
    case ErrorKind::ReasonRequired:
        return QStringLiteral("This needs a reason") + inField(e) + QStringLiteral(": nothing was written.");
    case ErrorKind::IdNumberFormat:
        return QStringLiteral("The ID number must have 17 digits and a check digit (0-9 or X), or 15 digits: nothing "
                              "was written.");
    case ErrorKind::IdNumberDate:
        return QStringLiteral("The ID number holds a birth date that does not exist: nothing was written.");
    case ErrorKind::IdNumberFuture:
        return QStringLiteral("The ID number holds a birth date that is yet to come: nothing was written.");
    case ErrorKind::IdNumberCheckDigit:
        return QStringLiteral("The ID number's last character is wrong, %1 would be right: compare it with the card; "
                              "nothing was written.")
            .arg(e.args.value(1));
    default:
        return {};
    }
}

/// Why somebody does not sign beside the first.
QString secondSentence(const QString &word)
{
    if (word == u"same-person")
        return QStringLiteral("The second signature is another person's.");
    if (word == u"other-site")
        return QStringLiteral("The second person works at another site.");
    if (word == u"role")
        return QStringLiteral("The second person's role signs no drugs: ask a doctor, a nurse or a pharmacist.");
    if (word == u"must-change")
        return QStringLiteral(
            "The second person's password was set by somebody else: they sign in once and change it.");
    return QStringLiteral("The second signature is too old or for another's act: it is given anew.");
}

QString workSentence(const Error &e)
{
    switch (e.kind) {
    case ErrorKind::WrongState:
        if (e.field == u"unsent")
            return unsentSentence(e);
        if (e.field == u"hub-key")
            return QStringLiteral("This device has not heard the hub's key yet: synchronise once over a line; nothing "
                                  "was written.");
        return filled("This cannot be done in its present state (%1): nothing was written.", e);
    case ErrorKind::ChangedMeanwhile:
        return theField(e, "The value") +
               filled(" has meanwhile become \"%1\": nothing was written; look at it again, then decide.", e);
    case ErrorKind::Closed:
        return QStringLiteral("This is closed for good: record an amendment instead.");
    case ErrorKind::SiteInUse:
        return e.args.value(0) == u"staff"
                   ? filled("%2 of the staff still work there: move them first. Nothing was changed.", e)
                   : filled("%2 sites lie below it: close them first. Nothing was changed.", e);
    case ErrorKind::Forbidden:
        return filled("The role %2 may not do this (%1): nothing was shown or written.", e);
    case ErrorKind::OutOfScope:
        if (e.field == u"team")
            return QStringLiteral(
                "This team does not serve the residents of that site: nothing was written; \"yigongctl "
                "contract teams\" lists those that do.");
        return filled("The site %1 is neither yours nor below yours: nothing was shown or written.", e);
    case ErrorKind::NeedsNewerProgram:
        return QStringLiteral("This was recorded by a newer version: install it to go on; nothing was written.");
    case ErrorKind::NotEnough:
        return filled("There is not enough %1: %2 %4 were asked for, the ledger shows %3; nothing was dispensed. Give "
                      "less, or repeat it with a reason if the shelf has it.",
                      e);
    case ErrorKind::Unbalanced:
        return filled("The two sides of the stock document %1 do not agree: nothing was written.", e);
    case ErrorKind::UnknownDrug:
        return filled("No drug has the code %1: look it up with \"yigongctl code search\"; nothing was written.", e);
    case ErrorKind::UnknownDiagnosis:
        return filled("No diagnosis has the code %1: look it up with \"yigongctl code search\"; nothing was written.",
                      e);
    case ErrorKind::AlreadyDispensed:
        return filled("The prescription line %1 was dispensed before: nothing was dispensed again.", e);
    case ErrorKind::Expired:
        return filled("The lot %1 expired on %2: nothing was dispensed from it.", e);
    case ErrorKind::AllergyKnown:
        return filled("The resident is allergic to %1: nothing was written; choose another drug, or repeat it with a "
                      "reason.",
                      e);
    case ErrorKind::SecondSignatureNeeded:
        return filled("%1 moves under two signatures: name the second person (--second LOGIN) and the file with their "
                      "own password (--second-file). Nothing was written.",
                      e);
    case ErrorKind::SecondSignatureRefused:
        return secondSentence(e.args.value(0)) + QStringLiteral(" Nothing was written.");
    case ErrorKind::PrescriptionRightNeeded:
        return filled(
            "%1 is prescribed only by a doctor with the right to it (yigongctl staff narcotic-right): nothing "
            "was written.",
            e);
    case ErrorKind::PrescriptionNeeded:
        return filled("%1 is handed out only for a prescription line written here (--line): nothing was handed out.",
                      e);
    case ErrorKind::NotKeptHere:
        return filled("A village clinic keeps no %1 unless the county lets it: nothing was taken in.", e);
    case ErrorKind::TooFast:
        return filled("One person signs with at most %1 residents within %2 seconds: each of them is to hear what they "
                      "sign. Nothing was written; go on in a moment.",
                      e);
    default:
        return {};
    }
}

QString peopleSentence(const Error &e)
{
    switch (e.kind) {
    case ErrorKind::SignInNeeded:
        return QStringLiteral("Say who acts (--as) and give the file with their password (--secret-file, or "
                              "YIGONG_SECRET_FILE).");
    case ErrorKind::WrongPassword:
        if (e.args.value(0).isEmpty())
            return QStringLiteral("Name or password is wrong.");
        return filled("Name or password is wrong; %1 more tries before the account is locked for a while.", e);
    case ErrorKind::AccountLocked:
        return QStringLiteral("After too many wrong passwords the account is locked until %1.")
            .arg(localTime(e.args.value(0)));
    case ErrorKind::PasswordChanged:
        return QStringLiteral("This password was changed at another machine: give the new one.");
    case ErrorKind::AccountClosed:
        return QStringLiteral("This account is closed: ask the county's administrator.");
    case ErrorKind::WeakPassword:
        return QStringLiteral(
            "The password is too easy: take at least eight characters of three kinds (capitals, small "
            "letters, digits, others), or sixteen of any; without login or name, not one character "
            "over and over, not the one before. It was not changed.");
    case ErrorKind::OwnAccount:
        return QStringLiteral("Nobody changes their own role, site or account: ask another administrator.");
    case ErrorKind::ReleaseRefused:
        return releaseSentence(e);
    case ErrorKind::Cancelled:
        return QStringLiteral("Stopped as asked: what was done before is kept.");
    default:
        return {};
    }
}

QString hubSentence(const Error &e)
{
    switch (e.kind) {
    case ErrorKind::HubUnreachable:
        return filled("The hub at %1 cannot be reached (%2): everything is kept here and goes with the next sync.", e);
    case ErrorKind::HubTooSlow:
        return filled("The hub did not answer within %1 seconds: everything is kept here and goes with the next sync.",
                      e);
    case ErrorKind::HubNotTrusted:
        return QStringLiteral("The hub's certificate is not the one this device was enrolled with: nothing was sent; "
                              "ask the county before going on.");
    case ErrorKind::HubAnsweredWrongly:
        return filled("The hub's answer makes no sense (%1): nothing was changed; everything is kept here and goes "
                      "with the next sync.",
                      e);
    case ErrorKind::HubRefused:
        if (e.field == QStringLiteral("certificate"))
            return QStringLiteral("The hub takes this device only under its own certificate, which is missing or has "
                                  "run out: everything is kept here; ask the county for a code to enrol it again.");
        return filled("The hub refused (%1): everything is kept here.", e);
    case ErrorKind::HubBusy:
        return filled("The hub has too much to do (it asks for %1 seconds): everything is kept here; try later.", e);
    case ErrorKind::DeviceRevoked:
        return filled("The county has revoked this device: nothing more of it is taken. Its %1 entries that were not "
                      "sent are kept here, and only the recovery key opens the store now; ask the county for a code "
                      "to enrol it again.",
                      e);
    case ErrorKind::CodeRefused:
        return codeSentence(e.args.value(0));
    case ErrorKind::DeviceUnknown:
        return QStringLiteral("The hub does not know this device, or no longer: everything is kept here; have it "
                              "enrolled again.");
    case ErrorKind::BadSignature:
        return QStringLiteral("A signature does not fit: nothing of it was taken; have the device looked at.");
    case ErrorKind::BrokenChain:
        return filled("The change log has a break (number %1 expected, %2 found): everything is kept; the device may "
                      "be a copy or a restored one, ask the county.",
                      e);
    case ErrorKind::ProtocolTooOld:
        return filled("This program is too old for the hub, which needs at least version %1 (ours is %2): everything "
                      "is kept here; install the newer version.",
                      e);
    default:
        return {};
    }
}

} // namespace

QString sentence(const Error &error)
{
    for (auto *part : {storeSentence, inputSentence, workSentence, peopleSentence, hubSentence})
        if (const QString text = part(error); !text.isEmpty())
            return text.simplified();
    return nameOf(error.kind);
}

} // namespace yigong
