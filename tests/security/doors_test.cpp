// SPDX-License-Identifier: GPL-3.0-or-later
// Each door of core × each role × the actor's own site, one below it and one out of reach. The table is written by
// hand, from the policy that a county is promised; it is not made from the code.
#include "core/codes/catalogue.h"
#include "core/codes/drug_class.h"
#include "core/contracts/care_teams.h"
#include "core/contracts/contract_list.h"
#include "core/contracts/contract_sheet.h"
#include "core/contracts/sign_contract.h"
#include "core/encounters/close_visit.h"
#include "core/encounters/drafts.h"
#include "core/encounters/pressure.h"
#include "core/encounters/visit_basis.h"
#include "core/exchange/patient_export.h"
#include "core/followups/enrolment.h"
#include "core/followups/follow_up_paper.h"
#include "core/followups/follow_up_trends.h"
#include "core/followups/form_doors.h"
#include "core/followups/refer_from_follow_up.h"
#include "core/followups/save_follow_up.h"
#include "core/inventory/balance.h"
#include "core/inventory/count.h"
#include "core/inventory/ledger.h"
#include "core/inventory/special_register.h"
#include "core/patients/allergies.h"
#include "core/patients/departures.h"
#include "core/patients/find.h"
#include "core/patients/households.h"
#include "core/patients/open_resident.h"
#include "core/patients/register.h"
#include "core/patients/resident_file.h"
#include "core/patients/residents.h"
#include "core/patients/timeline.h"
#include "core/referrals/referral_desk.h"
#include "core/referrals/referral_list.h"
#include "core/reports/report.h"
#include "core/security/accounts.h"
#include "core/security/audit_reading.h"
#include "core/security/break_glass.h"
#include "core/security/sign_in.h"
#include "core/sites/devices.h"
#include "core/sites/site_tree.h"
#include "core/sites/staff.h"
#include "core/sync/conflicts.h"
#include "core/sync/sync_records.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

/// A site with a resident, a visit, a batch and a conflict of its own: what doors are tried on.
struct Place
{
    Site site;
    Id patient, visit, batch, conflict, referral, practitioner, followUp, healthForm, team, signedBy, contract;
};

struct DoorCounty : CountyStore
{
    Site elsewhere; ///< another county's
    std::map<Id, Place> places;

    DoorCounty()
    {
        elsewhere = addSite("340001", "外县人民医院", Tier::County, {}, "WX");
        for (const Site &at : {county, liuhe, wangzhuang, nanpo, elsewhere})
            places[at.id] = placeAt(at);
    }

    /// A team of the site, and somebody else of it who has signed with it.
    void putContract(Place &place, const auto &put)
    {
        CareTeam team;
        team.name = place.site.name;
        team.site = place.site.id;
        team.leader = place.practitioner;
        place.team = put(team);
        ServicePackage package;
        package.id = ServicePackage::idOf("BASE"_q);
        package.code = "BASE"_q;
        package.items = {*serviceItemFrom(u"看病 visit 1")};
        if (places.empty())
            put(package);
        place.signedBy = addResident("张桂英", place.site);
        FamilyContract contract;
        contract.patient = place.signedBy;
        contract.site = place.site.id;
        contract.team = place.team;
        contract.packages = QStringList{package.id.text()};
        contract.signedOn = contract.from = QDate(2025, 1, 6);
        contract.until = QDate(2026, 1, 5);
        place.contract = put(contract);
    }

    Place placeAt(const Site &at)
    {
        Place place;
        place.site = at;
        place.patient = addResident("李秀兰", at);
        place.practitioner = addStaff("某某", at, StaffRole::Nurse).practitioner;
        const auto put = [&](auto record) {
            const auto id = db->write(actor, [&](Transaction &tx) { return tx.insert(record); });
            REQUIRE(id);
            return *id;
        };
        Encounter visit;
        visit.patient = place.patient;
        visit.site = at.id;
        visit.start = clock.now();
        place.visit = put(visit);
        StockBatch batch;
        batch.site = at.id;
        batch.drug = "D0001"_q;
        batch.unitsPerPack = 24;
        place.batch = put(batch);
        Conflict conflict;
        conflict.subjectType = Patient::info.number;
        conflict.subject = conflict.patient = place.patient;
        conflict.field = 1;
        conflict.site = at.id;
        place.conflict = put(conflict);
        ServiceRequest request;
        request.patient = place.patient;
        request.site = at.id;
        request.toSite = at.id;
        place.referral = put(request);
        ProgramEnrolment enrolment;
        enrolment.id = ProgramEnrolment::idOf(place.patient, FollowUpProgram::Hypertension);
        enrolment.patient = place.patient;
        enrolment.site = at.id;
        enrolment.enrolledOn = QDate(2025, 1, 6);
        put(enrolment);
        FollowUp form;
        form.patient = place.patient;
        form.site = at.id;
        form.visitDate = QDate(2025, 4, 29);
        form.systolic = {15800};
        form.diastolic = {9200};
        place.followUp = put(form);
        HealthForm healthForm;
        healthForm.patient = place.patient;
        healthForm.site = at.id;
        healthForm.formCode = QString::fromLatin1(healthCheckForm);
        healthForm.day = QDate(2025, 4, 29);
        place.healthForm = put(healthForm);
        putContract(place, put);
        return place;
    }
};

using Try = std::function<Result<void>(DoorCounty &, Transaction &, const Place &)>;

template <typename T> Result<void> nothingOf(const Result<T> &answer)
{
    return answer ? Result<void>{} : Result<void>(fail(answer.error()));
}

struct DoorRow
{
    const char *door;
    Try pass;
    /// For each role in the order below: own site, below, out of reach. A may, F forbidden to the role, S out of scope.
    const char *expected;
};

constexpr std::array roles{StaffRole::VillageDoctor, StaffRole::TownshipDoctor,   StaffRole::Nurse,
                           StaffRole::Pharmacist,    StaffRole::TownshipManager,  StaffRole::CountyDoctor,
                           StaffRole::CountyManager, StaffRole::InsuranceOfficer, StaffRole::Administrator,
                           StaffRole::Auditor};

const std::vector<DoorRow> &doorRows()
{
    //                    village  t.doctor nurse pharmacist t.manager c.doctor c.manager insurance admin auditor
    static const std::vector<DoorRow> rows{
        {"open a resident's record",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(openResident(tx, tx.actor(), at.patient));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"read a timeline",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(timelineOf(tx, tx.actor(), at.patient));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"read blood pressures",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(pressureReadings(tx, tx.actor(), at.patient));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"begin a visit",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(visitBasis(tx, tx.actor(), at.patient, Catalogue::shipped()));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"open a visit",
         [](DoorCounty &, Transaction &tx, const Place &at) { return nothingOf(openVisit(tx, tx.actor(), at.visit)); },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"open a referral",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(openReferral(tx, tx.actor(), at.referral, tx.now()));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"list referrals",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(referralBoard(tx, tx.actor(), at.site.id, ReferralDirection::Both, {}, tx.now()));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"break the glass", // where there is a basis already, it is told so: W
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(breakGlass(tx, at.patient, "急诊昏迷，家属不在"_q));
         },
         "W-A WWA WWA FFF FFF WAA FFF FFF FFF FFF"},
        {"register a resident",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             PatientDraft draft;
             draft.name = "王小明"_q;
             draft.sex = Sex::Male;
             draft.birthDate = *PartialDate::parse(u"1990-01-02");
             draft.noIdReason = "遗失"_q;
             draft.site = at.site.id;
             return nothingOf(registerPatient(tx, draft));
         },
         "A-S AAS AAS FFF AAS ASS AAS FFF FFF FFF"},
        {"edit a resident",
         [](DoorCounty &, Transaction &tx, const Place &at) -> Result<void> {
             YIGONG_LET(before, tx.get<Patient>(at.patient));
             Patient after = before;
             after.phone = "13900000002"_q;
             return nothingOf(editPatient(tx, before, after));
         },
         "A-S AAS AAS FFF AAS ASS AAS FFF FFF FFF"},
        {"fill in the basic information form",
         [](DoorCounty &, Transaction &tx, const Place &at) -> Result<void> {
             YIGONG_LET(before, residentFileOf(tx, at.patient));
             ResidentFile after = before;
             after.form.workplace = "王庄小学"_q;
             return nothingOf(saveResidentFile(tx, before, after));
         },
         "A-S AAS AAS FFF AAS ASS AAS FFF FFF FFF"},
        {"note that a resident moved out",
         [](DoorCounty &, Transaction &tx, const Place &at) { return moveOut(tx, at.patient, {}, {}, "务工"_q); },
         "A-S AAS AAS FFF AAS ASS AAS FFF FFF FFF"},
        {"make a household",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(makeHousehold(tx, {at.patient, "1"_q, {}, {}, {}}));
         },
         "A-S AAS AAS FFF AAS ASS AAS FFF FFF FFF"},
        {"record an allergy",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             AllergyDraft draft;
             draft.patient = at.patient;
             draft.substance = "青霉素"_q;
             return nothingOf(recordAllergy(tx, draft));
         },
         "A-S AAS AAS FFF AAS ASS AAS FFF FFF FFF"},
        {"read the follow-ups of a resident",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(followUpsOf(tx, tx.actor(), at.patient, 10));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"read values over time",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(followUpTrends(tx, tx.actor(), at.patient, tx.today()));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"print the form of a program",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(followUpPaper(tx, tx.actor(), at.patient, FollowUpProgram::Hypertension));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"begin the referral that a follow-up asks for",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(referralDraftOf(tx, tx.actor(), at.followUp));
         },
         "A-S AAS FFF FFF FFF FFF FFF FFF FFF FFF"},
        {"begin the correction of a follow-up",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(draftCorrection(tx, tx.actor(), at.followUp));
         },
         "A-S AAS AAS FFF FFF ASS FFF FFF FFF FFF"},
        {"read the plan of follow-ups",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             PlanFilter filter;
             filter.site = at.site.id;
             return nothingOf(planOf(tx, tx.actor(), filter, tx.today()));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"enrol a resident in a program",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             EnrolmentDraft draft;
             draft.patient = at.patient;
             draft.program = FollowUpProgram::Diabetes;
             return nothingOf(enrolInProgram(tx, draft));
         },
         "A-S AAS AAS FFF FFF ASS FFF FFF FFF FFF"},
        {"begin a follow-up",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(draftFollowUp(tx, tx.actor(), at.patient, {}, {}));
         },
         "A-S AAS AAS FFF FFF ASS FFF FFF FFF FFF"},
        {"close a follow-up",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             FollowUpDraft draft;
             draft.patient = at.patient;
             FollowUp form;
             form.way = 1;
             form.symptoms = QStringList{"1"_q};
             form.systolic = {13000};
             form.diastolic = {8000};
             draft.forms = {form};
             return nothingOf(saveFollowUp(tx, draft));
         },
         "A-S AAS AAS FFF FFF ASS FFF FFF FFF FFF"},
        {"read the national forms of a resident",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(healthFormsOf(tx, tx.actor(), at.patient));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"begin a national form",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(draftHealthForm(tx, tx.actor(), at.patient, QString::fromLatin1(healthCheckForm)));
         },
         "A-S AAS AAS FFF FFF ASS FFF FFF FFF FFF"},
        {"begin the correction of a national form",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(draftHealthFormCorrection(tx, tx.actor(), at.healthForm));
         },
         "A-S AAS AAS FFF FFF ASS FFF FFF FFF FFF"},
        {"close a national form",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             HealthFormDraft draft;
             draft.amends = at.healthForm;
             draft.amendReason = "抄错"_q;
             draft.answers.set("symptoms"_q, "1"_q);
             return nothingOf(saveHealthForm(tx, draft));
         },
         "A-S AAS AAS FFF FFF ASS FFF FFF FFF FFF"},
        {"note a try to reach somebody",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             FollowUpContact contact;
             contact.patient = at.patient;
             return nothingOf(noteContact(tx, contact));
         },
         "A-S AAS AAS FFF FFF ASS FFF FFF FFF FFF"},
        {"take a resident out of a program",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return closeProgram(tx, at.patient, FollowUpProgram::Hypertension, "refused"_q);
         },
         "A-S AAS AAS FFF FFF ASS FFF FFF FFF FFF"},
        {"sign a contract",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             ContractDraft draft;
             draft.patient = at.patient;
             draft.team = at.team;
             draft.packages = {ServicePackage::idOf("BASE"_q)};
             return nothingOf(signContract(tx, draft));
         },
         "A-S AAS FFF FFF FFF FFF FFF FFF FFF FFF"},
        {"end a contract",
         [](DoorCounty &, Transaction &tx, const Place &at) { return endContract(tx, at.contract, "revoked"_q); },
         "A-S AAS FFF FFF FFF FFF FFF FFF FFF FFF"},
        {"read a resident's contracts",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(contractsOf(tx, tx.actor(), at.signedBy, tx.today()));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"print a contract",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(contractSheet(tx, tx.actor(), at.contract));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"list who has signed",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             ContractFilter filter;
             filter.site = at.site.id;
             return nothingOf(contractList(tx, tx.actor(), filter, tx.today()));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"read the rates of contracts",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(contractRates(tx, tx.actor(), at.site.id, tx.today()));
         },
         "A-S AAS FFF FFF AAS AAS AAS AAS FFF AAS"},
        {"make a team",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             CareTeamDraft draft;
             draft.name = "新团队"_q;
             draft.site = at.site.id;
             draft.leader = at.practitioner;
             return nothingOf(addCareTeam(tx, draft));
         },
         "F-F FFF FFF FFF FFF FFF AAA FFF AAA FFF"},
        {"close a package of services",
         [](DoorCounty &, Transaction &tx, const Place &) {
             return closeServicePackage(tx, ServicePackage::idOf("BASE"_q), "换新"_q);
         },
         "F-F FFF FFF FFF FFF FFF AAA FFF AAA FFF"},
        {"read the shelf",
         [](DoorCounty &, Transaction &tx, const Place &at) { return nothingOf(stockAt(tx, tx.actor(), at.site.id)); },
         "A-S AAS AAS AAS AAS AAS AAS FFF FFF FFF"},
        {"count a batch",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(countBatch(tx, at.batch, Quantity{5}, "盘点"_q));
         },
         "A-S AAS AAS AAS AAS FFF FFF FFF FFF FFF"},
        {"hold a batch back",
         [](DoorCounty &, Transaction &tx, const Place &at) { return nothingOf(holdBatch(tx, at.batch, true)); },
         "A-S AAS AAS AAS AAS FFF FFF FFF FFF FFF"},
        {"read the register of special drugs",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(specialRegister(tx, tx.actor(), at.site.id, {}, QDate(2025, 1, 1), tx.today()));
         },
         "A-S AAS AAS AAS AAS ASS AAS FFF FFF FFF"},
        {"take the right to narcotics away",
         [](DoorCounty &, Transaction &tx, const Place &at) { return setNarcoticRight(tx, at.practitioner, false); },
         "F-F FFF FFF FFF FFF FFF FFF FFF AAS FFF"},
        {"set a drug's class",
         [](DoorCounty &, Transaction &tx, const Place &) {
             return setDrugClass(tx, "D0001"_q, SpecialClass::Toxic, "试"_q);
         },
         "F-F FFF FFF FFF FFF FFF AAA FFF AAA FFF"},
        {"look at a conflict",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(openConflict(tx, tx.actor(), at.conflict));
         },
         "A-S AAS FFF FFF AAS ASS AAS FFF FFF FFF"},
        {"settle a conflict",
         [](DoorCounty &, Transaction &tx, const Place &at) { return settleConflict(tx, at.conflict, "李秀兰"_q); },
         "A-S AAS FFF FFF AAS ASS AAS FFF FFF FFF"},
        {"run a report",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             const ReportRequest request{"activity"_q, QDate(2025, 1, 1), QDate(2025, 3, 31), at.site.id};
             return nothingOf(runReport(tx, tx.actor(), request, tx.now()));
         },
         "A-S AAS FFF FFF AAS AAS AAS AAS FFF AAS"},
        {"engage somebody",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(addPractitioner(
                 tx, {"新人"_q, "newcomer"_q, at.site.id, static_cast<int>(StaffRole::Nurse), "护士"_q}));
         },
         "F-F FFF FFF FFF FFF FFF FFF FFF AAS FFF"},
        {"mark somebody as left",
         [](DoorCounty &, Transaction &tx, const Place &at) { return markLeft(tx, at.practitioner, tx.today()); },
         "F-F FFF FFF FFF FFF FFF FFF FFF AAS FFF"},
        {"make an account",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             return nothingOf(createAccount(tx, at.practitioner, "correct Horse 7"_q, true, PasswordCost::Training));
         },
         "F-F FFF FFF FFF FFF FFF FFF FFF AAS FFF"},
        {"invite a laptop",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             InvitationDraft draft;
             draft.site = at.site.id;
             return nothingOf(inviteDevice(tx, draft, QByteArray(32, 'p')));
         },
         "F-F FFF FFF FFF FFF FFF FFF FFF AAS FFF"},
        {"read the second log",
         [](DoorCounty &, Transaction &tx, const Place &at) {
             AuditFilter filter;
             filter.site = at.site.id;
             return nothingOf(auditPage(tx, tx.actor(), filter, 10));
         },
         "F-F FFF FFF FFF FFF FFF FFF FFF FFF AAS"},
        {"set when the screen locks", // this machine's, whoever's site it is
         [](DoorCounty &, Transaction &tx, const Place &) { return setIdleLockMinutes(tx, 5); },
         "F-F FFF FFF FFF FFF FFF AAA FFF AAA FFF"},
        {"read who broke the glass",
         [](DoorCounty &, Transaction &tx, const Place &) { return nothingOf(brokenGlasses(tx, tx.actor(), {}, 10)); },
         "A-A AAA FFF FFF AAA FFF AAA FFF FFF AAA"},
    };
    return rows;
}

char outcomeOf(DoorCounty &c, const Actor &who, const DoorRow &row, const Place &at)
{
    // Whatever was written is taken back: each try finds the same county.
    const auto done = c.db->write(who, [&](Transaction &tx) -> Result<void> {
        YIGONG_TRY(row.pass(c, tx, at));
        return fail(ErrorKind::Cancelled);
    });
    switch (done.error().kind) {
    case ErrorKind::Cancelled:
        return 'A';
    case ErrorKind::Forbidden:
        return 'F';
    case ErrorKind::OutOfScope:
        return 'S';
    case ErrorKind::WrongState:
        return 'W';
    default:
        UNSCOPED_INFO(row.door << ": " << nameOf(done.error().kind).toStdString() << ' '
                               << done.error().field.toStdString());
        return '?';
    }
}

} // namespace

TEST_CASE("each door opens to the roles and sites that the policy promises, and to no other", "[security][doors]")
{
    DoorCounty c;
    for (const DoorRow &row : doorRows()) {
        std::string found;
        for (const StaffRole role : roles) {
            const bool village = role == StaffRole::VillageDoctor;
            const bool county = role >= StaffRole::CountyDoctor;
            const Site &own = village ? c.wangzhuang : county ? c.county : c.liuhe;
            const Actor who{Id::fromKey("practitioner/who"), own.id, static_cast<int>(role)};
            found += found.empty() ? "" : " ";
            found += outcomeOf(c, who, row, c.places[own.id]);
            found += village ? '-' : outcomeOf(c, who, row, c.places[county ? c.nanpo.id : c.wangzhuang.id]);
            found += outcomeOf(c, who, row, c.places[county ? c.elsewhere.id : c.nanpo.id]);
        }
        INFO(row.door);
        CHECK(found == row.expected);
    }
}

TEST_CASE("who is not within reach is found by name alone, and is in no list", "[security][doors]")
{
    DoorCounty c;
    const auto find = [&](const Actor &who) {
        return *c.read([&](const Snapshot &s) { return findPatients(s, who, "李秀兰"_q, 20); });
    };
    const FoundPatients found = find(c.villageDoctor);
    REQUIRE(found.patients.size() == c.places.size());
    int within = 0;
    for (const FoundPatient &one : found.patients) {
        within += one.basis == Basis::None ? 0 : 1;
        if (one.basis != Basis::None)
            continue;
        CHECK(one.patient.phone.isEmpty());
        CHECK(one.patient.birthDate.isNone());
        CHECK(one.patient.conditions.isEmpty());
    }
    CHECK(within == 1);
    const auto listed = [&](const Actor &who) {
        return *c.read([&](const Snapshot &s) { return residentCount(s, who, {}); });
    };
    CHECK(listed(c.villageDoctor) == 2);
    CHECK(listed(c.townshipDoctor) == 4); // 柳河 and 王庄
    CHECK(listed(c.countyDoctor) == 2);   // the hospital's own
}

TEST_CASE("a draft is its author's", "[security][doors]")
{
    DoorCounty c;
    const Actor colleague = c.addStaff("同事", c.wangzhuang, StaffRole::VillageDoctor);
    VisitDraft draft;
    draft.patient = c.places[c.wangzhuang.id].patient;
    draft.complaint = "头晕"_q;
    const auto saved = c.write(c.villageDoctor, [&](Transaction &tx) { return saveDraft(tx, draft); });
    REQUIRE(saved);
    const auto seenBy = [&](const Actor &who) {
        return c.read([&](const Snapshot &s) { return findDraft(s, who, draft.patient); })->has_value();
    };
    CHECK(seenBy(c.villageDoctor));
    CHECK_FALSE(seenBy(colleague));
    VisitDraft over = draft;
    over.id = *saved;
    over.complaint = "盖掉"_q;
    CHECK_FALSE(c.write(colleague, [&](Transaction &tx) { return saveDraft(tx, over); }));
    REQUIRE(c.write(colleague, [&](Transaction &tx) { return discardDraft(tx, *saved); }));
    CHECK(seenBy(c.villageDoctor));
}

TEST_CASE("a hospital reads who was sent to it while the share lasts, and its own slip after", "[security][doors]")
{
    DoorCounty c;
    const Place &home = c.places[c.wangzhuang.id];
    const auto opens = [&] {
        return c.read([&](const Snapshot &s) { return openResident(s, c.countyDoctor, home.patient); });
    };
    CHECK(opens().error().kind == ErrorKind::OutOfScope);
    ReferralDraft draft;
    draft.patient = home.patient;
    draft.toSite = c.county.id;
    draft.reason = "血压控制不满意"_q;
    draft.diagnosis = "高血压"_q;
    draft.allergyStatement = "无"_q;
    const auto sent = c.write(c.villageDoctor, [&](Transaction &tx) { return sendReferral(tx, draft); });
    REQUIRE(sent);
    REQUIRE(opens());
    CHECK(opens()->basis == Basis::Referral);
    // The desk that receives somebody corrects what is wrong on their card; what is theirs alone to say, it cannot.
    const auto renames = [&] {
        return c.write(c.countyDoctor, [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<Patient>(home.patient));
            Patient after = before;
            after.name += "兰"_q;
            return editPatient(tx, before, after);
        });
    };
    CHECK(renames());
    CHECK(c.write(c.countyDoctor, [&](Transaction &tx) { return voidPatient(tx, home.patient, "重复"_q); })
              .error()
              .kind == ErrorKind::OutOfScope);
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return withdrawReferral(tx, sent->id, {}); }));
    CHECK(opens().error().kind == ErrorKind::OutOfScope);
    CHECK_FALSE(renames());
    CHECK(c.read([&](const Snapshot &s) { return openReferral(s, c.countyDoctor, sent->id, c.clock.now()); }));
}

TEST_CASE("a broken glass opens one resident to one person for a time, and is on the lists of both sites",
          "[security][doors]")
{
    DoorCounty c;
    const Place &home = c.places[c.nanpo.id];
    const auto opensTo = [&](const Actor &who) {
        return c.read([&](const Snapshot &s) { return openResident(s, who, home.patient); });
    };
    const auto breaks = [&](const QString &reason) {
        return c.write(c.villageDoctor, [&](Transaction &tx) { return breakGlass(tx, home.patient, reason); });
    };
    CHECK(breaks("  "_q).error().kind == ErrorKind::Required);
    CHECK(breaks("急"_q).error().kind == ErrorKind::OutOfRange);
    REQUIRE(breaks("急诊昏迷，家属不在"_q));
    REQUIRE(opensTo(c.villageDoctor));
    CHECK(opensTo(c.villageDoctor)->basis == Basis::BreakGlass);
    CHECK(opensTo(c.dongheDoctor).error().kind == ErrorKind::OutOfScope);
    // It lets one look, not write.
    AllergyDraft allergy;
    allergy.patient = home.patient;
    allergy.substance = "青霉素"_q;
    CHECK(c.write(c.villageDoctor, [&](Transaction &tx) { return recordAllergy(tx, allergy); }).error().kind ==
          ErrorKind::OutOfScope);
    CHECK(breaks("再来一次，没有必要"_q).error().kind == ErrorKind::WrongState);

    const Actor nanpoDoctor = c.addStaff("孔令军", c.nanpo, StaffRole::VillageDoctor);
    const Actor countyManager = c.addStaff("主任", c.county, StaffRole::CountyManager);
    const auto listFor = [&](const Actor &who) {
        return *c.read([&](const Snapshot &s) { return brokenGlasses(s, who, {}, 10); });
    };
    for (const Actor &who : {nanpoDoctor, countyManager}) {
        REQUIRE(listFor(who).size() == 1);
        CHECK(listFor(who)[0].record.reason == "急诊昏迷，家属不在"_q);
        CHECK(listFor(who)[0].practitionerName == "赵德顺"_q);
    }
    CHECK(listFor(c.dongheDoctor).empty());

    c.hoursPass(23);
    CHECK(opensTo(c.villageDoctor));
    c.hoursPass(2);
    CHECK(opensTo(c.villageDoctor).error().kind == ErrorKind::OutOfScope);
}

TEST_CASE("each synced table has its doors, or is the hub's", "[security][doors]")
{
    DoorCounty c;
    for (const RecordType &type : c.db->types().all()) {
        INFO(type.table().toStdString());
        CHECK(doorsThatWrite(type.table()).empty() == type.info().hubWrites);
    }
}
