// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/reports/report.h"

namespace yigong {

/// What a report says in words beside its figures: on paper and in files, which are Chinese, and on a shell, which is
/// English. An interface has its own sentences.
enum class ReportLanguage : quint8
{
    Chinese,
    English
};

inline const QString &in(ReportLanguage language, const Wording &wording)
{
    return language == ReportLanguage::Chinese ? wording.zh : wording.en;
}

/// "11 of 12 villages reported; 王庄 last seen 3 days ago." / "12 个村报了 11 个。缺 王庄：3 天前最后联机。"
/// Of many missing ones, the first six and how many more.
QString coverageSentence(const Coverage &coverage, Instant now, ReportLanguage language);
/// "王庄 last seen 3 days ago" / "never seen" …
QString lastSeenWords(Instant lastSeen, Instant now, ReportLanguage language);
/// "2025-05-01 to 2025-05-13" / "2025 年 5 月 1 日至 2025 年 5 月 13 日"
QString periodWords(QDate from, QDate to, ReportLanguage language);
/// A cell as it is printed: "1,248", "1,234.50", "3.5", "2025-05"; empty where there is no figure. The minus is U+2212.
QString cellText(ReportColumnKind kind, const Value &value);

} // namespace yigong
