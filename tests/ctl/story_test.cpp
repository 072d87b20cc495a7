// SPDX-License-Identifier: GPL-3.0-or-later
// The story of a county, played by three tiers through yigongctl and a served hub.
#include "tests/support/training_county.h"

#include <QFile>
#include <QTemporaryDir>

using namespace yigong;

namespace {

struct TrainingCounty
{
    enum class Made
    {
        Copied,
        Anew
    };
    explicit TrainingCounty(Made how = Made::Copied)
    {
        const QStringList options{"--size"_q, "small"_q, "--seed"_q, "7"_q};
        if (how == Made::Copied)
            makeTrainingCounty(root(), options);
        else
            REQUIRE(runCtl({}, QStringList{"training"_q, "create"_q, root()} + options).status == 0);
    }
    [[nodiscard]] QString root() const { return folder.path() + "/county"_q; }
    QJsonObject asks(const QString &site, const QStringList &arguments, const QByteArray &input = {}) const
    {
        const auto answer = runCtl(root() + "/devices/"_q + site, arguments, input);
        INFO((site + u' ' + arguments.join(u' ') + ": "_q + answer.errors).toStdString());
        REQUIRE(answer.status == 0);
        return answer.json;
    }

    QTemporaryDir folder;
};

const QString village = "341199101201"_q, township = "341199101"_q, hospital = "341199"_q;

QJsonObject conflictOf(const QJsonObject &list, const QString &patient, const QString &field)
{
    for (const QJsonValue &conflict : list.value("conflicts"_q).toArray())
        if (conflict["patient"_q] == patient && conflict["field"_q] == field)
            return conflict.toObject();
    return {};
}

} // namespace

TEST_CASE("a resident is registered, seen, referred, treated and comes back, over three tiers", "[story]")
{
    const TrainingCounty county;
    // 1. With the hub off: found by initials, by part of a name, by the ID number's tail; a new one is registered.
    for (const QString &text : {"lxl"_q, "秀兰"_q, "0342"_q}) {
        const auto found = county.asks(village, {"patient"_q, "search"_q, text});
        INFO(text.toStdString());
        bool seen = false;
        for (const QJsonValue &patient : found.value("patients"_q).toArray())
            seen = seen || patient["name"_q].toString() == "李秀兰"_q;
        CHECK(seen);
    }
    const QString patient = county
                                .asks(village, {"patient"_q, "add"_q, "--name"_q, "王小明"_q, "--id-number"_q,
                                                "11010519491231002X"_q, "--phone"_q, "13800000001"_q})
                                .value("id"_q)
                                .toString();
    const auto shown = county.asks(village, {"patient"_q, "show"_q, patient});
    CHECK(shown.value("birthDate"_q) == "1949-12-31"_q);
    CHECK(shown.value("sex"_q) == "female"_q);

    // 2. Seen; 3. referred upward with the visit attached.
    const QByteArray visit =
        "{\"patient\": \"" + patient.toLatin1() +
        "\", \"complaint\": \"头晕 3 天\", \"vitals\": [{\"code\": \"8480-6\", \"value\": \"182\"}, "
        "{\"code\": \"8462-4\", \"value\": \"112\"}], \"diagnoses\": [\"I10.x00\"]}";
    const QString encounter = county.asks(village, {"visit"_q, "add"_q, "-"_q}, visit).value("id"_q).toString();
    const QString referral = county
                                 .asks(village, {"referral"_q, "create"_q, "--patient"_q, patient, "--to"_q, hospital,
                                                 "--encounter"_q, encounter, "--urgency"_q, "soon"_q, "--reason"_q,
                                                 "血压 182/112，头晕"_q, "--allergies"_q, "无"_q})
                                 .value("id"_q)
                                 .toString();

    // 4. The line comes back.
    const ServedHub hub(county.root() + "/hub"_q);
    const auto syncs = [&](const QString &site) { return county.asks(site, {"sync"_q, "--hub"_q, hub.url}); };
    CHECK(syncs(village).value("pushed"_q).toInt() > 0);
    CHECK(syncs(hospital).value("pulled"_q).toInt() > 0);
    const auto arrived = county.asks(hospital, {"referral"_q, "show"_q, referral});
    CHECK(arrived.value("encounter"_q) == encounter);
    CHECK(county.asks(hospital, {"visit"_q, "show"_q, encounter}).value("complaint"_q) == "头晕 3 天"_q);
    county.asks(hospital, {"referral"_q, "accept"_q, referral, "--appointment"_q, "2026-11-27 09:00"_q});
    county.asks(hospital, {"referral"_q, "arrive"_q, referral});
    county.asks(hospital, {"referral"_q, "treat"_q, referral, "--treatment"_q, "调整降压药"_q});
    county.asks(hospital,
                {"referral"_q, "return"_q, referral, "--diagnosis"_q, "高血压 3 级"_q, "--treatment"_q, "氨氯地平"_q,
                 "--plan"_q, "两周内复测血压"_q, "--activity"_q, "2026-11-28=复测血压，看足背"_q});

    // 5. Meanwhile two sites have edited the same resident.
    county.asks(village, {"patient"_q, "edit"_q, patient, "--name"_q, "王晓明"_q, "--phone"_q, "13900000077"_q});
    county.asks(hospital, {"patient"_q, "edit"_q, patient, "--name"_q, "王小铭"_q, "--phone"_q, "13700000009"_q});
    for (const QString &site : {village, hospital, village})
        syncs(site);
    const auto phone = conflictOf(county.asks(village, {"conflict"_q, "list"_q}), patient, "phone"_q);
    CHECK(phone.value("state"_q) == "settled"_q);
    CHECK(phone.value("values"_q).toArray().size() == 2);
    const auto name = conflictOf(county.asks(village, {"conflict"_q, "list"_q}), patient, "name"_q);
    CHECK(name.value("state"_q) == "open"_q);
    county.asks(village, {"conflict"_q, "settle"_q, name.value("id"_q).toString(), "--value"_q, "王晓明"_q});
    for (const QString &site : {village, hospital})
        syncs(site);
    CHECK(conflictOf(county.asks(hospital, {"conflict"_q, "list"_q}), patient, "name"_q).value("state"_q) ==
          "settled"_q);
    CHECK(county.asks(hospital, {"patient"_q, "show"_q, patient}).value("name"_q) == "王晓明"_q);

    // The plan is on the village doctor's work list.
    bool planned = false;
    for (const QJsonValue &item : county.asks(village, {"worklist"_q}).value("items"_q).toArray())
        planned = planned || item["what"_q].toString() == "复测血压，看足背"_q;
    CHECK(planned);
    CHECK(county.asks(village, {"referral"_q, "show"_q, referral}).value("state"_q) == "returned"_q);

    // 6. The township manager's report, and nothing is wrong with any store.
    syncs(township);
    const QString workbook = county.folder.path() + "/report.xlsx"_q;
    const auto report = county.asks(township, {"report"_q, "activity"_q, "--from"_q, "2026-09-01"_q, "--to"_q,
                                               "2026-11-30"_q, "--format"_q, "json"_q});
    CHECK_FALSE(report.value("rows"_q).toArray().isEmpty());
    county.asks(township, {"report"_q, "activity"_q, "--from"_q, "2026-09-01"_q, "--to"_q, "2026-11-30"_q, "--format"_q,
                           "xlsx"_q, "--out"_q, workbook});
    CHECK(QFile(workbook).size() > 1000);
    for (const QString &site : {village, township, hospital})
        CHECK(county.asks(site, {"verify"_q}).value("ok"_q).toBool());
    for (const QString &site : {village, township, hospital}) {
        const auto again = syncs(site);
        CHECK(again.value("pushed"_q).toInt() == 0);
        CHECK(again.value("pulled"_q).toInt() == 0);
        CHECK(again.value("heldBack"_q).toInt() == 0);
    }
}

TEST_CASE("the same seed gives the same county", "[training]")
{
    const TrainingCounty one, other(TrainingCounty::Made::Anew);
    const auto digest = [](const TrainingCounty &county, const QString &store) {
        return runCtl(county.root() + store, {"verify"_q}).json.value("digest"_q).toString();
    };
    CHECK_FALSE(digest(one, "/hub"_q).isEmpty());
    CHECK(digest(one, "/hub"_q) == digest(other, "/hub"_q));
    CHECK(digest(one, "/devices/"_q + village) == digest(other, "/devices/"_q + village));
}

TEST_CASE("a hub that is gone, and a false one, are said in one sentence", "[bad-days]")
{
    const TrainingCounty county, stranger(TrainingCounty::Made::Anew);
    const QString store = county.root() + "/devices/"_q + village;
    const auto gone = runCtl(store, {"sync"_q, "--hub"_q, "https://127.0.0.1:9"_q});
    CHECK(gone.status == 1);
    CHECK(gone.errors.trimmed().count(u'\n') == 0);
    CHECK_FALSE(gone.errors.isEmpty());
    const ServedHub other(stranger.root() + "/hub"_q);
    const auto refused = runCtl(store, {"sync"_q, "--hub"_q, other.url});
    CHECK(refused.status == 1);
    CHECK_FALSE(refused.errors.isEmpty());
}

TEST_CASE("wrong usage is exit status 2, and says so on standard error", "[ctl]")
{
    CHECK(runCtl({}, {"patient"_q, "fly"_q}).status == 2);
    CHECK(runCtl({}, {}).status == 2);
    const auto missing = runCtl("/nonexistent/store"_q, {"patient"_q, "search"_q, "l"_q});
    CHECK(missing.status == 1);
    CHECK_FALSE(missing.errors.isEmpty());
}
