// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/package_words.h"

namespace yigong {

namespace {

QString whose(const PackageHead &head)
{
    return head.device.isEmpty() ? head.site : QStringLiteral("%1 (%2)").arg(head.site, head.device);
}

QString damagedSentence(const QString &word)
{
    if (word == u"other")
        return QStringLiteral("This is no package: nothing was read.");
    if (word == u"newer")
        return QStringLiteral("It was written by a newer program: nothing was read; install the newer version.");
    if (word == u"unreadable")
        return QStringLiteral("The file cannot be read from the stick: nothing was read; have it written again.");
    return QStringLiteral("It is damaged at its beginning: nothing was read; have it written again.");
}

QString cutSentence(const PackageReading &r, const char *what)
{
    return QStringLiteral("%1 of %2 parts are whole; %3 %4 were read; write the package again.")
        .arg(r.whole)
        .arg(r.head.parts)
        .arg(r.records)
        .arg(QString::fromLatin1(what));
}

QString forOtherSentence(const PackageHead &head)
{
    return head.kind == PackageKind::ToHub
               ? QStringLiteral("It is for the county's hub, written at %1: nothing was changed; take it there.")
                     .arg(whose(head))
               : QStringLiteral("It is for %1: nothing was changed; take it there.").arg(whose(head));
}

QString refusedAtDevice(const QString &word)
{
    if (word == u"bad-signature")
        return QStringLiteral("It was not signed by this county's hub: nothing was changed; tell the county.");
    if (word == u"other-key")
        return QStringLiteral("It was made for this laptop before it was enrolled again: nothing was changed; write a "
                              "package here, take it to the hub, and read the one that is written then.");
    if (word == u"own-rows")
        return QStringLiteral("It leaves out records of this laptop that are no longer here: write a package here and "
                              "take it to the hub; the next one brings all.");
    if (word == u"revoked")
        return QStringLiteral("The county has revoked this device: nothing more of it is taken; ask the county for a "
                              "code to enrol it again.");
    return QStringLiteral("It could not be understood (%1): nothing more of it was read; have it written again.")
        .arg(word);
}

QString refusedAtHub(const PackageReading &r)
{
    if (r.word == u"revoked")
        return QStringLiteral("The county has revoked that device: the hub takes nothing of it.");
    if (r.word == u"behind" || r.word == u"clone")
        return QStringLiteral("That laptop was restored or copied (%1): the hub took nothing that contradicts what it "
                              "has; ask the county.")
            .arg(r.word);
    if (r.word == u"bad-signature" || r.word == u"device-unknown")
        return QStringLiteral("The hub does not take that device's word (%1): nothing was taken.").arg(r.word);
    return QStringLiteral("The hub refused it (%1): the package is as it was; hand it in again later.").arg(r.word);
}

} // namespace

QString readSentence(const PackageReading &r)
{
    switch (r.state) {
    case PackageState::Taken:
        return (r.records > 0 ? QStringLiteral("Read: %1 records are new or changed here.").arg(r.records)
                              : QStringLiteral("Read: nothing in it was new.")) +
               (r.more ? QStringLiteral(" The hub has more: read its next package too.") : QString());
    case PackageState::ReadBefore:
        return QStringLiteral("It was read before: nothing was changed.");
    case PackageState::Cut:
        return cutSentence(r, "records");
    case PackageState::Waits:
        return r.missing > 0 ? QStringLiteral("It goes on from package %1, which was not read here: nothing was "
                                              "changed; read that one first.")
                                   .arg(r.missing)
                             : QStringLiteral("It goes on from what this store does not have: nothing was changed; "
                                              "write a package here, take it to the hub, and read the one that is "
                                              "written then.");
    case PackageState::Older:
        return QStringLiteral("It was made before what is here already: nothing was changed.");
    case PackageState::ForOther:
        return forOtherSentence(r.head);
    case PackageState::Damaged:
        return damagedSentence(r.word);
    case PackageState::Refused:
        break;
    }
    return refusedAtDevice(r.word);
}

QString handedInSentence(const PackageReading &r)
{
    switch (r.state) {
    case PackageState::Taken:
        return QStringLiteral("The hub has taken it: %1 acts were new.").arg(r.records);
    case PackageState::ReadBefore:
    case PackageState::Older:
        return QStringLiteral("The hub had all of it already.");
    case PackageState::Cut:
        return cutSentence(r, "acts");
    case PackageState::Waits:
        return QStringLiteral("The hub was restored and lacks the acts from %1 on: it took nothing of this package; "
                              "read the hub's next package at that laptop and write a new one there.")
            .arg(r.missing);
    case PackageState::ForOther:
        return r.head.kind == PackageKind::ToHub ? QStringLiteral("It is for another county's hub: nothing was taken.")
                                                 : forOtherSentence(r.head);
    case PackageState::Damaged:
        return damagedSentence(r.word);
    case PackageState::Refused:
        break;
    }
    return refusedAtHub(r);
}

} // namespace yigong
