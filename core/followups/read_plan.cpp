// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_plan.h"
#include "core/security/policy.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"

#include <QHash>
#include <algorithm>
#include <set>

namespace yigong {

namespace {

/// Older forms change nothing that is still to be done, unless there is nothing younger.
constexpr int daysRead = 400;

// Of the open enrolments of this store, each with the resident whom its id leads to.
constexpr const char *openFrom = " FROM program_enrolment e JOIN patient o ON o.id = e.patient"
                                 " JOIN patient p ON p.id = coalesce(o.merged_into, o.id)";
constexpr const char *openWhere = " WHERE e.closed_on = '' AND p.deceased_on = '' AND p.voided_on = ''";
constexpr const char *formColumns =
    "f.visit_date, f.entered, f.id, f.systolic, f.diastolic, f.fasting_glucose, f.glucose, f.danger_signs, "
    "f.adverse_reaction, f.new_complication, f.pregnant, f.outcome, f.step, f.due, f.check_referral_by, f.next_on, "
    "f.referral_result, f.amends";
constexpr const char *anyIdOf = "(SELECT p.id UNION ALL SELECT m.id FROM patient m WHERE m.merged_into = p.id)";

QDate dayAt(const Columns &columns, int column)
{
    return QDate::fromString(columns.text(column), Qt::ISODate);
}

PlannedFollowUp formAt(const Columns &c, int first)
{
    const auto figure = [&c, first](int column) { return Measured{parseHundredths(c.text(first + column))}; };
    PlannedFollowUp form;
    form.finding.date = dayAt(c, first);
    form.entered = c.instant(first + 1);
    form.id = c.id(first + 2);
    form.finding.systolic = figure(3).whole();
    form.finding.diastolic = figure(4).whole();
    form.finding.fastingGlucose = figure(5).hundredths();
    form.finding.glucose = figure(6).hundredths();
    form.finding.dangerSigns = ValueOf<QStringList>::from(c.value(first + 7));
    form.finding.adverseReaction = c.integer(first + 8) != 0;
    form.finding.newComplication = c.integer(first + 9) != 0;
    form.finding.pregnant = c.integer(first + 10) != 0;
    form.closed.outcome = static_cast<FollowUpClass>(c.integer(first + 11));
    form.closed.step = static_cast<FollowUpStep>(c.integer(first + 12));
    form.closed.due = dayAt(c, first + 13);
    form.closed.checkReferralBy = dayAt(c, first + 14);
    form.nextOn = dayAt(c, first + 15);
    form.referralResult = static_cast<int>(c.integer(first + 16));
    form.amends = c.id(first + 17);
    return form;
}

class PlanReading
{
public:
    PlanReading(const Snapshot &snapshot, const PlanFilter &filter, QDate today)
        : m_snapshot(snapshot), m_filter(filter), m_today(today)
    {}

    Result<FollowUpPlan> read(const Actor &actor, Id site)
    {
        YIGONG_LET(sites, subtreeIdsOf(m_snapshot, site));
        for (const Id below : sites) {
            // A county hospital's doctors have their own patients, not those of the sites below it.
            YIGONG_LET(within, reachesSite(m_snapshot, actor, Door::ReadPatient, below));
            if (within)
                m_sites.insert(below);
        }
        YIGONG_LET(figures, FollowUpFigures::of(m_snapshot));
        m_figures = figures;
        YIGONG_TRY(readEnrolments());
        YIGONG_TRY(readForms());
        YIGONG_TRY(readOldForms());
        YIGONG_TRY(readContacts());
        workOut();
        YIGONG_TRY(fillNames());
        return std::move(m_plan);
    }

private:
    struct Member
    {
        PlanRow row;
        QDate enrolledOn;
        std::vector<PlannedFollowUp> forms;
        std::vector<FollowUpContact> contacts;
    };
    using Key = std::pair<Id, int>;

    Member *memberAt(const Columns &c)
    {
        const auto found = m_places.constFind(Key{c.id(0), static_cast<int>(c.integer(1))});
        return found == m_places.constEnd() ? nullptr : &m_members[*found];
    }

    bool isAsked(Id site, Id practitioner, FollowUpProgram program) const
    {
        return m_sites.contains(site) && (m_filter.practitioner.isNone() || m_filter.practitioner == practitioner) &&
               m_filter.program.value_or(program) == program;
    }

    Result<void> readEnrolments()
    {
        return m_snapshot.each(std::string("SELECT p.id, e.program, p.site, e.practitioner, e.id, e.enrolled_on, "
                                           "p.name, p.phone, p.address, p.birth_date") +
                                   openFrom + openWhere,
                               {}, [this](const Columns &c) {
                                   const auto program = static_cast<FollowUpProgram>(c.integer(1));
                                   const Key key{c.id(0), static_cast<int>(program)};
                                   if (!isAsked(c.id(2), c.id(3), program) || m_places.contains(key))
                                       return;
                                   Member member;
                                   member.row.patient = key.first;
                                   member.row.program = program;
                                   member.row.site = c.id(2);
                                   member.row.practitioner = c.id(3);
                                   member.row.enrolment = c.id(4);
                                   member.enrolledOn = dayAt(c, 5);
                                   member.row.patientName = c.text(6);
                                   member.row.phone = c.text(7);
                                   member.row.address = c.text(8);
                                   member.row.birthDate = PartialDate::parse(c.text(9)).value_or(PartialDate{});
                                   m_places.insert(key, static_cast<int>(m_members.size()));
                                   m_members.push_back(std::move(member));
                               });
    }

    Result<void> readForms()
    {
        const std::string sql = std::string("SELECT p.id, e.program, ") + formColumns + openFrom +
                                " CROSS JOIN follow_up f ON f.patient IN " + anyIdOf +
                                " AND f.program = e.program AND f.visit_date >= ?" + openWhere;
        return m_snapshot.each(sql, {m_today.addDays(-daysRead).toString(Qt::ISODate)}, [this](const Columns &c) {
            if (Member *member = memberAt(c))
                member->forms.push_back(formAt(c, 2));
        });
    }

    /// Who was not seen for more than a year: their last forms say what was left undone.
    Result<void> readOldForms()
    {
        const std::string sql = std::string("SELECT ") + formColumns + " FROM patient p CROSS JOIN follow_up f ON " +
                                "f.patient IN " + anyIdOf + " AND f.program = ? WHERE p.id = ?";
        for (Member &member : m_members)
            if (member.forms.empty())
                YIGONG_TRY(
                    m_snapshot.each(sql, {ValueOf<FollowUpProgram>::to(member.row.program), member.row.patient.bytes()},
                                    [&member](const Columns &c) { member.forms.push_back(formAt(c, 0)); }));
        return {};
    }

    Result<void> readContacts()
    {
        const std::string sql = std::string("SELECT p.id, c.program, c.day, c.entered, c.id, c.outcome FROM "
                                            "follow_up_contact c JOIN patient o ON o.id = c.patient JOIN patient p ON "
                                            "p.id = coalesce(o.merged_into, o.id) WHERE c.day >= ?");
        return m_snapshot.each(sql, {m_today.addDays(-daysRead).toString(Qt::ISODate)}, [this](const Columns &c) {
            Member *member = memberAt(c);
            if (!member)
                return;
            FollowUpContact contact;
            contact.day = dayAt(c, 2);
            contact.entered = c.instant(3);
            contact.id = c.id(4);
            contact.outcome = static_cast<ContactOutcome>(c.integer(5));
            member->contacts.push_back(contact);
        });
    }

    void count(const ProgramPlan &plan)
    {
        PlanCounts &counts = m_plan.counts;
        ++counts.enrolled;
        counts.soon += plan.state == PlanState::DueSoon ? 1 : 0;
        counts.today += plan.state == PlanState::DueToday ? 1 : 0;
        counts.overdue += plan.state == PlanState::Overdue ? 1 : 0;
        counts.unreachable += plan.state == PlanState::Unreachable ? 1 : 0;
        counts.referralChecks += plan.referralCheckBy.isValid() ? 1 : 0;
        counts.changed += plan.changed.empty() ? 0 : 1;
    }

    [[nodiscard]] bool isShown(const ProgramPlan &plan) const
    {
        return m_filter.state.value_or(plan.state) == plan.state &&
               (!m_filter.referralChecksOnly || plan.referralCheckBy.isValid()) &&
               (!m_filter.changedOnly || !plan.changed.empty());
    }

    void workOut()
    {
        std::vector<PlanRow> &rows = m_plan.rows;
        for (Member &member : m_members) {
            member.row.plan = planFor(member.row.program, member.row.birthDate, member.enrolledOn,
                                      std::move(member.forms), member.contacts, m_today, m_figures);
            count(member.row.plan);
            if (isShown(member.row.plan))
                rows.push_back(std::move(member.row));
        }
        std::stable_sort(rows.begin(), rows.end(),
                         [](const PlanRow &a, const PlanRow &b) { return a.plan.due < b.plan.due; });
        if (rows.size() > static_cast<std::size_t>(m_filter.limit))
            rows.resize(static_cast<std::size_t>(m_filter.limit));
    }

    Result<void> fillNames()
    {
        QHash<Id, QString> sites, people;
        for (PlanRow &row : m_plan.rows) {
            if (!sites.contains(row.site)) {
                YIGONG_LET(name, siteName(m_snapshot, row.site));
                sites.insert(row.site, name);
            }
            if (!people.contains(row.practitioner)) {
                YIGONG_LET(name, practitionerName(m_snapshot, row.practitioner));
                people.insert(row.practitioner, name);
            }
            row.siteName = sites.value(row.site);
            row.practitionerName = people.value(row.practitioner);
        }
        return {};
    }

    const Snapshot &m_snapshot;
    const PlanFilter &m_filter;
    const QDate m_today;
    FollowUpFigures m_figures;
    std::set<Id> m_sites;
    std::vector<Member> m_members;
    QHash<Key, int> m_places;
    FollowUpPlan m_plan;
};

} // namespace

Result<FollowUpPlan> planOf(const Snapshot &snapshot, const Actor &actor, const PlanFilter &filter, QDate today)
{
    const Id site = filter.site.isNone() ? actor.site : filter.site;
    YIGONG_TRY(requireAt(snapshot, actor, Door::ReadPatient, site));
    return PlanReading(snapshot, filter, today).read(actor, site);
}

} // namespace yigong
