// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/visit_draft.h"
#include "ui/widgets/suggest_box.h"

namespace yigong {

class FlowLayout;
class Label;

/// The diagnoses of a visit as chips, the main one in blue, and a box that adds one from the catalogue by name,
/// initials or code. Pressing a chip makes it the main one; Delete on it takes it out.
class DiagnosisRow : public QWidget
{
    Q_OBJECT
public:
    explicit DiagnosisRow(const Catalogue &codes, QWidget *parent = nullptr);

    void setDiagnoses(std::vector<DiagnosisEntry> diagnoses);
    [[nodiscard]] const std::vector<DiagnosisEntry> &diagnoses() const { return m_diagnoses; }
    /// Shows a complaint behind the box and puts the focus there; empty takes it back.
    void complain(const QString &sentence);

Q_SIGNALS:
    void edited();

private:
    void showChips();
    void pick(const QString &code);
    void remove(std::size_t place);
    void makeMain(std::size_t place);

    const Catalogue &m_codes;
    std::vector<DiagnosisEntry> m_diagnoses;
    QList<QWidget *> m_chips;
    FlowLayout *m_flow;
    SuggestBox *m_box;
    Label *m_complaint;
};

} // namespace yigong
