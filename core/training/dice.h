// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>
#include <QtGlobal>
#include <utility>

namespace yigong {

/// Throws for made-up data: splitmix64 on integers alone, so that a seed gives the same county on every machine,
/// whatever its standard library and its floating point.
class Dice
{
public:
    explicit Dice(quint64 seed) : m_state(seed) {}
    /// Dice of its own for one part of the work, so that a change in one village moves nothing in the next.
    Dice(quint64 seed, QByteArrayView part) : m_state(seed)
    {
        for (const char c : part)
            m_state = (m_state ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL; // FNV-1a
        m_state = next();
    }

    quint64 next()
    {
        quint64 z = (m_state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    int below(qsizetype n) { return static_cast<int>(next() % static_cast<quint64>(n)); } ///< 0 … n−1
    int between(int lowest, int highest) { return lowest + below(highest - lowest + 1); }
    bool percent(int p) { return below(100) < p; }
    bool oneIn(int n) { return below(n) == 0; }
    /// Around `middle`, rarely further off than `spread` (the mean of four throws).
    int around(int middle, int spread)
    {
        int sum = 0;
        for (int i = 0; i < 4; ++i)
            sum += between(-spread, spread);
        return middle + sum / 2;
    }
    template <typename List> decltype(auto) of(const List &list)
    {
        return list[static_cast<typename List::size_type>(below(static_cast<qsizetype>(list.size())))];
    }
    template <typename List> void shuffle(List &list)
    {
        for (qsizetype i = static_cast<qsizetype>(list.size()) - 1; i > 0; --i)
            std::swap(list[static_cast<typename List::size_type>(i)],
                      list[static_cast<typename List::size_type>(below(i + 1))]);
    }

private:
    quint64 m_state;
};

} // namespace yigong
