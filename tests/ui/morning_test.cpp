// SPDX-License-Identifier: GPL-3.0-or-later
// A whole morning in a village without a line, by keys alone.
#include "core/followups/enrolment.h"
#include "core/inventory/balance.h"
#include "core/inventory/ledger.h"
#include "core/patients/find.h"
#include "core/sync/reset_store.h"
#include "tests/ui/clinic_desk.h"
#include "ui/followups/follow_up_page.h"
#include "ui/followups/follow_up_sheet.h"
#include "ui/patients/same_person_dialog.h"
#include "ui/widgets/button.h"
#include "ui/widgets/suggest_box.h"

using namespace yigong;

namespace {

const QString amlodipine = QStringLiteral("D0171");

/// Who comes this morning; those with a `+` are in the program of hypertension, and are followed up after the visit.
const QStringList comers{"王秀英+"_q, "李桂兰+"_q, "张玉梅"_q,  "刘凤兰+"_q, "陈玉兰+"_q, "杨桂英"_q,  "赵秀珍+"_q,
                         "黄凤英+"_q, "周桂芳"_q,  "吴秀兰+"_q, "徐玉珍+"_q, "孙桂珍"_q,  "胡凤琴+"_q, "朱玉华+"_q,
                         "高秀芳"_q,  "林桂荣+"_q, "何玉芳"_q,  "郭凤霞+"_q, "马秀荣"_q,  "罗玉英"_q};

QString nameOnly(QString comer)
{
    return comer.remove(u'+');
}

class Morning
{
public:
    Morning()
    {
        m_desk.holds([](Transaction &tx) { return village(tx); });
        m_desk.signsIn();
    }

    /// F3, the name, Enter: the person's record is open.
    void finds(const QString &name)
    {
        strikes(Qt::Key_F3);
        m_desk.composed(QString(), name);
        REQUIRE(ClinicDesk::waited([&] { return !m_desk.window().search()->text().isEmpty(); }));
        strikes(Qt::Key_Return);
        const Id wanted = idOf(name);
        REQUIRE(ClinicDesk::waited([&] {
            return m_desk.window().currentKey() == u"residents" && m_desk.residentsPage().shownPatient() == wanted;
        }));
    }

    /// F4: complaint, pressure, diagnosis, drug, signature.
    void sees(const QString &pressure)
    {
        strikes(Qt::Key_F4);
        REQUIRE(ClinicDesk::waited([&] { return m_desk.window().currentKey() == u"visit" && isIn("主诉"_q); }));
        m_desk.composed(QString(), "头晕"_q);
        strikes(Qt::Key_Return);
        m_desk.typed(pressure);
        walksTo("加诊断"_q);
        m_desk.typed("gxy"_q);
        picks();
        walksTo("加药"_q);
        m_desk.typed("bhsaldp"_q);
        picks();
        const qint64 before = visits();
        signsOnce(Qt::Key_F12);
        REQUIRE(ClinicDesk::waited([&] { return visits() == before + 1; }));
    }

    /// F6: the form is filled from the visit; no symptoms, and closed.
    void followsUp()
    {
        const qint64 before = count("follow_up");
        strikes(Qt::Key_F6);
        REQUIRE(ClinicDesk::waited([&] {
            auto *page = qobject_cast<FollowUpPage *>(m_desk.window().page("followups"_q));
            return page != nullptr && page->sheet() != nullptr && page->sheet()->isVisible();
        }));
        QTest::qWait(20);
        strikes(Qt::Key_1);
        strikes(Qt::Key_F12);
        REQUIRE(ClinicDesk::waited([&] { return count("follow_up") == before + 1; }));
    }

    /// F8 beside the signed visit: the reason is typed, the rest is filled in.
    void refers(const QString &reason)
    {
        strikes(Qt::Key_F8);
        REQUIRE(ClinicDesk::waited([&] { return m_desk.window().currentKey() == u"referrals"; }));
        REQUIRE(ClinicDesk::waited([&] { return isIn("转诊原因"_q); }));
        m_desk.composed(QString(), reason);
        strikes(Qt::Key_F12);
        REQUIRE(ClinicDesk::waited([&] { return count("service_request") == 1; }));
    }

    /// Alt+U: the pair that stands first, a reason, Ctrl+Enter.
    void makesOneOfTwo()
    {
        strikes(Qt::Key_2, Qt::AltModifier);
        REQUIRE(ClinicDesk::waited([&] { return m_desk.window().currentKey() == u"residents"; }));
        strikes(Qt::Key_U, Qt::AltModifier);
        SamePersonDialog *dialog = nullptr;
        REQUIRE(ClinicDesk::waited([&] {
            dialog = m_desk.window().findChild<SamePersonDialog *>();
            return dialog != nullptr && dialog->isVisible() && pairIsShown(*dialog);
        }));
        const QString reason = SamePersonDialog::tr("Reason");
        for (int tabs = 0; tabs < 12 && !isIn(reason); ++tabs)
            strikes(Qt::Key_Tab);
        REQUIRE(isIn(reason));
        m_desk.composed(QString(), "两张身份证都看过"_q);
        strikes(Qt::Key_Return, Qt::ControlModifier);
        REQUIRE(ClinicDesk::waited([&] { return count("patient WHERE merged_into IS NOT NULL") == 1; }));
        strikes(Qt::Key_Escape);
    }

    qint64 count(const std::string &of)
    {
        const auto number =
            m_desk.workplace().db.read([&](const Snapshot &s) { return s.number("SELECT count(*) FROM " + of); });
        REQUIRE(number);
        return *number;
    }
    qint64 visits() { return count("encounter"); }
    qint64 unsent()
    {
        const auto work = m_desk.workplace().db.read(unsentWork);
        REQUIRE(work);
        return work->acts;
    }
    [[nodiscard]] int keys() const { return m_keys; }

private:
    static Result<void> village(Transaction &tx)
    {
        for (const QString &comer : comers) {
            PatientDraft draft;
            draft.name = nameOnly(comer);
            draft.sex = Sex::Female;
            draft.birthDate = PartialDate(QDate(1957, 3, 7));
            draft.noIdReason = "未带"_q;
            YIGONG_LET(id, registerPatient(tx, draft));
            if (comer.endsWith(u'+'))
                YIGONG_TRY(
                    enrolInProgram(tx, {id, FollowUpProgram::Hypertension, {}, QDate(2025, 1, 6), {}, {}, {}, {}, {}}));
        }
        PatientDraft again; // one of them, written by somebody who heard the name
        again.name = "王秀瑛"_q;
        again.sex = Sex::Female;
        again.birthDate = PartialDate(QDate(1957, 3, 7));
        again.noIdReason = "未带"_q;
        YIGONG_TRY(registerPatient(tx, again));
        YIGONG_TRY(receiveStock(
            tx, {"县药房"_q, "R1"_q, {{amlodipine, "250110"_q, QDate(2026, 9, 30), 0, {2000}, 7, Money{960}}}}));
        return {};
    }

    Id idOf(const QString &name)
    {
        const auto found =
            m_desk.workplace().db.read([&](const Snapshot &s) { return s.select<Patient>("WHERE name = ?", {name}); });
        REQUIRE(found);
        REQUIRE(found->size() == 1);
        return found->front().id;
    }

    static bool isIn(const QString &name)
    {
        const QWidget *focus = QApplication::focusWidget();
        return focus != nullptr && focus->accessibleName() == name;
    }
    void strikes(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ++m_keys;
        m_desk.pressed(key, modifiers);
        for (int i = 0; i < 5; ++i)
            QApplication::processEvents();
    }
    /// Enter until the focus is there.
    void walksTo(const QString &name)
    {
        for (int steps = 0; steps < 24 && !isIn(name); ++steps)
            strikes(Qt::Key_Return);
        INFO(name.toStdString());
        REQUIRE(isIn(name));
    }
    /// The first that is suggested.
    void picks()
    {
        auto *box = qobject_cast<SuggestBox *>(QApplication::focusWidget());
        REQUIRE(box != nullptr);
        REQUIRE(ClinicDesk::waited([&] { return box->popup()->isVisible(); }));
        strikes(Qt::Key_Return);
    }
    /// Signing asks once.
    void signsOnce(Qt::Key key)
    {
        QTimer::singleShot(200, [] {
            if (QWidget *dialog = QApplication::activeModalWidget())
                QTest::keyClick(dialog, Qt::Key_F12);
        });
        ++m_keys;
        strikes(key);
    }
    static bool pairIsShown(const SamePersonDialog &dialog)
    {
        for (const Button *button : dialog.findChildren<Button *>())
            if (button->isVisible() && button->isEnabled() &&
                button->text() == SamePersonDialog::tr("One person: make them one"))
                return true;
        return false;
    }

    ClinicDesk m_desk;
    int m_keys = 0;
};

} // namespace

TEST_CASE("a village doctor's morning without a line is done by keys alone, and nothing of it is lost", "[ui][morning]")
{
    Morning morning;
    for (const QString &comer : comers) {
        INFO(comer.toStdString());
        morning.finds(nameOnly(comer));
        morning.sees(comer == comers.last() ? "18896"_q : "13884"_q);
        if (comer == comers.last())
            morning.refers("血压 188/96，需紧急转诊"_q);
        if (comer.endsWith(u'+'))
            morning.followsUp();
    }
    morning.makesOneOfTwo();

    CHECK(morning.visits() == 20);
    CHECK(morning.count("follow_up") == 12);
    CHECK(morning.count("medication_dispense") == 20);
    CHECK(morning.count("service_request") == 1);
    CHECK(morning.count("patient WHERE merged_into IS NOT NULL") == 1);
    CHECK(morning.unsent() >= 54); // no hub was ever there: each act waits for it
    WARN(morning.keys() << " keys for 20 patients, 12 follow-ups, a referral and a merge");
}
