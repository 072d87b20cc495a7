// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/pictures.h"
#include "app/client/hands.h"
#include "core/contracts/contract_list.h"
#include "core/followups/follow_up_plan.h"
#include "core/security/policy.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QTextStream>
#include <algorithm>

namespace yigong {

namespace {

constexpr int restForPage = 900; ///< ms: until answers are here and charts drawn

/// What a page is opened with that only the county itself can say.
using Chosen = Result<QVariant> (*)(const Snapshot &snapshot, const Workplace &place);

struct Shot
{
    StaffRole who;
    const char *page;
    const char *argument;
    const char *name;
    Chosen chosen = nullptr;      ///< instead of the argument
    QKeySequence afterwards = {}; ///< pressed once the page is there
};

/// The form that is due first in a program: whose, and which.
template <FollowUpProgram program> Result<QVariant> dueForm(const Snapshot &snapshot, const Workplace &place)
{
    PlanFilter filter;
    filter.program = program;
    YIGONG_LET(plan, planOf(snapshot, place.actor, filter, place.clock.today()));
    for (const PlanRow &row : plan.rows)
        if (!row.plan.dueForm.isEmpty())
            return QVariant(QVariantMap{{QStringLiteral("patient"), row.patient.text()},
                                        {QStringLiteral("form"), row.plan.dueForm}});
    return QVariant();
}

/// Somebody whose contract runs and has been served.
Result<QVariant> servedResident(const Snapshot &snapshot, const Workplace &place)
{
    ContractFilter filter;
    filter.limit = 60'000;
    filter.state = ContractState::Running;
    YIGONG_LET(list, contractList(snapshot, place.actor, filter, place.clock.today()));
    const auto served = std::max_element(list.rows.begin(), list.rows.end(), [](const auto &a, const auto &b) {
        return a.delivered.done < b.delivered.done;
    });
    return served == list.rows.end() ? QVariant() : QVariant(served->patient.text());
}

// Whose pages are worth a picture: one person of each tier, so that no page is shown twice for nothing.
const Shot shots[] = {
    {StaffRole::VillageDoctor, "today", "", "01-worklist"},
    {StaffRole::VillageDoctor, "residents", "", "02-residents"},
    {StaffRole::VillageDoctor, "visit", "", "03-visit"},
    {StaffRole::VillageDoctor, "pharmacy", "", "05-pharmacy"},
    {StaffRole::VillageDoctor, "sync", "conflicts", "06-conflicts"},
    {StaffRole::VillageDoctor, "sync", "standing", "09-sync"},
    {StaffRole::VillageDoctor, "followups", "", "18-follow-ups"},
    {StaffRole::VillageDoctor, "followups", "next", "19-follow-up"},
    {StaffRole::VillageDoctor, "followups", "", "20-form-health-check", dueForm<FollowUpProgram::OlderPeople>},
    {StaffRole::VillageDoctor, "followups", "", "21-form-maternity", dueForm<FollowUpProgram::Maternity>},
    {StaffRole::VillageDoctor, "followups", "", "22-programs", dueForm<FollowUpProgram::OlderPeople>,
     QKeySequence(Qt::ALT | Qt::Key_J)},
    {StaffRole::VillageDoctor, "residents", "", "23-file", servedResident, QKeySequence(Qt::ALT | Qt::Key_F)},
    {StaffRole::VillageDoctor, "contracts", "", "24-contracts"},
    {StaffRole::VillageDoctor, "contracts", "", "25-contract", servedResident},

    {StaffRole::CountyDoctor, "referrals", "", "04-referrals"},
    {StaffRole::TownshipManager, "report", "", "07-report"},
    {StaffRole::Administrator, "administration", "sites", "11-sites"},
    {StaffRole::Administrator, "administration", "staff", "12-staff"},
    {StaffRole::Administrator, "administration", "codes", "13-codes"},
    {StaffRole::Administrator, "administration", "devices", "14-computers"},
    {StaffRole::Auditor, "oversight", "log", "15-log"},
    {StaffRole::Auditor, "oversight", "unusual", "16-unusual"},
    {StaffRole::TownshipManager, "oversight", "glass", "17-opened-for-a-reason"},
};

const StaffEntry *personWith(const Desktop &desktop, StaffRole role)
{
    for (const StaffEntry &person : desktop.staff())
        if (person.role == static_cast<int>(role))
            return &person;
    return nullptr;
}

bool signInAs(Desktop &desktop, StaffRole role)
{
    if (desktop.workplace() != nullptr && desktop.workplace()->person.role == static_cast<int>(role))
        return true;
    const StaffEntry *person = personWith(desktop, role);
    if (person == nullptr)
        return false;
    if (desktop.workplace() != nullptr)
        desktop.signOut();
    desktop.signIn(*person, desktop.trainingPassword());
    return waitUntil([&] { return desktop.workplace() != nullptr; });
}

QVariant argumentOf(const Shot &shot, Workplace &place)
{
    if (shot.chosen == nullptr)
        return QString::fromLatin1(shot.argument);
    const auto chosen = place.db.read([&](const Snapshot &s) { return shot.chosen(s, place); });
    return chosen.value_or(QVariant());
}

bool takeAll(Desktop &desktop, const QString &folder, const QString &suffix, QTextStream &out)
{
    bool all = true;
    for (const Shot &shot : shots) {
        if (!signInAs(desktop, shot.who))
            continue; // a county without that role
        const QString key = QString::fromLatin1(shot.page);
        if (!desktop.window()->showPage(key, argumentOf(shot, *desktop.workplace())))
            continue;
        rest(restForPage);
        if (!shot.afterwards.isEmpty()) {
            const QKeyCombination keys = shot.afterwards[0];
            waitUntil([&] { return buttonWith(desktop.window(), shot.afterwards) != nullptr; }, restForPage);
            QApplication::setActiveWindow(&desktop); // keys of an inactive window go nowhere
            press(desktop.window(), keys.key(), keys.keyboardModifiers());
            rest(restForPage);
        }
        const QString path = savePicture(&desktop, folder, QString::fromLatin1(shot.name) + suffix);
        all = all && !path.isEmpty();
        out << path << Qt::endl;
    }
    return all;
}

} // namespace

int takePictures(const DesktopOptions &options, const QString &folder)
{
    QTextStream out(stdout);
    const FixedClock clock(Instant::fromIso(u"2026-11-25T09:40:00"));
    Desktop desktop(options, clock);
    desktop.resize(1366, 768);
    desktop.show();
    QApplication::setActiveWindow(&desktop);
    if (!waitUntil([&] { return !desktop.staff().empty(); }, 5'000)) {
        QTextStream(stderr) << "There is no training county in " << options.trainingFolder << ".\n";
        return 1;
    }
    auto &application = *static_cast<QApplication *>(QCoreApplication::instance());
    bool all = true;
    for (const auto &[scheme, suffix] :
         {std::pair{Scheme::Light, QString()}, std::pair{Scheme::Dark, QStringLiteral("-dark")}}) {
        applyTheme(application, {scheme, TypeSize::Standard});
        desktop.signInPage()->setThemeChoice({scheme, TypeSize::Standard});
        if (desktop.workplace() != nullptr)
            desktop.signOut();
        rest(restForPage);
        out << savePicture(&desktop, folder, QStringLiteral("08-signin") + suffix) << Qt::endl;
        all = takeAll(desktop, folder, suffix, out) && all;
        if (desktop.window() == nullptr)
            continue;
        desktop.lockScreen();
        rest(restForPage);
        out << savePicture(desktop.lockPage(), folder, QStringLiteral("10-locked") + suffix) << Qt::endl;
    }
    return all ? 0 : 1;
}

} // namespace yigong
