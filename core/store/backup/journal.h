// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/store/encryption/key_block.h"

#include <QFile>

namespace yigong {

// The journal of a store: its write-ahead log as it grew, in files of their own elsewhere. Pages stand in it as in the
// log, encrypted and each authenticated; a record around them says which frames they are, when they were committed, and
// carries a keyed digest over itself and all before it in its file, so that a torn or changed end says how far the file
// is good. One file holds one run of the log, from its first frame on; the next run continues in the file of the next
// number. A number that is missing is a break: what comes behind it needs a copy of the store that was made behind it.

constexpr qint64 logStartSize = 32;           ///< of a write-ahead log
constexpr qint64 logFrameSize = 24 + 4096;    ///< header and page
constexpr quint64 journalSubkey = 6;          ///< of StoreKey
constexpr quint64 keptFilesSubkey = 7;        ///< of StoreKey
constexpr qint64 mostJournalBytes = 64 << 20; ///< of one record

struct JournalRecord
{
    qint64 from = 0; ///< frames of the log
    qint64 to = 0;
    Instant at;        ///< of the last commit in it
    QByteArray frames; ///< as they stand in the log
    QByteArray digest; ///< of this record
};

QString journalFile(const QString &folder, quint64 number);
/// The numbers of a folder's journal files, ascending.
std::vector<quint64> journalNumbers(const QString &folder);

/// Reads one file from its start.
class JournalReader
{
public:
    /// Errors: FileMissing{path} · FileUnreadable{path, reason} · BadFormat{"journal", path} (its head is damaged, or
    /// it is of another store).
    static Result<JournalReader> open(const QString &path, const StoreKey &key);

    /// The next record; none at the end of what can be read. Errors: FileUnreadable{path, reason}.
    Result<std::optional<JournalRecord>> next();

    [[nodiscard]] const QByteArray &logStart() const { return m_logStart; }
    /// Bytes up to the end of the last good record.
    [[nodiscard]] qint64 goodSize() const { return m_good; }
    /// Once `next` has answered none: whether there is more in the file, which cannot be read.
    [[nodiscard]] bool isTorn() const { return m_good < m_size; }

private:
    JournalReader() = default;
    friend class JournalWriter;

    std::unique_ptr<QFile> m_file;
    SecretBytes m_key;
    QByteArray m_logStart;
    QByteArray m_digest; ///< of all that was read
    qint64 m_good = 0, m_size = 0;
};

/// Writes one file. Used by one thread at a time.
class JournalWriter
{
public:
    /// A new file for a run of the log, whole on the disk or not there. Errors: those of `writeDurably`.
    static Result<JournalWriter> create(const QString &folder, quint64 number, const StoreKey &key,
                                        const QByteArray &logStart);
    /// Goes on with a file behind its last good record. Errors: those of `JournalReader`.
    static Result<JournalWriter> resume(const QString &folder, quint64 number, const StoreKey &key);

    /// On the disk when it answers; on error the file is good up to where it was. Errors: those of `writeBehind`.
    Result<void> append(qint64 from, qint64 to, Instant at, const QByteArray &frames);

    [[nodiscard]] quint64 number() const { return m_number; }
    [[nodiscard]] const QByteArray &logStart() const { return m_logStart; }
    [[nodiscard]] const std::optional<JournalRecord> &last() const
    {
        return m_last;
    } ///< with its frames after `resume`
    /// Lets go of the frames that `resume` has read.
    void forgetFrames()
    {
        if (m_last)
            m_last->frames = {};
    }

private:
    JournalWriter() = default;

    QString m_path;
    quint64 m_number = 0;
    SecretBytes m_key;
    QByteArray m_logStart, m_digest;
    std::optional<JournalRecord> m_last;
    qint64 m_size = 0;
};

} // namespace yigong
