// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/verify.h"
#include "core/store/change_log.h"

#include <QSet>
#include <QtEndian>
#include <algorithm>
#include <map>
#include <sodium.h>
#include <utility>

namespace yigong {

namespace {

/// BLAKE2b over records: each is its id, the length of its canonical form, and that form.
class RecordDigest
{
public:
    RecordDigest() { crypto_generichash_init(&m_state, nullptr, 0, 32); }
    void add(QByteArrayView bytes)
    {
        crypto_generichash_update(&m_state, reinterpret_cast<const unsigned char *>(bytes.data()),
                                  static_cast<unsigned long long>(bytes.size()));
    }
    void add(qint64 number)
    {
        char bytes[8];
        qToBigEndian(number, bytes);
        add(QByteArrayView(bytes, 8));
    }
    QByteArray result()
    {
        QByteArray digest(32, Qt::Uninitialized);
        crypto_generichash_final(&m_state, reinterpret_cast<unsigned char *>(digest.data()), 32);
        return digest;
    }

private:
    crypto_generichash_state m_state;
};

class Verifier
{
public:
    Verifier(const Snapshot &snapshot, Verification &found) : m_snapshot(snapshot), m_found(found) {}

    Result<void> checkFile();
    Result<void> checkLog();
    Result<void> checkHubLogs();
    Result<void> checkRows();
    Result<void> checkReferences();

    void report(Finding finding)
    {
        m_found.ok = m_found.ok && finding.severity != Severity::Failure;
        if (m_found.findings.size() < mostFindings)
            m_found.findings.push_back(std::move(finding));
        else
            ++m_found.further;
    }

private:
    /// What this device's own operations make of one mutable record.
    struct Written
    {
        bool inserted = false;
        std::map<int, std::vector<Value>> values; ///< by field number, in the order of the log
    };
    using Key = std::pair<int, Id>;

    void fail(const char *kind, const QString &table, Id record, const QString &detail = {})
    {
        report({Severity::Failure, QString::fromLatin1(kind), table, record, detail});
    }
    Result<void> takeAct(const Act &act);
    Result<bool> hasLeft(int type, Id record) const;
    Result<void> checkInserted(const RecordType &type, const Operation &operation);
    Result<void> checkWritten(const Key &key, const Written &written);
    void checkUnsent(const RecordType &type, const Row &row, const Written &written);
    Result<void> checkSent(const RecordType &type, const Row &row, const Written &written);
    Result<void> checkReference(const RecordType &type, const FieldInfo &field);

    const Snapshot &m_snapshot;
    Verification &m_found;
    std::map<Key, Written> m_written;
    std::map<int, QSet<Id>> m_inserted; ///< by type: records whose insert is in the log
};

Result<void> Verifier::checkFile()
{
    YIGONG_TRY(m_snapshot.each("PRAGMA integrity_check(20)", {}, [this](const Columns &columns) {
        if (const QString said = columns.text(0); said != u"ok")
            fail("integrity", {}, {}, said);
    }));
    return m_snapshot.each("PRAGMA foreign_key_check", {}, [this](const Columns &columns) {
        fail("foreign-key", columns.text(0), {}, columns.text(2));
    });
}

Result<void> Verifier::checkLog()
{
    YIGONG_LET(deviceValue, m_snapshot.local(QStringLiteral("device")));
    const Id device = ValueOf<Id>::from(deviceValue);
    QByteArray previous = chainStart();
    qint64 expected = 1;
    Result<void> taken;
    YIGONG_TRY(m_snapshot.each(
        "SELECT number, hash, body, operations FROM act ORDER BY number", {}, [&](const Columns &columns) {
            const qint64 number = columns.integer(0);
            const QString name = QString::number(number);
            const QByteArray body = columns.bytes(2);
            ++m_found.acts;
            // After a gap, what follows is still held against itself.
            if (number != expected || chainHash(previous, device, number, body) != columns.bytes(1))
                fail("chain", QStringLiteral("act"), {}, name);
            previous = columns.bytes(1);
            expected = number + 1;
            const auto act = decodeAct(device, number, body);
            if (!act || static_cast<qint64>(act->operations.size()) != columns.integer(3)) {
                fail("act", QStringLiteral("act"), {}, name);
                return;
            }
            if (taken)
                taken = takeAct(*act);
        }));
    return taken;
}

Result<void> Verifier::takeAct(const Act &act)
{
    for (const Operation &operation : act.operations) {
        const RecordType *type = m_snapshot.types().byNumber(operation.type);
        if (!type)
            continue; // of a newer program, which will know it
        if (operation.kind == OperationKind::Insert)
            m_inserted[operation.type].insert(operation.record);
        if (type->isInsertOnly()) {
            YIGONG_TRY(checkInserted(*type, operation));
            continue;
        }
        Written &written = m_written[{operation.type, operation.record}];
        written.inserted = written.inserted || operation.kind == OperationKind::Insert;
        for (const FieldChange &change : operation.changes)
            written.values[change.number].push_back(change.after);
    }
    return {};
}

/// Out of this store's scope, once what was done to it here was answered.
Result<bool> Verifier::hasLeft(int type, Id record) const
{
    YIGONG_LET(left, m_snapshot.number("SELECT EXISTS (SELECT 1 FROM departed WHERE type = ? AND record = ?)",
                                       {static_cast<qint64>(type), record.bytes()}));
    return left != 0;
}

/// A record that is never changed must be what its act says, to the letter.
Result<void> Verifier::checkInserted(const RecordType &type, const Operation &operation)
{
    YIGONG_LET(row, m_snapshot.findRow(type, operation.record));
    if (!row) {
        YIGONG_LET(left, hasLeft(operation.type, operation.record));
        if (!left)
            fail("row", type.table(), operation.record, QStringLiteral("missing"));
        return {};
    }
    std::map<int, const Value *> said;
    for (const FieldChange &change : operation.changes)
        said[change.number] = &change.after;
    for (std::size_t i = 0; i < type.fields().size(); ++i) {
        const FieldInfo &field = type.fields()[i];
        const auto value = said.find(field.number);
        if (row->values[i] != (value == said.end() ? defaultOf(field.kind) : *value->second))
            fail("row", type.table(), operation.record, field.column);
    }
    return {};
}

/// The hub has not numbered it: the row is what this device wrote, operation upon operation.
void Verifier::checkUnsent(const RecordType &type, const Row &row, const Written &written)
{
    for (std::size_t i = 0; i < type.fields().size(); ++i) {
        const FieldInfo &field = type.fields()[i];
        const auto values = written.values.find(field.number);
        if (row.values[i] != (values == written.values.end() ? defaultOf(field.kind) : values->second.back()))
            fail("row", type.table(), row.id, field.column);
    }
}

/// The hub's last row is kept beside it: a field is the hub's, or one that this device has written since. (Which of
/// them is sync's rule; a set may be both.)
Result<void> Verifier::checkSent(const RecordType &type, const Row &row, const Written &written)
{
    QByteArray body;
    bool kept = false;
    YIGONG_TRY(m_snapshot.each("SELECT body FROM remote_row WHERE type = ? AND id = ?",
                               {static_cast<qint64>(type.number()), row.id.bytes()}, [&](const Columns &columns) {
                                   body = columns.bytes(0);
                                   kept = true;
                               }));
    if (!kept)
        return {};
    const auto remote = rowFromCanonical(type, row.id, body);
    if (!remote) {
        fail("row", QStringLiteral("remote_row"), row.id, type.table());
        return {};
    }
    for (std::size_t i = 0; i < type.fields().size(); ++i) {
        const FieldInfo &field = type.fields()[i];
        if (row.values[i] == remote->values[i] || field.merge == Merge::Unite)
            continue;
        const auto values = written.values.find(field.number);
        if (values == written.values.end() ||
            std::find(values->second.begin(), values->second.end(), row.values[i]) == values->second.end())
            fail("row", type.table(), row.id, field.column);
    }
    return {};
}

Result<void> Verifier::checkWritten(const Key &key, const Written &written)
{
    const RecordType &type = *m_snapshot.types().byNumber(key.first);
    YIGONG_LET(row, m_snapshot.findRow(type, key.second));
    if (!row) {
        YIGONG_LET(left, hasLeft(key.first, key.second));
        if (written.inserted && !left)
            fail("row", type.table(), key.second, QStringLiteral("missing"));
        return {};
    }
    if (row->version > 0)
        return checkSent(type, *row, written);
    if (written.inserted)
        checkUnsent(type, *row, written);
    return {};
}

Result<void> Verifier::checkRows()
{
    for (const auto &[key, written] : m_written)
        YIGONG_TRY(checkWritten(key, written));
    for (const RecordType &type : m_snapshot.types().all()) {
        const QSet<Id> &inserted = m_inserted[type.number()];
        const std::string sql = "SELECT id FROM " + type.table().toStdString() + " WHERE _version = 0";
        YIGONG_TRY(m_snapshot.each(sql, {}, [&](const Columns &columns) {
            if (const Id id = columns.id(0); !inserted.contains(id))
                fail("unexplained", type.table(), id);
        }));
    }
    return {};
}

/// Where a field of that role leads; nothing where it leads to no record of its own.
const char *tableOf(Role role)
{
    switch (role) {
    case Role::Site:
    case Role::ShareTo:
        return "site";
    case Role::Subject:
        return "patient";
    case Role::Encounter:
        return "encounter";
    case Role::Plain:
        break;
    }
    return nullptr;
}

Result<void> Verifier::checkReference(const RecordType &type, const FieldInfo &field)
{
    const char *other = tableOf(field.role);
    if (!other)
        return {};
    const std::string column = "t.\"" + field.column.toStdString() + "\"";
    const std::string sql = "SELECT t.id, t._version FROM " + type.table().toStdString() + " t WHERE " + column +
                            " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + other + " o WHERE o.id = " + column + ")";
    return m_snapshot.each(sql, {}, [&](const Columns &columns) {
        // Who wrote it here had the resident before them; what came from elsewhere may name what this store may not
        // hold. A site's own name may come later, with the catalogue.
        const bool madeHere = columns.integer(1) == 0 && field.role == Role::Subject;
        report({madeHere ? Severity::Failure : Severity::Notice, QStringLiteral("reference"), type.table(),
                columns.id(0), field.column});
    });
}

Result<void> Verifier::checkReferences()
{
    for (const RecordType &type : m_snapshot.types().all())
        for (const FieldInfo &field : type.fields())
            YIGONG_TRY(checkReference(type, field));
    return {};
}

/// A hub's proof: what each device sent, chained as it was signed.
Result<void> Verifier::checkHubLogs()
{
    struct Head
    {
        qint64 number = 0;
        QByteArray hash = chainStart();
    };
    std::map<Id, Head> heads;
    YIGONG_TRY(m_snapshot.each("SELECT device, number, body, hash FROM hub_act ORDER BY device, number", {},
                               [&](const Columns &columns) {
                                   const Id device = columns.id(0);
                                   Head &head = heads[device];
                                   const QByteArray body = columns.bytes(2);
                                   const QString name = columns.text(1);
                                   if (columns.integer(1) != head.number + 1 ||
                                       chainHash(head.hash, device, columns.integer(1), body) != columns.bytes(3))
                                       fail("chain", QStringLiteral("hub_act"), device, name);
                                   head = {columns.integer(1), columns.bytes(3)};
                                   if (!decodeAct(device, columns.integer(1), body))
                                       fail("act", QStringLiteral("hub_act"), device, name);
                               }));
    return m_snapshot.each("SELECT id, taken, head FROM hub_device", {}, [&](const Columns &columns) {
        const auto head = heads.find(columns.id(0));
        if (head == heads.end())
            return;
        if (head->second.number != columns.integer(1) || head->second.hash != columns.bytes(2))
            fail("chain", QStringLiteral("hub_device"), columns.id(0), QStringLiteral("head"));
    });
}

std::vector<const RecordType *> byNumber(const RecordTypes &types)
{
    std::vector<const RecordType *> sorted;
    for (const RecordType &type : types.all())
        sorted.push_back(&type);
    std::sort(sorted.begin(), sorted.end(), [](const auto *a, const auto *b) { return a->number() < b->number(); });
    return sorted;
}

} // namespace

Result<QByteArray> digestOfRecords(const Snapshot &snapshot, qint64 *counted)
{
    RecordDigest digest;
    for (const RecordType *type : byNumber(snapshot.types())) {
        bool begun = false; // a type of which there is nothing counts for nothing: a new one changes no digest
        YIGONG_TRY(snapshot.eachRow(*type, "ORDER BY id", {}, [&](Row &&row) {
            const QByteArray form = canonicalForm(*type, row);
            if (!std::exchange(begun, true))
                digest.add(type->number());
            digest.add(row.id.bytes());
            digest.add(static_cast<qint64>(form.size()));
            digest.add(form);
            if (counted)
                ++*counted;
        }));
    }
    return digest.result();
}

Result<Verification> verifyStore(const Snapshot &snapshot, const std::vector<StoreCheck> &checks)
{
    Verification found;
    Verifier verifier(snapshot, found);
    YIGONG_TRY(verifier.checkFile());
    if (!found.ok)
        return found; // rows of a damaged file say nothing
    YIGONG_TRY(verifier.checkLog());
    YIGONG_TRY(verifier.checkRows());
    YIGONG_TRY(verifier.checkHubLogs());
    YIGONG_TRY(verifier.checkReferences());
    for (const StoreCheck &check : checks)
        YIGONG_TRY(check(snapshot, [&verifier](Finding finding) { verifier.report(std::move(finding)); }));
    YIGONG_LET(digest, digestOfRecords(snapshot, &found.records));
    found.digest = QString::fromLatin1(digest.toHex());
    return found;
}

} // namespace yigong
