// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/desk.h"
#include "core/base/short_number.h"

namespace yigong {

QString Desk::nextNumber()
{
    return ShortNumber{m_site.site.shortCode, u'A', ++m_serial}.text();
}

QString Desk::nextPaper(QStringView kind)
{
    return QStringLiteral("%1-%2").arg(kind).arg(++m_paper, 4, 10, QLatin1Char('0'));
}

Id Desk::doctor(Dice &dice) const
{
    std::vector<Id> doctors;
    for (const Practitioner &person : m_site.staff) {
        const auto role = static_cast<StaffRole>(person.role);
        if (role == StaffRole::VillageDoctor || role == StaffRole::TownshipDoctor || role == StaffRole::CountyDoctor)
            doctors.push_back(person.id);
    }
    return dice.of(doctors);
}

} // namespace yigong
