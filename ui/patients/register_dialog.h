// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/id.h"
#include "core/patients/patient.h"
#include "core/patients/register.h"
#include "core/patients/same_person.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/dialog.h"

namespace yigong {

class ComboField;
class DateField;
class Field;
class FormRow;
class Segments;
class TextArea;

/// Registers a resident: the ID number is checked as it is typed and fills birth date and sex; without one, a reason.
/// Who may be there already is shown first; a second press registers all the same.
/// Writes by itself and stays open until that is durable. Show it with `open()`.
class RegisterDialog : public Dialog
{
    Q_OBJECT
public:
    explicit RegisterDialog(Workplace &workplace, QWidget *parent = nullptr);

    /// What was typed into the search box without finding anybody: a name or an ID number.
    void begin(const QString &typed);

Q_SIGNALS:
    void registered(yigong::Id patient, const QString &name);
    void existingRequested(yigong::Id patient); ///< that ID number is somebody's already

private:
    void idNumberTyped();
    void showIdNumberComplaint(const Error &error);
    void save();
    void say(const QString &sentence);
    void write();
    void showLikely(const std::vector<LikelySame> &likely);
    void saved(const Result<Id> &answer);
    [[nodiscard]] PatientDraft draft() const;
    void complain(const Error &error);

    Workplace &m_workplace;
    Field *m_idNumber;
    ComboField *m_noIdReason;
    Field *m_name;
    Segments *m_sex;
    DateField *m_birthDate;
    Field *m_phone;
    Field *m_address;
    Label *m_complaint;
    Button *m_save;
    Button *m_existing;
    Id m_existingId;
    std::vector<Id> m_looked; ///< likely the same, and shown to the person
};

/// Changes what a resident's record says of phone, name, address and remarks. Only what differs is written.
class EditDialog : public Dialog
{
    Q_OBJECT
public:
    EditDialog(Workplace &workplace, const Patient &patient, QWidget *parent = nullptr);

Q_SIGNALS:
    void edited();

private:
    void save();

    Workplace &m_workplace;
    Patient m_before;
    Field *m_name;
    Field *m_phone;
    Field *m_address;
    TextArea *m_remarks;
    Label *m_complaint;
    Button *m_save;
};

} // namespace yigong
