// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/enrolment_code.h"
#include "tests/support/patience.h"
#include "tests/support/text.h"
#include "ui/shell/desktop.h"
#include "ui/shell/join_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <catch2/catch.hpp>

using namespace yigong;

namespace {

/// A laptop that is in no county yet.
struct NewLaptop
{
    NewLaptop()
    {
        DesktopOptions options;
        options.dataFolder = folder.path() + "/store"_q;
        options.version = "0.1.0"_q;
        desktop = std::make_unique<Desktop>(options, clock);
        desktop->show();
        QApplication::setActiveWindow(desktop.get());
        REQUIRE(QTest::qWaitFor([&] { return page() != nullptr && page()->isVisible(); }, longestWaitMs));
    }
    [[nodiscard]] JoinPage *page() const { return desktop->findChild<JoinPage *>(); }
    void fills(const QString &name, const QString &text) const
    {
        for (Field *field : page()->findChildren<Field *>())
            if (field->accessibleName() == name) {
                field->setFocus();
                QTest::keyClicks(field, text);
                return;
            }
        FAIL("no field " << name.toStdString());
    }
    [[nodiscard]] bool says(const QString &words) const
    {
        for (const QLabel *label : page()->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }
    QTemporaryDir folder;
    FixedClock clock{Instant::fromIso(u"2025-05-13T10:12:00")};
    std::unique_ptr<Desktop> desktop;
};

} // namespace

TEST_CASE("a laptop without data is offered to join a county, and is told what is wrong", "[ui][join]")
{
    NewLaptop laptop;
    QTest::keyClick(laptop.page(), Qt::Key_F12);
    CHECK(laptop.says("县平台还没有填"_q));
    laptop.fills("县平台"_q, "127.0.0.1:9"_q);
    laptop.fills("接入码"_q, "AAAAA-BBBBB"_q);
    laptop.fills("登录名"_q, "zhaodeshun"_q);
    laptop.fills("密码"_q, "wangzhuang-8"_q);
    QTest::keyClick(laptop.page(), Qt::Key_F12);
    REQUIRE(QTest::qWaitFor([&] { return laptop.says("六组字母和数字"_q); }, longestWaitMs));
    QDir().mkpath(QStringLiteral(YIGONG_BINARY_DIR "/pictures"));
    CHECK(laptop.desktop->grab().save(QStringLiteral(YIGONG_BINARY_DIR "/pictures/join.png")));
}

TEST_CASE("a hub that cannot be reached is said, and the page stays with what was typed", "[ui][join]")
{
    NewLaptop laptop;
    laptop.fills("县平台"_q, "127.0.0.1:9"_q);
    laptop.fills("接入码"_q, EnrolmentCode::make(QByteArray(32, '\x5a')).text());
    laptop.fills("登录名"_q, "zhaodeshun"_q);
    laptop.fills("密码"_q, "wangzhuang-8"_q);
    QTest::keyClick(laptop.page(), Qt::Key_F12);
    REQUIRE(QTest::qWaitFor([&] { return laptop.says("连不上县平台"_q); }, longestWaitMs));
    CHECK(laptop.page()->firstField()->text() == "127.0.0.1:9"_q);
}

TEST_CASE("without a line the request goes on a stick, and the page says where it has to go", "[ui][join]")
{
    NewLaptop laptop;
    QTemporaryDir stick;
    laptop.page()->joinByStick(stick.path());
    CHECK(laptop.says("接入码还没有填"_q)); // the address is not asked for
    laptop.fills("接入码"_q, EnrolmentCode::make(QByteArray(32, '\x5a')).text());
    laptop.fills("登录名"_q, "zhaodeshun"_q);
    laptop.fills("密码"_q, "wangzhuang-8"_q);
    laptop.page()->joinByStick(stick.filePath("gone"_q));
    REQUIRE(QTest::qWaitFor([&] { return laptop.says("gone"_q); }, longestWaitMs));
    laptop.page()->joinByStick(stick.path());
    REQUIRE(QTest::qWaitFor([&] { return laptop.says("申请已写入 U 盘"_q); }, longestWaitMs));
    CHECK(QDir(stick.path()).entryList({"*.ygr"_q}).size() == 1);
    QTest::qWait(50); // the card grows
    CHECK(laptop.desktop->grab().save(QStringLiteral(YIGONG_BINARY_DIR "/pictures/join-by-stick.png")));
    laptop.page()->joinByStick(stick.path()); // no answer yet: the same request again
    REQUIRE(QTest::qWaitFor([&] { return laptop.says("申请已写入 U 盘"_q); }, longestWaitMs));
    CHECK(QDir(stick.path()).entryList({"*.ygr"_q}).size() == 1);
}
