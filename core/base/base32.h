// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>
#include <QString>
#include <optional>

namespace yigong {

/// Crockford's base 32, for what is printed and typed by hand: digits and capitals without I, L, O and U.

/// Five bits a character, the first bit first; the last character is filled up with zeros.
QString base32Text(QByteArrayView bytes);
/// In groups of so many, a dash between them.
QString inGroups(const QString &text, int size);
/// As a person types it: any case, spaces and dashes; O is 0, I and L are 1. Nothing where another character is in it.
std::optional<QString> typedBase32(QStringView text);
/// 0 to 31 of a character of `typedBase32`.
unsigned base32Value(QChar character);

} // namespace yigong
