// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/resident_file.h"
#include "core/sites/site.h"
#include "ui/patients/file_input.h"
#include "ui/shell/workplace.h"

#include <QHash>
#include <QWidget>

namespace yigong {

class Button;
class FormRow;
class Label;
class RunsLabel;

/// What the view shows, read in one view of the store.
struct OpenedFile
{
    ResidentFile file;
    std::vector<ResidentEvent> events;
    QStringList missing; ///< columns
    std::vector<Practitioner> people;
    QString establishedBy;
};

/// A resident's file, 档案: cover and basic information form in the paper's order, to be read and filled in by
/// keyboard. Enter walks, Ctrl+S saves what changed; a field that said something else before has that with its day at
/// the right.
class ResidentFileView : public QWidget
{
    Q_OBJECT
public:
    explicit ResidentFileView(Workplace &workplace, QWidget *parent = nullptr);

    /// Reads the file anew. What is typed and not saved stays, also while another resident is shown.
    void showFile(Id patient);
    [[nodiscard]] bool hasUnsavedEntry() const;
    void focusFirst();
    /// The first of what is missing gets the focus.
    void focusMissing();

Q_SIGNALS:
    void saved();
    void failed(const yigong::Error &problem);

private:
    QWidget *makeHead();
    [[nodiscard]] bool isChanged() const;
    void stash();
    void build(QWidget *content);
    FileInput *addRow(QWidget *card, const BasicField &field);
    void fill(const OpenedFile &opened);
    void showMissing();
    void showHistory();
    void save();
    void finished(const Result<bool> &answer);
    void complain(const Error &error);
    void print();
    /// What differs from what was shown, onto `file`. The error of the first that is not understood.
    Result<void> takeInto(ResidentFile &file) const;

    Workplace &m_workplace;
    Id m_patient;
    std::optional<OpenedFile> m_opened;
    Question m_question;
    Label *m_standing;
    RunsLabel *m_lacking;
    Label *m_complaint;
    Button *m_save;
    Button *m_print;
    std::vector<FileInput *> m_inputs;
    QHash<QString, FormRow *> m_rows;             ///< by column
    QHash<Id, QHash<QString, QString>> m_unsaved; ///< of residents that are not shown, by column
    QHash<QString, QString> m_shown;              ///< what each control said when it was filled
};

} // namespace yigong
