// SPDX-License-Identifier: GPL-3.0-or-later
// The stick as a person sees it on the sync page: what was written, what became of each package.
#include "tests/hub/stick_county.h"
#include "tests/support/patience.h"
#include "ui/sync/package_card.h"
#include "ui/widgets/button.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace yigong;

namespace {

struct StickDesk : StickCounty
{
    StickDesk()
    {
        REQUIRE(village.key.store(village.store.folder.path() + "/device.key"_q, village.store.key));
        errands = std::make_unique<StickErrands>(*village.store.db, village.store.folder.path());
        card = std::make_unique<PackageCard>(*errands, village.store.clock, PackageCard::Carries::No);
        card->show();
    }
    void settles() const
    {
        REQUIRE(QTest::qWaitFor([&] { return !errands->state().running; }, longestWaitMs));
    }
    [[nodiscard]] QString only(const char *pattern) const
    {
        const QStringList names = QDir(stick.path()).entryList({QString::fromLatin1(pattern)}, QDir::Files);
        REQUIRE(names.size() == 1);
        return stick.filePath(names.front());
    }
    QTemporaryDir stick;
    std::unique_ptr<StickErrands> errands;
    std::unique_ptr<PackageCard> card;
};

} // namespace

TEST_CASE("a stick is written and read at a village's desk, and each package is said in words", "[ui][package]")
{
    StickDesk desk;
    desk.registers(desk.village, "李芳");
    QSignalSpy arrived(desk.errands.get(), &StickErrands::recordsArrived);
    desk.errands->write(desk.stick.path());
    desk.settles();
    REQUIRE_FALSE(desk.errands->state().problem);
    CHECK(desk.errands->state().acts == 1);
    CHECK(StickCounty::waiting(desk.village) == 1);

    const auto bytes = packageBytes(desk.only("yigong-to-hub-*.ygp"));
    REQUIRE(bytes);
    CHECK(desk.hubReads(*bytes).state == PackageState::Taken);
    REQUIRE(desk.sync(desk.township));
    desk.edits(desk.township, Id::fromBytes([&] {
                   QByteArray id;
                   REQUIRE(desk.township.store.db->read([&](const Snapshot &s) {
                       return s.each("SELECT id FROM patient", {}, [&](const Columns &c) { id = c.bytes(0); });
                   }));
                   return id;
               }()),
               [](Patient &p) { p.address = "一号"_q; });
    REQUIRE(desk.sync(desk.township));
    const auto written = desk.packages.write(desk.village.id);
    REQUIRE(written);
    REQUIRE(keepPackage(desk.stick.path(), *written));
    desk.errands->read(desk.stick.path());
    desk.settles();
    REQUIRE(desk.errands->state().read.size() == 2);
    CHECK(desk.errands->state().read.back().reading.state == PackageState::Taken);
    CHECK(arrived.count() == 1);
    CHECK(StickCounty::waiting(desk.village) == 0);

    desk.errands->write(desk.stick.path() + "/out"_q);
    desk.settles();
    REQUIRE(desk.errands->state().problem);
    CHECK(desk.errands->state().problem->kind == ErrorKind::FileMissing);
    for (const auto *button : desk.card->findChildren<Button *>())
        CHECK(button->isEnabled());
}

TEST_CASE("what a package came to is said to who reads it, without a word of the machine", "[ui][package]")
{
    PackageReading reading;
    reading.head.site = "王庄村卫生室"_q;
    reading.head.device = "A 笔记本"_q;
    reading.head.kind = PackageKind::ToDevice;
    reading.head.parts = 5;
    reading.whole = 3;
    reading.records = 412;
    reading.state = PackageState::Cut;
    CHECK(readWords(reading).contains("3"_q));
    CHECK(readWords(reading).contains("412"_q));
    reading.state = PackageState::ForOther;
    CHECK(readWords(reading).contains("王庄村卫生室"_q));
    CHECK(readWords(reading).contains("A 笔记本"_q));
    reading.state = PackageState::Waits;
    reading.missing = 41;
    CHECK(readWords(reading).contains("41"_q));
    for (const char *word : {"bad-signature", "other-key", "own-rows", "revoked", "behind", "device-unknown"}) {
        reading.state = PackageState::Refused;
        reading.word = QString::fromLatin1(word);
        CHECK_FALSE(readWords(reading).contains(reading.word));
        CHECK_FALSE(handedInWords(reading).contains(reading.word));
    }
}
