// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/security/accounts.h"
#include "core/security/policy.h"
#include "core/security/sign_in.h"
#include "core/sites/site_tree.h"
#include "core/sites/staff.h"

#include <QHash>
#include <QJsonArray>
#include <memory>

namespace yigong {

namespace {

const QStringList roleWords{
    QStringLiteral("village-doctor"), QStringLiteral("township-doctor"),   QStringLiteral("nurse"),
    QStringLiteral("pharmacist"),     QStringLiteral("township-manager"),  QStringLiteral("county-doctor"),
    QStringLiteral("county-manager"), QStringLiteral("insurance-officer"), QStringLiteral("administrator"),
    QStringLiteral("auditor")};

Result<void> listStaff(Ctl &ctl)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(rows, session.db->read([](const Snapshot &snapshot) -> Result<QJsonArray> {
        YIGONG_LET(sites, allSites(snapshot));
        QHash<Id, QString> codes;
        for (const Site &site : sites)
            codes.insert(site.id, site.code);
        YIGONG_LET(staff, staffOf(snapshot));
        QJsonArray found;
        for (const Practitioner &person : staff)
            found += QJsonObject{{QStringLiteral("id"), person.id.text()},
                                 {QStringLiteral("login"), person.login},
                                 {QStringLiteral("name"), person.name},
                                 {QStringLiteral("role"), nameOf(static_cast<StaffRole>(person.role))},
                                 {QStringLiteral("site"), codes.value(person.site)},
                                 {QStringLiteral("title"), person.title},
                                 {QStringLiteral("narcoticRight"), holdsNarcoticRight(person)},
                                 {QStringLiteral("leftOn"), person.leftOn.toString(Qt::ISODate)}};
        return found;
    }));
    return ctl.print({{QStringLiteral("staff"), rows}});
}

struct StaffOptions
{
    const std::optional<QString> &name, &login, &site, &title, &passwordFile;
    const QString &role;

    StaffOptions(Ctl &ctl, CLI::App &verb)
        : name(ctl.text(verb, "--name", "Full name", Given::Always)),
          login(ctl.text(verb, "--login", "Short latin name, unique in the county", Given::Always)),
          site(ctl.text(verb, "--site", "Code of the site they work at", Given::Always)),
          title(ctl.text(verb, "--title", "Professional title")),
          passwordFile(ctl.text(verb, "--password-file", "File with a first password, which they must change")),
          role(ctl.choice(verb, "--role", "Role", roleWords, roleWords.first()))
    {}
};

Result<void> addStaff(Ctl &ctl, const StaffOptions &options)
{
    QString password;
    if (options.passwordFile) {
        YIGONG_LET(read, Ctl::secretFrom(*options.passwordFile));
        password = read;
    }
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(id, session.db->write(session.actor, [&](Transaction &tx) -> Result<Id> {
        YIGONG_LET(site, siteByCode(tx, *options.site));
        if (!site)
            return fail(ErrorKind::NotFound, QStringLiteral("site"), {*options.site});
        StaffDraft draft{*options.name, *options.login, site->id, static_cast<int>(*roleFrom(options.role)),
                         options.title.value_or(QString())};
        YIGONG_LET(practitioner, addPractitioner(tx, draft));
        if (!password.isEmpty())
            YIGONG_TRY(createAccount(tx, practitioner, password, true));
        return practitioner;
    }));
    if (!password.isEmpty()) // they can open the store by themselves
        YIGONG_TRY(keepSlot(*session.db, id, password));
    return ctl.print({{QStringLiteral("id"), id.text()}});
}

Result<void> setPassword(Ctl &ctl, const QString &before, const QString &after)
{
    YIGONG_LET(old, Ctl::secretFrom(before));
    YIGONG_LET(next, Ctl::secretFrom(after));
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) { return changePassword(tx, old, next); }));
    YIGONG_TRY(keepSlot(*session.db, session.actor.practitioner, next));
    return ctl.print({{QStringLiteral("changed"), true}});
}

Result<void> narcoticRight(Ctl &ctl, const QString &login, bool has)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(person, practitionerByLogin(tx, login));
        if (!person)
            return fail(ErrorKind::NotFound, QStringLiteral("login"), {login});
        return setNarcoticRight(tx, person->id, has);
    }));
    return ctl.print({{QStringLiteral("login"), login}, {QStringLiteral("narcoticRight"), has}});
}

} // namespace

void registerStaffVerbs(Ctl &ctl)
{
    CLI::App &staff = ctl.noun("staff", "Staff and their accounts");
    ctl.runs(ctl.verb(staff, "list", "Everybody, who has left among them"), [&ctl] { return listStaff(ctl); });

    CLI::App &adding =
        ctl.verb(staff, "add", "Take somebody into the staff, with an account where a password is given");
    const auto options = std::make_shared<StaffOptions>(ctl, adding);
    ctl.runs(adding, [&ctl, options] { return addStaff(ctl, *options); });

    CLI::App &changing = ctl.verb(staff, "password", "Change one's own password");
    const auto &before = ctl.text(changing, "--old-file", "File with the password as it is", Given::Always);
    const auto &after = ctl.text(changing, "--new-file", "File with the new one", Given::Always);
    ctl.runs(changing, [&] { return setPassword(ctl, *before, *after); });

    CLI::App &right = ctl.verb(staff, "narcotic-right", "Let a doctor prescribe narcotics, or no longer");
    const auto &who = ctl.text(right, "--login", "Whose", Given::Always);
    const auto &away = ctl.flag(right, "--take-away", "They have it no longer");
    ctl.runs(right, [&ctl, &who, &away] { return narcoticRight(ctl, *who, !away); });
}

} // namespace yigong
