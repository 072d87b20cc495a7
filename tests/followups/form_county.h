// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/form_doors.h"
#include "tests/followups/program.h"

namespace yigong {

/// The county of programs, with the forms that are data.
struct FormCounty : ProgramCounty
{
    /// Question → what is answered. Kept by tables of cases, so no initializer_list: its pairs are gone by then.
    using Answers = std::vector<std::pair<const char *, const char *>>;

    HealthFormDraft draftOf(const QString &code, QDate day, const Answers &said)
    {
        HealthFormDraft draft;
        draft.patient = lixiulan;
        draft.formCode = code;
        draft.day = day;
        const FormDefinition *form = formDefinition(code);
        REQUIRE(form);
        for (const FormSection &section : form->sections)
            for (const FormQuestion &question : section.questions)
                if (question.required && question.when.key.isEmpty())
                    REQUIRE(answer(draft.answers, question, usual(question)));
        for (const auto &[which, text] : said)
            REQUIRE(answer(draft.answers, *form->question(QString::fromLatin1(which)), QString::fromUtf8(text)));
        return draft;
    }
    static QString usual(const FormQuestion &question)
    {
        if (!question.options.empty())
            return QString::number(question.none != FormQuestion::noOption ? question.none
                                                                           : question.options.front().number);
        if (question.kind == QuestionKind::Number)
            return hundredthsText(question.likelyLow.value_or(question.lowest.value_or(100)));
        return question.kind == QuestionKind::Date || question.kind == QuestionKind::Month ? "2025-05-01"_q : "无"_q;
    }
    Result<SavedHealthForm> tries(const HealthFormDraft &draft, const std::optional<Actor> &who = {})
    {
        clock.advanceMs(60'000);
        return write(who.value_or(villageDoctor), [&](Transaction &tx) { return saveHealthForm(tx, draft); });
    }
    HealthForm savesForm(HealthFormDraft draft)
    {
        auto saved = tries(draft);
        REQUIRE(saved);
        if (!saved->asks.empty()) { // the usual answers of a test may be unlikely ones
            for (const FollowUpAsk &ask : saved->asks)
                draft.confirmed.append(ask.field);
            saved = tries(draft);
            REQUIRE(saved);
        }
        REQUIRE(saved->asks.empty());
        return saved->form;
    }
    OpenedHealthForm opensForm(const QString &code, QDate day = QDate(2025, 5, 13))
    {
        const auto opened =
            read([&](const Snapshot &s) { return draftHealthForm(s, villageDoctor, lixiulan, code, day); });
        REQUIRE(opened);
        return *opened;
    }
    PlanRow rowOf(FollowUpProgram program, QDate on = QDate(2025, 5, 13))
    {
        for (PlanRow &row : plan({}, on).rows)
            if (row.program == program)
                return row;
        FAIL("nobody is in it");
        return {};
    }
};

} // namespace yigong
