// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/imported_codes.h"
#include "core/codes/drug_class.h"
#include "core/security/audit.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace yigong {

namespace {

constexpr std::size_t rowsPerCommit = 1000;

QString importedAtKey(CodeListKind kind)
{
    return QStringLiteral("codes-imported/") + nameOf(kind);
}

struct StoredCode
{
    QString code, name, detail;
};

QString detailOf(const Drug &drug)
{
    return QString::fromUtf8(QJsonDocument(QJsonObject{{QStringLiteral("form"), drug.form},
                                                       {QStringLiteral("strength"), drug.strength},
                                                       {QStringLiteral("pack"), drug.pack},
                                                       {QStringLiteral("unit"), drug.unit},
                                                       {QStringLiteral("unitsPerPack"), drug.unitsPerPack}})
                                 .toJson(QJsonDocument::Compact));
}

Drug drugFrom(const StoredCode &row)
{
    const QJsonObject detail = QJsonDocument::fromJson(row.detail.toUtf8()).object();
    Drug drug;
    drug.code = row.code;
    drug.name = row.name;
    drug.form = detail[QStringLiteral("form")].toString();
    drug.strength = detail[QStringLiteral("strength")].toString();
    drug.pack = detail[QStringLiteral("pack")].toString();
    drug.unit = detail[QStringLiteral("unit")].toString();
    drug.unitsPerPack = detail[QStringLiteral("unitsPerPack")].toInt();
    drug.imported = true;
    return drug;
}

std::vector<StoredCode> rowsOf(CodeListKind kind, const ImportedCodes &codes)
{
    std::vector<StoredCode> rows;
    if (kind == CodeListKind::Diagnoses)
        for (const Diagnosis &diagnosis : codes.diagnoses)
            rows.push_back({diagnosis.code, diagnosis.name, {}});
    else if (kind == CodeListKind::Procedures)
        for (const Procedure &procedure : codes.procedures)
            rows.push_back({procedure.code, procedure.name, {}});
    else
        for (const Drug &drug : codes.drugs)
            rows.push_back({drug.code, drug.name, detailOf(drug)});
    return rows;
}

Result<void> storeRow(Transaction &tx, const QString &kind, const StoredCode &row, CodesStored &done)
{
    bool known = false, same = false;
    YIGONG_TRY(tx.each("SELECT name, detail FROM imported_code WHERE kind = ? AND code = ?", {kind, row.code},
                       [&](const Columns &columns) {
                           known = true;
                           same = columns.text(0) == row.name && columns.text(1) == row.detail;
                       }));
    ++(same ? done.unchanged : known ? done.updated : done.added);
    if (!same)
        YIGONG_TRY(tx.run("INSERT OR REPLACE INTO imported_code (kind, code, name, detail) VALUES (?, ?, ?, ?)",
                          {kind, row.code, row.name, ValueOf<QString>::to(row.detail)}));
    return {};
}

} // namespace

QString nameOf(CodeListKind kind)
{
    switch (kind) {
    case CodeListKind::Diagnoses:
        return QStringLiteral("diagnosis");
    case CodeListKind::Procedures:
        return QStringLiteral("procedure");
    case CodeListKind::Drugs:
        break;
    }
    return QStringLiteral("drug");
}

std::optional<CodeListKind> codeListKindFrom(QStringView name)
{
    for (const CodeListKind kind : {CodeListKind::Diagnoses, CodeListKind::Procedures, CodeListKind::Drugs})
        if (name == nameOf(kind))
            return kind;
    return std::nullopt;
}

Result<ImportedCodes> importedCodes(const Snapshot &snapshot)
{
    ImportedCodes codes;
    YIGONG_TRY(snapshot.each("SELECT kind, code, name, detail FROM imported_code ORDER BY kind, code", {},
                             [&](const Columns &columns) {
                                 const auto kind = codeListKindFrom(columns.text(0));
                                 const StoredCode row{columns.text(1), columns.text(2), columns.text(3)};
                                 if (kind == CodeListKind::Diagnoses) {
                                     Diagnosis diagnosis;
                                     diagnosis.code = row.code;
                                     diagnosis.name = row.name;
                                     codes.diagnoses.push_back(std::move(diagnosis));
                                 } else if (kind == CodeListKind::Procedures) {
                                     codes.procedures.push_back({row.code, row.name});
                                 } else if (kind == CodeListKind::Drugs) {
                                     codes.drugs.push_back(drugFrom(row));
                                 }
                             }));
    return codes;
}

Result<std::shared_ptr<const Catalogue>> catalogueOf(const Snapshot &snapshot)
{
    YIGONG_LET(codes, importedCodes(snapshot));
    YIGONG_LET(classes, drugClasses(snapshot));
    for (const DrugClass &set : classes)
        codes.drugClasses.insert(set.drug, set.special);
    if (codes.diagnoses.empty() && codes.procedures.empty() && codes.drugs.empty() && classes.empty())
        return std::shared_ptr<const Catalogue>(std::shared_ptr<void>(), &Catalogue::shipped()); // owned by nobody
    return std::make_shared<const Catalogue>(std::move(codes));
}

Result<CodesStored> storeCodes(Database &db, const Actor &actor, CodeListKind kind, const ImportedCodes &codes)
{
    YIGONG_TRY(require(db, actor, Door::ManageCodes));
    const std::vector<StoredCode> rows = rowsOf(kind, codes);
    CodesStored total;
    for (std::size_t first = 0; first < rows.size(); first += rowsPerCommit) {
        const auto write = [&](Transaction &tx) -> Result<CodesStored> {
            CodesStored done;
            for (std::size_t i = first; i < std::min(rows.size(), first + rowsPerCommit); ++i)
                YIGONG_TRY(storeRow(tx, nameOf(kind), rows[i], done));
            return done;
        };
        YIGONG_LET(done, db.write(actor, write, Urgency::Background));
        total.added += done.added;
        total.updated += done.updated;
        total.unchanged += done.unchanged;
    }
    if (total.added + total.updated > 0)
        note(db, actor, AuditKind::ChangedSetting, QStringLiteral("codes/") + nameOf(kind),
             total.added + total.updated);
    YIGONG_TRY(db.write(
        actor, [kind](Transaction &tx) { return tx.setLocal(importedAtKey(kind), static_cast<qint64>(tx.now().ms)); }));
    return total;
}

Result<std::vector<CodeListStanding>> codeListsOf(const Snapshot &snapshot)
{
    const Catalogue &shipped = Catalogue::shipped();
    std::vector<CodeListStanding> lists{
        {CodeListKind::Diagnoses, static_cast<int>(shipped.diagnoses().entries().size()), 0, {}},
        {CodeListKind::Procedures, static_cast<int>(shipped.procedures().entries().size()), 0, {}},
        {CodeListKind::Drugs, static_cast<int>(shipped.drugs().entries().size()), 0, {}}};
    for (CodeListStanding &list : lists) {
        YIGONG_LET(rows, snapshot.number("SELECT count(*) FROM imported_code WHERE kind = ?", {nameOf(list.kind)}));
        YIGONG_LET(at, snapshot.local(importedAtKey(list.kind)));
        list.imported = static_cast<int>(rows);
        if (std::holds_alternative<qint64>(at))
            list.importedAt.ms = std::get<qint64>(at);
    }
    return lists;
}

Result<CodeFileImport> importCodeFile(Database &db, const Actor &actor, CodeListKind kind, const QString &path)
{
    YIGONG_TRY(require(db, actor, Door::ManageCodes));
    QFile file(path);
    if (!file.exists())
        return fail(ErrorKind::FileMissing, {}, {path});
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {path, file.errorString()});
    YIGONG_LET(list, readCodeList(kind, file));
    CodeFileImport done;
    done.repeated = list.repeated;
    done.refused = static_cast<int>(list.refused.size());
    if (!list.refused.empty())
        done.firstRefused = list.refused.front();
    YIGONG_LET(stored, storeCodes(db, actor, kind, list.codes));
    done.stored = stored;
    return done;
}

} // namespace yigong
