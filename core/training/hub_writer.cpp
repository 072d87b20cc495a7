// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/hub_writer.h"
#include "core/encounters/encounter.h"
#include "core/referrals/referral.h"
#include "core/sync/streams.h"
#include "core/sync/sync_records.h"

#include <QSet>

namespace yigong {

namespace {

// A pull never splits a round: entries are spread over rounds, as if they had come in batches.
constexpr qint64 entriesInRound = 500;

bool isEvent(int type)
{
    return type >= Encounter::info.number && type <= CarePlanActivity::info.number;
}

} // namespace

Result<void> HubWriter::enter(Transaction &tx, Id stream, int type, Id record)
{
    if (++m_inRound > entriesInRound) {
        ++m_round;
        m_inRound = 1;
    }
    YIGONG_TRY(tx.run("INSERT INTO stream_entry (stream, position, round, type, record) VALUES (?, ?, ?, ?, ?)",
                      {stream.bytes(), ++m_heads[stream], m_round, static_cast<qint64>(type), record.bytes()}));
    return {};
}

Result<void> HubWriter::place(const RecordPile &pile)
{
    return m_db.apply([&](Transaction &tx) -> Result<void> {
        for (const RecordPile::Item &item : pile.items) {
            const RecordType &type = *tx.types().byNumber(item.type);
            YIGONG_TRY(tx.placeRow(type, item.row));
            for (const Id &stream : ownStreams(type, item.row))
                YIGONG_TRY(enter(tx, stream, item.type, item.row.id));
            ++m_records;
            m_events += isEvent(item.type) ? 1 : 0;
        }
        return {};
    });
}

Result<void> HubWriter::finish()
{
    return m_db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(shares, tx.select<Share>("ORDER BY rid"));
        QSet<QByteArray> entered;
        for (const Share &share : shares) {
            Result<void> done;
            YIGONG_TRY(eachInReach(tx, share.patient, share.encounter, [&](const RecordType &type, Id record) {
                const QByteArray key = share.toSite.bytes() + record.bytes();
                if (!done || entered.contains(key))
                    return;
                entered.insert(key);
                done = enter(tx, share.toSite, type.number(), record);
            }));
            YIGONG_TRY(done);
        }
        for (const auto &[stream, position] : m_heads)
            YIGONG_TRY(tx.run("INSERT INTO stream_head (stream, position) VALUES (?, ?)", {stream.bytes(), position}));
        return tx.setLocal(QStringLiteral("hub_round"), m_round);
    });
}

} // namespace yigong
