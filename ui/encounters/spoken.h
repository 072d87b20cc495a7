// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/patients/patient.h"
#include <QCoreApplication>

namespace yigong {

/// Small facts in the words that a page shows.
struct Spoken
{
    Q_DECLARE_TR_FUNCTIONS(yigong::Spoken)
public:
    static QString sex(Sex sex);
    /// "female, 68": whole years on that day.
    static QString sexAndAge(Sex sex, const PartialDate &birthDate, QDate today);
    /// "13 May", with the year where it is another than today's.
    static QString day(QDate day, QDate today);
    /// "13 May 10:12"; of today only the time.
    static QString moment(Instant at, QDate today);
    /// A chronic disease's word in the patient bar; the key itself where it is not known.
    static QString condition(const QString &key);
    /// What a field says of an error that is about it.
    static QString fault(const Error &error);
    /// "3 days", "5 hours", "12 minutes": the largest whole unit; `ms` is not negative.
    static QString span(qint64 ms);
};

} // namespace yigong
