// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/enrol.h"
#include "core/base/platform/durable_file.h"
#include "core/security/enrolment_code.h"
#include "core/security/protect_store.h"
#include "core/security/sign_in.h"
#include "core/security/slots_after_sync.h"
#include "core/sync/enrolment.h"
#include "core/transport/device_line.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace yigong {

namespace {

const QString newStoreKey = QStringLiteral("enrol/new"); ///< this store's recovery key was perhaps never shown

/// One laptop's way into the county. Each step finds what an earlier, killed run of it left.
class Enrolling
{
public:
    Enrolling(const EnrolmentWish &wish, const RecordTypes &types, const Clock &clock)
        : m_wish(wish), m_types(types), m_clock(clock)
    {}

    Result<void> openStore();
    Result<void> askHub();
    Result<void> exchange();
    Result<void> signInFirst();
    /// From here on the code is spent: another run would be another enrolment.
    Result<void> finish();
    EnrolledDevice made;

private:
    Result<SharedStoreKey> newStore(const QString &file);
    Result<SharedStoreKey> knownStore(const QString &file) const;
    Result<DeviceKey> nextKey() const;
    Result<void> become(const EnrolAnswer &answer, const DeviceKey &key, const QByteArray &pin);
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

Result<void> Enrolling::openStore()
{
    const QString file = Database::fileIn(m_wish.folder);
    YIGONG_LET(form, storeFormOf(file));
    if (form != StoreForm::Missing && form != StoreForm::Encrypted)
        return fail(ErrorKind::AlreadyExists, {}, {m_wish.folder});
    YIGONG_LET(key, form == StoreForm::Missing ? newStore(file) : knownStore(file));
    StoreOptions options;
    options.folder = m_wish.folder;
    options.create = true;
    options.key = key;
    YIGONG_LET(db, Database::open(options, m_types, m_clock));
    m_db = std::move(db);
    if (const auto why = m_db->whyReadOnly())
        return fail(*why);
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
    return become(*answer, key, line.pin());
}

/// The next key stays until all is done: while it is there, the whole can be asked and written once more.
Result<void> Enrolling::become(const EnrolAnswer &answer, const DeviceKey &key, const QByteArray &pin)
{
    YIGONG_TRY(keepHubAddress(m_wish.folder, m_wish.hub, pin, answer.certificate));
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
    if (const auto exchanged = enrolling.exchange(); !exchanged) {
        enrolling.made.syncProblem = exchanged.error();
    } else {
        tell(EnrolStep::SignIn);
        YIGONG_TRY(enrolling.signInFirst());
    }
    YIGONG_TRY(enrolling.finish());
    return std::move(enrolling.made);
}

} // namespace yigong
