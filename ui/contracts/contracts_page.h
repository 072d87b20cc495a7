// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/contract_list.h"
#include "ui/shell/page.h"
#include "ui/shell/workplace.h"

class QStackedWidget;

namespace yigong {

class ContractListView;
class ResidentContractView;

/// 签约: who has a contract, what was served under it, and who is to be asked. Enter opens a resident's contracts, Esc
/// goes back to the list.
class ContractsPage : public Page
{
    Q_OBJECT
public:
    explicit ContractsPage(Workplace &place, QWidget *parent = nullptr);

    void refresh() override;
    /// An Id as text opens that resident's contracts.
    void open(const QVariant &argument) override;
    bool stepBack() override;
    [[nodiscard]] QWidget *firstFocus() override;

    [[nodiscard]] ContractListView *list() const { return m_list; }
    [[nodiscard]] ResidentContractView *resident() const { return m_resident; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showResident(Id patient);
    void act(const ContractRow &row, bool renews);

    Workplace &m_place;
    QStackedWidget *m_stack;
    ContractListView *m_list;
    ResidentContractView *m_resident;
    bool m_signs = false, m_renews = false; ///< once the resident is shown
};

} // namespace yigong
