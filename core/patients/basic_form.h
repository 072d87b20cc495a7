// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/basic_information.h"
#include "core/patients/patient.h"

#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace yigong {

/// One option of a coded field, as its edition of the form numbers it.
struct BasicOption
{
    int number;
    const char16_t *name;
    bool asksName = false; ///< 恶性肿瘤____, 其他____

    [[nodiscard]] QString nameText() const { return QString::fromUtf16(name); }
};

/// Parts of the file, in the paper's order.
enum class BasicPart : quint8
{
    Cover,
    Person,
    Allergies,
    PastHistory,
    FamilyHistory,
    Living,
    Care ///< beside the paper: who looks after them, how they live
};
QString titleOf(BasicPart part); ///< 封面, 基本情况, 药物过敏与暴露 …

enum class BasicKind : quint8
{
    Text,
    Number, ///< ID number, phone: the input method stays off
    Choice,
    Choices, ///< several of the options
    Entries, ///< several, each with a time
    Date,
    Allergies, ///< 药物过敏史: worked out from the allergies that are recorded
    Person,    ///< a practitioner: who keeps the file
};

/// An entry of a list: a disease since when, an operation, 其他 with its name.
struct BasicEntry
{
    int number = 0;
    PartialDate since;
    QString name;

    [[nodiscard]] QString text() const; ///< "2", "2|2018-06", "6|2020-03|肺癌", "8||村集体"
    bool operator==(const BasicEntry &) const = default;
    bool operator<(const BasicEntry &other) const
    {
        return std::tie(number, since, name) < std::tie(other.number, other.since, other.name);
    }
};
/// By number, then time. What cannot be read is number 0 with all of its text as name: nothing is lost.
std::vector<BasicEntry> entriesOf(const QStringList &list);
QStringList listOf(const std::vector<BasicEntry> &entries);

/// All of a resident's file that the cover and the form show.
struct ResidentFile
{
    Patient patient;
    BasicInformation form;
    std::vector<AllergyIntolerance> allergies; ///< standing ones; without an id: to be recorded with the form
    bool isFilled = false;                     ///< the form stands in the store
};

/// A field of cover or form, in the order of the paper.
struct BasicField
{
    using Member = std::variant<QString Patient::*, PartialDate Patient::*, Sex Patient::*, BloodType Patient::*,
                                QString BasicInformation::*, QStringList BasicInformation::*, QDate BasicInformation::*,
                                Id BasicInformation::*, bool BasicInformation::*>;
    const char *column; ///< of Patient or BasicInformation; in errors
    Member member;
    const char16_t *name; ///< as the form prints it
    BasicPart part;
    BasicKind kind;
    std::span<const BasicOption> options = {};
    std::span<const BasicOption> older = {}; ///< of the edition of 2011, where it numbers otherwise
    int none = 0;                            ///< the option that excludes the others
    bool required = true;                    ///< counts in completeness unless a county says otherwise
    bool isFixed = false;                    ///< shown here, changed by an act of its own or never

    [[nodiscard]] QString columnText() const { return QString::fromLatin1(column); }
    [[nodiscard]] QString keyText() const; ///< of JSON, and the widget's name: "contactPhone"
    [[nodiscard]] QString nameText() const { return QString::fromUtf16(name); }
    [[nodiscard]] std::span<const BasicOption> optionsOf(QStringView version) const;
    [[nodiscard]] bool isOfPatient() const { return member.index() < 4; }
    [[nodiscard]] bool isList() const { return kind == BasicKind::Choices || kind == BasicKind::Entries; }
};

/// 居民健康档案封面 and 个人基本信息表, third edition (2017), with what deployed systems add.
std::span<const BasicField> basicFields();
const BasicField *basicField(QStringView columnOrKey); ///< null where there is none

inline constexpr char basicFormCode[] = "basic-information";
inline constexpr char basicFormVersion[] = "2017";

/// As the field is typed and read: "5", "1;3", "2|2018-06;6|2020-03|肺癌". Empty: nothing was said.
QString fieldText(const ResidentFile &file, const BasicField &field);
/// The same in words: "高血压（2018-06）、恶性肿瘤（肺癌，2020-03）".
QString fieldWords(const ResidentFile &file, const BasicField &field);
/// What such a text says in words, under an edition's options.
QString wordsFor(const BasicField &field, const QString &text, QStringView version);
/// Takes what was typed; empty clears. Entries apart by ; and their parts by | or a blank. Errors: Invalid{as typed} ·
/// OutOfRange{number} (no option) · WrongState{substance} (an allergy that stands is taken back by an act of its own).
Result<void> setField(ResidentFile &file, const BasicField &field, const QString &text);

/// The form's boxes of 药物过敏史: 1 where none is known, else by the allergens' groups; empty: not asked.
QList<int> drugAllergyOptions(const ResidentFile &file);

/// What cannot stand, by field: a "none" beside others, a name that an option asks for, times after today or before
/// birth, a phone without digits, a number that is no option. Errors are Required · Invalid · OutOfRange · WrongState
/// {substance} (none known, and one stands).
std::vector<Error> checkBasicInformation(const ResidentFile &file, QDate today);

} // namespace yigong
