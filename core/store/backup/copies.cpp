// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup/copies.h"
#include "core/base/platform/durable_file.h"
#include "core/store/connection.h"
#include "core/store/encryption/base_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <set>

namespace yigong {

namespace {

constexpr qint64 copyPieceBytes = 1 << 20;
constexpr int checkCacheKiB = 8 * 1024;
constexpr std::size_t copiesThatStay = 2;
const QString copyTime = QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'");

QString copyName(quint64 first, Instant at)
{
    return QString::number(first).rightJustified(10, u'0') + u'-' +
           QDateTime::fromMSecsSinceEpoch(at.ms, Qt::UTC).toString(copyTime) + QStringLiteral(".copy");
}

Instant timeInName(const QString &name)
{
    const QString text = name.section(u'-', 1).section(u'.', 0, 0);
    QDateTime time = QDateTime::fromString(text, copyTime);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? Instant{time.toMSecsSinceEpoch()} : Instant{};
}

} // namespace

std::vector<FullCopy> fullCopies(const QString &folder)
{
    std::vector<FullCopy> copies;
    for (const QString &name : QDir(folder).entryList({QStringLiteral("*.copy")}, QDir::Files, QDir::Name)) {
        const FullCopy copy{folder + u'/' + name, name.section(u'-', 0, 0).toULongLong(), timeInName(name)};
        if (copy.first > 0 && !copy.at.isNone())
            copies.push_back(copy);
    }
    return copies;
}

Result<void> copyStoreFile(const QString &from, const QString &to, const std::function<bool()> &goesOn)
{
    YIGONG_LET(source, BaseFile::open(from, BaseFile::Access::Read));
    YIGONG_LET(size, source.size());
    YIGONG_TRY(writeDurably(to, {}, FileAccess::OwnerOnly));
    for (qint64 at = 0; at < size; at += copyPieceBytes) {
        if (goesOn && !goesOn())
            return fail(ErrorKind::Cancelled);
        YIGONG_LET(piece, source.read(at, copyPieceBytes));
        YIGONG_TRY(writeBehind(to, at, piece, Reaches::System));
    }
    return syncFile(to);
}

Result<void> checkStoreFile(const QString &file, const SharedStoreKey &key)
{
    YIGONG_LET(store, Connection::open(file, Connection::Mode::Immutable, checkCacheKiB, key));
    QString finding;
    const auto damaged = [&file](const Error &error) -> Result<void> {
        return fail(ErrorKind::StoreDamaged, {}, {file, error.args.value(error.args.size() - 1)});
    };
    YIGONG_TRY(store
                   ->each("PRAGMA quick_check(1)", {},
                          [&finding](const Columns &columns) {
                              finding = columns.text(0);
                              return false;
                          })
                   .or_else(damaged));
    if (finding != u"ok")
        return fail(ErrorKind::StoreDamaged, {}, {file, finding});
    return {};
}

Result<FullCopy> makeFullCopy(const QString &storeFile, const QString &folder, quint64 first, Instant at,
                              const SharedStoreKey &key, const std::function<bool()> &goesOn)
{
    struct Unfinished
    {
        QString path;
        ~Unfinished() { QFile::remove(path); }
    } unfinished{folder + QStringLiteral("/copy.unfinished")};
    FullCopy copy{folder + u'/' + copyName(first, at), first, at};
    YIGONG_TRY(copyStoreFile(storeFile, unfinished.path, goesOn));
    YIGONG_TRY(checkStoreFile(unfinished.path, key));
    YIGONG_TRY(replaceDurably(unfinished.path, copy.path));
    return copy;
}

std::vector<FullCopy> copiesToThin(std::vector<FullCopy> copies, int days)
{
    std::sort(copies.begin(), copies.end(), [](const FullCopy &a, const FullCopy &b) { return a.at > b.at; });
    std::vector<FullCopy> gone;
    std::set<QDate> kept;
    for (std::size_t i = 0; i < copies.size(); ++i) {
        const QDate day = civilDay(copies[i].at);
        const bool newestOfDay = !kept.contains(day) && static_cast<int>(kept.size()) < days;
        if (newestOfDay)
            kept.insert(day);
        if (!newestOfDay && i >= copiesThatStay)
            gone.push_back(copies[i]);
    }
    return gone;
}

} // namespace yigong
