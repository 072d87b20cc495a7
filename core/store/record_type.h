// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/store/value.h"

#include <functional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace yigong {

class Transaction;

/// What happens when two sites changed a field since its base. The table of DESIGN §4.
enum class Merge : quint8
{
    Fixed,    ///< set when the record is made, never changed: ids, links, everything of an insert-only record
    Ask,      ///< the hub's value stays, a conflict waits for a person
    Latest,   ///< the later hybrid-clock time wins; the other is kept in a settled conflict
    Unite,    ///< sets: union; removing a member is its own act
    Monotone, ///< once set, never lost
};

/// How a list shows the field to those who need not see it whole.
enum class Privacy : quint8
{
    Open,
    Name,
    IdNumber,
    Phone,
    Address,
    Clinical
};

/// What the sync engine must know of a field to route a record, without knowing its noun.
enum class Role : quint8
{
    Plain,
    Site,      ///< the record goes into this site's stream (a record may name several)
    Subject,   ///< the resident it is about
    Encounter, ///< the visit it belongs to
    ShareTo,   ///< on a share record: the site it is shared to
};

enum class RecordKind : quint8
{
    Mutable,    ///< merged field by field
    InsertOnly, ///< events, ledger entries, closed records: never changed, no version
};

/// How far a share of a resident carries records of this type to another site.
enum class Reach : quint8
{
    Never,
    Always,        ///< e.g. the resident, allergies, current conditions
    WithEncounter, ///< only when the share names the record's visit
};

/// The one declaration of a record's table. `number` is never reused. FHIR R4 resource name in `resource`.
struct RecordInfo
{
    int number;
    const char *table;
    const char *resource;
    RecordKind kind;
    Reach reach = Reach::Never;
    bool catalogue = false; ///< goes into the stream that every device holds
    bool hubWrites = false; ///< only the hub makes such records (conflicts)
    int version = 1;        ///< of the type; operations say which they speak
};

template <typename S, typename M> struct RecordField
{
    int number; ///< never reused within the type
    const char *column;
    M S::*member;
    Merge merge;
    Privacy privacy;
    Role role;
};

template <typename S, typename M>
constexpr RecordField<S, M> field(int number, const char *column, M S::*member, Merge merge = Merge::Fixed,
                                  Privacy privacy = Privacy::Open, Role role = Role::Plain)
{
    return {number, column, member, merge, privacy, role};
}
template <typename S, typename M>
constexpr RecordField<S, M> field(int number, const char *column, M S::*member, Role role)
{
    return {number, column, member, Merge::Fixed, Privacy::Open, role};
}

/// A record struct has `Id id`, `static constexpr RecordInfo info`, and `static constexpr auto fields()` (a tuple of
/// `field(...)`, without the id).
template <typename T>
concept Record = requires(T t)
{
    {
        t.id
        } -> std::convertible_to<Id>;
    T::info.number;
    T::fields();
};

struct FieldInfo
{
    int number = 0;
    QString column;
    ValueKind kind = ValueKind::Text;
    Merge merge = Merge::Fixed;
    Privacy privacy = Privacy::Open;
    Role role = Role::Plain;
};

/// A record without its struct: the fields of its type in order of declaration.
struct Row
{
    Id id;
    std::vector<Value> values;
    qint64 version = 0; ///< counted by the hub; 0 = the hub has not seen it
    QByteArray unknown; ///< CBOR map number → value of fields that this program does not know; empty where none

    bool operator==(const Row &) const = default;
};

/// A record type as the store, the sync engine, the digest, CSV and masking see it.
class RecordType
{
public:
    [[nodiscard]] int number() const { return m_info.number; }
    [[nodiscard]] const QString &table() const { return m_table; }
    [[nodiscard]] QString resource() const { return QString::fromLatin1(m_info.resource); }
    [[nodiscard]] const RecordInfo &info() const { return m_info; }
    [[nodiscard]] bool isInsertOnly() const { return m_info.kind == RecordKind::InsertOnly; }
    [[nodiscard]] const std::vector<FieldInfo> &fields() const { return m_fields; }
    [[nodiscard]] int indexOf(int fieldNumber) const;                     ///< -1 where unknown
    [[nodiscard]] int indexOf(QStringView column) const;                  ///< -1 where unknown
    [[nodiscard]] std::vector<Id> idsOf(Role role, const Row &row) const; ///< the ids of the fields with that role

    // Statements, made once.
    [[nodiscard]] const std::string &selectSql() const
    {
        return m_select;
    } ///< "SELECT id, …, _version, _unknown FROM t"
    [[nodiscard]] const std::string &selectByIdSql() const { return m_selectById; }
    [[nodiscard]] const std::string &insertSql() const { return m_insert; }
    [[nodiscard]] const std::string &updateSql() const { return m_update; }

    /// Keeps what is derived from the record (search words); called after a write of its row, in the same commit but
    /// for what a hub's round leaves (`Transaction::deriveLater`). `before` is null for a new row, and for one of which
    /// that is not known any more.
    using Derive = std::function<Result<void>(Transaction &, const Row *before, const Row &after)>;
    void setDerive(Derive derive) { m_derive = std::move(derive); }
    [[nodiscard]] const Derive &derive() const { return m_derive; }

    /// Statements that forget what is derived from a row (`old.rid`) which leaves this store; they become a trigger.
    void setForget(std::string sql) { m_forget = std::move(sql); }
    [[nodiscard]] const std::string &forgetSql() const { return m_forget; }

    template <Record T> static RecordType of();

private:
    RecordType(const RecordInfo &info, std::vector<FieldInfo> fields);

    RecordInfo m_info;
    QString m_table;
    std::vector<FieldInfo> m_fields;
    std::string m_select, m_selectById, m_insert, m_update;
    Derive m_derive;
    std::string m_forget;
};

/// All record types of a program, by number and table.
class RecordTypes
{
public:
    void add(RecordType type) { m_types.push_back(std::move(type)); }
    [[nodiscard]] const RecordType *byNumber(int number) const;
    [[nodiscard]] const RecordType *byTable(QStringView table) const;
    [[nodiscard]] std::span<const RecordType> all() const { return m_types; }

private:
    std::vector<RecordType> m_types;
};

template <Record T> RecordType RecordType::of()
{
    std::vector<FieldInfo> infos;
    std::apply(
        [&](const auto &...f) {
            (infos.push_back(FieldInfo{f.number, QString::fromLatin1(f.column),
                                       ValueOf<std::remove_cvref_t<decltype(std::declval<T>().*(f.member))>>::kind,
                                       f.merge, f.privacy, f.role}),
             ...);
        },
        T::fields());
    return RecordType(T::info, std::move(infos));
}

template <Record T> Row rowOf(const T &record)
{
    Row row;
    row.id = record.id;
    std::apply(
        [&](const auto &...f) {
            row.values.reserve(sizeof...(f));
            (row.values.push_back(ValueOf<std::remove_cvref_t<decltype(record.*(f.member))>>::to(record.*(f.member))),
             ...);
        },
        T::fields());
    return row;
}

template <Record T> T recordOf(const Row &row)
{
    T record{};
    record.id = row.id;
    std::size_t at = 0;
    std::apply(
        [&](const auto &...f) {
            ((record.*(f.member) = ValueOf<std::remove_cvref_t<decltype(record.*(f.member))>>::from(row.values[at++])),
             ...);
        },
        T::fields());
    return record;
}

/// Canonical CBOR of a row: map of field number → value, ascending, of those that differ from their default, the
/// unknown ones among them. The same bytes on every device; digest, chain and wire are made of it. Nothing derived is
/// in it.
QByteArray canonicalForm(const RecordType &type, const Row &row);
/// Reads it back; fields that the type does not know land in `unknown`. Errors: BadFormat.
Result<Row> rowFromCanonical(const RecordType &type, Id id, const QByteArray &cbor);

} // namespace yigong
