// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/certificate.h"
#include "core/hub/http_server.h"
#include "core/hub/hub_routes.h"
#include "core/transport/enrol.h"
#include "tests/hub/little_county.h"

#include <atomic>

namespace yigong {

/// The little county with its hub on a line: certificates, the real server, its doors.
struct ServedCounty : LittleCounty
{
    ServedCounty()
    {
        REQUIRE(makeHubCertificate(hubFolder(), {}, SystemClock().now()));
        hubStore.clock.moveTo(SystemClock().now()); // certificates are judged by the real day
        routes = std::make_unique<HubRoutes>(*hubStore.db, hubFolder());
        ServerConfig config;
        config.certificatePath = hubFolder() + "/hub.crt"_q;
        config.keyPath = hubFolder() + "/hub.key"_q;
        config.clientAuthorityPath = hubFolder() + "/ca.crt"_q;
        server = std::make_unique<HttpServer>(config, [this](const HttpRequest &request) {
            HttpAnswer answer = routes->answer(request);
            if (lostAnswers > 0) {
                --lostAnswers;
                return HttpAnswer{500, "text/plain", {}, 0};
            }
            return answer;
        });
        const auto port = server->start();
        REQUIRE(port);
        url = QUrl("https://127.0.0.1:%1"_q.arg(*port));
        Account own = village.account();
        own.passwordHash = QString::fromLatin1(passwordHash(password, PasswordCost::Training));
        REQUIRE(Hub::publish(*hubStore.db, {{hubStore.db->types().byNumber(Account::info.number), rowOf(own)}}));
    }
    ~ServedCounty() { server->stop(); }
    [[nodiscard]] QString hubFolder() const { return hubStore.folder.path(); }

    QString code(const InvitationDraft &draft)
    {
        const auto made = Enrolment(*hubStore.db, hubFolder()).invite(draft);
        REQUIRE(made);
        return made->code;
    }
    QString codeForVillage() { return code({village.store.site, "新笔记本"_q, 24, {}, {}}); }
    EnrolmentWish wish(const QString &code, const char *folder = "laptop")
    {
        EnrolmentWish w;
        w.folder = outside.filePath(QString::fromLatin1(folder));
        w.hub = url;
        w.code = code;
        w.program = "0.2.0"_q;
        w.login = village.person().login;
        w.password = password;
        return w;
    }
    Result<EnrolledDevice> enrols(const EnrolmentWish &w) { return enrolDevice(w, allRecordTypes(), clock); }
    std::optional<yigong::Device> known(Id device)
    {
        return *hubStore.db->read([&](const Snapshot &s) { return s.find<yigong::Device>(device); });
    }

    const QString password = "wang-zhuang-1"_q;
    QTemporaryDir outside;
    SystemClock clock;
    std::unique_ptr<HubRoutes> routes;
    std::unique_ptr<HttpServer> server;
    QUrl url;
    std::atomic<int> lostAnswers = 0;
};

} // namespace yigong
