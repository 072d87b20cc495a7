// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/codes/catalogue.h"

#include <QIODevice>
#include <QSet>
#include <functional>

namespace yigong {

enum class CodeListKind
{
    Diagnoses,  ///< ICD-10 of either Chinese edition, dagger–star pairs and morphology (M8000/3) included
    Procedures, ///< ICD-9-CM-3
    Drugs,      ///< any list with a code and a name; form, strength, pack, unit where it has them
};

/// Takes the rows of a full code list one by one and says of each what is wrong with it.
///
/// Columns are found by their headers, in any order, English or Chinese: code (编码, 诊断代码, 药品编码, 本位码,
/// 批准文号 …), name (名称, 通用名 …), and for drugs form (剂型), strength (规格), pack (包装), unit (单位). Other
/// columns are passed over.
class CodeListImport
{
public:
    /// Errors: Required "code" or "name": the header has no such column.
    static Result<CodeListImport> forHeader(CodeListKind kind, const QStringList &header);

    /// Takes one row. Errors, none of which stops the list: Required "code" | "name" · Invalid "code" {code}: not of
    /// the list's shape · AlreadyExists "code" {code}: here before, with another name. A row that was here word for
    /// word is counted and passed over.
    Result<void> take(const QStringList &row);

    [[nodiscard]] int taken() const { return m_taken; }
    [[nodiscard]] int repeated() const { return m_repeated; }
    [[nodiscard]] ImportedCodes codes() && { return std::move(m_codes); }

private:
    explicit CodeListImport(CodeListKind kind) : m_kind(kind) {}
    [[nodiscard]] bool hasShape(const QString &code) const;
    void keep(const QString &code, const QString &name, const QStringList &row);

    CodeListKind m_kind;
    qsizetype m_code = -1;
    qsizetype m_name = -1;
    qsizetype m_form = -1;
    qsizetype m_strength = -1;
    qsizetype m_pack = -1;
    qsizetype m_unit = -1;
    QHash<QString, QString> m_names; ///< of the codes taken so far
    ImportedCodes m_codes;
    int m_taken = 0;
    int m_repeated = 0;
};

struct RefusedCode
{
    qint64 line = 0; ///< of the file, from 1
    QStringList row;
    Error error;
};

struct CodeList
{
    ImportedCodes codes;
    int taken = 0;
    int repeated = 0;
    std::vector<RefusedCode> refused;
};

/// Reads a UTF-8 CSV (with or without mark, RFC 4180 quotes) row by row. Errors: BadFormat {"UTF-8", line}; Required
/// "code"/"name".
Result<CodeList> readCodeList(CodeListKind kind, QIODevice &csv);

} // namespace yigong
