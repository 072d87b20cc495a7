// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/sim/random.h"

#include <QByteArray>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace yigong::sim {

/// The bytes of a file, shared between copies until one is written.
class Bytes
{
public:
    [[nodiscard]] std::int64_t size() const { return m_size; }
    void read(char *to, std::int64_t amount, std::int64_t at) const; ///< zeros behind the end
    void write(const char *from, std::int64_t amount, std::int64_t at);
    void resize(std::int64_t size);

private:
    static constexpr std::int64_t chunk = 4096;
    using Chunk = std::array<char, chunk>;
    std::vector<std::shared_ptr<Chunk>> m_chunks;
    std::int64_t m_size = 0;
};

struct DiskNode;

/// What lies on a disk that is not running: its files' bytes. A copy costs next to nothing.
using DiskImage = std::map<std::string, Bytes>;

/// One computer's disk in memory, reached by SQLite as the files of a folder. It knows of each file what was brought
/// to the disk and what was only written, can lose its power at any write or fsync, and can be full. Not one real file
/// is touched. All disks are reached through one VFS, the program's default one once the first disk was made.
class SimDisk
{
public:
    explicit SimDisk(std::string folder);
    ~SimDisk();
    SimDisk(const SimDisk &) = delete;
    SimDisk &operator=(const SimDisk &) = delete;

    [[nodiscard]] const std::string &folder() const { return m_folder; }

    /// The power goes at the given write, truncation or fsync from now: from then on nothing succeeds.
    void losePowerAfter(int events);
    [[nodiscard]] bool isDead() const { return m_dead; }
    [[nodiscard]] bool isArmed() const { return m_deathIn >= 0; }
    /// Nothing grows any more.
    void setFull(bool full) { m_full = full; }
    /// The power is back. Of what had not been brought to the disk, some sectors of 512 bytes are there, and others are
    /// not. Nobody is reading or writing.
    void powerIsBack(Random &random);

    /// As it would be after a clean shutdown; nobody writes just now.
    [[nodiscard]] DiskImage image() const;
    /// Puts another disk in. Nobody is reading or writing.
    void insert(const DiskImage &image);

    [[nodiscard]] std::int64_t events() const { return m_events; }

private:
    friend struct SimFile;
    bool happens(); ///< one write or fsync; false where the power goes at it
    std::string m_folder;
    std::map<std::string, std::shared_ptr<DiskNode>> m_files;
    int m_deathIn = -1;
    bool m_dead = false;
    bool m_full = false;
    std::int64_t m_events = 0;
};

/// Makes SQLite's own chance (`random()`) follow from this seed.
void seedSqlite(std::uint64_t seed);

} // namespace yigong::sim
