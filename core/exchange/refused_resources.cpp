// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/refused_resources.h"
#include "core/exchange/refused_file.h"

#include <QFileInfo>

namespace yigong {

RefusedResources::RefusedResources(NewFile resources, NewFile reasons)
    : m_resources(std::move(resources)), m_reasons(std::move(reasons))
{
    m_writer = std::make_unique<CsvWriter>(m_reasons.device());
}

Result<RefusedResources> RefusedResources::create(const QString &path)
{
    YIGONG_LET(resources, NewFile::create(path));
    YIGONG_LET(reasons, NewFile::create(path + QStringLiteral(".reasons.csv")));
    RefusedResources refused(std::move(resources), std::move(reasons));
    YIGONG_TRY(refused.m_writer->write({refusedLineHeader(), QStringLiteral("文件"), QStringLiteral("位置"),
                                        QStringLiteral("类型"), QStringLiteral("标识"), refusedReasonHeader()}));
    return refused;
}

Result<void> RefusedResources::add(const QString &file, const FhirItem &item, const QString &reason)
{
    QString line;
    if (!item.bytes.isEmpty()) {
        QByteArray json = item.bytes; // a raw line break can only stand between tokens
        json.replace('\n', ' ').replace('\r', ' ');
        if (item.isEntry)
            json = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[" + json + "]}";
        json += '\n';
        if (m_resources.device().write(json) != json.size())
            return fail(ErrorKind::FileUnwritable, {}, {m_resources.path(), m_resources.device().errorString()});
        line = QString::number(++m_lines);
    }
    QString type, key;
    if (const auto *refusal = std::get_if<FhirRefusal>(&item.content)) {
        type = refusal->type;
        key = refusal->key.value;
    } else {
        const auto &resource = std::get<FhirResource>(item.content);
        type = fhirTypeOf(resource);
        key = keyOf(resource).value;
    }
    ++m_count;
    return m_writer->write({line, QFileInfo(file).fileName(), item.where, type, key, reason});
}

Result<void> RefusedResources::commit()
{
    if (m_count == 0)
        return {};
    if (m_lines > 0)
        YIGONG_TRY(m_resources.commit());
    return m_reasons.commit();
}

} // namespace yigong
