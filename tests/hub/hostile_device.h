// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sync/question.h"
#include "core/sync/sync_records.h"
#include "tests/hub/little_county.h"

namespace yigong {

/// Writes acts by hand, bound by no policy and no store, and keeps its own chain.
class HostileDevice
{
public:
    HostileDevice(LittleCounty &county, Computer &computer)
        : m_county(county), m_computer(computer), actor(computer.store.actor.practitioner), head(chainStart())
    {}

    template <Record T> static Operation inserted(const T &record)
    {
        const RecordType type = RecordType::of<T>();
        const Row row = rowOf(record);
        Operation operation{T::info.number, T::info.version, record.id, OperationKind::Insert, 0, {}};
        for (std::size_t i = 0; i < row.values.size(); ++i)
            if (const Value none = defaultOf(type.fields()[i].kind); row.values[i] != none)
                operation.changes.push_back({type.fields()[i].number, none, row.values[i]});
        return operation;
    }
    template <Record T> static Operation changed(const T &before, const T &after)
    {
        const RecordType type = RecordType::of<T>();
        const Row from = rowOf(before), to = rowOf(after);
        Operation operation{T::info.number, T::info.version, before.id, OperationKind::Update, 1, {}};
        for (std::size_t i = 0; i < from.values.size(); ++i)
            if (from.values[i] != to.values[i])
                operation.changes.push_back({type.fields()[i].number, from.values[i], to.values[i]});
        return operation;
    }

    [[nodiscard]] QByteArray bodyOf(std::vector<Operation> operations) const
    {
        Act act;
        act.time = HybridTime::at(m_county.hubStore.clock.now());
        act.wall = m_county.hubStore.clock.now();
        act.actor = actor;
        act.site = m_computer.store.site;
        act.operations = std::move(operations);
        return encodeAct(act);
    }
    [[nodiscard]] SyncRequest requestWith(std::vector<QByteArray> bodies) const
    {
        SyncRequest request;
        request.deviceNow = m_county.hubStore.clock.now();
        request.firstNumber = number + 1;
        request.lastNumber = number + static_cast<qint64>(bodies.size());
        request.previousHash = head;
        request.acts = std::move(bodies);
        return request;
    }
    HubReply sends(const SyncRequest &request) const
    {
        return m_county.hub.sync(
            seal(m_computer.id, encode(request), [this](const QByteArray &b) { return m_computer.key.sign(b); }));
    }
    /// Sends one act as the next of its chain; the word with which it is held back, or nothing where it was taken.
    QString writes(std::vector<Operation> operations)
    {
        const QByteArray body = bodyOf(std::move(operations));
        const HubReply reply = sends(requestWith({body}));
        REQUIRE(reply.status == 200);
        ++number;
        head = chainHash(head, m_computer.id, number, body);
        const auto answer = decodeAnswer(reply.body);
        REQUIRE(answer);
        for (const HeldAct &held : answer->held)
            if (held.number == number)
                return held.reason + u' ' + held.detail;
        return {};
    }
    /// Nothing known, everything asked for.
    SyncAnswer pulls(const std::map<Id, qint64> &cursors = {})
    {
        SyncRequest request = requestWith({});
        request.cursors = cursors;
        request.pull = Pull::WholeRows;
        const HubReply reply = sends(request);
        REQUIRE(reply.status == 200);
        return *decodeAnswer(reply.body);
    }
    QString refusedFor(const QByteArray &message) const
    {
        const auto refusal = LittleCounty::refusalOf(m_county.hub.sync(message));
        return refusal ? refusal->word : QString();
    }
    [[nodiscard]] QByteArray sealed(const QByteArray &payload) const
    {
        return seal(m_computer.id, payload, [this](const QByteArray &b) { return m_computer.key.sign(b); });
    }

private:
    LittleCounty &m_county;
    Computer &m_computer;

public:
    Id actor;
    qint64 number = 0;
    QByteArray head;
};

} // namespace yigong
