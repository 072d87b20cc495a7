// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup/journal.h"
#include "core/base/platform/durable_file.h"
#include "core/base/sodium_ready.h"

#include <QDir>
#include <QtEndian>
#include <sodium.h>

namespace yigong {

namespace {

// head    magic (16), store's file id (16), the log's first 32 bytes, digest (32)
// record  from, to, at, size of the frames (8 each, little endian), digest (32), frames
constexpr QByteArrayView journalMagic("yigong journal 1");
constexpr qsizetype journalDigestSize = 32, recordHeadSize = 32;
constexpr qsizetype journalHeadSize = 16 + storeFileIdSize + logStartSize + journalDigestSize;

QByteArray journalDigest(const SecretBytes &key, std::initializer_list<QByteArrayView> parts)
{
    ensureSodium();
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), key.size(), journalDigestSize);
    for (const QByteArrayView part : parts)
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(part.data()),
                                  static_cast<unsigned long long>(part.size()));
    QByteArray digest(journalDigestSize, Qt::Uninitialized);
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(digest.data()), journalDigestSize);
    return digest;
}

QByteArray recordHead(qint64 from, qint64 to, Instant at, qint64 size)
{
    QByteArray head(recordHeadSize, Qt::Uninitialized);
    qToLittleEndian(from, head.data());
    qToLittleEndian(to, head.data() + 8);
    qToLittleEndian(static_cast<qint64>(at.ms), head.data() + 16);
    qToLittleEndian(size, head.data() + 24);
    return head;
}

} // namespace

QString journalFile(const QString &folder, quint64 number)
{
    return folder + u'/' + QString::number(number).rightJustified(10, u'0') + QStringLiteral(".journal");
}

std::vector<quint64> journalNumbers(const QString &folder)
{
    std::vector<quint64> numbers;
    for (const QString &name : QDir(folder).entryList({QStringLiteral("*.journal")}, QDir::Files, QDir::Name))
        if (const quint64 number = name.left(name.indexOf(u'.')).toULongLong(); number > 0)
            numbers.push_back(number);
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

Result<JournalReader> JournalReader::open(const QString &path, const StoreKey &key)
{
    JournalReader reader;
    reader.m_file = std::make_unique<QFile>(path);
    if (!reader.m_file->exists())
        return fail(ErrorKind::FileMissing, {}, {path});
    if (!reader.m_file->open(QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {path, reader.m_file->errorString()});
    const QByteArray head = reader.m_file->read(journalHeadSize);
    if (reader.m_file->error() != QFileDevice::NoError)
        return fail(ErrorKind::FileUnreadable, {}, {path, reader.m_file->errorString()});
    reader.m_key = key.subkey(journalSubkey, journalDigestSize);
    const auto damaged = fail(ErrorKind::BadFormat, {}, {QStringLiteral("journal"), path});
    if (head.size() != journalHeadSize || !head.startsWith(journalMagic.toByteArray() + key.fileId))
        return damaged;
    const QByteArrayView said = QByteArrayView(head).first(journalHeadSize - journalDigestSize);
    reader.m_digest = journalDigest(reader.m_key, {said});
    if (QByteArrayView(head).last(journalDigestSize) != reader.m_digest)
        return damaged;
    reader.m_logStart = head.mid(16 + storeFileIdSize, logStartSize);
    reader.m_good = journalHeadSize;
    reader.m_size = reader.m_file->size();
    return reader;
}

Result<std::optional<JournalRecord>> JournalReader::next()
{
    using Next = std::optional<JournalRecord>;
    const QByteArray start = m_file->read(recordHeadSize + journalDigestSize);
    JournalRecord record;
    if (start.size() == recordHeadSize + journalDigestSize) {
        record.from = qFromLittleEndian<qint64>(start.constData());
        record.to = qFromLittleEndian<qint64>(start.constData() + 8);
        record.at = {qFromLittleEndian<qint64>(start.constData() + 16)};
        const auto size = qFromLittleEndian<qint64>(start.constData() + 24);
        record.digest = start.sliced(recordHeadSize);
        // Nothing of a damaged head is believed: not how much memory to take.
        if (size >= 0 && size <= m_size - m_good - start.size() && size <= mostJournalBytes)
            record.frames = m_file->read(size);
    }
    if (m_file->error() != QFileDevice::NoError)
        return fail(ErrorKind::FileUnreadable, {}, {m_file->fileName(), m_file->errorString()});
    const QByteArrayView head = QByteArrayView(start).first(std::min(start.size(), recordHeadSize));
    if (record.digest.isEmpty() || record.digest != journalDigest(m_key, {m_digest, head, record.frames}))
        return Next{};
    m_digest = record.digest;
    m_good += start.size() + record.frames.size();
    return Next{std::move(record)};
}

Result<JournalWriter> JournalWriter::create(const QString &folder, quint64 number, const StoreKey &key,
                                            const QByteArray &logStart)
{
    JournalWriter writer;
    writer.m_path = journalFile(folder, number);
    writer.m_number = number;
    writer.m_key = key.subkey(journalSubkey, journalDigestSize);
    writer.m_logStart = logStart;
    const QByteArray head = journalMagic.toByteArray() + key.fileId + logStart;
    writer.m_digest = journalDigest(writer.m_key, {head});
    writer.m_size = journalHeadSize;
    YIGONG_TRY(writeDurably(writer.m_path, head + writer.m_digest, FileAccess::OwnerOnly));
    return writer;
}

Result<JournalWriter> JournalWriter::resume(const QString &folder, quint64 number, const StoreKey &key)
{
    JournalWriter writer;
    writer.m_path = journalFile(folder, number);
    writer.m_number = number;
    YIGONG_LET(reader, JournalReader::open(writer.m_path, key));
    for (;;) {
        YIGONG_LET(record, reader.next());
        if (!record)
            break;
        writer.m_last = std::move(record);
    }
    writer.m_key = std::move(reader.m_key);
    writer.m_logStart = reader.m_logStart;
    writer.m_digest = reader.m_digest;
    writer.m_size = reader.m_good;
    return writer;
}

Result<void> JournalWriter::append(qint64 from, qint64 to, Instant at, const QByteArray &frames)
{
    const QByteArray head = recordHead(from, to, at, frames.size());
    QByteArray digest = journalDigest(m_key, {m_digest, head, frames});
    YIGONG_TRY(writeBehind(m_path, m_size, head + digest + frames));
    m_size += head.size() + digest.size() + frames.size();
    m_digest = digest;
    m_last = JournalRecord{from, to, at, {}, std::move(digest)};
    return {};
}

} // namespace yigong
