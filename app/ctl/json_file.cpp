// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/json_file.h"
#include "core/base/platform/durable_file.h"

#include <QFile>
#include <QJsonDocument>
#include <cstdio>

namespace yigong {

static constexpr qint64 maxJsonBytes = 1024 * 1024;

Result<QJsonObject> jsonObjectIn(const QString &path)
{
    QByteArray bytes;
    if (path == u"-") {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return fail(ErrorKind::FileUnreadable, {}, {QStringLiteral("standard input"), input.errorString()});
        bytes = input.readAll();
    } else {
        YIGONG_LET(read, readWholeFile(path, maxJsonBytes));
        bytes = read;
    }
    QJsonParseError wrong;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &wrong);
    if (!document.isObject())
        return fail(ErrorKind::BadFormat, {},
                    {QStringLiteral("one JSON object"), QStringLiteral("offset %1").arg(wrong.offset)});
    return document.object();
}

} // namespace yigong
