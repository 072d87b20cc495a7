// SPDX-License-Identifier: GPL-3.0-or-later
// What the doors ask of 麻醉 and 第一类精神药品, the hub asks again of a laptop that says whatever it likes.
#include "core/codes/drug_class.h"
#include "core/encounters/encounter.h"
#include "core/inventory/stock.h"
#include "tests/hub/hostile_device.h"

using namespace yigong;

namespace {

/// The township's pharmacist at her laptop, who may write a paper in any way.
struct DrugCounty : LittleCounty
{
    DrugCounty()
    {
        doctor = township.store.actor;
        patient = registers(village, "李秀兰");
        REQUIRE(sync(village));
        nurse = joins("nurse", township, StaffRole::Nurse);
        villageNurse = joins("village-nurse", village2, StaffRole::Nurse);
        manager = joins("manager", township, StaffRole::TownshipManager);
        changesPerson(township, StaffRole::Pharmacist);
        laptop.emplace(*this, township);
    }
    Id joins(const char *name, Computer &at, StaffRole role, QDate leftOn = {}, bool hasAccount = true)
    {
        Practitioner person = at.person();
        person.id = Id::fromKey(QByteArray("practitioner/") + name);
        person.role = static_cast<int>(role);
        person.login = QString::fromLatin1(name);
        person.leftOn = leftOn;
        Account account = at.account();
        account.id = Account::idOf(person.id);
        account.practitioner = person.id;
        const auto &types = hubStore.db->types();
        REQUIRE(Hub::publish(*hubStore.db, {{types.byNumber(Practitioner::info.number), rowOf(person)}}));
        if (hasAccount)
            REQUIRE(Hub::publish(*hubStore.db, {{types.byNumber(Account::info.number), rowOf(account)}}));
        return person.id;
    }
    void publishes(const auto &record)
    {
        REQUIRE(Hub::publish(*hubStore.db, {{hubStore.db->types().byNumber(std::decay_t<decltype(record)>::info.number),
                                             rowOf(record)}}));
    }
    void givesRight(QDate from, QDate until = {})
    {
        Practitioner person =
            *hubStore.db->read([&](const Snapshot &s) { return s.get<Practitioner>(doctor.practitioner); });
        person.narcoticFrom = from;
        person.narcoticUntil = until;
        publishes(person);
    }

    [[nodiscard]] StockBatch batchOf(const QString &drug) const
    {
        StockBatch batch;
        batch.site = township.store.site;
        batch.drug = drug;
        batch.lot = "L1"_q;
        batch.id = StockBatch::idOf(batch.site, drug, batch.lot, {});
        return batch;
    }
    StockDocument paper(StockDocumentKind kind, Id witness)
    {
        StockDocument made;
        made.id = Id::fromKey("paper" + QByteArray::number(++m_serial));
        made.site = township.store.site;
        made.kind = kind;
        made.practitioner = township.store.actor.practitioner;
        made.witness = witness;
        return made;
    }
    StockMovement side(const StockDocument &of, const StockBatch &batch, qint64 units)
    {
        StockMovement made;
        made.id = Id::fromKey("side" + QByteArray::number(++m_serial));
        made.document = of.id;
        made.site = of.site;
        made.batch = batch.id;
        made.drug = batch.drug;
        made.quantity = {units};
        return made;
    }
    MedicationRequest lineOf(const QString &drug, Id prescriber)
    {
        MedicationRequest line;
        line.id = Id::fromKey("line" + QByteArray::number(++m_serial));
        line.patient = patient;
        line.site = township.store.site;
        line.practitioner = prescriber;
        line.drug = drug;
        line.quantity = {1};
        return line;
    }
    QString receives(const QString &drug, Id witness)
    {
        const auto document = paper(StockDocumentKind::Receipt, witness);
        const auto batch = batchOf(drug);
        return laptop->writes({HostileDevice::inserted(batch), HostileDevice::inserted(document),
                               HostileDevice::inserted(side(document, batch, 5))});
    }

    const QString morphine = "D0751"_q, amoxicillin = "D0001"_q;
    Actor doctor;
    Id patient, nurse, villageNurse, manager;
    std::optional<HostileDevice> laptop;

private:
    int m_serial = 0;
};

} // namespace

TEST_CASE("the hub takes a move of narcotics only under two people of that site", "[sync][special]")
{
    DrugCounty c;
    const Id left = c.joins("left", c.township, StaffRole::Nurse, QDate(2025, 5, 1));
    const Id noAccount = c.joins("no-account", c.township, StaffRole::Nurse, {}, false);
    CHECK(c.receives(c.amoxicillin, {}).isEmpty());
    const QString unsigned_ = "second-signature practitioner"_q;
    CHECK(c.receives(c.morphine, {}) == unsigned_);
    CHECK(c.receives(c.morphine, c.laptop->actor) == unsigned_);
    CHECK(c.receives(c.morphine, c.villageNurse) == unsigned_);
    CHECK(c.receives(c.morphine, c.manager) == unsigned_);
    CHECK(c.receives(c.morphine, left) == unsigned_);
    CHECK(c.receives(c.morphine, noAccount) == unsigned_);
    CHECK(c.receives(c.morphine, Id::fromKey("nobody")) == unsigned_);
    CHECK(c.receives(c.morphine, c.nurse).isEmpty());
}

TEST_CASE("a paper that two signed is no licence for a later move", "[sync][special]")
{
    DrugCounty c;
    const auto batch = c.batchOf(c.morphine);
    const auto document = c.paper(StockDocumentKind::Loss, c.nurse);
    REQUIRE(c.laptop->writes({HostileDevice::inserted(batch), HostileDevice::inserted(document)}).isEmpty());
    CHECK(c.laptop->writes({HostileDevice::inserted(c.side(document, batch, -3))}) ==
          "second-signature stock_document"_q);
    // Nor does the move go by under another drug's code, or before its paper.
    StockMovement disguised = c.side(c.paper(StockDocumentKind::Loss, {}), batch, -3);
    disguised.drug = c.amoxicillin;
    CHECK(c.laptop->writes({HostileDevice::inserted(disguised)}) == "second-signature stock_document"_q);
    StockCount count;
    count.id = Id::fromKey("count");
    count.site = c.township.store.site;
    count.batch = batch.id;
    count.drug = c.amoxicillin;
    CHECK(c.laptop->writes({HostileDevice::inserted(count)}) == "second-signature practitioner"_q);
    count.witness = c.nurse;
    CHECK(c.laptop->writes({HostileDevice::inserted(count)}).isEmpty());
}

TEST_CASE("a prescription of narcotics needs the right of the day, and its hand-out the prescription",
          "[sync][special]")
{
    DrugCounty c;
    const auto prescribes = [&](const MedicationRequest &line) {
        HostileDevice desk = *c.laptop; // the doctor at the same laptop
        c.laptop->actor = c.doctor.practitioner;
        const QString word = c.laptop->writes({HostileDevice::inserted(line)});
        c.laptop->actor = desk.actor;
        return word;
    };
    const auto gives = [&](const MedicationRequest &line) {
        const auto document = c.paper(StockDocumentKind::Dispense, c.nurse);
        MedicationDispense given;
        given.id = Id::fromKey("given" + line.id.bytes());
        given.request = line.id;
        given.patient = c.patient;
        given.site = c.township.store.site;
        given.practitioner = c.laptop->actor;
        given.drug = line.drug;
        given.document = document.id;
        return c.laptop->writes({HostileDevice::inserted(document), HostileDevice::inserted(given)});
    };
    REQUIRE(c.receives(c.morphine, c.nurse).isEmpty());
    CHECK(prescribes(c.lineOf(c.amoxicillin, c.doctor.practitioner)).isEmpty());
    CHECK(prescribes(c.lineOf(c.morphine, c.doctor.practitioner)) == "prescription-right practitioner"_q);
    c.givesRight(QDate(2025, 5, 14)); // tomorrow
    CHECK(prescribes(c.lineOf(c.morphine, c.doctor.practitioner)) == "prescription-right practitioner"_q);
    c.givesRight(QDate(2025, 5, 1), QDate(2025, 5, 13)); // taken away today: what was written before stands
    const auto line = c.lineOf(c.morphine, c.doctor.practitioner);
    CHECK(prescribes(line).isEmpty());
    CHECK(gives(line).isEmpty());
    CHECK(prescribes(c.lineOf(c.morphine, c.nurse)) == "prescription-right medication_request"_q);
    // What was imported is history: it is kept, and nothing is handed out for it.
    auto imported = c.lineOf(c.morphine, c.nurse);
    imported.sourceIdentifier = "his-7"_q;
    CHECK(prescribes(imported).isEmpty());
    CHECK(gives(imported) == "prescription-right medication_request"_q);
    c.givesRight(QDate(2025, 5, 1), QDate(2025, 5, 12));
    CHECK(prescribes(c.lineOf(c.morphine, c.doctor.practitioner)) == "prescription-right practitioner"_q);
}

TEST_CASE("what the county sets a drug's class to binds every laptop from that day", "[sync][special]")
{
    DrugCounty c;
    DrugClass set;
    set.id = DrugClass::idOf(c.amoxicillin);
    set.drug = c.amoxicillin;
    set.special = SpecialClass::Narcotic;
    set.validFrom = QDate(2025, 5, 14);
    c.publishes(set);
    CHECK(c.receives(c.amoxicillin, {}).isEmpty());
    set.validFrom = QDate(2025, 5, 13);
    c.publishes(set);
    CHECK(c.receives(c.amoxicillin, {}) == "second-signature practitioner"_q);
    // A laptop sets none itself.
    DrugClass freed = set;
    freed.special = SpecialClass::None;
    CHECK(c.laptop->writes({HostileDevice::changed(set, freed)}).startsWith("forbidden"_q));
}

TEST_CASE("a village clinic's receipt of narcotics is held back until the county lets it keep some", "[sync][special]")
{
    DrugCounty c;
    HostileDevice desk(c, c.village2);
    const auto receives = [&] {
        StockBatch batch = c.batchOf(c.morphine);
        batch.site = c.village2.store.site;
        batch.id = StockBatch::idOf(batch.site, batch.drug, batch.lot, {});
        auto document = c.paper(StockDocumentKind::Receipt, c.villageNurse);
        document.site = batch.site;
        return desk.writes({HostileDevice::inserted(batch), HostileDevice::inserted(document),
                            HostileDevice::inserted(c.side(document, batch, 5))});
    };
    CHECK(receives().startsWith("not-kept"_q));
    Site site = *c.hubStore.db->read([&](const Snapshot &s) { return s.get<Site>(c.village2.store.site); });
    site.keepsNarcotics = true;
    c.publishes(site);
    CHECK(receives().isEmpty());
}
