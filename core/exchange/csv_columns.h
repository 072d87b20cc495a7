// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QHash>
#include <QStringList>
#include <map>
#include <optional>
#include <vector>

namespace yigong {

/// What a column of a residents' list can hold.
enum class PatientField
{
    Name,
    Sex,
    BirthDate,
    IdNumber,
    IdType, ///< kind of the document that bears the number
    Phone,
    Address,           ///< where they live
    RegisteredAddress, ///< 户籍地址
    Ethnicity,
    BloodType, ///< ABO, may name Rh as well
    RhType,
    Marital,
    Education,
    Occupation,
    RecordNumber, ///< 健康档案编号, 17 digits
    Township,
    Village,
    Organisation, ///< the site that keeps the record
    Doctor,       ///< 责任医生
    Allergies,
    History, ///< past and chronic diseases
    Householder,
    RelationToHouseholder,
    HouseholdNumber,
    ContactName,
    ContactPhone,
    Payment, ///< 医疗费用支付方式
    Workplace,
    Residency, ///< 户籍, 非户籍
    Exposures,
    Disabilities,
    DisabilityNumber, ///< 残疾证号
    Kitchen,          ///< 厨房排风设施; with those below 生活环境
    Fuel,
    Water,
    Toilet,
    Livestock,
    LivesWith,     ///< 居住情况
    EstablishedOn, ///< 建档日期
    Deceased,      ///< day of death
    Remarks,
    SourceId,   ///< the person's number in the system that exported the list
    Source,     ///< that system
    NoIdReason, ///< why there is no ID number
};

/// "name", "birthDate", "idNumber": the words of a mapping, of `ctl` and of JSON. Stable.
QString nameOf(PatientField field);
std::optional<PatientField> patientFieldNamed(QStringView name);
const std::vector<PatientField> &allPatientFields();

/// One row, told apart by field.
struct PatientCells
{
    std::map<PatientField, QString>
        values; ///< cells as `plainCell` (field_spelling.h) gives them; empty ones are left out
    /// What no field takes, as "列名: 值", in the order of the columns: unknown columns, and second columns of a field
    /// that say something else than the first.
    QStringList remarks;
    /// Fields of which two columns say different things. The first is in `values`, the other in `remarks`.
    std::vector<PatientField> disagreeing;

    [[nodiscard]] QString value(PatientField field) const; ///< empty where there is none
};

/// Which column of a list is which field.
class PatientColumns
{
public:
    /// `chosen` overrides what the headers say: header as in the file → `nameOf(PatientField)`, "remark" (kept as a
    /// remark) or "ignore". Errors: NotFound {the name} for a field that does not exist or a header that the file does
    /// not have.
    static Result<PatientColumns> of(const QStringList &header, const QHash<QString, QString> &chosen = {});

    [[nodiscard]] bool has(PatientField field) const;
    /// Headers that are no field: offered for mapping, otherwise kept as remarks.
    [[nodiscard]] const QStringList &unknown() const { return m_unknown; }
    /// Headers of running numbers, and of the two columns that `RefusedFile` adds.
    [[nodiscard]] const QStringList &ignored() const { return m_ignored; }
    /// header → field name, in the order of the file; of what is known.
    [[nodiscard]] const std::vector<std::pair<QString, PatientField>> &known() const { return m_known; }

    [[nodiscard]] PatientCells read(const QStringList &fields) const;

private:
    enum class Use
    {
        Field,
        Remark,
        Ignore
    };
    struct Column
    {
        QString header;
        Use use = Use::Remark;
        PatientField field = PatientField::Remarks;
    };

    std::vector<Column> m_columns;
    QStringList m_unknown, m_ignored;
    std::vector<std::pair<QString, PatientField>> m_known;
};

/// What is left of a header when its spelling does not count: half-width, lower case, without blanks, marks and what
/// stands in parentheses.
QString headerKey(QStringView header);
/// The field that a header names by itself.
std::optional<PatientField> patientFieldOfHeader(QStringView header);

/// Whether a header names a column that only helps people to read the file (序号, 行号, 未接收原因).
bool isIgnoredHeader(QStringView header);

} // namespace yigong
