// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>
#include <functional>
#include <random>

struct sqlite3_vfs;

namespace yigong {

/// A disk that can lose its power or fill up: a VFS below the encryption that knows of every file of a folder what was
/// brought to the disk and what was only written. Made the default VFS when the program starts.
class Disk
{
public:
    static Disk &instance();

    /// Follows the files of this folder from now on; nothing where empty.
    void watch(const QString &folder);
    /// Calls `then` once, right after the given number of writes from now.
    void afterWrites(int count, std::function<void()> then);
    /// What the disk would hold if the power failed now: of what was not synced, some sectors of 512 bytes, and not the
    /// others. Written into another folder.
    void powerCut(const QString &to, std::mt19937 &random);
    /// The write of that number from now fails: as a full disk, or as a failing one that has kept half of it.
    enum class Failure
    {
        Full,
        Half
    };
    void failAt(int write, Failure failure);
    [[nodiscard]] int writes() const { return m_writes; } ///< since `watch`

private:
    Disk();
    friend struct DiskFile;
    struct State;
    State *m_state; // lives as long as the program: SQLite keeps the VFS
    int m_writes = 0;
};

} // namespace yigong
