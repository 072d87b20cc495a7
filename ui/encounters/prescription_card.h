// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/visit_basis.h"
#include "core/inventory/dispense.h"
#include "ui/encounters/line_editor.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/suggest_box.h"
#include "ui/widgets/table.h"

namespace yigong {

/// The prescription of a visit: drugs by initials, what the shelf holds of each (first expired first out), and what
/// keeps it from being handed out: a known allergy, or too little on the ledger, each with its ways out.
class PrescriptionCard : public Card
{
    Q_OBJECT
public:
    explicit PrescriptionCard(Workplace &place, QWidget *parent = nullptr);

    void setBasis(const VisitBasis &basis);
    void setLines(const std::vector<PrescriptionEntry> &lines);
    [[nodiscard]] std::vector<PrescriptionEntry> lines() const;
    /// Why the visit cannot be signed as it stands; empty where it can.
    [[nodiscard]] QString blockedReason() const;
    /// What the drugs handed out cost, as far as the shelf has been read.
    [[nodiscard]] Money drugFee() const;
    [[nodiscard]] int handedOut() const;
    /// What is handed out under two signatures, in words; empty where there is none.
    [[nodiscard]] QStringList underTwoSignatures() const;
    /// Shows a complaint about "<place>", "<place>.days" …
    void complain(const QString &placeAndField, const QString &sentence);
    /// Adds the lines of last time (Alt+L).
    void addLastLines();
    /// Asks the ledger again: other visits take from the same shelf.
    void readShelves();

Q_SIGNALS:
    void edited();    ///< by a person
    void shelfRead(); ///< fees and blocks may have changed
    void failed(const yigong::Error &problem);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Line
    {
        PrescriptionEntry entry;
        const Drug *drug = nullptr;
        QString against;  ///< known allergies that speak against it
        QString cautions; ///< those that ask for care
        bool shelfKnown = false;
        DispensePlan plan;
        Quantity onShelf;
    };
    enum class Block
    {
        None,
        Allergy,
        Right,
        Shortage
    };

    void build();
    Cell cellOf(const Line &line, int column) const;
    Cell batchCell(const Line &line) const;
    Cell stockCell(const Line &line) const;
    [[nodiscard]] Suggestions drugsLike(const QString &typed) const;
    [[nodiscard]] Line lineOf(const PrescriptionEntry &entry) const;
    [[nodiscard]] Block blockOf(const Line &line) const;
    [[nodiscard]] QString unitOf(const Line &line) const { return line.entry.unit; }
    void add(const QString &code);
    void remove(int place);
    void openEditor(int place);
    void closeEditor();
    void takeEdited();
    void readShelf(const QString &drug);
    void plan(Line &line) const;
    void showLines();
    void showBlock();
    void showAllergyBlock(int place);
    void showRightBlock(int place);
    void showShortage(int place);
    void giveWhatIsThere(int place);
    void askOverride(int place);
    void askAllergyReason(int place);
    void changedByPerson();
    [[nodiscard]] static bool isGuarded(const Line &line)
    {
        return line.drug != nullptr && needsTwo(line.drug->special);
    }

    Workplace &m_place;
    QStringList m_allergies;
    bool m_narcoticRight = false;
    std::vector<MedicationRequest> m_lastLines;
    std::vector<Line> m_lines;
    QHash<QString, std::vector<BatchBalance>> m_shelves;
    PagedModel<Line> *m_model;
    Table *m_table;
    SuggestBox *m_box;
    Button *m_again;
    LineEditor *m_editor;
    Banner *m_banner;
    int m_editing = -1;
};

} // namespace yigong
