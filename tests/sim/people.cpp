// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/people.h"
#include "core/contracts/care_teams.h"
#include "core/contracts/sign_contract.h"
#include "core/encounters/close_visit.h"
#include "core/encounters/visit.h"
#include "core/inventory/count.h"
#include "core/inventory/dispense.h"
#include "core/inventory/ledger.h"
#include "core/patients/allergies.h"
#include "core/patients/departures.h"
#include "core/patients/households.h"
#include "core/patients/register.h"
#include "core/patients/resident_file.h"
#include "core/patients/same_person.h"
#include "core/patients/undo.h"
#include "core/referrals/referral_desk.h"
#include "core/security/break_glass.h"
#include "core/sites/site_tree.h"
#include "core/sync/conflicts.h"
#include "tests/sim/care.h"
#include "tests/sim/programs.h"

namespace yigong::sim {

const char *nameOf(Deed deed)
{
    static constexpr const char *names[] = {
        "registers",      "edits",          "opens-form",    "saves-form",    "notes-death",  "unwrites-death",
        "voids",          "moves",          "notes-allergy", "voids-allergy", "sees",         "amends",
        "dispenses",      "receives",       "counts",        "loses",         "holds",        "refers",
        "pushes",         "does-plan-item", "settles",       "breaks-glass",  "renames-site", "strays",
        "revives",        "merges",         "unmerges",      "enrols",        "follows-up",   "contacts",
        "leaves-program", "fills-form",     "makes-team",    "signs",         "fills-file",   "moves-out-or-back",
        "keeps-house"};
    return names[static_cast<int>(deed)];
}

struct People::At
{
    People &people;
    County &county;
    Station &station;
    Random &random;
    Person person;

    [[nodiscard]] QString words(const char *what) const
    {
        return QString::fromUtf8(what) + QString::number(++people.m_words);
    }
    /// One of the records that stand there now; none where there are none.
    [[nodiscard]] Id oneOf(const std::string &sql, const Cells &parameters = {}) const
    {
        const auto found = station.plain->rows(sql, parameters);
        return found.empty() ? Id{} : idIn(random.of(found).front());
    }
    static Id idIn(const Cell &cell)
    {
        const std::string bytes = bytesIn(cell);
        return Id::fromBytes(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    }
    static Cell cellOfId(Id id) { return blobCell(id.bytes().toStdString()); }
    [[nodiscard]] std::string called(Id id) const { return id.text().right(6).toStdString(); }
    /// Rather one of the first: two desks are to meet over the same record.
    [[nodiscard]] Id resident() const
    {
        if (people.m_about)
            return *people.m_about;
        return oneOf(random.oneIn(3)
                         ? "SELECT id FROM patient WHERE voided_on = '' AND merged_into IS NULL ORDER BY id"
                         : "SELECT id FROM patient WHERE voided_on = '' AND merged_into IS NULL ORDER BY id LIMIT 2");
    }
    void showsWhatWasTyped(const Patient &before, const Patient &typed) const;
    template <typename F> bool act(const std::string &verb, F &&f) const
    {
        return county.act(station, person, verb, std::forward<F>(f));
    }

    void registers() const;
    Patient changed(Patient after) const;
    void edits() const;
    void opensForm() const;
    void savesForm() const;
    void notesDeath() const;
    void unwritesDeath() const;
    void revives() const;
    void merges() const;
    void unmerges() const;
    void fillsFile() const;
    void movesOutOrBack() const;
    void keepsHouse() const;
    void voids() const;
    void moves() const;
    void notesAllergy() const;
    void voidsAllergy() const;
    void sees() const;
    void amends() const;
    void dispenses() const;
    void receives() const;
    void counts() const;
    void loses() const;
    void holds() const;
    void refers() const;
    void pushes() const;
    void doesPlanItem() const;
    void settles() const;
    void breaksGlass() const;
    void renamesSite() const;
    void strays() const;
    void cares(Deed deed) const;
    void makesTeam() const;
    void signs() const;
    void changesContract(Id contract) const;
    [[nodiscard]] VisitDraft draft(Id patient) const;
};

namespace {

const std::vector<QString> &drugCodes()
{
    static const std::vector<QString> codes = [] {
        std::vector<QString> found;
        for (const Drug &drug : Catalogue::shipped().drugs().entries())
            if (drug.doseHundredths > 0 && found.size() < 3)
                found.push_back(drug.code);
        return found;
    }();
    return codes;
}

const QString &diagnosisCode()
{
    static const QString code = Catalogue::shipped().diagnoses().entries().front().code;
    return code;
}

} // namespace

void People::At::registers() const
{
    PatientDraft draft;
    draft.name = words("李");
    draft.sex = random.oneIn(2) ? Sex::Male : Sex::Female;
    draft.birthDate = PartialDate(QDate(1940 + random.upTo(60), 1 + random.upTo(12), 1 + random.upTo(28)));
    draft.noIdReason = words("遗失");
    draft.phone = QStringLiteral("138") + QString::number(10'000'000 + ++people.m_words);
    if (random.oneIn(2))
        draft.conditions = {words("c")};
    act("registers " + draft.name.toStdString(), [&](Transaction &tx) { return registerPatient(tx, draft); });
}

Patient People::At::changed(Patient after) const
{
    switch (people.quarrel ? 3 + random.upTo(2) : random.upTo(12)) {
    case 0:
    case 1:
        after.phone = QStringLiteral("139") + QString::number(10'000'000 + ++people.m_words);
        break;
    case 2:
        after.address = words("王庄");
        break;
    case 3:
    case 8:
    case 9:
        after.name = words("王");
        break;
    case 4:
    case 10:
        after.birthDate = PartialDate(QDate(1940, 1, 1).addDays(++people.m_words));
        break;
    case 5: {
        // Each code is entered once: what was taken away stays away, and the checker can tell.
        if (!after.conditions.isEmpty() && random.oneIn(2))
            after.conditions.removeAt(random.upTo(static_cast<std::size_t>(after.conditions.size())));
        else
            after.conditions.append(words("c"));
        break;
    }
    case 6:
        after.remarks = after.remarks.isEmpty() || random.oneIn(2) ? words("备注") : QString();
        after.bloodType = static_cast<BloodType>(random.between(1, 4));
        break;
    case 11:
        (after.address.isEmpty() ? after.remarks : after.address) = QString();
        break;
    default:
        after.householdRelation = words("户主");
        after.phone = QStringLiteral("137") + QString::number(10'000'000 + ++people.m_words);
    }
    return after;
}

void People::At::edits() const
{
    const Id id = resident();
    if (id.isNone())
        return;
    Patient before, typed;
    if (act("edits " + called(id), [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(there, tx.get<Patient>(id));
            before = there;
            typed = changed(before);
            return editPatient(tx, before, typed);
        }))
        showsWhatWasTyped(before, typed);
}

void People::At::showsWhatWasTyped(const Patient &before, const Patient &typed) const
{
    const auto cells = [](const Patient &p) {
        Cells all;
        for (const QString &text : {p.phone, p.address, p.name, p.birthDate.text(), p.remarks})
            all.push_back(textCell(text.toStdString()));
        return all;
    };
    const auto rows = station.plain->rows("SELECT phone, address, name, birth_date, remarks FROM patient WHERE id = ?",
                                          {cellOfId(typed.id)});
    const Cells was = cells(before), wanted = cells(typed);
    for (std::size_t i = 0; i < wanted.size() && !rows.empty(); ++i)
        if (wanted[i] != was[i] && rows[0][i] != wanted[i])
            county.complaints.push_back("(1) " + station.name + " was told that " + shown(wanted[i]) +
                                        " is saved, and sees " + shown(rows[0][i]));
}

void People::At::opensForm() const
{
    const Id id = resident();
    if (id.isNone())
        return;
    if (const auto read = station.db->read([&](const Snapshot &s) { return s.get<Patient>(id); }))
        people.m_forms.insert_or_assign(&station, *read);
}

void People::At::savesForm() const
{
    const auto form = people.m_forms.find(&station);
    if (form == people.m_forms.end())
        return;
    const Patient saw = form->second;
    people.m_forms.erase(form);
    const Patient wish = changed(saw);
    const auto now = [&] {
        return station.plain->rows(
            "SELECT phone, address, name, birth_date, conditions, remarks FROM patient WHERE id = ?",
            {cellOfId(saw.id)});
    };
    const auto before = now();
    if (!act("saves the form of " + called(saw.id), [&](Transaction &tx) { return editPatient(tx, saw, wish); }) ||
        before.empty())
        return;
    const auto text = [](const QString &t) { return textCell(t.toStdString()); };
    const Cells seen{text(saw.phone),
                     text(saw.address),
                     text(saw.name),
                     text(saw.birthDate.text()),
                     text(saw.conditions.join(u'\n')),
                     text(saw.remarks)};
    const auto after = now();
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (after[0][i] != before[0][i] && before[0][i] != seen[i])
            county.complaints.push_back(station.name + " wrote over " + shown(before[0][i]) +
                                        ", which nobody there had seen");
}

void People::At::notesDeath() const
{
    const Id id = oneOf("SELECT id FROM patient WHERE voided_on = '' AND deceased_on = '' ORDER BY id LIMIT 2");
    if (id.isNone())
        return;
    act("notes the death of " + called(id), [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, tx.get<Patient>(id));
        Patient after = before;
        after.deceasedOn = PartialDate(tx.today().addDays(-random.upTo(20)));
        return editPatient(tx, before, after);
    });
}

void People::At::unwritesDeath() const
{
    const Id id = oneOf("SELECT id FROM patient WHERE voided_on = '' AND deceased_on <> '' ORDER BY id");
    if (id.isNone())
        return;
    act("unwrites the death of " + called(id), [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, tx.get<Patient>(id));
        Patient after = before;
        after.deceasedOn = {};
        after.phone = QStringLiteral("136") + QString::number(10'000'000 + ++people.m_words);
        after.address = words("石梁镇");
        return tx.update(before, after); // no door of today does this
    });
}

void People::At::revives() const
{
    const Id id = oneOf("SELECT id FROM patient WHERE voided_on = '' AND deceased_on <> '' ORDER BY id");
    if (!id.isNone())
        act("revives " + called(id), [&](Transaction &tx) { return undoDeath(tx, id, words("同名误记")); });
}

void People::At::merges() const
{
    const std::string open = "SELECT id FROM patient WHERE voided_on = '' AND merged_into IS NULL ORDER BY id";
    const Id one = oneOf(open), other = oneOf(open + " DESC");
    if (!one.isNone() && one != other)
        act("merges " + called(one) + " and " + called(other),
            [&](Transaction &tx) { return mergeResidents(tx, one, other, words("同一人")); });
}

void People::At::unmerges() const
{
    const Id id = oneOf("SELECT id FROM patient WHERE merged_into IS NOT NULL ORDER BY id");
    if (!id.isNone())
        act("unmerges " + called(id), [&](Transaction &tx) { return unmergeResident(tx, id, words("是两个人")); });
}

void People::At::cares(Deed deed) const
{
    const Id id = resident();
    if (!id.isNone())
        act(std::string(nameOf(deed)) + ' ' + called(id),
            [&](Transaction &tx) { return careFor(tx, deed, id, random, people.m_words); });
}

/// Each word is another one, so that what is lost can be told from what was never there.
void People::At::fillsFile() const
{
    const Id id = resident();
    if (id.isNone())
        return;
    act("fills in the file of " + called(id), [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, residentFileOf(tx, id));
        ResidentFile after = before;
        after.form.workplace = words("王庄小学");
        if (random.oneIn(2))
            after.form.rh = QString::number(random.between(1, 3));
        if (random.oneIn(2))
            after.form.operations.append(QStringLiteral("2||") + words("手术"));
        if (random.oneIn(3))
            after.form.education = QString::number(random.between(1, 10));
        return saveResidentFile(tx, before, std::move(after));
    });
}

void People::At::movesOutOrBack() const
{
    const Id id = oneOf("SELECT id FROM patient WHERE voided_on = '' AND merged_into IS NULL ORDER BY id LIMIT 3");
    if (id.isNone())
        return;
    act("moves out or back " + called(id), [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(card, tx.get<Patient>(id));
        return card.leftOn.isValid() ? comeBack(tx, id, {}, words("返乡"))
                                     : moveOut(tx, id, {}, words("上海"), words("务工"));
    });
}

void People::At::keepsHouse() const
{
    const Id id = resident();
    const Id home = oneOf("SELECT id FROM household WHERE dissolved_on = '' ORDER BY id LIMIT 2");
    if (id.isNone())
        return;
    if (home.isNone() || random.oneIn(3)) {
        act("makes a household of " + called(id), [&](Transaction &tx) {
            return makeHousehold(tx, {id, words("JT"), words("王庄"), {}, {}});
        });
        return;
    }
    act("takes " + called(id) + " into a household",
        [&](Transaction &tx) { return joinHousehold(tx, id, home, words("亲属")); });
}

void People::At::voids() const
{
    const Id id = resident();
    if (!id.isNone())
        act("voids " + called(id), [&](Transaction &tx) { return voidPatient(tx, id, words("重复")); });
}

void People::At::moves() const
{
    const Id id = resident();
    if (id.isNone())
        return;
    act("moves " + called(id), [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, tx.get<Patient>(id));
        Patient after = before;
        YIGONG_LET(below, subtreeIdsOf(tx, person.site));
        after.site = random.of(below);
        return editPatient(tx, before, after);
    });
}

void People::At::notesAllergy() const
{
    const Id id = resident();
    if (id.isNone())
        return;
    AllergyDraft draft{id,
                       {},
                       random.oneIn(2) ? QStringLiteral("芒果") : QStringLiteral("花粉"),
                       words("皮疹"),
                       QStringLiteral("low")};
    act("notes an allergy of " + called(id), [&](Transaction &tx) { return recordAllergy(tx, draft); });
}

void People::At::voidsAllergy() const
{
    const Id id = oneOf("SELECT id FROM allergy_intolerance WHERE voided_on = '' ORDER BY id");
    if (!id.isNone())
        act("voids allergy " + called(id), [&](Transaction &tx) { return voidAllergy(tx, id, words("误记")); });
}

VisitDraft People::At::draft(Id patient) const
{
    VisitDraft draft;
    draft.patient = patient;
    draft.complaint = words("咳嗽");
    draft.vitals = {{QStringLiteral("8480-6"), QString::number(110 + random.upTo(40)), {}},
                    {QStringLiteral("8462-4"), QStringLiteral("75"), {}}};
    draft.diagnoses = {{diagnosisCode(), {}, true}};
    if (random.oneIn(2)) {
        PrescriptionEntry entry = usualPrescription(*Catalogue::shipped().drugs().find(random.of(drugCodes())), 3);
        entry.dispense = random.oneIn(2);
        entry.overrideReason = words("实物尚有");
        entry.allergyReason = QStringLiteral("利大于弊");
        draft.prescription = {entry};
    }
    return draft;
}

void People::At::sees() const
{
    const Id id = resident();
    if (!id.isNone())
        act("sees " + called(id), [&](Transaction &tx) { return closeVisit(tx, draft(id), Catalogue::shipped()); });
}

void People::At::amends() const
{
    const Id id = oneOf("SELECT id FROM encounter WHERE practitioner = ? ORDER BY id", {cellOfId(person.id)});
    if (id.isNone())
        return;
    act("amends visit " + called(id), [&](Transaction &tx) -> Result<ClosedVisit> {
        YIGONG_LET(visit, visitOf(tx, id));
        VisitDraft amended = amendmentDraftOf(visit);
        amended.complaint = words("更正");
        return amendVisit(tx, id, amended, words("笔误"), Catalogue::shipped());
    });
}

void People::At::dispenses() const
{
    const Id id = oneOf("SELECT id FROM medication_request WHERE site = ? ORDER BY id", {cellOfId(person.site)});
    if (id.isNone())
        return;
    DispenseRequest request;
    request.line = id;
    request.amount = {1 + random.upTo(4)};
    request.overrideReason = words("实物尚有");
    act("hands out line " + called(id), [&](Transaction &tx) { return dispense(tx, request); });
}

void People::At::receives() const
{
    Receipt receipt{QStringLiteral("县药房"), words("R"), {}};
    receipt.lines.push_back({random.of(drugCodes()), QStringLiteral("L") + QString::number(random.upTo(3)),
                             QDate(2027, 1, 31), 1 + random.upTo(5), Quantity{}, 10 + random.upTo(3),
                             Money{100 + ++people.m_words}});
    act("receives stock", [&](Transaction &tx) { return receiveStock(tx, receipt); });
}

void People::At::counts() const
{
    const Id id = oneOf("SELECT id FROM stock_batch WHERE site = ? ORDER BY id", {cellOfId(person.site)});
    if (!id.isNone())
        act("counts " + called(id),
            [&](Transaction &tx) { return countBatch(tx, id, {random.upTo(60)}, words("盘点")); });
}

void People::At::loses() const
{
    const Id id = oneOf("SELECT id FROM stock_batch WHERE site = ? ORDER BY id", {cellOfId(person.site)});
    if (!id.isNone())
        act("loses of " + called(id), [&](Transaction &tx) -> Result<Id> {
            return random.oneIn(2)
                       ? recordLoss(tx, id, {1 + random.upTo(3)}, words("破损"))
                       : returnToSupplier(tx, id, {1 + random.upTo(3)}, QStringLiteral("县药房"), words("召回"));
        });
}

void People::At::holds() const
{
    const Id id = oneOf("SELECT id FROM stock_batch WHERE site = ? ORDER BY id", {cellOfId(person.site)});
    if (!id.isNone())
        act("holds " + called(id), [&](Transaction &tx) { return holdBatch(tx, id, random.oneIn(2)); });
}

void People::At::refers() const
{
    const Id id =
        oneOf("SELECT id FROM patient WHERE voided_on = '' AND site = ? ORDER BY id", {cellOfId(person.site)});
    if (id.isNone())
        return;
    ReferralDraft draft;
    draft.patient = id;
    draft.encounter =
        random.oneIn(3) ? Id{} : oneOf("SELECT id FROM encounter WHERE patient = ? ORDER BY id", {cellOfId(id)});
    draft.reason = words("胸痛");
    draft.allergyStatement = words("无");
    draft.urgency = random.oneIn(4) ? ReferralUrgency::Emergency : ReferralUrgency::Routine;
    act("refers " + called(id), [&](Transaction &tx) -> Result<SentReferral> {
        YIGONG_LET(destinations, destinationsOf(tx, person.site));
        if (destinations.empty())
            return fail(ErrorKind::NotFound);
        draft.toSite = random.of(destinations).id;
        return sendReferral(tx, draft);
    });
}

void People::At::pushes() const
{
    const Id id =
        oneOf("SELECT id FROM service_request WHERE site = ?1 OR to_site = ?1 ORDER BY id", {cellOfId(person.site)});
    if (id.isNone())
        return;
    const QString said = words("转");
    const int step = random.upTo(9);
    act("pushes referral " + called(id), [&](Transaction &tx) -> Result<void> {
        switch (step) {
        case 0:
            return withdrawReferral(tx, id, said);
        case 1:
            return acceptReferral(tx, id, tx.now().plusMs(-1000), {}, said);
        case 2:
            return rejectReferral(tx, id, said);
        case 3:
            return markArrived(tx, id, said);
        case 4:
            return markNoShow(tx, id, said);
        case 5:
            return recordTreatment(tx, id, said);
        case 6:
            return returnDown(tx, id, {said, said, said, {{tx.today().addDays(7), said}}});
        case 7:
            return receiveBack(tx, id, said);
        default:
            return closeReferral(tx, id, said);
        }
    });
}

void People::At::doesPlanItem() const
{
    const Id id = oneOf("SELECT id FROM care_plan_activity WHERE site = ? ORDER BY id", {cellOfId(person.site)});
    if (!id.isNone())
        act("does plan item " + called(id), [&](Transaction &tx) { return completeActivity(tx, id, words("已随访")); });
}

void People::At::settles() const
{
    const Id id = oneOf("SELECT id FROM conflict ORDER BY id");
    if (id.isNone())
        return;
    QString chosen;
    const auto written = [&] {
        std::set<std::string> ids;
        for (const Cells &row :
             station.plain->rows("SELECT id FROM conflict_settlement WHERE conflict = ?", {cellOfId(id)}))
            ids.insert(bytesIn(row[0]));
        return ids;
    };
    const std::set<std::string> before = written();
    if (!act("settles " + called(id), [&](Transaction &tx) -> Result<void> {
            YIGONG_LET(state, conflictState(tx, id));
            const QStringList values = state.values();
            if (values.isEmpty())
                return fail(ErrorKind::NotFound);
            chosen = values.at(random.upTo(static_cast<std::size_t>(values.size())));
            return settleConflict(tx, id, chosen, words("已核对"));
        }))
        return;
    const std::set<std::string> now = written();
    for (const std::string &settlement : now)
        if (!before.contains(settlement))
            county.book.settledKnowing[settlement] = before;
    if (now.size() != before.size() + 1)
        county.complaints.push_back("(6) " + station.name + " settled a conflict, and no settlement is there");
    const auto about =
        station.plain->rows("SELECT subject_type, subject, field FROM conflict WHERE id = ?", {cellOfId(id)});
    const Table &table = tables()[static_cast<std::size_t>(tableNumbered(static_cast<int>(numberIn(about[0][0]))))];
    for (const Column &column : table.columns)
        if (column.number == numberIn(about[0][2]))
            if (const Cell seen = station.plain->cell(
                    "SELECT \"" + column.name + "\" FROM " + table.name + " WHERE id = ?", {about[0][1]});
                seen[0] == 't' && bytesIn(seen) != chosen.toStdString())
                county.complaints.push_back("(6) " + station.name + " settled on " + chosen.toStdString() +
                                            ", and sees " + shown(seen));
}

void People::At::breaksGlass() const
{
    const Id id = resident();
    if (!id.isNone())
        act("breaks the glass over " + called(id),
            [&](Transaction &tx) { return breakGlass(tx, id, words("急诊昏迷")); });
}

void People::At::renamesSite() const
{
    const Id id = oneOf("SELECT id FROM site WHERE parent IS NOT NULL ORDER BY id");
    act("renames site " + called(id), [&](Transaction &tx) { return renameSite(tx, id, words("卫生室")); });
}

void People::At::makesTeam() const
{
    const Id site = oneOf("SELECT id FROM site WHERE parent IS NOT NULL ORDER BY id");
    act("makes a team", [&](Transaction &tx) -> Result<Id> {
        YIGONG_LET(known, tx.find<ServicePackage>(ServicePackage::idOf(QStringLiteral("BASE"))));
        if (!known) {
            ServicePackageDraft package;
            package.code = package.name = QStringLiteral("BASE");
            YIGONG_LET(item, serviceItemFrom(u"看病 visit 4"));
            package.items = {item};
            YIGONG_TRY(addServicePackage(tx, package));
        }
        CareTeamDraft team;
        team.name = words("团队");
        team.site = site;
        team.leader = person.id;
        return addCareTeam(tx, team);
    });
}

void People::At::signs() const
{
    const Id running = oneOf("SELECT id FROM family_contract WHERE ended_on = '' ORDER BY id");
    if (!running.isNone() && random.oneIn(3))
        return changesContract(running);
    ContractDraft draft;
    draft.patient = resident();
    draft.team = oneOf("SELECT id FROM care_team WHERE closed_on = '' ORDER BY id");
    draft.packages = {ServicePackage::idOf(QStringLiteral("BASE"))};
    if (draft.patient.isNone() || draft.team.isNone())
        return;
    act("signs with " + called(draft.patient), [&](Transaction &tx) { return signContract(tx, draft); });
}

void People::At::changesContract(Id contract) const
{
    if (random.oneIn(3)) {
        act("keeps contract " + called(contract), [&](Transaction &tx) { return keepContract(tx, contract); });
    } else if (random.oneIn(2)) {
        const Id team = oneOf("SELECT id FROM care_team WHERE closed_on = '' ORDER BY id");
        act("moves contract " + called(contract),
            [&](Transaction &tx) { return transferContract(tx, contract, team, {}); });
    } else {
        act("ends contract " + called(contract),
            [&](Transaction &tx) { return endContract(tx, contract, QStringLiteral("revoked"), words("不愿续")); });
    }
}

void People::At::strays() const
{
    county.expectRefusal = true;
    Patient patient;
    patient.name = words("周");
    patient.phone = QStringLiteral("136") + QString::number(10'000'000 + ++people.m_words);
    patient.site = person.site;
    const Person stranger{Id::fromKey("practitioner/stranger"), person.site, person.role};
    switch (random.upTo(4)) {
    case 3: { // nobody of the county's changes what is there
        const Id id = resident();
        if (id.isNone()) {
            county.expectRefusal = false;
            return;
        }
        county.act(station, stranger, "lets a stranger edit " + called(id), [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<Patient>(id));
            Patient after = before;
            after.address = words("外乡");
            return tx.update(before, after);
        });
        return;
    }
    case 0: {
        county.act(station, stranger, "lets a stranger register", [&](Transaction &tx) { return tx.insert(patient); });
        return;
    }
    case 1: // for a site that is not theirs, half of the act being fine
        act("writes for another site", [&](Transaction &tx) -> Result<Id> {
            YIGONG_TRY(tx.insert(patient));
            Patient other = patient;
            other.id = {};
            other.site = Id::fromKey("site/nowhere");
            return tx.insert(other);
        });
        return;
    default: // about a resident whom nobody knows
        act("notes an allergy of nobody", [&](Transaction &tx) -> Result<Id> {
            AllergyIntolerance allergy;
            allergy.patient = tx.newId();
            allergy.site = person.site;
            allergy.substance = words("桃");
            allergy.id = AllergyIntolerance::idOf(allergy.patient, allergy.substance);
            return tx.insert(allergy);
        });
    }
}

/// What an older program can do, its own way: its batches have fewer fields.
void People::doesWithOldProgram(At &at, Deed deed)
{
    switch (deed) {
    case Deed::Registers:
        return at.registers();
    case Deed::EditsResident:
        return at.edits();
    case Deed::NotesAllergy:
        return at.notesAllergy();
    case Deed::HoldsBatch:
    case Deed::ReceivesStock: {
        const Id id = at.oneOf("SELECT id FROM stock_batch ORDER BY id");
        if (id.isNone())
            return;
        at.act("repacks " + at.called(id), [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<OldStockBatch>(id));
            OldStockBatch after = before;
            after.unitsPerPack = 100 + ++m_words;
            return tx.update(before, after);
        });
        return;
    }
    default:
        return;
    }
}

bool People::editsWhoLeaves(Station &station, Random &random)
{
    if (!station.db || station.disk.isDead() || m_county.hub().disk.isDead())
        return false;
    std::vector<Id> leaving;
    for (const Cells &row :
         station.plain->rows("SELECT id, site FROM patient WHERE voided_on = '' AND merged_into IS NULL ORDER BY id")) {
        const Cell there = m_county.hub().plain->cell("SELECT site FROM patient WHERE id = ?", {row[0]});
        if (there != nothing && there != row[1])
            leaving.push_back(At::idIn(row[0]));
    }
    if (leaving.empty())
        return false;
    m_about = random.of(leaving);
    does(station, random.oneIn(3) ? Deed::NotesAllergy : Deed::EditsResident, random);
    m_about.reset();
    return true;
}

void People::does(Station &station, Deed deed, Random &random)
{
    if (!station.db || station.disk.isDead() || station.people.empty())
        return;
    At at{*this, m_county, station, random, station.people.front()};
    if ((deed == Deed::RenamesSite || deed == Deed::MakesTeam) && station.people.size() > 1)
        at.person = station.people.back();
    else if (station.people.size() > 1 && station.place != County::hospital && random.oneIn(4))
        at.person = station.people.back();
    if (station.program != 0)
        return doesWithOldProgram(at, deed);
    switch (deed) {
    case Deed::Registers:
        return at.registers();
    case Deed::EditsResident:
        return at.edits();
    case Deed::OpensForm:
        return at.opensForm();
    case Deed::SavesForm:
        return at.savesForm();
    case Deed::NotesDeath:
        return at.notesDeath();
    case Deed::UnwritesDeath:
        return at.unwritesDeath();
    case Deed::VoidsResident:
        return at.voids();
    case Deed::MovesResident:
        return at.moves();
    case Deed::NotesAllergy:
        return at.notesAllergy();
    case Deed::VoidsAllergy:
        return at.voidsAllergy();
    case Deed::SeesPatient:
        return at.sees();
    case Deed::AmendsVisit:
        return at.amends();
    case Deed::Dispenses:
        return at.dispenses();
    case Deed::ReceivesStock:
        return at.receives();
    case Deed::CountsStock:
        return at.counts();
    case Deed::LosesStock:
        return at.loses();
    case Deed::HoldsBatch:
        return at.holds();
    case Deed::Refers:
        return at.refers();
    case Deed::PushesReferral:
        return at.pushes();
    case Deed::DoesPlanItem:
        return at.doesPlanItem();
    case Deed::SettlesConflict:
        return at.settles();
    case Deed::BreaksGlass:
        return at.breaksGlass();
    case Deed::RenamesSite:
        return at.renamesSite();
    case Deed::Strays:
        return at.strays();
    case Deed::RevivesResident:
        return at.revives();
    case Deed::MergesResidents:
        return at.merges();
    case Deed::UnmergesResident:
        return at.unmerges();
    case Deed::Enrols:
    case Deed::FollowsUp:
    case Deed::Contacts:
    case Deed::LeavesProgram:
    case Deed::FillsForm:
        return at.cares(deed);
    case Deed::MakesTeam:
        return at.makesTeam();
    case Deed::SignsContract:
        return at.signs();
    case Deed::FillsFile:
        return at.fillsFile();
    case Deed::MovesOutOrBack:
        return at.movesOutOrBack();
    case Deed::KeepsHouse:
        return at.keepsHouse();
    case Deed::Count:
        break;
    }
}

} // namespace yigong::sim
