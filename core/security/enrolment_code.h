// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QByteArray>
#include <QString>

namespace yigong {

/// A one-time code as it is printed at the county and typed at the laptop: six groups of five characters in base 32,
/// "7KQ2M-…". Twelve characters (60 bits) are secret; fifteen (75 bits) are the head of the hub's pin, so that the
/// laptop knows the hub before it says the secret; three check the typing.
class EnrolmentCode
{
public:
    static EnrolmentCode make(const QByteArray &hubPin);
    /// As typed: any case, with or without dashes and spaces. Errors: BadFormat{"enrolment code"}.
    static Result<EnrolmentCode> parse(const QString &typed);

    [[nodiscard]] QString text() const;
    [[nodiscard]] QString secret() const { return m_secret; }
    /// Whether this is the code of the hub with that pin (SHA-256 of its public key).
    [[nodiscard]] bool fits(const QByteArray &hubPin) const;
    /// What a hub and an administrator's store keep of a secret: Argon2id over it, 32 bytes, the same each time for the
    /// same hub. Takes some 50 ms.
    [[nodiscard]] QByteArray verifier(const QByteArray &hubPin) const { return verifierOf(m_secret, hubPin); }
    static QByteArray verifierOf(const QString &secret, const QByteArray &hubPin);
    static bool isSecret(const QString &text); ///< of the right form

private:
    EnrolmentCode(QString secret, QString pinHead) : m_secret(std::move(secret)), m_pinHead(std::move(pinHead)) {}

    QString m_secret;
    QString m_pinHead;
};

} // namespace yigong
