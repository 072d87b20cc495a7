// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_routes.h"
#include "core/sync/media_type.h"

namespace yigong {

HttpAnswer HubRoutes::answer(const HttpRequest &request)
{
    if (request.target == "/metrics") {
        const auto text = m_hub.metrics();
        return text ? HttpAnswer{200, "text/plain; version=0.0.4", *text, 0} : HttpAnswer{503, "text/plain", {}, 0};
    }
    const bool isSync = request.target == "/v1/sync", isQuestion = request.target == "/v1/ask";
    const bool isLog = request.target == "/v1/log", isRelease = request.target == "/v1/release",
               isPackage = request.target == "/v1/package", isSnapshot = request.target == "/v1/snapshot";
    if (!isSync && !isQuestion && !isLog && !isRelease && !isPackage && !isSnapshot && request.target != "/v1/enrol")
        return {};
    if (request.method != "POST")
        return {405, "text/plain", {}, 0};
    if (const int wait = m_counters.askedFrom(request.remote, request.body.size()); wait > 0) {
        const HubReply busy = busyReply(wait);
        return {busy.status, SyncMediaType, busy.body, busy.retryAfter};
    }
    const bool saysVersion = request.agent.startsWith("yigong/");
    const HubCaller caller{Id::parse(request.certified).value_or(Id{}),
                           saysVersion ? QString::fromLatin1(request.agent.mid(7, 40)) : QString()};
    HubReply reply = isSync       ? m_hub.sync(request.body, caller)
                     : isQuestion ? m_hub.ask(request.body, caller)
                     : isLog      ? m_hub.log(request.body, caller)
                     : isRelease  ? m_hub.release(request.body, caller)
                     : isPackage  ? m_hub.carry(request.body, caller)
                     : isSnapshot ? m_hub.snapshot(request.body, caller)
                                  : m_enrolment.enrol(request.body, request.remote);
    return {reply.status, SyncMediaType, std::move(reply.body), reply.retryAfter};
}

} // namespace yigong
