// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/record_type.h"
#include "core/store/cbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <map>

namespace yigong {

QString textOf(const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value))
        return QString::number(*number);
    if (const auto *text = std::get_if<QString>(&value))
        return QString(*text).replace(u'\n', u';');
    if (const auto *bytes = std::get_if<QByteArray>(&value))
        return bytes->size() == 16 ? Id::fromBytes(*bytes).text() : QString::fromLatin1(bytes->toHex());
    return {};
}

RecordType::RecordType(const RecordInfo &info, std::vector<FieldInfo> fields)
    : m_info(info), m_table(QString::fromLatin1(info.table)), m_fields(std::move(fields))
{
    QString columns, marks, sets;
    for (const FieldInfo &f : m_fields) {
        columns += QStringLiteral(", \"%1\"").arg(f.column);
        marks += QStringLiteral(", ?");
        sets += QStringLiteral("\"%1\" = ?, ").arg(f.column);
    }
    m_select = QStringLiteral("SELECT id%1, _version, _unknown FROM %2").arg(columns, m_table).toStdString();
    m_selectById = m_select + " WHERE id = ?";
    m_insert = QStringLiteral("INSERT INTO %1 (id%2, _version, _unknown) VALUES (?%3, ?, ?)")
                   .arg(m_table, columns, marks)
                   .toStdString();
    m_update =
        QStringLiteral("UPDATE %1 SET %2_version = ?, _unknown = ? WHERE id = ?").arg(m_table, sets).toStdString();
}

int RecordType::indexOf(int fieldNumber) const
{
    for (std::size_t i = 0; i < m_fields.size(); ++i)
        if (m_fields[i].number == fieldNumber)
            return static_cast<int>(i);
    return -1;
}

int RecordType::indexOf(QStringView column) const
{
    for (std::size_t i = 0; i < m_fields.size(); ++i)
        if (m_fields[i].column == column)
            return static_cast<int>(i);
    return -1;
}

std::vector<Id> RecordType::idsOf(Role role, const Row &row) const
{
    std::vector<Id> ids;
    for (std::size_t i = 0; i < m_fields.size(); ++i)
        if (m_fields[i].role == role)
            if (const Id id = ValueOf<Id>::from(row.values[i]); !id.isNone())
                ids.push_back(id);
    return ids;
}

const RecordType *RecordTypes::byNumber(int number) const
{
    for (const RecordType &type : m_types)
        if (type.number() == number)
            return &type;
    return nullptr;
}

const RecordType *RecordTypes::byTable(QStringView table) const
{
    for (const RecordType &type : m_types)
        if (type.table() == table)
            return &type;
    return nullptr;
}

QByteArray canonicalForm(const RecordType &type, const Row &row)
{
    std::map<qint64, Value> said;
    for (std::size_t i = 0; i < type.fields().size(); ++i)
        if (row.values[i] != defaultOf(type.fields()[i].kind))
            said.emplace(type.fields()[i].number, row.values[i]);
    if (!row.unknown.isEmpty())
        if (const auto fields = readFieldMap(row.unknown))
            said.insert(fields->begin(), fields->end());
    return writeFieldMap(said);
}

Result<Row> rowFromCanonical(const RecordType &type, Id id, const QByteArray &cbor)
{
    YIGONG_LET(said, readFieldMap(cbor));
    Row row;
    row.id = id;
    for (const FieldInfo &f : type.fields())
        row.values.push_back(defaultOf(f.kind));
    std::map<qint64, Value> unknown;
    for (auto &[number, value] : said) {
        if (const int at = type.indexOf(static_cast<int>(number)); at >= 0)
            row.values[static_cast<std::size_t>(at)] = std::move(value);
        else
            unknown.emplace(number, std::move(value));
    }
    if (!unknown.empty())
        row.unknown = writeFieldMap(unknown);
    return row;
}

} // namespace yigong
