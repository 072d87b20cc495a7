// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/encryption/encrypted_vfs.h"
#include "core/store/encryption/base_file.h"
#include "core/store/encryption/encrypted_layers.h"
#include "core/store/encryption/planted_fault.h"

#include <QFileInfo>
#include <QUrl>
#include <map>
#include <mutex>
#include <new>
#include <sqlite3.h>

namespace yigong {

namespace {

/// Keys of the files that may be opened, by the name that SQLite makes of their path.
struct Openable
{
    SharedStoreKey key;
    int count = 0;
};
std::mutex openableMutex;
std::map<std::string, Openable> &openableFiles()
{
    static std::map<std::string, Openable> files;
    return files;
}

SharedStoreKey keyOf(const char *name)
{
    const std::lock_guard guard(openableMutex);
    const auto found = openableFiles().find(name ? name : "");
    return found == openableFiles().end() ? nullptr : found->second.key;
}

std::string fullName(const char *path)
{
    sqlite3_vfs *vfs = baseVfs();
    std::string full(static_cast<std::size_t>(vfs->mxPathname) + 1, '\0');
    // A link is followed here as SQLite follows it; that one was followed is said by a result of its own.
    const int code = vfs->xFullPathname(vfs, path, static_cast<int>(full.size()), full.data());
    if (code != SQLITE_OK && code != SQLITE_OK_SYMLINK)
        return path;
    full.resize(full.find('\0'));
    return full;
}

// What SQLite holds for an open file: its own head, our layer, and behind them the file of the base VFS.
struct OpenFile
{
    sqlite3_file head;
    EncryptedLayer *layer;
};

OpenFile *openFile(sqlite3_file *file)
{
    return reinterpret_cast<OpenFile *>(file);
}

sqlite3_file *below(sqlite3_file *file)
{
    return reinterpret_cast<sqlite3_file *>(openFile(file) + 1);
}

int closeFile(sqlite3_file *file)
{
    delete openFile(file)->layer;
    openFile(file)->layer = nullptr;
    return below(file)->pMethods->xClose(below(file));
}

int readFile(sqlite3_file *file, void *to, int amount, sqlite3_int64 at)
{
    return openFile(file)->layer->read(static_cast<std::uint8_t *>(to), amount, at);
}

int writeFile(sqlite3_file *file, const void *from, int amount, sqlite3_int64 at)
{
    return openFile(file)->layer->write(static_cast<const std::uint8_t *>(from), amount, at);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    return openFile(file)->layer->truncate(size);
}

int syncFile(sqlite3_file *file, int flags)
{
    if (const int code = openFile(file)->layer->flush(); code != SQLITE_OK)
        return code;
    return below(file)->pMethods->xSync(below(file), flags);
}

int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    return openFile(file)->layer->size(size);
}

int lockFile(sqlite3_file *file, int level)
{
    return below(file)->pMethods->xLock(below(file), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return below(file)->pMethods->xUnlock(below(file), level);
}

int checkReserved(sqlite3_file *file, int *held)
{
    return below(file)->pMethods->xCheckReservedLock(below(file), held);
}

int controlFile(sqlite3_file *file, int verb, void *argument)
{
    switch (verb) {
    case SQLITE_FCNTL_SIZE_HINT:  // would make room that is not encrypted pages
    case SQLITE_FCNTL_CHUNK_SIZE: // the same
        return SQLITE_OK;
    case SQLITE_FCNTL_MMAP_SIZE:
        *static_cast<sqlite3_int64 *>(argument) = 0;
        return SQLITE_OK;
    case SQLITE_FCNTL_POWERSAFE_OVERWRITE: // always on: see deviceCharacteristics
        *static_cast<int *>(argument) = 1;
        return SQLITE_OK;
    case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
    case SQLITE_FCNTL_COMMIT_ATOMIC_WRITE:
    case SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE:
        return SQLITE_NOTFOUND;
    default:
        return below(file)->pMethods->xFileControl(below(file), verb, argument);
    }
}

int sectorSize(sqlite3_file *file)
{
    return below(file)->pMethods->xSectorSize(below(file));
}

/// Without powersafe overwrite SQLite would write in other sizes, and atomic writes are of plain pages.
int deviceCharacteristics(sqlite3_file *file)
{
    constexpr int atomic = SQLITE_IOCAP_ATOMIC | SQLITE_IOCAP_ATOMIC512 | SQLITE_IOCAP_ATOMIC1K |
                           SQLITE_IOCAP_ATOMIC2K | SQLITE_IOCAP_ATOMIC4K | SQLITE_IOCAP_ATOMIC8K |
                           SQLITE_IOCAP_ATOMIC16K | SQLITE_IOCAP_ATOMIC32K | SQLITE_IOCAP_ATOMIC64K |
                           SQLITE_IOCAP_BATCH_ATOMIC;
    return (below(file)->pMethods->xDeviceCharacteristics(below(file)) | SQLITE_IOCAP_POWERSAFE_OVERWRITE) & ~atomic;
}

int mapShared(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    return below(file)->pMethods->xShmMap(below(file), page, size, extend, memory);
}

int lockShared(sqlite3_file *file, int offset, int count, int flags)
{
    return below(file)->pMethods->xShmLock(below(file), offset, count, flags);
}

void barrierShared(sqlite3_file *file)
{
    below(file)->pMethods->xShmBarrier(below(file));
}

int unmapShared(sqlite3_file *file, int remove)
{
    return below(file)->pMethods->xShmUnmap(below(file), remove);
}

// Version 2: shared memory, but no memory-mapped pages, which would be read past the encryption.
constexpr sqlite3_io_methods methods{
    2,           closeFile,     readFile,    writeFile,  truncateFile,          syncFile,  fileSize,   lockFile,
    unlockFile,  checkReserved, controlFile, sectorSize, deviceCharacteristics, mapShared, lockShared, barrierShared,
    unmapShared, nullptr,       nullptr};

constexpr int temporaryKinds =
    SQLITE_OPEN_TEMP_DB | SQLITE_OPEN_TRANSIENT_DB | SQLITE_OPEN_TEMP_JOURNAL | SQLITE_OPEN_SUBJOURNAL;

/// Null where a file of this kind is not carried, or its key is not known.
std::unique_ptr<EncryptedLayer> layerFor(const char *name, int flags, sqlite3_file *file)
{
    if ((flags & temporaryKinds) != 0)
        return temporaryLayer(file);
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0) {
        const SharedStoreKey key = keyOf(name);
        return key ? mainLayer(file, *key) : nullptr;
    }
    if ((flags & SQLITE_OPEN_WAL) != 0) {
        const SharedStoreKey key = keyOf(sqlite3_filename_database(name));
        return key ? logLayer(file, *key) : nullptr;
    }
    if ((flags & SQLITE_OPEN_MAIN_JOURNAL) != 0)
        return keyOf(sqlite3_filename_database(name)) ? journalLayer(file) : nullptr;
    return nullptr;
}

/// Whether a file is the one that the key is of. A plain database would seem empty behind its first 128 KiB.
bool isFileOf(sqlite3_file *base, const StoreKey &key)
{
    QByteArray head(keyHeadSize, '\0');
    return base->pMethods->xRead(base, head.data(), static_cast<int>(head.size()), 0) == SQLITE_OK &&
           isKeyHeadOf(head, key);
}

int openAny(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *given)
{
    openFile(file)->head.pMethods = nullptr;
    openFile(file)->layer = nullptr;
    sqlite3_file *base = below(file);
    base->pMethods = nullptr;
    auto layer = layerFor(name, flags, base);
    if (!layer)
        return SQLITE_AUTH;
    const int code = baseVfs()->xOpen(baseVfs(), name, base, flags, given);
    if (code != SQLITE_OK) {
        if (base->pMethods)
            base->pMethods->xClose(base);
        return code;
    }
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0 && !isFileOf(base, *keyOf(name))) {
        base->pMethods->xClose(base);
        return SQLITE_NOTADB;
    }
    openFile(file)->layer = layer.release();
    openFile(file)->head.pMethods = &methods;
    return SQLITE_OK;
}

int deleteAny(sqlite3_vfs *, const char *name, int syncFolder)
{
    return baseVfs()->xDelete(baseVfs(), name, syncFolder);
}

int accessAny(sqlite3_vfs *, const char *name, int flags, int *result)
{
    return baseVfs()->xAccess(baseVfs(), name, flags, result);
}

int fullPathname(sqlite3_vfs *, const char *name, int size, char *full)
{
    return baseVfs()->xFullPathname(baseVfs(), name, size, full);
}

int randomness(sqlite3_vfs *, int size, char *bytes)
{
    return baseVfs()->xRandomness(baseVfs(), size, bytes);
}

int sleepFor(sqlite3_vfs *, int microseconds)
{
    return baseVfs()->xSleep(baseVfs(), microseconds);
}

int currentTime(sqlite3_vfs *, double *day)
{
    return baseVfs()->xCurrentTime(baseVfs(), day);
}

int lastFailure(sqlite3_vfs *, int size, char *text)
{
    return baseVfs()->xGetLastError(baseVfs(), size, text);
}

int currentTimeMs(sqlite3_vfs *, sqlite3_int64 *ms)
{
    return baseVfs()->xCurrentTimeInt64(baseVfs(), ms);
}

sqlite3_vfs *registered()
{
    static sqlite3_vfs *const vfs = [] {
        static sqlite3_vfs made{};
        made.iVersion = 2;
        made.szOsFile = static_cast<int>(sizeof(OpenFile)) + baseVfs()->szOsFile;
        made.mxPathname = baseVfs()->mxPathname;
        made.zName = "yigong-encrypted";
        made.xOpen = openAny;
        made.xDelete = deleteAny;
        made.xAccess = accessAny;
        made.xFullPathname = fullPathname;
        made.xRandomness = randomness;
        made.xSleep = sleepFor;
        made.xCurrentTime = currentTime;
        made.xGetLastError = lastFailure;
        made.xCurrentTimeInt64 = currentTimeMs; // extensions are not loaded: no xDlOpen
        sqlite3_vfs_register(&made, 0);
        return &made;
    }();
    return vfs;
}

/// A statement may name a file only if its key is known; a name that is not a plain string is never one. VACUUM itself
/// attaches a temporary file without a name.
int allowed(void *, int action, const char *name, const char *, const char *, const char *)
{
    if (action != SQLITE_ATTACH || planted(PlantedFault::AttachUnwatched))
        return SQLITE_OK;
    if (name == nullptr)
        return SQLITE_DENY;
    if (*name == '\0')
        return SQLITE_OK;
    return keyOf(fullName(name).c_str()) ? SQLITE_OK : SQLITE_DENY;
}

int leaveRoom(sqlite3 *connection)
{
    int bytes = PageCipher::overhead;
    return sqlite3_file_control(connection, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

/// A copy comes without the log's mode, and a store in use could change to it only through a journal that holds a page.
/// Nobody uses this one yet.
Result<void> useLog(const QString &file)
{
    sqlite3 *copy = nullptr;
    int code = sqlite3_open_v2(QFileInfo(file).absoluteFilePath().toUtf8().constData(), &copy, SQLITE_OPEN_READWRITE,
                               registered()->zName);
    if (code == SQLITE_OK)
        code = sqlite3_exec(copy, "PRAGMA synchronous = FULL; PRAGMA journal_mode = MEMORY; PRAGMA journal_mode = WAL;",
                            nullptr, nullptr, nullptr);
    const QString reason = QString::fromUtf8(sqlite3_errmsg(copy));
    sqlite3_close(copy);
    if (code != SQLITE_OK)
        return fail(ErrorKind::StoreFailed, {}, {reason});
    return {};
}

} // namespace

const char *encryptedVfs()
{
    return registered()->zName;
}

OpenableStore::OpenableStore(const QString &file, SharedStoreKey key)
    : m_name(fullName(QFileInfo(file).absoluteFilePath().toUtf8().constData()))
{
    const std::lock_guard guard(openableMutex);
    Openable &entry = openableFiles()[m_name];
    entry.key = std::move(key); // a file that was made anew under the same name has a new key
    ++entry.count;
}

OpenableStore::~OpenableStore()
{
    const std::lock_guard guard(openableMutex);
    const auto found = openableFiles().find(m_name);
    if (--found->second.count == 0)
        openableFiles().erase(found);
}

Result<void> guardEncryption(sqlite3 *connection)
{
    sqlite3_vfs *used = nullptr;
    if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_VFS_POINTER, static_cast<void *>(&used)) != SQLITE_OK ||
        used != registered())
        return fail(ErrorKind::StoreFailed, {}, {QStringLiteral("not encrypted")});
    if (leaveRoom(connection) != SQLITE_OK || sqlite3_set_authorizer(connection, allowed, nullptr) != SQLITE_OK)
        return fail(ErrorKind::StoreFailed, {}, {QString::fromUtf8(sqlite3_errmsg(connection))});
    return {};
}

Result<void> copyEncrypted(sqlite3 *from, const QString &to)
{
    // SQLite forgets after each VACUUM INTO what room to leave, and a plain source has none.
    if (!planted(PlantedFault::ReserveForgotten) && leaveRoom(from) != SQLITE_OK)
        return fail(ErrorKind::StoreFailed, {}, {QString::fromUtf8(sqlite3_errmsg(from))});
    const QByteArray path = QUrl::toPercentEncoding(QFileInfo(to).absoluteFilePath(), "/");
    sqlite3_vfs *used = nullptr;
    sqlite3_file_control(from, "main", SQLITE_FCNTL_VFS_POINTER, static_cast<void *>(&used));
    // From an encrypted source the name is watched, and its VFS is the connection's own.
    const QByteArray name =
        used == registered() ? QFileInfo(to).absoluteFilePath().toUtf8() : "file:" + path + "?vfs=" + encryptedVfs();
    sqlite3_stmt *statement = nullptr;
    errno = 0;
    int code = sqlite3_prepare_v2(from, ("VACUUM INTO '" + QByteArray(name).replace('\'', "''") + "'").constData(), -1,
                                  &statement, nullptr);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    const QString reason = QString::fromUtf8(sqlite3_errmsg(from));
    const int failed = errno;
    sqlite3_finalize(statement);
    if (code == SQLITE_DONE)
        return useLog(to);
    const QString folder = QFileInfo(to).absolutePath();
    if ((code & 0xFF) == SQLITE_FULL || failed == ENOSPC || failed == EDQUOT || failed == EFBIG)
        return fail(ErrorKind::DiskFull, {}, {folder});
    if ((code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB || code == SQLITE_IOERR_DATA)
        return fail(ErrorKind::StoreDamaged, {}, {folder, reason});
    return fail(ErrorKind::StoreFailed, {}, {reason});
}

} // namespace yigong
