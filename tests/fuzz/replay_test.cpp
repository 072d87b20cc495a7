// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/family.h"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>

using namespace yigong;

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

TEST_CASE("each target is in reach of its family's program, and gets its own inputs there", "[fuzz]")
{
    std::size_t reached = 0;
    for (const FuzzFamily of : {FuzzFamily::Messages, FuzzFamily::Calls, FuzzFamily::Stick, FuzzFamily::Person}) {
        FuzzedFamily family(of);
        REQUIRE(family.targets().size() <= 256);  // a byte picks one
        std::map<QByteArray, std::size_t> handed; // some seeds are made by lot: how many of them
        for (const QByteArray &input : family.beginnings())
            ++handed[family.targetOf(input).name];
        for (const FuzzTarget &target : family.targets()) {
            INFO(target.name);
            CHECK(handed[target.name] == inputsOf(target).size());
            ++reached;
        }
    }
    CHECK(reached == fuzzTargets().size());
}

TEST_CASE("a target that libFuzzer never chooses is tried all the same", "[fuzz]")
{
    FuzzedFamily family(FuzzFamily::Messages);
    const QByteArray onlyThis = family.beginnings().front();
    std::mt19937 random(7);
    std::set<QByteArray> tried;
    for (int i = 0; i < 20'000 && tried.size() < family.targets().size(); ++i) {
        const QByteArray input = family.instead(onlyThis, static_cast<unsigned>(random()));
        tried.insert(family.targetOf(input).name);
        family.take(input + 'x');
    }
    CHECK(tried.size() == family.targets().size());
}
