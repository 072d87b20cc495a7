// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/support/patience.h"
#include "tests/support/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace yigong {

/// What a run of yigongctl answered.
struct ProgramAnswer
{
    int status = -1;
    QJsonObject json; ///< the one document on standard output
    QString errors;
};

inline QString programPath(const QString &name)
{
    return QStringLiteral(YIGONG_BINARY_DIR) + "/bin/"_q + name;
}

/// Runs `yigongctl --json` on a store's folder.
inline ProgramAnswer runCtl(const QString &folder, const QStringList &arguments, const QByteArray &input = {})
{
    QProcess program;
    QStringList all{"--json"_q};
    if (!folder.isEmpty())
        all << "--data"_q << folder;
    program.start(programPath("yigongctl"_q), all + arguments);
    program.write(input);
    program.closeWriteChannel();
    REQUIRE(program.waitForFinished(patienceMs));
    return {program.exitCode(), QJsonDocument::fromJson(program.readAllStandardOutput()).object(),
            QString::fromUtf8(program.readAllStandardError())};
}

/// `yigong-hub serve` on a port that the kernel gives, stopped at the end.
class ServedHub
{
public:
    explicit ServedHub(const QString &folder)
    {
        m_hub.start(programPath("yigong-hub"_q), {"serve"_q, folder, "--listen"_q, "127.0.0.1:0"_q});
        while (!m_hub.canReadLine())
            REQUIRE(m_hub.waitForReadyRead(20'000));
        url = QString::fromUtf8(m_hub.readLine()).trimmed();
    }
    ~ServedHub()
    {
        m_hub.terminate();
        if (!m_hub.waitForFinished(20'000))
            m_hub.kill();
    }
    ServedHub(const ServedHub &) = delete;
    ServedHub &operator=(const ServedHub &) = delete;

    QString url;

private:
    QProcess m_hub;
};

} // namespace yigong
