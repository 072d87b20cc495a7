// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <catch2/catch.hpp>

using namespace yigong;

TEST_CASE("from a shell follow-ups are judged line by line, and a line that cannot be stops nothing",
          "[ctl][followups]")
{
    QProcess process;
    process.start(QStringLiteral(YIGONG_BINARY_DIR "/bin/yigongctl"), {"followup"_q, "judge"_q, "-"_q});
    process.write(
        R"({"program":"hypertension","birthDate":"1966-01-01","visits":[{"date":"2026-05-20","sbp":142,"dbp":88},{"date":"2026-04-20","sbp":150,"dbp":95}]}
not JSON
{"program":"hypertension","birthDate":"1966-01-01","visits":[{"date":"2026-05-20","sbp":142}]}
{"program":"diabetes","birthDate":"1966","visits":[{"date":"2026-01-31","fastingGlucose":6.9,"dangerSigns":[]}]}
)");
    process.closeWriteChannel();
    REQUIRE(process.waitForFinished(patienceMs));
    CHECK(process.exitCode() == 1);
    const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
    REQUIRE(lines.size() == 4);
    const auto line = [&lines](int i) { return QJsonDocument::fromJson(lines[i]).object(); };
    CHECK(line(0)["class"_q] == "uncontrolled"_q);
    CHECK(line(0)["step"_q] == "refer"_q);
    CHECK(line(0)["due"_q] == "2026-06-03"_q);
    CHECK(line(0)["checkReferralBy"_q] == "2026-06-03"_q);
    CHECK(line(0)["reasons"_q].toArray().first() == "uncontrolled-twice"_q);
    CHECK(line(1)["error"_q] == "BadFormat"_q);
    CHECK(line(2)["field"_q] == "dbp"_q);
    CHECK(line(3)["step"_q] == "routine"_q);
    CHECK(line(3)["due"_q] == "2026-04-30"_q);
    CHECK(line(3)["checkReferralBy"_q].isNull());
}
