// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/sites/site.h"
#include "core/store/database.h"

#include <CLI/CLI.hpp>
#include <QDate>
#include <QJsonObject>
#include <QStringList>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace yigong {

/// A store that a verb works on, and who works.
struct Session
{
    std::unique_ptr<Database> db;
    Actor actor;
    Practitioner practitioner;
};

/// What the folder that `--data` names holds.
struct StoreFolder
{
    QString path;

    [[nodiscard]] QString deviceKey() const { return path + QStringLiteral("/device.key"); }
    /// {"url": "https://…", "pin": "…"}: the hub of this device and the certificate that it pins.
    [[nodiscard]] QString hubFile() const { return path + QStringLiteral("/hub.json"); }
    /// {"training": true, "as": "<login>", "secret": "<password>"}: only in a store that is for training.
};

enum class Given
{
    Maybe,
    Always, ///< left out, it is wrong usage (exit 2)
};

enum class Needs
{
    Nothing,
    Pictures, ///< the verb draws (PDF, PNG): it runs within a QApplication off screen
};

/// The shell's frame: global options, verbs, stores, output. Each noun's verbs are in `<noun>_verbs.cpp`:
///
///     void registerSiteVerbs(Ctl &ctl)
///     {
///         CLI::App &list = ctl.verb(ctl.noun("site", "The site tree"), "list", "List the sites");
///         const auto &tier = ctl.text(list, "--tier", "Only this tier");
///         ctl.runs(list, [&ctl, &tier] { return listSites(ctl, tier); });
///     }
///
/// A verb's function runs after all arguments were read. Its error becomes one sentence on standard error, exit 1.
class Ctl
{
public:
    Ctl();
    Ctl(const Ctl &) = delete;
    Ctl &operator=(const Ctl &) = delete;

    /// The noun of that name, made at the first call, so that several files may add verbs to it.
    CLI::App &noun(const char *name, const char *help);
    CLI::App &verb(CLI::App &noun, const char *name, const char *help);
    /// A verb without a noun: `sync`, `verify`, `report NAME`.
    CLI::App &verb(const char *name, const char *help);
    using Run = std::function<Result<void>()>;
    void runs(CLI::App &verb, Run run, Needs needs = Needs::Nothing);
    /// The same where it depends on the arguments.
    void runs(CLI::App &verb, Run run, std::function<Needs()> needs);

    // A verb's own arguments. What is answered lives as long as this and is filled before the verb runs.
    // Names as CLI11 has them: "--phone" an option, "TEXT" without dashes a positional.
    const std::optional<QString> &text(CLI::App &verb, const char *name, const char *help, Given given = Given::Maybe);
    const qint64 &number(CLI::App &verb, const char *name, const char *help, qint64 otherwise, qint64 lowest,
                         qint64 highest);
    const bool &flag(CLI::App &verb, const char *name, const char *help);
    const QStringList &words(CLI::App &verb, const char *name, const char *help, Given given = Given::Always);
    const std::optional<QDate> &day(CLI::App &verb, const char *name, const char *help, Given given = Given::Maybe);
    /// One of a few words; another is wrong usage.
    const QString &choice(CLI::App &verb, const char *name, const char *help, const QStringList &of,
                          const QString &otherwise);

    /// The store, and the person signed in. Errors: SignInNeeded, those of `Database::open` and `signIn`; for writing
    /// also StoreHeldByOther and StoreReadOnly.
    Result<Session> openForWriting();
    /// Also while another process writes.
    Result<Session> openForReading();
    /// For verbs that show no record: `verify`, `sync`. Nobody signs in; `mayWrite` asks for the writer's lock.
    Result<std::unique_ptr<Database>> openUnsigned(bool mayWrite);
    /// The store by a key that was come by in another way.
    [[nodiscard]] Result<std::unique_ptr<Database>> openWith(const SharedStoreKey &key, bool forWriting) const;
    /// Who `--as` names; empty where it names no one.
    [[nodiscard]] QString as() const { return QString::fromStdString(m_as); }
    /// What a file with a password holds: its text without line ends. Errors: FileMissing · FileUnreadable.
    static Result<QString> secretFrom(const QString &path);
    /// The folder of `--data`. Errors: Required{"--data"}.
    [[nodiscard]] Result<StoreFolder> folder() const;
    /// The password in the file of `--secret-file`. Errors: SignInNeeded (no file named) · FileMissing, FileUnreadable.
    [[nodiscard]] Result<QString> secret() const;
    /// What opens the store that `--data` names: a training store by itself, another encrypted one by `--as` and
    /// `--secret-file`; none of a plain one. Errors: StoreLocked · those of `storeKeyFor`.
    [[nodiscard]] Result<SharedStoreKey> storeKey() const;
    /// The same of any store's folder.
    [[nodiscard]] Result<SharedStoreKey> storeKeyOf(const QString &folder) const;

    /// The verb's answer. With `--json` the object, on one line; otherwise as a person reads it: a table for a list of
    /// objects, "key: value" for the rest. Errors: FileUnwritable (standard output closed or full).
    Result<void> print(const QJsonObject &answer) const;
    /// One JSON object on a line, whatever the output: for verbs that answer line by line.
    Result<void> printLine(const QJsonObject &answer) const;
    /// A line of the answer that a person reads; nothing with `--json`.
    void say(const QString &line) const;
    /// How far long work is, over and over on one line of standard error; only where that is a terminal.
    void progress(const QString &line) const;
    /// The exit status where the verb itself answers without error (verify: 1 when something is wrong).
    void exitWith(int status) { m_exit = status; }

    [[nodiscard]] bool json() const { return m_json; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }

    /// Reads the arguments, runs the verb. Answers the exit status: 0 done, 1 an error, 2 wrong usage.
    int run(int argc, char **argv);

private:
    struct Chosen
    {
        Run run;
        Needs needs = Needs::Nothing;
    };
    Result<Session> open(bool forWriting);
    Result<std::unique_ptr<Database>> openStore(bool forWriting) const;
    int fail(const Error &error) const;

    CLI::App m_app;
    std::map<std::string, CLI::App *> m_nouns;
    SystemClock m_clock;
    std::string m_data, m_as, m_secretFile;
    bool m_json = false;
    int m_exit = 0;
    Chosen m_chosen;
    std::deque<std::optional<QString>> m_texts;
    std::deque<qint64> m_numbers;
    std::deque<bool> m_flags;
    std::deque<QStringList> m_words;
    std::deque<std::optional<QDate>> m_days;
    std::deque<QString> m_choices;
};

/// What happened, what was kept, what to do: one English sentence (or two) without a line break.
QString sentence(const Error &error);

} // namespace yigong
