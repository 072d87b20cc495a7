// SPDX-License-Identifier: GPL-3.0-or-later
// Stores as each schema version left them (tests/data/stores/NNNN.store, packed by qCompress; NNNN.digest is what their
// records summed up to). A migration changes shapes, never what was recorded.
#include "core/patients/find.h"
#include "core/referrals/referral.h"
#include "core/store/encrypt_store.h"
#include "core/store/migrations.h"
#include "core/store/verify.h"
#include "tests/encounters/surgery.h"

#include <QDir>
#include <QFile>

using namespace yigong;

namespace {

const QString keptStores = QStringLiteral(YIGONG_SOURCE_DIR "/tests/data/stores");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(content) == content.size());
}

/// A morning at 王庄: a delivery, a resident's edit, a visit with dispensing, a referral with its first event.
void livesAMorning(Surgery &surgery)
{
    surgery.receives(48, {950}, "A2"_q, QDate(2027, 1, 31));
    VisitDraft draft = surgery.draft();
    draft.vitals = {{"8480-6"_q, "152"_q, {}}, {"8462-4"_q, "94"_q, {}}};
    draft.prescription = {Surgery::amoxicillinFor(3)};
    draft.prescription[0].dispense = true;
    const Id visit = surgery.closes(draft).encounter;
    REQUIRE(surgery.db->write(surgery.actor, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(before, tx.get<Patient>(surgery.patient));
        Patient after = before;
        after.phone = "13800000001"_q;
        YIGONG_TRY(tx.update(before, after));
        ServiceRequest request;
        request.patient = surgery.patient;
        request.encounter = visit;
        request.site = surgery.site;
        request.toSite = Id::fromKey("site/341181");
        request.reason = "血压 152/94，两次不满意"_q;
        YIGONG_LET(referral, tx.insert(request));
        ReferralEvent sent;
        sent.referral = referral;
        sent.patient = surgery.patient;
        sent.site = sent.fromSite = surgery.site;
        sent.toSite = request.toSite;
        sent.at = tx.now();
        YIGONG_TRY(tx.append(sent));
        return {};
    }));
}

} // namespace

TEST_CASE("a store of every earlier version opens migrated, whole and with the same records", "[store][migrations]")
{
    const QStringList stores = QDir(keptStores).entryList({QStringLiteral("*.store")}, QDir::Files, QDir::Name);
    REQUIRE(stores.size() == newestSchemaVersion()); // one of each: keep today's with [keep] before the next migration
    for (const QString &name : stores) {
        INFO(name.toStdString());
        QTemporaryDir folder;
        writeFile(folder.filePath("yigong.db"_q), qUncompress(contentOf(keptStores + u'/' + name)));
        StoreOptions options;
        options.folder = folder.path();
        const FixedClock clock{Instant::fromIso(u"2025-05-14T08:00:00")};
        auto opened = Database::open(options, allRecordTypes(), clock);
        REQUIRE(opened);
        const auto found =
            (*opened)->read([](const Snapshot &snapshot) { return verifyStore(snapshot, allStoreChecks()); });
        REQUIRE(found);
        CHECK(found->ok);
        CHECK(found->acts > 0);
        CHECK(found->digest.toLatin1() == contentOf(keptStores + u'/' + name.chopped(5) + "digest"_q).trimmed());
        const Actor zhao{Id::fromKey("practitioner/zhao"), (*opened)->site(),
                         static_cast<int>(StaffRole::VillageDoctor)};
        const auto patients = (*opened)->read([&](const Snapshot &s) { return findPatients(s, zhao, "lf"_q, 5); });
        REQUIRE(patients);
        CHECK(patients->patients.size() == 1);
        // Versions before encryption left plain stores.
        opened->reset();
        const std::array openers{StoreOpener::account("zhao"_q, "right horse"_q)};
        auto key = encryptStore(folder.path(), "yigong"_q, openers, clock, SlotCost::Training);
        REQUIRE(key);
        options.key = *key;
        opened = Database::open(options, allRecordTypes(), clock);
        REQUIRE(opened);
        const auto again =
            (*opened)->read([](const Snapshot &snapshot) { return verifyStore(snapshot, allStoreChecks()); });
        REQUIRE(again);
        CHECK(again->ok);
        CHECK(again->digest == found->digest);
        // It is worked with as any other.
        CHECK((*opened)->write(zhao, [&](Transaction &tx) -> Result<void> {
            YIGONG_LET(all, tx.select<Patient>(""));
            Patient after = all.front();
            after.phone = "13900000002"_q;
            YIGONG_TRY(tx.update(all.front(), after));
            return {};
        }));
    }
}

// Run by name before a migration is added:  YIGONG_PLAIN_STORE=1 test_store "[keep]"
TEST_CASE("today's version is kept for tomorrow's migrations", "[.][keep]")
{
    REQUIRE(qEnvironmentVariableIsSet("YIGONG_PLAIN_STORE"));
    Surgery surgery;
    livesAMorning(surgery);
    const auto found =
        surgery.db->read([](const Snapshot &snapshot) { return verifyStore(snapshot, allStoreChecks()); });
    REQUIRE(found);
    REQUIRE(found->ok);
    surgery.db.reset();
    const QString path = keptStores + QStringLiteral("/%1").arg(newestSchemaVersion(), 4, 10, QLatin1Char('0'));
    REQUIRE_FALSE(QFile::exists(path + ".store"_q));
    writeFile(path + ".store"_q, qCompress(contentOf(surgery.folder.filePath("yigong.db"_q)), 9));
    writeFile(path + ".digest"_q, found->digest.toLatin1() + '\n');
}
