// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace yigong {

/// Secret bytes in memory of their own: between guard pages, kept out of swap where the system allows, wiped when
/// freed. Moves, never copies.
class SecretBytes
{
public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size);     ///< zeros
    explicit SecretBytes(QByteArrayView bytes); ///< copies; the caller wipes its own
    static SecretBytes random(std::size_t size);

    [[nodiscard]] std::uint8_t *data() { return m_bytes.get(); }
    [[nodiscard]] const std::uint8_t *data() const { return m_bytes.get(); }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] QByteArrayView view() const;

private:
    struct Free
    {
        void operator()(std::uint8_t *bytes) const;
    };
    std::unique_ptr<std::uint8_t, Free> m_bytes;
    std::size_t m_size = 0;
};

/// Overwrites and empties. Qt's strings share their memory: a copy that someone else still holds is not reached.
void wipe(QByteArray &bytes);
void wipe(QString &text);

} // namespace yigong
