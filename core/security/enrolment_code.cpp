// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/enrolment_code.h"
#include "core/base/base32.h"
#include "core/base/sodium_ready.h"
#include "core/security/keys.h"

#include <sodium.h>

namespace yigong {

namespace {

constexpr qsizetype secretLength = 12, pinHeadLength = 15, codeCheckLength = 3;
constexpr int codeGroup = 5;

QString headOf(const QByteArray &hubPin)
{
    return base32Text(hubPin).left(pinHeadLength);
}

QString checkOf(const QString &secret, const QString &pinHead)
{
    const QByteArray digest = digestOfParts({"yigong-enrol-check", (secret + pinHead).toLatin1()});
    return base32Text(digest).left(codeCheckLength);
}

} // namespace

EnrolmentCode EnrolmentCode::make(const QByteArray &hubPin)
{
    return {base32Text(randomBytes(8)).left(secretLength), headOf(hubPin)};
}

Result<EnrolmentCode> EnrolmentCode::parse(const QString &typed)
{
    const auto text = typedBase32(typed);
    if (!text || text->size() != secretLength + pinHeadLength + codeCheckLength)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("enrolment code")});
    EnrolmentCode code(text->left(secretLength), text->mid(secretLength, pinHeadLength));
    if (text->right(codeCheckLength) != checkOf(code.m_secret, code.m_pinHead))
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("enrolment code")});
    return code;
}

QString EnrolmentCode::text() const
{
    return inGroups(m_secret + m_pinHead + checkOf(m_secret, m_pinHead), codeGroup);
}

bool EnrolmentCode::fits(const QByteArray &hubPin) const
{
    return headOf(hubPin) == m_pinHead;
}

bool EnrolmentCode::isSecret(const QString &text)
{
    return text.size() == secretLength && typedBase32(text) == text;
}

QByteArray EnrolmentCode::verifierOf(const QString &secret, const QByteArray &hubPin)
{
    return keyOf(secret, headOf(hubPin)).publicKey();
}

DeviceKey EnrolmentCode::keyOf(const QString &secret, const QString &pinHead)
{
    ensureSodium();
    // One salt a county: a try at the hub is then one computation, however many codes are out. The secret is random,
    // so that nothing could be computed in advance.
    const QByteArray salt = digestOfParts({"yigong-enrol-salt", pinHead.toLatin1()}).left(crypto_pwhash_SALTBYTES);
    QByteArray text = secret.toLatin1();
    SecretBytes seed(32);
    const bool made =
        crypto_pwhash(seed.data(), seed.size(), text.constData(), static_cast<unsigned long long>(text.size()),
                      reinterpret_cast<const unsigned char *>(salt.constData()), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                      crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) == 0;
    text.fill('\0');
    if (!made)
        qBadAlloc(); // its only failure: 64 MiB could not be had
    return DeviceKey::fromSeed(seed.view());
}

} // namespace yigong
