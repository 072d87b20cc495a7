// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/own_fields.h"
#include "core/base/text.h"
#include "core/sites/site_tree.h"

namespace yigong {

namespace {

const QString rememberedPrefix = QStringLiteral("practitioner-name:");

QString keptText(const FieldInfo &field, const Value &value, const OwnNames &names)
{
    if (const auto *bytes = std::get_if<QByteArray>(&value)) {
        const Id id = Id::fromBytes(*bytes);
        return field.role == Role::Site ? names.siteCode(id) : id.text();
    }
    if (const auto *number = std::get_if<qint64>(&value))
        return QString::number(*number);
    return ValueOf<QString>::from(value);
}

Result<Value> valueFromKept(const FieldInfo &field, const QString &text, const OwnNames &names)
{
    const auto invalid = [&] { return fail(ErrorKind::Invalid, field.column, {text.left(40)}); };
    if (field.kind == ValueKind::Integer) {
        bool isNumber = false;
        const qint64 number = text.toLongLong(&isNumber);
        return isNumber ? Result<Value>(number) : Result<Value>(invalid());
    }
    if (field.kind != ValueKind::Bytes)
        return Value{text};
    if (field.role == Role::Site) {
        const Id site = names.siteOf(text);
        if (site.isNone())
            return fail(ErrorKind::NotFound, QStringLiteral("site"), {text});
        return ValueOf<Id>::to(site);
    }
    const auto id = Id::parse(text);
    return id ? Result<Value>(ValueOf<Id>::to(*id)) : Result<Value>(invalid());
}

} // namespace

Result<OwnNames> OwnNames::of(const Snapshot &snapshot)
{
    OwnNames names;
    YIGONG_LET(sites, allSites(snapshot));
    for (const Site &site : sites) {
        names.m_byCode.insert(site.code, site.id);
        names.m_sites.insert(site.id, site);
    }
    YIGONG_TRY(snapshot.each("SELECT key, value FROM local WHERE key >= 'practitioner-name:' AND key < "
                             "'practitioner-name;'",
                             {}, [&names](const Columns &columns) {
                                 const auto id = Id::parse(columns.text(0).mid(rememberedPrefix.size()));
                                 names.m_people.insert(id.value_or(Id{}), columns.text(1));
                             }));
    YIGONG_TRY(snapshot.each("SELECT id, name FROM practitioner", {}, [&names](const Columns &columns) {
        names.m_people.insert(columns.id(0), columns.text(1));
    }));
    return names;
}

QString OwnNames::siteCode(Id site) const
{
    return m_sites.value(site).code;
}

Id OwnNames::siteOf(const QString &code) const
{
    return m_byCode.value(code);
}

FhirReference OwnNames::site(Id site) const
{
    const auto found = m_sites.constFind(site);
    if (found == m_sites.constEnd())
        return {};
    return {{ownSystem("site"), found->code}, found->name, false};
}

FhirReference OwnNames::practitioner(Id practitioner) const
{
    if (practitioner.isNone())
        return {};
    return {ownKey("Practitioner", practitioner), m_people.value(practitioner), false};
}

Result<void> OwnNames::remember(Transaction &tx, const FhirReference &practitioner)
{
    const Id id = ownIdIn(practitioner.key.value);
    if (id.isNone() || practitioner.display.isEmpty() || m_people.contains(id) || !isCleanText(practitioner.display))
        return {};
    m_people.insert(id, practitioner.display);
    return tx.setLocal(rememberedPrefix + id.text(), practitioner.display);
}

QString ownSystem(const char *name)
{
    return FhirSystem::own + u':' + QLatin1String(name);
}

SourceKey ownKey(const char *type, Id id)
{
    return ownKey(QString::fromLatin1(type), id);
}

SourceKey ownKey(const QString &type, Id id)
{
    return {FhirSystem::unspecified, type + u'/' + id.text()};
}

Id ownIdIn(const QString &typeAndId)
{
    return Id::parse(typeAndId.section(u'/', -1)).value_or(Id{});
}

std::map<QString, QString> keptOf(const RecordType &type, const Row &row, const OwnNames &names)
{
    std::map<QString, QString> kept;
    for (std::size_t i = 0; i < type.fields().size(); ++i) {
        const FieldInfo &field = type.fields()[i];
        if (row.values[i] == defaultOf(field.kind))
            continue;
        if (QString text = keptText(field, row.values[i], names); !text.isEmpty())
            kept.emplace(type.table() + u':' + field.column, std::move(text));
    }
    return kept;
}

Result<Row> rowFromKept(const RecordType &type, const std::map<QString, QString> &kept, const OwnNames &names)
{
    Row row;
    for (const FieldInfo &field : type.fields()) {
        const auto found = kept.find(type.table() + u':' + field.column);
        if (found == kept.end()) {
            row.values.push_back(defaultOf(field.kind));
            continue;
        }
        YIGONG_LET(value, valueFromKept(field, found->second, names));
        row.values.push_back(std::move(value));
    }
    return row;
}

} // namespace yigong
