// SPDX-License-Identifier: GPL-3.0-or-later
// A laptop for a village without a line, by the programs alone: its request goes out on a stick, and its first store
// comes back on one, carried by a desk or answered at the hub itself.
#include "tests/ctl/new_county.h"

#include <QDir>

using namespace yigong;

namespace {

struct VillageLaptop : NewCounty
{
    /// 王庄 has a laptop on the line, with one resident; its second one has none.
    VillageLaptop()
    {
        REQUIRE(QDir().mkpath(stick()));
        write("first-code", invites());
        answer(enrols("laptop", "first-code", "zhao", "doctor"));
        registers("laptop", "李芳");
        answer(doctor({"sync"_q}));
        write("second-code", invites({"--name"_q, "二号"_q}));
    }
    [[nodiscard]] QString stick() const { return dir("stick"); }
    [[nodiscard]] QStringList on(const char *pattern) const
    {
        return QDir(stick()).entryList({QString::fromLatin1(pattern)}, QDir::Files | QDir::Hidden);
    }
    [[nodiscard]] QByteArray bytesOf(const QString &name) const
    {
        QFile file(stick() + u'/' + name);
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }
    /// The one command that a person at the new laptop types, before the stick goes and after it came back.
    Said asks(const char *store, const char *code = "second-code")
    {
        return ctl({"--secret-file"_q, dir("doctor"), "device"_q, "enrol"_q, dir(store), "--stick"_q, stick(),
                    "--code-file"_q, dir(code), "--login"_q, "zhao"_q});
    }
    Said at(const char *store, const QStringList &arguments)
    {
        return ctl(QStringList{"--data"_q, dir(store), "--as"_q, "zhao"_q, "--secret-file"_q, dir("doctor")} +
                   arguments);
    }
    void registers(const char *store, const char *name)
    {
        answer(at(store, {"patient"_q, "add"_q, "--name"_q, QString::fromUtf8(name), "--sex"_q, "female"_q,
                          "--birth-date"_q, "1970-01-01"_q, "--no-id-reason"_q, "没有带来"_q}));
    }
    int found(const char *store, const char *name)
    {
        return static_cast<int>(
            answer(at(store, {"patient"_q, "search"_q, QString::fromUtf8(name)})).value("patients"_q).toArray().size());
    }
    Said carries() { return admin({"package"_q, "carry"_q, stick()}); }
    static QJsonObject newLaptop(const Said &carried)
    {
        const auto laptops = QJsonDocument::fromJson(carried.out.toUtf8()).object().value("newLaptops"_q).toArray();
        INFO(carried.errors.toStdString());
        REQUIRE(laptops.size() == 1);
        return laptops[0].toObject();
    }
};

} // namespace

TEST_CASE("a laptop without a line is set up by stick, and lives by sticks and by the line from then on",
          "[package][enrol][set-up]")
{
    VillageLaptop c;
    const QString request = NewCounty::answer(c.asks("new")).value("request"_q).toString();
    REQUIRE(c.on("*.ygr").size() == 1);
    CHECK(request == c.stick() + u'/' + c.on("*.ygr").front());
    // Nobody has answered yet: it says so, and asks the same.
    const QByteArray asked = c.bytesOf(c.on("*.ygr").front());
    CHECK(NewCounty::answer(c.asks("new")).value("request"_q).toString() == request);
    CHECK(c.on("*.ygr").size() == 1);

    const Said carried = c.carries();
    CHECK(carried.status == 0);
    const QJsonObject laptop = c.newLaptop(carried);
    CHECK(laptop.value("file"_q).toString() == c.on("*.ygr").front());
    REQUIRE(c.on("*.ygs").size() == 1);
    CHECK(laptop.value("setUp"_q).toString() == c.on("*.ygs").front());
    CHECK_FALSE(laptop.contains("problem"_q));
    // Who finds the stick reads neither the county nor the secrets.
    QFile codeFile(c.dir("second-code"));
    REQUIRE(codeFile.open(QIODevice::ReadOnly));
    const QByteArray code = codeFile.readAll().trimmed();
    for (const QByteArray &carriedBytes : {asked, c.bytesOf(c.on("*.ygs").front())})
        for (const QByteArray &secret : {code, QByteArray(code).replace("-", ""), doctorPassword, QByteArray("李芳")})
            CHECK_FALSE(carriedBytes.contains(secret));

    const QJsonObject made = NewCounty::answer(c.asks("new"));
    CHECK(made.value("site"_q).toString() == "王庄村"_q);
    CHECK(made.value("letter"_q).toString() == "B"_q);
    CHECK(made.value("snapshot"_q).toInt() > 0);
    CHECK(made.value("recoveryKey"_q).toString().size() == 39);
    CHECK_FALSE(made.contains("notYet"_q));
    CHECK(c.on("*.yg?").isEmpty());
    CHECK(c.found("new", "李芳") == 1);
    CHECK(NewCounty::answer(c.at("new", {"verify"_q})).value("ok"_q).toBool());

    // Its first day's work goes by stick …
    c.registers("new", "王小明");
    CHECK(NewCounty::answer(c.at("new", {"package"_q, "write"_q, c.stick()})).value("acts"_q).toInt() > 0);
    const auto devices = NewCounty::answer(c.carries()).value("devices"_q).toArray();
    REQUIRE(devices.size() == 1);
    CHECK(devices[0]["device"_q] == made.value("device"_q));
    CHECK(devices[0]["handedIn"_q].toArray()[0]["state"_q] == "taken"_q);
    const auto read = NewCounty::answer(c.at("new", {"package"_q, "read"_q, c.stick()})).value("packages"_q).toArray();
    REQUIRE(read.size() == 2);
    CHECK(read[1]["state"_q] == "taken"_q);
    NewCounty::answer(c.doctor({"sync"_q}));
    CHECK(c.found("laptop", "王小明") == 1);
    // … and by the line where it has one: the address came with its store.
    c.registers("new", "赵六");
    CHECK(NewCounty::answer(c.at("new", {"sync"_q})).value("pushed"_q).toInt() > 0);
}

TEST_CASE("the hub answers a new laptop's request by itself, while nobody serves it", "[package][enrol][set-up]")
{
    VillageLaptop c;
    NewCounty::answer(c.asks("new"));
    const Said busy = c.hub({"package"_q, "enrol"_q, c.dir("hub"), c.stick()});
    CHECK(busy.status == 1);
    CHECK(c.on("*.ygs").isEmpty());
    c.served.reset();
    const Said answered =
        c.hub({"package"_q, "enrol"_q, c.dir("hub"), c.stick(), "--address"_q, "https://hub.county.example:8443"_q});
    INFO(answered.errors.toStdString());
    CHECK(answered.status == 0);
    REQUIRE(c.on("*.ygs").size() == 1);
    CHECK(answered.out.contains(c.on("*.ygs").front()));
    const QJsonObject made = NewCounty::answer(c.asks("new"));
    CHECK(made.value("snapshot"_q).toInt() > 0);
    CHECK(c.found("new", "李芳") == 1);
    // By hand, then, also what it does next.
    c.registers("new", "王小明");
    NewCounty::answer(c.at("new", {"package"_q, "write"_q, c.stick()}));
    const Said taken = c.hub({"package"_q, "read"_q, c.dir("hub"), c.stick()});
    CHECK(taken.out.contains("acts were new"_q));
}

TEST_CASE("a set-up that was cut, a code that is used and a stick that is out are said, and the next carrying mends it",
          "[package][enrol][set-up]")
{
    VillageLaptop c;
    const Said out = c.ctl({"--secret-file"_q, c.dir("doctor"), "device"_q, "enrol"_q, c.dir("new"), "--stick"_q,
                            c.dir("no-stick"), "--code-file"_q, c.dir("second-code"), "--login"_q, "zhao"_q});
    CHECK(out.status == 1);
    CHECK(out.errors.contains("put the stick in"_q));
    CHECK_FALSE(QFile::exists(c.dir("no-stick")));

    NewCounty::answer(c.asks("new"));
    CHECK(c.carries().status == 0);
    const QString setUp = c.stick() + u'/' + c.on("*.ygs").front();
    QFile file(setUp);
    const qint64 whole = file.size();
    REQUIRE(file.resize(whole - 1000));
    const Said cut = c.asks("new");
    INFO(cut.errors.toStdString());
    CHECK(cut.status == 1);
    CHECK_FALSE(cut.errors.isEmpty());
    CHECK(c.carries().status == 0);
    CHECK(QFile(setUp).size() == whole);
    CHECK(NewCounty::answer(c.asks("new")).value("snapshot"_q).toInt() > 0);

    // Somebody else's laptop with the same code.
    NewCounty::answer(c.asks("other"));
    const Said refused = c.carries();
    CHECK(refused.status == 1);
    CHECK(c.newLaptop(refused).value("problem"_q).toString().contains("used already"_q));
    CHECK(c.on("*.ygs").isEmpty());
    CHECK_FALSE(NewCounty::answer(c.asks("other")).contains("device"_q));
}
