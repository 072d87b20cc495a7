// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv_columns.h"
#include "core/exchange/csv_reader.h"
#include "core/exchange/field_spelling.h"
#include "core/exchange/refused_file.h"
#include "tests/exchange/files.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <csignal>
#include <sys/resource.h>

using namespace yigong;

namespace {

QStringList writtenAndRead(const QStringList &row)
{
    QByteArray bytes;
    QBuffer out(&bytes);
    out.open(QIODevice::WriteOnly);
    CsvWriter writer(out);
    QStringList header;
    for (qsizetype i = 0; i < row.size(); ++i)
        header.append(QStringLiteral("c%1").arg(i));
    REQUIRE(writer.write(header));
    REQUIRE(writer.write(row));
    QBuffer in(&bytes);
    in.open(QIODevice::ReadOnly);
    auto reader = CsvReader::over(in).value();
    CsvRow read;
    REQUIRE(reader->next(read).value());
    QStringList cells;
    for (const QString &field : read.fields)
        cells.append(plainCell(field));
    return cells;
}

} // namespace

TEST_CASE("a formula leaves as text and comes back as it was", "[exchange][csv]")
{
    CHECK(csvCell("=cmd|' /C calc'!A0"_q) == "\"'=cmd|' /C calc'!A0\""_q);
    CHECK(csvCell("+8613855012345"_q) == "'+8613855012345"_q);
    CHECK(csvCell("@SUM(A1)"_q) == "'@SUM(A1)"_q);
    CHECK(csvCell("-2+3"_q) == "'-2+3"_q);
    CHECK(csvCell("-5.2"_q) == "-5.2"_q);
    CHECK(csvCell("张三"_q) == "张三"_q);
    CHECK(csvCell("a\"b"_q) == "\"a\"\"b\""_q);
    const QStringList row{"x"_q,   "=1+1"_q,       "+86"_q,    "-"_q, "@a"_q, "'quoted"_q, "two\r\nlines"_q,
                          "a,b"_q, "say \"hi\""_q, "全，角"_q, ""_q};
    CHECK(writtenAndRead(row) == row);
}

TEST_CASE("every naughty string survives a file", "[exchange][csv][real]")
{
    NEEDS_SHARED_DATA(data)
    const QJsonArray strings = QJsonDocument::fromJson(contentOf(data + "/nasty/blns/blns.json"_q)).array();
    CHECK(strings.size() > 400);
    for (const auto &value : strings) {
        const QString text = value.toString();
        if (text.contains(QChar(0)) || plainCell(text) != text)
            continue; // a cell's own blanks at the ends and zero-width characters are not kept
        CHECK(writtenAndRead({"x"_q, text}) == QStringList{"x"_q, text});
    }
}

TEST_CASE("what was refused can be mended and imported again", "[exchange][csv]")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("rejected.csv"));
    auto refused = RefusedFile::create(path, {"姓名"_q, "出生日期"_q}).value();
    REQUIRE(refused.add(212, {"张三"_q, "55-2-28"_q}, "年份只有两位"_q));
    CHECK_FALSE(QFile::exists(path));
    REQUIRE(refused.commit());
    CHECK(contentOf(path) == "\xEF\xBB\xBF姓名,出生日期,行号,未接收原因\r\n张三,55-2-28,212,年份只有两位\r\n");

    auto again = CsvReader::open(path).value();
    const auto columns = PatientColumns::of(again->header()).value();
    CHECK(columns.unknown().isEmpty());
    CsvRow row;
    REQUIRE(again->next(row).value());
    CHECK(columns.read(row.fields).remarks.isEmpty());

    auto second = RefusedFile::create(path, again->header()).value();
    REQUIRE(second.add(2, row.fields, "还是两位"_q));
    REQUIRE(second.commit());
    CHECK(contentOf(path) == "\xEF\xBB\xBF姓名,出生日期,行号,未接收原因\r\n张三,55-2-28,2,还是两位\r\n");

    auto none = RefusedFile::create(folder.filePath(QStringLiteral("none.csv")), {"姓名"_q}).value();
    REQUIRE(none.commit());
    CHECK_FALSE(QFile::exists(folder.filePath(QStringLiteral("none.csv"))));
}

TEST_CASE("a file that cannot be written leaves the old one as it was", "[exchange][csv]")
{
    CHECK(NewFile::create(QStringLiteral("/nowhere/out.csv")).error().kind == ErrorKind::FileUnwritable);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("out.csv"));
    {
        auto file = NewFile::create(path).value();
        file.device().write("old");
        REQUIRE(file.commit());
    }
    {
        auto given_up = NewFile::create(path).value();
        given_up.device().write("half");
    }
    CHECK(contentOf(path) == "old");
    QFile full(QStringLiteral("/dev/full"));
    if (full.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        CsvWriter writer(full);
        CHECK(writer.write({"张三"_q}).error().kind == ErrorKind::DiskFull);
    }
    // A file size limit fails a write in its middle, as a full disk would.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{64 << 10, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    auto file = NewFile::create(path).value();
    CsvWriter writer(file.device());
    for (int i = 0; i < 20000; ++i)
        (void)writer.write({QStringLiteral("12345678901234567890")});
    const auto committed = file.commit();
    setrlimit(RLIMIT_FSIZE, &before);
    REQUIRE_FALSE(committed);
    CHECK(committed.error().kind == ErrorKind::FileUnwritable);
    CHECK(contentOf(path) == "old");
}
