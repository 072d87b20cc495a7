// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/fuzz/targets.h"

#include <QString>

#include <ctime>
#include <random>

namespace yigong {

/// The folder of what fuzzing has found for a target.
QString corpusOf(const FuzzTarget &target);
/// Its seeds, and what is in that folder.
std::vector<QByteArray> inputsOf(const FuzzTarget &target);

/// A family's targets tried by one program: the first byte of an input picks the target (its place in `targets()`,
/// modulo their number), the rest is what that target reads. The time goes to all alike: where libFuzzer comes with an
/// input of a target that had more than its share, the one that had least gets an input of its own instead.
class FuzzedFamily
{
public:
    explicit FuzzedFamily(FuzzFamily family);

    const std::vector<FuzzTarget> &targets() const { return m_targets; }
    /// Of an input that is not empty.
    const FuzzTarget &targetOf(const QByteArray &input) const;
    /// What a fuzzer begins with: each target's inputs, with its byte before.
    std::vector<QByteArray> beginnings() const;

    void take(const QByteArray &input);
    /// What to change next where libFuzzer chose `unit`: that, or an input of another target. Never empty.
    QByteArray instead(const QByteArray &unit, unsigned random);

    /// A line a target: executions, how many of them were read, seconds of processor time.
    QByteArray tally() const;

private:
    struct Share
    {
        qint64 executions = 0, accepted = 0;
        std::clock_t spent = 0;
        std::vector<QByteArray> inputs; ///< with the byte before
    };
    std::size_t placeOf(const QByteArray &input) const;
    void keep(Share &share, const QByteArray &unit, unsigned random);

    std::vector<FuzzTarget> m_targets;
    std::vector<Share> m_shares;
    QByteArray m_last; ///< what was taken last
    std::clock_t m_until;
};

} // namespace yigong
