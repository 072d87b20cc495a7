// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace yigong {

FhirJson &FhirJson::text(const char *key, const QString &value)
{
    return value.isEmpty() ? *this : raw(key, quoted(value));
}

FhirJson &FhirJson::raw(const char *key, const QByteArray &json)
{
    if (json.isEmpty())
        return *this;
    m_json += m_json.isEmpty() ? "\"" : ",\"";
    m_json += key;
    m_json += "\":" + json;
    return *this;
}

FhirJson &FhirJson::one(const char *key, const QByteArray &json)
{
    return json.isEmpty() ? *this : raw(key, '[' + json + ']');
}

FhirJson &FhirJson::list(const char *key, const QByteArrayList &items)
{
    return items.isEmpty() ? *this : raw(key, '[' + items.join(',') + ']');
}

QByteArray FhirJson::quoted(const QString &value)
{
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

QString hl7System(const char *name)
{
    return QStringLiteral("http://terminology.hl7.org/CodeSystem/") + QLatin1String(name);
}

QByteArray codingJson(const FhirCoding &coding)
{
    return FhirJson().text("system", coding.system).text("code", coding.code).text("display", coding.display).object();
}

QByteArray conceptJson(const FhirConcept &concept_)
{
    QByteArrayList codings;
    for (const FhirCoding &coding : concept_.codings)
        codings.append(codingJson(coding));
    return FhirJson().list("coding", codings).text("text", concept_.text).object();
}

QByteArray statusJson(const QString &code, const char *system)
{
    return code.isEmpty() ? QByteArray() : conceptJson({{{hl7System(system), code, {}}}, {}});
}

bool isIdentifier(const SourceKey &key)
{
    static const QRegularExpression typeAndId(QStringLiteral("^[A-Z][A-Za-z]+/[A-Za-z0-9\\-.]{1,64}$"));
    const bool server = key.system == FhirSystem::unspecified || key.system.startsWith(u"http");
    return !server || !typeAndId.match(key.value).hasMatch();
}

QByteArray referenceJson(const FhirReference &reference)
{
    FhirJson json;
    if (!reference.isNone()) {
        const SourceKey &key = reference.key;
        if (isIdentifier(key))
            json.raw("identifier", FhirJson().text("system", key.system).text("value", key.value).object());
        else if (key.system == FhirSystem::unspecified)
            json.text("reference", key.value);
        else
            json.text("reference", key.system + u'/' + key.value);
    }
    return json.text("display", reference.display).object();
}

bool isJsonNumber(const QString &text)
{
    static const QRegularExpression decimal(QStringLiteral("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"));
    return decimal.match(text).hasMatch();
}

QByteArray quantityJson(const QString &number, const QString &unit, const QString &comparator, const QString &written)
{
    FhirJson json;
    if (isJsonNumber(number))
        json.raw("value", number.toLatin1());
    json.text("comparator", comparator);
    if (written.isEmpty())
        return json.text("unit", unit).object();
    return json.text("unit", written).text("system", FhirSystem::ucum).text("code", unit).object();
}

QByteArray periodJson(const FhirTime &start, const FhirTime &end)
{
    return FhirJson().text("start", timeText(start)).text("end", timeText(end)).object();
}

QString timeText(const FhirTime &time)
{
    return time.instant.isNone() ? time.day.text() : time.instant.iso();
}

FhirJson begunResource(const char *type, const SourceKey &key, const FhirOwn &own, bool withIdentifier)
{
    FhirJson json;
    json.text("resourceType", QLatin1String(type));
    if (!isIdentifier(key))
        json.text("id", key.value.section(u'/', 1));
    if (own.isOurs)
        json.raw("meta", FhirJson().text("source", FhirSystem::own).object());
    QByteArrayList extensions;
    for (const auto &[name, value] : own.kept)
        extensions.append(FhirJson().text("url", FhirSystem::own + u':' + name).text("valueString", value).object());
    json.list("extension", extensions);
    if (isIdentifier(key) && withIdentifier)
        json.one("identifier", FhirJson().text("system", key.system).text("value", key.value).object());
    return json;
}

} // namespace yigong
