// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace yigong {

namespace {

/// East Asian Wide and Fullwidth of UAX #11, as far as names, addresses and drugs use them.
bool isWide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF01 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
}

QString cellOf(const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue part : value.toArray())
            parts += cellOf(part);
        return parts.join(QStringLiteral("; "));
    }
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString().simplified();
}

QString padded(const QString &text, int width)
{
    return text + QString(std::max(0, width - widthOf(text)), u' ');
}

QStringList tableOf(const QJsonArray &rows)
{
    QStringList columns;
    for (const QJsonValue row : rows)
        for (const QString &key : row.toObject().keys())
            if (!columns.contains(key))
                columns += key;
    QList<QStringList> cells{columns};
    for (const QJsonValue row : rows) {
        QStringList line;
        for (const QString &column : columns)
            line += cellOf(row.toObject()[column]);
        cells += line;
    }
    QList<int> widths(columns.size(), 0);
    for (const QStringList &line : cells)
        for (qsizetype i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(line[i]));
    QStringList lines;
    for (const QStringList &line : cells) {
        QString text;
        for (qsizetype i = 0; i < line.size(); ++i)
            text += padded(line[i], widths[i] + 2);
        while (text.endsWith(u' '))
            text.chop(1);
        lines += text;
    }
    return lines;
}

bool isTable(const QJsonValue &value)
{
    return value.isArray() && !value.toArray().isEmpty() && value.toArray().first().isObject();
}

} // namespace

int widthOf(QStringView text)
{
    int width = 0;
    for (const char32_t c : text.toUcs4())
        width += isWide(c) ? 2 : 1;
    return width;
}

QStringList linesOf(const QJsonObject &answer)
{
    QStringList lines;
    for (auto it = answer.begin(); it != answer.end(); ++it)
        if (!isTable(*it))
            lines += it.key() + QStringLiteral(": ") + cellOf(*it);
    for (auto it = answer.begin(); it != answer.end(); ++it)
        if (isTable(*it)) {
            if (!lines.isEmpty())
                lines += QString();
            lines += tableOf(it->toArray());
        }
    return lines;
}

} // namespace yigong
