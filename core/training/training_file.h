// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/encryption/key_block.h"

#include <optional>

namespace yigong {

/// What stands in a training store beside its database (training.json): how to sign in, told to everybody.
struct TrainingFile
{
    QString login; ///< who acts where no one is named
    QString secret;
    QString county;
};

Result<void> writeTrainingFile(const QString &folder, const QString &login, const QString &county);
/// None in the folder of a store that is not for training.
std::optional<TrainingFile> trainingFileOf(const QString &folder);

/// Of no person: whoever signs in in a training county finds the store open.
StoreOpener trainingOpener(const QString &secret);
/// A training store is encrypted as any other, under the password that everybody is told. Errors: those of
/// `createKeyBlock`.
Result<SharedStoreKey> makeTrainingKey(const QString &folder);
/// What opens the store of a folder that is for training; none where it is not, or is plain. Errors: those of
/// `unlockStore`.
Result<SharedStoreKey> trainingKeyOf(const QString &folder);

} // namespace yigong
