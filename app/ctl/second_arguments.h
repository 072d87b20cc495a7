// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/ctl/ctl.h"
#include "core/security/second_signature.h"

namespace yigong {

/// Who signs beside, for what asks for two: their login, and the file with their own password.
struct SecondArguments
{
    const std::optional<QString> &login;
    const std::optional<QString> &file;

    SecondArguments(Ctl &ctl, CLI::App &verb)
        : login(ctl.text(verb, "--second", "Login of who signs beside (narcotics)")),
          file(ctl.text(verb, "--second-file", "File with that person's own password"))
    {}

    /// None where nobody is named.
    [[nodiscard]] Result<std::optional<SecondSignature>> sign(const Session &session) const
    {
        if (!login)
            return std::optional<SecondSignature>();
        if (!file)
            return fail(ErrorKind::Required, QStringLiteral("--second-file"));
        YIGONG_LET(password, Ctl::secretFrom(*file));
        YIGONG_LET(signature, signSecond(*session.db, session.actor, *login, password));
        return std::optional(signature);
    }
};

} // namespace yigong
