// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/resident_contracts.h"
#include "core/patients/patient.h"
#include "ui/contracts/sign_dialog.h"
#include "ui/widgets/paged_model.h"

namespace yigong {

class Banner;
class Card;
class Chip;
class FactList;
class PageHead;
class Table;

/// A resident with all that their contracts say, read in one view of the store.
struct ContractPaper
{
    Patient patient;
    QString siteName;
    ResidentContracts contracts;
};

/// The contracts of one resident: the one that stands with what was served item by item and what is still owed, who
/// agreed and how, and those before. Alt+S signs, Alt+R renews, Alt+M moves to another team, Alt+X ends.
class ResidentContractView : public QWidget
{
    Q_OBJECT
public:
    explicit ResidentContractView(Workplace &place, QWidget *parent = nullptr);

    void show(Id patient);
    void refresh();
    [[nodiscard]] Id patient() const { return m_patient; }
    [[nodiscard]] QWidget *firstFocus() const;
    /// The dialog that signs (or renews, as it stands); null where this person may not.
    SignDialog *sign(SigningFor::Kind kind);

Q_SIGNALS:
    void changed(const QString &words); ///< something was written: what to say of it
    void patientRequested(yigong::Id patient);
    void printRequested(yigong::Id contract);
    void failed(const yigong::Error &problem);
    void shown();

private:
    void build();
    QWidget *makeSide();
    void showPaper();
    void showItems(const ShownContract &standing);
    void showFacts(const ShownContract &standing);
    void showActions();
    void end();
    void keep();
    [[nodiscard]] const ShownContract *standing() const;
    [[nodiscard]] const ShownContract *chosen() const;
    [[nodiscard]] Cell cellOf(const ShownContract &row, int column) const;

    Workplace &m_place;
    Id m_patient;
    ContractPaper m_paper;
    Question m_question;
    PageHead *m_head;
    Chip *m_chip;
    Banner *m_twice;
    Card *m_items;
    QWidget *m_bars = nullptr;
    FactList *m_facts;
    Card *m_factCard;
    Card *m_given;
    Label *m_givenWords;
    Table *m_table;
    PagedModel<ShownContract> *m_rows;
    Button *m_sign, *m_renew, *m_move, *m_end, *m_print;
};

} // namespace yigong
