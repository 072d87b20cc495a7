// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/security/keys.h"

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
    /// What a hub and an administrator's store keep of a secret, 32 bytes, the same each time for the same hub: the
    /// public half of an Ed25519 key whose seed is Argon2id over the secret. Of the hub's pin its head counts, which
    /// the code holds, so that a laptop without a line can prove that it has the code (`prove`), and who only sees what
    /// is kept cannot. Takes some 50 ms, as does each of these.
    [[nodiscard]] QByteArray verifier() const { return keyOf(m_secret, m_pinHead).publicKey(); }
    static QByteArray verifierOf(const QString &secret, const QByteArray &hubPin);
    /// A signature that `verify` finds good under the verifier.
    [[nodiscard]] QByteArray prove(QByteArrayView bytes) const { return keyOf(m_secret, m_pinHead).sign(bytes); }
    static bool isSecret(const QString &text); ///< of the right form

private:
    EnrolmentCode(QString secret, QString pinHead) : m_secret(std::move(secret)), m_pinHead(std::move(pinHead)) {}

    static DeviceKey keyOf(const QString &secret, const QString &pinHead);

    QString m_secret;
    QString m_pinHead;
};

} // namespace yigong
