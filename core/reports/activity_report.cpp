// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/definitions.h"

#include <array>
#include <map>

namespace yigong {

namespace {

using Kind = ReportColumnKind;

/// Figures of one site and month.
struct Activity
{
    qint64 visits = 0;
    qint64 prescriptions = 0; ///< visits with at least one line
    qint64 lines = 0;
    qint64 sent = 0;
    qint64 returned = 0;

    Activity &operator+=(const Activity &o)
    {
        visits += o.visits;
        prescriptions += o.prescriptions;
        lines += o.lines;
        sent += o.sent;
        returned += o.returned;
        return *this;
    }
};
using ByMonth = std::map<QString, Activity>;

// An amendment is a new record that names the old: the visit is counted once, where and when it took place; its
// prescription is that of the latest amendment.
constexpr const char *visitsSql =
    "SELECT month, count(*), sum(lines > 0), sum(lines) FROM ("
    "SELECT " YIGONG_CIVIL_MONTH(
        "e.start") " AS month, (SELECT count(*) FROM medication_request m WHERE m.encounter ="
                   " coalesce((WITH RECURSIVE later(id) AS (SELECT a.id FROM encounter a WHERE a.amends = e.id UNION"
                   " SELECT b.id FROM encounter b JOIN later ON b.amends = later.id) SELECT max(id) FROM later), "
                   "e.id)) AS lines"
                   " FROM encounter e WHERE e.site = ? AND e.start >= ? AND e.start < ? AND e.amends IS NULL) GROUP BY "
                   "month";
// Lines that another system delivered without their visit.
constexpr const char *looseLinesSql = "SELECT " YIGONG_CIVIL_MONTH(
    "authored") ", count(*) FROM medication_request"
                " WHERE site = ? AND authored >= ? AND authored < ? AND encounter IS NULL GROUP BY 1";
constexpr const char *sentSql = "SELECT " YIGONG_CIVIL_MONTH("at") ", count(*) FROM service_request"
                                                                   " WHERE site = ? AND at >= ? AND at < ? GROUP BY 1";
constexpr const char *returnedSql = "SELECT " YIGONG_CIVIL_MONTH(
    "at") ", count(*) FROM (SELECT min(e.at) AS at FROM service_request r"
          " JOIN referral_event e ON e.referral = r.id AND e.kind = 7 WHERE r.site = ? GROUP BY r.id)"
          " WHERE at >= ? AND at < ? GROUP BY 1";

Result<ByMonth> activityOf(const Snapshot &snapshot, const ReportScope &scope, Id site)
{
    ByMonth months;
    const std::array<Value, 3> parameters{site.bytes(), qint64{scope.begin.ms}, qint64{scope.end.ms}};
    YIGONG_TRY(snapshot.each(visitsSql, parameters, [&](const Columns &c) {
        Activity &month = months[c.text(0)];
        month.visits = c.integer(1);
        month.prescriptions = c.integer(2);
        month.lines = c.integer(3);
    }));
    YIGONG_TRY(
        snapshot.each(looseLinesSql, parameters, [&](const Columns &c) { months[c.text(0)].lines += c.integer(1); }));
    YIGONG_TRY(snapshot.each(sentSql, parameters, [&](const Columns &c) { months[c.text(0)].sent = c.integer(1); }));
    YIGONG_TRY(
        snapshot.each(returnedSql, parameters, [&](const Columns &c) { months[c.text(0)].returned = c.integer(1); }));
    return months;
}

ReportRow rowFor(const Site &site, const QString &month, const Activity &a)
{
    return {site.id, {site.code, site.name, month, a.visits, a.prescriptions, a.lines, a.sent, a.returned}, false};
}

ReportChart visitsChart(const QString &key, const Wording &title, const QStringList &labels,
                        const std::vector<Activity> &figures)
{
    ReportChart chart;
    chart.key = key;
    chart.title = title;
    chart.labels = labels;
    chart.series = {{{QStringLiteral("with a prescription"), QStringLiteral("开了处方")}, {}},
                    {{QStringLiteral("without"), QStringLiteral("未开处方")}, {}}};
    for (const Activity &a : figures) {
        chart.series[0].values.push_back(a.prescriptions);
        chart.series[1].values.push_back(a.visits - a.prescriptions);
    }
    return chart;
}

ReportChart referralsChart(const QStringList &labels, const std::vector<Activity> &figures)
{
    ReportChart chart;
    chart.key = QStringLiteral("referrals-by-month");
    chart.title = {QStringLiteral("Referrals by month"), QStringLiteral("各月转诊")};
    chart.labels = labels;
    chart.stacked = false;
    chart.series = {{{QStringLiteral("sent up"), QStringLiteral("上转")}, {}},
                    {{QStringLiteral("returned"), QStringLiteral("回转")}, {}}};
    for (const Activity &a : figures) {
        chart.series[0].values.push_back(a.sent);
        chart.series[1].values.push_back(a.returned);
    }
    return chart;
}

Result<void> fillActivity(const Snapshot &snapshot, const ReportScope &scope, ReportTable &table)
{
    std::vector<Activity> bySite, byMonth(static_cast<std::size_t>(scope.months.size()));
    QStringList names;
    for (const Site &site : scope.sites) {
        YIGONG_LET(months, activityOf(snapshot, scope, site.id));
        Activity &all = bySite.emplace_back();
        names += site.name;
        for (qsizetype i = 0; i < scope.months.size(); ++i) {
            const Activity month = months[scope.months[i]];
            all += month;
            byMonth[static_cast<std::size_t>(i)] += month;
            table.rows.push_back(rowFor(site, scope.months[i], month));
        }
    }
    table.charts = {
        visitsChart(QStringLiteral("visits-by-month"),
                    {QStringLiteral("Visits by month"), QStringLiteral("各月就诊人次")}, scope.months, byMonth),
        visitsChart(QStringLiteral("visits-by-site"),
                    {QStringLiteral("Visits by site"), QStringLiteral("各机构就诊人次")}, names, bySite),
        referralsChart(scope.months, byMonth),
    };
    return {};
}

} // namespace

ReportDefinition activityReport()
{
    return {
        QStringLiteral("activity"),
        {QStringLiteral("Visits, prescriptions and referrals by village and month"),
         QStringLiteral("各村各月就诊、处方与转诊")},
        {QStringLiteral(
             "Closed visits by the day they began, an amended one once; prescriptions are visits with at least "
             "one line; referrals by the day they were sent, returns by the day of the return."),
         QStringLiteral(
             "已签就诊按就诊日计，更正后仍计一次；处方为开出至少一种药的就诊；上转按发出日计，回转按回转日计。")},
        {
            {QStringLiteral("site"), {QStringLiteral("Code"), QStringLiteral("机构代码")}, Kind::Text},
            {QStringLiteral("name"), {QStringLiteral("Site"), QStringLiteral("机构")}, Kind::Text},
            {QStringLiteral("month"), {QStringLiteral("Month"), QStringLiteral("月份")}, Kind::Month},
            {QStringLiteral("visits"), {QStringLiteral("Visits"), QStringLiteral("就诊人次")}, Kind::Count},
            {QStringLiteral("prescriptions"), {QStringLiteral("Prescriptions"), QStringLiteral("处方数")}, Kind::Count},
            {QStringLiteral("prescriptionLines"),
             {QStringLiteral("Lines prescribed"), QStringLiteral("处方药品条数")},
             Kind::Count},
            {QStringLiteral("referralsSent"), {QStringLiteral("Referred up"), QStringLiteral("上转")}, Kind::Count},
            {QStringLiteral("referralsReturned"), {QStringLiteral("Returned"), QStringLiteral("回转")}, Kind::Count},
        },
        fillActivity,
    };
}

} // namespace yigong
