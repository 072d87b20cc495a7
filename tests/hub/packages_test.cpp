// SPDX-License-Identifier: GPL-3.0-or-later
// Villages without a line: packages between a laptop and the hub, in every order and state a stick can bring them in.
#include "core/store/backup/store_backup.h"
#include "tests/hub/stick_county.h"

using namespace yigong;

namespace {

void advance(StickCounty &c, qint64 hours)
{
    for (TestStore *s : {&c.hubStore, &c.village.store, &c.village2.store, &c.township.store, &c.county.store})
        s->clock.advanceMs(hours * 3'600'000);
}

/// The second log is the last part of a package to the hub: number, length and checksum around it.
qsizetype logBegins(const QByteArray &package)
{
    return package.size() - findPackage(package)->sealedParts.back().size() - 24;
}

} // namespace

TEST_CASE("a village without a line lives a week by sticks alone, and ends equal with the hub", "[package]")
{
    StickCounty c;
    std::vector<Id> residents;
    for (int day = 0; day < 7; ++day) {
        for (int i = 0; i < 3; ++i)
            residents.push_back(c.registers(c.village, ("村民%1"_q.arg(day * 3 + i)).toUtf8().constData()));
        if (day > 0)
            c.edits(c.village, residents[static_cast<std::size_t>(day)],
                    [&](Patient &p) { p.phone = "139000000%1"_q.arg(day); });
        // The township, on the line, changes what the village knows.
        REQUIRE(c.sync(c.township));
        if (day > 1)
            c.edits(c.township, residents[static_cast<std::size_t>(day - 2)],
                    [&](Patient &p) { p.address = "石梁镇 %1 号"_q.arg(day); });
        REQUIRE(c.sync(c.township));
        CHECK(StickCounty::waiting(c.village) > 0); // nothing is taken before an answer says so
        c.goesToTown(c.village);
        CHECK(StickCounty::waiting(c.village) == 0);
        advance(c, 24);
    }
    c.goesToTown(c.village);
    const QString ofVillage = "WHERE site = (SELECT id FROM site WHERE code = '341181100001')"_q;
    CHECK(StickCounty::rows(c.hubStore, "patient"_q, ofVillage).size() == 21);
    for (const QString &table : {"patient"_q, "practitioner"_q, "account"_q, "conflict"_q})
        CHECK(StickCounty::rows(c.village.store, table, ofVillage) == StickCounty::rows(c.hubStore, table, ofVillage));
    for (const QString &table : {"site"_q, "device"_q})
        CHECK(StickCounty::rows(c.village.store, table, {}) == StickCounty::rows(c.hubStore, table, {}));
    CHECK(StickCounty::count(c.village.store, "SELECT count(*) FROM remote_row") == 0);
    CHECK(StickCounty::count(c.hubStore, "SELECT count(*) FROM hub_act WHERE state = 2") == 0);
    // The line comes back, and finds nothing to do.
    const auto outcome = c.sync(c.village);
    REQUIRE(outcome);
    CHECK(outcome->pushed == 0);
    CHECK(outcome->pulled == 0);
}

TEST_CASE("an edit made by a clock that is right wins or loses as on the line, however long its stick was on the way",
          "[package]")
{
    StickCounty c;
    const Id id = c.registers(c.village, "李芳");
    c.goesToTown(c.village);
    REQUIRE(c.sync(c.township));
    c.edits(c.village, id, [](Patient &p) { p.phone = "13911111111"_q; });
    const QByteArray slow = c.writes(c.village);
    advance(c, 48);
    c.edits(c.township, id, [](Patient &p) { p.phone = "13922222222"_q; });
    REQUIRE(c.sync(c.township));
    advance(c, 24);
    CHECK(c.hubReads(slow).state == PackageState::Taken);
    REQUIRE(c.sync(c.township));
    CHECK(c.seenBy(c.township, id)->phone == "13922222222"_q); // written two days after the village's
}

TEST_CASE("a package that is read twice changes nothing", "[package]")
{
    StickCounty c;
    c.registers(c.village, "李芳");
    const QByteArray there = c.writes(c.village);
    CHECK(c.hubReads(there).records == 1);
    const auto patients = [&] { return StickCounty::rows(c.hubStore, "patient"_q, {}); };
    const QStringList before = patients();
    const PackageReading again = c.hubReads(there);
    CHECK(again.state == PackageState::ReadBefore);
    CHECK(again.records == 0);
    CHECK(patients() == before);
    CHECK(StickCounty::count(c.hubStore, "SELECT count(*) FROM hub_act") == 1);
    REQUIRE(c.sync(c.township));
    c.registers(c.township, "镇上的人");
    REQUIRE(c.sync(c.township));
    const QByteArray back = c.hubWrites(c.village);
    CHECK(c.reads(c.village, back).state == PackageState::Taken);
    const PackageReading second = c.reads(c.village, back);
    CHECK(second.state == PackageState::ReadBefore);
    CHECK(second.records == 0);
}

TEST_CASE("an older package never brings back what a newer one changed", "[package]")
{
    StickCounty c;
    const Id id = c.registers(c.village, "李芳");
    REQUIRE(c.hubReads(c.writes(c.village)).state == PackageState::Taken);
    const QByteArray older = c.hubWrites(c.village);
    REQUIRE(c.sync(c.township));
    c.edits(c.township, id, [](Patient &p) { p.name = "李方"_q; });
    REQUIRE(c.sync(c.township));
    const QByteArray newer = c.hubWrites(c.village);
    CHECK(c.reads(c.village, newer).state == PackageState::Taken);
    CHECK(c.seenBy(c.village, id)->name == "李方"_q);
    const PackageReading late = c.reads(c.village, older);
    CHECK(late.state == PackageState::ReadBefore);
    CHECK(c.seenBy(c.village, id)->name == "李方"_q);
    // And the hub's other packages of old, out of order.
    const QByteArray first = c.writes(c.village);
    c.registers(c.village, "王五");
    const QByteArray second = c.writes(c.village);
    CHECK(c.hubReads(second).state == PackageState::Taken);
    CHECK(c.hubReads(first).state == PackageState::Older);
    CHECK(StickCounty::count(c.hubStore, "SELECT count(*) FROM patient") == 2);
    // What was written before the line came back for a moment, and is read after.
    c.registers(c.village, "赵六");
    const QByteArray before = c.writes(c.village);
    c.registers(c.village, "孙七");
    REQUIRE(c.sync(c.village));
    CHECK(c.hubReads(before).state == PackageState::Older);
}

TEST_CASE("a package at the wrong machine says whose it is, and changes nothing", "[package]")
{
    StickCounty c;
    c.registers(c.village, "李芳");
    const QByteArray there = c.writes(c.village);
    const PackageReading atNeighbour = c.reads(c.village2, there);
    CHECK(atNeighbour.state == PackageState::ForOther);
    CHECK(atNeighbour.head.kind == PackageKind::ToHub);
    REQUIRE(c.hubReads(there).state == PackageState::Taken);
    const QByteArray back = c.hubWrites(c.village);
    const QStringList before = StickCounty::rows(c.village2.store, "patient"_q, {});
    const PackageReading wrong = c.reads(c.village2, back);
    CHECK(wrong.state == PackageState::ForOther);
    CHECK(wrong.head.site == "王庄村卫生室"_q);
    CHECK(wrong.head.device == "A laptop"_q);
    CHECK(StickCounty::rows(c.village2.store, "patient"_q, {}) == before);
    CHECK(c.hubReads(back).state == PackageState::ForOther);
    StickCounty other; // another county's hub
    CHECK(other.hubReads(there).state == PackageState::ForOther);
}

TEST_CASE("neither package holds a name that a finder could read", "[package]")
{
    StickCounty c;
    c.registers(c.village, "欧阳清风");
    const QByteArray there = c.writes(c.village);
    REQUIRE(c.hubReads(there).state == PackageState::Taken);
    REQUIRE(c.sync(c.township));
    const QByteArray back = c.hubWrites(c.township);
    for (const QByteArray &package : {there, back})
        for (const char *planted : {"欧阳清风", "13800000001", "赵敏", "zhao."}) {
            INFO(planted);
            CHECK_FALSE(package.contains(planted));
            const QString text = QString::fromUtf8(planted);
            const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
            CHECK_FALSE(package.contains(wide));
            CHECK_FALSE(packageFileName(findPackage(package)->head).contains(text));
        }
    // Packed, not merely compressed: the bytes do not unpack.
    CHECK(there.indexOf(QByteArray::fromHex("28b52ffd")) < 0);
}

TEST_CASE("a cut package gives its first parts, says so, and the next one brings the rest", "[package]")
{
    StickCounty c;
    for (int i = 0; i < 900; ++i) // some three parts of acts
        c.registers(c.village,
                    ("村民"_q + QString(300, QChar(char16_t(0x4e00 + i))) + QString::number(i)).toUtf8().constData());
    const QByteArray whole = c.writes(c.village);
    const auto found = findPackage(whole);
    REQUIRE(found->head.parts >= 4);
    const PackageReading cut = c.hubReads(whole.left(logBegins(whole) - 100));
    CHECK(cut.state == PackageState::Cut);
    CHECK(cut.whole == found->head.parts - 2);
    CHECK(cut.records > 0);
    CHECK(cut.records < 900);
    CHECK(StickCounty::count(c.hubStore, "SELECT count(*) FROM patient") == cut.records);
    CHECK(StickCounty::waiting(c.village) == 900);
    const PackageReading rest = c.hubReads(c.writes(c.village));
    CHECK(rest.state == PackageState::Taken);
    CHECK(rest.records == 900 - cut.records);
    // And the way back, to a township that has none of it.
    const QByteArray back = c.hubWrites(c.township);
    const PackageReading none = c.reads(c.township, back.left(back.size() - 5));
    CHECK(none.state == PackageState::Cut);
    CHECK(StickCounty::count(c.township.store, "SELECT count(*) FROM patient") == none.records);
    CHECK(c.reads(c.township, back).state == PackageState::Taken);
    CHECK(StickCounty::count(c.township.store, "SELECT count(*) FROM patient") == 900);
}

TEST_CASE("flipped bytes and torn ends of real packages never half-apply anything", "[package]")
{
    StickCounty c;
    for (int i = 0; i < 8; ++i)
        c.registers(c.village, "李芳");
    const QByteArray there = c.writes(c.village);
    // What is wrong behind the acts, in the log's part, keeps none of them from being taken.
    for (qsizetype at = 0; at < logBegins(there); at += 1 + at / 90) {
        INFO(at);
        QByteArray flipped = there;
        flipped[at] = static_cast<char>(~flipped[at]);
        const PackageReading reading = c.hubReads(flipped);
        CHECK((reading.state == PackageState::Damaged || reading.state == PackageState::Cut));
        const PackageReading torn = c.hubReads(there.left(at));
        CHECK((torn.state == PackageState::Damaged || torn.state == PackageState::Cut));
    }
    CHECK(StickCounty::count(c.hubStore, "SELECT count(*) FROM patient") == 0);
    CHECK(StickCounty::count(c.hubStore, "SELECT count(*) FROM hub_act") == 0);
    CHECK(c.hubReads(there).records == 8);
}

TEST_CASE("a laptop that was restored waits for the package that it lacks, and says which", "[package]")
{
    StickCounty c;
    const Id id = c.registers(c.village, "李芳");
    c.goesToTown(c.village);
    QTemporaryDir disk;
    const auto backup = makeStoreBackup(*c.village.store.db, disk.path(), 2);
    REQUIRE(backup);
    REQUIRE(c.sync(c.township));
    c.edits(c.township, id, [](Patient &p) { p.address = "一号"_q; });
    REQUIRE(c.sync(c.township));
    const QByteArray second = c.hubWrites(c.village);
    REQUIRE(c.reads(c.village, second).state == PackageState::Taken);
    REQUIRE(c.hubReads(c.writes(c.village)).state == PackageState::Taken); // the hub hears that it has it
    c.edits(c.township, id, [](Patient &p) { p.address = "二号"_q; });
    REQUIRE(c.sync(c.township));
    const QByteArray third = c.hubWrites(c.village);

    StoreOptions options;
    options.folder = backup->folder;
    options.key = c.village.store.key;
    c.village.store.db = std::move(*Database::open(options, allRecordTypes(), c.village.store.clock));
    const PackageReading waits = c.reads(c.village, third);
    CHECK(waits.state == PackageState::Waits);
    CHECK(waits.missing == findPackage(second)->head.number);
    CHECK(c.seenBy(c.village, id)->address.isEmpty());
    CHECK(c.reads(c.village, second).state == PackageState::Taken);
    CHECK(c.reads(c.village, third).state == PackageState::Taken);
    CHECK(c.seenBy(c.village, id)->address == "二号"_q);
}

TEST_CASE("a restored hub says what it lacks, and packages of before are told from those of after", "[package]")
{
    StickCounty c;
    const Id first = c.registers(c.village, "李芳");
    c.goesToTown(c.village);
    const QByteArray ofBefore = c.hubWrites(c.village);
    const Id second = c.registers(c.village, "王五");
    c.goesToTown(c.village);
    // The hub is put back to where it knew the first alone.
    advance(c, 1);
    REQUIRE(c.hubStore.db->apply([&](Transaction &tx) -> Result<void> {
        for (const char *sql : {"DELETE FROM hub_act WHERE number = 2", "DELETE FROM patient WHERE name = '王五'",
                                "UPDATE hub_device SET taken = 1, head = (SELECT hash FROM hub_act WHERE device = "
                                "hub_device.id AND number = 1) WHERE taken = 2",
                                "DELETE FROM hub_position"})
            YIGONG_TRY(tx.runUnguarded(sql, {}));
        return tx.setLocal("epoch"_q, Id::fromKey("epoch/2").bytes());
    }));
    c.registers(c.village, "赵六");
    const PackageReading gap = c.hubReads(c.writes(c.village));
    CHECK(gap.state == PackageState::Waits);
    CHECK(gap.missing == 2);
    CHECK(StickCounty::count(c.hubStore, "SELECT count(*) FROM patient") == 1);
    const QByteArray ofAfter = c.hubWrites(c.village);
    CHECK(c.reads(c.village, ofAfter).state == PackageState::Taken);
    CHECK(StickCounty::waiting(c.village) == 2); // the hub said that it has the first alone
    CHECK(c.reads(c.village, ofBefore).state == PackageState::Older);
    CHECK(c.hubReads(c.writes(c.village)).records == 2);
    CHECK(StickCounty::count(c.hubStore, "SELECT count(*) FROM patient") == 3);
    CHECK(c.seenBy(c.village, first));
    CHECK(c.seenBy(c.village, second));
}

TEST_CASE("a revoked laptop hears of it by stick, and nothing of it is taken", "[package]")
{
    StickCounty c;
    c.registers(c.village, "李芳");
    const QByteArray there = c.writes(c.village);
    REQUIRE(c.hubStore.db->apply([&](Transaction &tx) -> Result<int> {
        return tx.runUnguarded("UPDATE hub_device SET revoked = 1 WHERE id = ?", {c.village.id.bytes()});
    }));
    const PackageReading refused = c.hubReads(there);
    CHECK(refused.state == PackageState::Refused);
    CHECK(refused.word == "revoked"_q);
    CHECK(StickCounty::count(c.hubStore, "SELECT count(*) FROM patient") == 0);
    const PackageReading told = c.reads(c.village, c.hubWrites(c.village));
    CHECK(told.state == PackageState::Refused);
    CHECK(told.word == "revoked"_q);
    CHECK(StickCounty::waiting(c.village) == 1);
}

TEST_CASE("a package that another signed or forged is not taken", "[package]")
{
    StickCounty c;
    c.registers(c.village, "李芳");
    const auto found = findPackage(c.writes(c.village));
    const auto stranger = DeviceKey::fromSeed(digestOf("stranger"));
    const auto by = [&](Id from, const DeviceKey &key, QByteArrayView to) {
        PackageHead head = found->head;
        head.from = from;
        return makePackage(head, to, {{PartKind::Request, "nonsense"}},
                           [&key](const QByteArray &bytes) { return key.sign(bytes); });
    };
    const QByteArray hubKey = (*c.hub.signingKey())->publicKey();
    CHECK(c.hubReads(by(c.village.id, stranger, hubKey)).word == "bad-signature"_q);
    CHECK(c.hubReads(by(Id::fromKey("device/none"), stranger, hubKey)).word == "device-unknown"_q);
    CHECK(c.hubReads(by(c.village.id, c.village.key, hubKey)).word == "malformed"_q);
    PackageHead head = findPackage(c.hubWrites(c.village))->head;
    const QByteArray forged = makePackage(head, c.village.key.publicKey(), {{PartKind::Cover, {}}},
                                          [&](const QByteArray &bytes) { return stranger.sign(bytes); });
    CHECK(c.reads(c.village, forged).word == "bad-signature"_q);
    // One device's acts in another's package.
    c.registers(c.village2, "别人");
    const auto batch = c.village2.store.db->read([](const Snapshot &s) { return syncPosition(s, 0, 1 << 20); });
    const QByteArray smuggled =
        makePackage(found->head, hubKey,
                    {{PartKind::Request, seal(c.village2.id, encode(batch->request),
                                              [&](const QByteArray &b) { return c.village2.key.sign(b); })}},
                    [&](const QByteArray &bytes) { return c.village.key.sign(bytes); });
    CHECK(c.hubReads(smuggled).word == "malformed"_q);
    CHECK(StickCounty::count(c.hubStore, "SELECT count(*) FROM patient") == 0);
}

TEST_CASE("a laptop that never heard the hub's key says so instead of writing", "[package]")
{
    LittleCounty c;
    const auto written = StickSession(*c.village.store.db, c.village.key).write();
    REQUIRE_FALSE(written);
    CHECK(written.error() == Error{ErrorKind::WrongState, "hub-key"_q, {}});
}
