// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/contract_list.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

namespace yigong {

class Button;
class Card;
class ComboField;
class PageHead;
class Table;
class TileRow;

/// The residents of a site and how they stand: signed and served side by side as figures that filter, and the list
/// below them, what is to be done first. Enter opens a resident's contracts, Alt+S signs, Alt+R renews.
class ContractListView : public QWidget
{
    Q_OBJECT
public:
    explicit ContractListView(Workplace &place, QWidget *parent = nullptr);

    void refresh();
    [[nodiscard]] QWidget *firstFocus() const;
    [[nodiscard]] const ContractRow *chosen() const;

Q_SIGNALS:
    void contractsRequested(yigong::Id patient);
    void signRequested(const yigong::ContractRow &row);
    void renewRequested(const yigong::ContractRow &row);
    void failed(const yigong::Error &problem);
    void shown();

private:
    enum class Asked
    {
        Unsigned, ///< of a key group, without a contract that runs
        Owing,
        EndingSoon,
        Ended,
        Everybody
    };
    QWidget *makeTiles();
    QWidget *makeTable();
    void addFilters();
    void readSites();
    void show(const ContractList &list);
    void showFigures(const ContractRates &rates);
    void showTeams();
    void showRows();
    void showActions();
    [[nodiscard]] bool isShown(const ContractRow &row) const;
    [[nodiscard]] Cell cellOf(const ContractRow &row, int column) const;

    Workplace &m_place;
    ContractList m_list;
    Asked m_asked = Asked::Everybody;
    Question m_question;
    PageHead *m_head;
    ComboField *m_site;
    ComboField *m_keyGroup;
    ComboField *m_team;
    TileRow *m_tiles = nullptr;
    Card *m_card = nullptr;
    Table *m_table = nullptr;
    PagedModel<ContractRow> *m_rows;
    Button *m_sign = nullptr;
    Button *m_renew = nullptr;
};

} // namespace yigong
