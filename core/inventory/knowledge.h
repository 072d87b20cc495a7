// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/id.h"

#include <QString>
#include <map>

namespace yigong {

/// Which acts of each of a site's devices a count knew: the highest number of each. As text (`StockCount::knew`):
/// "device-id:highest act number", one device a line, sorted.
///
/// The highest number is enough, also where an earlier act of that device is missing here because the hub holds it
/// back: a device numbers its acts as they happen, so whatever lies below a number that was seen had been done before
/// it. The counter's shelf had already felt it, and when its entry arrives later it must not move the balance again.
class Knowledge
{
public:
    static Knowledge parse(QStringView text); ///< lines that cannot be read are passed over
    [[nodiscard]] QString text() const;

    void sees(Id device, qint64 number);
    [[nodiscard]] bool covers(Id device, qint64 number) const;

    bool operator==(const Knowledge &) const = default;

private:
    std::map<Id, qint64> m_highest;
};

} // namespace yigong
