// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/media_type.h"
#include "core/sync/messages.h"
#include "core/sync/refusal.h"
#include "tests/support/text.h"
#include "tests/transport/line_fixture.h"

using namespace yigong;
using namespace yigong::test;

TEST_CASE("a hub that is busy says for how long, to programs and to proxies", "[transport]")
{
    Hub hub([](const HttpRequest &) { return HttpAnswer{429, SyncMediaType, encodeRefusal("busy"_q, {"7"_q}), 7}; });
    const auto answer = HubLine(hub.address()).ask("/v1/sync"_q, "x");
    REQUIRE(answer);
    CHECK(answer->status == 429);
    CHECK(errorOfRefusal({answer->status, answer->body}) == Error{ErrorKind::HubBusy, {}, {"7"_q}});
    const auto socket = connectTo(hub.port());
    say(*socket, "POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    CHECK(untilHungUp(*socket).contains("Retry-After: 7\r\n"));
}

TEST_CASE("a hub that asks for certificates serves who shows none, and says so of nobody", "[transport]")
{
    QString certified = "unasked"_q;
    Hub hub(
        [&](const HttpRequest &request) {
            certified = request.certified;
            return echo(request);
        },
        [](ServerConfig &config) { config.clientAuthorityPath = county().path("ca.crt"_q); });
    REQUIRE(HubLine(hub.address()).post("/v1/sync"_q, "x"));
    CHECK(certified.isEmpty());
}
