// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/contracts_page.h"
#include "ui/contracts/contract_list_view.h"
#include "ui/contracts/contract_printing.h"
#include "ui/contracts/resident_contract_view.h"

#include <QPainter>
#include <QStackedWidget>
#include <utility>

namespace yigong {

ContractsPage::ContractsPage(Workplace &place, QWidget *parent)
    : Page(parent), m_place(place), m_stack(new QStackedWidget(this)), m_list(new ContractListView(place, m_stack)),
      m_resident(new ResidentContractView(place, m_stack))
{
    auto *column = makeColumn(0);
    setLayout(column);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_resident);
    column->addWidget(m_stack);
    connect(m_list, &ContractListView::contractsRequested, this, &ContractsPage::showResident);
    connect(m_list, &ContractListView::signRequested, this, [this](const ContractRow &row) { act(row, false); });
    connect(m_list, &ContractListView::renewRequested, this, [this](const ContractRow &row) { act(row, true); });
    connect(m_list, &ContractListView::failed, this, &Page::failed);
    connect(m_resident, &ResidentContractView::failed, this, &Page::failed);
    connect(m_resident, &ResidentContractView::patientRequested, this, &Page::patientRequested);
    connect(m_resident, &ResidentContractView::changed, this, [this](const QString &words) {
        Q_EMIT toastRequested(words);
        Q_EMIT dataChanged();
        m_list->refresh();
    });
    connect(m_resident, &ResidentContractView::shown, this, [this] {
        if (std::exchange(m_signs, false))
            m_resident->sign(std::exchange(m_renews, false) ? SigningFor::Kind::Renew : SigningFor::Kind::Sign);
    });
    connect(m_resident, &ResidentContractView::printRequested, this, [this](Id contract) {
        printContract(m_place, contract, this, [this](const Result<bool> &printed) {
            if (!printed)
                Q_EMIT failed(printed.error());
            else if (*printed)
                Q_EMIT toastRequested(tr("Sent to the printer"));
        });
    });
    followTheme(this, [this] { update(); });
}

void ContractsPage::act(const ContractRow &row, bool renews)
{
    m_signs = true;
    m_renews = renews;
    showResident(row.patient);
}

void ContractsPage::showResident(Id patient)
{
    m_resident->show(patient);
    m_stack->setCurrentWidget(m_resident);
    m_resident->firstFocus()->setFocus();
}

void ContractsPage::refresh()
{
    m_list->refresh();
    if (m_stack->currentWidget() == m_resident)
        m_resident->refresh();
}

void ContractsPage::open(const QVariant &argument)
{
    if (const auto id = Id::parse(argument.toString()))
        showResident(*id);
}

bool ContractsPage::stepBack()
{
    if (m_stack->currentWidget() != m_resident)
        return false;
    m_stack->setCurrentWidget(m_list);
    m_list->firstFocus()->setFocus();
    return true;
}

QWidget *ContractsPage::firstFocus()
{
    return m_stack->currentWidget() == m_resident ? m_resident->firstFocus() : m_list->firstFocus();
}

void ContractsPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().color(Token::Canvas));
}

} // namespace yigong
