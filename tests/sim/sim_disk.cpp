// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/sim_disk.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <sqlite3.h>

namespace yigong::sim {

void Bytes::read(char *to, std::int64_t amount, std::int64_t at) const
{
    while (amount > 0) {
        const std::int64_t within = at % chunk;
        const std::int64_t part = std::min(chunk - within, amount);
        const auto index = static_cast<std::size_t>(at / chunk);
        if (index < m_chunks.size() && m_chunks[index])
            std::memcpy(to, m_chunks[index]->data() + within, static_cast<std::size_t>(part));
        else
            std::memset(to, 0, static_cast<std::size_t>(part));
        to += part;
        at += part;
        amount -= part;
    }
}

void Bytes::write(const char *from, std::int64_t amount, std::int64_t at)
{
    if (at + amount > m_size)
        resize(at + amount);
    while (amount > 0) {
        const std::int64_t within = at % chunk;
        const std::int64_t part = std::min(chunk - within, amount);
        auto &held = m_chunks[static_cast<std::size_t>(at / chunk)];
        if (!held)
            held = std::make_shared<Chunk>();
        else if (held.use_count() > 1)
            held = std::make_shared<Chunk>(*held);
        std::memcpy(held->data() + within, from, static_cast<std::size_t>(part));
        from += part;
        at += part;
        amount -= part;
    }
}

void Bytes::resize(std::int64_t size)
{
    m_chunks.resize(static_cast<std::size_t>((size + chunk - 1) / chunk));
    if (size < m_size && size % chunk != 0) { // what is behind the end reads as zeros when the file grows again
        const std::vector<char> zeros(static_cast<std::size_t>(chunk - size % chunk), 0);
        m_size = static_cast<std::int64_t>(m_chunks.size()) * chunk;
        write(zeros.data(), static_cast<std::int64_t>(zeros.size()), size);
    }
    m_size = size;
}

struct DiskNode
{
    struct Change
    {
        std::int64_t at = 0; ///< of a truncation: the new size
        std::string bytes;
        bool truncation = false;
    };
    Bytes now, durable;
    std::vector<Change> pending;
    // SQLite's locks on the file, and its shared memory.
    int shared = 0;
    const void *reserved = nullptr, *exclusive = nullptr;
    std::vector<std::unique_ptr<char[]>> shm;
    std::array<int, SQLITE_SHM_NLOCK> shmShared{};
    std::array<const void *, SQLITE_SHM_NLOCK> shmExclusive{};
    int shmUsers = 0;

    /// Memory does not survive a power cut: whoever comes next builds the log's index anew.
    void forgetMemory()
    {
        for (const auto &region : shm)
            std::memset(region.get(), 0, shmRegion);
    }
    static constexpr std::size_t shmRegion = 32 * 1024;
};

namespace {

struct Vfs
{
    sqlite3_vfs vfs{};
    std::mutex mutex;
    std::map<std::string, SimDisk *> disks; ///< by folder
    Random random{1};
};

Vfs &theVfs()
{
    static Vfs &vfs = *new Vfs; // SQLite keeps it as long as the program lives
    return vfs;
}

std::string folderOf(const std::string &path)
{
    return path.substr(0, path.rfind('/'));
}

} // namespace

struct SimFile
{
    sqlite3_file head;
    SimDisk *disk; ///< none of a temporary file
    std::shared_ptr<DiskNode> *node;
    int level;
    bool usesShm;

    static SimFile *of(sqlite3_file *file) { return reinterpret_cast<SimFile *>(file); }
    static DiskNode &nodeOf(sqlite3_file *file) { return **of(file)->node; }
    static bool isDead(sqlite3_file *file) { return of(file)->disk && of(file)->disk->m_dead; }

    static int close(sqlite3_file *file)
    {
        const std::lock_guard guard(theVfs().mutex);
        unlockTo(file, SQLITE_LOCK_NONE);
        dropShm(file);
        delete of(file)->node;
        of(file)->node = nullptr;
        return SQLITE_OK;
    }
    static int read(sqlite3_file *file, void *to, int amount, sqlite3_int64 at)
    {
        const std::lock_guard guard(theVfs().mutex);
        if (isDead(file))
            return SQLITE_IOERR_READ;
        const Bytes &bytes = nodeOf(file).now;
        bytes.read(static_cast<char *>(to), amount, at);
        return at + amount > bytes.size() ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
    }
    static int write(sqlite3_file *file, const void *from, int amount, sqlite3_int64 at)
    {
        const std::lock_guard guard(theVfs().mutex);
        if (isDead(file))
            return SQLITE_IOERR_WRITE;
        DiskNode &node = nodeOf(file);
        if (of(file)->disk && of(file)->disk->m_full && at + amount > node.now.size()) {
            errno = ENOSPC;
            return SQLITE_FULL;
        }
        node.pending.push_back(
            {at, std::string(static_cast<const char *>(from), static_cast<std::size_t>(amount)), false});
        if (of(file)->disk && !of(file)->disk->happens())
            return SQLITE_IOERR_WRITE;
        node.now.write(static_cast<const char *>(from), amount, at);
        return SQLITE_OK;
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        const std::lock_guard guard(theVfs().mutex);
        if (isDead(file) || (of(file)->disk && !of(file)->disk->happens()))
            return SQLITE_IOERR_TRUNCATE;
        nodeOf(file).pending.push_back({size, {}, true});
        nodeOf(file).now.resize(size);
        return SQLITE_OK;
    }
    static int sync(sqlite3_file *file, int)
    {
        const std::lock_guard guard(theVfs().mutex);
        if (isDead(file) || (of(file)->disk && !of(file)->disk->happens()))
            return SQLITE_IOERR_FSYNC;
        DiskNode &node = nodeOf(file);
        node.durable = node.now;
        node.pending.clear();
        return SQLITE_OK;
    }
    static int size(sqlite3_file *file, sqlite3_int64 *size)
    {
        const std::lock_guard guard(theVfs().mutex);
        *size = nodeOf(file).now.size();
        return SQLITE_OK;
    }

    static int lock(sqlite3_file *file, int level)
    {
        const std::lock_guard guard(theVfs().mutex);
        SimFile &f = *of(file);
        DiskNode &node = nodeOf(file);
        if (f.level >= level)
            return SQLITE_OK;
        if (level == SQLITE_LOCK_SHARED) {
            if (node.exclusive)
                return SQLITE_BUSY;
            ++node.shared;
        } else if (level == SQLITE_LOCK_RESERVED) {
            if (node.reserved)
                return SQLITE_BUSY;
            node.reserved = file;
        } else {
            if ((node.reserved && node.reserved != file) || node.shared > 1)
                return SQLITE_BUSY;
            node.reserved = node.exclusive = file;
        }
        f.level = level;
        return SQLITE_OK;
    }
    static void unlockTo(sqlite3_file *file, int level)
    {
        SimFile &f = *of(file);
        DiskNode &node = nodeOf(file);
        if (node.exclusive == file)
            node.exclusive = nullptr;
        if (node.reserved == file)
            node.reserved = nullptr;
        if (level == SQLITE_LOCK_NONE && f.level >= SQLITE_LOCK_SHARED)
            --node.shared;
        f.level = std::min(f.level, level);
    }
    static int unlock(sqlite3_file *file, int level)
    {
        const std::lock_guard guard(theVfs().mutex);
        unlockTo(file, level);
        return SQLITE_OK;
    }
    static int reserved(sqlite3_file *file, int *held)
    {
        const std::lock_guard guard(theVfs().mutex);
        *held = nodeOf(file).reserved != nullptr;
        return SQLITE_OK;
    }
    static int control(sqlite3_file *, int, void *) { return SQLITE_NOTFOUND; }
    static int sector(sqlite3_file *) { return 4096; }
    static int characteristics(sqlite3_file *) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int shmMap(sqlite3_file *file, int region, int bytes, int extend, void volatile **memory)
    {
        const std::lock_guard guard(theVfs().mutex);
        DiskNode &node = nodeOf(file);
        if (!of(file)->usesShm) {
            of(file)->usesShm = true;
            ++node.shmUsers;
        }
        while (static_cast<int>(node.shm.size()) <= region) {
            if (!extend) {
                *memory = nullptr;
                return SQLITE_OK;
            }
            node.shm.push_back(
                std::make_unique<char[]>(std::max(DiskNode::shmRegion, static_cast<std::size_t>(bytes))));
        }
        *memory = node.shm[static_cast<std::size_t>(region)].get();
        return SQLITE_OK;
    }
    static int shmLock(sqlite3_file *file, int offset, int count, int flags)
    {
        const std::lock_guard guard(theVfs().mutex);
        DiskNode &node = nodeOf(file);
        for (auto i = static_cast<std::size_t>(offset); i < static_cast<std::size_t>(offset + count); ++i) {
            if ((flags & SQLITE_SHM_UNLOCK) != 0)
                continue;
            const bool free = (flags & SQLITE_SHM_SHARED) != 0 ? !node.shmExclusive[i]
                                                               : !node.shmExclusive[i] && node.shmShared[i] == 0;
            if (!free)
                return SQLITE_BUSY;
        }
        for (auto i = static_cast<std::size_t>(offset); i < static_cast<std::size_t>(offset + count); ++i) {
            if ((flags & SQLITE_SHM_SHARED) != 0)
                node.shmShared[i] += (flags & SQLITE_SHM_UNLOCK) != 0 ? -1 : 1;
            else
                node.shmExclusive[i] = (flags & SQLITE_SHM_UNLOCK) != 0 ? nullptr : file;
        }
        return SQLITE_OK;
    }
    static void shmBarrier(sqlite3_file *) {}
    static void dropShm(sqlite3_file *file)
    {
        if (!of(file)->usesShm)
            return;
        of(file)->usesShm = false;
        if (--nodeOf(file).shmUsers == 0)
            nodeOf(file).shm.clear();
    }
    static int shmUnmap(sqlite3_file *file, int)
    {
        const std::lock_guard guard(theVfs().mutex);
        dropShm(file);
        return SQLITE_OK;
    }
    static constexpr sqlite3_io_methods methods{
        2,      close,           read,   write,   truncate,   sync,     size,    lock,   unlock, reserved, control,
        sector, characteristics, shmMap, shmLock, shmBarrier, shmUnmap, nullptr, nullptr};

    static int open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *given)
    {
        const std::lock_guard guard(theVfs().mutex);
        of(file)->head.pMethods = nullptr;
        SimDisk *disk = nullptr;
        std::shared_ptr<DiskNode> node;
        if (name) {
            const auto found = theVfs().disks.find(folderOf(name));
            if (found == theVfs().disks.end() || found->second->m_dead)
                return SQLITE_CANTOPEN;
            disk = found->second;
            auto &held = disk->m_files[name];
            if (!held && (flags & SQLITE_OPEN_CREATE) == 0) {
                disk->m_files.erase(name);
                return SQLITE_CANTOPEN;
            }
            if (!held)
                held = std::make_shared<DiskNode>();
            node = held;
        } else {
            node = std::make_shared<DiskNode>();
        }
        *of(file) = {{&methods}, disk, new std::shared_ptr<DiskNode>(std::move(node)), SQLITE_LOCK_NONE, false};
        if (given)
            *given = flags;
        return SQLITE_OK;
    }
    static SimDisk *diskOf(const char *name)
    {
        const auto found = theVfs().disks.find(folderOf(name));
        return found == theVfs().disks.end() ? nullptr : found->second;
    }
    static int remove(sqlite3_vfs *, const char *name, int)
    {
        const std::lock_guard guard(theVfs().mutex);
        SimDisk *disk = diskOf(name);
        if (!disk || disk->m_dead || !disk->happens())
            return SQLITE_IOERR_DELETE;
        return disk->m_files.erase(name) == 0 ? SQLITE_IOERR_DELETE_NOENT : SQLITE_OK;
    }
    static int access(sqlite3_vfs *, const char *name, int, int *result)
    {
        const std::lock_guard guard(theVfs().mutex);
        const SimDisk *disk = diskOf(name);
        *result = disk && disk->m_files.contains(name);
        return SQLITE_OK;
    }
    static int fullPathname(sqlite3_vfs *, const char *name, int bytes, char *full)
    {
        sqlite3_snprintf(bytes, full, "%s", name);
        return SQLITE_OK;
    }
    static int randomness(sqlite3_vfs *, int bytes, char *to)
    {
        for (int i = 0; i < bytes; ++i)
            to[i] = static_cast<char>(theVfs().random.next());
        return bytes;
    }
    static int sleep(sqlite3_vfs *, int microseconds) { return microseconds; }
    static int timeMs(sqlite3_vfs *, sqlite3_int64 *ms)
    {
        *ms = 212'613'552'000'000; // never asked for by the engine: its clock is handed to it
        return SQLITE_OK;
    }
    static int time(sqlite3_vfs *, double *day)
    {
        *day = 2'460'805.0;
        return SQLITE_OK;
    }
    static int lastError(sqlite3_vfs *, int, char *) { return 0; }
};

namespace {

void registerVfs()
{
    sqlite3_vfs &vfs = theVfs().vfs;
    if (vfs.zName)
        return;
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(SimFile));
    vfs.mxPathname = 512;
    vfs.zName = "sim-disk";
    vfs.xOpen = SimFile::open;
    vfs.xDelete = SimFile::remove;
    vfs.xAccess = SimFile::access;
    vfs.xFullPathname = SimFile::fullPathname;
    vfs.xRandomness = SimFile::randomness;
    vfs.xSleep = SimFile::sleep;
    vfs.xCurrentTime = SimFile::time;
    vfs.xGetLastError = SimFile::lastError;
    vfs.xCurrentTimeInt64 = SimFile::timeMs;
    sqlite3_initialize();
    sqlite3_vfs_register(&vfs, 1);
}

} // namespace

void seedSqlite(std::uint64_t seed)
{
    registerVfs();
    theVfs().random = Random(seed);
    sqlite3_randomness(0, nullptr); // what it had in store is forgotten: it asks the VFS again
}

SimDisk::SimDisk(std::string folder) : m_folder(std::move(folder))
{
    registerVfs();
    const std::lock_guard guard(theVfs().mutex);
    theVfs().disks[m_folder] = this;
}

SimDisk::~SimDisk()
{
    const std::lock_guard guard(theVfs().mutex);
    theVfs().disks.erase(m_folder);
}

bool SimDisk::happens()
{
    ++m_events;
    if (m_deathIn < 0 || m_deathIn-- > 0)
        return true;
    m_dead = true;
    return false;
}

void SimDisk::losePowerAfter(int events)
{
    m_deathIn = events;
}

void SimDisk::powerIsBack(Random &random)
{
    for (auto &[path, node] : m_files) {
        Bytes kept = node->durable;
        for (const DiskNode::Change &change : node->pending) {
            if (change.truncation) {
                if (random.oneIn(2))
                    kept.resize(change.at);
                continue;
            }
            const auto size = static_cast<std::int64_t>(change.bytes.size());
            for (std::int64_t from = 0; from < size;) {
                const std::int64_t part = std::min(512 - (change.at + from) % 512, size - from);
                if (random.oneIn(2))
                    kept.write(change.bytes.data() + from, part, change.at + from);
                from += part;
            }
        }
        node->now = node->durable = kept;
        node->pending.clear();
        node->forgetMemory();
    }
    m_dead = false;
    m_deathIn = -1;
}

DiskImage SimDisk::image() const
{
    DiskImage image;
    for (const auto &[path, node] : m_files)
        image[path.substr(m_folder.size())] = node->now;
    return image;
}

void SimDisk::insert(const DiskImage &image)
{
    // A connection that stays open goes on with the same file, whatever its bytes are now.
    for (const auto &[path, node] : m_files) {
        const auto found = image.find(path.substr(m_folder.size()));
        node->now = node->durable = found == image.end() ? Bytes() : found->second;
        node->pending.clear();
        node->forgetMemory();
    }
    for (const auto &[name, bytes] : image)
        if (auto &node = m_files[m_folder + name]; !node) {
            node = std::make_shared<DiskNode>();
            node->now = node->durable = bytes;
        }
    m_dead = m_full = false;
    m_deathIn = -1;
}

} // namespace yigong::sim
