// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/update_watch.h"
#include "core/security/keys.h"
#include "core/transport/device_line.h"
#include "ui/shell/sync_schedule.h"

namespace yigong {

namespace {

constexpr qint64 askedEveryMs = 24 * 3'600'000LL;
constexpr int lookEveryMs = 1'000;
const QString askedKey = QStringLiteral("release/asked");   ///< when the hub was last asked, by this computer's clock
const QString wantedKey = QStringLiteral("release/wanted"); ///< what it then offered, signed

/// Whose fault it is that nothing comes is told only where somebody should do something about it.
bool isWorthTelling(const Error &error)
{
    const bool ofLine = error.kind == ErrorKind::HubUnreachable || error.kind == ErrorKind::HubTooSlow ||
                        error.kind == ErrorKind::HubAnsweredWrongly || error.kind == ErrorKind::HubBusy ||
                        error.kind == ErrorKind::HubRefused || error.kind == ErrorKind::Cancelled;
    return !ofLine;
}

} // namespace

UpdateWatch::UpdateWatch(Database &db, SyncSchedule &schedule, UpdatePlaces places, QObject *parent)
    : QObject(parent), m_db(db), m_schedule(schedule), m_places(std::move(places))
{
    m_worker.setMaxThreadCount(1);
    m_looks.setInterval(lookEveryMs);
    m_awaits.setInterval(lookEveryMs);
    connect(&m_looks, &QTimer::timeout, this, &UpdateWatch::look);
    connect(&m_awaits, &QTimer::timeout, this, &UpdateWatch::readInstaller);
    connect(&m_schedule, &SyncSchedule::exchanged, this, &UpdateWatch::fetchNow);
    connect(&m_schedule, &SyncSchedule::stateChanged, this, [this] {
        if (m_schedule.state().running)
            giveWay();
    });
}

UpdateWatch::~UpdateWatch()
{
    giveWay();
    m_worker.waitForDone();
}

QString UpdateWatch::folder() const
{
    return m_db.folder() + QStringLiteral("/update");
}

/// One thing at a time; what is asked for meanwhile is left out, the next exchange asks again.
template <typename Work, typename Take> void UpdateWatch::onWorker(Work work, Take take)
{
    if (m_busy)
        return;
    m_busy = true;
    m_yields = false;
    m_worker.start([this, work = std::move(work), take = std::move(take)]() mutable {
        auto answer = work();
        QMetaObject::invokeMethod(
            this,
            [this, answer = std::move(answer), take = std::move(take)] {
                m_busy = false;
                take(answer);
            },
            Qt::QueuedConnection);
    });
}

void UpdateWatch::start()
{
    onWorker([this] { return findHere(); }, [this](const Result<Found> &found) { took(found, false); });
}

/// What an earlier run of the program brought here, if it is still newer and whole.
Result<UpdateWatch::Found> UpdateWatch::findHere()
{
    YIGONG_LET(publishers, Publishers::load(m_places.publishers));
    const auto found = releaseIn(folder(), publishers, program());
    if (found)
        return Found(*found);
    // Installed meanwhile, or damaged: neither is worth its room. A piece that is on its way has no description yet.
    for (const FoundRelease &old : releasesIn(folder())) {
        QFile::remove(old.package);
        QFile::remove(manifestPath(old.package));
    }
    return Found();
}

void UpdateWatch::fetchNow()
{
    if (m_state.step != UpdateState::Step::Nothing && m_state.step != UpdateState::Step::Fetching)
        return;
    onWorker([this] { return askAndFetch(); }, [this](const Result<Found> &found) { took(found, false); });
}

void UpdateWatch::giveWay()
{
    m_yields = true;
    const std::lock_guard guard(m_lineGuard);
    if (m_line)
        m_line->cancel();
}

Result<std::optional<SignedRelease>> UpdateWatch::wanted(const AskLine &line)
{
    YIGONG_LET(publishers, Publishers::load(m_places.publishers));
    if (publishers.isEmpty())
        return std::optional<SignedRelease>(); // nothing could ever be vouched for
    Instant asked;
    QByteArray known;
    YIGONG_TRY(m_db.read([&](const Snapshot &s) -> Result<void> {
        YIGONG_LET(at, s.local(askedKey));
        YIGONG_LET(bytes, s.local(wantedKey));
        asked = {ValueOf<qint64>::from(at)};
        known = ValueOf<QByteArray>::from(bytes);
        return {};
    }));
    const qint64 since = m_db.clock().now().ms - asked.ms;
    if (!asked.isNone() && since >= 0 && since < askedEveryMs) {
        const auto release = known.isEmpty() ? Result<SignedRelease>(fail(ErrorKind::NotFound)) : decodeRelease(known);
        const bool good = release && publishers.vouchFor(*release) && checkFits(release->release, program());
        return good ? std::optional(*release) : std::nullopt;
    }
    auto newer = askForRelease(line, m_db.clock(), publishers, program());
    if (!newer && !isWorthTelling(newer.error()))
        return fail(newer.error());
    const QByteArray bytes = newer && *newer ? (*newer)->bytes() : QByteArray();
    YIGONG_TRY(m_db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_TRY(tx.setLocal(askedKey, static_cast<qint64>(m_db.clock().now().ms)));
        return tx.setLocal(wantedKey, bytes);
    }));
    return newer;
}

Result<UpdateWatch::Found> UpdateWatch::askAndFetch()
{
    if (m_db.whyReadOnly())
        return Found();
    YIGONG_LET(key, DeviceKey::load(m_db.folder() + QStringLiteral("/device.key"), m_db.key()));
    YIGONG_LET(address, hubAddressOf(m_db.folder(), key, m_places.hubUrl));
    auto hub = std::make_shared<HubLine>(address);
    {
        const std::lock_guard guard(m_lineGuard);
        if (m_yields)
            return Found();
        m_line = hub;
    }
    struct EndOfLine
    {
        UpdateWatch &watch;
        ~EndOfLine()
        {
            const std::lock_guard guard(watch.m_lineGuard);
            watch.m_line.reset();
        }
    } const end{*this};
    const AskLine line{m_db.device(), [&key = key](const QByteArray &bytes) { return key.sign(bytes); },
                       postTo(*hub, QStringLiteral("/v1/release"))};
    YIGONG_LET(release, wanted(line));
    if (!release)
        return Found();
    return fetchRelease(line, m_db.clock(), *release, folder(), [this, release = release->release](qint64 here) {
        QMetaObject::invokeMethod(
            this,
            [this, release, here] {
                m_state.release = release;
                m_state.here = here;
                if (m_state.step == UpdateState::Step::Nothing)
                    m_state.step = UpdateState::Step::Fetching;
                Q_EMIT stateChanged();
            },
            Qt::QueuedConnection);
        return !m_yields;
    });
}

void UpdateWatch::took(const Result<Found> &found, bool aloud)
{
    if (!found) {
        if (aloud || isWorthTelling(found.error()))
            m_state.problem = found.error();
        Q_EMIT stateChanged();
        return;
    }
    m_state.problem.reset();
    if (*found) {
        m_here = **found;
        m_state.release = m_here->release.release;
        setStep(UpdateState::Step::Here);
        m_looks.start();
        look();
    }
    Q_EMIT stateChanged();
}

void UpdateWatch::lookIn(const QString &stick)
{
    if (m_busy)
        giveWay(); // a stick in the hand is faster than any line
    m_state.looking = true;
    m_state.problem.reset();
    Q_EMIT stateChanged();
    if (m_busy) {
        QTimer::singleShot(lookEveryMs / 10, this, [this, stick] { lookIn(stick); });
        return;
    }
    onWorker(
        [this, stick]() -> Result<Found> {
            YIGONG_LET(publishers, Publishers::load(m_places.publishers));
            YIGONG_LET(found, releaseIn(stick, publishers, program()));
            YIGONG_LET(copied, copyRelease(found, folder()));
            keepOnly(folder(), copied.release.release);
            return Found(copied);
        },
        [this](const Result<Found> &found) {
            m_state.looking = false;
            took(found, true);
        });
}

/// Looked at anew each second while something is here: what is begun and what is saved changes on every page.
void UpdateWatch::look()
{
    const bool offered = m_state.step == UpdateState::Step::Here && !m_isUnsaved();
    if (offered == m_state.offered)
        return;
    m_state.offered = offered;
    Q_EMIT stateChanged();
}

void UpdateWatch::setStep(UpdateState::Step step)
{
    m_state.step = step;
    m_state.offered = false;
}

void UpdateWatch::install()
{
    look();
    if (!m_state.offered || m_busy)
        return;
    setStep(UpdateState::Step::Installing);
    m_state.problem.reset();
    m_looks.stop();
    Q_EMIT stateChanged();
    const auto before = readLastInstall(m_places.lastInstall);
    m_installBefore = before && *before ? (*before)->at : Instant();
    onWorker(
        [this, release = *m_here]() -> Result<Found> {
            YIGONG_TRY(handToInstaller(release, m_places.spool));
            return Found(release);
        },
        [this](const Result<Found> &handed) {
            if (handed)
                return waitForInstaller();
            took(Result<Found>(m_here), true);
            m_state.problem = handed.error();
            Q_EMIT stateChanged();
        });
}

void UpdateWatch::waitForInstaller()
{
    m_awaited = 0;
    m_awaits.start();
}

void UpdateWatch::readInstaller()
{
    m_awaited += lookEveryMs;
    const auto last = readLastInstall(m_places.lastInstall);
    if (last && *last && (*last)->at != m_installBefore) {
        m_awaits.stop();
        if (!(*last)->refused) {
            setStep(UpdateState::Step::Installed);
            Q_EMIT stateChanged();
            return;
        }
        took(Result<Found>(m_here), true);
        m_state.problem = (*last)->refused;
        Q_EMIT stateChanged();
    } else if (m_awaited >= m_places.installWithinMs) {
        m_awaits.stop();
        took(Result<Found>(m_here), true);
        m_state.problem = Error{ErrorKind::ReleaseRefused, {}, {QStringLiteral("silent"), m_here->package}};
        Q_EMIT stateChanged();
    }
}

} // namespace yigong
