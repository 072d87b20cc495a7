// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/search_check.h"
#include "core/patients/name_words.h"

namespace yigong {

namespace {

/// Asks the index itself, not the text that it was made of.
Result<bool> answersTo(const Snapshot &snapshot, qint64 rid, const QString &word)
{
    qint64 found = 0;
    YIGONG_TRY(snapshot.each("SELECT 1 FROM patient_search WHERE patient_search MATCH ? AND rowid = ?",
                             {QString(u'"' + word + u'"'), rid}, [&found](const Columns &) { ++found; }));
    return found == 1;
}

} // namespace

Result<void> checkPatientIndexes(const Snapshot &snapshot, const ReportFinding &report)
{
    const auto &type = snapshot.typeOf<Patient>();
    const int last = static_cast<int>(type.fields().size()) + 3; // id, fields, version, unknown
    std::string columns = type.selectSql();
    columns = columns.substr(0, columns.rfind(" FROM "));
    const std::string sql = columns + ", rid, (SELECT words FROM patient_words w WHERE w.rid = patient.rid), "
                                      "(SELECT name_key FROM patient_list l WHERE l.rid = patient.rid) FROM patient";
    const auto lacks = [&report](Id id, const char *what) {
        report({Severity::Failure, QStringLiteral("search"), QStringLiteral("patient"), id, QString::fromLatin1(what)});
    };
    Result<void> asked;
    YIGONG_LET(anyLeft, hasUnderived(snapshot)); // a hub's: nobody searches there
    qint64 findable = 0;
    YIGONG_TRY(snapshot.each(sql, {}, [&](const Columns &row) {
        const auto patient = recordOf<Patient>(Snapshot::rowAt(type, row));
        if (anyLeft) {
            const auto left = isUnderived(snapshot, type, patient.id);
            if (!left)
                asked = yigong::fail(left.error());
            if (!left || *left)
                return;
        }
        const QString words = searchWords(patient);
        if (words != row.text(last + 1))
            lacks(patient.id, "words");
        if (words.isEmpty() != row.isNull(last + 2))
            lacks(patient.id, "list");
        if (words.isEmpty())
            return;
        ++findable;
        const auto answers = answersTo(snapshot, row.integer(last), words.section(u' ', 0, 0));
        if (!answers)
            asked = yigong::fail(answers.error());
        else if (!*answers)
            lacks(patient.id, "index");
    }));
    YIGONG_TRY(asked);
    YIGONG_LET(indexed, snapshot.number("SELECT count(*) FROM patient_words"));
    if (indexed != findable && !anyLeft)
        lacks({}, "rows");
    return {};
}

} // namespace yigong
