// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up.h"

#include <span>
#include <variant>

namespace yigong {

/// One option of a coded field, as its edition of the form numbers it.
struct FormOption
{
    int number;
    const char16_t *name;

    [[nodiscard]] QString nameText() const { return QString::fromUtf16(name); }
};

/// Where a field comes from when a form is opened.
enum class FormSource : quint8
{
    Asked,   ///< empty: it is asked anew
    Today,   ///< measured: from today's visit, never from last time
    Carried, ///< habits, drugs, goals: from last time
};

/// A field of a form. `limits` in hundredths, both ends belong to them: beyond the possible ones it is refused, beyond
/// the likely ones asked again.
struct FormField
{
    using Member = std::variant<Measured FollowUp::*, int FollowUp::*, bool FollowUp::*, QString FollowUp::*,
                                QStringList FollowUp::*, QDate FollowUp::*, FollowUpDrugs FollowUp::*>;
    const char *key; ///< in JSON, in errors, and as the name of its widget
    Member member;
    const char16_t *name; ///< as the form prints it
    const char16_t *unit;
    FormSource source;
    bool shared; ///< asked once for both programs, and written to both forms
    unsigned programs = bit(FollowUpProgram::Hypertension) | bit(FollowUpProgram::Diabetes);
    std::span<const FormOption> options = {}; ///< of a coded field
    const char *vital = nullptr;              ///< LOINC of the same value in a visit
    Hundredths lowest = 0, highest = 0;       ///< possible; both 0: no limit
    Hundredths likelyLow = 0, likelyHigh = 0;

    static constexpr unsigned bit(FollowUpProgram program) { return 1U << static_cast<unsigned>(program); }
    [[nodiscard]] bool isOf(FollowUpProgram program) const { return (programs & bit(program)) != 0; }
    [[nodiscard]] QString keyText() const { return QString::fromLatin1(key); }
    [[nodiscard]] QString nameText() const { return QString::fromUtf16(name); }
    [[nodiscard]] QString unitText() const { return QString::fromUtf16(unit); }
    /// The options for this program: symptoms and danger signs are numbered otherwise in each.
    [[nodiscard]] std::span<const FormOption> optionsOf(FollowUpProgram program) const;
};

/// 随访服务记录表 of hypertension and of type 2 diabetes, edition 2020 (the third edition's form of 2017 with height,
/// next step, adjustment, and contact and result of a referral). In the order in which it is asked.
std::span<const FormField> followUpFields();
/// Null where there is none of that key.
const FormField *followUpField(QStringView key);

/// Of the form that is filled in for it; of a program with several, the one that comes first.
QString formCodeOf(FollowUpProgram program);
QString titleOf(FollowUpProgram program); ///< 高血压, 2型糖尿病, 慢阻肺病 …
QString formWords(FollowUpClass outcome); ///< 此次随访分类: 控制满意, 控制不满意, 不良反应, 并发症
QString formWords(FollowUpStep step);     ///< 下一步管理措施, as the form of 2020 has them
inline constexpr char currentFormVersion[] = "2020";

/// Whether nothing stands in the field.
bool isUnsaid(const FollowUp &form, const FormField &field);
/// As the field is typed and read: "5", "1;3", "120".
QString fieldText(const FollowUp &form, const FormField &field);
/// Takes what was typed; empty clears. Errors: Invalid{as typed; key} · OutOfRange (a number that is no option).
Result<void> setField(FollowUp &form, FollowUpProgram program, const FormField &field, const QString &text);
/// The same in words: "头痛头晕、心悸胸闷", "120 mmHg". Empty where nothing was said.
QString fieldWords(const FollowUp &form, const FormField &field);
void copyField(const FollowUp &from, FollowUp &to, const FormField &field);

/// kg ÷ m², in hundredths; nothing unless both were measured.
Measured bmiOf(const FollowUp &form);

} // namespace yigong
