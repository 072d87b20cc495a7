// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/form_doors.h"
#include "ui/shell/workplace.h"

#include <QWidget>
#include <optional>

class QStackedWidget;

namespace yigong {

class ActionBar;
class Button;
class HealthFormSheet;
class HealthFormSide;
class PatientBar;
class ScrollArea;
class SectionList;

/// One form that is data, being filled in: whose it is, its sections at the left, its questions, and what the rules say
/// at the right. F12 or Ctrl+S closes it, asking once about unlikely figures; a correction asks for its reason.
class HealthFormEditor : public QWidget
{
    Q_OBJECT
public:
    explicit HealthFormEditor(Workplace &place, QWidget *parent = nullptr);

    /// The form `code` for a resident, begun anew.
    void begin(Id patient, const QString &code);
    /// A closed one again.
    void correct(Id form);
    [[nodiscard]] bool isTouched() const { return m_touched; }
    void forget() { m_touched = false; } ///< what was typed is dropped
    [[nodiscard]] Id patient() const { return m_opened ? m_opened->patient.id : Id{}; }
    [[nodiscard]] QString formCode() const { return m_opened ? m_opened->form->code : QString(); }
    [[nodiscard]] Id corrected() const { return m_opened ? m_opened->draft.amends : Id{}; } ///< none: a new one
    [[nodiscard]] HealthFormSheet *sheet() const { return m_sheet; } ///< null before the first form
    [[nodiscard]] HealthFormSide *side() const { return m_side; }

Q_SIGNALS:
    void opened();
    void saved(const yigong::SavedHealthForm &form);
    void programLacking(yigong::Id patient, const QString &code); ///< they are not in the form's program
    void historyRequested(yigong::Id patient);
    void programsRequested(yigong::Id patient);
    void formsRequested(yigong::Id patient, QWidget *under);
    void failed(const yigong::Error &problem);

private:
    void build();
    QWidget *makeActions();
    void take(Result<OpenedHealthForm> opened);
    void show(OpenedHealthForm opened);
    void showSheet();
    void changed();
    void note(const HealthFormDraft &draft, const AnswersCheck &check);
    void save();
    void write(const HealthFormDraft &draft);
    [[nodiscard]] bool confirms(HealthFormDraft &draft, const std::vector<FollowUpAsk> &asks);
    [[nodiscard]] QString caution(const FollowUpAsk &ask) const;
    [[nodiscard]] bool isCorrecting() const { return !corrected().isNone(); }

    Workplace &m_place;
    Question m_question;
    std::optional<OpenedHealthForm> m_opened;
    Id m_askedPatient;
    QString m_askedForm;
    bool m_touched = false;
    bool m_saving = false;

    PatientBar *m_bar;
    QWidget *m_body;
    SectionList *m_sections = nullptr;
    ScrollArea *m_scrolled = nullptr;
    HealthFormSheet *m_sheet = nullptr;
    HealthFormSide *m_side = nullptr;
    ActionBar *m_actions = nullptr;
    Button *m_save = nullptr;
};

} // namespace yigong
