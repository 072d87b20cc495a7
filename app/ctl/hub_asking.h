// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/ctl/ctl.h"

#include <QCborMap>

namespace yigong {

/// Asks the hub of `--data` one question for the person of `--as` (core/sync/ask.h). `url` instead of the one in
/// hub.json.
Result<QCborMap> askTheHub(const Ctl &ctl, const Session &session, const std::optional<QString> &url,
                           const char *question, const QCborMap &parameters);

} // namespace yigong
