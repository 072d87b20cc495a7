// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/health_form_paper.h"
#include "core/followups/form_doors.h"
#include "core/patients/open_resident.h"
#include "core/sites/colleagues.h"

namespace yigong {

namespace {

Result<const FormDefinition *> knownForm(const QString &code)
{
    const FormDefinition *form = formDefinition(code);
    if (!form)
        return fail(ErrorKind::NotFound, QStringLiteral("form"), {code});
    return form;
}

/// Numbers of another edition may mean other options: its forms are read on the page, not printed on this paper.
Result<std::vector<PaperVisit>> visitsOf(const Snapshot &snapshot, Id patient, const FormDefinition &form)
{
    YIGONG_LET(standing, standingHealthFormsOf(snapshot, patient, {form.code}));
    std::vector<PaperVisit> visits;
    for (const HealthForm &one : standing) {
        if (one.formVersion != form.version)
            continue;
        YIGONG_LET(name, practitionerName(snapshot, one.practitioner));
        visits.push_back({one.answers, one.day, name, one.nextOn});
    }
    if (form.layout == FormLayout::Page && visits.size() > 1)
        visits.erase(visits.begin(), visits.end() - 1);
    return visits;
}

} // namespace

std::size_t HealthFormPapers::filled() const
{
    std::size_t all = 0;
    for (const FormPaper &sheet : sheets)
        all += sheet.filled;
    return all;
}

Result<HealthFormPapers> healthFormPapers(const Snapshot &snapshot, const Actor &actor, Id patient, const QString &code,
                                          bool isBlank)
{
    YIGONG_LET(form, knownForm(code));
    if (isSensitiveForm(code))
        YIGONG_TRY(require(snapshot, actor, Door::ReadSensitive));
    YIGONG_LET(resident, openResident(snapshot, actor, patient));
    std::vector<PaperVisit> visits;
    if (!isBlank) {
        YIGONG_LET(found, visitsOf(snapshot, resident.patient.id, *form));
        visits = std::move(found);
    }
    HealthFormPapers papers{resident.patient.id, formPapers(*form, std::move(visits))};
    for (FormPaper &sheet : papers.sheets) {
        sheet.name = resident.patient.name;
        sheet.number = resident.patient.recordNumber.right(8);
    }
    return papers;
}

Result<HealthFormPapers> blankHealthFormPapers(const QString &code)
{
    YIGONG_LET(form, knownForm(code));
    return HealthFormPapers{{}, formPapers(*form)};
}

} // namespace yigong
