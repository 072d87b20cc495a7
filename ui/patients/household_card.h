// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/households.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

namespace yigong {

class Button;
class Card;
class Label;
class RunsLabel;
class Table;

/// The household of a resident: address, members with their relation to the head, who looks after whom. Enter on a
/// member opens their record.
class HouseholdCard : public QWidget
{
    Q_OBJECT
public:
    explicit HouseholdCard(Workplace &workplace, QWidget *parent = nullptr);

    void showHousehold(Id patient);

Q_SIGNALS:
    void patientRequested(yigong::Id patient);
    void changed(const QString &sentence);
    void failed(const yigong::Error &problem);

private:
    void fill(const HouseholdView &view);
    void make();
    void join();
    void leave();
    void head();
    void carer();
    [[nodiscard]] Cell cellOf(const HouseholdMember &member, int column) const;
    [[nodiscard]] const HouseholdMember *current() const;
    using Act = std::function<Result<void>(Transaction &)>;
    void write(Act act, const QString &sentence);

    Workplace &m_workplace;
    Id m_patient;
    HouseholdView m_view;
    Question m_question;
    Card *m_card;
    RunsLabel *m_where;
    Table *m_list;
    PagedModel<HouseholdMember> *m_members;
    Button *m_make, *m_join, *m_leave, *m_head, *m_carer;
};

} // namespace yigong
