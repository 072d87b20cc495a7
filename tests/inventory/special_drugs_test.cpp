// SPDX-License-Identifier: GPL-3.0-or-later
// 五专: each move of 麻醉 and 第一类精神药品 is signed by two people, each with their own password.
#include "core/codes/drug_class.h"
#include "core/inventory/special_register.h"
#include "core/security/audit_reading.h"
#include "core/sites/site_tree.h"
#include "core/sites/staff.h"
#include "tests/inventory/pharmacy.h"

using namespace yigong;

namespace {

enum class Beside
{
    Nobody,
    Colleague,     ///< the nurse, with her own password
    SamePerson,    ///< the pharmacist again
    Stranger,      ///< a nurse of a village below
    Manager,       ///< of this site, whose role signs no drugs
    WrongPassword, ///< of the colleague
    WhoLeft,       ///< signed, and left before the act
    LongAgo,       ///< signed six minutes before
    OthersAct,     ///< signed beside the doctor
};

Result<SecondSignature> signatureOf(Pharmacy &p, Beside who)
{
    switch (who) {
    case Beside::SamePerson:
        return p.signs("linxiao", p.pharmacist);
    case Beside::Stranger:
        return p.signs("fengyuan", p.pharmacist);
    case Beside::Manager:
        return p.signs("chenlixin", p.pharmacist);
    case Beside::WrongPassword:
        return signSecond(*p.db, p.pharmacist, "hejing"_q, "guessed-it-1"_q);
    case Beside::OthersAct:
        return p.signs("hejing", p.doctor);
    default:
        return p.signs("hejing", p.pharmacist);
    }
}

/// What stands on the shelf, and a line for it, before somebody tries a door.
struct Shelf
{
    Id batch, line;
};

struct MoveRow
{
    const char *door;
    Result<void> (*pass)(Pharmacy &, const QString &drug, const Shelf &, const std::optional<SecondSignature> &);
};

template <typename T> Result<void> nothingOf(const Result<T> &answer)
{
    return answer ? Result<void>{} : Result<void>(fail(answer.error()));
}

const std::vector<MoveRow> moves{
    {"receive",
     [](Pharmacy &p, const QString &drug, const Shelf &, const std::optional<SecondSignature> &second) {
         return nothingOf(p.receives(p.pharmacist, drug, 5, second, "L2"_q));
     }},
    {"count",
     [](Pharmacy &p, const QString &, const Shelf &shelf, const std::optional<SecondSignature> &second) {
         return nothingOf(p.write(p.pharmacist,
                                  [&](Transaction &tx) { return countBatch(tx, shelf.batch, {9}, "日清"_q, second); }));
     }},
    {"destroy",
     [](Pharmacy &p, const QString &, const Shelf &shelf, const std::optional<SecondSignature> &second) {
         return nothingOf(p.write(
             p.pharmacist, [&](Transaction &tx) { return recordLoss(tx, shelf.batch, {1}, "破损销毁"_q, second); }));
     }},
    {"return",
     [](Pharmacy &p, const QString &, const Shelf &shelf, const std::optional<SecondSignature> &second) {
         return nothingOf(p.write(p.pharmacist, [&](Transaction &tx) {
             return returnToSupplier(tx, shelf.batch, {1}, "国药"_q, "召回"_q, second);
         }));
     }},
    {"dispense",
     [](Pharmacy &p, const QString &, const Shelf &shelf, const std::optional<SecondSignature> &second) {
         return nothingOf(p.dispenses(shelf.line, 1, second));
     }},
};

} // namespace

TEST_CASE("each door of the shelf × each class × who signs beside", "[inventory][special]")
{
    struct Case
    {
        Beside who;
        std::optional<ErrorKind> guarded;
        const char *word;
    };
    const std::vector<Case> cases{
        {Beside::Nobody, ErrorKind::SecondSignatureNeeded, nullptr},
        {Beside::Colleague, std::nullopt, nullptr},
        {Beside::SamePerson, ErrorKind::SecondSignatureRefused, "same-person"},
        {Beside::Stranger, ErrorKind::SecondSignatureRefused, "other-site"},
        {Beside::Manager, ErrorKind::SecondSignatureRefused, "role"},
        {Beside::WrongPassword, ErrorKind::WrongPassword, nullptr},
        {Beside::WhoLeft, ErrorKind::AccountClosed, nullptr},
        {Beside::LongAgo, ErrorKind::SecondSignatureRefused, "stale"},
        {Beside::OthersAct, ErrorKind::SecondSignatureRefused, "stale"},
    };
    struct Class
    {
        const char *drug;
        bool guarded;
    };
    for (const Class &of : {Class{"D0001", false}, Class{"D0135", false}, Class{"D0751", true}, Class{"D0755", true}})
        for (const Case &c : cases) {
            Pharmacy p;
            const QString drug = QString::fromLatin1(of.drug);
            Shelf shelf;
            shelf.batch = p.shelves(drug, 10);
            shelf.line = p.prescribes(drug, 5, p.doctor);
            std::optional<Error> guess; // once: the fifth would lock
            for (const MoveRow &move : moves) {
                INFO(move.door << ", " << of.drug << ", who signs: " << static_cast<int>(c.who));
                std::optional<SecondSignature> second;
                std::optional<Error> refused;
                if (guess) {
                    refused = guess;
                } else if (c.who != Beside::Nobody) {
                    const auto signature = signatureOf(p, c.who);
                    if (signature)
                        second = *signature;
                    else
                        refused = signature.error();
                    if (c.who == Beside::WrongPassword)
                        guess = refused;
                }
                if (c.who == Beside::LongAgo)
                    p.clock.advanceMs(6 * 60'000);
                if (c.who == Beside::WhoLeft)
                    (void)p.write(p.administrator, [&](Transaction &tx) {
                        return markLeft(tx, p.nurse.practitioner, civilDay(tx.now()));
                    });
                const qint64 before = p.units(shelf.batch);
                // A signature that nobody gave is none; the door must not go by without it.
                const auto done = move.pass(p, drug, shelf, second);
                if (!of.guarded || !c.guarded) {
                    CHECK(done);
                    continue;
                }
                REQUIRE_FALSE(done);
                const Error error = refused ? *refused : done.error();
                CHECK(error.kind == *c.guarded);
                if (c.word != nullptr)
                    CHECK(error.args == QStringList{QString::fromLatin1(c.word)});
                CHECK(p.units(shelf.batch) == before);
                if (c.who == Beside::WhoLeft)
                    break; // has left for the other doors too
            }
        }
}

TEST_CASE("the second person stands in the stock's papers", "[inventory][special]")
{
    Pharmacy p;
    const Id batch = p.shelves(p.morphine, 10);
    const Id line = p.prescribes(p.morphine, 2, p.doctor);
    REQUIRE(p.dispenses(line, 2, *p.signs("hejing", p.pharmacist)));
    REQUIRE(p.write(p.pharmacist, [&](Transaction &tx) {
        return countBatch(tx, batch, {8}, "日清"_q,
                          *signSecond(*p.db, p.pharmacist, "hejing"_q, p.passwordOf("hejing")));
    }));
    const auto papers = p.read([](const Snapshot &s) { return s.select<StockDocument>(""); });
    for (const StockDocument &paper : *papers) {
        CHECK(paper.practitioner == p.pharmacist.practitioner);
        CHECK(paper.witness == p.nurse.practitioner);
    }
    CHECK(p.read([](const Snapshot &s) { return s.select<StockCount>(""); })->front().witness == p.nurse.practitioner);
    // And of what asks for one signature, nobody is named beside.
    p.receives(p.pharmacist, p.amoxicillin, 5, *p.signs("hejing", p.pharmacist));
    CHECK(p.read([&](const Snapshot &s) { return s.select<StockDocument>("ORDER BY rid DESC LIMIT 1"); })
              ->front()
              .witness.isNone());
}

TEST_CASE("a second signature locks after failures, and both answers are in the log", "[inventory][special]")
{
    Pharmacy p;
    for (int i = 0; i < 4; ++i)
        CHECK(signSecond(*p.db, p.pharmacist, "hejing"_q, "guess"_q).error() ==
              Error{ErrorKind::WrongPassword, {}, {QString::number(4 - i)}});
    CHECK(signSecond(*p.db, p.pharmacist, "hejing"_q, "guess"_q).error().kind == ErrorKind::AccountLocked);
    CHECK(p.signs("hejing", p.pharmacist).error().kind == ErrorKind::AccountLocked);
    REQUIRE(p.signs("wujianguo", p.pharmacist));
    CHECK_FALSE(p.signs("fengyuan", p.pharmacist));
    REQUIRE(p.db->flushNotes());
    const auto kinds = [&](AuditKind kind) {
        return *p.read([&](const Snapshot &s) {
            return s.number("SELECT count(*) FROM audit_entry WHERE kind = ?", {static_cast<qint64>(kind)});
        });
    };
    CHECK(kinds(AuditKind::SignInFailed) == 6);
    CHECK(kinds(AuditKind::SignedSecond) == 1);
    CHECK(kinds(AuditKind::Refused) == 1);
    CHECK(kinds(AuditKind::SignedIn) == 0); // nobody was signed in by it
}

TEST_CASE("a password that somebody else has set signs nothing", "[inventory][special]")
{
    Pharmacy p;
    const auto oneTime = p.write(p.administrator, [&](Transaction &tx) {
        return resetPassword(tx, p.nurse.practitioner, PasswordCost::Training);
    });
    REQUIRE(oneTime);
    CHECK(signSecond(*p.db, p.pharmacist, "hejing"_q, *oneTime).error() ==
          Error{ErrorKind::SecondSignatureRefused, {}, {"must-change"_q}});
}

TEST_CASE("narcotics go out for a prescription of a doctor who has the right, and never beyond the ledger",
          "[inventory][special]")
{
    Pharmacy p;
    const Id batch = p.shelves(p.morphine, 3);
    const auto nurseSigns = [&] { return *p.signs("hejing", p.pharmacist); };
    const auto without = p.write(p.pharmacist, [&](Transaction &tx) {
        DispenseRequest request;
        request.drug = p.morphine;
        request.patient = p.resident;
        request.amount = {1};
        request.second = nurseSigns();
        return dispense(tx, request);
    });
    CHECK(without.error().kind == ErrorKind::PrescriptionNeeded);
    const Id line = p.prescribes(p.morphine, 9, p.doctor);
    CHECK(p.dispenses(line, 5, nurseSigns(), "柜里有，尚未入库"_q).error().kind == ErrorKind::NotEnough);
    CHECK(p.units(batch) == 3);
    // Of somebody without the right: of a colleague, and of the same doctor once it is taken away.
    CHECK(p.dispenses(p.prescribes(p.morphine, 1, p.townshipDoctor), 1, nurseSigns()).error().kind ==
          ErrorKind::PrescriptionRightNeeded);
    REQUIRE(
        p.write(p.administrator, [&](Transaction &tx) { return setNarcoticRight(tx, p.doctor.practitioner, false); }));
    CHECK(p.dispenses(line, 1, nurseSigns()).error().kind == ErrorKind::PrescriptionRightNeeded);
    REQUIRE(
        p.write(p.administrator, [&](Transaction &tx) { return setNarcoticRight(tx, p.doctor.practitioner, true); }));
    CHECK(p.dispenses(line, 1, nurseSigns()));
    // A right for doctors, given by an administrator.
    CHECK(p.write(p.administrator, [&](Transaction &tx) { return setNarcoticRight(tx, p.nurse.practitioner, true); })
              .error()
              .kind == ErrorKind::Invalid);
    CHECK(p.write(p.townshipManager, [&](Transaction &tx) { return setNarcoticRight(tx, p.doctor.practitioner, true); })
              .error()
              .kind == ErrorKind::Forbidden);
}

TEST_CASE("a village clinic keeps no narcotics, unless the county lets it", "[inventory][special]")
{
    Pharmacy p;
    const Actor village = p.withLogin("赵德顺", p.wangzhuang, StaffRole::VillageDoctor, "zhaodeshun");
    p.withLogin("马丽", p.wangzhuang, StaffRole::Nurse, "mali");
    const auto receives = [&](const QString &drug) { return p.receives(village, drug, 5, *p.signs("mali", village)); };
    CHECK(receives(p.morphine).error().kind == ErrorKind::NotKeptHere);
    CHECK(receives(p.ketamine).error().kind == ErrorKind::NotKeptHere);
    CHECK(receives(p.diazepam));
    CHECK(
        p.write(p.administrator, [&](Transaction &tx) { return allowNarcotics(tx, p.liuhe.id, true); }).error().kind ==
        ErrorKind::Invalid);
    REQUIRE(p.write(p.administrator, [&](Transaction &tx) { return allowNarcotics(tx, p.wangzhuang.id, true); }));
    CHECK(receives(p.morphine));
    REQUIRE(p.write(p.administrator, [&](Transaction &tx) { return allowNarcotics(tx, p.wangzhuang.id, false); }));
    CHECK(receives(p.morphine).error().kind == ErrorKind::NotKeptHere);
}

TEST_CASE("the county sets a drug's class, and the doors follow", "[inventory][special]")
{
    Pharmacy p;
    const auto sets = [&](const Actor &who, SpecialClass special, const QString &reason) {
        return p.write(who, [&](Transaction &tx) { return setDrugClass(tx, p.amoxicillin, special, reason); });
    };
    CHECK(sets(p.pharmacist, SpecialClass::Narcotic, "试"_q).error().kind == ErrorKind::Forbidden);
    CHECK(sets(p.administrator, SpecialClass::Narcotic, " "_q).error().kind == ErrorKind::ReasonRequired);
    REQUIRE(sets(p.administrator, SpecialClass::PsychotropicI, "省目录"_q));
    CHECK(p.receives(p.pharmacist, p.amoxicillin, 5, {}).error().kind == ErrorKind::SecondSignatureNeeded);
    const auto codes = p.read([](const Snapshot &s) { return catalogueOf(s); });
    CHECK((*codes)->drugs().find(p.amoxicillin)->special == SpecialClass::PsychotropicI);
    REQUIRE(sets(p.administrator, SpecialClass::None, "改回"_q));
    CHECK(p.receives(p.pharmacist, p.amoxicillin, 5, {}));
}

TEST_CASE("the register of special drugs says who got what, what is left, and who signed", "[inventory][special]")
{
    Pharmacy p;
    const Id batch = p.shelves(p.morphine, 10);
    p.hoursPass(24);
    const Id line = p.prescribes(p.morphine, 2, p.doctor);
    REQUIRE(p.dispenses(line, 2, *p.signs("hejing", p.pharmacist)));
    p.hoursPass(1);
    REQUIRE(p.write(p.pharmacist, [&](Transaction &tx) {
        return countBatch(tx, batch, {7}, "日清，少一支"_q, *p.signs("wujianguo", p.pharmacist));
    }));
    p.hoursPass(1);
    REQUIRE(p.write(p.pharmacist, [&](Transaction &tx) {
        return recordLoss(tx, batch, {1}, "破损"_q, *p.signs("hejing", p.pharmacist));
    }));
    REQUIRE(p.receives(p.pharmacist, p.amoxicillin, 24, {}));
    const auto register_ = [&](const Actor &who, const QString &drug, QDate from, QDate until) {
        return p.read([&](const Snapshot &s) { return specialRegister(s, who, p.liuhe.id, drug, from, until); });
    };
    const auto all = register_(p.pharmacist, {}, QDate(2025, 5, 1), QDate(2025, 5, 31));
    REQUIRE(all);
    REQUIRE(all->size() == 4); // nothing of amoxicillin
    const auto &[received, given, counted, destroyed] = std::tie((*all)[0], (*all)[1], (*all)[2], (*all)[3]);
    CHECK(received.counterparty == "国药"_q);
    CHECK(received.change.units == 10);
    CHECK(given.counterparty == "李秀兰"_q);
    CHECK(given.prescriber == "吴建国"_q);
    CHECK(given.change.units == -2);
    CHECK(given.ofBatch.units == 8);
    CHECK(given.first == "林晓"_q);
    CHECK(given.second == "何静"_q);
    CHECK(counted.isCount);
    CHECK(counted.change.units == -1);
    CHECK(counted.second == "吴建国"_q);
    CHECK(destroyed.ofDrug.units == 6);
    CHECK(destroyed.ofDrug.units == p.units(batch)); // book = stock = batch
    // A span shows its own entries, with what was left counted from the beginning.
    const auto later = register_(p.pharmacist, p.morphine, QDate(2025, 5, 14), QDate(2025, 5, 14));
    REQUIRE(later->size() == 3);
    CHECK(later->front().ofBatch.units == 8);
    CHECK(register_(p.pharmacist, p.amoxicillin, QDate(2025, 5, 1), QDate(2025, 5, 31))->size() == 1);
    CHECK(register_(p.stranger, {}, QDate(2025, 5, 1), QDate(2025, 5, 31)).error().kind == ErrorKind::OutOfScope);
    CHECK(register_(p.administrator, {}, QDate(2025, 5, 1), QDate(2025, 5, 31)).error().kind == ErrorKind::Forbidden);
}
