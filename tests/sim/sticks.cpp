// SPDX-License-Identifier: GPL-3.0-or-later
// Packages on sticks: written, carried, cut short, read late, twice, in another order, or where they do not belong.
#include "core/hub/packages.h"
#include "core/sync/log_exchange.h"
#include "core/sync/stick_session.h"
#include "tests/sim/county.h"

namespace yigong::sim {

namespace {

constexpr std::size_t mostSticks = 12;

} // namespace

void County::keepStick(QByteArray bytes)
{
    m_sticks.push_back({std::move(bytes), false});
    if (m_sticks.size() > mostSticks)
        m_sticks.erase(m_sticks.begin());
}

void County::writeStick(Station &station)
{
    if (!station.db || station.disk.isDead() || m_hubStation->disk.isDead())
        return;
    // By custom it is heard over the line, with the second log, which nobody sends here.
    const auto hubKey = m_hub->signingKey();
    if (!hubKey || !station.db->apply([&](Transaction &tx) { return keepHubKey(tx, (*hubKey)->publicKey()); }))
        return;
    const auto written = StickSession(*station.db, *station.key).write();
    tell(station.name + " writes a stick" +
         (written ? ": " + std::to_string(written->acts) + " acts" : ": " + wordsOf(written.error())));
    if (written)
        keepStick(written->bytes);
}

void County::writeStickAtHub(Station &station, Random &random)
{
    if (m_hubStation->disk.isDead())
        return;
    qint64 &newest = m_newestPackage[station.device.bytes().toStdString()];
    const HubPackages packages(*m_hubStation->db, *m_hub);
    const auto written = packages.write(station.device, random.oneIn(2) ? newest : 0);
    tell("the hub writes a stick for " + station.name + (written ? "" : ": " + wordsOf(written.error())));
    if (!written)
        return;
    newest = written->head.number;
    keepStick(written->bytes);
}

void County::readStick(const QByteArray &bytes, Random &random)
{
    const auto found = findPackage(bytes);
    const bool toHub = random.oneIn(9) || (found && found->head.kind == PackageKind::ToHub);
    if (toHub) {
        if (m_hubStation->disk.isDead())
            return;
        const auto reading = HubPackages(*m_hubStation->db, *m_hub).read(bytes);
        tell("the hub reads a stick: " + (reading
                                              ? nameOf(reading->state).toStdString() + ' ' + reading->word.toStdString()
                                              : wordsOf(reading.error())));
        return;
    }
    Station *reader = m_stations[static_cast<std::size_t>(random.upTo(m_stations.size()))].get();
    for (const auto &station : m_stations)
        if (found && station->device == found->head.to && !random.oneIn(6))
            reader = station.get();
    if (!reader->db || reader->disk.isDead())
        return;
    const auto reading = StickSession(*reader->db, *reader->key).read(bytes);
    tell(reader->name + " reads a stick: " +
         (reading ? nameOf(reading->state).toStdString() + ' ' + reading->word.toStdString()
                  : wordsOf(reading.error())));
    if (inBetween)
        inBetween(*reader);
}

void County::readSomeStick(Random &random)
{
    if (m_sticks.empty())
        return;
    Stick &stick = m_sticks[static_cast<std::size_t>(random.upTo(m_sticks.size()))];
    QByteArray bytes = stick.bytes;
    if (random.oneIn(5))
        bytes.truncate(random.upTo(static_cast<std::size_t>(bytes.size())));
    else
        stick.read = true;
    readStick(bytes, random);
}

} // namespace yigong::sim
