// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/desktop.h"
#include "core/all_records.h"
#include "core/base/platform/durable_file.h"
#include "core/base/spans.h"
#include "core/codes/imported_codes.h"
#include "core/security/audit.h"
#include "core/security/protect_store.h"
#include "core/security/sign_in.h"
#include "core/security/staff_list.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"
#include "core/training/training_file.h"
#include "ui/administration/administration_page.h"
#include "ui/contracts/contracts_page.h"
#include "ui/encounters/visit_page.h"
#include "ui/followups/follow_up_page.h"
#include "ui/inventory/pharmacy_page.h"
#include "ui/oversight/oversight_page.h"
#include "ui/patients/residents_page.h"
#include "ui/referrals/referrals_page.h"
#include "ui/reports/report_page.h"
#include "ui/shell/hub_asker.h"
#include "ui/shell/join_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/password_dialog.h"
#include "ui/shell/screen_lock.h"
#include "ui/shell/secret_dialog.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/sync/standing_view.h"
#include "ui/sync/sync_page.h"
#include "ui/sync/update_card.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"
#include "ui/worklist/work_list_page.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QPromise>
#include <QShortcut>
#include <QThreadPool>

namespace yigong {

namespace {

constexpr qint64 maxCountyFileBytes = 16 * 1024 * 1024;

QJsonObject objectIn(const QString &path)
{
    const auto bytes = readWholeFile(path, maxCountyFileBytes);
    return bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
}

/// Runs what takes its time on a thread of the pool.
template <typename Work> auto onWorker(Work work)
{
    using Answer = std::invoke_result_t<Work &>;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QFuture<Answer> future = promise->future();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

using SharedDatabase = std::shared_ptr<Database>;

Result<SharedDatabase> openStore(const QString &folder, const SharedStoreKey &key, const Clock &clock)
{
    StoreOptions options;
    options.folder = folder;
    options.key = key;
    YIGONG_LET(db, Database::open(options, allRecordTypes(), clock));
    return SharedDatabase(std::move(db));
}

/// The store by the password that is about to be checked; a training store by itself.
Result<SharedDatabase> openFor(const StaffEntry &person, const QString &password, const Clock &clock)
{
    YIGONG_LET(training, trainingKeyOf(person.folder));
    if (training)
        return openStore(person.folder, training, clock);
    YIGONG_LET(key, storeKeyFor(person.folder, person.login, password, clock));
    return openStore(person.folder, key, clock);
}

Result<void> readStanding(OpenedStore &store)
{
    return store.db->read([&](const Snapshot &s) -> Result<void> {
        YIGONG_LET(who, s.get<Practitioner>(store.actor.practitioner));
        YIGONG_LET(site, s.get<Site>(store.actor.site));
        YIGONG_LET(change, passwordChangeDue(s, store.actor.practitioner, store.db->clock().today()));
        store.person = who;
        store.site = site;
        store.passwordChange = change;
        YIGONG_LET(idle, idleLockMinutes(s));
        store.idleMinutes = idle;
        YIGONG_LET(codes, catalogueOf(s));
        store.codes = codes;
        return {};
    });
}

/// A plain store of an earlier version is encrypted by whoever signs in first, unless others read it just now.
Result<void> encryptAfterwards(OpenedStore &store, const StaffEntry &person, const QString &password,
                               const Clock &clock)
{
    const bool plain = !store.db->key() && !store.db->whyReadOnly() && store.db.use_count() == 1;
    if (!plain || trainingFileOf(person.folder))
        return {};
    store.db.reset();
    auto made = protectStore(person.folder, QStringLiteral("yigong"),
                             StoreOpener::account(person.login, password, person.name), clock);
    if (made)
        store.recoveryKey = made->recoveryKey;
    const SharedStoreKey key = made ? made->key : SharedStoreKey();
    YIGONG_LET(db, openStore(person.folder, key, clock)); // as it was, where it could not be encrypted
    store.db = db;
    return {};
}

Result<OpenedStore> openAndSignIn(SharedDatabase db, const StaffEntry &person, const QString &password,
                                  const Clock &clock)
{
    OpenedStore store;
    store.folder = person.folder;
    store.db = std::move(db);
    const bool unlocked = !store.db;
    if (!store.db) {
        YIGONG_LET(opened, openFor(person, password, clock));
        store.db = opened;
    }
    auto actor = yigong::signIn(*store.db, person.login, password);
    if (!actor) {
        // The password opens this machine's store and is not the account's: it was changed at another one.
        const bool changed = unlocked && store.db->key() && actor.error().kind == ErrorKind::WrongPassword &&
                             store.db->key()->wasOpenedBy(StoreOpener::account(person.login, password));
        if (!changed)
            return fail(actor.error());
        store.passwordChanged = true;
        return store;
    }
    store.actor = *actor;
    YIGONG_TRY(encryptAfterwards(store, person, password, clock));
    YIGONG_TRY(readStanding(store));
    return store;
}

/// What the store says, or, while it is closed, the list beside it.
struct OwnStore
{
    StaffList staff;
    std::optional<Error> problem;
    bool locked = false;
};

Result<OwnStore> readOwnStore(const QString &folder, const Clock &clock)
{
    OwnStore own;
    YIGONG_LET(key, trainingKeyOf(folder));
    YIGONG_LET(form, storeFormOf(Database::fileIn(folder)));
    if (form == StoreForm::Encrypted && !key) {
        own.locked = true;
        own.staff = readStaffList(folder).value_or(StaffList());
        return own;
    }
    YIGONG_LET(db, openStore(folder, key, clock));
    YIGONG_LET(staff, staffListOf(*db));
    own.staff = std::move(staff);
    own.problem = db->whyReadOnly();
    return own;
}

} // namespace

Desktop::Desktop(DesktopOptions options, const Clock &clock, QWidget *parent)
    : QStackedWidget(parent), m_options(std::move(options)), m_clock(clock), m_signIn(new SignInPage(this)),
      m_lock(new ScreenLock(this))
{
    setWindowTitle(tr("Yigong"));
    resize(1366, 697);
    m_facts.version = m_options.version;
    addWidget(m_signIn);
    m_signIn->setThemeChoice(theme().choice());
    connect(m_signIn, &SignInPage::signInRequested, this, &Desktop::signIn);
    connect(m_signIn, &SignInPage::themeChosen, this, [this](ThemeChoice choice) {
        applyTheme(*static_cast<QApplication *>(QCoreApplication::instance()), choice);
        Q_EMIT themeChosen(choice);
    });
    m_signIn->setFacts(m_facts);
    connect(m_lock, &ScreenLock::idle, this, &Desktop::lockScreen);
    connect(m_lock, &ScreenLock::signInRequested, this, &Desktop::unlock);
    if (m_options.trainingFolder.isEmpty())
        openOwnStore();
    else
        QMetaObject::invokeMethod(
            this, [this] { readCounty(); }, Qt::QueuedConnection);
}

Desktop::~Desktop()
{
    leave();
}

void Desktop::readCounty()
{
    const QJsonObject county = objectIn(m_options.trainingFolder + QStringLiteral("/county.json"));
    m_facts.training = true;
    m_facts.county = county.value(QStringLiteral("county")).toString();
    m_facts.siteName = m_facts.county;
    m_facts.trainingPassword = county.value(QStringLiteral("secret")).toString();
    const QString first = county.value(QStringLiteral("first")).toString();
    for (const auto &entry : county.value(QStringLiteral("devices")).toArray()) {
        const QJsonObject device = entry.toObject();
        std::vector<StaffEntry> staff;
        for (const auto &one : device.value(QStringLiteral("staff")).toArray()) {
            const QJsonObject person = one.toObject();
            const auto role = roleFrom(person.value(QStringLiteral("role")).toString());
            staff.push_back({person.value(QStringLiteral("login")).toString(),
                             person.value(QStringLiteral("name")).toString(), role ? static_cast<int>(*role) : 0,
                             device.value(QStringLiteral("name")).toString(),
                             m_options.trainingFolder + u'/' + device.value(QStringLiteral("folder")).toString()});
        }
        // The village of the story comes first: it is where a lesson begins.
        const bool isFirst = device.value(QStringLiteral("site")).toString() == first;
        m_staff.insert(isFirst ? m_staff.begin() : m_staff.end(), staff.begin(), staff.end());
    }
    if (m_staff.empty())
        m_facts.problem = sentence({ErrorKind::StoreMissing, {}, {m_options.trainingFolder}});
    showStaff();
}

void Desktop::openOwnStore()
{
    whenReady(
        onWorker([folder = m_options.dataFolder, &clock = m_clock] { return readOwnStore(folder, clock); }), this,
        [this](const Result<OwnStore> &own) {
            const auto training = trainingFileOf(m_options.dataFolder);
            m_facts.training = training.has_value();
            m_facts.trainingPassword = training ? training->secret : QString();
            m_facts.problem.clear();
            m_staff.clear();
            if (!own && own.error().kind == ErrorKind::StoreMissing)
                return showJoin();
            if (!own) {
                m_facts.problem = sentence(own.error());
                return showStaff();
            }
            // Somebody began to join, and was stopped: the same code goes on.
            if (own->locked && own->staff.people.empty() &&
                !QFileInfo::exists(m_options.dataFolder + QStringLiteral("/hub.json")))
                return showJoin();
            m_facts.county = own->staff.county;
            m_facts.siteName = own->staff.siteName;
            m_facts.lastExchange = momentOf(own->staff.lastExchange, m_clock.now());
            m_facts.asksForLogin = own->locked && own->staff.people.empty();
            if (own->problem)
                m_facts.problem = sentence(*own->problem);
            for (const StaffList::Person &person : own->staff.people)
                m_staff.push_back({person.login, person.name, person.role, own->staff.siteName, m_options.dataFolder});
            if (m_facts.asksForLogin)
                m_staff.push_back({{}, {}, 0, {}, m_options.dataFolder});
            showStaff();
        });
}

void Desktop::showJoin()
{
    auto *page = new JoinPage(m_options.dataFolder, m_options.version, m_clock, this);
    connect(page, &JoinPage::joined, this, [this, page] {
        setCurrentWidget(m_signIn);
        page->deleteLater();
        openOwnStore();
    });
    addWidget(page);
    setCurrentWidget(page);
    page->firstField()->setFocus();
}

void Desktop::showStaff()
{
    m_signIn->setFacts(m_facts);
    m_signIn->setStaff(m_staff);
    m_signIn->reset();
    Q_EMIT staffListed();
}

void Desktop::signIn(const StaffEntry &person, const QString &password)
{
    whenReady(onWorker([db = m_own, person, password, &clock = m_clock] {
                  return openAndSignIn(db, person, password, clock);
              }),
              this, [this](const Result<OpenedStore> &opened) {
                  if (!opened)
                      return m_signIn->showProblem(opened.error());
                  if (m_options.trainingFolder.isEmpty())
                      m_own = opened->db;
                  if (opened->passwordChanged)
                      return m_signIn->showProblem({ErrorKind::PasswordChanged, {}, {}});
                  enter(*opened);
              });
}

void Desktop::enter(const OpenedStore &opened)
{
    leave();
    m_db = opened.db;
    m_folder = opened.folder;
    m_codes = opened.codes;
    m_workplace = std::make_unique<Workplace>(
        Workplace{*m_db, opened.actor, opened.person, opened.site, *m_codes, m_clock, isTraining()});
    m_workplace->noteRevealed = [db = m_db, actor = opened.actor](Id patient, const QString &field) {
        note(*db, actor, AuditKind::Revealed, field, 1, patient);
    };
    m_asker = std::make_unique<HubAsker>(*m_db, opened.folder, m_options.hubUrl, opened.actor.practitioner);
    m_workplace->hubPin = m_asker->pin();
    m_workplace->askHub = [asker = m_asker.get()](const QString &name, const QCborMap &parameters) {
        return asker->ask(name, parameters);
    };
    m_schedule = std::make_unique<SyncSchedule>(*m_db, opened.folder);
    m_schedule->setHubUrl(m_options.hubUrl);
    if (m_db->key())
        m_backups = std::make_unique<BackupSchedule>(*m_db);
    m_errands = std::make_unique<StickErrands>(*m_db, opened.folder, m_options.hubUrl);
    m_window = new MainWindow(this);
    watchForUpdates();
    addPages();
    connectWindow();
    addWidget(m_window);
    setCurrentWidget(m_window);
    m_window->topBar()->setPerson(opened.person.name, opened.site.name);
    makePersonMenu();
    showTraining();
    showFirstPage();
    if (m_options.synchronises)
        m_schedule->start();
    if (m_backups && m_options.synchronises)
        m_backups->start();
    if (m_updates)
        m_updates->start();
    showSyncState();
    setIdleLock(opened.idleMinutes * static_cast<int>(minuteMs));
    if (opened.passwordChange != PasswordChange::NotNeeded)
        askForPassword(opened.passwordChange);
    if (!opened.recoveryKey.isEmpty())
        showRecoveryKey(opened.recoveryKey);
    Q_EMIT signedIn();
}

void Desktop::leave()
{
    m_lock->lift();
    m_lock->stopWaiting();
    if (m_workplace)
        note(*m_db, m_workplace->actor, AuditKind::SignedOut, {});
    delete m_window;
    m_window = nullptr;
    m_updates.reset();
    m_backups.reset();
    m_errands.reset();
    m_schedule.reset();
    m_asker.reset();
    m_workplace.reset();
    m_db.reset();
}

void Desktop::setIdleLock(int ms)
{
    m_lock->setIdle(ms);
}

SignInPage *Desktop::lockPage() const
{
    return m_lock->page();
}

void Desktop::lockScreen()
{
    if (m_window == nullptr)
        return;
    SignInFacts facts = m_facts;
    facts.asksForLogin = false;
    facts.problem = tr("The screen is locked. What was begun is kept; synchronising goes on.");
    facts.siteName = m_workplace->site.name;
    const Practitioner &here = m_workplace->person;
    std::vector<StaffEntry> staff{{here.login, here.name, here.role, m_workplace->site.name, m_folder}};
    for (const StaffEntry &person : m_staff)
        if (person.folder == m_folder && person.login != here.login)
            staff.push_back(person);
    m_lock->cover(m_window, facts, std::move(staff));
    // Of the store's own threads, which it waits for before it closes.
    (void)m_db->readLater([&db = *m_db](const Snapshot &) { return db.flushNotes(); });
}

void Desktop::unlock(const StaffEntry &person, const QString &password)
{
    whenReady(onWorker([db = m_db, person, password, &clock = m_clock] {
                  return openAndSignIn(db, person, password, clock);
              }),
              m_lock->page(), [this](const Result<OpenedStore> &opened) {
                  if (!opened)
                      return m_lock->page()->showProblem(opened.error());
                  if (opened->actor.practitioner == m_workplace->actor.practitioner) {
                      m_lock->lift();
                      return m_lock->waitAgain();
                  }
                  m_lock->rejectDialogs();
                  // Once they have ended.
                  QMetaObject::invokeMethod(
                      this, [this, next = *opened] { enter(next); }, Qt::QueuedConnection);
              });
}

void Desktop::switchPerson()
{
    setCurrentWidget(m_signIn);
    leave();
    m_signIn->reset();
}

void Desktop::signOut()
{
    switchPerson();
    if (!m_own || !m_own->key() || m_facts.training)
        return;
    m_own.reset();
    openOwnStore();
}

void Desktop::addPages()
{
    Workplace &place = *m_workplace;
    SyncSchedule &schedule = *m_schedule;
    if (place.may(Door::ReadPatient))
        m_window->addPage(
            {QStringLiteral("today"), Icon::Today, tr("Today"), 1, [this, &place, &schedule]() -> Page * {
                 auto *page = new WorkListPage(place, schedule);
                 connect(page, &WorkListPage::counted, m_window,
                         [rail = m_window->rail()](int due, bool late, int referrals, int expiring, int conflicts) {
                             rail->setBadge(QStringLiteral("today"), due, late);
                             rail->setBadge(QStringLiteral("referrals"), referrals);
                             rail->setBadge(QStringLiteral("pharmacy"), expiring);
                             rail->setBadge(QStringLiteral("sync"), conflicts);
                         });
                 return page;
             }});
    if (place.may(Door::ReadPatient))
        m_window->addPage({QStringLiteral("residents"), Icon::People, tr("Residents"), 2,
                           [&place]() -> Page * { return new ResidentsPage(place); }});
    if (place.may(Door::WriteVisit))
        m_window->addPage({QStringLiteral("visit"), Icon::Visit, tr("Visit"), 3,
                           [&place]() -> Page * { return new VisitPage(place); }});
    if (place.may(Door::ReadStock))
        m_window->addPage({QStringLiteral("pharmacy"), Icon::Pill, tr("Pharmacy"), 4,
                           [&place]() -> Page * { return new PharmacyPage(place); }});
    // The digits before it were there first, and hands know them.
    if (place.may(Door::ReadPatient))
        m_window->addPage({QStringLiteral("followups"), Icon::Follow, tr("Follow-ups"), 9,
                           [&place]() -> Page * { return new FollowUpPage(place); }});
    // A hospital's doctors read of contracts where they receive somebody; the list is of those who sign.
    if (place.may(Door::ReadPatient) && place.tier() != Tier::County)
        m_window->addPage({QStringLiteral("contracts"), Icon::House, tr("Contracts"), 10,
                           [&place]() -> Page * { return new ContractsPage(place); }});
    if (place.may(Door::SendReferral) || place.may(Door::AnswerReferral))
        m_window->addPage({QStringLiteral("referrals"), Icon::Referral, tr("Referrals"), 5,
                           [&place]() -> Page * { return new ReferralsPage(place); }});
    if (place.may(Door::ReadReport))
        m_window->addPage({QStringLiteral("report"), Icon::Report, tr("Reports"), 6,
                           [&place]() -> Page * { return new ReportPage(place); }});
    m_window->addPage({QStringLiteral("sync"), Icon::Conflict, tr("Sync"), 7, [this, &place, &schedule]() -> Page * {
                           auto *page = new SyncPage(place, schedule, m_backups.get(), m_errands.get());
                           if (m_updates)
                               page->addCard(new UpdateCard(*m_updates, page));
                           connect(page, &SyncPage::conflictsCounted, m_window, [rail = m_window->rail()](int open) {
                               rail->setBadge(QStringLiteral("sync"), open);
                           });
                           return page;
                       }});
    if (place.may(Door::ManageSites) || place.may(Door::ManageStaff) || place.may(Door::ManageCodes) ||
        place.may(Door::ManageDevices))
        m_window->addPage({QStringLiteral("administration"), Icon::Settings, tr("Administration"), 8,
                           [&place]() -> Page * { return new AdministrationPage(place); }});
    if (place.may(Door::ReadAudit) || place.may(Door::ReadBreakGlass))
        m_window->addPage({QStringLiteral("oversight"), Icon::Shield, tr("Oversight"),
                           m_window->hasPage(QStringLiteral("administration")) ? 0 : 8,
                           [&place]() -> Page * { return new OversightPage(place); }});
    // Whoever may not read residents finds nobody by typing.
    m_window->search()->setVisible(place.may(Door::ReadPatient));
    if (place.may(Door::ReadPatient))
        m_window->setSearchPage(QStringLiteral("residents"));
}

/// The day's work where there is any, else what this role is for.
void Desktop::showFirstPage()
{
    for (const char *key : {"today", "administration", "oversight", "report", "sync"})
        if (m_window->showPage(QString::fromLatin1(key)))
            return;
}

void Desktop::connectWindow()
{
    connect(m_window, &MainWindow::patientRequested, m_window,
            [window = m_window](Id patient) { window->showPage(QStringLiteral("residents"), patient.text()); });
    connect(m_window, &MainWindow::failed, this, &Desktop::showProblem);
    const auto recount = [window = m_window] {
        Page *today = window->page(QStringLiteral("today"));
        if (today != nullptr && window->currentKey() != u"today")
            today->refresh();
    };
    connect(m_window, &MainWindow::dataChanged, m_window, recount);
    connect(m_schedule.get(), &SyncSchedule::recordsArrived, m_window, [window = m_window, recount] {
        window->refreshPages();
        recount();
    });
    connect(m_schedule.get(), &SyncSchedule::stateChanged, this, &Desktop::showSyncState);
    connect(m_window->topBar(), &TopBar::syncStateActivated, m_window,
            [window = m_window] { window->showPage(QStringLiteral("sync"), QStringLiteral("standing")); });
    auto *locks = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_L), m_window);
    connect(locks, &QShortcut::activated, this, &Desktop::lockScreen);
    auto *now = new QShortcut(Qt::Key_F5, m_window);
    connect(now, &QShortcut::activated, m_schedule.get(), &SyncSchedule::syncNow);
}

/// A training county has no program of its own.
void Desktop::watchForUpdates()
{
    if (isTraining())
        return;
    UpdatePlaces places = m_options.updates;
    places.version = m_options.version;
    places.hubUrl = m_options.hubUrl;
    m_updates = std::make_unique<UpdateWatch>(*m_db, *m_schedule, places);
    m_updates->setUnsavedWork([window = m_window] { return window->hasUnsavedEntry(); });
    connect(m_updates.get(), &UpdateWatch::stateChanged, this, [this, shown = false]() mutable {
        if (shown != m_updates->state().offered)
            makePersonMenu();
        shown = m_updates->state().offered;
    });
    connect(m_updates.get(), &UpdateWatch::restartRequested, this, [this] {
        if (m_window->hasUnsavedEntry())
            return m_window->say(tr("Something you have begun is not saved yet. Save or leave it, then start anew."));
        Q_EMIT restartRequested();
    });
}

void Desktop::makePersonMenu()
{
    auto *menu = new QMenu(m_window);
    if (m_updates && m_updates->state().offered)
        menu->addAction(menuIcon(Icon::Info), tr("Version %1 is ready").arg(m_updates->state().release.version),
                        m_window, [this] { m_window->showPage(QStringLiteral("sync"), QStringLiteral("standing")); });
    menu->addAction(menuIcon(Icon::Key), tr("Change the password"), m_window,
                    [this] { askForPassword(PasswordChange::NotNeeded); });
    menu->addAction(menuIcon(Icon::Eye), theme().isDark() ? tr("Light colours") : tr("Dark colours"), m_window, [this] {
        ThemeChoice choice = theme().choice();
        choice.scheme = theme().isDark() ? Scheme::Light : Scheme::Dark;
        applyTheme(*static_cast<QApplication *>(QCoreApplication::instance()), choice);
        m_signIn->setThemeChoice(choice);
        makePersonMenu();
        Q_EMIT themeChosen(choice);
    });
    menu->addSeparator();
    menu->addAction(menuIcon(Icon::Lock), tr("Lock the screen (Ctrl+L)"), this, [this] {
        QMetaObject::invokeMethod(
            this, [this] { lockScreen(); }, Qt::QueuedConnection);
    });
    // Not from within its own menu's event.
    if (m_own && m_own->key() && !m_facts.training)
        menu->addAction(menuIcon(Icon::People), tr("Switch person"), this, [this] {
            QMetaObject::invokeMethod(
                this, [this] { switchPerson(); }, Qt::QueuedConnection);
        });
    menu->addAction(menuIcon(Icon::Lock), tr("Sign out"), this, [this] {
        QMetaObject::invokeMethod(
            this, [this] { signOut(); }, Qt::QueuedConnection);
    });
    m_window->topBar()->setPersonMenu(menu);
}

void Desktop::showTraining()
{
    setWindowTitle(isTraining() ? tr("Yigong (training)") : tr("Yigong"));
    auto *row = qobject_cast<QBoxLayout *>(m_window->topBar()->layout());
    if (!isTraining() || row == nullptr)
        return;
    auto *chip = new Chip({ChipKind::Info, tr("Training, made-up people"), Icon::Info}, m_window->topBar());
    row->insertWidget(2, chip);
}

void Desktop::showSyncState()
{
    if (m_window != nullptr)
        m_window->topBar()->setSyncState(syncChip(m_schedule->state(), m_clock.now()),
                                         standingWords(m_schedule->state(), m_clock.now()));
}

/// One that must be changed is changed before anything else: whoever leaves the dialog is signed out.
void Desktop::askForPassword(PasswordChange due)
{
    auto *dialog = new PasswordDialog(*m_workplace, due, m_window);
    if (due != PasswordChange::NotNeeded)
        connect(dialog, &QDialog::rejected, this, &Desktop::signOut, Qt::QueuedConnection);
    dialog->open();
}

void Desktop::showRecoveryKey(const QString &key)
{
    (new SecretDialog({tr("The data on this computer is now encrypted"),
                       tr("Each password of this computer opens it. If all are forgotten, only this recovery key does. "
                          "Write it down and keep it away from the computer; it is not shown again."),
                       tr("Recovery key"),
                       key,
                       {}},
                      m_window))
        ->open();
}

void Desktop::showProblem(const Error &problem)
{
    auto *dialog = new Dialog(tr("This did not work"), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->addSentence(sentence(problem));
    dialog->addAccept(tr("I see"))->setFocus();
    dialog->open();
}

void Desktop::closeEvent(QCloseEvent *event)
{
    leave();
    m_own.reset();
    event->accept();
}

} // namespace yigong
