// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/hub_asker.h"
#include "core/security/keys.h"
#include "core/sync/ask.h"
#include "core/transport/device_line.h"

#include <QPromise>

namespace yigong {

HubAsker::HubAsker(Database &db, QString folder, QString hubUrl, Id practitioner)
    : m_db(db), m_folder(std::move(folder)), m_hubUrl(std::move(hubUrl)), m_practitioner(practitioner)
{
    m_worker.setMaxThreadCount(1);
}

HubAsker::~HubAsker()
{
    {
        const std::lock_guard guard(m_guard);
        m_stopped = true;
        if (m_line)
            m_line->cancel();
    }
    m_worker.waitForDone();
}

QFuture<Result<QCborMap>> HubAsker::ask(const QString &name, const QCborMap &parameters)
{
    auto promise = std::make_shared<QPromise<Result<QCborMap>>>();
    promise->start();
    auto future = promise->future();
    m_worker.start([this, promise, name, parameters] {
        promise->addResult(answerTo(name, parameters));
        promise->finish();
    });
    return future;
}

Result<QCborMap> HubAsker::answerTo(const QString &name, const QCborMap &parameters)
{
    YIGONG_LET(key, DeviceKey::load(m_folder + QStringLiteral("/device.key"), m_db.key()));
    YIGONG_LET(address, hubAddressOf(m_folder, key, m_hubUrl));
    const auto line = std::make_shared<HubLine>(address);
    {
        const std::lock_guard guard(m_guard);
        if (m_stopped)
            return fail(ErrorKind::Cancelled);
        m_line = line;
    }
    const AskLine way{m_db.device(), [&key](const QByteArray &bytes) { return key.sign(bytes); },
                      postTo(*line, QStringLiteral("/v1/ask"))};
    auto answer = askHub(way, {m_db.clock().now(), m_practitioner, name, parameters});
    const std::lock_guard guard(m_guard);
    m_line.reset();
    return answer;
}

QByteArray HubAsker::pin() const
{
    const auto key = DeviceKey::load(m_folder + QStringLiteral("/device.key"), m_db.key());
    const auto address = key ? hubAddressOf(m_folder, *key, m_hubUrl) : Result<HubAddress>(fail(Error(key.error())));
    return address ? address->pin : QByteArray();
}

} // namespace yigong
