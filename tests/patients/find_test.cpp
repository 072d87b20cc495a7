// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/find.h"
#include "core/patients/name_words.h"
#include "core/store/verify.h"
#include "tests/patients/clinic.h"
#include "tests/support/shared_data.h"

using namespace yigong;

namespace {

struct Village : Clinic
{
    Village()
    {
        resident("李秀兰"_q, "34118119570307330"_q, "13955011234"_q);
        resident("李秀"_q, "34118119620812118"_q, "13855023306"_q);
        resident("王李秀"_q, "34118119881120445"_q, "17755099876"_q);
        resident("张秀兰"_q, "34118119571001556"_q);
        resident("单田芳"_q, "34118119341217010"_q);
        resident("尉迟恭"_q, "34118119700101031"_q);
        resident("Adán Beer"_q, "34118119800214002"_q);
        resident("阿依古丽·买买提"_q, "34118119950606024"_q);
    }
};

} // namespace

TEST_CASE("a resident is found by whatever the desk knows of them", "[patients][find]")
{
    Village village;
    struct Case
    {
        const char *typed;
        const char *first;
        MatchedBy by;
    };
    const auto c = GENERATE(values<Case>({
        {"李秀兰", "李秀兰", MatchedBy::Name},
        {"秀兰", "李秀兰", MatchedBy::Name},
        {"兰", "李秀兰", MatchedBy::Name},
        {"lixiulan", "李秀兰", MatchedBy::Pinyin},
        {"LiXiuLan", "李秀兰", MatchedBy::Pinyin},
        {"lixiul", "李秀兰", MatchedBy::Pinyin},
        {"xiulan", "李秀兰", MatchedBy::Pinyin},
        {"lxl", "李秀兰", MatchedBy::Pinyin},
        {"ｌｘｌ", "李秀兰", MatchedBy::Pinyin},
        {"zxl", "张秀兰", MatchedBy::Pinyin},
        {"shantianfang", "单田芳", MatchedBy::Pinyin},
        {"dantianfang", "单田芳", MatchedBy::Pinyin},
        {"ycg", "尉迟恭", MatchedBy::Pinyin},
        {"yuchi", "尉迟恭", MatchedBy::Pinyin},
        {"beer", "Adán Beer", MatchedBy::Name},
        {"adan", "Adán Beer", MatchedBy::Name},
        {"beer adan", "Adán Beer", MatchedBy::Name},
        {"买买提", "阿依古丽·买买提", MatchedBy::Name},
        {"阿依古丽买买提", "阿依古丽·买买提", MatchedBy::Name},
        {"agl", "", MatchedBy::Name},
        {"34118119570307330", "李秀兰", MatchedBy::IdNumber},
        {"341181195703", "李秀兰", MatchedBy::IdNumber},
        {"01234", "", MatchedBy::Phone},
        {"11234", "李秀兰", MatchedBy::Phone},
        {"1395501", "李秀兰", MatchedBy::Phone},
        {"139-5501-1234", "李秀兰", MatchedBy::Phone},
        {"19620812", "李秀", MatchedBy::BirthDate},
        {"李 1957", "李秀兰", MatchedBy::Name},
        {"lxl 11234", "李秀兰", MatchedBy::Pinyin},
        {"秀 1234", "李秀兰", MatchedBy::Name},
        {"1957 秀", "李秀兰", MatchedBy::BirthDate},
        {"zzz", "", MatchedBy::Name},
        {"33", "", MatchedBy::Name},
        {"李 1999", "", MatchedBy::Name},
        {"  ", "", MatchedBy::Name},
        {"\"*' OR", "", MatchedBy::Name},
    }));
    const QString typed = QString::fromUtf8(c.typed);
    INFO(c.typed);
    const auto found = village.found(typed).patients;
    if (QString::fromUtf8(c.first).isEmpty()) {
        CHECK(found.empty());
        return;
    }
    REQUIRE_FALSE(found.empty());
    CHECK(found.front().patient.name == QString::fromUtf8(c.first));
    CHECK(found.front().matched.front() == c.by);
}

TEST_CASE("an ID number is found by its tail, with x as with X", "[patients][find]")
{
    Village village;
    for (const FoundPatient &one : village.found("秀"_q).patients) {
        const QString number = one.patient.idNumber;
        for (const QString &typed : {number, number.right(4), number.right(6).toLower()}) {
            INFO(typed.toStdString());
            CHECK(village.names(typed).contains(one.patient.name));
        }
        CHECK(village.found(number).patients.size() == 1);
    }
}

TEST_CASE("an old ID number of 15 digits finds the resident of today's 18", "[patients][find]")
{
    Village village;
    CHECK(village.names("341181570307330"_q) == QStringList{"李秀兰"_q});
}

TEST_CASE("whole names come before beginnings, and beginnings before parts", "[patients][find]")
{
    Village village;
    CHECK(village.names("李秀"_q) == QStringList{"李秀"_q, "李秀兰"_q, "王李秀"_q});
    CHECK(village.names("lixiu"_q) == QStringList{"李秀"_q, "李秀兰"_q, "王李秀"_q});
}

TEST_CASE("pages of an answer follow each other without gap or repeat", "[patients][find]")
{
    Clinic clinic;
    for (int i = 0; i < 7; ++i) {
        clinic.resident("李%1"_q.arg(i));
        clinic.resident("王李%1"_q.arg(i));
    }
    QStringList all;
    for (int offset = 0; offset < 14; offset += 3) {
        const auto page = clinic.found("李"_q, 3, offset);
        CHECK(page.more == (offset + 3 < 14));
        for (const auto &one : page.patients)
            all += one.patient.name;
    }
    CHECK(all.size() == 14);
    CHECK(all.removeDuplicates() == 0);
    CHECK(all.indexOf("王李0"_q) == 7);
}

TEST_CASE("a search follows an edit in the same commit", "[patients][find]")
{
    Clinic clinic;
    const Id id = clinic.resident("李芳"_q, {}, "13955010001"_q);
    REQUIRE(clinic.edits(id, [](Patient &p) {
        p.name = "李芬"_q;
        p.phone = "13955010002"_q;
    }));
    CHECK(clinic.names("李芳"_q).isEmpty());
    CHECK(clinic.names("0001"_q).isEmpty());
    CHECK(clinic.names("lifen"_q) == QStringList{"李芬"_q});
    CHECK(clinic.names("0002"_q) == QStringList{"李芬"_q});
}

TEST_CASE("nobody finds who was voided or merged", "[patients][find]")
{
    Clinic clinic;
    const Id kept = clinic.resident("李芳"_q);
    const Id mistake = clinic.resident("李芳"_q), twin = clinic.resident("李芳"_q);
    REQUIRE(clinic.writes([&](Transaction &tx) { return voidPatient(tx, mistake, "登记错误"_q); }));
    REQUIRE(clinic.edits(twin, [&](Patient &p) { p.mergedInto = kept; }));
    const auto found = clinic.found("李芳"_q).patients;
    REQUIRE(found.size() == 1);
    CHECK(found.front().patient.id == kept);
    CHECK(clinic.found("34118119570307"_q).patients.size() == 1);
}

TEST_CASE("a merged resident leads to the one on top, and a ring to its oldest", "[patients]")
{
    Clinic clinic;
    const Id a = clinic.resident("李芳"_q), b = clinic.resident("李芳"_q), c = clinic.resident("李芳"_q);
    REQUIRE(clinic.edits(c, [&](Patient &p) { p.mergedInto = b; }));
    REQUIRE(clinic.edits(b, [&](Patient &p) { p.mergedInto = a; }));
    const auto top = [&](Id id) {
        return clinic.reads([&](const Snapshot &snapshot) { return topPatient(snapshot, id); })->id;
    };
    CHECK(top(c) == a);
    CHECK(clinic.reads([&](const Snapshot &snapshot) { return samePersonIds(snapshot, b); }) ==
          std::vector<Id>{a, b, c});
    REQUIRE(clinic.edits(a, [&](Patient &p) { p.mergedInto = c; }));
    CHECK(top(b) == a);
    CHECK(top(c) == a);
}

TEST_CASE("only who may read residents may search them", "[patients][find]")
{
    Village village;
    village.actor.role = static_cast<int>(StaffRole::InsuranceOfficer);
    const auto answer =
        village.reads([&](const Snapshot &snapshot) { return findPatients(snapshot, village.actor, "李"_q, 20); });
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == ErrorKind::Forbidden);
}

TEST_CASE("names with rare characters are found by each of them", "[patients][find]")
{
    Clinic clinic;
    const auto name = GENERATE("王𬭎"_q, "李𱁬"_q, "㑇丹"_q, "龙\uE815"_q);
    INFO(name.toStdString());
    clinic.resident(name);
    const QList<uint> letters = name.toUcs4();
    for (const uint letter : letters) {
        const auto c = static_cast<char32_t>(letter);
        CHECK(clinic.names(QString::fromUcs4(&c, 1)) == QStringList{name});
    }
    CHECK(clinic.names(name) == QStringList{name});
}

TEST_CASE("surnames with readings of their own are found by each", "[patients][find]")
{
    const QString path = sharedFile("data/identifiers/polyphonic_surnames.csv"_q);
    if (path.isEmpty()) {
        WARN("skipped: no list of surnames here");
        return;
    }
    Clinic clinic;
    int checked = 0;
    for (const QStringList &row : sharedRows(path)) {
        const QString surname = row.value(0);
        Patient patient;
        patient.name = surname + "芳"_q;
        const QString words = u' ' + searchWords(patient) + u' ';
        QString reading = row.value(1).toLower();
        reading.removeIf([](QChar c) { return c < u'a' || c > u'z'; });
        if (reading.isEmpty())
            continue;
        INFO((surname + u' ' + reading).toStdString());
        CHECK(words.contains(u' ' + QString(headMark) + reading + "fang "_q));
        ++checked;
    }
    CHECK(checked > 50);
}

namespace {

Row cardOf(const TestStore &store, const QString &name)
{
    Patient patient;
    patient.id = Id::fromKey("patient/li");
    patient.name = name;
    patient.site = store.site;
    Row row = rowOf(patient);
    row.version = 1;
    return row;
}

qint64 foundBy(const TestStore &store, const char *word)
{
    return *store.db->read([&](const Snapshot &s) {
        return s.number("SELECT count(*) FROM patient_search WHERE patient_search MATCH ?", {QString::fromUtf8(word)});
    });
}

bool isSound(const TestStore &store)
{
    const auto found = store.db->read([](const Snapshot &s) { return verifyStore(s, allStoreChecks()); });
    return found && found->ok;
}

} // namespace

TEST_CASE("words that a round left are made up when the store is opened, and are no damage before", "[patients][find]")
{
    TestStore store;
    const auto places = [&](const char *name) {
        REQUIRE(store.db->apply([&](Transaction &tx) -> Result<void> {
            tx.deriveLater();
            return tx.placeRow(tx.typeOf<Patient>(), cardOf(store, QString::fromUtf8(name)));
        }));
    };
    places("李芳");
    CHECK(foundBy(store, "§李芳*") == 0);
    CHECK(isSound(store));
    store.open();
    CHECK(foundBy(store, "§李芳*") == 1);
    places("王芳"); // known already, by another name
    CHECK(isSound(store));
    REQUIRE(store.db->deriveAll());
    CHECK(foundBy(store, "§李芳*") == 0);
    CHECK(foundBy(store, "§王芳*") == 1);
    CHECK(isSound(store));
}

TEST_CASE("who leaves this store and comes back in one commit is found again", "[patients][find]")
{
    TestStore store;
    const Row row = cardOf(store, "李芳"_q);
    REQUIRE(store.db->apply([&](Transaction &tx) { return tx.placeRow(tx.typeOf<Patient>(), row); }));
    REQUIRE(store.db->apply([&](Transaction &tx) -> Result<void> {
        tx.deriveAtCommit();
        Row other = row;
        other.version = 2;
        YIGONG_TRY(tx.placeRow(tx.typeOf<Patient>(), other));
        YIGONG_LET(gone, tx.eraseRow(tx.typeOf<Patient>(), row.id));
        CHECK(gone);
        return tx.placeRow(tx.typeOf<Patient>(), row);
    }));
    CHECK(foundBy(store, "§李芳*") == 1);
    CHECK(isSound(store));
}

TEST_CASE("the index answers to the words that stand, and to no others, whatever was changed in between",
          "[patients][find]")
{
    TestStore store;
    const std::array names{"李芳"_q, "李秀芳"_q, "王芳"_q, "阿依古丽·买买提"_q};
    const std::array phones{"13955011234"_q, "13955011299"_q, QString(), "13955011234 13955011235"_q};
    const std::array births{PartialDate::parse(u"1957").value(), PartialDate::parse(u"1957-03-07").value(),
                            PartialDate{}};
    for (unsigned step = 0; step < 200; ++step) {
        const unsigned draw = step * 2654435761U >> 8;
        REQUIRE(store.db->apply([&](Transaction &tx) -> Result<void> {
            Patient patient;
            patient.id = Id::fromKey("patient/" + QByteArray::number(draw % 7));
            patient.site = store.site;
            patient.name = names[draw / 7 % names.size()];
            patient.phone = phones[draw / 64 % phones.size()];
            patient.birthDate = births[draw / 512 % births.size()];
            if (draw / 4096 % 5 == 0)
                patient.voidedOn = tx.today();
            Row row = rowOf(patient);
            row.version = step + 1;
            if (draw / 65536 % 9 == 0)
                return tx.eraseRow(tx.typeOf<Patient>(), patient.id).map([](bool) {});
            return tx.placeRow(tx.typeOf<Patient>(), row);
        }));
        INFO(step);
        CHECK(isSound(store));
    }
    CHECK(store.db->apply([](Transaction &tx) -> Result<void> {
        YIGONG_TRY(tx.run("INSERT INTO patient_search (patient_search, rank) VALUES ('integrity-check', 1)", {}));
        return {};
    }));
}
