// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/enrol.h"
#include "core/base/platform/durable_file.h"
#include "core/security/enrolment_code.h"
#include "core/security/keys.h"
#include "core/security/protect_store.h"
#include "core/security/sign_in.h"
#include "core/security/slots_after_sync.h"
#include "core/sync/bootstrap.h"
#include "core/sync/enrolment.h"
#include "core/sync/log_exchange.h"
#include "core/sync/stick_enrolment.h"
#include "core/transport/device_line.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace yigong {

namespace {

const QString newStoreKey = QString::fromLatin1(newStoreMark); ///< this store's recovery key was perhaps never shown

/// One laptop's way into the county. Each step finds what an earlier, killed run of it left.
class Enrolling
{
public:
    Enrolling(const EnrolmentWish &wish, const RecordTypes &types, const Clock &clock)
        : m_wish(wish), m_types(types), m_clock(clock)
    {}

    Result<void> openStore();
    Result<void> askHub();
    /// Answers whether the county's answer was there; else the request is on the stick.
    Result<bool> askStick(const QString &stick);
    void clearStick(const QString &stick) const;
    /// After a snapshot could not be put in its place, the store is open again.
    Result<void> keepsStore();
    /// A store that the hub cut for this device, in place of the empty one: where the hub has much for it.
    Result<void> adoptSnapshot();
    Result<void> exchange();
    Result<void> signInFirst();
    /// From here on the code is spent: another run would be another enrolment.
    Result<void> finish();
    EnrolledDevice made;
    QString requestFile;

private:
    Result<SharedStoreKey> newStore(const QString &file);
    Result<SharedStoreKey> knownStore(const QString &file) const;
    Result<void> openWith(const SharedStoreKey &key);
    Result<bool> isEmpty();
    Result<SharedStoreKey> replaceStore(const FetchedSnapshot &snapshot, const DeviceKey &key);
    Result<void> settleAdoption() const;
    Result<DeviceKey> nextKey() const;
    Result<void> become(const EnrolAnswer &answer, const DeviceKey &key, const QUrl &hub, const QByteArray &pin);
    Result<void> takeSetUp(const SetUpFile &file, const EnrolmentCode &code, const DeviceKey &key);
    [[nodiscard]] QString path(const char *name) const { return m_wish.folder + u'/' + QLatin1String(name); }

    const EnrolmentWish &m_wish;
    const RecordTypes &m_types;
    const Clock &m_clock;
    std::unique_ptr<Database> m_db;
    bool m_isNew = false; ///< this enrolment made the store
};

Result<SharedStoreKey> Enrolling::newStore(const QString &file)
{
    if (!QDir().mkpath(m_wish.folder))
        return fail(ErrorKind::FileUnwritable, {}, {m_wish.folder, QString()});
    FreshRecovery recovery = FreshRecovery::make();
    made.recoveryKey = recovery.text;
    const std::array openers{StoreOpener::account(m_wish.login, m_wish.password), std::move(recovery.opener)};
    return createKeyBlock(file, openers);
}

Result<SharedStoreKey> Enrolling::knownStore(const QString &file) const
{
    return unlockStore(
        file,
        m_wish.opener
            ? StoreOpener{m_wish.opener->kind, m_wish.opener->login, SecretBytes(m_wish.opener->secret.view()), {}}
            : StoreOpener::account(m_wish.login, m_wish.password));
}

Result<void> Enrolling::openWith(const SharedStoreKey &key)
{
    StoreOptions options;
    options.folder = m_wish.folder;
    options.create = true;
    options.key = key;
    YIGONG_LET(db, Database::open(options, m_types, m_clock));
    m_db = std::move(db);
    if (const auto why = m_db->whyReadOnly())
        return fail(*why);
    return {};
}

Result<void> Enrolling::openStore()
{
    const QString file = Database::fileIn(m_wish.folder);
    YIGONG_LET(form, storeFormOf(file));
    if (form != StoreForm::Missing && form != StoreForm::Encrypted)
        return fail(ErrorKind::AlreadyExists, {}, {m_wish.folder});
    YIGONG_LET(key, form == StoreForm::Missing ? newStore(file) : knownStore(file));
    YIGONG_TRY(openWith(key));
    YIGONG_TRY(settleAdoption());
    YIGONG_LET(unfinished, m_db->read([](const Snapshot &s) { return s.local(newStoreKey); }));
    m_isNew = m_db->device().isNone() || ValueOf<qint64>::from(unfinished) != 0;
    if (m_isNew && made.recoveryKey.isEmpty()) {
        // A run that was killed before it could show its recovery key: that one is lost, so there is another.
        FreshRecovery recovery = FreshRecovery::make();
        YIGONG_TRY(putSlot(file, *key, recovery.opener));
        made.recoveryKey = recovery.text;
    }
    return {};
}

/// Kept until the hub's answer is written down, so that the same question can be asked again.
Result<DeviceKey> Enrolling::nextKey() const
{
    const QString file = path("device.next.key");
    if (QFileInfo::exists(file))
        return DeviceKey::load(file, m_db->key());
    DeviceKey key = DeviceKey::make();
    YIGONG_TRY(key.store(file, m_db->key()));
    return key;
}

Result<void> Enrolling::askHub()
{
    YIGONG_LET(code, EnrolmentCode::parse(m_wish.code));
    YIGONG_LET(key, nextKey());
    HubAddress address;
    address.url = m_wish.hub;
    address.knows = [&code = code](const QByteArray &pin) { return code.fits(pin); };
    HubLine line(address);
    const EnrolRequest request{code.secret(), key.publicKey(), certificateRequest(key),
                               m_wish.name,   m_wish.program,  m_db->device()};
    YIGONG_LET(reply, line.ask(QStringLiteral("/v1/enrol"),
                               encode(request, [&key = key](const QByteArray &bytes) { return key.sign(bytes); })));
    if (reply.status != 200)
        return fail(errorOfRefusal({reply.status, reply.body}));
    const auto answer = decodeEnrolAnswer(reply.body);
    if (!answer || (!m_db->device().isNone() && m_db->device() != answer->device))
        return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
    return become(*answer, key, m_wish.hub, line.pin());
}

Result<bool> Enrolling::askStick(const QString &stick)
{
    YIGONG_LET(code, EnrolmentCode::parse(m_wish.code));
    YIGONG_LET(key, nextKey());
    YIGONG_LET(file, setUpFor(stick, key.publicKey()));
    if (!file) {
        const EnrolRequest request{{},          key.publicKey(), certificateRequest(key),
                                   m_wish.name, m_wish.program,  m_db->device()};
        requestFile = stick + u'/' + stickRequestName(key.publicKey());
        YIGONG_TRY(writeDurably(requestFile, makeStickRequest(request, code, [&key = key](const QByteArray &bytes) {
                                    return key.sign(bytes);
                                })));
        return false;
    }
    YIGONG_TRY(takeSetUp(*file, code, key));
    return true;
}

Result<void> Enrolling::takeSetUp(const SetUpFile &file, const EnrolmentCode &code, const DeviceKey &key)
{
    YIGONG_LET(said, openSetUp(file.head, key, code.verifier()));
    if (!code.fits(said.pin))
        return fail(ErrorKind::HubNotTrusted);
    YIGONG_LET(answer, decodeEnrolAnswer(said.enrolAnswer));
    if (!m_db->device().isNone() && m_db->device() != answer.device)
        return fail(ErrorKind::BadSignature, QStringLiteral("set-up"));
    const QUrl hub = m_wish.hub.isEmpty() ? QUrl(said.address) : m_wish.hub;
    YIGONG_LET(empty, isEmpty());
    if (file.head.manifest.isEmpty() || !m_isNew || !empty)
        return become(answer, key, hub, said.pin);
    YIGONG_LET(manifest, decodeManifest(file.head.manifest));
    if (manifest.device != answer.device)
        return fail(ErrorKind::BadSignature, QStringLiteral("set-up"));
    const auto copied = copySetUp(file, manifest, m_wish.folder); // before anything here is another
    if (!copied) {
        if (copied.error().kind == ErrorKind::StoreDamaged)
            QFile::remove(file.path); // so that a courier fetches it once more
        return fail(copied.error());
    }
    YIGONG_TRY(become(answer, key, hub, said.pin));
    YIGONG_LET(storeKey, replaceStore(*copied, key));
    YIGONG_TRY(openWith(storeKey));
    made.adopted = manifest.records;
    return {};
}

/// They are of no more use to anybody.
void Enrolling::clearStick(const QString &stick) const
{
    const auto key = DeviceKey::load(path("device.key"), m_db->key());
    if (!key)
        return;
    QFile::remove(stick + u'/' + stickRequestName(key->publicKey()));
    QFile::remove(stick + u'/' + setUpName(digestOf(key->publicKey())));
}

/// The next key stays until all is done: while it is there, the whole can be asked and written once more.
Result<void> Enrolling::become(const EnrolAnswer &answer, const DeviceKey &key, const QUrl &hub, const QByteArray &pin)
{
    YIGONG_TRY(keepHubAddress(m_wish.folder, hub, pin, answer.certificate));
    YIGONG_TRY(key.replace(path("device.key"), m_db->key()));
    YIGONG_TRY(m_db->apply([&](Transaction &tx) -> Result<void> {
        if (m_isNew)
            YIGONG_TRY(tx.setLocal(newStoreKey, qint64{1}));
        return tx.setLocal(QStringLiteral("letter"), answer.letter);
    }));
    YIGONG_TRY(m_db->becomeDevice(answer.device, answer.site));
    made.device = answer.device;
    made.site = answer.site;
    made.letter = answer.letter;
    made.siteName = answer.siteName;
    return {};
}

Result<void> Enrolling::finish()
{
    YIGONG_TRY(m_db->apply([](Transaction &tx) { return tx.setLocal(newStoreKey, qint64{0}); }));
    QFile::remove(path("device.next.key"));
    return syncFolder(m_wish.folder);
}

/// Nothing was done in this store yet: another can stand for it.
Result<bool> Enrolling::isEmpty()
{
    return m_db->read([](const Snapshot &s) -> Result<bool> {
        YIGONG_LET(acts, s.number("SELECT count(*) FROM act"));
        YIGONG_LET(drafts, s.number("SELECT count(*) FROM draft"));
        YIGONG_LET(pulled, s.number("SELECT count(*) FROM stream_cursor"));
        return acts == 0 && drafts == 0 && pulled == 0;
    });
}

Result<void> Enrolling::adoptSnapshot()
{
    YIGONG_LET(empty, isEmpty());
    if (!m_isNew || !empty)
        return {};
    YIGONG_LET(key, DeviceKey::load(path("device.key"), m_db->key()));
    YIGONG_LET(address, hubAddressOf(m_wish.folder, key));
    HubLine line(address);
    const AskLine asking{m_db->device(), [&key = key](const QByteArray &bytes) { return key.sign(bytes); },
                         postTo(line, QStringLiteral("/v1/snapshot"))};
    YIGONG_LET(fetched, fetchSnapshot(asking, m_clock, m_wish.folder, waitSeconds));
    if (!fetched)
        return {};
    YIGONG_LET(storeKey, replaceStore(*fetched, key));
    YIGONG_TRY(openWith(storeKey));
    made.adopted = fetched->manifest.records;
    return snapshotAdopted(asking, m_clock, m_wish.folder);
}

/// The store's file is another from one moment to the next; the device's key is sealed under the new one's before that,
/// beside the old, so that a run that finds either file finds its key.
Result<SharedStoreKey> Enrolling::replaceStore(const FetchedSnapshot &snapshot, const DeviceKey &key)
{
    YIGONG_LET(recovery, recoveryKeyFrom(made.recoveryKey));
    const std::array openers{StoreOpener::account(m_wish.login, m_wish.password),
                             StoreOpener::recovery(std::move(recovery))};
    YIGONG_LET(storeKey, openSnapshot(snapshot, key, openers));
    YIGONG_TRY(key.replace(path("device.adopted.key"), storeKey));
    const QString file = m_db->file();
    m_db.reset();
    for (const char *end : {"-wal", "-shm"}) // of a store that was closed they are gone; another's would be fatal
        QFile::remove(file + QLatin1StringView(end));
    YIGONG_TRY(replaceDurably(snapshot.file, file));
    YIGONG_TRY(key.replace(path("device.key"), storeKey));
    YIGONG_TRY(key.replace(path("device.next.key"), storeKey));
    QFile::remove(path("device.adopted.key"));
    return storeKey;
}

Result<void> Enrolling::keepsStore()
{
    if (m_db)
        return {};
    YIGONG_LET(key, knownStore(Database::fileIn(m_wish.folder)));
    YIGONG_TRY(openWith(key));
    return settleAdoption();
}

/// An earlier run was killed while it put a snapshot in the store's place.
Result<void> Enrolling::settleAdoption() const
{
    if (!QFileInfo::exists(path("device.adopted.key")))
        return {};
    if (const auto key = DeviceKey::load(path("device.adopted.key"), m_db->key())) {
        YIGONG_TRY(key->replace(path("device.key"), m_db->key()));
        YIGONG_TRY(key->replace(path("device.next.key"), m_db->key()));
    }
    QFile::remove(path("device.adopted.key"));
    return {};
}

Result<void> Enrolling::exchange()
{
    YIGONG_LET(key, DeviceKey::load(path("device.key"), m_db->key()));
    YIGONG_LET(address, hubAddressOf(m_wish.folder, key));
    HubLine line(address);
    SyncSession session(
        *m_db, [&key = key](const QByteArray &bytes) { return key.sign(bytes); },
        postTo(line, QStringLiteral("/v1/sync")));
    YIGONG_LET(outcome, settleSlots(*m_db, session.run()));
    made.pulled = outcome.pulled;
    made.pushed = outcome.pushed;
    // For the hub's key, by which a stick can be written from the first day on; the rest of it can wait.
    (void)LogSession(
        *m_db, [&key = key](const QByteArray &bytes) { return key.sign(bytes); },
        postTo(line, QStringLiteral("/v1/log")))
        .run();
    return {};
}

/// Makes their slot, or takes away the one that was made for a password that is not theirs.
Result<void> Enrolling::signInFirst()
{
    const auto actor = signIn(*m_db, m_wish.login, m_wish.password);
    if (actor)
        return {};
    made.signInProblem = actor.error();
    return removeSlot(m_db->file(), *m_db->key(), m_wish.login);
}

} // namespace

Result<EnrolledDevice> enrolDevice(const EnrolmentWish &wish, const RecordTypes &types, const Clock &clock,
                                   const std::function<void(EnrolStep)> &progress)
{
    const auto tell = [&progress](EnrolStep step) {
        if (progress)
            progress(step);
    };
    YIGONG_TRY(EnrolmentCode::parse(wish.code)); // before anything is made
    Enrolling enrolling(wish, types, clock);
    tell(EnrolStep::Store);
    YIGONG_TRY(enrolling.openStore());
    tell(EnrolStep::Hub);
    YIGONG_TRY(enrolling.askHub());
    tell(EnrolStep::Exchange);
    // Without one the records come one by one: slower, and as good.
    if (const auto adopted = enrolling.adoptSnapshot(); !adopted)
        enrolling.made.snapshotProblem = adopted.error();
    YIGONG_TRY(enrolling.keepsStore());
    if (const auto exchanged = enrolling.exchange(); !exchanged) {
        enrolling.made.syncProblem = exchanged.error();
    } else {
        tell(EnrolStep::SignIn);
        YIGONG_TRY(enrolling.signInFirst());
    }
    YIGONG_TRY(enrolling.finish());
    return std::move(enrolling.made);
}

Result<StickTurn> enrolByStick(const EnrolmentWish &wish, const QString &stick, const RecordTypes &types,
                               const Clock &clock, const std::function<void(EnrolStep)> &progress)
{
    const auto tell = [&progress](EnrolStep step) {
        if (progress)
            progress(step);
    };
    YIGONG_TRY(EnrolmentCode::parse(wish.code)); // before anything is made
    if (!QFileInfo(stick).isDir())
        return fail(ErrorKind::FileMissing, QStringLiteral("stick"), {stick});
    Enrolling enrolling(wish, types, clock);
    tell(EnrolStep::Store);
    YIGONG_TRY(enrolling.openStore());
    tell(EnrolStep::Exchange);
    YIGONG_LET(answered, enrolling.askStick(stick));
    if (!answered)
        return StickTurn{enrolling.requestFile, {}};
    tell(EnrolStep::SignIn);
    YIGONG_TRY(enrolling.signInFirst());
    YIGONG_TRY(enrolling.finish());
    enrolling.clearStick(stick);
    return StickTurn{{}, std::move(enrolling.made)};
}

} // namespace yigong
