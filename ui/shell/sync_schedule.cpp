// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sync_schedule.h"
#include "core/security/keys.h"
#include "core/security/slots_after_sync.h"
#include "core/sync/log_exchange.h"
#include "core/transport/device_line.h"
#include "ui/shell/workplace.h"

#include <QRandomGenerator>

namespace yigong {

namespace {

constexpr int recountAfter = 150; ///< ms: a row of commits is counted once

/// So much more or less.
int moreOrLess(int jitter)
{
    return jitter > 0 ? QRandomGenerator::global()->bounded(-jitter, jitter + 1) : 0;
}

ChipSpec offlineChip(qint64 waiting)
{
    return {ChipKind::Warn,
            waiting == 0
                ? SyncSchedule::tr("Offline, work as usual")
                : SyncSchedule::tr("Offline, %n record(s) on this computer", nullptr, static_cast<int>(waiting)),
            Icon::Offline};
}

ChipSpec inStepChip(const SyncState &state, Instant now)
{
    const Instant at = state.standing.lastExchange;
    const QString when = civilDay(at) == civilDay(now) ? civilTime(at) : civilDateTime(at);
    if (state.standing.actsWaiting > 0)
        return {ChipKind::Plain,
                SyncSchedule::tr("%n record(s) to send", nullptr, static_cast<int>(state.standing.actsWaiting)),
                Icon::Sync};
    return {ChipKind::Ok, SyncSchedule::tr("Synchronised %1").arg(when), Icon::Cloud};
}

} // namespace

ChipSpec syncChip(const SyncState &state, Instant now)
{
    if (state.running) {
        const SyncProgress &p = state.progress;
        const QString words = SyncSchedule::tr("Synchronising");
        return {ChipKind::Info,
                p.actsToSend > 0 ? QStringLiteral("%1 %2/%3").arg(words).arg(p.actsSent).arg(p.actsToSend) : words,
                Icon::Sync};
    }
    if (state.readOnly)
        return {ChipKind::Warn, SyncSchedule::tr("Reading only"), Icon::Lock};
    if (state.problem && state.problem->kind == ErrorKind::ProtocolTooOld)
        return {ChipKind::Danger, SyncSchedule::tr("Version too old"), Icon::Warn};
    if (!state.standing.held.empty())
        return {ChipKind::Danger,
                SyncSchedule::tr("%n record(s) given back", nullptr, static_cast<int>(state.standing.held.size())),
                Icon::Warn};
    if (!state.everReached || state.problem || state.standing.lastExchange.isNone())
        return offlineChip(state.standing.actsWaiting);
    return inStepChip(state, now);
}

SyncSchedule::SyncSchedule(Database &db, QString folder, SyncPace pace, QObject *parent)
    : QObject(parent), m_db(db), m_folder(std::move(folder)), m_pace(pace)
{
    m_worker.setMaxThreadCount(1);
    m_next.setSingleShot(true);
    m_recount.setSingleShot(true);
    m_state.readOnly = db.whyReadOnly().has_value();
    connect(&m_next, &QTimer::timeout, this, [this] { begin(); });
    connect(&m_recount, &QTimer::timeout, this, &SyncSchedule::readStanding);
    // From the writer's thread; the destructor takes it back before this is gone.
    m_db.onCommitted([this] {
        QMetaObject::invokeMethod(
            this, [this] { committed(); }, Qt::QueuedConnection);
    });
}

SyncSchedule::~SyncSchedule()
{
    m_db.onCommitted({});
    stop();
    m_worker.waitForDone();
}

void SyncSchedule::start()
{
    m_started = true;
    readStanding();
    if (!m_state.readOnly)
        tryAfter(m_pace.atStart);
}

void SyncSchedule::syncNow()
{
    m_failures = 0;
    begin();
}

void SyncSchedule::compareNow(SyncTask task)
{
    if (!m_state.running)
        begin(task);
}

void SyncSchedule::stop()
{
    const std::lock_guard guard(m_lineGuard);
    m_stopped = true;
    if (m_line)
        m_line->cancel();
}

void SyncSchedule::committed()
{
    if (!m_recount.isActive())
        m_recount.start(recountAfter);
}

void SyncSchedule::readStanding()
{
    const quint64 asked = ++m_question;
    whenReady(m_db.readLater([](const Snapshot &s) { return syncStanding(s); }), this,
              [this, asked](const Result<SyncStanding> &standing) {
                  if (asked != m_question || !standing)
                      return;
                  m_state.standing = *standing;
                  // Something was saved, perhaps while the last exchange ran: sent soon, unless the line is known to
                  // be down.
                  const bool isDue = standing->actsWaiting > 0 && m_next.remainingTime() > m_pace.afterSaving;
                  if (isDue && m_started && !m_state.running && m_failures == 0 && !m_state.readOnly)
                      tryAfter(m_pace.afterSaving);
                  Q_EMIT stateChanged();
              });
}

void SyncSchedule::tryAfter(int ms)
{
    m_state.nextTry = m_db.clock().now().plusMs(ms);
    m_next.start(ms);
}

void SyncSchedule::begin(SyncTask task)
{
    if (m_state.readOnly)
        return;
    if (m_state.running) {
        m_again = true;
        return;
    }
    m_next.stop();
    m_state.running = true;
    m_state.task = task;
    m_state.nextTry = {};
    m_state.progress = {};
    {
        const std::lock_guard guard(m_lineGuard);
        m_stopped = false;
    }
    Q_EMIT stateChanged();
    m_worker.start([this, task] {
        auto outcome = exchange(task);
        QMetaObject::invokeMethod(
            this, [this, outcome] { ended(outcome); }, Qt::QueuedConnection);
    });
}

Result<std::shared_ptr<HubLine>> SyncSchedule::line(const DeviceKey &key)
{
    YIGONG_LET(address, hubAddressOf(m_folder, key, m_hubUrl));
    auto line = std::make_shared<HubLine>(address);
    const std::lock_guard guard(m_lineGuard);
    if (m_stopped)
        return fail(ErrorKind::Cancelled);
    m_line = line;
    return line;
}

Result<SyncOutcome> SyncSchedule::exchange(SyncTask task)
{
    YIGONG_LET(key, DeviceKey::load(m_folder + QStringLiteral("/device.key"), m_db.key()));
    YIGONG_LET(hub, line(key));
    const auto sign = [&key](const QByteArray &bytes) { return key.sign(bytes); };
    SyncSession session(m_db, sign, postTo(*hub, QStringLiteral("/v1/sync")));
    session.setLine(m_pacing);
    auto outcome = session.run([this](const SyncProgress &progress) {
        QMetaObject::invokeMethod(
            this, [this, progress] { progressed(progress); }, Qt::QueuedConnection);
    });
    if (outcome && task != SyncTask::Exchange)
        if (const auto compared = compare(task, sign, postTo(*hub, QStringLiteral("/v1/sync"))); !compared)
            outcome = fail(compared.error());
    outcome = settleSlots(m_db, std::move(outcome));
    // Last, for it matters least to whoever is at the desk.
    if (outcome)
        if (const auto logged = LogSession(m_db, sign, postTo(*hub, QStringLiteral("/v1/log"))).run(); !logged)
            outcome = fail(logged.error());
    const std::lock_guard guard(m_lineGuard);
    m_line.reset();
    return outcome;
}

Result<void> SyncSchedule::compare(SyncTask task, const SignBytes &sign, const SyncPost &post)
{
    YIGONG_LET(found, compareEveryRow(m_db, sign, post));
    if (task == SyncTask::Mend && !found.differences.empty())
        YIGONG_TRY(HubComparison(m_db, sign, post).mend(found));
    return {};
}

void SyncSchedule::progressed(const SyncProgress &progress)
{
    m_state.progress = progress;
    Q_EMIT stateChanged();
}

void SyncSchedule::ended(const Result<SyncOutcome> &outcome)
{
    m_state.running = false;
    if (outcome) {
        m_failures = 0;
        m_state.problem.reset();
        m_state.everReached = true;
        m_state.last = *outcome;
        tryAfter(std::max(1'000, m_pace.every + moreOrLess(m_pace.jitter)));
    } else {
        m_state.problem = outcome.error();
        const int doubled = m_pace.firstRetry << std::min(m_failures, 10);
        ++m_failures;
        const bool busy = outcome.error().kind == ErrorKind::HubBusy; // it says when
        const int asked = busy ? std::min(outcome.error().args.value(0).toInt(), 3600) * 1000 : 0;
        const int wait = std::clamp(doubled, m_pace.firstRetry, m_pace.longestRetry);
        // A hub that was away must not find a whole county at its door at once.
        tryAfter(std::max(asked, wait + moreOrLess(std::min(m_pace.jitter, wait / 4))));
    }
    readStanding();
    Q_EMIT stateChanged();
    if (outcome) {
        if (outcome->pulled > 0)
            Q_EMIT recordsArrived();
        Q_EMIT exchanged();
    }
    if (std::exchange(m_again, false) && outcome)
        begin();
}

} // namespace yigong
