// SPDX-License-Identifier: GPL-3.0-or-later
// A new laptop for a village without a line: the request goes out on a stick, its first store comes back on one.
#include "core/hub/set_ups.h"
#include "core/security/slots_after_sync.h"
#include "core/sync/stick_session.h"
#include "core/transport/device_line.h"
#include "tests/hub/served_county.h"

#include <QDir>

using namespace yigong;

namespace {

struct VillageWithoutLine : ServedCounty
{
    VillageWithoutLine()
    {
        REQUIRE(stick.isValid());
        resident = registers(village, "李芳");
        REQUIRE(sync(village));
        asked = wish(codeForVillage());
        asked.hub.clear();
    }
    Result<StickTurn> turn() { return enrolByStick(asked, stick.path(), allRecordTypes(), clock); }
    QStringList on(const char *pattern)
    {
        return QDir(stick.path()).entryList({QString::fromLatin1(pattern)}, QDir::Files);
    }
    Result<std::vector<CarriedRequest>> carries(Computer &courier)
    {
        HubAddress address;
        address.url = url;
        QFile file(hubFolder() + "/hub.crt"_q);
        REQUIRE(file.open(QIODevice::ReadOnly));
        address.pin = *publicKeyPin(file.readAll());
        HubLine line(address);
        const SyncPost post = postTo(line, "/v1/package"_q);
        const SyncPost asLongAsItHolds = [&](const QByteArray &body) -> Result<SyncReply> {
            if (postsUntilCut == 0)
                return fail(ErrorKind::HubUnreachable);
            --postsUntilCut;
            ++posts;
            return post(body);
        };
        return carryRequests(
            {courier.id, [&](const QByteArray &bytes) { return courier.key.sign(bytes); }, asLongAsItHolds}, clock,
            stick.path(), url.toString(), waitSeconds);
    }
    QByteArray bytesOf(const QString &name)
    {
        QFile file(stick.filePath(name));
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }
    void put(const QString &name, const QByteArray &bytes)
    {
        QFile file(stick.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        REQUIRE(file.write(bytes) == bytes.size());
    }
    std::unique_ptr<Database> opened()
    {
        auto key = unlockStore(Database::fileIn(asked.folder), StoreOpener::account(asked.login, asked.password));
        REQUIRE(key);
        StoreOptions options;
        options.folder = asked.folder;
        options.key = *key;
        auto db = Database::open(options, allRecordTypes(), clock);
        REQUIRE(db);
        return std::move(*db);
    }
    QTemporaryDir stick;
    Id resident;
    EnrolmentWish asked;
    int postsUntilCut = 1'000'000, posts = 0;
};

} // namespace

TEST_CASE("a laptop without a line is set up from a stick that a township carries", "[package][enrol][stick]")
{
    VillageWithoutLine c;
    const auto first = c.turn();
    REQUIRE(first);
    CHECK_FALSE(first->made);
    REQUIRE(c.on("*.ygr").size() == 1);
    CHECK(first->request == c.stick.filePath(c.on("*.ygr").front()));
    CHECK_FALSE(c.bytesOf(c.on("*.ygr").front()).contains(EnrolmentCode::parse(c.asked.code)->secret().toLatin1()));

    const auto carried = c.carries(c.township);
    REQUIRE(carried);
    REQUIRE(carried->size() == 1);
    CHECK_FALSE(carried->front().problem);
    REQUIRE(c.on("*.ygs").size() == 1);
    const QByteArray setUp = c.bytesOf(c.on("*.ygs").front());
    for (const char *secret : {"李芳", "王庄村", "wangwu"})
        CHECK_FALSE(setUp.contains(secret)); // a finder reads nothing

    const auto second = c.turn();
    REQUIRE(second);
    REQUIRE(second->made);
    CHECK(second->made->siteName == "王庄村卫生室"_q);
    CHECK(second->made->adopted > 0);
    CHECK_FALSE(second->made->recoveryKey.isEmpty());
    CHECK_FALSE(second->made->signInProblem);
    CHECK(c.on("*.yg?").isEmpty());

    auto db = c.opened();
    CHECK(db->device() == second->made->device);
    CHECK(db->read([&](const Snapshot &s) { return s.get<Patient>(c.resident); })->name == "李芳"_q);
    // From here on it lives by sticks, or by the line once it has one: the courier's address came with it.
    const auto key = DeviceKey::load(c.asked.folder + "/device.key"_q, db->key());
    REQUIRE(key);
    CHECK(hubAddressOf(c.asked.folder, *key)->url == c.url);
    REQUIRE(StickSession(*db, *key).write());
    HubLine line(*hubAddressOf(c.asked.folder, *key));
    const auto outcome = SyncSession(
                             *db, [&](const QByteArray &bytes) { return key->sign(bytes); }, postTo(line, "/v1/sync"_q))
                             .run();
    REQUIRE(outcome);
}

TEST_CASE("carried twice, or read by who did not ask, a set-up changes nothing", "[package][enrol][stick]")
{
    VillageWithoutLine c;
    REQUIRE(c.turn());
    REQUIRE(c.carries(c.township));
    const QString name = c.on("*.ygs").front();
    const QByteArray before = c.bytesOf(name);
    QFile::remove(c.stick.filePath(name)); // lost on the way: it is carried once more
    const auto again = c.carries(c.township);
    REQUIRE(again);
    CHECK_FALSE(again->front().problem);
    CHECK(c.bytesOf(name).size() == before.size());
    CHECK(*c.hubStore.db->read(
              [](const Snapshot &s) { return s.number("SELECT count(*) FROM device WHERE name = '新笔记本'"); }) == 1);

    auto mine = std::exchange(c.asked, c.wish(c.asked.code, "another"));
    c.asked.hub.clear();
    const auto other = c.turn(); // another laptop with the same code: a request of its own, which the county refuses
    REQUIRE(other);
    CHECK_FALSE(other->made);
    const auto refused = c.carries(c.township);
    REQUIRE(refused);
    const auto problem = std::find_if(refused->begin(), refused->end(), [](const auto &one) { return one.problem; });
    REQUIRE(problem != refused->end());
    CHECK(*problem->problem == Error{ErrorKind::CodeRefused, {}, {"used"_q}});
    c.asked = std::move(mine);
    REQUIRE(c.turn()->made);
}

TEST_CASE("a set-up that was cut or changed on its way is refused, and nothing is changed", "[package][enrol][stick]")
{
    VillageWithoutLine c;
    REQUIRE(c.turn());
    REQUIRE(c.carries(c.township));
    const QString name = c.on("*.ygs").front();
    const QByteArray whole = c.bytesOf(name);
    const auto turned = [&](qsizetype at) {
        QByteArray bytes = whole;
        bytes[at] = static_cast<char>(bytes.at(at) ^ 1);
        c.put(name, bytes);
        return c.turn();
    };
    c.put(name, whole.left(whole.size() / 2));
    const auto cut = c.turn();
    REQUIRE_FALSE(cut);
    CHECK(cut.error() == Error{ErrorKind::StoreDamaged, "set-up"_q, {c.stick.filePath(name), "cut"_q}});
    const auto store = turned(whole.size() - 100);
    REQUIRE_FALSE(store);
    CHECK(store.error() == Error{ErrorKind::StoreDamaged, "set-up"_q, {c.stick.filePath(name), "digest"_q}});
    for (qsizetype at : {qsizetype{16}, qsizetype{40}, qsizetype{80}, qsizetype{400}})
        CHECK_FALSE(turned(at).value_or(StickTurn{}).made);
    CHECK_FALSE(QFileInfo::exists(c.asked.folder + "/hub.json"_q));
    c.put(name, whole.left(whole.size() / 2));
    REQUIRE_FALSE(c.turn());
    CHECK(c.on("*.ygs").isEmpty()); // carried once more, it is whole
    CHECK_FALSE(c.turn()->made);
    REQUIRE(c.carries(c.township));
    CHECK(c.turn()->made);
}

TEST_CASE("a set-up whose line broke off goes on at its byte, and begins anew for another request",
          "[package][enrol][stick]")
{
    VillageWithoutLine c;
    REQUIRE(c.turn());
    qint64 size = 0;
    const auto carriedAnew = [&] { // the first time the store is cut, and waited for
        c.posts = 0;
        REQUIRE(c.carries(c.township));
        const QString path = c.stick.filePath(c.on("*.ygs").front());
        size = QFileInfo(path).size();
        REQUIRE(QFile::remove(path));
        return c.posts;
    };
    carriedAnew();
    const int whole = carriedAnew();
    REQUIRE(whole > 2);
    c.postsUntilCut = whole - 1; // all but the last piece
    CHECK_FALSE(c.carries(c.township));
    REQUIRE(c.on("*.part").size() == 1);
    const QString part = c.on("*.part").front();
    CHECK(QFileInfo(c.stick.filePath(part)).size() < size);
    const QByteArray there = c.bytesOf(part);

    SECTION("the same request goes on")
    {
        c.posts = 0;
        c.postsUntilCut = 1'000'000;
        REQUIRE(c.carries(c.township));
        CHECK(c.posts < whole);
        REQUIRE(c.on("*.ygs").size() == 1);
        CHECK(c.bytesOf(c.on("*.ygs").front()).startsWith(there));
        CHECK(c.on("*.part").isEmpty());
        CHECK(c.turn()->made);
    }
    SECTION("what is there of another answer is not kept")
    {
        QByteArray torn = there.left(60);
        c.put(part, torn);
        c.postsUntilCut = 1'000'000;
        REQUIRE(c.carries(c.township));
        CHECK(c.turn()->made);
    }
}

TEST_CASE("a request is answered for who knows the code, brought by who may", "[package][enrol][stick]")
{
    VillageWithoutLine c;
    REQUIRE(c.turn());
    const QString name = c.on("*.ygr").front();
    const QByteArray request = c.bytesOf(name);
    // Another village's laptop is no courier for this one.
    const auto brought = c.carries(c.village2);
    REQUIRE(brought);
    REQUIRE(brought->front().problem);
    CHECK(brought->front().problem->kind == ErrorKind::Forbidden);
    // Somebody puts a key of their own into it: they lack the code.
    const auto decoded = decodeStickRequest(request);
    REQUIRE(decoded);
    const DeviceKey thief = DeviceKey::make();
    EnrolRequest changed = decoded->request;
    changed.publicKey = thief.publicKey();
    const EnrolmentCode guess = EnrolmentCode::make(QByteArray(32, 'x'));
    c.put(name, makeStickRequest(changed, guess, [&](const QByteArray &bytes) { return thief.sign(bytes); }));
    const auto stolen = c.carries(c.township);
    REQUIRE(stolen);
    REQUIRE(stolen->front().problem);
    CHECK(*stolen->front().problem == Error{ErrorKind::CodeRefused, {}, {"wrong"_q}});
    c.put(name, request.left(request.size() - 1));
    CHECK(c.carries(c.township)->front().problem);
    CHECK(c.on("*.ygs").isEmpty());
}

TEST_CASE("who reads a stick that another hub answered takes nothing of it", "[package][enrol][stick]")
{
    VillageWithoutLine c;
    REQUIRE(c.turn());
    const QString name = c.on("*.ygr").front();
    const auto asked = decodeStickRequest(c.bytesOf(name));
    REQUIRE(asked);
    // It answers what it was asked, but knows nothing of the code.
    const SetUpHead head =
        makeSetUpHead(asked->request.publicKey, {"answer", QByteArray(32, 'p'), {}}, {}, QByteArray(32, 'v'));
    REQUIRE(writeSetUp(c.stick.path(), head, {}));
    const auto taken = c.turn();
    REQUIRE_FALSE(taken);
    CHECK(taken.error() == Error{ErrorKind::BadSignature, "set-up"_q, {}});
    CHECK_FALSE(QFileInfo::exists(c.asked.folder + "/hub.json"_q));
}

TEST_CASE("the county's own hub answers the requests on a stick without any line", "[package][enrol][stick]")
{
    VillageWithoutLine c;
    REQUIRE(c.turn());
    Hub hub(*c.hubStore.db);
    SnapshotDesk desk(*c.hubStore.db, hub);
    const auto made = SetUps(*c.hubStore.db, desk).make(c.bytesOf(c.on("*.ygr").front()), {});
    REQUIRE(made);
    REQUIRE(writeSetUp(c.stick.path(), made->head, made->store));
    const auto second = c.turn();
    REQUIRE(second);
    REQUIRE(second->made);
    auto db = c.opened();
    CHECK(db->read([&](const Snapshot &s) { return s.get<Patient>(c.resident); })->name == "李芳"_q);
}
