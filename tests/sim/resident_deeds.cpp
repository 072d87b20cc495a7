// SPDX-License-Identifier: GPL-3.0-or-later
// What people do about residents: cards, files, households, allergies.
#include "core/patients/allergies.h"
#include "core/patients/departures.h"
#include "core/patients/households.h"
#include "core/patients/register.h"
#include "core/patients/resident_file.h"
#include "core/patients/same_person.h"
#include "core/patients/undo.h"
#include "core/sites/site_tree.h"
#include "tests/sim/people_at.h"

namespace yigong::sim {

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

} // namespace yigong::sim
