// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/special_class.h"
#include "core/patients/patient.h"
#include "core/security/policy.h"
#include "core/sites/site.h"
#include "ui/widgets/patient_bar.h"

namespace yigong {

// Words that several pages say alike.
QString roleWord(StaffRole role);
QString tierWord(Tier tier);
/// How the law guards a drug; empty where it does not.
QString specialClassWord(SpecialClass special);
QString sexWord(Sex sex);
/// "女 68 岁"; what is not known is left out.
QString sexAndAge(Sex sex, const PartialDate &birthDate, QDate today);
/// A chronic condition's code in words ("hypertension" → 高血压); as written where it is none of ours.
QString conditionWord(const QString &code);
/// Chips of the chronic conditions, and of age 65 and over.
QList<ChipSpec> conditionChips(const Patient &patient, QDate today);
/// For the patient bar. `allergies` are the substances.
PatientSummary summaryOf(const Patient &patient, const QStringList &allergies, QDate today);
/// "尾号 0342": as much of the number's end as a list may show; empty without any.
QString idTail(const QString &idNumber);
/// "5 月 13 日", with the year where it is another.
QString dayOf(QDate day, QDate today);
/// The same with the time of the county's clock.
QString momentOf(Instant at, Instant now);

} // namespace yigong
