// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/spans.h"
#include "core/referrals/referral_deadline.h"
#include "core/reports/definitions.h"

#include <algorithm>
#include <map>

namespace yigong {

namespace {

using Kind = ReportColumnKind;

/// What became of one referral.
struct Course
{
    QString month;
    std::optional<qint64> minutesToAccept;
    bool inTime = false;
    bool rejected = false, withdrawn = false, arrived = false, noShow = false, returned = false, closed = false;
};

Instant firstOf(std::span<const ReferralEvent> events, ReferralEventKind kind)
{
    Instant first;
    for (const ReferralEvent &event : events)
        if (event.kind == kind && (first.isNone() || event.at < first))
            first = event.at;
    return first;
}

Course courseOf(const ServiceRequest &request, std::span<const ReferralEvent> events, const ReferralTimes &times)
{
    using Event = ReferralEventKind;
    Course course;
    course.month = civilDay(request.at).toString(QStringLiteral("yyyy-MM"));
    const Instant accepted = firstOf(events, Event::Accepted);
    const ReferralDeadline limit = deadlineOf(request, {}, request.at, times);
    if (!accepted.isNone()) {
        // Two laptops' clocks: an answer is never earlier than the question.
        course.minutesToAccept = std::max<qint64>(0, (accepted.ms - request.at.ms) / minuteMs);
        course.inTime = accepted <= limit.when;
    }
    const ReferralState state = fold(events);
    course.rejected =
        state == ReferralState::Rejected || (accepted.isNone() && !firstOf(events, Event::Rejected).isNone());
    course.withdrawn = state == ReferralState::Withdrawn;
    course.returned = !firstOf(events, Event::ReturnedDown).isNone();
    course.arrived = course.returned || !firstOf(events, Event::Arrived).isNone();
    course.noShow = !course.arrived && !firstOf(events, Event::NoShow).isNone();
    course.closed = course.returned && state == ReferralState::Closed;
    return course;
}

Result<std::vector<Course>> coursesOf(const Snapshot &snapshot, const ReportScope &scope, Id site,
                                      const ReferralTimes &times)
{
    std::vector<Course> courses;
    YIGONG_LET(requests, snapshot.select<ServiceRequest>("WHERE site = ? AND at >= ? AND at < ? ORDER BY at, id",
                                                         {site.bytes(), qint64{scope.begin.ms}, qint64{scope.end.ms}}));
    for (const ServiceRequest &request : requests) {
        YIGONG_LET(events, snapshot.select<ReferralEvent>("WHERE referral = ?", {request.id.bytes()}));
        courses.push_back(courseOf(request, events, times));
    }
    return courses;
}

/// The middle value; of an even number, the mean of the two in the middle.
Value medianMinutes(const std::vector<Course> &courses)
{
    std::vector<qint64> minutes;
    for (const Course &course : courses)
        if (course.minutesToAccept)
            minutes.push_back(*course.minutesToAccept);
    if (minutes.empty())
        return {};
    std::sort(minutes.begin(), minutes.end());
    const std::size_t half = minutes.size() / 2;
    return minutes.size() % 2 ? minutes[half] : (minutes[half - 1] + minutes[half]) / 2;
}

qint64 countOf(const std::vector<Course> &courses, const std::function<bool(const Course &)> &is)
{
    return static_cast<qint64>(std::count_if(courses.begin(), courses.end(), is));
}

ReportRow rowFor(const Site &site, const std::vector<Course> &courses)
{
    return {site.id,
            {
                site.code,
                site.name,
                static_cast<qint64>(courses.size()),
                countOf(courses, [](const Course &c) { return c.minutesToAccept.has_value(); }),
                countOf(courses, [](const Course &c) { return c.inTime; }),
                medianMinutes(courses),
                countOf(courses, [](const Course &c) { return c.rejected; }),
                countOf(courses, [](const Course &c) { return c.withdrawn; }),
                countOf(courses, [](const Course &c) { return c.arrived; }),
                countOf(courses, [](const Course &c) { return c.noShow; }),
                countOf(courses, [](const Course &c) { return c.returned; }),
                countOf(courses, [](const Course &c) { return c.closed; }),
            },
            false};
}

ReportChart courseChart(const ReportScope &scope, const std::vector<Course> &courses)
{
    ReportChart chart;
    chart.key = QStringLiteral("referrals-by-month");
    chart.title = {QStringLiteral("Referrals by month sent"), QStringLiteral("各月上转去向")};
    chart.labels = scope.months;
    chart.series = {{{QStringLiteral("returned"), QStringLiteral("已回转")}, {}},
                    {{QStringLiteral("under way"), QStringLiteral("办理中")}, {}},
                    {{QStringLiteral("rejected, withdrawn, not come"), QStringLiteral("未收、撤回、未到")}, {}}};
    for (const QString &month : scope.months) {
        const auto inMonth = [&](const auto &is) {
            return countOf(courses, [&](const Course &c) { return c.month == month && is(c); });
        };
        const auto ended = [](const Course &c) { return !c.returned && (c.rejected || c.withdrawn || c.noShow); };
        const qint64 returned = inMonth([](const Course &c) { return c.returned; });
        const qint64 endedEarly = inMonth(ended);
        const qint64 all = inMonth([](const Course &) { return true; });
        chart.series[0].values.push_back(returned);
        chart.series[1].values.push_back(all - returned - endedEarly);
        chart.series[2].values.push_back(endedEarly);
    }
    return chart;
}

Result<void> fillReferrals(const Snapshot &snapshot, const ReportScope &scope, ReportTable &table)
{
    YIGONG_LET(times, ReferralTimes::of(snapshot));
    std::vector<Course> all;
    for (const Site &site : scope.sites) {
        YIGONG_LET(courses, coursesOf(snapshot, scope, site.id, times));
        table.rows.push_back(rowFor(site, courses));
        all.insert(all.end(), courses.begin(), courses.end());
    }
    const auto median = std::find_if(table.columns.begin(), table.columns.end(),
                                     [](const ReportColumn &c) { return c.kind == Kind::Minutes; });
    table.totals[static_cast<std::size_t>(median - table.columns.begin())] = medianMinutes(all);
    table.charts = {courseChart(scope, all)};
    return {};
}

} // namespace

ReportDefinition referralsReport()
{
    return {
        QStringLiteral("referrals"),
        {QStringLiteral("Referrals sent and what became of them"), QStringLiteral("上转及其结果")},
        {QStringLiteral(
             "Referrals sent in the period, with all that this store knows of them by now. In time: accepted "
             "within 15 minutes (emergency), 2 hours (soon), 24 hours (routine), or as the county has set. "
             "Closed: returned and seen at home."),
         QStringLiteral(
             "本期发出的上转单，按制表时所知。按时接收：急 15 分钟、较急 2 小时、一般 24 小时内，或按本县设定。"
             "已结案：已回转并完成首次随访。")},
        {
            {QStringLiteral("site"), {QStringLiteral("Code"), QStringLiteral("机构代码")}, Kind::Text},
            {QStringLiteral("name"), {QStringLiteral("Site"), QStringLiteral("机构")}, Kind::Text},
            {QStringLiteral("sent"), {QStringLiteral("Sent"), QStringLiteral("上转")}, Kind::Count},
            {QStringLiteral("accepted"), {QStringLiteral("Accepted"), QStringLiteral("已接收")}, Kind::Count},
            {QStringLiteral("acceptedInTime"), {QStringLiteral("In time"), QStringLiteral("按时接收")}, Kind::Count},
            {QStringLiteral("medianHours"),
             {QStringLiteral("Median hours to acceptance"), QStringLiteral("接收用时中位数（小时）")},
             Kind::Minutes},
            {QStringLiteral("rejected"), {QStringLiteral("Rejected"), QStringLiteral("未收")}, Kind::Count},
            {QStringLiteral("withdrawn"), {QStringLiteral("Withdrawn"), QStringLiteral("撤回")}, Kind::Count},
            {QStringLiteral("arrived"), {QStringLiteral("Arrived"), QStringLiteral("到诊")}, Kind::Count},
            {QStringLiteral("noShow"), {QStringLiteral("Did not come"), QStringLiteral("未到诊")}, Kind::Count},
            {QStringLiteral("returned"), {QStringLiteral("Returned"), QStringLiteral("回转")}, Kind::Count},
            {QStringLiteral("closed"), {QStringLiteral("Closed"), QStringLiteral("已结案")}, Kind::Count},
        },
        fillReferrals,
    };
}

} // namespace yigong
