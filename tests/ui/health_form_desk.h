// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/form_doors.h"
#include "tests/ui/follow_up_desk.h"
#include "ui/followups/health_form_editor.h"
#include "ui/followups/health_form_sheet.h"
#include "ui/widgets/option_chips.h"
#include "ui/widgets/tile.h"

#include <QSignalSpy>

namespace yigong {

/// Beside 李秀兰 a child of six months, a woman of 28, and a nurse who may read less than the doctor.
struct HealthFormRoom : FollowUpRoom
{
    Id wangxiaobao = addPerson("王小宝", u"2024-11-05", Sex::Male);
    Id zhangmin = addPerson("张敏", u"1996-08-20", Sex::Female);
    Actor nurse = addStaff("吴护士", wangzhuang, StaffRole::Nurse);

    Id addPerson(const char *name, QStringView born, Sex sex)
    {
        Patient made;
        made.name = QString::fromUtf8(name);
        made.sex = sex;
        made.birthDate = *PartialDate::parse(born);
        made.site = wangzhuang.id;
        const auto id = write(villageDoctor, [&](Transaction &tx) { return tx.insert(made); });
        REQUIRE(id);
        return *id;
    }
    /// Closes a form with these answers, and whatever else it needs.
    HealthForm closes(Id patient, const QString &code, QDate day, const QList<QPair<QString, QString>> &said)
    {
        HealthFormDraft draft;
        draft.patient = patient;
        draft.formCode = code;
        draft.day = day;
        const FormDefinition *form = formDefinition(code);
        REQUIRE(form != nullptr);
        for (const auto &[asked, text] : said)
            REQUIRE(answer(draft.answers, *form->question(asked), text));
        for (const FormSection &section : form->sections)
            for (const FormQuestion &question : section.questions)
                if (question.required && isAsked(draft.answers, question) && !draft.answers.has(question.key))
                    REQUIRE(
                        answer(draft.answers, question,
                               question.options.empty() ? "1"_q : QString::number(question.options.front().number)));
        const auto saved = write(villageDoctor, [&](Transaction &tx) { return saveHealthForm(tx, draft); });
        REQUIRE(saved);
        REQUIRE(saved->asks.empty());
        return saved->form;
    }
    std::vector<ListedHealthForm> healthForms(Id patient, const std::optional<Actor> &who = {})
    {
        return *read([&](const Snapshot &s) { return healthFormsOf(s, who.value_or(villageDoctor), patient); });
    }
};

struct HealthFormDesk : FollowUpDesk
{
    explicit HealthFormDesk(HealthFormRoom &room, const QVariant &argument = {}) : FollowUpDesk(room, argument) {}
    HealthFormDesk(HealthFormRoom &room, const Actor &who, const Site &at) : FollowUpDesk(room, who, at) {}

    static QVariantMap formOf(Id patient, const QString &code)
    {
        return {{"patient"_q, patient.text()}, {"form"_q, code}};
    }
    void opensHealthForm()
    {
        REQUIRE(waitsFor([&] { return page->editor()->sheet() != nullptr && page->editor()->sheet()->isVisible(); }));
        settle();
    }
    /// The last of the figures above the plan: all in a program, due or not.
    void showsEverybody() const
    {
        page->findChildren<Tile *>().back()->click();
        settle();
    }
    /// F12, and waits until it is closed.
    void closes()
    {
        QSignalSpy saved(page, &FollowUpPage::healthFormSaved);
        presses(Qt::Key_F12);
        REQUIRE(waitsFor([&] { return saved.count() == 1; }));
        settle();
    }
    [[nodiscard]] QList<int> chosenIn(const QString &name) const { return control<OptionChips>(name)->chosen(); }
    [[nodiscard]] QString focused() const
    {
        QWidget *at = QApplication::focusWidget();
        if (at == nullptr)
            return {};
        auto *chips = qobject_cast<OptionChips *>(at->parentWidget());
        return chips != nullptr ? chips->accessibleName() : at->accessibleName();
    }
    void inLargeType(const QString &picture, const std::function<void()> &opens)
    {
        applyTheme(*qApp, {Scheme::Light, TypeSize::ExtraLarge});
        opens();
        keepsPicture(picture);
        applyTheme(*qApp, {});
    }
};

} // namespace yigong
