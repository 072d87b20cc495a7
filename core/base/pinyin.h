// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <QStringList>

namespace yigong {

/// The ways a Chinese name or word may be typed by its sound. Lower-case ASCII letters and digits, no blanks, no tones.
/// The first reading is the likeliest; there are at most twelve, each once.
/// Characters without a reading (kana, rare ideographs) stand for themselves, so that they can still be found.
struct NameReadings
{
    QStringList full;     ///< "lixiulan"; ü is there as v and as u ("lvfang", "lufang")
    QStringList initials; ///< "lxl"
};

/// Readings of a person's name. A surname that is read otherwise than its character usually is (单 shan, 尉迟 yu chi)
/// is there in both readings, because the person at the desk may know either.
/// Letters that are not Chinese pass through in lower case without accents ("Adán Beer" → "adanbeer"), with the
/// initials of the words beside ("ab"); blanks, dots and hyphens go.
/// The first call takes some 150 ms (ICU makes its transliterator); later ones some microseconds. Any thread.
NameReadings nameReadings(QStringView name);

/// Readings of a medical term or a drug's name: no surnames, but the characters that medicine reads in its own way
/// (膀胱 pang guang, 人参 ren shen) in both. Letters and digits pass through ("维生素B12" → "wssb12").
NameReadings termReadings(QStringView term);

} // namespace yigong
