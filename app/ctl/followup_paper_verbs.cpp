// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/followups/follow_up_paper.h"
#include "core/patients/find.h"
#include "core/security/audit.h"
#include "ui/print/follow_up_pdf.h"

namespace yigong {

namespace {

struct PaperArguments
{
    const std::optional<QString> &patient;
    const QString &program;
    const std::optional<QString> &file;
    const bool &blank;
};

Result<FollowUpPaper> paperFor(const Session &session, const PaperArguments &given, FollowUpProgram program)
{
    if (!given.patient)
        return blankFollowUpPaper(program);
    return session.db->read([&](const Snapshot &snapshot) -> Result<FollowUpPaper> {
        auto patient = Id::parse(*given.patient);
        if (!patient) {
            YIGONG_LET(found, patientByIdNumber(snapshot, *given.patient));
            if (!found)
                return fail(ErrorKind::NotFound, QStringLiteral("patient"), {*given.patient});
            patient = found->id;
        }
        return followUpPaper(snapshot, session.actor, *patient, program, given.blank);
    });
}

Result<void> printForm(Ctl &ctl, const PaperArguments &given)
{
    if (!given.patient && !given.blank)
        return fail(ErrorKind::Required, QStringLiteral("--patient"));
    const auto program = followUpProgramFrom(given.program).value_or(FollowUpProgram::Hypertension);
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(paper, paperFor(session, given, program));
    YIGONG_TRY(writeFollowUpPdf(paper, *given.file));
    note(*session.db, session.actor, AuditKind::Printed, QStringLiteral("follow-up-form ") + nameOf(program),
         static_cast<qint64>(paper.filled), paper.patient);
    return ctl.print({{QStringLiteral("file"), *given.file},
                      {QStringLiteral("program"), nameOf(program)},
                      {QStringLiteral("followUps"), static_cast<qint64>(paper.filled)}});
}

} // namespace

void registerFollowUpPaperVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("followup", "Follow-ups of chronic diseases");
    CLI::App &verb = ctl.verb(noun, "print", "The national form of a program, with a resident's last four follow-ups");
    const PaperArguments given{ctl.text(verb, "--patient", "Id or ID number; may be left out with --blank"),
                               ctl.choice(verb, "--program", "Which program",
                                          {QStringLiteral("hypertension"), QStringLiteral("diabetes")},
                                          QStringLiteral("hypertension")),
                               ctl.text(verb, "--pdf", "File to write", Given::Always),
                               ctl.flag(verb, "--blank", "Nothing in it but the resident's name and number")};
    ctl.runs(
        verb, [&ctl, given] { return printForm(ctl, given); }, Needs::Pictures);
}

} // namespace yigong
