// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/fulfilment.h"
#include "tests/support/text.h"

using namespace yigong;

namespace {

const Id clinic = Id::fromKey("clinic"), township = Id::fromKey("township"), hospital = Id::fromKey("hospital");
const Id doctor = Id::fromKey("doctor"), stranger = Id::fromKey("stranger");

CareTeam ourTeam()
{
    CareTeam team;
    team.site = township;
    team.leader = doctor;
    return team;
}

FamilyContract fromNewYear(int years = 1)
{
    FamilyContract contract;
    contract.id = Id::fromKey("contract");
    contract.site = clinic;
    contract.from = QDate(2025, 1, 1);
    contract.until = contract.from.addYears(years).addDays(-1);
    return contract;
}

QDate dayIn(const QString &text)
{
    return QDate::fromString(text.size() == 5 ? "2025-"_q + text : text, Qt::ISODate);
}

/// "03-10", "03-10@home", "03-10@hospital" (by somebody else), "03-10@hospital-ours": visits.
ServiceEvidence visitFrom(const QString &text)
{
    const QString where = text.section(u'@', 1);
    ServiceEvidence visit;
    visit.day = dayIn(text.section(u'@', 0, 0));
    visit.atHome = where == u"home";
    visit.site = where.startsWith(u"hospital") ? hospital : clinic;
    visit.practitioner = where == u"hospital" ? stranger : doctor;
    static int number = 0;
    visit.record = Id::fromKey("visit" + QByteArray::number(++number));
    return visit;
}

std::vector<ServiceEvidence> visits(const char *days)
{
    std::vector<ServiceEvidence> all;
    for (const QString &day : QString::fromLatin1(days).split(u' ', Qt::SkipEmptyParts))
        all.push_back(visitFrom(day));
    return all;
}

ServiceItem item(const char *text)
{
    const auto read = serviceItemFrom(QString::fromUtf8(text));
    REQUIRE(read);
    return *read;
}

/// "03-31 done, 06-30 overdue …" of the first item.
std::string told(const ContractFulfilment &fulfilment, std::size_t at = 0)
{
    std::string text;
    for (const OwedService &owed : fulfilment.items.at(at).owed)
        text += (text.empty() ? "" : " ") + owed.due.toString(u"MM-dd").toStdString() + '=' +
                nameOf(owed.state).toStdString();
    return text;
}

} // namespace

TEST_CASE("what is owed falls due in equal parts of the year, and is filled by what was served",
          "[contracts][fulfilment]")
{
    struct Case
    {
        const char *story, *item, *served, *today, *owed;
        int extra, due, done;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"nothing served, early in the year",        "看病 visit 4",  "",                        "2025-02-01", "03-31=next 06-30=later 09-30=later 12-31=later", 0, 0, 0},
        {"on the day it falls due it is not late",   "看病 visit 4",  "",                        "2025-03-31", "03-31=next 06-30=later 09-30=later 12-31=later", 0, 0, 0},
        {"the day after it is",                      "看病 visit 4",  "",                        "2025-04-01", "03-31=overdue 06-30=next 09-30=later 12-31=later", 0, 1, 0},
        {"served in time",                           "看病 visit 4",  "02-03 05-20",             "2025-07-01", "03-31=done 06-30=done 09-30=next 12-31=later", 0, 2, 2},
        {"served late fills the first that is owed", "看病 visit 4",  "05-20",                   "2025-07-01", "03-31=done 06-30=overdue 09-30=next 12-31=later", 0, 2, 1},
        {"twice on a day counts once",               "看病 visit 4",  "02-03 02-03",             "2025-07-01", "03-31=done 06-30=overdue 09-30=next 12-31=later", 0, 2, 1},
        {"ahead of time does not raise the rate",    "看病 visit 4",  "01-03 01-05 01-07 01-09", "2025-04-02", "03-31=done 06-30=done 09-30=done 12-31=done", 0, 1, 1},
        {"more than was owed",                       "看病 visit 1",  "02-03 05-20",             "2025-07-01", "12-31=done", 1, 0, 0},
        {"before and after the contract",            "看病 visit 1",  "2024-12-30 2026-01-02",   "2026-02-01", "12-31=missed", 0, 1, 0},
        {"at the hospital by others is not the team's", "看病 visit 1", "02-03@hospital",         "2025-07-01", "12-31=next", 0, 0, 0},
        {"at the hospital by the team is",           "看病 visit 1",  "02-03@hospital-ours",     "2025-07-01", "12-31=done", 0, 0, 0},
        {"at home only",                             "上门 home-visit 2", "02-03 04-05@home",    "2025-07-01", "06-30=done 12-31=next", 0, 1, 1},
        {"three a year",                             "看病 visit 3",  "",                        "2025-01-01", "04-30=next 08-31=later 12-31=later", 0, 0, 0},
        {"five a year: by days",                     "看病 visit 5",  "",                        "2025-01-01", "03-14=next 05-26=later 08-07=later 10-19=later 12-31=later", 0, 0, 0},
    }));
    // clang-format on
    INFO(c.story);
    const QDate today = dayIn(QString::fromLatin1(c.today));
    const auto fulfilment = fulfilmentOf(fromNewYear(), ourTeam(), {item(c.item)}, visits(c.served), today);
    CHECK(told(fulfilment) == c.owed);
    CHECK(fulfilment.items.at(0).extra == c.extra);
    CHECK(fulfilment.deliveredSince(QDate(2024, 12, 31), today) == Delivered{c.due, c.done});
}

TEST_CASE("one visit counts for one item, at home before elsewhere", "[contracts][fulfilment]")
{
    const ServiceItems items{item("看病 visit 1"), item("上门 home-visit 1")};
    const auto once = fulfilmentOf(fromNewYear(), ourTeam(), items, visits("02-03@home"), QDate(2025, 3, 1));
    CHECK(told(once, 0) == "12-31=done"); // the home visit's
    CHECK(told(once, 1) == "12-31=next");
    const auto twice =
        fulfilmentOf(fromNewYear(), ourTeam(), items, visits("02-03@home 04-05@home"), QDate(2025, 5, 1));
    CHECK(told(twice, 0) == "12-31=done");
    CHECK(told(twice, 1) == "12-31=done"); // what the first item does not need
}

TEST_CASE("follow-ups count for their program, face to face where that was agreed", "[contracts][fulfilment]")
{
    ServiceEvidence form;
    form.kind = EvidenceKind::FollowUp;
    form.day = QDate(2025, 2, 3);
    form.program = "hypertension"_q;
    form.site = clinic;
    const auto done = [&](const char *what, bool byPhone) {
        ServiceEvidence one = form;
        one.byPhone = byPhone;
        return fulfilmentOf(fromNewYear(), ourTeam(), {item(what)}, std::vector{one}, QDate(2025, 3, 1))
            .items[0]
            .doneCount();
    };
    CHECK(done("随访 follow-up hypertension 4", false) == 1);
    CHECK(done("随访 follow-up hypertension 4", true) == 1);
    CHECK(done("随访 follow-up hypertension 4 face-to-face", false) == 1);
    CHECK(done("随访 follow-up hypertension 4 face-to-face", true) == 0);
    CHECK(done("随访 follow-up diabetes 4", false) == 0);
    CHECK(done("看病 visit 4", false) == 0);
}

TEST_CASE("an examination is all of its values on one day", "[contracts][fulfilment]")
{
    ServiceEvidence measured;
    measured.kind = EvidenceKind::Measurement;
    measured.day = QDate(2025, 2, 3);
    measured.site = clinic;
    const auto done = [&](const QStringList &codes) {
        ServiceEvidence one = measured;
        one.codes = codes;
        const ServiceItem exam = item("体检 measurement 8480-6,29463-7 1");
        return fulfilmentOf(fromNewYear(), ourTeam(), {exam}, std::vector{one}, QDate(2025, 3, 1)).items[0].doneCount();
    };
    CHECK(done({"29463-7"_q, "8302-2"_q, "8480-6"_q}) == 1);
    CHECK(done({"8480-6"_q}) == 0);
}

TEST_CASE("a contract of several years owes each year anew, and what is over is missed", "[contracts][fulfilment]")
{
    const auto fulfilment =
        fulfilmentOf(fromNewYear(2), ourTeam(), {item("看病 visit 2")}, visits("02-03"), QDate(2026, 3, 1));
    REQUIRE(fulfilment.items.size() == 2);
    CHECK(fulfilment.items[0].from == QDate(2026, 1, 1)); // this year's first
    CHECK(told(fulfilment, 0) == "06-30=next 12-31=later");
    CHECK(told(fulfilment, 1) == "06-30=done 12-31=missed");
    CHECK(fulfilment.nextDue() == QDate(2026, 6, 30));
    CHECK(fulfilment.overdueCount() == 0);
    CHECK(fulfilment.deliveredSince(QDate(2025, 3, 1), QDate(2026, 3, 1)) == Delivered{2, 1});
}

TEST_CASE("an ended contract owes what fell due before its end, and what was entered in error owes nothing",
          "[contracts][fulfilment]")
{
    FamilyContract contract = fromNewYear();
    contract.endedOn = QDate(2025, 7, 10);
    contract.endReason = "moved"_q;
    const ServiceItems items{item("看病 visit 4")};
    const auto ended = fulfilmentOf(contract, ourTeam(), items, visits("02-03 07-09 08-20"), QDate(2025, 9, 1));
    CHECK(told(ended) == "03-31=done 06-30=done"); // 07-09 came before the end, 08-20 after it
    contract.endReason = "entered-in-error"_q;
    CHECK(fulfilmentOf(contract, ourTeam(), items, {}, QDate(2025, 9, 1)).items.empty());
}

TEST_CASE("an item that two packages name is owed once, as often as the larger says", "[contracts]")
{
    ServicePackage small, large;
    small.items = {item("面对面 visit 1"), item("上门 home-visit 2")};
    large.items = {item("面对面 visit 4")};
    small.benefits = QStringList{"long-prescription"_q};
    large.benefits = QStringList{"priority-booking"_q, "long-prescription"_q};
    const ServiceItems items = itemsOf({small, large});
    REQUIRE(items.size() == 2);
    CHECK(items[0].timesAYear == 4);
    CHECK(items[1].timesAYear == 2);
    CHECK(benefitsOf({small, large}) == QStringList{"priority-booking"_q, "long-prescription"_q});
}

TEST_CASE("items of packages are read from one line, and refused by what is wrong with them", "[contracts]")
{
    struct Case
    {
        const char *line, *error;
    };
    const auto c = GENERATE(values<Case>({
        {"高血压随访 follow-up hypertension 4 face-to-face", ""},
        {"年度 体检 measurement 8302-2,8480-6 1", ""},
        {"上门服务 home-visit 12", ""},
        {"上门服务 home-visit", "item"},
        {"上门服务 home-visit 0", "times"},
        {"上门服务 home-visit 400", "times"},
        {"随访 follow-up 4", "item"},
        {"看病 visit hypertension 4", "item"},
        {"看病 visit 4 face-to-face", "item"},
        {"visit 4", "item"},
        {"", "item"},
    }));
    const auto read = serviceItemFrom(QString::fromUtf8(c.line));
    INFO(c.line);
    if (*c.error != '\0') {
        REQUIRE_FALSE(read);
        CHECK(read.error().field == QString::fromLatin1(c.error));
        return;
    }
    REQUIRE(read);
    CHECK(textOf(*read) == QString::fromUtf8(c.line));
    const ServiceItems items{*read};
    CHECK(ValueOf<ServiceItems>::from(ValueOf<ServiceItems>::to(items)) == items);
}
