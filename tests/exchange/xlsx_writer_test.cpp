// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/xlsx_writer.h"
#include "tests/exchange/files.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace yigong;

namespace {

/// A part of the workbook's package; nothing where this machine has no unzip.
QString partOf(const QString &path, const QString &part)
{
    QProcess unzip;
    unzip.start(QStringLiteral("unzip"), {QStringLiteral("-p"), path, part});
    if (!unzip.waitForStarted() || !unzip.waitForFinished())
        return {};
    return QString::fromUtf8(unzip.readAllStandardOutput());
}

} // namespace

TEST_CASE("a report becomes a workbook of typed cells", "[exchange][xlsx]")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("报表.xlsx"_q);
    auto writer = XlsxWriter::create(path).value();
    REQUIRE(writer.sheet({"就诊/处方"_q,
                          "各村就诊情况"_q,
                          {"12 个村中 11 个已上报"_q},
                          {"村"_q, "就诊"_q, "费用"_q, "占比"_q, "截至"_q}}));
    REQUIRE(writer.row({"王庄村卫生室"_q, qint64{42}, Money{123456}, XlsxShare{0.915}, QDate(2025, 5, 13)}));
    REQUIRE(writer.row({"=1+1"_q, 1.5, std::monostate{}, XlsxShare{0}, QDate(1898, 5, 13)}, XlsxRow::Total));
    REQUIRE(writer.sheet({"就诊/处方"_q, {}, {}, {"空"_q}}));
    CHECK_FALSE(QFile::exists(path));
    REQUIRE(writer.save());
    CHECK(contentOf(path).startsWith("PK"));
    CHECK(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden) == QStringList{"报表.xlsx"_q});

    const QString sheet = partOf(path, QStringLiteral("xl/worksheets/sheet1.xml"));
    if (sheet.isEmpty()) {
        WARN("skipped: no unzip here");
        return;
    }
    CHECK(sheet.contains("各村就诊情况"_q));
    CHECK(sheet.contains("12 个村中 11 个已上报"_q));
    CHECK(sheet.contains("王庄村卫生室"_q));
    CHECK(sheet.contains("<v>42</v>"_q));
    CHECK(sheet.contains("<v>1234.56</v>"_q));
    CHECK(sheet.contains("<v>0.915</v>"_q));
    CHECK(sheet.contains("<v>45790</v>"_q)); // 2025-05-13
    CHECK(sheet.contains("1898-05-13"_q));
    CHECK_FALSE(sheet.contains("<f>"_q));
    CHECK(sheet.contains("state=\"frozen\""_q));
    const QString workbook = partOf(path, QStringLiteral("xl/workbook.xml"));
    CHECK(workbook.contains("name=\"就诊 处方\""_q));
    CHECK(workbook.contains("name=\"就诊 处方 2\""_q));
}

TEST_CASE("a workbook that is not saved leaves nothing behind", "[exchange][xlsx]")
{
    const QTemporaryDir folder;
    {
        auto writer = XlsxWriter::create(folder.filePath("a.xlsx"_q)).value();
        REQUIRE(writer.sheet({"a"_q, {}, {}, {"b"_q}}));
        REQUIRE(writer.row({"c"_q}));
        CHECK(writer.row({QString(40000, u'x')}).error().kind == ErrorKind::OutOfRange);
    }
    CHECK(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    CHECK(XlsxWriter::create("/nowhere/a.xlsx"_q).error().kind == ErrorKind::FileUnwritable);
}
