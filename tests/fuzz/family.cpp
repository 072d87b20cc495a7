// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/family.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <utility>

namespace yigong {

namespace {

constexpr std::size_t mostInputsKept = 512;

} // namespace

QString corpusOf(const FuzzTarget &target)
{
    return QStringLiteral(YIGONG_SOURCE_DIR "/tests/fuzz/corpus/") + QString::fromLatin1(target.name);
}

std::vector<QByteArray> inputsOf(const FuzzTarget &target)
{
    std::vector<QByteArray> inputs = target.seeds();
    const QDir folder(corpusOf(target));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(file.fileName()));
        inputs.push_back(file.readAll());
    }
    return inputs;
}

FuzzedFamily::FuzzedFamily(FuzzFamily family) : m_until(std::clock())
{
    std::ranges::copy_if(fuzzTargets(), std::back_inserter(m_targets),
                         [family](const FuzzTarget &target) { return target.family == family; });
    m_shares.resize(m_targets.size());
    for (const QByteArray &input : beginnings())
        m_shares[placeOf(input)].inputs.push_back(input);
}

std::size_t FuzzedFamily::placeOf(const QByteArray &input) const
{
    return static_cast<unsigned char>(input.at(0)) % m_targets.size();
}

const FuzzTarget &FuzzedFamily::targetOf(const QByteArray &input) const
{
    return m_targets[placeOf(input)];
}

std::vector<QByteArray> FuzzedFamily::beginnings() const
{
    std::vector<QByteArray> all;
    char place = 0;
    for (const FuzzTarget &target : m_targets) {
        for (const QByteArray &input : inputsOf(target))
            all.push_back(QByteArray(1, place) + input);
        ++place;
    }
    return all;
}

void FuzzedFamily::take(const QByteArray &input)
{
    if (input.isEmpty())
        return;
    const std::size_t place = placeOf(input);
    const bool accepted = m_targets[place].take(input.mid(1));
    Share &share = m_shares[place];
    ++share.executions;
    share.accepted += accepted;
    // With what libFuzzer did to come to this input, so that the shares sum up to the whole run.
    const std::clock_t now = std::clock();
    share.spent += now - std::exchange(m_until, now);
    m_last = input;
}

void FuzzedFamily::keep(Share &share, const QByteArray &unit, unsigned random)
{
    if (std::ranges::find(share.inputs, unit) != share.inputs.end())
        return;
    if (share.inputs.size() < mostInputsKept)
        share.inputs.push_back(unit);
    else
        share.inputs[random % share.inputs.size()] = unit;
}

QByteArray FuzzedFamily::instead(const QByteArray &unit, unsigned random)
{
    if (!unit.isEmpty() && unit == m_last)
        return unit; // libFuzzer changes what it has just tried once more
    std::clock_t whole = 0;
    for (const Share &share : m_shares)
        whole += share.spent;
    if (!unit.isEmpty()) {
        Share &own = m_shares[placeOf(unit)];
        keep(own, unit, random);
        const auto shares = static_cast<std::clock_t>(m_shares.size());
        if (own.spent * shares <= whole + whole / 4)
            return unit;
    }
    const auto least = std::ranges::min_element(m_shares, {}, &Share::spent);
    return least->inputs[random % least->inputs.size()];
}

QByteArray FuzzedFamily::tally() const
{
    QByteArray lines;
    for (std::size_t i = 0; i < m_targets.size(); ++i)
        lines += QByteArray("tried ") + m_targets[i].name + ' ' + QByteArray::number(m_shares[i].executions) +
                 " read " + QByteArray::number(m_shares[i].accepted) + " seconds " +
                 QByteArray::number(static_cast<double>(m_shares[i].spent) / CLOCKS_PER_SEC, 'f', 1) + '\n';
    return lines;
}

} // namespace yigong
