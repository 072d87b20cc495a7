// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/file_completeness.h"
#include "core/codes/catalogue.h"
#include "core/security/audit.h"
#include "core/security/policy.h"
#include "core/sites/site_tree.h"

#include <algorithm>
#include <array>

namespace yigong {

namespace {

const QString requiredKey = QStringLiteral("files/required");
const QString yearKey = QStringLiteral("files/by-calendar-year");
const QString ageKey = QStringLiteral("files/form-from-age");

/// Records of a service: of whom, and when. A program that keeps others adds its table here.
struct ServiceTable
{
    const char *table, *time;
    bool isInstant; ///< else an ISO day
};
constexpr std::array serviceTables{
    ServiceTable{"encounter", "start", true}, ServiceTable{"follow_up", "visit_date", false},
    ServiceTable{"health_form", "day", false}, ServiceTable{"medication_request", "authored", true},
    ServiceTable{"care_plan_activity", "done_on", false}};

constexpr const char *livingHere =
    "p.voided_on = '' AND p.merged_into IS NULL AND p.deceased_on = '' AND p.left_on = ''";
/// With the form of whatever id of the person.
constexpr const char *withForm =
    "FROM patient p LEFT JOIN basic_information b ON b.rid = ifnull((SELECT rid FROM basic_information WHERE patient = "
    "p.id), (SELECT f.rid FROM patient m JOIN basic_information f ON f.patient = m.id WHERE m.merged_into = p.id))";

std::string sqlText(const QString &text)
{
    return '\'' + QString(text).replace(u'\'', QStringLiteral("''")).toStdString() + '\'';
}

/// Foods, pollen and the like: what they do says nothing of drugs.
const std::string &noDrugs()
{
    static const std::string list = [] {
        std::string all;
        for (const Allergen &allergen : Catalogue::shipped().allergens().entries())
            if (allergen.recordOption == 0)
                for (const QString &word : QStringList{allergen.code, allergen.name} + allergen.also)
                    all += (all.empty() ? "" : ", ") + sqlText(word);
        return all;
    }();
    return list;
}

std::string isEmptySql(const BasicField &field)
{
    const std::string column = std::string(field.isOfPatient() ? "p" : "b") + ".\"" + field.column + '"';
    if (field.kind == BasicKind::Allergies)
        return "ifnull(" + column +
               ", 0) = 0 AND NOT EXISTS (SELECT 1 FROM allergy_intolerance a WHERE (a.patient = p.id OR a.patient IN "
               "(SELECT m.id FROM patient m WHERE m.merged_into = p.id)) AND a.voided_on = '' AND a.code NOT IN (" +
               noDrugs() + ") AND a.substance NOT IN (" + noDrugs() + "))";
    if (field.columnText() == u"id_number")
        return "p.id_number = '' AND p.no_id_reason = ''";
    if (std::holds_alternative<Id BasicInformation::*>(field.member))
        return column + " IS NULL";
    if (std::holds_alternative<Sex Patient::*>(field.member) ||
        std::holds_alternative<BloodType Patient::*>(field.member))
        return column + " = 0";
    return "ifnull(" + column + ", '') = ''";
}

bool isOfForm(const BasicField &field)
{
    return field.part != BasicPart::Cover;
}

QString childrenAfter(const FileRules &rules, QDate today)
{
    return today.addYears(-rules.formFromAge).toString(Qt::ISODate);
}

std::string itemSql(const FileRules &rules, const BasicField &field, QDate today)
{
    std::string sql = "(" + isEmptySql(field) + ")";
    if (isOfForm(field))
        sql = "(p.birth_date <= " + sqlText(childrenAfter(rules, today)) + " AND " + sql + ")";
    return sql;
}

std::vector<const BasicField *> requiredFields(const FileRules &rules)
{
    std::vector<const BasicField *> required;
    for (const BasicField &field : basicFields())
        if (rules.required.contains(field.columnText()))
            required.push_back(&field);
    return required;
}

std::string anySql(const FileRules &rules, QDate today)
{
    std::string sql = "0";
    for (const BasicField *field : requiredFields(rules))
        sql += " OR " + itemSql(rules, *field, today);
    return "(" + sql + ")";
}

std::string currentSql(QDate from, QDate to)
{
    std::string sql;
    for (const ServiceTable &service : serviceTables) {
        const std::string first =
            service.isInstant ? std::to_string(startOf(from).ms) : sqlText(from.toString(Qt::ISODate));
        const std::string after = service.isInstant ? std::to_string(startOf(to.addDays(1)).ms)
                                                    : sqlText(to.addDays(1).toString(Qt::ISODate));
        const std::string within =
            std::string(" AND x.\"") + service.time + "\" >= " + first + " AND x.\"" + service.time + "\" < " + after;
        const std::string table = service.table;
        sql += (sql.empty() ? "EXISTS (SELECT 1 FROM " : " OR EXISTS (SELECT 1 FROM ") + table +
               " x WHERE x.patient = p.id" + within + ") OR EXISTS (SELECT 1 FROM patient m JOIN " + table +
               " x ON x.patient = m.id WHERE m.merged_into = p.id" + within + ")";
    }
    return "(" + sql + ")";
}

} // namespace

FileRules FileRules::usual()
{
    FileRules rules;
    for (const BasicField &field : basicFields())
        if (field.required)
            rules.required.append(field.columnText());
    return rules;
}

Result<FileRules> FileRules::of(const Snapshot &snapshot)
{
    FileRules rules = usual();
    YIGONG_LET(columns, snapshot.local(requiredKey));
    if (std::holds_alternative<QString>(columns))
        rules.required = std::get<QString>(columns).split(u';', Qt::SkipEmptyParts);
    YIGONG_LET(year, snapshot.local(yearKey));
    rules.byCalendarYear = ValueOf<qint64>::from(year) != 0;
    YIGONG_LET(age, snapshot.local(ageKey));
    if (std::holds_alternative<qint64>(age))
        rules.formFromAge = static_cast<int>(std::get<qint64>(age));
    return rules;
}

QDate FileRules::yearBefore(QDate day) const
{
    return byCalendarYear ? QDate(day.year(), 1, 1) : day.addYears(-1).addDays(1);
}

Result<void> setFileRules(Transaction &tx, const FileRules &rules)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ManageSettings));
    YIGONG_LET(before, FileRules::of(tx));
    for (const QString &column : rules.required)
        if (const BasicField *field = basicField(column); !field || field->columnText() != column)
            return fail(ErrorKind::Invalid, QStringLiteral("required"), {column});
    if (rules.formFromAge < 0 || rules.formFromAge > 18)
        return fail(ErrorKind::OutOfRange, QStringLiteral("form_from_age"),
                    {QString::number(rules.formFromAge), QStringLiteral("0"), QStringLiteral("18")});
    const auto set = [&tx](const QString &key, const Value &was, const Value &is) -> Result<void> {
        if (was == is)
            return {};
        YIGONG_TRY(tx.setLocal(key, is));
        noteSetting(tx, tx.actor(), key, textOf(was), textOf(is));
        return {};
    };
    YIGONG_TRY(set(requiredKey, before.required.join(u';'), rules.required.join(u';')));
    YIGONG_TRY(set(yearKey, qint64{before.byCalendarYear}, qint64{rules.byCalendarYear}));
    return set(ageKey, qint64{before.formFromAge}, qint64{rules.formFromAge});
}

QStringList missingItems(const ResidentFile &file, const FileRules &rules, QDate today)
{
    const bool isChild = file.patient.birthDate.text() > childrenAfter(rules, today);
    QStringList missing;
    for (const BasicField *field : requiredFields(rules)) {
        const bool isExcused = (isChild && isOfForm(*field)) ||
                               (field->columnText() == u"id_number" && !file.patient.noIdReason.isEmpty());
        // What a form is begun with stands nowhere yet.
        const bool isBegun = !file.isFilled && !field->isOfPatient() && field->kind != BasicKind::Allergies;
        if (!isExcused && (isBegun || fieldText(file, *field).isEmpty()))
            missing.append(field->columnText());
    }
    return missing;
}

FileFigures &FileFigures::operator+=(const FileFigures &other)
{
    files += other.files;
    filled += other.filled;
    complete += other.complete;
    current += other.current;
    for (const auto &[column, count] : other.missing)
        missing[column] += count;
    return *this;
}

Result<FileFigures> fileFiguresAt(const Snapshot &snapshot, Id site, const FileRules &rules, QDate day)
{
    const auto required = requiredFields(rules);
    std::string sql = "SELECT count(*), count(b.rid), sum(NOT " + anySql(rules, day) + "), sum(" +
                      currentSql(rules.yearBefore(day), day) + ")";
    for (const BasicField *field : required)
        sql += ", sum(" + itemSql(rules, *field, day) + ")";
    FileFigures figures;
    YIGONG_TRY(snapshot.each(
        sql + ' ' + withForm + " WHERE p.site = ? AND " + livingHere, {site.bytes()}, [&](const Columns &columns) {
            figures.files = columns.integer(0);
            figures.filled = columns.integer(1);
            figures.complete = columns.integer(2);
            figures.current = columns.integer(3);
            for (std::size_t i = 0; i < required.size(); ++i)
                figures.missing[required[i]->columnText()] = columns.integer(static_cast<int>(i) + 4);
        }));
    return figures;
}

Result<FileFigures> fileFigures(const Snapshot &snapshot, const Actor &actor, Id site, QDate day)
{
    YIGONG_TRY(requireAt(snapshot, actor, Door::ReadReport, site));
    YIGONG_LET(rules, FileRules::of(snapshot));
    YIGONG_LET(sites, subtreeIdsOf(snapshot, site));
    FileFigures all;
    for (const Id &one : sites) {
        YIGONG_LET(figures, fileFiguresAt(snapshot, one, rules, day));
        all += figures;
    }
    return all;
}

std::string missingSql(const FileRules &rules, const QString &item, const std::string &row, QDate today)
{
    std::string isMissing;
    if (item == QLatin1String(anyMissing))
        isMissing = anySql(rules, today);
    else if (const BasicField *field = basicField(item))
        isMissing = itemSql(rules, *field, today);
    else
        return {};
    return std::string("EXISTS (SELECT 1 ") + withForm + " WHERE p.rid = " + row + " AND " + livingHere + " AND " +
           isMissing + ")";
}

} // namespace yigong
