// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/list_mapping.h"
#include "core/base/text.h"
#include "core/exchange/csv_columns.h"
#include "core/exchange/field_spelling.h"
#include "core/exchange/follow_up_columns.h"
#include "core/security/audit.h"
#include "core/security/policy.h"

#include <QDate>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace yigong {

namespace {

const QString keptPrefix = QStringLiteral("list-mapping:");

bool isDateField(ListKind kind, const QString &field)
{
    if (kind == ListKind::FollowUps)
        return isFollowUpDate(field);
    return field == nameOf(PatientField::BirthDate) || field == nameOf(PatientField::Deceased) ||
           field == nameOf(PatientField::EstablishedOn);
}

Result<QString> textIn(const QJsonObject &json, const char *key)
{
    const QJsonValue value = json.value(QLatin1String(key));
    if (!value.isUndefined() && !value.isString())
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("text"), QString::fromLatin1(key)});
    if (!isCleanText(value.toString()))
        return fail(ErrorKind::Invalid, QString::fromLatin1(key), {value.toString().left(40)});
    return value.toString();
}

Result<std::map<QString, QString>> wordsIn(const QJsonValue &value, const QString &where)
{
    if (!value.isUndefined() && !value.isObject())
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("an object"), where});
    std::map<QString, QString> words;
    const QJsonObject object = value.toObject();
    for (auto at = object.begin(); at != object.end(); ++at) {
        if (!at.value().isString() || !isCleanText(at.value().toString()))
            return fail(ErrorKind::BadFormat, {}, {QStringLiteral("text"), where + u'.' + at.key()});
        words.emplace(at.key(), at.value().toString());
    }
    return words;
}

Result<void> takeFields(ListMapping &mapping, const QJsonObject &json)
{
    YIGONG_LET(columns, wordsIn(json.value(QLatin1String("columns")), QStringLiteral("columns")));
    YIGONG_LET(defaults, wordsIn(json.value(QLatin1String("defaults")), QStringLiteral("defaults")));
    for (const auto &[header, field] : columns) {
        if (!isListField(mapping.kind, field))
            return fail(ErrorKind::NotFound, QStringLiteral("mapping"), {field});
        mapping.columns.emplace_back(header, field);
    }
    for (const auto &[field, value] : defaults)
        if (!isListField(mapping.kind, field))
            return fail(ErrorKind::NotFound, QStringLiteral("mapping"), {field});
    mapping.defaults = std::move(defaults);
    const QJsonValue options = json.value(QLatin1String("options"));
    if (!options.isUndefined() && !options.isObject())
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("an object"), QStringLiteral("options")});
    const QJsonObject byHeader = options.toObject();
    for (auto at = byHeader.begin(); at != byHeader.end(); ++at) {
        YIGONG_LET(words, wordsIn(at.value(), QStringLiteral("options.") + at.key()));
        mapping.options.emplace(at.key(), std::move(words));
    }
    return {};
}

Result<void> takeHead(ListMapping &mapping, const QJsonObject &json)
{
    YIGONG_LET(kind, textIn(json, "kind"));
    YIGONG_LET(program, textIn(json, "program"));
    YIGONG_LET(source, textIn(json, "source"));
    YIGONG_LET(form, textIn(json, "form"));
    YIGONG_LET(version, textIn(json, "version"));
    YIGONG_LET(dates, textIn(json, "dates"));
    const auto known = listKindFrom(kind);
    if (!known)
        return fail(ErrorKind::Invalid, QStringLiteral("kind"), {kind});
    const auto which = followUpProgramFrom(program);
    if (!program.isEmpty() && (!which || !hasOwnRecord(*which)))
        return fail(ErrorKind::Invalid, QStringLiteral("program"), {program});
    mapping.kind = *known;
    mapping.program = which.value_or(FollowUpProgram::Hypertension);
    mapping.source = tidied(source);
    mapping.formCode = tidied(form);
    mapping.formVersion = tidied(version);
    mapping.dates = tidied(dates);
    return {};
}

QJsonObject objectOf(const std::map<QString, QString> &words)
{
    QJsonObject object;
    for (const auto &[key, value] : words)
        object.insert(key, value);
    return object;
}

} // namespace

QString nameOf(ListKind kind)
{
    return kind == ListKind::Residents ? QStringLiteral("residents") : QStringLiteral("follow-ups");
}

std::optional<ListKind> listKindFrom(QStringView name)
{
    for (const ListKind kind : {ListKind::Residents, ListKind::FollowUps})
        if (name == nameOf(kind))
            return kind;
    return std::nullopt;
}

QString ListMapping::fieldOf(const QString &header) const
{
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&header](const auto &column) { return column.first == header; });
    return found == columns.end() ? QString() : found->second;
}

QString ListMapping::headerOf(const QString &field) const
{
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&field](const auto &column) { return column.second == field; });
    return found == columns.end() ? QString() : found->first;
}

QString ListMapping::meant(const QString &header, const QString &cell) const
{
    const QString written = plainCell(cell);
    if (const auto found = options.find(header); found != options.end())
        if (const auto word = found->second.find(written); word != found->second.end())
            return word->second;
    if (!dates.isEmpty() && isDateField(kind, fieldOf(header)))
        if (const QDate day = QDate::fromString(written, dates); day.isValid())
            return day.toString(Qt::ISODate);
    return cell;
}

QByteArray jsonOf(const ListMapping &mapping)
{
    QJsonObject json{{QStringLiteral("kind"), nameOf(mapping.kind)}, {QStringLiteral("source"), mapping.source}};
    const auto put = [&json](const char *key, const QString &value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(key), value);
    };
    if (mapping.kind == ListKind::FollowUps)
        put("program", nameOf(mapping.program));
    put("form", mapping.formCode);
    put("version", mapping.formVersion);
    put("dates", mapping.dates);
    QJsonObject columns, options;
    for (const auto &[header, field] : mapping.columns)
        columns.insert(header, field);
    for (const auto &[header, words] : mapping.options)
        options.insert(header, objectOf(words));
    json.insert(QStringLiteral("columns"), columns);
    if (!options.isEmpty())
        json.insert(QStringLiteral("options"), options);
    if (!mapping.defaults.empty())
        json.insert(QStringLiteral("defaults"), objectOf(mapping.defaults));
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

Result<ListMapping> listMappingFrom(const QByteArray &bytes)
{
    QJsonParseError wrong;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &wrong);
    if (!document.isObject())
        return fail(ErrorKind::BadFormat, {},
                    {QStringLiteral("one JSON object"), QStringLiteral("offset %1").arg(wrong.offset)});
    static const QStringList known{
        QStringLiteral("kind"),    QStringLiteral("source"),  QStringLiteral("program"),
        QStringLiteral("form"),    QStringLiteral("version"), QStringLiteral("dates"),
        QStringLiteral("columns"), QStringLiteral("options"), QStringLiteral("defaults"),
    };
    const QJsonObject json = document.object();
    for (auto at = json.begin(); at != json.end(); ++at)
        if (!known.contains(at.key()))
            return fail(ErrorKind::BadFormat, {}, {known.join(QStringLiteral(", ")), at.key()});
    ListMapping mapping;
    YIGONG_TRY(takeHead(mapping, json));
    YIGONG_TRY(takeFields(mapping, json));
    return mapping;
}

bool isListField(ListKind kind, const QString &field)
{
    if (field == u"remark" || field == u"ignore")
        return true;
    return kind == ListKind::Residents ? patientFieldNamed(field).has_value() : isFollowUpField(field);
}

ListMapping guessedMapping(const QStringList &header)
{
    const bool hasDay = std::any_of(header.begin(), header.end(),
                                    [](const QString &column) { return followUpFieldOfHeader(column) == u"date"; });
    return guessedMapping(header, hasDay ? ListKind::FollowUps : ListKind::Residents);
}

ListMapping guessedMapping(const QStringList &header, ListKind kind)
{
    ListMapping mapping;
    mapping.kind = kind;
    QStringList fields;
    for (const QString &column : header) {
        const auto whose = patientFieldOfHeader(column);
        fields.append(kind == ListKind::FollowUps ? followUpFieldOfHeader(column) : whose ? nameOf(*whose) : QString());
    }
    if (fields.contains(u"fastingGlucose") || fields.contains(u"hba1c"))
        mapping.program = FollowUpProgram::Diabetes;
    // A body mass index says nothing beside the weight and height that it is made of.
    const bool hasBody = fields.contains(u"weight") && fields.contains(u"height");
    for (qsizetype i = 0; i < header.size(); ++i) {
        const QString key = headerKey(header[i]);
        const bool isIndex = key == u"体质指数" || key == u"bmi";
        if (fields[i].isEmpty() && (isIgnoredHeader(header[i]) || (isIndex && hasBody)))
            fields[i] = QStringLiteral("ignore");
        if (!fields[i].isEmpty() && mapping.fieldOf(header[i]).isEmpty())
            mapping.columns.emplace_back(header[i], fields[i]);
    }
    return mapping;
}

Result<void> keepMapping(Transaction &tx, const QString &name, const ListMapping &mapping)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ImportPatients));
    if (tidied(name).isEmpty() || name.size() > 60 || name.contains(u'\n') || !isCleanText(name))
        return fail(ErrorKind::Invalid, QStringLiteral("mapping"), {name.left(60)});
    return tx.setLocal(keptPrefix + tidied(name), QString::fromUtf8(jsonOf(mapping)));
}

Result<ListMapping> keptMapping(const Snapshot &snapshot, const QString &name)
{
    YIGONG_LET(value, snapshot.local(keptPrefix + tidied(name)));
    if (!std::holds_alternative<QString>(value))
        return fail(ErrorKind::NotFound, QStringLiteral("mapping"), {name});
    return listMappingFrom(std::get<QString>(value).toUtf8());
}

Result<QStringList> keptMappings(const Snapshot &snapshot)
{
    QStringList names;
    YIGONG_TRY(
        snapshot.each("SELECT key FROM local WHERE key >= 'list-mapping:' AND key < 'list-mapping;' ORDER BY key", {},
                      [&names](const Columns &columns) { names.append(columns.text(0).mid(keptPrefix.size())); }));
    return names;
}

} // namespace yigong
