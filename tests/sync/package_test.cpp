// SPDX-License-Identifier: GPL-3.0-or-later
// A package as a file: what a finder, a courier, a wrong reader and a broken stick get of it.
#include "core/security/keys.h"
#include "core/sync/package.h"
#include "tests/support/text.h"

#include <random>

using namespace yigong;

namespace {

struct Writer
{
    DeviceKey device = DeviceKey::fromSeed(digestOf("device")), hub = DeviceKey::fromSeed(digestOf("hub")),
              stranger = DeviceKey::fromSeed(digestOf("stranger"));

    [[nodiscard]] static PackageHead head()
    {
        PackageHead h;
        h.kind = PackageKind::ToHub;
        h.from = Id::fromKey("device/1");
        h.site = "王庄村卫生室"_q;
        h.device = "A 笔记本"_q;
        h.number = 12;
        h.after = 4;
        h.made = {1'747'102'320'000};
        return h;
    }
    [[nodiscard]] static std::vector<PackagePart> parts(int count = 5)
    {
        std::vector<PackagePart> made;
        for (int i = 0; i < count; ++i)
            made.push_back({PartKind::Request, QByteArray("李芳 13800000001 ") + QByteArray(300 + i, char('a' + i))});
        return made;
    }
    [[nodiscard]] QByteArray package(const std::vector<PackagePart> &content = parts()) const
    {
        return makePackage(head(), hub.publicKey(), content, [this](const QByteArray &b) { return device.sign(b); });
    }
};

} // namespace

TEST_CASE("a package opens for its receiver alone, and says who wrote it for whom", "[package]")
{
    const Writer w;
    const QByteArray bytes = w.package();
    const auto found = findPackage(bytes);
    REQUIRE(found);
    CHECK(found->isWhole());
    PackageHead expected = Writer::head();
    expected.parts = 5;
    CHECK(found->head == expected);
    CHECK(found->isSignedBy(w.device.publicKey()));
    CHECK_FALSE(found->isSignedBy(w.stranger.publicKey()));
    CHECK(found->opened(w.hub) == Writer::parts());
    CHECK_FALSE(found->opened(w.stranger));
    CHECK_FALSE(found->opened(w.device)); // who wrote it cannot read it either
    CHECK_FALSE(bytes.contains("李芳"));
    CHECK_FALSE(bytes.contains("13800000001"));
    CHECK(bytes.contains("王庄村卫生室")); // so that a wrong reader can say whose it is
    CHECK(packageFileName(found->head) ==
          "yigong-to-hub-%1-000012.ygp"_q.arg(QString::fromLatin1(Writer::head().from.bytes().right(6).toHex())));
    CHECK(w.package() != bytes); // a key of its own each time
}

TEST_CASE("a package that was cut anywhere gives its whole parts and nothing else", "[package]")
{
    const Writer w;
    const QByteArray bytes = w.package();
    const auto content = Writer::parts();
    int lastWhole = -1;
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        const auto found = findPackage(bytes.left(size));
        INFO(size);
        if (!found) {
            CHECK(found.error().kind == ErrorKind::BadFormat);
            CHECK(lastWhole == -1); // only before the head is whole
            continue;
        }
        CHECK(found->whole >= lastWhole);
        CHECK(found->whole < 5);
        lastWhole = found->whole;
        const auto opened = found->opened(w.hub);
        REQUIRE(opened);
        CHECK(*opened == std::vector<PackagePart>(content.begin(), content.begin() + found->whole));
    }
    CHECK(lastWhole == 4);
}

TEST_CASE("no flipped bit of a package passes", "[package]")
{
    const Writer w;
    const QByteArray bytes = w.package();
    const auto content = Writer::parts();
    std::mt19937 random(7);
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        QByteArray flipped = bytes;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << (random() % 8)));
        INFO(at);
        const auto found = findPackage(flipped);
        if (!found)
            continue;
        CHECK_FALSE(found->isWhole());
        CHECK(found->isSignedBy(w.device.publicKey())); // the head is as it was
        const auto opened = found->opened(w.hub);
        REQUIRE(opened);
        CHECK(*opened == std::vector<PackagePart>(content.begin(), content.begin() + found->whole));
    }
}

TEST_CASE("parts cannot be changed by who can repair their checksums, nor moved to another package", "[package]")
{
    const Writer w;
    const QByteArray one = w.package(), two = w.package();
    const qsizetype from = one.indexOf(QByteArray(4, '\0') + QByteArray("\0\0", 2)); // part 0: number, then its length
    REQUIRE(from > 0);
    // The parts of the second behind the head of the first: all checksums fit.
    const auto found = findPackage(one.left(from) + two.mid(from));
    REQUIRE(found);
    CHECK(found->isWhole());
    const auto opened = found->opened(w.hub);
    REQUIRE(opened);
    CHECK(opened->empty());
}

TEST_CASE("what is no package, or one of a newer program, is told apart from a damaged one", "[package]")
{
    const Writer w;
    const auto word = [](const QByteArray &bytes) { return findPackage(bytes).error().args.value(1); };
    CHECK(word({}) == "other"_q);
    CHECK(word("PK\x03\x04 a photograph") == "other"_q);
    CHECK(word(w.package().replace("yigong package 1", "yigong package 2")) == "newer"_q);
    CHECK(word(w.package().left(60)) == "head"_q);
    QByteArray endless = w.package();
    endless.replace(16, 4, QByteArray("\xff\xff\xff\xff", 4));
    CHECK(word(endless) == "head"_q);
}
