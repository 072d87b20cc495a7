// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/table.h"
#include "core/all_records.h"
#include "core/base/platform/durable_file.h"
#include "core/base/secret_bytes.h"
#include "core/security/sign_in.h"
#include "core/training/training_file.h"

#include <QApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <cstdio>
#include <unistd.h>

namespace yigong {

namespace {

constexpr int exitUsage = 2;
constexpr qint64 maxSecretBytes = 4096;

void writeLine(FILE *stream, const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
}

/// A caller takes what was printed for done: it must have left this process.
Result<void> flushed()
{
    if (std::fflush(stdout) != 0 || std::ferror(stdout))
        return fail(ErrorKind::FileUnwritable, {},
                    {QStringLiteral("standard output"), QString::fromLocal8Bit(std::strerror(errno))});
    return {};
}

} // namespace

Ctl::Ctl()
    : m_app("Yigong from a shell: residents, visits, stock, referrals, sync and reports of one store.", "yigongctl")
{
    m_app.set_version_flag("--version", "yigongctl " YIGONG_VERSION);
    m_app.add_option("--data", m_data, "Folder of the store")->type_name("DIR");
    m_app.add_option("--as", m_as, "Who acts: login or full name")->type_name("STAFF");
    m_app.add_option("--secret-file", m_secretFile, "File with that person's password")
        ->type_name("FILE")
        ->envname("YIGONG_SECRET_FILE");
    m_app.add_flag("--json", m_json, "One JSON document on standard output");
    m_app.require_subcommand(1);
    m_app.fallthrough();
}

CLI::App &Ctl::noun(const char *name, const char *help)
{
    CLI::App *&made = m_nouns[name];
    if (!made) {
        made = m_app.add_subcommand(name, help);
        made->require_subcommand(1);
    }
    return *made;
}

CLI::App &Ctl::verb(CLI::App &noun, const char *name, const char *help)
{
    return *noun.add_subcommand(name, help);
}

CLI::App &Ctl::verb(const char *name, const char *help)
{
    return verb(m_app, name, help);
}

void Ctl::runs(CLI::App &verb, Run run, Needs needs)
{
    runs(verb, std::move(run), [needs] { return needs; });
}

void Ctl::runs(CLI::App &verb, Run run, std::function<Needs()> needs)
{
    verb.final_callback([this, run = std::move(run), needs = std::move(needs)] { m_chosen = {run, needs()}; });
}

const std::optional<QString> &Ctl::text(CLI::App &verb, const char *name, const char *help, Given given)
{
    auto &kept = m_texts.emplace_back();
    auto *option = verb.add_option_function<std::string>(
        name, [&kept](const std::string &value) { kept = QString::fromStdString(value); }, help);
    option->required(given == Given::Always)->type_name("");
    return kept;
}

const qint64 &Ctl::number(CLI::App &verb, const char *name, const char *help, qint64 otherwise, qint64 lowest,
                          qint64 highest)
{
    auto &kept = m_numbers.emplace_back(otherwise);
    verb.add_option(name, kept, help)->capture_default_str()->check(CLI::Range(lowest, highest))->type_name("N");
    return kept;
}

const bool &Ctl::flag(CLI::App &verb, const char *name, const char *help)
{
    auto &kept = m_flags.emplace_back(false);
    verb.add_flag(name, kept, help);
    return kept;
}

const QStringList &Ctl::words(CLI::App &verb, const char *name, const char *help, Given given)
{
    auto &kept = m_words.emplace_back();
    auto *option = verb.add_option_function<std::vector<std::string>>(
        name,
        [&kept](const std::vector<std::string> &values) {
            for (const auto &value : values)
                kept += QString::fromStdString(value);
        },
        help);
    option->required(given == Given::Always)->type_name("");
    return kept;
}

const std::optional<QDate> &Ctl::day(CLI::App &verb, const char *name, const char *help, Given given)
{
    auto &kept = m_days.emplace_back();
    auto *option = verb.add_option_function<std::string>(
        name,
        [&kept, name](const std::string &value) {
            kept = QDate::fromString(QString::fromStdString(value), Qt::ISODate);
            if (!kept->isValid())
                throw CLI::ValidationError(name, "must be a day as 2025-05-13, not " + value);
        },
        help);
    option->required(given == Given::Always)->type_name("DAY");
    return kept;
}

const QString &Ctl::choice(CLI::App &verb, const char *name, const char *help, const QStringList &of,
                           const QString &otherwise)
{
    auto &kept = m_choices.emplace_back(otherwise);
    verb.add_option_function<std::string>(
            name,
            [&kept, name, of](const std::string &value) {
                kept = QString::fromStdString(value);
                if (!of.contains(kept))
                    throw CLI::ValidationError(name, "must be one of " + of.join(QStringLiteral(", ")).toStdString());
            },
            help)
        ->type_name(of.join(u'|').toStdString());
    return kept;
}

Result<QString> Ctl::secretFrom(const QString &path)
{
    YIGONG_LET(bytes, readWholeFile(path, maxSecretBytes));
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    QString secret = QString::fromUtf8(bytes);
    wipe(bytes);
    return secret;
}

Result<StoreFolder> Ctl::folder() const
{
    if (m_data.empty())
        return yigong::fail(ErrorKind::Required, QStringLiteral("--data"));
    return StoreFolder{QString::fromStdString(m_data)};
}

Result<QString> Ctl::secret() const
{
    if (m_secretFile.empty())
        return yigong::fail(ErrorKind::SignInNeeded);
    return secretFrom(QString::fromStdString(m_secretFile));
}

Result<SharedStoreKey> Ctl::storeKey() const
{
    YIGONG_LET(folder, this->folder());
    return storeKeyOf(folder.path);
}

Result<SharedStoreKey> Ctl::storeKeyOf(const QString &folder) const
{
    YIGONG_LET(training, trainingKeyOf(folder));
    if (training)
        return training;
    const QString file = Database::fileIn(folder);
    YIGONG_LET(form, storeFormOf(file));
    if (form != StoreForm::Encrypted)
        return SharedStoreKey();
    if (m_as.empty() || m_secretFile.empty())
        return yigong::fail(ErrorKind::StoreLocked, {}, {folder});
    YIGONG_LET(password, secret());
    auto key = storeKeyFor(folder, QString::fromStdString(m_as), password, m_clock);
    wipe(password);
    return key;
}

Result<std::unique_ptr<Database>> Ctl::openStore(bool forWriting) const
{
    YIGONG_LET(key, storeKey());
    return openWith(key, forWriting);
}

Result<std::unique_ptr<Database>> Ctl::openWith(const SharedStoreKey &key, bool forWriting) const
{
    YIGONG_LET(folder, this->folder());
    StoreOptions options;
    options.folder = folder.path;
    options.program = QStringLiteral("yigongctl");
    options.readOnly = !forWriting;
    options.key = key;
    auto opened = Database::open(options, allRecordTypes(), m_clock);
    if (!opened && !forWriting && opened.error().kind == ErrorKind::StoreReadOnly) {
        // Of an older schema: it has to be migrated before it can be read.
        options.readOnly = false;
        opened = Database::open(options, allRecordTypes(), m_clock);
    }
    if (opened && forWriting)
        if (const auto why = (*opened)->whyReadOnly())
            return yigong::fail(*why);
    return opened;
}

Result<Session> Ctl::open(bool forWriting)
{
    YIGONG_LET(folder, this->folder());
    YIGONG_LET(db, openStore(forWriting));
    QString login = QString::fromStdString(m_as);
    QString secret;
    const auto training = trainingFileOf(folder.path);
    if (login.isEmpty() && training)
        login = training->login;
    if (!m_secretFile.empty()) {
        YIGONG_LET(read, secretFrom(QString::fromStdString(m_secretFile)));
        secret = read;
    } else if (training) {
        secret = training->secret; // a training county has one for everybody
    }
    if (login.isEmpty() || secret.isEmpty())
        return yigong::fail(ErrorKind::SignInNeeded);
    Session session;
    YIGONG_LET(actor, signIn(*db, login, secret));
    wipe(secret);
    session.actor = actor;
    YIGONG_LET(practitioner,
               db->read([&](const Snapshot &snapshot) { return snapshot.get<Practitioner>(actor.practitioner); }));
    session.practitioner = practitioner;
    session.db = std::move(db);
    return session;
}

Result<Session> Ctl::openForWriting()
{
    return open(true);
}

Result<Session> Ctl::openForReading()
{
    return open(false);
}

Result<std::unique_ptr<Database>> Ctl::openUnsigned(bool mayWrite)
{
    return openStore(mayWrite);
}

Result<void> Ctl::print(const QJsonObject &answer) const
{
    if (m_json)
        return printLine(answer);
    for (const QString &line : linesOf(answer))
        writeLine(stdout, line);
    return flushed();
}

Result<void> Ctl::printLine(const QJsonObject &answer) const
{
    writeLine(stdout, QString::fromUtf8(QJsonDocument(answer).toJson(QJsonDocument::Compact)));
    return flushed();
}

void Ctl::say(const QString &line) const
{
    if (!m_json)
        writeLine(stdout, line);
}

void Ctl::progress(const QString &line) const
{
    if (!isatty(STDERR_FILENO))
        return;
    const QByteArray bytes = "\r\033[K" + line.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
    std::fflush(stderr);
}

int Ctl::fail(const Error &error) const
{
    writeLine(stderr, sentence(error));
    return error.kind == ErrorKind::Required && error.field.startsWith(u"--") ? exitUsage : 1;
}

int Ctl::run(int argc, char **argv)
{
    try {
        m_app.parse(argc, argv);
    } catch (const CLI::Success &shown) { // --help, --version
        return m_app.exit(shown);
    } catch (const CLI::ParseError &wrong) {
        writeLine(stderr,
                  QString::fromStdString(wrong.what()).simplified() + QStringLiteral(" (see yigongctl --help)"));
        return exitUsage;
    }
    std::unique_ptr<QCoreApplication> application;
    if (m_chosen.needs == Needs::Pictures) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        // Remarks on a shell's surroundings (XDG_RUNTIME_DIR) are no sentence of ours.
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
        application = std::make_unique<QApplication>(argc, argv);
    } else {
        application = std::make_unique<QCoreApplication>(argc, argv);
    }
    QCoreApplication::setApplicationName(QStringLiteral("yigongctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(YIGONG_VERSION));
    if (const auto done = m_chosen.run(); !done)
        return fail(done.error());
    return m_exit;
}

} // namespace yigong
