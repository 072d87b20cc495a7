// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/imported_codes.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

namespace yigong {

class Banner;
class Button;
class ProgressRow;
class Table;

/// The code lists of this computer: what comes with the program, what was imported beside it and when. A full list
/// is taken from a CSV file.
class CodesView : public QWidget
{
    Q_OBJECT
public:
    explicit CodesView(Workplace &workplace, QWidget *parent = nullptr);

    void refresh();
    /// Takes the file into the chosen list, as the button does once a file is picked.
    void importFrom(const QString &path);
    [[nodiscard]] Table *table() const { return m_table; }

Q_SIGNALS:
    void imported();
    void failed(const yigong::Error &problem);

private:
    void pickFile();
    void took(const CodeFileImport &done);
    [[nodiscard]] CodeListKind chosenKind() const;

    Workplace &m_workplace;
    Question m_question;
    PagedModel<CodeListStanding> *m_model;
    Table *m_table;
    Banner *m_said;
    ProgressRow *m_progress;
    Button *m_import;
};

} // namespace yigong
