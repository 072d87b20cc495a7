// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/divisions_reader.h"
#include "core/base/text.h"
#include "core/exchange/field_spelling.h"

#include <algorithm>
#include <map>

namespace yigong {

namespace {

/// Where a list keeps the divisions of one tier.
struct TierColumns
{
    std::optional<Tier> tier; ///< none: the code says it
    const char16_t *codes, *names;
    qsizetype code = -1, name = -1;
};

qsizetype columnOf(const QStringList &header, const char16_t *names)
{
    for (const QStringView name : QStringView(names).split(u' '))
        for (qsizetype i = 0; i < header.size(); ++i)
            if (tidied(header[i]).toLower().remove(u'_').remove(u' ') == name)
                return i;
    return -1;
}

class Collector
{
public:
    Collector(DivisionList &list, const QString &county) : m_list(list), m_county(county) {}

    Result<void> findColumns(const QStringList &header)
    {
        bool any = false;
        for (TierColumns &columns : m_columns) {
            columns.code = columnOf(header, columns.codes);
            columns.name = columnOf(header, columns.names);
            any = any || columns.code >= 0;
        }
        return any ? Result<void>{} : fail(ErrorKind::Required, QStringLiteral("code"));
    }

    void take(const CsvRow &row)
    {
        if (row.refusal) {
            m_list.refused.push_back({row.line, row.fields, *row.refusal});
            return;
        }
        QString parent;
        for (const TierColumns &columns : m_columns) {
            if (columns.code < 0)
                continue;
            if (auto error = takeOne(row, columns, parent)) {
                m_list.refused.push_back({row.line, row.fields, std::move(*error)});
                return;
            }
        }
    }

    void finish()
    {
        for (const auto &[code, found] : m_found)
            if (found.division.tier == Tier::Township && !m_found.contains(found.division.parentCode))
                m_found[found.division.parentCode] = {{found.division.parentCode, {}, Tier::County, {}}, 0, {}};
        for (Tier tier : {Tier::County, Tier::Township, Tier::Village})
            for (auto &[code, found] : m_found)
                if (found.division.tier == tier)
                    give(found);
        std::stable_sort(m_list.refused.begin(), m_list.refused.end(),
                         [](const auto &a, const auto &b) { return a.line < b.line; });
    }

private:
    struct Found
    {
        Division division;
        qint64 line = 0;
        QStringList fields;
    };

    std::optional<Error> takeOne(const CsvRow &row, const TierColumns &columns, QString &parent)
    {
        const QString written = readIdNumber(row.fields.value(columns.code)).value_or(row.fields.value(columns.code));
        const QString name = columns.name < 0 ? QString() : tidied(plainCell(row.fields.value(columns.name)));
        if (written.isEmpty())
            return name.isEmpty() ? std::nullopt
                                  : std::optional(Error{ErrorKind::Required, QStringLiteral("code"), {}});
        const auto code = divisionCode(written);
        if (!code)
            return Error{ErrorKind::BadFormat, QStringLiteral("code"), {QStringLiteral("division code"), written}};
        const Tier tier = *tierOfCode(*code);
        if (columns.tier && tier != *columns.tier)
            return Error{ErrorKind::Invalid, QStringLiteral("tier"), {*code}};
        if (!parent.isEmpty() && !code->startsWith(parent))
            return Error{ErrorKind::Invalid, QStringLiteral("parent"), {*code}};
        parent = *code;
        if (!m_county.isEmpty() && code->left(6) != m_county)
            return std::nullopt;
        if (name.isEmpty() && tier != Tier::County)
            return Error{ErrorKind::Required, QStringLiteral("name"), {}};
        Found &found = m_found[*code];
        if (!found.division.name.isEmpty() && !name.isEmpty() && found.division.name != name)
            return Error{ErrorKind::AlreadyExists, QStringLiteral("code"), {found.division.name}};
        if (found.division.name.isEmpty())
            found = {{*code, name, tier, parentCodeOf(*code)}, row.line, row.fields};
        return std::nullopt;
    }

    void give(Found &found)
    {
        Division &division = found.division;
        if (division.tier == Tier::Village && !m_found.contains(division.parentCode)) {
            m_list.refused.push_back(
                {found.line,
                 found.fields,
                 {ErrorKind::NotFound, QStringLiteral("parent"), {QStringLiteral("parent"), division.parentCode}}});
            return;
        }
        if (division.name.isEmpty()) {
            m_list.countiesWithoutName.append(division.code);
            division.name = division.code;
        }
        m_list.divisions.push_back(division);
    }

    DivisionList &m_list;
    QString m_county;
    std::map<QString, Found> m_found;
    // In this order: what a row says of a higher tier is the parent of what it says of a lower one.
    TierColumns m_columns[4] = {
        {Tier::County, u"countycode areacode 县代码 区县代码 县级代码 县区代码",
         u"county area 县 区县 县名称 区县名称 县区"},
        {Tier::Township, u"towncode9 towncode12 towncode townshipcode streetcode 乡镇代码 乡镇街道代码",
         u"town township street 乡镇 乡镇名称 乡镇街道"},
        {Tier::Village, u"villagecode12 villagecode 村代码 村级代码", u"village 村 村名称 村居 村委会"},
        {std::nullopt, u"code 代码 区划代码 行政区划代码 统计用区划代码", u"name 名称 区划名称 行政区划名称"},
    };
};

} // namespace

Result<DivisionList> readDivisions(CsvReader &reader, const QString &county)
{
    DivisionList list;
    list.header = reader.header();
    Collector collector(list, county);
    YIGONG_TRY(collector.findColumns(reader.header()));
    CsvRow row;
    while (true) {
        YIGONG_LET(more, reader.next(row));
        if (!more)
            break;
        collector.take(row);
    }
    collector.finish();
    return list;
}

Result<DivisionList> readDivisions(const QString &path, const QString &county)
{
    YIGONG_LET(reader, CsvReader::open(path));
    return readDivisions(*reader, county);
}

} // namespace yigong
