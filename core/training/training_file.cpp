// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_file.h"
#include "core/base/platform/durable_file.h"
#include "core/store/database.h"
#include "core/training/training_county.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>

namespace yigong {

namespace {

constexpr qint64 maxTrainingFileBytes = 64 * 1024;

QString trainingFileIn(const QString &folder)
{
    return folder + QStringLiteral("/training.json");
}

} // namespace

Result<void> writeTrainingFile(const QString &folder, const QString &login, const QString &county)
{
    const QJsonObject object{{QStringLiteral("training"), true},
                             {QStringLiteral("as"), login},
                             {QStringLiteral("secret"), trainingPassword()},
                             {QStringLiteral("county"), county}};
    return writeDurably(trainingFileIn(folder), QJsonDocument(object).toJson());
}

std::optional<TrainingFile> trainingFileOf(const QString &folder)
{
    const auto bytes = readWholeFile(trainingFileIn(folder), maxTrainingFileBytes);
    if (!bytes)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(*bytes).object();
    if (!object[QStringLiteral("training")].toBool())
        return std::nullopt;
    return TrainingFile{object[QStringLiteral("as")].toString(), object[QStringLiteral("secret")].toString(),
                        object[QStringLiteral("county")].toString()};
}

Result<SharedStoreKey> makeTrainingKey(const QString &folder)
{
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::FileUnwritable, {}, {folder, QString()});
    const std::array openers{trainingOpener(trainingPassword())};
    return createKeyBlock(Database::fileIn(folder), openers, SlotCost::Training);
}

StoreOpener trainingOpener(const QString &secret)
{
    return StoreOpener::account(QStringLiteral("training"), secret);
}

Result<SharedStoreKey> trainingKeyOf(const QString &folder)
{
    const QString file = Database::fileIn(folder);
    YIGONG_LET(form, storeFormOf(file));
    const auto training = trainingFileOf(folder);
    if (form != StoreForm::Encrypted || !training)
        return SharedStoreKey();
    return unlockStore(file, trainingOpener(training->secret));
}

} // namespace yigong
