// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/referrals/referral_desk.h"
#include "tests/ui/clinic_desk.h"
#include "tests/ui/desk.h"
#include "ui/patients/private_numbers.h"
#include "ui/referrals/referrals_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/table.h"
#include <QClipboard>
#include <QLabel>

using namespace yigong;

namespace {

/// Two who are called 张…明 in 王庄, and one more.
struct Namesakes : CountyStore
{
    Id older = lives("张小明", "1957-03-07", "中街 8 号", "341181195703071234", "13812345678");
    Id younger = lives("张大明", "1957-08-01", "中街 9 号", "", "13987654321");
    Id other = lives("李秀兰", "1962-01-05", "东街 1 号", "341181196201053306", "");

    Id lives(const char *name, const char *born, const char *address, const char *idNumber, const char *phone)
    {
        Patient made;
        made.name = QString::fromUtf8(name);
        made.sex = Sex::Male;
        made.birthDate = *PartialDate::parse(QString::fromLatin1(born));
        made.address = QString::fromUtf8(address);
        made.idNumber = QString::fromLatin1(idNumber);
        made.idType = made.idNumber.isEmpty() ? QString() : "01"_q;
        made.phone = QString::fromLatin1(phone);
        made.site = wangzhuang.id;
        const auto id = db->write(actor, [&](Transaction &tx) { return tx.insert(made); });
        REQUIRE(id);
        return *id;
    }
};

struct ResidentsDesk : Desk
{
    explicit ResidentsDesk(Namesakes &village) : Desk(village, village.villageDoctor, village.wangzhuang)
    {
        place.noteRevealed = [this](Id patient, const QString &field) { revealed.append({patient, field}); };
        page = shows<ResidentsPage>("residents"_q);
        window.setSearchPage("residents"_q);
        list = control<Table>("居民"_q);
        REQUIRE(waitsFor([&] { return rows().size() == 3; }));
    }
    [[nodiscard]] QStringList rows() const
    {
        QStringList words;
        for (int row = 0; row < list->model()->rowCount(); ++row)
            words.append(list->model()->index(row, 0).data().toString());
        return words;
    }
    void searches(const QString &text, int found, const QString &seen)
    {
        goesTo(window.search()->accessibleName());
        presses(Qt::Key_A, Qt::ControlModifier);
        types(text);
        REQUIRE(window.search()->text() == text);
        // The answer to this search, not to the one before it.
        CHECK(waitsFor([&] { return rows().size() == found && rows().first().contains(seen); }));
    }
    void opens(Id patient)
    {
        page->open(patient.text());
        REQUIRE(waitsFor([&] { return page->shownPatient() == patient && saysSomewhere(nameOf(patient)); }));
        list->setFocus();
        settle();
    }
    /// Everything that a person, a screen reader or a hand over the window could get to read in it.
    [[nodiscard]] QString everything() const
    {
        QStringList words{window.windowTitle()};
        for (const QWidget *widget : window.findChildren<QWidget *>()) {
            if (!widget->isVisible())
                continue;
            words +=
                {widget->accessibleName(), widget->accessibleDescription(), widget->toolTip(), widget->windowTitle()};
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                words.append(label->text());
            if (const auto *runs = qobject_cast<const RunsLabel *>(widget))
                words.append(plainText(runs->runs()));
        }
        return words.join(u'\n');
    }
    [[nodiscard]] bool saysSomewhere(const QString &words) const { return everything().contains(words); }
    [[nodiscard]] QString nameOf(Id patient)
    {
        return place.db.read([&](const Snapshot &s) { return s.get<Patient>(patient); })->name;
    }

    ResidentsPage *page = nullptr;
    Table *list = nullptr;
    QList<QPair<Id, QString>> revealed;
};

} // namespace

TEST_CASE("the list of residents masks names and shows what tells namesakes apart", "[ui][residents][masking]")
{
    Namesakes village;
    ResidentsDesk desk(village);
    const QString all = desk.rows().join(u'\n');
    INFO(all.toStdString());
    for (const char *hidden : {"张小明", "张大明", "李秀兰", "341181195703071234", "13812345678"})
        CHECK_FALSE(all.contains(QString::fromUtf8(hidden)));
    const QStringList zhang = desk.rows().filter("张*明"_q);
    REQUIRE(zhang.size() == 2);
    CHECK(zhang.filter("中街 8 号"_q).filter("尾号 1234"_q).size() == 1);
    CHECK(zhang.filter("中街 9 号"_q).filter("1957-08-01"_q).size() == 1); // who has no ID number
}

TEST_CASE("what was typed stays to be seen beside a masked name", "[ui][residents][masking]")
{
    Namesakes village;
    ResidentsDesk desk(village);
    struct Case
    {
        const char *typed;
        int found;
        const char *seen;
    };
    for (const Case &c : {Case{"小明", 1, "小明"}, Case{"zdm", 1, "zdm"}, Case{"3306", 1, "尾号 3306"},
                          Case{"4321", 1, "139****4321"}, Case{"张 1957", 2, "张"}}) {
        desk.searches(QString::fromUtf8(c.typed), c.found, QString::fromUtf8(c.seen));
        const QString row = desk.rows().first();
        INFO(c.typed << ": " << row.toStdString());
        CHECK(row.contains(u'*'));
        CHECK(row.contains("街"_q));
    }
}

TEST_CASE("a row that is copied or read aloud is copied as it is masked", "[ui][residents][masking]")
{
    Namesakes village;
    ResidentsDesk desk(village);
    desk.list->setFocus();
    desk.list->setCurrentRow(0);
    desk.presses(Qt::Key_C, Qt::ControlModifier);
    const QString copied = QApplication::clipboard()->text();
    CHECK(copied.contains(u'*'));
    CHECK_FALSE(copied.contains("小明"_q));
    const QModelIndex first = desk.list->model()->index(0, 0);
    for (const int role : {Qt::ToolTipRole, Qt::AccessibleTextRole, Qt::AccessibleDescriptionRole, Qt::StatusTipRole})
        CHECK_FALSE(first.data(role).toString().contains("小明"_q));
}

TEST_CASE("the opened record says the name, and numbers only to whoever presses for them", "[ui][residents][masking]")
{
    Namesakes village;
    ResidentsDesk desk(village);
    desk.opens(village.older);
    CHECK(desk.saysSomewhere("138****5678"_q));
    CHECK(desk.saysSomewhere("341181********1234"_q));
    CHECK_FALSE(desk.saysSomewhere("13812345678"_q));
    CHECK_FALSE(desk.saysSomewhere("341181195703071234"_q));
    CHECK(desk.revealed.isEmpty());

    desk.presses(Qt::Key_P, Qt::AltModifier);
    CHECK(desk.saysSomewhere("13812345678"_q));
    CHECK_FALSE(desk.saysSomewhere("341181195703071234"_q));
    desk.presses(Qt::Key_I, Qt::AltModifier);
    CHECK(desk.saysSomewhere("341181195703071234"_q));
    CHECK(desk.revealed == QList<QPair<Id, QString>>{{village.older, "phone"_q}, {village.older, "id_number"_q}});
    desk.control<Button>("隐藏证件号"_q); // what the eye says now
    desk.presses(Qt::Key_I, Qt::AltModifier);
    CHECK_FALSE(desk.saysSomewhere("341181195703071234"_q));
    CHECK(desk.revealed.size() == 2); // hiding is no reading
}

TEST_CASE("revealed numbers are masked again with another resident and on leaving the page", "[ui][residents][masking]")
{
    Namesakes village;
    ResidentsDesk desk(village);
    desk.opens(village.older);
    desk.presses(Qt::Key_P, Qt::AltModifier);
    REQUIRE(desk.saysSomewhere("13812345678"_q));
    desk.page->refresh(); // as after a synchronisation: the same person still
    Desk::settle();
    CHECK(desk.saysSomewhere("13812345678"_q));
    desk.opens(village.younger);
    CHECK(desk.saysSomewhere("139****4321"_q));
    CHECK_FALSE(desk.saysSomewhere("13987654321"_q));
    desk.opens(village.older);
    CHECK_FALSE(desk.saysSomewhere("13812345678"_q));

    desk.presses(Qt::Key_P, Qt::AltModifier);
    REQUIRE(desk.saysSomewhere("13812345678"_q));
    desk.window.addPage({"elsewhere"_q, Icon::Visit, "elsewhere"_q, 2, [] { return new Page; }});
    desk.window.showPage("elsewhere"_q);
    desk.window.showPage("residents"_q);
    Desk::settle();
    CHECK(desk.saysSomewhere("138****5678"_q));
    CHECK_FALSE(desk.saysSomewhere("13812345678"_q));
}

TEST_CASE("a locked screen masks what was revealed", "[ui][residents][masking][sign-in]")
{
    ClinicDesk desk;
    MainWindow &window = desk.signsIn();
    Patient before = *desk.workplace().db.read([&](const Snapshot &s) { return s.get<Patient>(desk.lixiulan()); });
    Patient after = before;
    after.phone = "13812345678"_q;
    REQUIRE(desk.workplace().db.write(desk.workplace().actor,
                                      [&](Transaction &tx) { return editPatient(tx, before, after); }));
    window.showPage("residents"_q, desk.lixiulan().text());
    const auto says = [&](const QString &words) {
        for (const RunsLabel *label : desk.residentsPage().findChild<PrivateNumbers *>()->findChildren<RunsLabel *>())
            if (plainText(label->runs()) == words)
                return true;
        return false;
    };
    REQUIRE(ClinicDesk::waited([&] { return says("138****5678"_q); }));
    desk.pressed(Qt::Key_P, Qt::AltModifier);
    REQUIRE(says("13812345678"_q));
    desk.pressed(Qt::Key_L, Qt::ControlModifier);
    REQUIRE(desk.desktop().lockPage() != nullptr);
    CHECK_FALSE(says("13812345678"_q));
    CHECK(says("138****5678"_q));
}

TEST_CASE("the list of referrals masks names and phones, the chosen one is named", "[ui][referrals][masking]")
{
    Namesakes village;
    ReferralDraft draft;
    draft.patient = village.older;
    draft.toSite = village.county.id;
    draft.reason = "胃痛 2 月"_q;
    draft.diagnosis = "消化性溃疡"_q;
    draft.allergyStatement = "无"_q;
    REQUIRE(village.write(village.villageDoctor, [&](Transaction &tx) { return sendReferral(tx, draft); }));
    Desk desk(village, village.countyDoctor, village.county);
    desk.shows<ReferralsPage>("referrals"_q);
    auto *table = desk.control<Table>("转诊"_q);
    REQUIRE(desk.waitsFor([&] { return table->model()->rowCount() == 1; }));
    QString row;
    for (int column = 0; column < table->model()->columnCount(); ++column)
        row += table->model()->index(0, column).data().toString() + u' ';
    INFO(row.toStdString());
    CHECK(row.contains("张*明"_q));
    CHECK(row.contains("138****5678"_q));
    CHECK_FALSE(row.contains("小明"_q));
    CHECK_FALSE(row.contains("12345678"_q));
    CHECK(desk.waitsFor([&] {
        for (const RunsLabel *label : desk.window.findChildren<RunsLabel *>())
            if (label->isVisible() && plainText(label->runs()).startsWith("张小明"_q))
                return true;
        return false;
    }));
}
