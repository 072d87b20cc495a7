// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/audit.h"
#include "core/store/audit_log.h"
#include "tests/support/store.h"

#include <chrono>
#include <thread>

using namespace yigong;

namespace {

qint64 entriesOf(TestStore &store)
{
    return *store.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM audit_entry"); });
}

AuditEntry readingOf(const TestStore &store, const char *patient)
{
    AuditEntry entry = entryOf(store.actor, AuditKind::OpenedRecord, store.clock.now());
    entry.patient = Id::fromKey(patient);
    return entry;
}

} // namespace

TEST_CASE("an entry comes back as it was written", "[audit]")
{
    AuditEntry entry{{1'747'100'000'000},
                     30,
                     Id::fromKey("a"),
                     9,
                     Id::fromKey("s"),
                     7,
                     Id::fromKey("p"),
                     Id::fromKey("r"),
                     12,
                     "idle-lock-minutes"_q,
                     "10"_q,
                     "5"_q};
    const auto read = decodeEntry(encodeEntry(entry));
    REQUIRE(read);
    CHECK(*read == entry);
    CHECK_FALSE(decodeEntry(encodeEntry(entry).chopped(1)));
}

TEST_CASE("what was noted is on the disk within a second, and when the store is closed", "[audit]")
{
    TestStore store;
    store.db->note(readingOf(store, "p1"));
    for (int tries = 0; tries < 100 && entriesOf(store) == 0; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CHECK(entriesOf(store) == 1);
    store.db->note(readingOf(store, "p2"));
    store.open(); // closes it first
    CHECK(entriesOf(store) == 2);
}

TEST_CASE("a refusal is noted though its transaction is rolled back", "[audit]")
{
    TestStore store;
    CHECK_FALSE(store.db->write(store.actor, [](Transaction &tx) { return require(tx, tx.actor(), Door::ReadAudit); }));
    REQUIRE(store.db->flushNotes());
    CHECK(*store.db->read([](const Snapshot &s) {
        return s.number("SELECT count(*) FROM audit_entry WHERE kind = ?", {static_cast<qint64>(AuditKind::Refused)});
    }) == 1);
}

TEST_CASE("a record that is read anew while it is open is one reading", "[audit]")
{
    TestStore store;
    const auto reads = [&](const char *patient) {
        REQUIRE(store.db->read([&](const Snapshot &s) -> Result<void> {
            noteOpened(s, store.actor, Basis::OwnSite, Id::fromKey(patient), {});
            return {};
        }));
    };
    reads("p1");
    reads("p1");
    reads("p2");
    store.clock.advanceMs(11 * 60'000);
    reads("p1");
    REQUIRE(store.db->flushNotes());
    CHECK(entriesOf(store) == 3);
}

TEST_CASE("a second program that only reads the store leaves its readings there too", "[audit]")
{
    TestStore store;
    StoreOptions options;
    options.folder = store.folder.path();
    options.key = store.key;
    auto second = Database::open(options, allRecordTypes(), store.clock);
    REQUIRE(second);
    REQUIRE((*second)->whyReadOnly());
    (*second)->note(readingOf(store, "p1"));
    store.db->note(readingOf(store, "p2"));
    REQUIRE((*second)->flushNotes());
    REQUIRE(store.db->flushNotes());
    second->reset();
    CHECK(entriesOf(store) == 2);
    CHECK(*store.db->read([](const Snapshot &s) { return s.number("SELECT max(number) FROM audit_entry"); }) == 2);
}
