// SPDX-License-Identifier: GPL-3.0-or-later
// What is closed stays as it was closed: also for its author, and also within the batch that brings it.
#include "core/encounters/encounter.h"
#include "core/followups/follow_up.h"
#include "tests/hub/hostile_device.h"

using namespace yigong;

namespace {

/// The village's own laptop, under its own key, with acts that its program's doors would not make.
struct ClosedDay : LittleCounty
{
    ClosedDay() : author(*this, village)
    {
        Patient p;
        p.id = resident;
        p.name = "李芳"_q;
        p.phone = "13800000001"_q;
        p.site = village.store.site;
        REQUIRE(author.writes({HostileDevice::inserted(p)}).isEmpty());
        visit.id = Id::fromKey("visit");
        visit.patient = resident;
        visit.site = village.store.site;
        visit.practitioner = village.store.actor.practitioner;
        visit.summary = "咳嗽三天"_q;
        form.id = Id::fromKey("form");
        form.patient = resident;
        form.site = village.store.site;
        form.practitioner = village.store.actor.practitioner;
        form.visitDate = QDate(2025, 5, 12);
        form.remarks = "规律服药"_q;
    }
    /// One batch of acts, each of one operation; the words of those that are held back, by their place in the batch.
    std::map<int, QString> handsIn(const std::vector<Operation> &operations)
    {
        std::vector<QByteArray> bodies;
        for (const Operation &operation : operations)
            bodies.push_back(author.bodyOf({operation}));
        const qint64 before = author.number;
        const HubReply reply = author.sends(author.requestWith(bodies));
        REQUIRE(reply.status == 200);
        for (const QByteArray &body : bodies)
            author.head = chainHash(author.head, village.id, ++author.number, body);
        const auto answer = decodeAnswer(reply.body);
        REQUIRE(answer);
        std::map<int, QString> held;
        for (const HeldAct &act : answer->held)
            if (act.number > before)
                held[static_cast<int>(act.number - before)] = act.reason + u' ' + act.detail;
        return held;
    }
    template <typename T> T atHub(Id id)
    {
        const auto found = hubStore.db->read([&](const Snapshot &s) { return s.get<T>(id); });
        REQUIRE(found);
        return *found;
    }
    template <typename T> static T with(T record, QString T::*field, const char *value)
    {
        record.*field = QString::fromUtf8(value);
        return record;
    }
    Operation phone(const char *number)
    {
        const auto before = atHub<Patient>(resident);
        return HostileDevice::changed(before, with(before, &Patient::phone, number));
    }

    const Id resident = Id::fromKey("resident");
    Encounter visit;
    FollowUp form;
    HostileDevice author;
};

const char *const forbiddenVisit = "forbidden encounter", *const forbiddenForm = "forbidden follow_up";

} // namespace

TEST_CASE("an edit of a closed record is held back, said, and stops nothing behind it", "[sync][closed]")
{
    ClosedDay c;
    const auto other = c.with(c.visit, &Encounter::summary, "没有来过");
    const auto otherForm = c.with(c.form, &FollowUp::remarks, "未服药");
    SECTION("in the batch that brings the record")
    {
        const auto held = c.handsIn({HostileDevice::inserted(c.visit), HostileDevice::changed(c.visit, other),
                                     HostileDevice::inserted(c.form), HostileDevice::changed(c.form, otherForm),
                                     c.phone("13900000002")});
        CHECK(held == std::map<int, QString>{{2, QString::fromLatin1(forbiddenVisit)},
                                             {4, QString::fromLatin1(forbiddenForm)}});
    }
    SECTION("in a batch that comes when the hub has it closed")
    {
        CHECK(c.handsIn({HostileDevice::inserted(c.visit), HostileDevice::inserted(c.form)}).empty());
        const auto held = c.handsIn({HostileDevice::changed(c.visit, other), HostileDevice::changed(c.form, otherForm),
                                     c.phone("13900000002")});
        CHECK(held == std::map<int, QString>{{1, QString::fromLatin1(forbiddenVisit)},
                                             {2, QString::fromLatin1(forbiddenForm)}});
    }
    CHECK(c.atHub<Encounter>(c.visit.id).summary == "咳嗽三天"_q);
    CHECK(c.atHub<FollowUp>(c.form.id).remarks == "规律服药"_q);
    CHECK(c.atHub<Patient>(c.resident).phone == "13900000002"_q);
    // Everybody who holds them has them as they were closed.
    REQUIRE(c.sync(c.township));
    const auto seen = c.township.store.db->read([&](const Snapshot &s) { return s.get<Encounter>(c.visit.id); });
    REQUIRE(seen);
    CHECK(seen->summary == "咳嗽三天"_q);
}

TEST_CASE("an edit of a closed record takes its whole act with it, and one that comes again is held back once",
          "[sync][closed]")
{
    ClosedDay c;
    CHECK(c.handsIn({HostileDevice::inserted(c.visit)}).empty());
    const auto other = c.with(c.visit, &Encounter::summary, "没有来过");
    CHECK(c.author.writes({c.phone("13900000002"), HostileDevice::changed(c.visit, other)}) ==
          QString::fromLatin1(forbiddenVisit));
    CHECK(c.atHub<Patient>(c.resident).phone == "13800000001"_q);
    CHECK(c.author.writes({c.phone("13900000003")}).isEmpty());
    CHECK(c.atHub<Patient>(c.resident).phone == "13900000003"_q);
    CHECK(*c.hubStore.db->read(
              [](const Snapshot &s) { return s.number("SELECT count(*) FROM hub_act WHERE state = 2"); }) == 1);
}

TEST_CASE("a record closed twice under one name stands as it came first, and an amendment stands beside it",
          "[sync][closed]")
{
    ClosedDay c;
    auto amendment = c.with(c.visit, &Encounter::summary, "咳嗽五天");
    amendment.id = Id::fromKey("amendment");
    amendment.amends = c.visit.id;
    CHECK(c.handsIn(
               {HostileDevice::inserted(c.visit), HostileDevice::inserted(c.visit), HostileDevice::inserted(amendment)})
              .empty());
    CHECK(c.atHub<Encounter>(c.visit.id).summary == "咳嗽三天"_q);
    CHECK(c.atHub<Encounter>(amendment.id).amends == c.visit.id);
}
