// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/report_words.h"

#include <QLocale>

namespace yigong {

namespace {

constexpr std::size_t namedAtMost = 6;

QString grouped(qint64 number)
{
    QLocale plain = QLocale::c();
    plain.setNumberOptions(QLocale::DefaultNumberOptions); // C's own leave out the commas
    QString text = plain.toString(number < 0 ? -number : number);
    if (number < 0)
        text.prepend(QChar(0x2212));
    return text;
}

QString grouped(qint64 whole, qint64 hundredths, bool negative)
{
    const QString text = grouped(whole) + u'.' + QStringLiteral("%1").arg(hundredths, 2, 10, QLatin1Char('0'));
    return negative ? QChar(0x2212) + text : text;
}

QString namesIn(const Coverage &coverage, Instant now, ReportLanguage language)
{
    const bool chinese = language == ReportLanguage::Chinese;
    QStringList parts;
    for (const MissingSite &site : coverage.missing) {
        if (static_cast<std::size_t>(parts.size()) == namedAtMost)
            break;
        parts += site.name + (chinese ? QStringLiteral("：") : QStringLiteral(" ")) +
                 lastSeenWords(site.lastSeen, now, language);
    }
    QString text = parts.join(chinese ? QStringLiteral("；") : QStringLiteral(", "));
    if (coverage.missing.size() > namedAtMost)
        text += (chinese ? QStringLiteral("；另有 %1 个") : QStringLiteral(" and %1 more"))
                    .arg(coverage.missing.size() - namedAtMost);
    return text;
}

} // namespace

QString lastSeenWords(Instant lastSeen, Instant now, ReportLanguage language)
{
    const bool chinese = language == ReportLanguage::Chinese;
    if (lastSeen.isNone())
        return chinese ? QStringLiteral("从未联机") : QStringLiteral("never seen");
    const qint64 days = civilDay(lastSeen).daysTo(civilDay(now));
    if (days >= 1)
        return (chinese     ? QStringLiteral("%1 天前最后联机")
                : days == 1 ? QStringLiteral("last seen %1 day ago")
                            : QStringLiteral("last seen %1 days ago"))
            .arg(days);
    return (chinese ? QStringLiteral("今天 %1 最后联机") : QStringLiteral("last seen today at %1"))
        .arg(civilTime(lastSeen));
}

QString coverageSentence(const Coverage &coverage, Instant now, ReportLanguage language)
{
    const bool chinese = language == ReportLanguage::Chinese;
    const bool villages = coverage.villages > 0;
    const int all = villages ? coverage.villages : coverage.sites;
    const int reported = villages ? coverage.villagesReported : coverage.reported;
    QString text = chinese ? QStringLiteral("%1 个%3报了 %2 个")
                                 .arg(all)
                                 .arg(reported)
                                 .arg(villages ? QStringLiteral("村") : QStringLiteral("机构"))
                           : QStringLiteral("%2 of %1 %3 reported")
                                 .arg(all)
                                 .arg(reported)
                                 .arg(villages ? QStringLiteral("villages") : QStringLiteral("sites"));
    if (!coverage.missing.empty())
        text += (chinese ? QStringLiteral("。缺 ") : QStringLiteral("; ")) + namesIn(coverage, now, language);
    return text + (chinese ? QStringLiteral("。") : QStringLiteral("."));
}

QString periodWords(QDate from, QDate to, ReportLanguage language)
{
    if (language == ReportLanguage::English)
        return from.toString(Qt::ISODate) + QStringLiteral(" to ") + to.toString(Qt::ISODate);
    const QString format = QStringLiteral("yyyy 年 M 月 d 日");
    return from == to ? from.toString(format) : from.toString(format) + u'至' + to.toString(format);
}

QString cellText(ReportColumnKind kind, const Value &value)
{
    if (std::holds_alternative<std::monostate>(value))
        return {};
    const qint64 number = ValueOf<qint64>::from(value);
    const qint64 size = number < 0 ? -number : number;
    switch (kind) {
    case ReportColumnKind::Text:
    case ReportColumnKind::Month:
        return ValueOf<QString>::from(value);
    case ReportColumnKind::Count:
    case ReportColumnKind::Units:
        return grouped(number);
    case ReportColumnKind::Money:
        return grouped(size / 100, size % 100, number < 0);
    case ReportColumnKind::Minutes:
        return QStringLiteral("%1.%2").arg(number / 60).arg(number % 60 / 6);
    case ReportColumnKind::Percent:
        return QStringLiteral("%1.%2 %").arg(number / 10).arg(number % 10);
    }
    return {};
}

} // namespace yigong
