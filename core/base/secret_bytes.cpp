// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret_bytes.h"

#include "core/base/sodium_ready.h"

#include <QtGlobal>
#include <cstring>
#include <sodium.h>

namespace yigong {

SecretBytes::SecretBytes(std::size_t size) : m_size(size)
{
    ensureSodium();
    m_bytes.reset(static_cast<std::uint8_t *>(sodium_malloc(size)));
    if (!m_bytes)
        qBadAlloc();
    sodium_memzero(m_bytes.get(), size);
}

SecretBytes::SecretBytes(QByteArrayView bytes) : SecretBytes(static_cast<std::size_t>(bytes.size()))
{
    if (!bytes.isEmpty())
        std::memcpy(m_bytes.get(), bytes.data(), m_size);
}

SecretBytes SecretBytes::random(std::size_t size)
{
    SecretBytes secret(size);
    randombytes_buf(secret.data(), size);
    return secret;
}

QByteArrayView SecretBytes::view() const
{
    return {m_bytes.get(), static_cast<qsizetype>(m_size)};
}

void SecretBytes::Free::operator()(std::uint8_t *bytes) const
{
    sodium_free(bytes);
}

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached())
        sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
}

void wipe(QString &text)
{
    if (text.isDetached())
        sodium_memzero(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
    text.clear();
}

} // namespace yigong
