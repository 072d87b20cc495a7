// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/enrolment.h"
#include "core/followups/save_follow_up.h"
#include "tests/ui/desk.h"
#include "tests/ui/strokes.h"
#include "ui/followups/follow_up_page.h"
#include "ui/followups/follow_up_sheet.h"
#include "ui/widgets/field.h"

#include <QLabel>

namespace yigong {

/// 李秀兰, 68, of 王庄, in the program of hypertension; last seen in February, due on 13 May.
struct FollowUpRoom : CountyStore
{
    Id lixiulan = addResident("李秀兰", wangzhuang, {"hypertension"_q});

    void enrols(Id patient, FollowUpProgram program)
    {
        EnrolmentDraft draft;
        draft.patient = patient;
        draft.program = program;
        draft.enrolledOn = QDate(2025, 1, 6);
        REQUIRE(write(villageDoctor, [&](Transaction &tx) { return enrolInProgram(tx, draft); }));
    }
    Id wasSeen(QDate day, int systolic, int diastolic)
    {
        FollowUpDraft draft;
        draft.patient = lixiulan;
        draft.date = day;
        FollowUp form;
        form.way = 1;
        form.symptoms = QStringList{"1"_q};
        form.systolic = {systolic * 100};
        form.diastolic = {diastolic * 100};
        form.weight = {6150};
        form.smoking = {300};
        form.salt = 2;
        form.drugs = {{"苯磺酸氨氯地平片"_q, "1"_q, "5 mg"_q}};
        draft.forms = {form};
        const auto saved = write(villageDoctor, [&](Transaction &tx) { return saveFollowUp(tx, draft); });
        REQUIRE(saved);
        REQUIRE(saved->forms.size() == 1);
        return saved->forms.front().id;
    }
    std::vector<ListedFollowUp> forms()
    {
        return *read([&](const Snapshot &s) { return followUpsOf(s, villageDoctor, lixiulan, 10); });
    }
};

struct FollowUpDesk : Desk
{
    explicit FollowUpDesk(FollowUpRoom &room, const QVariant &argument = {})
        : FollowUpDesk(room, room.villageDoctor, room.wangzhuang, argument)
    {}
    FollowUpDesk(FollowUpRoom &room, const Actor &who, const Site &at, const QVariant &argument = {})
        : Desk(room, who, at)
    {
        page = shows<FollowUpPage>("followups"_q, argument);
    }
    void opensForm()
    {
        REQUIRE(waitsFor([&] { return page->sheet() != nullptr && page->sheet()->isVisible(); }));
        settle();
    }
    /// Keys, one after the other, as `strokeOf` names them. Answers how many.
    int strikes(const QString &keys) const
    {
        for (const QChar key : keys)
            if (const auto stroke = strokeOf(key))
                presses(stroke->key, stroke->modifiers);
            else if (qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr)
                types(QString(key));
            else
                presses(static_cast<Qt::Key>(key.unicode()));
        return static_cast<int>(keys.size());
    }
    [[nodiscard]] QString textOf(const QString &name) const { return control<Field>(name)->text(); }
    /// Whether a label of the page that can be seen says so, or a panel as a screen reader reads it.
    [[nodiscard]] bool says(const QString &words) const
    {
        for (const auto *widget : page->findChildren<QWidget *>())
            if (widget->isVisible() && widget->accessibleName() == words)
                return true;
        for (const auto *label : page->findChildren<QLabel *>())
            if (label->isVisible() && label->text() == words)
                return true;
        return false;
    }
    [[nodiscard]] bool saysPartOf(const QString &words) const
    {
        for (const auto *label : page->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }

    FollowUpPage *page = nullptr;
};

} // namespace yigong
