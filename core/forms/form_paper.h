// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forms/form_answers.h"
#include "core/forms/paper_row.h"

namespace yigong {

/// One filled-in form, as paper shows it.
struct PaperVisit
{
    FormAnswers answers;
    QDate day;
    QString practitioner;
    QDate nextOn; ///< invalid: not agreed, or the form has no next
};

/// One sheet of a national form. Where the record asks what the sheet has no place for, it stands among the remarks.
struct FormPaper
{
    static constexpr std::size_t visitsInColumns = 4;

    FormLayout layout = FormLayout::Page;
    QString title;
    QString name;            ///< 姓名
    QString number;          ///< 编号: the last eight of the record's seventeen digits; empty where it has none
    std::size_t columns = 1; ///< each row has as many cells
    std::vector<PaperRow> rows;
    std::size_t filled = 0; ///< columns that say something
};

/// All of these visits on as many sheets as they need, in order of their days; no visit: one blank sheet. A form laid
/// out in pages has a sheet a visit. In columns, four stand side by side; where the form's columns are ages or numbered
/// visits (`columnsOf`), each stands in its own, and those without one keep their heading. Name and number are the
/// caller's to fill in.
std::vector<FormPaper> formPapers(const FormDefinition &form, std::vector<PaperVisit> visits = {});

} // namespace yigong
