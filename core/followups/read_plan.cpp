// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_plan.h"
#include "core/followups/plan_columns.h"
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
        YIGONG_TRY(readContacts());
        YIGONG_TRY(readHealthForms());
        workOut();
        YIGONG_TRY(fillNames());
        return std::move(m_plan);
    }

private:
    struct Member
    {
        PlanRow row;
        QDate enrolledOn;
        std::size_t firstForm = 0, forms = 0;   ///< of m_forms, where they lie together
        std::vector<PlannedFollowUp> moreForms; ///< old ones, and those under other ids; some may be there twice
        std::vector<FollowUpContact> contacts;
        std::vector<HealthForm> healthForms; ///< of a program whose forms are data
        QDate turnBegan;                     ///< see enrolment.h
        bool isPlanned = false;
    };
    using Key = std::pair<Id, int>;

    Member *memberOf(Id patient, FollowUpProgram program)
    {
        const Key asked{patient, static_cast<int>(program)};
        if (asked != m_lastAsked) {
            const auto found = m_places.constFind(Key{m_tops.value(asked.first, asked.first), asked.second});
            m_lastFound = found == m_places.constEnd() ? nullptr : &m_members[static_cast<std::size_t>(*found)];
            m_lastAsked = asked;
        }
        return m_lastFound;
    }
    /// Of the resident whom the id in the first column leads to, and the program in the second. Forms of one come
    /// together.
    Member *memberAt(const Columns &c) { return memberOf(c.id(0), static_cast<FollowUpProgram>(c.integer(1))); }

    /// Which of several ids of one person is shown: the last that is reached from each.
    Result<void> readMerged()
    {
        QHash<Id, Id> into;
        YIGONG_TRY(m_snapshot.each("SELECT id, merged_into FROM patient WHERE merged_into IS NOT NULL", {},
                                   [&into](const Columns &c) { into.insert(c.id(0), c.id(1)); }));
        for (auto merged = into.cbegin(); merged != into.cend(); ++merged) {
            Id top = merged.value();
            for (int depth = 0; depth < 8 && into.contains(top); ++depth)
                top = into.value(top);
            m_tops.insert(merged.key(), top);
            m_others[top].push_back(merged.key());
        }
        return {};
    }

    [[nodiscard]] std::vector<Id> idsOf(const Member &member) const
    {
        std::vector<Id> ids = m_others.value(member.row.patient);
        ids.push_back(member.row.patient);
        return ids;
    }

    bool isAsked(Id site, Id practitioner, FollowUpProgram program)
    {
        if (!m_sites.contains(site) || m_filter.program.value_or(program) != program)
            return false;
        m_practitioners.insert(practitioner);
        return m_filter.practitioner.isNone() || m_filter.practitioner == practitioner;
    }

    void takeEnrolment(const Columns &c)
    {
        const auto program = static_cast<FollowUpProgram>(c.integer(1));
        ++(hasOwnRecord(program) ? m_known.own : m_known.others);
        const Key key{c.id(0), static_cast<int>(program)};
        if (!isAsked(c.id(2), c.id(3), program) || m_places.contains(key))
            return;
        ++(hasOwnRecord(program) ? m_asked.own : m_asked.others);
        Member member;
        member.row.patient = key.first;
        member.row.program = program;
        member.row.site = c.id(2);
        member.row.practitioner = c.id(3);
        member.row.enrolment = c.id(4);
        member.enrolledOn = storedDayAt(c, 5);
        member.row.patientName = c.text(6);
        member.row.phone = c.text(7);
        member.row.address = c.text(8);
        member.row.birthDate = storedBirthAt(c, 9);
        member.row.household = c.id(10);
        if (!hasOwnRecord(program))
            member.turnBegan = storedDayAt(c, 11);
        m_places.insert(key, static_cast<int>(m_members.size()));
        m_memberRows.emplace_back(c.integer(12), m_members.size());
        m_members.push_back(std::move(member));
    }

    /// Under a resident's own id first; then those that were made under another id of theirs.
    Result<void> readEnrolments()
    {
        const std::string columns =
            "SELECT p.id, e.program, p.site, e.practitioner, e.id, e.enrolled_on, p.name, p.phone, p.address, "
            "p.birth_date, p.household, CASE WHEN e.program > 2 THEN (SELECT max(c.closed_on) FROM program_enrolment c "
            "WHERE c.patient = e.patient AND c.program = e.program AND c.closed_on <> '') END, e.rid ";
        const std::string living = " AND e.closed_on = '' AND p.deceased_on = '' AND p.left_on = '' AND "
                                   "p.voided_on = '' AND p.merged_into IS NULL";
        const auto take = [this](const Columns &c) { takeEnrolment(c); };
        YIGONG_TRY(m_snapshot.each(
            columns + "FROM program_enrolment e CROSS JOIN patient p ON p.id = e.patient" + living, {}, take));
        for (auto merged = m_tops.cbegin(); merged != m_tops.cend(); ++merged)
            YIGONG_TRY(m_snapshot.each(columns +
                                           "FROM program_enrolment e CROSS JOIN patient p WHERE e.patient = ? "
                                           "AND p.id = ?" +
                                           living,
                                       {merged.key().bytes(), merged.value().bytes()}, take));
        return {};
    }

    /// One of a few villages is asked: whoever is in it is looked up, instead of reading what everybody has.
    static bool areFew(int asked, int known) { return asked * 8 < known; }

    /// Of the enrolment in this row of its table; those of one come together.
    Member *memberInRow(qint64 row)
    {
        if (row != m_lastRow) {
            const auto found =
                std::lower_bound(m_memberRows.begin(), m_memberRows.end(), std::pair{row, std::size_t{0}});
            const bool isAsked = found != m_memberRows.end() && found->first == row;
            m_lastInRow = isAsked ? &m_members[found->second] : nullptr;
            m_lastRow = row;
        }
        return m_lastInRow;
    }

    Result<void> readForms()
    {
        const QString since = m_today.addDays(-daysRead).toString(Qt::ISODate);
        const std::string among = " FROM follow_up f WHERE f.patient = ? AND f.program = ? AND f.visit_date >= ?";
        if (areFew(m_asked.own, m_known.own)) {
            for (Member &member : m_members)
                YIGONG_TRY(readFormsOf(member, among, since));
            return {};
        }
        std::sort(m_memberRows.begin(), m_memberRows.end());
        m_forms.reserve(static_cast<std::size_t>(m_asked.own) * 5); // a year's
        YIGONG_TRY(m_snapshot.each(std::string("SELECT e.rid, ") + plannedFormColumns +
                                       " FROM program_enrolment e CROSS JOIN follow_up f ON f.patient = e.patient "
                                       "AND f.program = e.program AND f.visit_date >= ? WHERE e.closed_on = ''",
                                   {since}, [this](const Columns &c) {
                                       Member *member = memberInRow(c.integer(0));
                                       if (!member)
                                           return;
                                       if (member->forms++ == 0)
                                           member->firstForm = m_forms.size();
                                       m_forms.push_back(plannedFormAt(c, 1));
                                   }));
        // Under other ids of the same person; what comes twice is dropped where it is put in place.
        for (Member &member : m_members)
            if (m_others.contains(member.row.patient))
                YIGONG_TRY(readFormsOf(member, among, since));
        return {};
    }

    /// Under each of their ids.
    Result<void> readFormsOf(Member &member, const std::string &among, const QString &since)
    {
        if (!hasOwnRecord(member.row.program))
            return {};
        const std::string sql = std::string("SELECT ") + plannedFormColumns + among;
        for (const Id id : idsOf(member))
            YIGONG_TRY(
                m_snapshot.each(sql, {id.bytes(), ValueOf<FollowUpProgram>::to(member.row.program), since},
                                [&member](const Columns &c) { member.moreForms.push_back(plannedFormAt(c, 0)); }));
        return {};
    }

    /// Who was not seen for more than a year: their last forms say what was left undone.
    Result<void> readOldForms()
    {
        for (Member &member : m_members)
            if (member.forms == 0 && member.moreForms.empty())
                YIGONG_TRY(readFormsOf(
                    member, " FROM follow_up f WHERE f.patient = ? AND f.program = ? AND f.visit_date >= ?", {}));
        return {};
    }

    void takeHealthForm(const Columns &c)
    {
        const std::string_view chars = c.chars(1);
        const auto code = std::find_if(m_codes.begin(), m_codes.end(),
                                       [chars](const CountedCode &known) { return known.chars == chars; });
        if (code == m_codes.end())
            return;
        const Id patient = c.id(0);
        if (patient != m_lastPatient)
            planWhoIsRead();
        m_lastPatient = patient;
        for (const FollowUpProgram program : code->programs)
            if (Member *member = memberOf(patient, program)) {
                member->healthForms.push_back(plannedHealthFormAt(c, code->code));
                m_beingRead.insert(member);
            }
    }

    /// Forms of one come together: they are judged and let go, instead of holding a township's answers. Whose record
    /// has other ids waits for theirs.
    void planWhoIsRead()
    {
        for (Member *member : m_beingRead)
            if (!m_others.contains(member->row.patient)) {
                member->row.plan = planOfMember(*member);
                member->isPlanned = true;
            }
        m_beingRead.clear();
    }

    /// Forms of the other programs, in one pass: the rules ask all, of a pregnancy, of a child.
    Result<void> readHealthForms()
    {
        if (m_asked.others == 0)
            return {};
        m_codes = countedCodes();
        const std::string sql = std::string("SELECT ") + plannedHealthFormColumns + " FROM health_form f WHERE ";
        const auto take = [this](const Columns &c) { takeHealthForm(c); };
        if (areFew(m_asked.others, m_known.others)) {
            std::set<Id> ids; // somebody may be in several programs
            for (const Member &member : m_members)
                if (!hasOwnRecord(member.row.program))
                    for (const Id id : idsOf(member))
                        ids.insert(id);
            for (const Id id : ids)
                YIGONG_TRY(m_snapshot.each(sql + "f.patient = ?", {id.bytes()}, take));
        } else {
            YIGONG_TRY(m_snapshot.each(
                sql + "f.patient IN (SELECT patient FROM program_enrolment WHERE closed_on = '' AND program > 2 UNION "
                      "SELECT id FROM patient WHERE merged_into IS NOT NULL UNION SELECT merged_into FROM patient "
                      "WHERE merged_into IS NOT NULL)",
                {}, take));
        }
        planWhoIsRead();
        return {};
    }

    /// Corrected ones leave, and those of an earlier turn in the program.
    static void keepStanding(Member &member)
    {
        std::vector<HealthForm> &forms = member.healthForms;
        std::set<Id> corrected;
        for (const HealthForm &form : forms)
            if (!form.amends.isNone())
                corrected.insert(form.amends);
        std::erase_if(forms, [&](const HealthForm &form) {
            return corrected.contains(form.id) || (member.turnBegan.isValid() && form.day <= member.turnBegan);
        });
        std::sort(forms.begin(), forms.end(), [](const HealthForm &a, const HealthForm &b) {
            return std::tie(a.day, a.entered, a.id) < std::tie(b.day, b.entered, b.id);
        });
    }

    std::span<PlannedFollowUp> formsOf(Member &member)
    {
        const std::span together(m_forms.data() + member.firstForm, member.forms);
        if (member.moreForms.empty())
            return together;
        member.moreForms.insert(member.moreForms.end(), together.begin(), together.end());
        return member.moreForms;
    }

    ProgramPlan planOfMember(Member &member)
    {
        if (hasOwnRecord(member.row.program))
            return planFor(member.row.program, member.row.birthDate, member.enrolledOn, formsOf(member),
                           member.contacts, m_today, m_figures);
        keepStanding(member);
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
            contact.day = storedDayAt(c, 2);
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
            if (!member.isPlanned)
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
    struct Counts
    {
        int own = 0, others = 0; ///< programs with a record of their own, those whose forms are data
    };
    Counts m_known, m_asked; ///< enrolments that are open, and those of them that are asked for
    std::vector<CountedCode> m_codes;
    Id m_lastPatient;
    std::set<Member *> m_beingRead; ///< members of that resident
    std::deque<Member> m_members;   ///< they are heavy: none is moved as the list grows
    QHash<Key, int> m_places;
    std::vector<std::pair<qint64, std::size_t>> m_memberRows; ///< row of the enrolment → place among the members
    qint64 m_lastRow = -1;
    Member *m_lastInRow = nullptr;
    std::vector<PlannedFollowUp> m_forms; ///< of all members, those of one together
    Key m_lastAsked{Id{}, -1};
    Member *m_lastFound = nullptr;
    QHash<Id, Id> m_tops;                ///< other ids of residents → the one that is shown
    QHash<Id, std::vector<Id>> m_others; ///< and back
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
