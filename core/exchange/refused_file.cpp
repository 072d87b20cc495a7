// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/refused_file.h"

namespace yigong {

QString refusedLineHeader()
{
    return QStringLiteral("行号");
}

QString refusedReasonHeader()
{
    return QStringLiteral("未接收原因");
}

RefusedFile::RefusedFile(NewFile file, const QStringList &header) : m_file(std::move(file))
{
    m_writer = std::make_unique<CsvWriter>(m_file.device());
    for (const QString &name : header) {
        m_kept.push_back(name != refusedLineHeader() && name != refusedReasonHeader());
        if (m_kept.back())
            m_header.append(name);
    }
}

Result<RefusedFile> RefusedFile::create(const QString &path, const QStringList &header)
{
    YIGONG_LET(file, NewFile::create(path));
    RefusedFile refused(std::move(file), header);
    YIGONG_TRY(refused.m_writer->write(refused.m_header + QStringList{refusedLineHeader(), refusedReasonHeader()}));
    return refused;
}

Result<void> RefusedFile::add(qint64 line, const QStringList &fields, const QString &reason)
{
    QStringList row;
    for (qsizetype i = 0; i < fields.size(); ++i)
        if (i >= static_cast<qsizetype>(m_kept.size()) || m_kept[static_cast<std::size_t>(i)])
            row.append(fields[i]);
    while (row.size() < m_header.size())
        row.append(QString());
    YIGONG_TRY(m_writer->write(row + QStringList{QString::number(line), reason}));
    ++m_count;
    return {};
}

Result<void> RefusedFile::commit()
{
    return m_count > 0 ? m_file.commit() : Result<void>{};
}

} // namespace yigong
