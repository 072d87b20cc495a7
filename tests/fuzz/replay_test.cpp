// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/targets.h"
#include "tests/support/text.h"

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>
#include <random>

using namespace yigong;

namespace {

QString corpusOf(const FuzzTarget &target)
{
    return QStringLiteral(YIGONG_SOURCE_DIR "/tests/fuzz/corpus/") + QString::fromLatin1(target.name);
}

std::vector<QByteArray> inputsOf(const FuzzTarget &target)
{
    std::vector<QByteArray> inputs = target.seeds();
    const QDir folder(corpusOf(target));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        REQUIRE(file.open(QIODevice::ReadOnly));
        inputs.push_back(file.readAll());
    }
    return inputs;
}

} // namespace

TEST_CASE("each reader takes what is well formed", "[fuzz]")
{
    for (const FuzzTarget &target : fuzzTargets()) {
        const std::vector<QByteArray> seeds = target.seeds();
        REQUIRE_FALSE(seeds.empty());
        for (std::size_t i = 0; i < seeds.size(); ++i) {
            INFO(target.name << ", seed " << i);
            CHECK(target.take(seeds[i]));
        }
    }
}

TEST_CASE("what fuzzing has found is read again without harm", "[fuzz]")
{
    for (const FuzzTarget &target : fuzzTargets()) {
        INFO(target.name);
        for (const QByteArray &input : inputsOf(target))
            target.take(input);
        SUCCEED();
    }
}

TEST_CASE("messages and files that are cut short, or of which a byte is another, do no harm", "[fuzz]")
{
    for (const FuzzTarget &target : fuzzTargets()) {
        INFO(target.name);
        std::mt19937 random(7);
        for (const QByteArray &seed : target.seeds()) {
            const qsizetype step = std::max<qsizetype>(1, seed.size() / 400);
            for (qsizetype i = 0; i < seed.size(); i += step) {
                target.take(seed.left(i));
                QByteArray flipped = seed;
                flipped[i] = static_cast<char>(flipped[i] ^ (1 << (random() % 8)));
                target.take(flipped);
                QByteArray grown = seed;
                grown.insert(i, seed.mid(static_cast<qsizetype>(random() % static_cast<unsigned>(seed.size())), 9));
                target.take(grown);
            }
        }
        SUCCEED();
    }
}

// test_fuzz "[.seeds]": writes the well-formed inputs where fuzz_<name> begins.
TEST_CASE("the seeds are written into the corpus", "[.seeds]")
{
    for (const FuzzTarget &target : fuzzTargets()) {
        REQUIRE(QDir().mkpath(corpusOf(target)));
        int number = 0;
        for (const QByteArray &seed : target.seeds()) {
            QFile file(corpusOf(target) + "/seed-"_q + QString::number(number++));
            REQUIRE(file.open(QIODevice::WriteOnly));
            REQUIRE(file.write(seed) == seed.size());
        }
    }
}
