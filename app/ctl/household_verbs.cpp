// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/resident_called.h"
#include "app/ctl/verbs.h"
#include "core/patients/households.h"
#include "core/sites/site_tree.h"

#include <QJsonArray>

namespace yigong {

namespace {

using HouseText = std::optional<QString>;

Result<Id> householdCalled(const QString &called)
{
    const auto id = Id::parse(called);
    if (!id)
        return fail(ErrorKind::NotFound, QStringLiteral("household"), {called});
    return *id;
}

QJsonObject memberJson(const HouseholdMember &member, Id head)
{
    QJsonArray needs, caresFor;
    for (const CareNeed need : member.needs)
        needs.append(nameOf(need));
    for (const Id &id : member.caresFor)
        caresFor.append(id.text());
    return {{QStringLiteral("id"), member.patient.id.text()},
            {QStringLiteral("name"), member.patient.name},
            {QStringLiteral("birthDate"), member.patient.birthDate.text()},
            {QStringLiteral("relation"), member.patient.householdRelation},
            {QStringLiteral("head"), member.patient.id == head},
            {QStringLiteral("carer"), member.carer.isNone() ? QString() : member.carer.text()},
            {QStringLiteral("carerName"), member.carerName},
            {QStringLiteral("carerPhone"), member.carerPhone},
            {QStringLiteral("needs"), needs},
            {QStringLiteral("caresFor"), caresFor},
            {QStringLiteral("deceasedOn"), member.patient.deceasedOn.text()},
            {QStringLiteral("leftOn"), dayJson(member.patient.leftOn)}};
}

QJsonObject householdJson(const Household &household, bool isKept)
{
    return {{QStringLiteral("household"), household.id.isNone() ? QString() : household.id.text()},
            {QStringLiteral("number"), household.number},
            {QStringLiteral("address"), household.address},
            {QStringLiteral("phone"), household.phone},
            {QStringLiteral("kept"), isKept},
            {QStringLiteral("dissolvedOn"), dayJson(household.dissolvedOn)}};
}

/// Of a resident, or by the household's own id.
Result<void> showHousehold(Ctl &ctl, const QString &called)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(view, session.db->read([&](const Snapshot &snapshot) -> Result<HouseholdView> {
        const auto id = Id::parse(called);
        if (id) {
            YIGONG_LET(patient, snapshot.find<Patient>(*id));
            if (!patient)
                return householdWith(snapshot, session.actor, *id);
        }
        YIGONG_LET(patient, residentCalled(snapshot, called));
        return householdOf(snapshot, session.actor, patient);
    }));
    QJsonObject answer = householdJson(view.household, view.isKept);
    QJsonArray members;
    for (const HouseholdMember &member : view.members)
        members.append(memberJson(member, view.household.head));
    answer[QStringLiteral("members")] = members;
    return ctl.print(answer);
}

Result<void> listHouseholds(Ctl &ctl, const HouseText &code, int limit, int offset)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(list, session.db->read([&](const Snapshot &snapshot) -> Result<std::vector<ListedHousehold>> {
        Id site = session.actor.site;
        if (code) {
            YIGONG_LET(known, siteByCode(snapshot, *code));
            if (!known)
                return fail(ErrorKind::NotFound, QStringLiteral("site"), {*code});
            site = known->id;
        }
        return householdsAt(snapshot, session.actor, site, offset, limit);
    }));
    QJsonArray households;
    for (const ListedHousehold &listed : list) {
        QJsonObject object = householdJson(listed.household, listed.isKept);
        object[QStringLiteral("head")] = listed.headName;
        object[QStringLiteral("members")] = listed.members;
        households.append(object);
    }
    return ctl.print({{QStringLiteral("households"), households}});
}

/// Runs a door that answers a household.
using HouseholdAct = std::function<Result<Id>(Transaction &)>;
Result<void> actOnHousehold(Ctl &ctl, const HouseholdAct &act)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(id, session.db->write(session.actor, act));
    return ctl.print({{QStringLiteral("household"), id.isNone() ? QString() : id.text()}});
}

void registerMaking(Ctl &ctl, CLI::App &noun)
{
    CLI::App &making = ctl.verb(noun, "make", "A household of one: its head; others join");
    const auto &head = ctl.text(making, "--head", "Id or ID number", Given::Always);
    const auto &number = ctl.text(making, "--number", "The next of this device where left out");
    const auto &address = ctl.text(making, "--address", "The head's where left out");
    const auto &phone = ctl.text(making, "--phone", "Phone");
    ctl.runs(making, [&ctl, &head, &number, &address, &phone] {
        return actOnHousehold(ctl, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(who, residentCalled(tx, *head));
            return makeHousehold(
                tx, {who, number.value_or(QString()), address.value_or(QString()), phone.value_or(QString()), {}});
        });
    });

    CLI::App &joining = ctl.verb(noun, "join", "A resident lives in a household from now on");
    const auto &who = ctl.text(joining, "ID", "Id or ID number", Given::Always);
    const auto &home = ctl.text(joining, "HOUSEHOLD", "Its id", Given::Always);
    const auto &relation = ctl.text(joining, "--relation", "To the head, e.g. 配偶", Given::Always);
    ctl.runs(joining, [&ctl, &who, &home, &relation] {
        return actOnHousehold(ctl, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(patient, residentCalled(tx, *who));
            YIGONG_LET(household, householdCalled(*home));
            YIGONG_TRY(joinHousehold(tx, patient, household, *relation));
            return household;
        });
    });

    CLI::App &leaving = ctl.verb(noun, "leave", "A resident lives in no household any more");
    const auto &leaver = ctl.text(leaving, "ID", "Id or ID number", Given::Always);
    ctl.runs(leaving, [&ctl, &leaver] {
        return actOnHousehold(ctl, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(patient, residentCalled(tx, *leaver));
            YIGONG_TRY(leaveHousehold(tx, patient));
            return Id{};
        });
    });
}

/// "ID=relation"; the relation may be left out.
Result<std::vector<MemberRelation>> membersFrom(const Snapshot &snapshot, const QStringList &words)
{
    std::vector<MemberRelation> members;
    for (const QString &word : words) {
        YIGONG_LET(patient, residentCalled(snapshot, word.section(u'=', 0, 0)));
        members.push_back({patient, word.section(u'=', 1)});
    }
    return members;
}

void registerChanging(Ctl &ctl, CLI::App &noun)
{
    CLI::App &heading = ctl.verb(noun, "head", "Another member is the head from now on");
    const auto &home = ctl.text(heading, "HOUSEHOLD", "Its id", Given::Always);
    const auto &head = ctl.text(heading, "ID", "The new head", Given::Always);
    const auto &former = ctl.text(heading, "--former", "What the former head is to the new one", Given::Always);
    ctl.runs(heading, [&ctl, &home, &head, &former] {
        return actOnHousehold(ctl, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(household, householdCalled(*home));
            YIGONG_LET(next, residentCalled(tx, *head));
            YIGONG_TRY(changeHead(tx, household, next, *former));
            return household;
        });
    });

    CLI::App &splitting = ctl.verb(noun, "split", "Some members make a household of their own");
    const auto &from = ctl.text(splitting, "HOUSEHOLD", "Its id", Given::Always);
    const auto &first = ctl.text(splitting, "--head", "The new one's head, one of them", Given::Always);
    const auto &address = ctl.text(splitting, "--address", "The former's where left out");
    const auto &members = ctl.words(splitting, "MEMBER", "ID or ID=relation to the new head");
    ctl.runs(splitting, [&ctl, &from, &first, &address, &members] {
        return actOnHousehold(ctl, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(household, householdCalled(*from));
            YIGONG_LET(next, residentCalled(tx, *first));
            YIGONG_LET(leaving, membersFrom(tx, members));
            return splitHousehold(tx, household, leaving, next, address.value_or(QString()));
        });
    });

    CLI::App &uniting = ctl.verb(noun, "unite", "Everybody of one household lives in another");
    const auto &one = ctl.text(uniting, "HOUSEHOLD", "Which ends", Given::Always);
    const auto &other = ctl.text(uniting, "INTO", "Which stays", Given::Always);
    const auto &relation = ctl.text(uniting, "--former", "What its head is to the other head", Given::Always);
    ctl.runs(uniting, [&ctl, &one, &other, &relation] {
        return actOnHousehold(ctl, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(ends, householdCalled(*one));
            YIGONG_LET(into, householdCalled(*other));
            YIGONG_TRY(joinHouseholds(tx, ends, into, *relation));
            return into;
        });
    });
}

void registerCarer(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "carer", "Who looks after a resident; with nothing given, nobody");
    const auto &who = ctl.text(verb, "ID", "Id or ID number", Given::Always);
    const auto &carer = ctl.text(verb, "--carer", "Another resident: id or ID number");
    const auto &name = ctl.text(verb, "--name", "Somebody else's name");
    const auto &phone = ctl.text(verb, "--phone", "Their phone");
    const auto &relation = ctl.text(verb, "--relation", "What they are to the resident");
    ctl.runs(verb, [&ctl, &who, &carer, &name, &phone, &relation] {
        return actOnHousehold(ctl, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(patient, residentCalled(tx, *who));
            CarerDraft draft{{}, name.value_or(QString()), phone.value_or(QString()), relation.value_or(QString())};
            if (carer) {
                YIGONG_LET(id, residentCalled(tx, *carer));
                draft.carer = id;
            }
            YIGONG_TRY(setCarer(tx, patient, draft));
            YIGONG_LET(card, tx.get<Patient>(patient));
            return card.household;
        });
    });
}

} // namespace

void registerHouseholdVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("household", "Who lives together, and who looks after whom");
    CLI::App &showing = ctl.verb(noun, "show", "Its members, their relations and who looks after them");
    const auto &which = ctl.text(showing, "ID", "A member (id or ID number), or the household's id", Given::Always);
    ctl.runs(showing, [&ctl, &which] { return showHousehold(ctl, *which); });

    CLI::App &listing = ctl.verb(noun, "list", "Households by address");
    const auto &site = ctl.text(listing, "--site", "Code of a site; one's own where left out");
    const auto &limit = ctl.number(listing, "--limit", "At most so many", 100, 1, 1000000);
    const auto &offset = ctl.number(listing, "--offset", "After so many", 0, 0, 1000000000);
    ctl.runs(listing, [&ctl, &site, &limit, &offset] {
        return listHouseholds(ctl, site, static_cast<int>(limit), static_cast<int>(offset));
    });
    registerMaking(ctl, noun);
    registerChanging(ctl, noun);
    registerCarer(ctl, noun);
}

} // namespace yigong
