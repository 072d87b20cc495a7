// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv_reader.h"
#include "tests/exchange/files.h"

#include <QBuffer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringEncoder>

using namespace yigong;

namespace {

struct Read
{
    QStringList header;
    TextEncoding encoding = TextEncoding::Utf8;
    QChar delimiter;
    std::vector<CsvRow> rows;
};

Read readAll(QByteArray bytes)
{
    QBuffer device(&bytes);
    device.open(QIODevice::ReadOnly);
    auto reader = CsvReader::over(device);
    REQUIRE(reader);
    Read read{(*reader)->header(), (*reader)->encoding(), (*reader)->delimiter(), {}};
    CsvRow row;
    while ((*reader)->next(row).value())
        read.rows.push_back(row);
    CHECK((*reader)->bytesRead() <= bytes.size());
    return read;
}

QByteArray utf16(const QString &text, bool littleEndian)
{
    QStringEncoder encoder(littleEndian ? QStringConverter::Utf16LE : QStringConverter::Utf16BE,
                           QStringConverter::Flag::WriteBom);
    return encoder(text);
}

const QByteArray zhangSan = QByteArray::fromHex("d5c5c8fd");             // 张三 in GB18030
const QByteArray liSi = QByteArray::fromHex("c0eecbc4");                 // 李四
const QByteArray nameAndSex = QByteArray::fromHex("d0d5c3fb2cd0d4b1f0"); // 姓名,性别
const QByteArray male = QByteArray::fromHex("c4d0");                     // 男

} // namespace

TEST_CASE("a list of residents reads the same in every encoding and line end", "[exchange][csv]")
{
    const QString list = "姓名,性别\r\n张三,男\r\n李四,女\r\n"_q;
    const auto [name, bytes, encoding] = GENERATE_COPY(table<const char *, QByteArray, TextEncoding>({
        {"UTF-8", list.toUtf8(), TextEncoding::Utf8},
        {"UTF-8 with mark", "\xEF\xBB\xBF" + list.toUtf8(), TextEncoding::Utf8},
        {"line feeds only", QString(list).remove(u'\r').toUtf8(), TextEncoding::Utf8},
        {"carriage returns only", QString(list).remove(u'\n').toUtf8(), TextEncoding::Utf8},
        {"no line end at the end", list.trimmed().toUtf8(), TextEncoding::Utf8},
        {"UTF-16LE", utf16(list, true), TextEncoding::Utf16LE},
        {"UTF-16BE", utf16(list, false), TextEncoding::Utf16BE},
        {"UTF-16LE without mark", utf16(list, true).mid(2), TextEncoding::Utf16LE},
        {"GB18030",
         nameAndSex + "\r\n" + zhangSan + ',' + male + "\r\n" + liSi + ',' + QByteArray::fromHex("c5ae") + "\r\n",
         TextEncoding::Gb18030},
        {"tab", QString(list).replace(u',', u'\t').toUtf8(), TextEncoding::Utf8},
        {"semicolon", QString(list).replace(u',', u';').toUtf8(), TextEncoding::Utf8},
        {"full-width comma", QString(list).replace(u',', u'，').toUtf8(), TextEncoding::Utf8},
        {"UTF-16LE by tab", utf16(QString(list).replace(u',', u'\t'), true), TextEncoding::Utf16LE},
    }));
    INFO(name);
    const Read read = readAll(bytes);
    CHECK(read.encoding == encoding);
    CHECK(read.header == QStringList{"姓名"_q, "性别"_q});
    REQUIRE(read.rows.size() == 2);
    CHECK(read.rows[0].fields == QStringList{"张三"_q, "男"_q});
    CHECK(read.rows[1].fields == QStringList{"李四"_q, "女"_q});
    CHECK(read.rows[0].line == 2);
    CHECK(read.rows[1].line == 3);
    CHECK(read.rows[1].endOffset == bytes.size());
    CHECK_FALSE(read.rows[0].refusal);
}

TEST_CASE("quotes hold delimiters, line breaks and quotes", "[exchange][csv]")
{
    const Read read =
        readAll("a,b\r\n\"x,1\",\"two\r\nlines\"\r\n\"say \"\"hi\"\"\", \"behind a blank\" \r\n5'6\",plain\r\n");
    REQUIRE(read.rows.size() == 3);
    CHECK(read.rows[0].fields == QStringList{"x,1"_q, "two\r\nlines"_q});
    CHECK(read.rows[1].fields == QStringList{"say \"hi\""_q, "behind a blank"_q});
    CHECK(read.rows[1].line == 4);
    CHECK(read.rows[2].fields == QStringList{"5'6\""_q, "plain"_q});
}

TEST_CASE("a quote that is never closed costs its own line only", "[exchange][csv]")
{
    SECTION("to the end of the file")
    {
        const Read read = readAll("姓名,住址\n张三,\"村东\n李四,村西\n王五,村南\n");
        REQUIRE(read.rows.size() == 3);
        REQUIRE(read.rows[0].refusal);
        CHECK(*read.rows[0].refusal == Error{ErrorKind::BadFormat, {}, {"closing quote"_q, "2"_q}});
        CHECK(read.rows[0].fields == QStringList{"张三"_q, "\"村东"_q});
        CHECK(read.rows[1].fields == QStringList{"李四"_q, "村西"_q});
        CHECK(read.rows[1].line == 3);
        CHECK(read.rows[2].fields == QStringList{"王五"_q, "村南"_q});
    }
    SECTION("and a later field is quoted")
    {
        const Read read = readAll("姓名,住址\n张三,\"村东\n李四,\"村西\"\n王五,村南\n");
        REQUIRE(read.rows.size() == 3);
        CHECK(read.rows[0].refusal);
        CHECK(read.rows[1].fields == QStringList{"李四"_q, "村西"_q});
        CHECK_FALSE(read.rows[1].refusal);
    }
    SECTION("before more lines than a field may hold")
    {
        QByteArray bytes = "姓名,住址\n张三,\"村东\n";
        for (int i = 0; i < 120000; ++i)
            bytes += "李四,village west\n";
        const Read read = readAll(bytes);
        CHECK(read.rows.size() == 120001);
        CHECK(read.rows[0].refusal);
        CHECK(read.rows.back().line == 120002);
        CHECK_FALSE(read.rows.back().refusal);
    }
}

TEST_CASE("a field that is too long refuses its row, and the next one is read", "[exchange][csv]")
{
    const qsizetype size = GENERATE(CsvReader::maxFieldChars + 1, CsvReader::maxLineBytes * 3);
    const Read read = readAll("a,b\n1," + QByteArray(size, 'x') + "\n2,y\n");
    REQUIRE(read.rows.size() == 2);
    REQUIRE(read.rows[0].refusal);
    CHECK(read.rows[0].refusal->kind == ErrorKind::OutOfRange);
    CHECK(read.rows[1].fields == QStringList{"2"_q, "y"_q});
    CHECK(read.rows[1].line == 3);
}

TEST_CASE("each row is read in the encoding that it is written in", "[exchange][csv]")
{
    SECTION("a GB18030 row in a UTF-8 file")
    {
        const Read read = readAll("姓名,性别\n王芳,女\n李娜,女\n" + zhangSan + ',' + male + "\n");
        REQUIRE(read.rows.size() == 3);
        CHECK(read.rows[2].fields == QStringList{"张三"_q, "男"_q});
        CHECK(read.rows[2].has(CsvNote::OtherEncoding));
        CHECK_FALSE(read.rows[1].has(CsvNote::OtherEncoding));
    }
    SECTION("a UTF-8 row in a GB18030 file, though it would be valid there")
    {
        // 张三丰 four times are 36 bytes, an even number: valid GB18030 that reads 寮犱笁涓...
        const Read read =
            readAll(nameAndSex + "\n" + zhangSan + ',' + male + "\n" + liSi + ',' + male + "\n李四四四,男\n");
        REQUIRE(read.encoding == TextEncoding::Gb18030);
        REQUIRE(read.rows.size() == 3);
        CHECK(read.rows[2].fields == QStringList{"李四四四"_q, "男"_q});
        CHECK(read.rows[2].has(CsvNote::OtherEncoding));
    }
    SECTION("联通, whose GB18030 bytes are valid UTF-8")
    {
        const Read read = readAll(nameAndSex + "\n" + QByteArray::fromHex("c1aacda8") + ',' + male + "\n");
        REQUIRE(read.rows.size() == 1);
        CHECK(read.rows[0].fields[0] == "联通"_q);
    }
    SECTION("in neither")
    {
        const Read read = readAll("姓名,性别\n王芳,女\n\xFF\xFF\xE5,女\n李娜,女\n");
        REQUIRE(read.rows.size() == 3);
        REQUIRE(read.rows[1].refusal);
        CHECK(*read.rows[1].refusal == Error{ErrorKind::BadEncoding, {}, {"3"_q}});
        CHECK(read.rows[2].fields[0] == "李娜"_q);
    }
    SECTION("accents of a foreign name stay what they are")
    {
        const Read read = readAll("name,sex\nMejía,male\nTreviño,female\n");
        CHECK(read.rows[0].fields[0] == "Mejía"_q);
        CHECK(read.rows[1].fields[0] == "Treviño"_q);
    }
}

TEST_CASE("rows longer or shorter than the header", "[exchange][csv]")
{
    const Read read = readAll(
        "姓名,性别,住址\n张三,男\n李四,女,村东,,\n王五,男,村西,3号\n合计3人\n,,\n\n赵六，男，村南\n孙七，男,村北\n");
    REQUIRE(read.rows.size() == 6);
    CHECK(read.rows[0].fields == QStringList{"张三"_q, "男"_q, QString()});
    CHECK(read.rows[0].has(CsvNote::FewerFields));
    CHECK(read.rows[1].fields == QStringList{"李四"_q, "女"_q, "村东"_q});
    CHECK(read.rows[1].notes.empty());
    REQUIRE(read.rows[2].refusal);
    CHECK(*read.rows[2].refusal == Error{ErrorKind::BadFormat, {}, {"3 columns"_q, "4"_q}});
    CHECK(read.rows[3].refusal);
    CHECK(read.rows[4].fields == QStringList{"赵六"_q, "男"_q, "村南"_q});
    CHECK(read.rows[4].has(CsvNote::OtherDelimiter));
    CHECK(read.rows[4].line == 8);
    CHECK(read.rows[5].fields == QStringList{"孙七"_q, "男"_q, "村北"_q});
}

TEST_CASE("a zero byte refuses its row", "[exchange][csv]")
{
    constexpr char rows[] = "姓名,性别\n张三,男\n李\0四,女\n王五,男\n赵六,男\n孙七,男\n";
    const Read read = readAll(QByteArray(rows, sizeof rows - 1));
    REQUIRE(read.rows.size() >= 3);
    REQUIRE(read.rows[1].refusal);
    CHECK(*read.rows[1].refusal == Error{ErrorKind::BadFormat, {}, {"no NUL byte"_q, "3"_q}});
    CHECK(read.rows[1].fields[0] == "李四"_q);
    CHECK_FALSE(read.rows[2].refusal);
}

TEST_CASE("what stands above the header is passed over", "[exchange][csv]")
{
    CHECK(readAll("天长市居民健康档案,,\n姓名,性别,住址\n张三,男,村东\n").header ==
          QStringList{"姓名"_q, "性别"_q, "住址"_q});
    CHECK(readAll("天长市，2025年\n\n姓名,性别,住址\n张三,男,村东\n").rows.front().line == 4);
    CHECK(readAll("sep=;\n姓名;性别\n张三;男\n").header == QStringList{"姓名"_q, "性别"_q});
    const Read oneColumn = readAll("姓名\n张三\n李四\n");
    CHECK(oneColumn.header == QStringList{"姓名"_q});
    REQUIRE(oneColumn.rows.size() == 2);
    CHECK(oneColumn.rows[1].fields == QStringList{"李四"_q});
    CHECK(readAll("姓名,性别\n").rows.empty());
    CHECK(readAll("name,name,\nA,B,\n").header == QStringList{"name"_q, "name"_q});
}

TEST_CASE("what is no CSV is told so", "[exchange][csv]")
{
    const auto [bytes, error] = GENERATE(table<QByteArray, Error>({
        {"", {ErrorKind::Required, QStringLiteral("header"), {}}},
        {"\xEF\xBB\xBF", {ErrorKind::Required, QStringLiteral("header"), {}}},
        {"\r\n\r\n", {ErrorKind::Required, QStringLiteral("header"), {}}},
        {"PK\x03\x04zip", {ErrorKind::BadFormat, {}, {QStringLiteral("CSV"), QStringLiteral("XLSX")}}},
        {"\xD0\xCF\x11\xE0", {ErrorKind::BadFormat, {}, {QStringLiteral("CSV"), QStringLiteral("XLS")}}},
    }));
    QByteArray content = bytes;
    QBuffer device(&content);
    device.open(QIODevice::ReadOnly);
    const auto reader = CsvReader::over(device);
    REQUIRE_FALSE(reader);
    CHECK(reader.error() == error);
    CHECK(CsvReader::open(QStringLiteral("/nowhere/list.csv")).error().kind == ErrorKind::FileMissing);
}

TEST_CASE("an import that was stopped goes on behind any row", "[exchange][csv]")
{
    QByteArray bytes = nameAndSex + "\r\n";
    for (int i = 0; i < 300; ++i)
        bytes += zhangSan + QByteArray::number(i) + (i % 7 == 0 ? ",\"two\r\nlines\"\r\n" : ",x\r\n");
    const Read whole = readAll(bytes);
    REQUIRE(whole.rows.size() == 300);
    const std::size_t stopped = GENERATE(0U, 6U, 7U, 150U, 298U, 299U);
    QBuffer device(&bytes);
    device.open(QIODevice::ReadOnly);
    auto reader = CsvReader::over(device).value();
    REQUIRE(reader->resumeAt(whole.rows[stopped].endOffset, whole.rows[stopped].nextLine));
    CsvRow row;
    for (std::size_t i = stopped + 1; i < whole.rows.size(); ++i) {
        REQUIRE(reader->next(row).value());
        CHECK(row.fields == whole.rows[i].fields);
        CHECK(row.line == whole.rows[i].line);
    }
    CHECK_FALSE(reader->next(row).value());
    CHECK(reader->bytesRead() == bytes.size());
}

TEST_CASE("line ends are found wherever the file is cut into blocks", "[exchange][csv]")
{
    // Rows of 11 and 13 bytes put CR, LF and quotes on both sides of every block's edge.
    QByteArray bytes = "a,b\r\n";
    for (int i = 0; i < 60000; ++i)
        bytes += i % 2 == 0 ? "\"x\r\ny\",123\r\n" : "abcde,123\r\n";
    const Read read = readAll(bytes);
    CHECK(read.rows.size() == 60000);
    CHECK(std::all_of(read.rows.begin(), read.rows.end(), [](const CsvRow &row) {
        return !row.refusal && row.fields[1] == u"123" && (row.fields[0] == u"abcde" || row.fields[0] == u"x\r\ny");
    }));
}

TEST_CASE("csv-spectrum reads as its authors expect", "[exchange][csv][real]")
{
    NEEDS_SHARED_DATA(data)
    const QDir csvs(data + "/nasty/csv-spectrum/csvs"_q);
    for (const QString &name : csvs.entryList({QStringLiteral("*.csv")}, QDir::Files)) {
        INFO(name.toStdString());
        const Read read = readAll(contentOf(csvs.filePath(name)));
        if (name == u"location_coordinates.csv") {
            // The expected file is of other data; what must hold is that quotes inside a plain field are text.
            CHECK(read.rows.at(0).fields[1] == "37\uFFFD36'37.8\"N 121\uFFFD2'17.9\"W"_q);
            continue;
        }
        const QString json = data + "/nasty/csv-spectrum/json/"_q + name.chopped(4) + ".json"_q;
        const QJsonArray expected = QJsonDocument::fromJson(contentOf(json)).array();
        REQUIRE(read.rows.size() == static_cast<std::size_t>(expected.size()));
        for (qsizetype i = 0; i < expected.size(); ++i)
            for (qsizetype column = 0; column < read.header.size(); ++column)
                CHECK(read.rows[static_cast<std::size_t>(i)].fields[column] ==
                      expected[i].toObject().value(read.header[column]).toString());
    }
}

TEST_CASE("GB18030 strings and broken bytes are told apart", "[exchange][csv][real]")
{
    NEEDS_SHARED_DATA(data)
    const TextDecoder decoder;
    // The vectors follow the edition of 2000; later editions moved these.
    const QString moved = "\u1E3F\uE7C7\uE81E\u9FB4\u20087"_q;
    int checked = 0;
    for (const QByteArray &line : contentOf(data + "/nasty/gb18030/gb18030_edge_strings.jsonl"_q).split('\n')) {
        const QJsonObject vector = QJsonDocument::fromJson(line).object();
        if (vector.isEmpty())
            continue;
        INFO(vector[u"name"].toString().toStdString());
        const auto text =
            decoder.decode(QByteArray::fromHex(vector[u"gb18030_hex"].toString().toLatin1()), TextEncoding::Gb18030);
        REQUIRE(text);
        const QString expected = vector[u"text"].toString();
        if (*text != expected)
            CHECK(std::any_of(expected.begin(), expected.end(), [&](QChar c) { return moved.contains(c); }));
        ++checked;
    }
    CHECK(checked == 38);
    auto vectors = CsvReader::open(data + "/nasty/gb18030/gb18030_invalid_bytes.csv"_q).value();
    CsvRow row;
    while (vectors->next(row).value()) {
        INFO(row.fields[0].toStdString());
        const auto text = decoder.decode(QByteArray::fromHex(row.fields[1].toLatin1()), TextEncoding::Gb18030);
        CHECK(text.has_value() == row.fields[2].startsWith(u"OK"));
    }
}
