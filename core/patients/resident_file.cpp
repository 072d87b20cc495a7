// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/resident_file.h"
#include "core/followups/enrolment.h"
#include "core/patients/allergies.h"
#include "core/patients/find.h"
#include "core/patients/open_resident.h"
#include "core/patients/register.h"
#include "core/security/policy.h"

#include <algorithm>
#include <array>

namespace yigong {

namespace {

/// Options of 疾病 that other lists and reports ask on the card.
struct DiseaseWord
{
    int option;
    const char *condition;
};
constexpr std::array diseaseWords{
    DiseaseWord{2, "hypertension"}, DiseaseWord{3, "diabetes"}, DiseaseWord{4, "coronary"},    DiseaseWord{5, "copd"},
    DiseaseWord{7, "stroke"},       DiseaseWord{8, "mental"},   DiseaseWord{9, "tuberculosis"}};

constexpr std::pair<ResidentEventKind, const char *> eventNames[] = {
    {ResidentEventKind::Changed, "changed"},         {ResidentEventKind::Died, "died"},
    {ResidentEventKind::Revived, "revived"},         {ResidentEventKind::MovedOut, "moved-out"},
    {ResidentEventKind::Stayed, "stayed"},           {ResidentEventKind::CameBack, "came-back"},
    {ResidentEventKind::ChangedSite, "changed-site"}};

Result<BasicInformation> begunForm(const Snapshot &snapshot, const Patient &patient)
{
    BasicInformation form;
    form.patient = patient.id;
    form.site = patient.site;
    form.formCode = QString::fromLatin1(basicFormCode);
    form.formVersion = QString::fromLatin1(basicFormVersion);
    YIGONG_LET(enrolments, enrolmentsOf(snapshot, patient.id));
    for (const DiseaseWord &disease : diseaseWords) {
        const QString word = QString::fromLatin1(disease.condition);
        if (!patient.conditions.contains(word))
            continue;
        BasicEntry entry{disease.option, {}, {}};
        for (const ProgramEnrolment &enrolment : enrolments)
            if (nameOf(enrolment.program) == word && entry.since.isNone())
                entry.since = enrolment.diagnosedOn;
        form.diseases.append(entry.text());
    }
    return form;
}

/// Of whatever id: the top one's own first.
Result<std::optional<BasicInformation>> storedForm(const Snapshot &snapshot, Id patient)
{
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    for (const Id &id : ids) {
        YIGONG_LET(found, snapshot.find<BasicInformation>(BasicInformation::idOf(id)));
        if (found)
            return found;
    }
    return std::optional<BasicInformation>{};
}

Result<void> checkChanged(const ResidentFile &before, const ResidentFile &after, QDate today)
{
    for (const Error &error : checkBasicInformation(after, today)) {
        const BasicField *field = basicField(error.field);
        if (field && (!before.isFilled || fieldText(before, *field) != fieldText(after, *field)))
            return fail(error);
    }
    if (!after.form.carer.isNone() && after.form.carer == after.patient.id)
        return fail(ErrorKind::Invalid, QStringLiteral("carer"), {after.patient.name});
    return {};
}

void uniteConditions(Patient &patient, const BasicInformation &form)
{
    for (const BasicEntry &entry : entriesOf(form.diseases))
        for (const DiseaseWord &disease : diseaseWords)
            if (disease.option == entry.number && !patient.conditions.contains(QLatin1String(disease.condition)))
                patient.conditions.append(QString::fromLatin1(disease.condition));
}

Result<void> noteFormChanges(Transaction &tx, const ResidentFile &before, const ResidentFile &after)
{
    for (const BasicField &field : basicFields()) {
        if (field.isOfPatient() || field.kind == BasicKind::Allergies)
            continue; // the card's by its own act; allergies stand as records with their day
        const QString was = fieldText(before, field), is = fieldText(after, field);
        if (was.isEmpty() || was == is)
            continue;
        ResidentEvent event;
        event.patient = after.patient.id;
        event.what = field.columnText();
        event.before = was;
        event.after = is;
        YIGONG_TRY(noteResidentEvent(tx, std::move(event)));
    }
    return {};
}

Result<bool> writeForm(Transaction &tx, const ResidentFile &before, const ResidentFile &after)
{
    const Id own = BasicInformation::idOf(after.patient.id);
    YIGONG_LET(stored, tx.find<BasicInformation>(own));
    BasicInformation form = after.form;
    form.id = own;
    form.patient = after.patient.id;
    if (stored) {
        BasicInformation seen = before.form;
        if (!before.isFilled ||
            before.form.id != own) { // filled in elsewhere meanwhile: only what is empty there is ours
            seen = {};
            seen.patient = stored->patient;
            form.establishedOn = stored->establishedOn;
            form.establishedBy = stored->establishedBy;
        }
        seen.id = own;
        seen.site = form.site = stored->site;
        seen.formCode = form.formCode = stored->formCode;
        YIGONG_LET(changed, tx.update(seen, form));
        if (changed)
            YIGONG_TRY(noteFormChanges(tx, before, after));
        return changed;
    }
    // As the hub takes it: a hospital that was sent the resident writes at its own site.
    YIGONG_LET(within, reachesSite(tx, tx.actor(), Door::EditPatient, after.patient.site));
    form.site = within ? after.patient.site : tx.actor().site;
    if (!form.establishedOn.isValid())
        form.establishedOn = tx.today();
    if (form.establishedBy.isNone())
        form.establishedBy = tx.actor().practitioner;
    if (form.doctor.isNone())
        form.doctor = tx.actor().practitioner;
    YIGONG_TRY(tx.insert(form));
    return true;
}

Result<bool> writeAllergies(Transaction &tx, const ResidentFile &after)
{
    bool any = false;
    for (const AllergyIntolerance &allergy : after.allergies) {
        if (!allergy.id.isNone())
            continue;
        YIGONG_TRY(recordAllergy(
            tx, {after.patient.id, allergy.code, allergy.substance, allergy.reaction, allergy.criticality}));
        any = true;
    }
    return any;
}

} // namespace

QString nameOf(ResidentEventKind kind)
{
    for (const auto &[known, word] : eventNames)
        if (known == kind)
            return QString::fromLatin1(word);
    return {};
}

std::optional<ResidentEventKind> residentEventKindFrom(QStringView name)
{
    for (const auto &[known, word] : eventNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

Result<ResidentFile> residentFileOf(const Snapshot &snapshot, Id patient)
{
    ResidentFile file;
    YIGONG_LET(top, topPatient(snapshot, patient));
    YIGONG_LET(form, storedForm(snapshot, top.id));
    YIGONG_LET(allergies, allergiesOf(snapshot, top.id));
    file.isFilled = form.has_value();
    if (form) {
        file.form = std::move(*form);
    } else {
        YIGONG_LET(begun, begunForm(snapshot, top));
        file.form = std::move(begun);
    }
    file.patient = std::move(top);
    file.allergies = std::move(allergies);
    return file;
}

Result<ResidentFile> openResidentFile(const Snapshot &snapshot, const Actor &actor, Id patient)
{
    YIGONG_LET(top, openRecord(snapshot, actor, patient));
    return residentFileOf(snapshot, top);
}

Result<bool> saveResidentFile(Transaction &tx, const ResidentFile &before, ResidentFile after)
{
    YIGONG_TRY(requirePatient(tx, tx.actor(), Door::EditPatient, before.patient.id));
    YIGONG_TRY(checkChanged(before, after, tx.today()));
    uniteConditions(after.patient, after.form);
    YIGONG_LET(card, editPatient(tx, before.patient, after.patient));
    bool form = false;
    if (!before.isFilled || rowOf(before.form) != rowOf(after.form)) {
        YIGONG_LET(written, writeForm(tx, before, after));
        form = written;
    }
    YIGONG_LET(allergies, writeAllergies(tx, after));
    return card || form || allergies;
}

Result<bool> writeImportedForm(Transaction &tx, const ResidentFile &before, const ResidentFile &after)
{
    const Id own = BasicInformation::idOf(after.patient.id);
    BasicInformation form = after.form;
    form.id = own;
    form.patient = after.patient.id;
    if (!before.isFilled || before.form.id != own) { // or of another record of the same person
        YIGONG_TRY(tx.insert(std::move(form)));
        return true;
    }
    YIGONG_LET(changed, tx.update(before.form, form));
    if (changed)
        YIGONG_TRY(noteFormChanges(tx, before, after));
    return changed;
}

Result<std::vector<ResidentEvent>> residentEventsOf(const Snapshot &snapshot, Id patient)
{
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    std::vector<ResidentEvent> events;
    for (const Id &id : ids) {
        YIGONG_LET(some, snapshot.select<ResidentEvent>("WHERE patient = ? ORDER BY entered DESC", {id.bytes()}));
        events.insert(events.end(), some.begin(), some.end());
    }
    std::stable_sort(events.begin(), events.end(), [](const ResidentEvent &a, const ResidentEvent &b) {
        return std::tie(a.entered, a.id) > std::tie(b.entered, b.id);
    });
    return events;
}

Result<void> noteResidentEvent(Transaction &tx, ResidentEvent event)
{
    event.site = tx.actor().site;
    event.practitioner = tx.actor().practitioner;
    event.entered = tx.now();
    if (event.day.isNone())
        event.day = PartialDate(tx.today());
    return tx.append(std::move(event)).transform([](const Id &) {});
}

Result<void> noteCardChanges(Transaction &tx, const Patient &before, const Patient &after)
{
    ResidentFile was, is;
    was.patient = before;
    is.patient = after;
    for (const BasicField &field : basicFields()) {
        if (!field.isOfPatient())
            continue;
        ResidentEvent event;
        event.patient = after.id;
        event.what = field.columnText();
        event.before = fieldText(was, field);
        event.after = fieldText(is, field);
        if (!event.before.isEmpty() && event.before != event.after)
            YIGONG_TRY(noteResidentEvent(tx, std::move(event)));
    }
    if (before.site != after.site) {
        ResidentEvent event;
        event.patient = after.id;
        event.kind = ResidentEventKind::ChangedSite;
        event.before = before.site.text();
        event.after = after.site.text();
        YIGONG_TRY(noteResidentEvent(tx, std::move(event)));
    }
    if (before.deceasedOn.isNone() && !after.deceasedOn.isNone()) {
        ResidentEvent event;
        event.patient = after.id;
        event.kind = ResidentEventKind::Died;
        event.day = after.deceasedOn;
        YIGONG_TRY(noteResidentEvent(tx, std::move(event)));
    }
    return {};
}

} // namespace yigong
