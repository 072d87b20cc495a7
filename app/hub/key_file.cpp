// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hub/key_file.h"
#include "core/base/platform/durable_file.h"

#include <QFileInfo>

namespace yigong {

namespace {

constexpr qsizetype keyFileBytes = 32;
constexpr qint64 mostKeyFileBytes = 4096;

} // namespace

Result<StoreOpener> keyFileOpener(const QString &path)
{
    YIGONG_LET(text, readWholeFile(path, mostKeyFileBytes));
    QByteArray bytes = QByteArray::fromHex(text.trimmed());
    wipe(text);
    if (bytes.size() != keyFileBytes)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("store key"), path});
    StoreOpener opener = StoreOpener::keyFile(bytes);
    wipe(bytes);
    return opener;
}

Result<StoreOpener> madeOrReadKeyFile(const QString &path)
{
    if (!QFileInfo::exists(path)) {
        QByteArray text = SecretBytes::random(keyFileBytes).view().toByteArray().toHex() + '\n';
        const auto written = writeDurably(path, text, FileAccess::OwnerOnly);
        wipe(text);
        YIGONG_TRY(written);
    }
    return keyFileOpener(path);
}

} // namespace yigong
