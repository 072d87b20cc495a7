// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/encryption/disk.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <sqlite3.h>
#include <vector>

namespace yigong {

struct DiskChange
{
    qint64 at = 0; ///< of a truncation: the new size
    QByteArray bytes;
    bool truncation = false;
};

struct DiskContent
{
    QByteArray durable;
    std::vector<DiskChange> pending;
};

namespace {

QByteArray contentOfFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void apply(QByteArray &content, qint64 at, QByteArrayView bytes)
{
    if (content.size() < at + bytes.size())
        content.append(QByteArray(at + bytes.size() - content.size(), '\0'));
    std::copy(bytes.begin(), bytes.end(), content.begin() + at);
}

} // namespace

struct Disk::State
{
    sqlite3_vfs *unixVfs = nullptr;
    sqlite3_vfs vfs{};
    QString folder;
    std::map<QString, DiskContent> files;
    int callAt = -1;
    std::function<void()> call;
    int failAt = -1;
    Failure failure = Failure::Full;
};

struct DiskFile
{
    sqlite3_file head;
    QString *path; ///< of a file that is followed

    static DiskFile *of(sqlite3_file *file) { return reinterpret_cast<DiskFile *>(file); }
    static sqlite3_file *below(sqlite3_file *file) { return reinterpret_cast<sqlite3_file *>(of(file) + 1); }
    static Disk::State &state() { return *Disk::instance().m_state; }
    static DiskContent *contentOf(sqlite3_file *file)
    {
        if (!of(file)->path)
            return nullptr;
        const auto found = state().files.find(*of(file)->path);
        return found == state().files.end() ? nullptr : &found->second;
    }

    static int close(sqlite3_file *file)
    {
        delete of(file)->path;
        of(file)->path = nullptr;
        return below(file)->pMethods->xClose(below(file));
    }
    static int read(sqlite3_file *file, void *to, int amount, sqlite3_int64 at)
    {
        return below(file)->pMethods->xRead(below(file), to, amount, at);
    }
    static int write(sqlite3_file *file, const void *from, int amount, sqlite3_int64 at)
    {
        DiskContent *content = contentOf(file);
        if (!content)
            return below(file)->pMethods->xWrite(below(file), from, amount, at);
        const int number = ++Disk::instance().m_writes;
        if (number == state().failAt) {
            state().failAt = -1;
            if (state().failure == Disk::Failure::Full) {
                errno = ENOSPC;
                return SQLITE_FULL;
            }
            const int half = amount / 2;
            content->pending.push_back({at, QByteArray(static_cast<const char *>(from), half), false});
            (void)below(file)->pMethods->xWrite(below(file), from, half, at);
            errno = EIO;
            return SQLITE_IOERR_WRITE;
        }
        content->pending.push_back({at, QByteArray(static_cast<const char *>(from), amount), false});
        const int code = below(file)->pMethods->xWrite(below(file), from, amount, at);
        if (number == state().callAt) {
            state().callAt = -1;
            state().call();
        }
        return code;
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        if (DiskContent *content = contentOf(file))
            content->pending.push_back({size, {}, true});
        return below(file)->pMethods->xTruncate(below(file), size);
    }
    static int sync(sqlite3_file *file, int flags)
    {
        if (DiskContent *content = contentOf(file)) {
            for (const DiskChange &change : content->pending) {
                if (change.truncation)
                    content->durable.resize(change.at);
                else
                    apply(content->durable, change.at, change.bytes);
            }
            content->pending.clear();
            return SQLITE_OK; // the test's own disk is the memory
        }
        return below(file)->pMethods->xSync(below(file), flags);
    }
    static int size(sqlite3_file *file, sqlite3_int64 *size)
    {
        return below(file)->pMethods->xFileSize(below(file), size);
    }
    static int lock(sqlite3_file *file, int level) { return below(file)->pMethods->xLock(below(file), level); }
    static int unlock(sqlite3_file *file, int level) { return below(file)->pMethods->xUnlock(below(file), level); }
    static int reserved(sqlite3_file *file, int *held)
    {
        return below(file)->pMethods->xCheckReservedLock(below(file), held);
    }
    static int control(sqlite3_file *file, int verb, void *argument)
    {
        return below(file)->pMethods->xFileControl(below(file), verb, argument);
    }
    static int sector(sqlite3_file *file) { return below(file)->pMethods->xSectorSize(below(file)); }
    static int characteristics(sqlite3_file *file)
    {
        return below(file)->pMethods->xDeviceCharacteristics(below(file));
    }
    static int shmMap(sqlite3_file *file, int page, int bytes, int extend, void volatile **memory)
    {
        return below(file)->pMethods->xShmMap(below(file), page, bytes, extend, memory);
    }
    static int shmLock(sqlite3_file *file, int offset, int count, int flags)
    {
        return below(file)->pMethods->xShmLock(below(file), offset, count, flags);
    }
    static void shmBarrier(sqlite3_file *file) { below(file)->pMethods->xShmBarrier(below(file)); }
    static int shmUnmap(sqlite3_file *file, int remove)
    {
        return below(file)->pMethods->xShmUnmap(below(file), remove);
    }
    static constexpr sqlite3_io_methods methods{
        2,      close,           read,   write,   truncate,   sync,     size,    lock,   unlock, reserved, control,
        sector, characteristics, shmMap, shmLock, shmBarrier, shmUnmap, nullptr, nullptr};

    static int open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *given)
    {
        of(file)->head.pMethods = nullptr;
        of(file)->path = nullptr;
        const int code = state().unixVfs->xOpen(state().unixVfs, name, below(file), flags, given);
        if (code != SQLITE_OK)
            return code;
        const QString path = name ? QString::fromUtf8(name) : QString();
        if (!state().folder.isEmpty() && path.startsWith(state().folder)) {
            of(file)->path = new QString(path);
            if (!state().files.contains(path))
                state().files[path].durable = contentOfFile(path);
        }
        of(file)->head.pMethods = &methods;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs *, const char *name, int syncFolder)
    {
        state().files.erase(QString::fromUtf8(name));
        return state().unixVfs->xDelete(state().unixVfs, name, syncFolder);
    }
    static int access(sqlite3_vfs *, const char *name, int flags, int *result)
    {
        return state().unixVfs->xAccess(state().unixVfs, name, flags, result);
    }
    static int fullPathname(sqlite3_vfs *, const char *name, int bytes, char *full)
    {
        return state().unixVfs->xFullPathname(state().unixVfs, name, bytes, full);
    }
    static int randomness(sqlite3_vfs *, int bytes, char *to)
    {
        return state().unixVfs->xRandomness(state().unixVfs, bytes, to);
    }
    static int sleep(sqlite3_vfs *, int microseconds) { return state().unixVfs->xSleep(state().unixVfs, microseconds); }
    static int time(sqlite3_vfs *, double *day) { return state().unixVfs->xCurrentTime(state().unixVfs, day); }
    static int lastError(sqlite3_vfs *, int bytes, char *text)
    {
        return state().unixVfs->xGetLastError(state().unixVfs, bytes, text);
    }
    static int timeMs(sqlite3_vfs *, sqlite3_int64 *ms)
    {
        return state().unixVfs->xCurrentTimeInt64(state().unixVfs, ms);
    }
};

Disk &Disk::instance()
{
    static Disk disk;
    return disk;
}

Disk::Disk() : m_state(new State)
{
    sqlite3_initialize();
    State &state = *m_state;
    state.unixVfs = sqlite3_vfs_find(nullptr);
    state.vfs.iVersion = 2;
    state.vfs.szOsFile = static_cast<int>(sizeof(DiskFile)) + state.unixVfs->szOsFile;
    state.vfs.mxPathname = state.unixVfs->mxPathname;
    state.vfs.zName = "test-disk";
    state.vfs.xOpen = DiskFile::open;
    state.vfs.xDelete = DiskFile::remove;
    state.vfs.xAccess = DiskFile::access;
    state.vfs.xFullPathname = DiskFile::fullPathname;
    state.vfs.xRandomness = DiskFile::randomness;
    state.vfs.xSleep = DiskFile::sleep;
    state.vfs.xCurrentTime = DiskFile::time;
    state.vfs.xGetLastError = DiskFile::lastError;
    state.vfs.xCurrentTimeInt64 = DiskFile::timeMs;
    sqlite3_vfs_register(&state.vfs, 1);
}

void Disk::watch(const QString &folder)
{
    m_state->folder = folder;
    m_state->files.clear();
    m_state->callAt = m_state->failAt = -1;
    m_writes = 0;
}

void Disk::afterWrites(int count, std::function<void()> then)
{
    m_state->callAt = m_writes + count;
    m_state->call = std::move(then);
}

void Disk::failAt(int write, Failure failure)
{
    m_state->failAt = m_writes + write;
    m_state->failure = failure;
}

void Disk::powerCut(const QString &to, std::mt19937 &random)
{
    for (const auto &[path, content] : m_state->files) {
        QByteArray kept = content.durable;
        for (const DiskChange &change : content.pending) {
            if (change.truncation) {
                if (random() % 2 == 0)
                    kept.resize(change.at);
                continue;
            }
            for (qsizetype from = 0; from < change.bytes.size();) {
                const qsizetype sectorEnd = 512 - (change.at + from) % 512;
                const qsizetype part = std::min<qsizetype>(sectorEnd, change.bytes.size() - from);
                if (random() % 2 == 0)
                    apply(kept, change.at + from, QByteArrayView(change.bytes).sliced(from, part));
                from += part;
            }
        }
        QFile file(to + u'/' + QFileInfo(path).fileName());
        if (file.open(QIODevice::WriteOnly))
            file.write(kept);
    }
}

namespace {

/// Before anything else of the program opens a database.
[[maybe_unused]] Disk &made = Disk::instance();

} // namespace

} // namespace yigong
