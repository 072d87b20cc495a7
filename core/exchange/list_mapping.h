// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/followups/follow_up_rules.h"
#include "core/store/transaction.h"

#include <QStringList>
#include <map>
#include <vector>

namespace yigong {

enum class ListKind : quint8
{
    Residents,
    FollowUps
};
QString nameOf(ListKind kind); ///< "residents", "follow-ups"
std::optional<ListKind> listKindFrom(QStringView name);

/// How one system's lists (CSV) are read: which column is which field, and how it spells what. Kept under a name, so
/// that the next list of that system is read without asking.
struct ListMapping
{
    ListKind kind = ListKind::Residents;
    QString source;                                          ///< the system; people and forms are known by it
    FollowUpProgram program = FollowUpProgram::Hypertension; ///< of follow-ups
    /// Of follow-ups; empty: the current ones. Of residents the version says by which edition bare numbers count.
    QString formCode, formVersion;
    QString dates;                                         ///< "dd/MM/yyyy"; empty: as `readDate` reads them
    std::vector<std::pair<QString, QString>> columns;      ///< header as in the file → field
    std::map<QString, std::map<QString, QString>> options; ///< header → as written → what is meant
    std::map<QString, QString> defaults;                   ///< field → where a row says nothing
    bool operator==(const ListMapping &) const = default;

    /// Its field by the mapping, or "" where it names none.
    [[nodiscard]] QString fieldOf(const QString &header) const;
    /// The first header of the field; "" where there is none.
    [[nodiscard]] QString headerOf(const QString &field) const;
    /// A cell as it is meant: its option's translation, a day of the mapping's own spelling as 2025-05-13, else as it
    /// is.
    [[nodiscard]] QString meant(const QString &header, const QString &cell) const;
};

/// `{"kind", "source", "program", "form", "version", "dates", "columns": {header: field}, "options": {header:
/// {written: meant}}, "defaults": {field: value}}`.
QByteArray jsonOf(const ListMapping &mapping);
/// Errors: BadFormat{what was expected, where} · NotFound{mapping; field} (a field that there is not) ·
/// Invalid{value; key}.
Result<ListMapping> listMappingFrom(const QByteArray &json);

/// What the headers say by themselves. A list with a column for the day of a follow-up is one of follow-ups; it is of
/// diabetes where it has a column for glucose.
ListMapping guessedMapping(const QStringList &header);
/// The same of a list of that kind.
ListMapping guessedMapping(const QStringList &header, ListKind kind);
/// Whether the kind of list has such a field; "remark" and "ignore" are fields of both.
bool isListField(ListKind kind, const QString &field);

// Kept in this store alone, never synced.

/// Door ImportPatients. Errors: Forbidden · Invalid{name} (empty, over 60 characters, or with a line break).
Result<void> keepMapping(Transaction &tx, const QString &name, const ListMapping &mapping);
/// Errors: NotFound{mapping; name} · those of `listMappingFrom`.
Result<ListMapping> keptMapping(const Snapshot &snapshot, const QString &name);
/// Names, in order.
Result<QStringList> keptMappings(const Snapshot &snapshot);

} // namespace yigong
