// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/dialog.h"

namespace yigong {

class ComboField;
class Field;

/// Finds a resident by what is typed, and asks what they are to another one: a new member and their relation to the
/// head, or who looks after somebody.
class PersonAndRelation : public Dialog
{
    Q_OBJECT
public:
    enum class Asks : quint8
    {
        Member, ///< the person must be a resident; a relation of the household's list
        Carer   ///< a resident, or a name and phone
    };
    PersonAndRelation(Workplace &workplace, Asks asks, const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] Id patient() const;
    [[nodiscard]] QString name() const; ///< as typed, where nobody was chosen
    [[nodiscard]] QString phone() const;
    [[nodiscard]] QString relation() const;

private:
    void search();

    Workplace &m_workplace;
    Asks m_asks;
    Question m_question;
    Field *m_typed;
    ComboField *m_found;
    ComboField *m_relation;
    Field *m_phone;
};

} // namespace yigong
