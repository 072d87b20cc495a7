// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"
#include "core/transport/hub_line.h"

#include <QCborMap>
#include <QFuture>
#include <QThreadPool>
#include <memory>
#include <mutex>

namespace yigong {

/// Asks the hub, for the person who is signed in, what no stream of this computer holds. One question at a time, on a
/// thread of its own. Must be destroyed before the store; a question under way is then given up.
class HubAsker
{
public:
    HubAsker(Database &db, QString folder, QString hubUrl, Id practitioner);
    ~HubAsker();
    HubAsker(const HubAsker &) = delete;
    HubAsker &operator=(const HubAsker &) = delete;

    QFuture<Result<QCborMap>> ask(const QString &name, const QCborMap &parameters);
    /// SHA-256 of the hub's public key; empty where this computer has no hub.
    [[nodiscard]] QByteArray pin() const;

private:
    Result<QCborMap> answerTo(const QString &name, const QCborMap &parameters);

    Database &m_db;
    QString m_folder;
    QString m_hubUrl;
    Id m_practitioner;
    QThreadPool m_worker;
    std::mutex m_guard;
    std::shared_ptr<HubLine> m_line; ///< of the question under way
    bool m_stopped = false;          ///< guarded as the line
};

} // namespace yigong
