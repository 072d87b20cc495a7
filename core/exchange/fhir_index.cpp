// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_index.h"
#include "core/base/id.h"
#include "core/base/text.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUrl>
#include <algorithm>

namespace yigong {

namespace {

const QString urnUuid = QStringLiteral("urn:uuid:");

struct Address
{
    QString server, type, id; ///< server empty where the reference is relative
};

/// "http://host/fhir/Patient/23/_history/1" or "Patient/23".
std::optional<Address> addressFrom(const QString &text)
{
    static const QRegularExpression shape(
        QStringLiteral("^(?:(https?://.+)/)?([A-Z][A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})(?:/_history/[A-Za-z0-9\\-.]+)?$"));
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return Address{match.captured(1), match.captured(2), match.captured(3)};
}

QString identifierAddress(const QString &type, const QString &system, const QString &value)
{
    return type + u'?' + system + u'|' + value;
}

QString nameKey(const SourceKey &key)
{
    return key.system + u' ' + key.value;
}

bool isChinese(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= 0x3400 && u <= 0x9FFF) || (u >= 0xD840 && u <= 0xD8FF); // extensions B and later
    });
}

QByteArray contentOf(const JsonValue &value)
{
    QByteArray content = value.isTrue() ? QByteArrayLiteral("true") : value.text().toUtf8();
    for (const auto &[key, member] : value.members())
        content += '{' + key.toUtf8() + ':' + contentOf(member);
    for (const JsonValue &item : value.items())
        content += '[' + contentOf(item);
    return content + ';';
}

} // namespace

QString serverOf(const QString &fullUrl)
{
    const auto address = addressFrom(fullUrl);
    return address ? address->server : QString();
}

SourceKey sourceKeyOf(const JsonValue &resource, const QString &fullUrl)
{
    const QString type = resource[u"resourceType"].text();
    const QString id = resource[u"id"].text();
    if (const QString server = serverOf(fullUrl); !server.isEmpty())
        return {server, type + u'/' + addressFrom(fullUrl)->id};
    if (!id.isEmpty())
        return {FhirSystem::unspecified, type + u'/' + id};
    for (const JsonValue &identifier : resource[u"identifier"].items())
        if (!identifier[u"system"].text().isEmpty() && !identifier[u"value"].text().isEmpty())
            return {identifier[u"system"].text(), identifier[u"value"].text()};
    if (fullUrl.startsWith(urnUuid))
        return {FhirSystem::unspecified, type + u'/' + fullUrl.mid(urnUuid.size())};
    // Without any name it is known by its content, so that importing it twice does not double it.
    return {FhirSystem::unspecified, type + u'/' + Id::fromKey(contentOf(resource)).text()};
}

bool isOwnResource(const JsonValue &resource)
{
    // A server that it went through may have added "#…".
    return resource[u"meta"][u"source"].text().section(u'#', 0, 0) == FhirSystem::own &&
           Id::parse(resource[u"id"].text());
}

bool isOwnType(QStringView type)
{
    static constexpr const char16_t *types[] = {
        u"EpisodeOfCare", u"QuestionnaireResponse", u"Communication", u"ServiceRequest", u"Task",
        u"CarePlan",      u"MedicationDispense",    u"Contract",      u"Provenance",     u"Group"};
    return std::any_of(std::begin(types), std::end(types),
                       [type](const char16_t *own) { return type == QStringView(own); });
}

FhirConcept conceptOf(const JsonValue &codeableConcept)
{
    FhirConcept out;
    for (const JsonValue &coding : codeableConcept[u"coding"].items())
        out.codings.push_back({coding[u"system"].text(), coding[u"code"].text(), coding[u"display"].text()});
    out.text = codeableConcept[u"text"].text();
    return out;
}

QString nameFrom(const JsonValue &humanName)
{
    QStringList given;
    for (const JsonValue &part : humanName[u"given"].items())
        if (!part.text().isEmpty())
            given.append(part.text());
    const QString family = humanName[u"family"].text();
    QString text = tidied(humanName[u"text"].text());
    if (text.isEmpty()) {
        const QString givenNames = given.join(u' ');
        if (isChinese(family + givenNames))
            return tidied(family + given.join(QString()));
        return tidied(givenNames + u' ' + family);
    }
    return isChinese(text) ? text.remove(u' ') : text;
}

void FhirIndex::add(const JsonValue &resource, const QString &fullUrl)
{
    const QString type = resource[u"resourceType"].text();
    const SourceKey key = sourceKeyOf(resource, fullUrl);
    if (!fullUrl.isEmpty())
        m_byAddress.insert(fullUrl, key);
    if (const QString id = resource[u"id"].text(); !id.isEmpty())
        m_byAddress.insert(type + u'/' + id, key);
    for (const JsonValue &identifier : resource[u"identifier"].items())
        if (!identifier[u"value"].text().isEmpty())
            m_byAddress.insert(identifierAddress(type, identifier[u"system"].text(), identifier[u"value"].text()), key);
    if (type == u"Medication")
        m_medications.insert(nameKey(key), conceptOf(resource[u"code"]));
    else if (type == u"Organization" || type == u"Location")
        m_names.insert(nameKey(key), resource[u"name"].text());
    else if (type == u"Practitioner")
        m_names.insert(nameKey(key), nameFrom(resource[u"name"][0]));
}

FhirReference FhirIndex::known(const QString &address) const
{
    const auto found = m_byAddress.constFind(address);
    if (found == m_byAddress.constEnd())
        return {};
    return {*found, m_names.value(nameKey(*found)), true};
}

FhirReference FhirIndex::follow(const JsonValue &reference, const QString &expectedType, const QString &base) const
{
    const QString text = reference[u"reference"].text();
    const QString display = reference[u"display"].text();
    FhirReference out;
    const auto tryAddress = [&](const QString &address) {
        if (out.isNone() && !address.isEmpty())
            out = known(address);
    };
    const auto byIdentifier = [&](const QString &type, const QString &system, const QString &value) {
        tryAddress(identifierAddress(type, system, value));
        if (out.isNone() && !value.isEmpty())
            out.key = {system.isEmpty() ? FhirSystem::unspecified : system, value};
    };
    static const QRegularExpression conditional(QStringLiteral("^([A-Z][A-Za-z]+)\\?identifier=(?:([^|]*)\\|)?(.+)$"));
    if (text.isEmpty()) {
        byIdentifier(expectedType, reference[u"identifier"][u"system"].text(),
                     reference[u"identifier"][u"value"].text());
    } else if (const auto match = conditional.match(text); match.hasMatch()) {
        const auto plain = [](const QString &part) { return QUrl::fromPercentEncoding(part.toUtf8()); };
        byIdentifier(match.captured(1), plain(match.captured(2)), plain(match.captured(3)));
    } else if (const auto address = addressFrom(text)) {
        const QString relative = address->type + u'/' + address->id;
        const QString server = address->server.isEmpty() ? base : address->server;
        if (!server.isEmpty())
            tryAddress(server + u'/' + relative);
        if (address->server.isEmpty())
            tryAddress(relative);
        if (out.isNone())
            out.key = {server.isEmpty() ? FhirSystem::unspecified : server, relative};
    } else {
        tryAddress(text);
        if (out.isNone() && text.startsWith(urnUuid))
            out.key = {FhirSystem::unspecified, expectedType + u'/' + text.mid(urnUuid.size())};
        else if (out.isNone())
            out.key = {FhirSystem::unspecified, text};
    }
    if (!display.isEmpty())
        out.display = display;
    return out;
}

FhirConcept FhirIndex::medication(const SourceKey &key) const
{
    return m_medications.value(nameKey(key));
}

} // namespace yigong
