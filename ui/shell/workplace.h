// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/codes/catalogue.h"
#include "core/security/policy.h"
#include "core/sites/site.h"
#include "core/store/database.h"

#include <QCborMap>
#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QString>
#include <functional>

namespace yigong {

/// What every page is handed: the store, who acts and where. Made at sign-in, outlives all pages. Pages read with
/// `db.readLater` and write with `db.writeLater(actor, …)`, and take the answer with `whenReady`; the interface's
/// thread never waits.
struct Workplace
{
    Database &db;
    Actor actor;
    Practitioner person;
    Site site;
    const Catalogue &codes;
    const Clock &clock;
    bool training = false; ///< a made-up county: every page says so
    /// Called when somebody presses to see what a page masks: whose, and which column of the record.
    std::function<void(Id patient, const QString &field)> noteRevealed = [](Id, const QString &) {};
    /// Asks the county's hub what no stream of this computer holds (core/sync/question.h); answers once there is a
    /// line.
    std::function<QFuture<Result<QCborMap>>(const QString &name, const QCborMap &parameters)> askHub =
        [](const QString &, const QCborMap &) {
            return QtFuture::makeReadyFuture(Result<QCborMap>(fail(ErrorKind::HubUnreachable, QStringLiteral("hub"))));
        };
    QByteArray hubPin = {}; ///< SHA-256 of the hub's public key; empty where this computer has no hub

    [[nodiscard]] bool may(Door door) const { return allows(static_cast<StaffRole>(actor.role), door); }
    [[nodiscard]] Tier tier() const { return site.tier; }
};

/// Calls `take(answer)` on `owner`'s thread once the future has its result; never if `owner` is gone by then, or if the
/// work was dropped without a result.
template <typename T, typename Take> void whenReady(const QFuture<T> &future, QObject *owner, Take take)
{
    auto *watcher = new QFutureWatcher<T>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, take = std::move(take)]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            take(watcher->result());
    });
    watcher->setFuture(future);
}

/// Counts questions, so that the answer to an older one is dropped:
/// `const auto asked = m_question.ask(); whenReady(…, this, [=](auto answer) { if (m_question.isLatest(asked)) … });`
class Question
{
public:
    quint64 ask() { return ++m_asked; }
    [[nodiscard]] bool isLatest(quint64 asked) const { return asked == m_asked; }

private:
    quint64 m_asked = 0;
};

} // namespace yigong
