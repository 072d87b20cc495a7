// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/store/transaction.h"

#include <QFuture>
#include <QPromise>
#include <memory>

namespace yigong {

/// How urgently a write is wanted. People come first: background work waits between its (short) transactions.
enum class Urgency : quint8
{
    Person,
    Background
};

struct StoreOptions
{
    QString folder;                             ///< holds yigong.db, writer.lock
    QString program = QStringLiteral("yigong"); ///< told to whoever finds the store held
    bool create = false;                        ///< make a new store where there is none; else StoreMissing
    bool readOnly = false;                      ///< never asks for the writer's lock
    quint64 idSeed = 0;                         ///< not 0: ids come from this seed (training)
    SharedStoreKey key;                         ///< of an encrypted store, which has its key block by then
    bool durable = true;                        ///< false only for training data that is made anew on any failure
};

/// One store: one writer connection on its own thread, readers with snapshots. Thread-safe; may be used from any thread
/// but never from within its own write function. Destroying it finishes the writes that were asked for.
class Database
{
public:
    /// Opens, and migrates where this program is newer. If another process writes the store, or the folder is
    /// read-only, it is opened for reading and `whyReadOnly` says so. Errors: StoreMissing · StoreDamaged · StoreNewer
    /// · DiskFull · FileUnreadable
    /// · StoreLocked (encrypted, and no key given) …
    static Result<std::unique_ptr<Database>> open(const StoreOptions &options, RecordTypes types, const Clock &clock);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs `f(Transaction &) -> Result<T>` on the writer's thread; commits where it answers a value, and answers only
    /// once that is durable. Blocks the caller: not for the interface's thread.
    template <typename F> auto write(const Actor &actor, F &&f, Urgency urgency = Urgency::Person);
    /// The same without waiting. The future's result is the Result<T>.
    template <typename F> auto writeLater(const Actor &actor, F f, Urgency urgency = Urgency::Person);
    /// Sync's: rows are placed, no operation is captured.
    template <typename F> auto apply(F &&f, Urgency urgency = Urgency::Background);

    /// Runs `f(const Snapshot &) -> Result<T>` on the caller's thread over one consistent view.
    template <typename F> auto read(F &&f);
    /// The same on a reader thread.
    template <typename F> auto readLater(F f);

    [[nodiscard]] const RecordTypes &types() const;
    [[nodiscard]] const Clock &clock() const;
    [[nodiscard]] QString folder() const;
    [[nodiscard]] QString file() const; ///< in that folder
    /// What the store is encrypted with; none of a plain one.
    [[nodiscard]] const SharedStoreKey &key() const;
    /// Set where the store cannot be written; every write answers this.
    [[nodiscard]] std::optional<Error> whyReadOnly() const;
    [[nodiscard]] Id device() const; ///< none before `becomeDevice`
    [[nodiscard]] Id site() const;   ///< the site that this store works for
    /// Makes this store the given device's: operations carry it from now on. Once; or again at re-enrolment.
    Result<void> becomeDevice(Id device, Id site);
    /// For the second log: written with others within a second, and when the store is closed. A store that another
    /// process writes gets its entries too; one on a disk that cannot be written gets none.
    void note(AuditEntry entry);
    /// Writes what waits to be noted: before an exchange with the hub, and when the screen locks.
    Result<void> flushNotes();
    /// Derives what rounds left (`Transaction::deriveLater`), a few hundred rows a transaction.
    Result<void> deriveAll();
    /// Called after each commit that wrote an act or applied rows, from the writer's thread. One listener.
    void onCommitted(std::function<void()> listener);

    /// The schema's version that this program makes.
    static int newestSchema();
    /// Where a store's file is in its folder.
    static QString fileIn(const QString &folder);

private:
    struct Private;
    explicit Database(std::unique_ptr<Private> p);

    Result<void> transact(const Actor &actor, bool capture, const std::function<Result<void>(Transaction &)> &f);
    void enqueue(std::function<void()> job, Urgency urgency);
    void runAndWait(std::function<void()> job, Urgency urgency);
    void startReading(std::function<void()> job);
    void noted();
    Result<void> readNow(const std::function<Result<void>(const Snapshot &)> &f);

    std::unique_ptr<Private> d;
};

// A function that answers Result<T> within a transaction; what it answered is carried out of it.
template <typename F> auto Database::write(const Actor &actor, F &&f, Urgency urgency)
{
    using Answer = std::invoke_result_t<F &, Transaction &>;
    std::optional<Answer> answer;
    runAndWait(
        [&] {
            auto done = transact(actor, true, [&](Transaction &tx) -> Result<void> {
                answer.emplace(f(tx));
                return *answer ? Result<void>{} : Result<void>(fail(answer->error()));
            });
            if (!done)
                answer.emplace(fail(done.error()));
        },
        urgency);
    return std::move(*answer);
}

template <typename F> auto Database::apply(F &&f, Urgency urgency)
{
    using Answer = std::invoke_result_t<F &, Transaction &>;
    std::optional<Answer> answer;
    runAndWait(
        [&] {
            auto done = transact({}, false, [&](Transaction &tx) -> Result<void> {
                answer.emplace(f(tx));
                return *answer ? Result<void>{} : Result<void>(fail(answer->error()));
            });
            if (!done)
                answer.emplace(fail(done.error()));
        },
        urgency);
    return std::move(*answer);
}

template <typename F> auto Database::writeLater(const Actor &actor, F f, Urgency urgency)
{
    using Answer = std::invoke_result_t<F &, Transaction &>;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QFuture<Answer> future = promise->future();
    enqueue(
        [this, actor, promise, f = std::move(f)]() mutable {
            std::optional<Answer> answer;
            auto done = transact(actor, true, [&](Transaction &tx) -> Result<void> {
                answer.emplace(f(tx));
                return *answer ? Result<void>{} : Result<void>(fail(answer->error()));
            });
            if (!done)
                answer.emplace(fail(done.error()));
            promise->addResult(std::move(*answer));
            promise->finish();
        },
        urgency);
    return future;
}

template <typename F> auto Database::read(F &&f)
{
    using Answer = std::invoke_result_t<F &, const Snapshot &>;
    std::optional<Answer> answer;
    auto done = readNow([&](const Snapshot &snapshot) -> Result<void> {
        answer.emplace(f(snapshot));
        return {};
    });
    if (!done)
        answer.emplace(fail(done.error()));
    return std::move(*answer);
}

template <typename F> auto Database::readLater(F f)
{
    using Answer = std::invoke_result_t<F &, const Snapshot &>;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QFuture<Answer> future = promise->future();
    startReading([this, promise, f = std::move(f)]() mutable {
        promise->addResult(read(f));
        promise->finish();
    });
    return future;
}

} // namespace yigong
