// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/register.h"
#include "core/security/account.h"
#include "core/security/sign_in.h"
#include "core/sync/sync_records.h"
#include "tests/support/patience.h"
#include "tests/support/store.h"
#include "ui/patients/residents_page.h"
#include "ui/shell/desktop.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/field.h"

#include <QApplication>
#include <QInputMethodEvent>
#include <QTest>

namespace yigong {

constexpr auto zhaosPassword = u"wangzhuang-8";
constexpr int longEnough = longestWaitMs;

/// A clinic's store with its doctor and three residents, and the program's window over it.
class ClinicDesk
{
public:
    explicit ClinicDesk(StaffRole role = StaffRole::VillageDoctor, bool mustChange = false)
        : m_role(role), m_mustChange(mustChange)
    {
        const Actor admin{Id::fromKey("practitioner/admin"), m_store.site, static_cast<int>(StaffRole::Administrator)};
        REQUIRE(m_store.db->write(admin, [&](Transaction &tx) { return staff(tx); }));
        REQUIRE(m_store.db->write(m_store.actor, [&](Transaction &tx) { return residents(tx); }));
        // The doctor has signed in here before: the password opens the store.
        REQUIRE(signIn(*m_store.db, QStringLiteral("zhaodeshun"), QString::fromUtf16(zhaosPassword)));
        m_store.db.reset(); // the window opens it
    }

    /// What is in the store before the window opens it: written by the doctor.
    void has(const std::function<Result<void>(Transaction &)> &written)
    {
        m_store.open();
        REQUIRE(m_store.db->write(m_store.actor, written));
        m_store.db.reset();
    }

    Desktop &opens()
    {
        DesktopOptions options;
        options.dataFolder = m_store.folder.path();
        options.version = QStringLiteral("0.1.0");
        options.synchronises = synchronises;
        options.updates = updates;
        m_desktop = std::make_unique<Desktop>(options, m_store.clock);
        m_desktop->show();
        QApplication::setActiveWindow(m_desktop.get());
        REQUIRE(QTest::qWaitFor([&] { return !m_desktop->staff().empty(); }, longEnough));
        return *m_desktop;
    }

    /// Past the sign-in page, on the work list.
    MainWindow &signsIn()
    {
        opens();
        return signsInHere();
    }
    MainWindow &signsInHere()
    {
        Desktop &desktop = *m_desktop;
        REQUIRE(QTest::qWaitFor([&] { return !desktop.staff().empty(); }, longEnough));
        QApplication::setActiveWindow(&desktop);
        desktop.signInPage()->password()->setFocus();
        typed(QString::fromUtf16(zhaosPassword));
        pressed(Qt::Key_Return);
        REQUIRE(QTest::qWaitFor([&] { return desktop.window() != nullptr; }, longEnough));
        QApplication::setActiveWindow(&desktop);
        return *desktop.window();
    }

    [[nodiscard]] QString folder() const { return m_store.folder.path(); }
    [[nodiscard]] const Clock &clock() const { return m_store.clock; }
    /// As a sync would bring it: the account says another password, the slot of this machine does not.
    void changesPasswordElsewhere(const QString &password)
    {
        m_store.open();
        const auto done = m_store.db->apply([&](Transaction &tx) -> Result<void> {
            YIGONG_LET(all, tx.select<Account>(""));
            Account changed = all.front();
            changed.passwordHash = QString::fromLatin1(passwordHash(password, PasswordCost::Training));
            return tx.placeRow(tx.typeOf<Account>(), rowOf(changed));
        });
        REQUIRE(done);
        m_store.db.reset();
    }

    ResidentsPage &residentsPage()
    {
        auto *page = qobject_cast<ResidentsPage *>(window().page(QStringLiteral("residents")));
        REQUIRE(page != nullptr);
        return *page;
    }

    /// Keys go where the focus is, shortcuts to the window, as at a desk.
    void pressed(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *target = QApplication::focusWidget();
        QTest::keyClick(target == nullptr ? m_desktop.get() : target, key, modifiers);
    }
    void typed(const QString &text)
    {
        for (const QChar c : text) {
            QWidget *target = QApplication::focusWidget();
            REQUIRE(target != nullptr);
            QTest::sendKeyEvent(QTest::Click, target, Qt::Key(c.toUpper().unicode()), QString(c), Qt::NoModifier);
        }
    }
    /// As an input method does: composed, then committed.
    void composed(const QString &letters, const QString &words)
    {
        QInputMethodEvent composing(letters, {});
        QApplication::sendEvent(QApplication::focusWidget(), &composing);
        QInputMethodEvent commit;
        commit.setCommitString(words);
        QApplication::sendEvent(QApplication::focusWidget(), &commit);
    }
    static bool waited(const std::function<bool()> &done) { return QTest::qWaitFor(done, longEnough); }

    MainWindow &window() { return *m_desktop->window(); }
    Workplace &workplace() { return *m_desktop->workplace(); }
    Desktop &desktop() { return *m_desktop; }
    [[nodiscard]] Id lixiulan() const { return m_lixiulan; }

    UpdatePlaces updates; ///< before it opens
    bool synchronises = false;

private:
    Result<void> staff(Transaction &tx)
    {
        Site site;
        site.id = m_store.site;
        site.code = QStringLiteral("341181003001");
        site.name = QStringLiteral("王庄村卫生室");
        site.shortCode = QStringLiteral("WZ");
        YIGONG_TRY(tx.insert(site));
        Practitioner zhao;
        zhao.id = m_store.actor.practitioner;
        zhao.name = QStringLiteral("赵德顺");
        zhao.site = site.id;
        zhao.role = static_cast<int>(m_role);
        zhao.login = QStringLiteral("zhaodeshun");
        YIGONG_TRY(tx.insert(zhao));
        YIGONG_TRY(createAccount(tx, zhao.id, QString::fromUtf16(zhaosPassword), m_mustChange, PasswordCost::Training));
        return {};
    }
    Result<void> residents(Transaction &tx)
    {
        for (const QString &name : {QStringLiteral("李秀兰"), QStringLiteral("罗雪莲"), QStringLiteral("孙广田")}) {
            PatientDraft draft;
            draft.name = name;
            draft.sex = Sex::Female;
            draft.birthDate = PartialDate(QDate(1957, 3, 7));
            draft.noIdReason = QStringLiteral("未带");
            YIGONG_LET(id, registerPatient(tx, draft));
            if (m_lixiulan.isNone())
                m_lixiulan = id;
        }
        return {};
    }

    StaffRole m_role;
    bool m_mustChange;
    TestStore m_store;
    std::unique_ptr<Desktop> m_desktop;
    Id m_lixiulan;
};

} // namespace yigong
