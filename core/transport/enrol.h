// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"
#include "core/store/encryption/key_block.h"
#include "core/transport/hub_line.h"

#include <functional>

namespace yigong {

/// What somebody at a laptop types to bring it into the county.
struct EnrolmentWish
{
    QString folder; ///< of the store: not there yet, or of a device that is enrolled again
    QUrl hub;       ///< https://host:port; by stick it may be empty
    QString code;   ///< one-time, as typed
    QString name;   ///< of the laptop; empty: as the code says
    QString program;
    QString login; ///< who signs in first
    QString password;
    std::optional<StoreOpener> opener; ///< of a store that is there: its recovery key; without it the person's password
};

struct EnrolledDevice
{
    Id device;
    Id site;
    QString siteName;
    QString letter;
    QString recoveryKey;                  ///< of a new store, to be printed; empty of one that was there
    qint64 pulled = 0;                    ///< records of the first exchange
    qint64 adopted = 0;                   ///< records that came with a snapshot
    std::optional<Error> snapshotProblem; ///< why none was adopted although there is one: the records came one by one
    qint64 pushed = 0;                    ///< operations that were waiting and are at the county now
    std::optional<Error> syncProblem;     ///< the first exchange broke off: it goes on at the next
    std::optional<Error> signInProblem;   ///< the password is not the account's: only the recovery key opens the store
};

/// What a turn with a stick came to: either the request was written on it, or what the county answered was taken.
struct StickTurn
{
    QString request; ///< path of the request that was written; the stick goes to the county now
    std::optional<EnrolledDevice> made;
};

enum class EnrolStep
{
    Store,    ///< making the encrypted store and keys
    Hub,      ///< recognising the hub and asking it
    Exchange, ///< the first exchange
    SignIn
};

/// Enrols a laptop: its encrypted store and keys, the hub by the code, the first exchange, and the account that was
/// named. The hub is told nothing before it is recognised. Killed at any moment, or with the answer lost on the way,
/// the same call with the same code goes on. Blocks, some seconds or as long as the first exchange takes; not for the
/// interface's thread. Errors: BadFormat{"enrolment code"} · HubNotTrusted (not the hub of this code) · CodeRefused ·
/// HubBusy · those of HubLine and of `Database::open` · WrongPassword (a store is there, and nothing given opens it) ·
/// AlreadyExists{folder} (something else is there).
Result<EnrolledDevice> enrolDevice(const EnrolmentWish &wish, const RecordTypes &types, const Clock &clock,
                                   const std::function<void(EnrolStep)> &progress = {});

/// The same where there is no line, in two turns: the first writes a request on the stick, which a courier hands in or
/// the hub itself reads (core/sync/stick_enrolment.h); the second takes the answer and the store in it. Which turn it
/// is says the stick. Errors: as above, those of the stick, and BadSignature with field "set-up" (not of the hub of
/// this code) · StoreDamaged with field "set-up" (cut or changed on the way; it is removed, to be carried once more).
Result<StickTurn> enrolByStick(const EnrolmentWish &wish, const QString &stick, const RecordTypes &types,
                               const Clock &clock, const std::function<void(EnrolStep)> &progress = {});

} // namespace yigong
