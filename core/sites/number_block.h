// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/store/record_type.h"

namespace yigong {

/// Serials of 居民健康档案编号 that one laptop may give out by itself: two laptops of one clinic, both offline, never
/// give out the same. The hub hands them out.
struct NumberBlock
{
    Id id; ///< made from prefix and first serial
    Id site;
    Id device;
    QString prefix; ///< 12 digits: county, township, village (never judged: records.md §1.1)
    int first = 0;  ///< serials, both within
    int last = 0;
    Instant given;

    static constexpr RecordInfo info{6,   "number_block", "NamingSystem", RecordKind::InsertOnly, Reach::Never, false,
                                     true};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "site", &NumberBlock::site, Role::Site),
            field(2, "device", &NumberBlock::device),
            field(3, "prefix", &NumberBlock::prefix),
            field(4, "first", &NumberBlock::first),
            field(5, "last", &NumberBlock::last),
            field(6, "given", &NumberBlock::given),
        };
    }
    static Id idOf(const QString &prefix, int first)
    {
        return Id::fromKey("numbers/" + prefix.toUtf8() + '/' + QByteArray::number(first));
    }
};

constexpr int recordNumberPrefix = 12, recordNumberSerial = 5; ///< digits
/// 17 digits.
inline QString recordNumberOf(const QString &prefix, int serial)
{
    return prefix + QStringLiteral("%1").arg(serial, recordNumberSerial, 10, QLatin1Char('0'));
}
/// A site's part of its residents' numbers: its code, filled up with zeros.
inline QString numberPrefixOf(const QString &siteCode)
{
    return siteCode.leftJustified(recordNumberPrefix, u'0', true);
}

} // namespace yigong
