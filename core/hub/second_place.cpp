// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/second_place.h"
#include "core/base/platform/durable_file.h"
#include "core/hub/hub_releases.h"
#include "core/hub/kept_files.h"
#include "core/store/transaction.h"

#include <QDir>

namespace yigong {

namespace {

const QString folderKey = QStringLiteral("backup/folder");
constexpr int copyRetries = 6; // a failed copy is tried again after so many times the usual wait

QString inFolder(const SecondPlaceOptions &options, const char *name)
{
    return options.folder + u'/' + QLatin1StringView(name);
}

/// The first number of a journal without a break that ends with the last one.
quint64 startOfChain(const std::vector<quint64> &numbers)
{
    quint64 start = numbers.empty() ? 0 : numbers.back();
    for (auto at = numbers.rbegin(); at != numbers.rend() && *at + 1 >= start; ++at)
        start = *at;
    return start;
}

} // namespace

QByteArray backupMetrics(const SecondPlaceState &state, Instant now)
{
    const auto gauge = [](const char *name, qint64 value) {
        return QByteArray("# TYPE ") + name + " gauge\n" + name + ' ' + QByteArray::number(value) + '\n';
    };
    const qint64 ageMs = state.waitingSince.isNone() ? 0 : now.ms - state.waitingSince.ms;
    return gauge("yigong_hub_backup_works", !state.trouble && !state.newestCopy.isNone() ? 1 : 0) +
           gauge("yigong_hub_backup_age_seconds", ageMs / 1000) +
           gauge("yigong_hub_backup_newest_copy_seconds", state.newestCopy.ms / 1000);
}

SecondPlace::SecondPlace(Database &db, SecondPlaceOptions options) : m_db(db), m_options(std::move(options)) {}

Result<std::unique_ptr<SecondPlace>> SecondPlace::open(Database &db, SecondPlaceOptions options)
{
    if (!db.key())
        return fail(ErrorKind::StoreLocked, QStringLiteral("plain"), {db.folder()});
    std::unique_ptr<SecondPlace> place(new SecondPlace(db, std::move(options)));
    YIGONG_LET(tail, LogTail::follow(db, place->m_options.log));
    place->m_tail = std::move(tail);
    place->m_worker = std::thread([raw = place.get()] { raw->work(); });
    return place;
}

SecondPlace::~SecondPlace()
{
    {
        const std::lock_guard guard(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_worker.joinable())
        m_worker.join();
    if (m_copier.joinable())
        m_copier.join();
}

void SecondPlace::work()
{
    for (bool last = false; !last;) {
        {
            const std::lock_guard guard(m_mutex);
            last = m_stopping; // what was committed before the request is taken along
        }
        const Result<void> done = pass();
        conclude(done);
        std::unique_lock guard(m_mutex);
        m_wake.wait_for(guard, std::chrono::milliseconds(done ? m_options.everyMs : m_options.retryMs),
                        [this] { return m_stopping; });
    }
}

void SecondPlace::conclude(const Result<void> &done)
{
    std::function<void(const SecondPlaceState &)> tell;
    SecondPlaceState now;
    {
        const std::lock_guard guard(m_mutex);
        const bool changed = m_state.trouble.has_value() == done.has_value();
        m_state.trouble = done ? std::nullopt : std::optional(done.error());
        m_state.waitingSince = !m_inHand.empty() ? m_inHand.front().at : m_tail->oldestNews();
        m_state.newestCopy = m_copies.empty() ? Instant{} : m_copies.back().at;
        m_state.copying = m_copier.joinable();
        m_passes += done ? 1 : 0;
        now = m_state;
        if (changed)
            tell = m_listener;
    }
    m_wake.notify_all();
    if (!done) { // the folder may be another one when it is there again
        m_ready = false;
        m_lock.reset();
    }
    if (tell)
        tell(now);
}

Result<void> SecondPlace::pass()
{
    if (!m_ready)
        YIGONG_TRY(makeReady());
    if (m_tail->isBroken() && (m_chained || m_growing)) {
        m_chained = m_growing = false;
        m_inHand.clear();
        m_journal.reset();
        ++m_numberBefore; // a number that is missing says so
    }
    if (m_copied)
        YIGONG_TRY(endCopy());
    if (isCopyDue())
        YIGONG_TRY(beginCopy());
    YIGONG_TRY(keepFiles());
    YIGONG_TRY(ship());
    // Last: what a clinic wrote comes before a program.
    return keepReleases();
}

Result<void> SecondPlace::makeReady()
{
    YIGONG_TRY(claimFolder());
    m_copies = fullCopies(inFolder(m_options, "copies"));
    m_keptFiles.clear();
    m_keptReleases = std::nullopt;
    // What this process wrote must still be there, or the chain is cut.
    const bool whole = m_journal ? QFileInfo::exists(journalFile(inFolder(m_options, "journal"), m_journal->number()))
                                 : m_chained || m_growing;
    if (whole && (m_growing || !m_copies.empty())) {
        m_ready = true;
        return {};
    }
    m_journal.reset();
    m_chained = m_growing = false;
    YIGONG_TRY(goOn());
    m_ready = true;
    return {};
}

/// An empty folder where the second disk is usually mounted must not become a new second place on the first disk.
Result<void> SecondPlace::claimFolder()
{
    YIGONG_LET(before, m_db.read([](const Snapshot &s) { return s.local(folderKey); }));
    const bool used = ValueOf<QString>::from(before) == m_options.folder;
    const QString idFile = inFolder(m_options, "backup.id");
    const QByteArray id = m_db.key()->fileId.toHex() + '\n';
    if (used && !QFileInfo::exists(idFile))
        return fail(ErrorKind::FileMissing, QStringLiteral("backup folder"), {m_options.folder});
    for (const char *part : {"journal", "copies"})
        if (!QDir().mkpath(inFolder(m_options, part)))
            return fail(ErrorKind::FileUnwritable, QStringLiteral("backup folder"), {m_options.folder, QString()});
    if (QFileInfo::exists(idFile)) {
        YIGONG_LET(found, readWholeFile(idFile, 4096));
        if (found != id)
            return fail(ErrorKind::Invalid, QStringLiteral("backup folder"), {m_options.folder});
    }
    YIGONG_LET(lock, FileLock::acquire(m_options.folder, QStringLiteral("yigong-hub"), m_db.clock().now()));
    m_lock = std::move(lock);
    if (!QFileInfo::exists(idFile))
        YIGONG_TRY(writeDurably(idFile, id));
    if (used)
        return {};
    return m_db.apply([&](Transaction &tx) { return tx.setLocal(folderKey, m_options.folder); });
}

/// From where an earlier process ended, if the store's log is still the one that it followed.
Result<void> SecondPlace::goOn()
{
    const std::vector<quint64> numbers = journalNumbers(inFolder(m_options, "journal"));
    quint64 last = numbers.empty() ? 0 : numbers.back();
    if (last > 0) {
        auto writer = JournalWriter::resume(inFolder(m_options, "journal"), last, *m_db.key());
        if (writer) {
            const JournalRecord end = writer->last().value_or(JournalRecord());
            YIGONG_LET(goesOn, m_tail->goOnFrom(writer->logStart(), end.from, end.to, end.frames));
            writer->forgetFrames();
            const quint64 start = startOfChain(numbers);
            const bool whole = !m_copies.empty() && m_copies.back().first >= start && m_copies.back().first <= last;
            if (goesOn && whole) {
                m_journal = std::move(*writer);
                m_numberBefore = static_cast<qint64>(last) - 1;
                m_chained = true;
                return {};
            }
        }
    }
    for (const FullCopy &copy : m_copies)
        last = std::max(last, copy.first);
    m_numberBefore = static_cast<qint64>(last) + 1 - static_cast<qint64>(m_tail->place().run);
    return {};
}

bool SecondPlace::isCopyDue() const
{
    if (m_copier.joinable() || std::chrono::steady_clock::now() < m_copyNotBefore)
        return false;
    return !m_chained || m_copies.empty() || civilDay(m_copies.back().at) < m_db.clock().today();
}

Result<void> SecondPlace::beginCopy()
{
    const bool afresh = !m_chained;
    const auto run = m_tail->beginCopy(afresh);
    if (!run && run.error().args.value(0) == QStringLiteral("busy"))
        return {}; // at the next pass
    if (!run)
        return fail(run.error());
    if (afresh) {
        m_inHand.clear();
        m_journal.reset();
        m_growing = true;
    }
    m_marked = m_marked && !afresh;
    m_copied = false;
    m_copier = std::thread([this, first = numberOf(*run), at = m_db.clock().now()] {
        const auto goesOn = [this] {
            const std::lock_guard guard(m_mutex);
            return !m_stopping;
        };
        m_copy = makeFullCopy(m_db.file(), inFolder(m_options, "copies"), first, at, m_db.key(), goesOn);
        m_copied = true;
    });
    return {};
}

Result<void> SecondPlace::endCopy()
{
    m_copier.join();
    m_copied = false;
    const bool stoodStill = m_tail->endCopy();
    if (*m_copy && stoodStill && (m_chained || m_growing)) {
        m_copies.push_back(**m_copy);
        m_chained = true;
        m_growing = false;
        thin();
        return m_tail->mark(); // a journal that has begun is one that the next start can go on with
    }
    if (*m_copy)
        QFile::remove((*m_copy)->path);
    m_growing = false;
    m_copyNotBefore = std::chrono::steady_clock::now() + std::chrono::milliseconds(copyRetries * m_options.retryMs);
    return *m_copy ? Result<void>() : Result<void>(fail((*m_copy).error()));
}

void SecondPlace::thin()
{
    for (const FullCopy &copy : copiesToThin(m_copies, m_options.keepDays))
        if (QFile::remove(copy.path))
            std::erase_if(m_copies, [&](const FullCopy &c) { return c.path == copy.path; });
    const quint64 oldest = m_copies.front().first;
    for (const quint64 number : journalNumbers(inFolder(m_options, "journal")))
        if (number < oldest)
            QFile::remove(journalFile(inFolder(m_options, "journal"), number));
}

Result<void> SecondPlace::keepFiles()
{
    QByteArray look = lookOfFiles(m_db.folder(), m_options.leaveOut);
    if (look == m_keptFiles)
        return {};
    YIGONG_TRY(sealFiles(m_db.folder(), m_options.leaveOut, inFolder(m_options, "files.sealed"), *m_db.key()));
    m_keptFiles = std::move(look);
    return {};
}

Result<void> SecondPlace::keepReleases()
{
    QStringList names;
    for (const FoundRelease &release : HubReleases(m_db.folder()).list())
        names.append(release.release.release.fileName());
    if (names == m_keptReleases)
        return {};
    YIGONG_TRY(mirrorReleases(m_db.folder(), m_options.folder));
    m_keptReleases = names;
    return {};
}

Result<void> SecondPlace::ship()
{
    if (!m_chained && !m_growing)
        return {};
    if (m_inHand.empty() && !m_tail->hasNews() && m_marked)
        return {};
    // On the writer's thread, so that every commit up to these numbers has been noted by the tail.
    std::map<Id, qint64> marks;
    YIGONG_TRY(m_db.apply([&](Transaction &tx) {
        return tx.each("SELECT id, taken FROM hub_device", {},
                       [&](const Columns &c) { marks[c.id(0)] = c.integer(1); });
    }));
    for (;;) {
        if (m_inHand.empty()) {
            YIGONG_LET(taken, m_tail->take());
            for (LogTail::Piece &piece : taken)
                m_inHand.push_back(std::move(piece));
        }
        if (m_inHand.empty())
            break;
        YIGONG_TRY(append(m_inHand.front()));
        m_inHand.pop_front();
    }
    if (!m_chained || m_tail->isBroken())
        return {};
    m_marked = true;
    const std::lock_guard guard(m_mutex);
    m_backedUp = std::move(marks);
    return {};
}

Result<void> SecondPlace::append(const LogTail::Piece &piece)
{
    if (!m_journal || m_journal->number() != numberOf(piece.run)) {
        YIGONG_LET(begun, JournalWriter::create(inFolder(m_options, "journal"), numberOf(piece.run), *m_db.key(),
                                                piece.logStart));
        m_journal = std::move(begun);
    }
    return m_journal->append(piece.from, piece.to, piece.at, piece.frames);
}

qint64 SecondPlace::backedUp(Id device) const
{
    const std::lock_guard guard(m_mutex);
    const auto found = m_backedUp.find(device);
    return found == m_backedUp.end() ? 0 : found->second;
}

SecondPlaceState SecondPlace::state() const
{
    const std::lock_guard guard(m_mutex);
    return m_state;
}

void SecondPlace::onTrouble(std::function<void(const SecondPlaceState &)> listener)
{
    const std::lock_guard guard(m_mutex);
    m_listener = std::move(listener);
}

bool SecondPlace::settles(int withinMs)
{
    std::unique_lock guard(m_mutex);
    const quint64 before = m_passes;
    return m_wake.wait_for(guard, std::chrono::milliseconds(withinMs), [&] {
        return m_passes >= before + 2 && m_state.waitingSince.isNone() && !m_state.copying &&
               !m_state.newestCopy.isNone();
    });
}

} // namespace yigong
