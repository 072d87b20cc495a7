// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/stick_errands.h"
#include "core/security/slots_after_sync.h"
#include "core/transport/device_line.h"

namespace yigong {

StickErrands::StickErrands(Database &db, QString folder, QString hubUrl, QObject *parent)
    : QObject(parent), m_db(db), m_folder(std::move(folder)), m_hubUrl(std::move(hubUrl))
{
    m_worker.setMaxThreadCount(1);
}

StickErrands::~StickErrands()
{
    m_worker.waitForDone();
}

void StickErrands::begin(StickErrand errand, const QString &stick)
{
    if (m_state.running)
        return;
    m_state = {};
    m_state.running = true;
    m_state.errand = errand;
    m_state.folder = stick;
    Q_EMIT stateChanged();
    m_worker.start([this, errand, stick] {
        auto done = std::make_shared<StickState>(run(errand, stick));
        QMetaObject::invokeMethod(
            this,
            [this, done] {
                m_state = std::move(*done);
                Q_EMIT stateChanged();
                if (std::any_of(m_state.read.begin(), m_state.read.end(),
                                [](const StickReading &one) { return one.reading.records > 0; }))
                    Q_EMIT recordsArrived();
            },
            Qt::QueuedConnection);
    });
}

StickState StickErrands::run(StickErrand errand, const QString &stick)
{
    StickState state;
    state.errand = errand;
    state.folder = stick;
    const auto done = errand == StickErrand::Write  ? runWrite(state)
                      : errand == StickErrand::Read ? runRead(state)
                                                    : runCarry(state);
    if (!done)
        state.problem = done.error();
    return state;
}

Result<void> StickErrands::runWrite(StickState &state)
{
    YIGONG_LET(key, DeviceKey::load(m_folder + QStringLiteral("/device.key"), m_db.key()));
    YIGONG_LET(written, StickSession(m_db, key).write());
    state.acts = written.acts;
    YIGONG_TRY(keepPackage(state.folder, written));
    return {};
}

Result<void> StickErrands::runRead(StickState &state)
{
    YIGONG_LET(key, DeviceKey::load(m_folder + QStringLiteral("/device.key"), m_db.key()));
    StickSession session(m_db, key);
    YIGONG_LET(read, readStick(session, state.folder));
    state.read = std::move(read);
    const bool isRevoked = std::any_of(state.read.begin(), state.read.end(), [](const StickReading &one) {
        return one.reading.state == PackageState::Refused && one.reading.word == u"revoked";
    });
    Result<SyncOutcome> outcome = SyncOutcome{};
    if (isRevoked)
        outcome = fail(ErrorKind::DeviceRevoked);
    YIGONG_TRY(settleSlots(m_db, std::move(outcome)));
    return {};
}

Result<void> StickErrands::runCarry(StickState &state)
{
    YIGONG_LET(found, packagesOn(state.folder));
    for (PackageOnStick &on : found)
        if (on.head && on.head->from != m_db.device() && on.head->to != m_db.device())
            state.found.push_back(std::move(on));
    YIGONG_LET(key, DeviceKey::load(m_folder + QStringLiteral("/device.key"), m_db.key()));
    YIGONG_LET(address, hubAddressOf(m_folder, key, m_hubUrl));
    HubLine line(address);
    const AskLine asking{m_db.device(), [&key = key](const QByteArray &bytes) { return key.sign(bytes); },
                         postTo(line, QStringLiteral("/v1/package"))};
    YIGONG_LET(carried, carryPackages(asking, m_db.clock(), state.folder));
    state.carried = std::move(carried);
    YIGONG_LET(requests, carryRequests(asking, m_db.clock(), state.folder, address.url.toString(), waitSeconds));
    state.requests = std::move(requests);
    return {};
}

} // namespace yigong
