// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/knowledge.h"

#include <QStringList>
#include <algorithm>

namespace yigong {

Knowledge Knowledge::parse(QStringView text)
{
    Knowledge knowledge;
    for (const QStringView line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const qsizetype colon = line.indexOf(u':');
        const auto device = Id::parse(line.left(std::max<qsizetype>(colon, 0)));
        bool isNumber = false;
        const qint64 number = line.mid(colon + 1).toLongLong(&isNumber);
        if (device && isNumber)
            knowledge.sees(*device, number);
    }
    return knowledge;
}

QString Knowledge::text() const
{
    QStringList lines;
    for (const auto &[device, number] : m_highest)
        lines += device.text() + u':' + QString::number(number);
    return lines.join(u'\n');
}

void Knowledge::sees(Id device, qint64 number)
{
    qint64 &highest = m_highest[device];
    highest = std::max(highest, number);
}

bool Knowledge::covers(Id device, qint64 number) const
{
    const auto found = m_highest.find(device);
    return found != m_highest.end() && number <= found->second;
}

} // namespace yigong
