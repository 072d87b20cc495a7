// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/close_visit.h"
#include "core/encounters/visit_basis.h"
#include "ui/shell/page.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/field.h"
#include "ui/widgets/patient_bar.h"
#include "ui/widgets/text_area.h"
#include <QTimer>

class QStackedWidget;

namespace yigong {

class ActionBar;
class Button;
class Chip;
class DiagnosisRow;
class EmptyPage;
class FormRow;
class Label;
class PrescriptionCard;
class VisitSide;
class VitalsForm;

/// A visit, written in the order of the paper. Opened with a resident's id as text (F4); a draft that was saved for
/// them comes back. F9 keeps it as a draft, as do a few seconds after each change; F12 asks once and closes the visit
/// for good in one act; F8 refers with the visit attached (`pageRequested("referrals", {patient, encounter})`).
class VisitPage : public Page
{
    Q_OBJECT
public:
    static constexpr int savedAfter = 3000; ///< milliseconds of rest

    explicit VisitPage(Workplace &place, QWidget *parent = nullptr);

    void open(const QVariant &argument) override;
    void refresh() override;
    bool stepBack() override;
    QWidget *firstFocus() override;
    [[nodiscard]] bool hasUnsavedEntry() const override;

Q_SIGNALS:
    void draftSaved();
    void visitSigned(yigong::Id encounter);

private:
    void build();
    QWidget *buildForm();
    QWidget *buildNote();
    void buildActions(QLayout *column);
    void load(Id patient);
    void show(VisitBasis basis);
    void showBar();
    void showDraft(const VisitDraft &draft);
    [[nodiscard]] VisitDraft draft() const;
    [[nodiscard]] bool isWorthKeeping() const;
    void changed();
    void showOutline();
    void showDrafted(Instant at);
    void save();
    void sign();
    bool complainOf(const Error &error);
    [[nodiscard]] bool confirmSigning(const std::vector<VisitWarning> &warnings);
    [[nodiscard]] static QString wordsOf(const VisitWarning &warning);
    void close(const std::optional<SecondSignature> &second);
    void showSigned(const ClosedVisit &closed);
    void refer();
    void leavePatient();

    enum Shown
    {
        Nobody,
        Form,
        Signed
    };

    Workplace &m_place;
    Question m_question;
    std::optional<VisitBasis> m_basis;
    VisitDraft m_saved; ///< as it stands in the store, or was empty
    Id m_draftId;
    Instant m_start;
    bool m_saving = false;
    bool m_saveAgain = false;
    bool m_signing = false;
    bool m_refersAfter = false;
    Id m_signedVisit;
    QTimer m_rest;

    QStackedWidget *m_stack = nullptr;
    PatientBar *m_bar = nullptr;
    Chip *m_drafted = nullptr;
    Field *m_complaint = nullptr;
    FormRow *m_complaintRow = nullptr;
    VitalsForm *m_vitals = nullptr;
    DiagnosisRow *m_diagnoses = nullptr;
    PrescriptionCard *m_prescription = nullptr;
    TextArea *m_advice = nullptr;
    VisitSide *m_side = nullptr;
    EmptyPage *m_note = nullptr;
    Button *m_sign = nullptr;
};

} // namespace yigong
