// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_plan.h"
#include "core/followups/form_doors.h"
#include "core/security/policy.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"

#include <QHash>
#include <algorithm>
#include <deque>
#include <set>

namespace yigong {

namespace {

/// Older forms change nothing that is still to be done, unless there is nothing younger.
constexpr int daysRead = 400;

/// As they stand, read without a copy: 40,000 forms of a township have half a million fields.
constexpr const char *formColumns =
    "f.visit_date, f.entered, f.id, f.systolic, f.diastolic, f.fasting_glucose, f.glucose, f.danger_signs, "
    "f.adverse_reaction, f.new_complication, f.pregnant, f.outcome, f.step, f.due, f.check_referral_by, f.next_on, "
    "f.amends";

/// "2025-05-13", the store's one way to write a day.
QDate dayAt(const Columns &columns, int column)
{
    const std::string_view text = columns.chars(column);
    if (text.size() != 10)
        return {};
    const auto number = [text](std::size_t from, std::size_t count) {
        int value = 0;
        for (std::size_t i = from; i < from + count; ++i)
            value = value * 10 + (text[i] - '0');
        return value;
    };
    return {number(0, 4), number(5, 2), number(8, 2)};
}

/// "6.5" in hundredths, as a Measured is stored; nothing of an empty one.
std::optional<int> hundredthsAt(const Columns &columns, int column)
{
    const std::string_view text = columns.chars(column);
    if (text.empty())
        return std::nullopt;
    int whole = 0, part = 0, places = -1;
    for (const char c : text)
        if (c == '.')
            places = 0;
        else if (places < 0)
            whole = whole * 10 + (c - '0');
        else if (places < 2) {
            part = part * 10 + (c - '0');
            ++places;
        }
    return whole * 100 + (places == 1 ? part * 10 : part);
}

std::optional<int> wholeAt(const Columns &columns, int column)
{
    const auto hundredths = hundredthsAt(columns, column);
    return hundredths ? std::optional{*hundredths / 100} : std::nullopt;
}

PlannedFollowUp formAt(const Columns &c, int first)
{
    PlannedFollowUp form;
    form.finding.date = dayAt(c, first);
    form.entered = c.instant(first + 1);
    form.id = c.id(first + 2);
    form.finding.systolic = wholeAt(c, first + 3);
    form.finding.diastolic = wholeAt(c, first + 4);
    form.finding.fastingGlucose = hundredthsAt(c, first + 5);
    form.finding.glucose = hundredthsAt(c, first + 6);
    if (!c.chars(first + 7).empty()) // which ones, the rules do not ask
        form.finding.dangerSigns.append(QStringLiteral("1"));
    form.finding.adverseReaction = c.integer(first + 8) != 0;
    form.finding.newComplication = c.integer(first + 9) != 0;
    form.finding.pregnant = c.integer(first + 10) != 0;
    form.closed.outcome = static_cast<FollowUpClass>(c.integer(first + 11));
    form.closed.step = static_cast<FollowUpStep>(c.integer(first + 12));
    form.closed.due = dayAt(c, first + 13);
    form.closed.checkReferralBy = dayAt(c, first + 14);
    form.nextOn = dayAt(c, first + 15);
    form.amends = c.id(first + 16);
    return form;
}

PartialDate birthAt(const Columns &columns, int column)
{
    const QDate day = dayAt(columns, column);
    return day.isValid() ? PartialDate(day) : PartialDate::parse(columns.text(column)).value_or(PartialDate{});
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
        m_maySeeSensitive = allows(static_cast<StaffRole>(actor.role), Door::ReadSensitive);
        YIGONG_TRY(readMerged());
        YIGONG_TRY(readEnrolments());
        YIGONG_TRY(readForms());
        YIGONG_TRY(readOldForms());
        YIGONG_TRY(readHealthForms());
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
        std::vector<HealthForm> healthForms; ///< of a program whose forms are data
        QDate turnBegan;                     ///< see enrolment.h
    };
    using Key = std::pair<Id, int>;

    /// Of the resident whom the id in the first column leads to, and the program in the second. Forms of one come
    /// together.
    Member *memberAt(const Columns &c)
    {
        const Key asked{c.id(0), static_cast<int>(c.integer(1))};
        if (asked != m_lastAsked) {
            const auto found = m_places.constFind(Key{m_tops.value(asked.first, asked.first), asked.second});
            m_lastFound = found == m_places.constEnd() ? nullptr : &m_members[static_cast<std::size_t>(*found)];
            m_lastAsked = asked;
        }
        return m_lastFound;
    }

    /// Which of several ids of one person is shown.
    Result<void> readMerged()
    {
        return m_snapshot.each("SELECT id, merged_into FROM patient WHERE merged_into IS NOT NULL", {},
                               [this](const Columns &c) { m_tops.insert(c.id(0), c.id(1)); });
    }

    bool isAsked(Id site, Id practitioner, FollowUpProgram program)
    {
        if (!m_sites.contains(site) || m_filter.program.value_or(program) != program)
            return false;
        m_practitioners.insert(practitioner);
        return m_filter.practitioner.isNone() || m_filter.practitioner == practitioner;
    }

    Result<void> readEnrolments()
    {
        return m_snapshot.each(
            "SELECT p.id, e.program, p.site, e.practitioner, e.id, e.enrolled_on, p.name, p.phone, "
            "p.address, p.birth_date, p.household, CASE WHEN e.program > 2 THEN (SELECT max(c.closed_on) FROM "
            "program_enrolment c WHERE c.patient = e.patient AND c.program = e.program AND "
            "c.closed_on <> '') END FROM program_enrolment e JOIN patient p ON p.id = "
            "coalesce((SELECT m.merged_into FROM patient m WHERE m.id = e.patient AND m.merged_into "
            "IS NOT NULL), e.patient) WHERE e.closed_on = '' AND p.deceased_on = '' AND "
            "p.left_on = '' AND p.voided_on = ''",
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
                member.row.birthDate = birthAt(c, 9);
                member.row.household = c.id(10);
                if (!hasOwnRecord(program))
                    member.turnBegan = dayAt(c, 11);
                m_places.insert(key, static_cast<int>(m_members.size()));
                m_members.push_back(std::move(member));
            });
    }

    Result<void> readForms()
    {
        const std::string columns = std::string("SELECT f.patient, f.program, ") + formColumns;
        const QString since = m_today.addDays(-daysRead).toString(Qt::ISODate);
        const auto take = [this](const Columns &c) {
            if (Member *member = memberAt(c)) {
                if (member->forms.empty())
                    member->forms.reserve(8); // a year's
                member->forms.push_back(formAt(c, 2));
            }
        };
        YIGONG_TRY(m_snapshot.each(columns +
                                       " FROM program_enrolment e CROSS JOIN follow_up f ON f.patient = e.patient "
                                       "AND f.program = e.program AND f.visit_date >= ? WHERE e.closed_on = ''",
                                   {since}, take));
        // Under another id of the same person; what comes twice is dropped where it is put in place.
        return m_snapshot.each(columns + " FROM patient m CROSS JOIN follow_up f ON f.patient IN (m.id, m.merged_into) "
                                         "AND f.visit_date >= ? WHERE m.merged_into IS NOT NULL",
                               {since}, take);
    }

    /// Who was not seen for more than a year: their last forms say what was left undone.
    Result<void> readOldForms()
    {
        const std::string sql = std::string("SELECT ") + formColumns +
                                " FROM follow_up f WHERE f.patient IN (SELECT ?1 UNION ALL SELECT m.id FROM patient m "
                                "WHERE m.merged_into = ?1) AND f.program = ?2";
        for (Member &member : m_members)
            if (member.forms.empty() && hasOwnRecord(member.row.program))
                YIGONG_TRY(
                    m_snapshot.each(sql, {member.row.patient.bytes(), ValueOf<FollowUpProgram>::to(member.row.program)},
                                    [&member](const Columns &c) { member.forms.push_back(formAt(c, 0)); }));
        return {};
    }

    /// Forms of the other programs. A resident has few of them, and the rules ask all: of a pregnancy, of a child.
    Result<void> readHealthForms()
    {
        for (Member &member : m_members) {
            if (hasOwnRecord(member.row.program))
                continue;
            YIGONG_LET(forms,
                       standingHealthFormsOf(m_snapshot, member.row.patient, formsOfProgram(member.row.program)));
            std::erase_if(forms, [&member](const HealthForm &form) {
                return member.turnBegan.isValid() && form.day <= member.turnBegan;
            });
            member.healthForms = std::move(forms);
        }
        return {};
    }

    ProgramPlan planOfMember(Member &member) const
    {
        if (hasOwnRecord(member.row.program))
            return planFor(member.row.program, member.row.birthDate, member.enrolledOn, std::move(member.forms),
                           member.contacts, m_today, m_figures);
        return planFor({member.row.program, member.row.birthDate, member.enrolledOn, std::move(member.healthForms)},
                       member.contacts, m_today, m_figures);
    }

    Result<void> readContacts()
    {
        const char *sql = "SELECT patient, program, day, entered, id, outcome FROM follow_up_contact WHERE day >= ?";
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
        std::vector<PlanRow *> shown;
        for (Member &member : m_members) {
            member.row.plan = planOfMember(member);
            count(member.row.plan);
            // Who is ill in mind is counted for everybody, and named to doctors alone.
            const bool isNamed = m_maySeeSensitive || member.row.program != FollowUpProgram::MentalDisorder;
            if (isNamed && isShown(member.row.plan))
                shown.push_back(&member.row);
        }
        std::stable_sort(shown.begin(), shown.end(),
                         [](const PlanRow *a, const PlanRow *b) { return a->plan.due < b->plan.due; });
        if (shown.size() > static_cast<std::size_t>(m_filter.limit))
            shown.resize(static_cast<std::size_t>(m_filter.limit));
        for (PlanRow *row : shown)
            m_plan.rows.push_back(std::move(*row));
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
        for (const Id practitioner : m_practitioners) {
            YIGONG_LET(name, practitionerName(m_snapshot, practitioner));
            if (!name.isEmpty())
                m_plan.practitioners.emplace_back(practitioner, name);
        }
        std::sort(m_plan.practitioners.begin(), m_plan.practitioners.end(), [](const auto &a, const auto &b) {
            return std::tie(a.second, a.first) < std::tie(b.second, b.first);
        });
        return {};
    }

    const Snapshot &m_snapshot;
    const PlanFilter &m_filter;
    const QDate m_today;
    FollowUpFigures m_figures;
    bool m_maySeeSensitive = false;
    std::set<Id> m_sites;
    std::set<Id> m_practitioners; ///< who answer for somebody
    std::deque<Member> m_members; ///< they are heavy: none is moved as the list grows
    QHash<Key, int> m_places;
    Key m_lastAsked{Id{}, -1};
    Member *m_lastFound = nullptr;
    QHash<Id, Id> m_tops;
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
