// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/resident_programs.h"
#include "ui/shell/workplace.h"

#include <QObject>

class QMenu;

namespace yigong {

/// The menu of forms that may be opened for a resident: all of the programs that they are in, what is due first and
/// marked, and the annual examination. Arrows and Enter, or the number before it.
class FormMenu : public QObject
{
    Q_OBJECT
public:
    explicit FormMenu(Workplace &place, QWidget *parent);

    /// Reads which those are, and opens under `under`.
    void open(Id patient, QWidget *under);
    [[nodiscard]] QMenu *menu() const { return m_menu; } ///< null before it was opened

Q_SIGNALS:
    /// No code: of hypertension or diabetes.
    void formChosen(yigong::Id patient, const QString &code);
    void programsChosen(yigong::Id patient);
    void failed(const yigong::Error &problem);

private:
    void show(Id patient, const std::vector<ResidentProgram> &programs, QWidget *under);
    void add(Id patient, const QString &words, const QString &code);

    Workplace &m_place;
    Question m_question;
    QMenu *m_menu = nullptr;
};

} // namespace yigong
