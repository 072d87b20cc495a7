// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/json_reader.h"
#include "tests/exchange/files.h"

#include <QBuffer>

using namespace yigong;

namespace {

struct Piece
{
    QString where;
    QByteArray bytes;
    bool fault = false;
    bool operator==(const Piece &) const = default;
};

std::vector<Piece> piecesOf(QByteArray content)
{
    QBuffer device(&content);
    device.open(QIODevice::ReadOnly);
    auto reader = JsonReader::over(device);
    REQUIRE(reader);
    std::vector<Piece> pieces;
    JsonPiece piece;
    while ((*reader)->next(piece).value()) {
        pieces.push_back({piece.where, piece.bytes, piece.fault.has_value()});
        if (!piece.fault) {
            CHECK((*reader)->bytesAt(piece.offset, piece.bytes.size()).value() == piece.bytes);
        }
        REQUIRE(pieces.size() < 200000);
    }
    return pieces;
}

std::ostream &operator<<(std::ostream &out, const Piece &piece)
{
    return out << piece.where.toStdString() << ' ' << piece.bytes.toStdString() << (piece.fault ? " FAULT" : "");
}

} // namespace

TEST_CASE("numbers keep their spelling, and values know where they stood", "[exchange][json]")
{
    const QByteArray text =
        R"({"a":[6.30,-0,1E5,12345678901234567890],"name":"\u5f20\ud83d\ude00\n","a2":null,"t":true})";
    const JsonValue value = parseJson(text).value();
    CHECK(value[u"a"][0].text() == "6.30"_q);
    CHECK(value[u"a"][1].text() == "-0"_q);
    CHECK(value[u"a"][2].text() == "1E5"_q);
    CHECK(value[u"a"][3].text() == "12345678901234567890"_q);
    CHECK(value[u"name"].text() == "张😀\n"_q);
    CHECK(value[u"t"].isTrue());
    CHECK(value[u"a2"].kind() == JsonValue::Kind::Null);
    CHECK(value[u"x"][3][u"y"].isAbsent());
    const JsonValue &list = value[u"a"];
    CHECK(text.mid(list.begin(), list.end() - list.begin()) == "[6.30,-0,1E5,12345678901234567890]");
    CHECK(parseJson(R"({"k":1,"k":2})").value()[u"k"].text() == "2"_q);
    CHECK(parseJson(R"(["\ud800"])").value()[0].text() == "\uFFFD"_q);
}

TEST_CASE("what is no JSON says where and why", "[exchange][json]")
{
    CHECK(parseJson("{\"a\":}").error() == Error{ErrorKind::BadFormat, {}, {"value"_q, "5"_q}});
    CHECK(parseJson("[1,]").error().kind == ErrorKind::BadFormat);
    CHECK(parseJson("").error().kind == ErrorKind::BadFormat);
    CHECK(parseJson(QByteArray::fromHex("7b2261223a22d5c5c8fd227d")).error() ==
          Error{ErrorKind::BadEncoding, {}, {"6"_q}});
    CHECK(parseJson(QByteArray("{\0\"\0a\0", 6)).error() == Error{ErrorKind::BadEncoding, {}, {"UTF-16"_q}});
    CHECK(parseJson(QByteArray(100000, '[')).error().kind == ErrorKind::OutOfRange);
    CHECK(parseJson(QByteArray(maxJsonDepth, '[') + QByteArray(maxJsonDepth, ']')));
}

TEST_CASE("the JSON test suite: all that must be read is, nothing that must not", "[exchange][json][real]")
{
    NEEDS_SHARED_DATA(data)
    const QDir folder(data + "/nasty/JSONTestSuite/test_parsing"_q);
    int good = 0, bad = 0;
    for (const QString &name : folder.entryList(QDir::Files)) {
        INFO(name.toStdString());
        QByteArray content = contentOf(folder.filePath(name));
        const bool parsed = parseJson(content).has_value();
        if (name.startsWith(u"y_")) {
            CHECK(parsed);
            ++good;
        } else if (name.startsWith(u"n_")) {
            CHECK_FALSE(parsed);
            ++bad;
        }
        QBuffer device(&content);
        device.open(QIODevice::ReadOnly);
        if (auto reader = JsonReader::over(device)) {
            JsonPiece piece;
            int pieces = 0;
            while ((*reader)->next(piece).value())
                REQUIRE(++pieces < 1000);
        }
    }
    CHECK(good == 95);
    CHECK(bad == 188);
}

TEST_CASE("resources are cut out of whatever file they come in", "[exchange][json]")
{
    const QByteArray patient = R"({"resourceType":"Patient","id":"1"})";
    const QByteArray visit = R"({"id":"e","note":"}]\"","resourceType":"Encounter"})";
    const QByteArray one = R"({"fullUrl":"urn:uuid:1","resource":)" + patient + "}";
    const QByteArray two = "{ \"resource\" : " + visit + " }";
    SECTION("a bundle")
    {
        CHECK(piecesOf(R"({"resourceType":"Bundle","total":2,"entry":[)" + one + ",\n" + two + R"(],"type":"x"})") ==
              std::vector<Piece>{{"entry[0]"_q, one}, {"entry[1]"_q, two}});
    }
    SECTION("a bundle whose type stands at the end")
    {
        CHECK(piecesOf("\xEF\xBB\xBF { \"link\": [{}], \"entry\" : [ " + one + " , " + two +
                       " ] , \"resourceType\" : \"Bundle\" } \n") ==
              std::vector<Piece>{{"entry[0]"_q, one}, {"entry[1]"_q, two}});
    }
    SECTION("an empty bundle")
    {
        CHECK(piecesOf(R"({"resourceType":"Bundle"})").empty());
        CHECK(piecesOf(R"({"resourceType":"Bundle","entry":[]})").empty());
    }
    SECTION("a single resource; a List's entries are its own")
    {
        CHECK(piecesOf(patient) == std::vector<Piece>{{QString(), patient}});
        const QByteArray list = "{\n\"entry\":[{\"item\":{}}],\n\"resourceType\":\"List\"\n}";
        CHECK(piecesOf(list) == std::vector<Piece>{{QString(), list}});
    }
    SECTION("one a line")
    {
        CHECK(piecesOf(patient + "\n" + visit + "\n\n" + R"({"resourceType":"Bundle","entry":[)" + one + "]}\n") ==
              std::vector<Piece>{{"line 1"_q, patient}, {"line 2"_q, visit}, {"line 4 entry[0]"_q, one}});
    }
    SECTION("one a line, and one of them broken")
    {
        for (const QByteArray broken :
             {R"({"resourceType":"Patient","id":"2)", R"({"resourceType":"Patient","name":[{)", "nonsense"}) {
            INFO(broken.toStdString());
            const auto pieces = piecesOf(patient + "\n" + broken + "\n" + visit + "\n");
            REQUIRE(pieces.size() == 3);
            CHECK(pieces[0].bytes == patient);
            CHECK(pieces[1].fault);
            CHECK(pieces[1].where == "line 2"_q);
            CHECK(pieces[2].bytes == visit);
        }
    }
    SECTION("an array")
    {
        CHECK(piecesOf("[" + patient + " ,\n" + visit + "]") ==
              std::vector<Piece>{{"[0]"_q, patient}, {"[1]"_q, visit}});
        CHECK(piecesOf("[]").empty());
    }
    SECTION("a bundle that was cut off gives what it has")
    {
        const auto pieces = piecesOf(R"({"resourceType":"Bundle","entry":[)" + one + "," + two.chopped(10));
        REQUIRE(pieces.size() == 2);
        CHECK(pieces[0].bytes == one);
        CHECK(pieces[1].fault);
    }
    SECTION("a million small bundles do not pile up")
    {
        QByteArray many;
        for (int i = 0; i < 100000; ++i)
            many += "{\"resourceType\":\"Bundle\"}\n";
        CHECK(piecesOf(many + patient).size() == 1);
    }
}

TEST_CASE("entries are found wherever the file is cut into blocks", "[exchange][json]")
{
    QByteArray bundle = R"({"entry":[)";
    for (int i = 0; i < 20000; ++i)
        bundle += (i ? ",{\"resource\":{\"resourceType\":\"Patient\",\"id\":\""
                     : "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"") +
                  QByteArray::number(i) + R"("}})";
    bundle += R"(],"resourceType":"Bundle"})";
    const auto pieces = piecesOf(bundle);
    REQUIRE(pieces.size() == 20000);
    for (int i = 0; i < 20000; i += 997)
        CHECK(parseJson(pieces[static_cast<std::size_t>(i)].bytes).value()[u"resource"][u"id"].text() ==
              QString::number(i));
}

TEST_CASE("a file of another kind is told so", "[exchange][json]")
{
    const auto [bytes, error] = GENERATE(table<QByteArray, Error>({
        {"", {ErrorKind::Required, QStringLiteral("content"), {}}},
        {"\xEF\xBB\xBF \n", {ErrorKind::Required, QStringLiteral("content"), {}}},
        {"<Bundle/>", {ErrorKind::BadFormat, {}, {QStringLiteral("JSON"), QStringLiteral("XML")}}},
        {QByteArray::fromHex("fffe7b00"), {ErrorKind::BadEncoding, {}, {QStringLiteral("UTF-16")}}},
        {"PK", {ErrorKind::BadFormat, {}, {QStringLiteral("JSON"), QStringLiteral("0")}}},
    }));
    QByteArray content = bytes;
    QBuffer device(&content);
    device.open(QIODevice::ReadOnly);
    CHECK(JsonReader::over(device).error() == error);
    CHECK(JsonReader::open(QStringLiteral("/nowhere.json")).error().kind == ErrorKind::FileMissing);
}
