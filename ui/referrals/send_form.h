// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/visit.h"
#include "core/referrals/referral_desk.h"
#include "core/referrals/referral_list.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/patient_bar.h"
#include "ui/widgets/text_area.h"

namespace yigong {

class Button;
class FormRow;

/// A referral being written. What the record and the visit know is filled in and marked as carried; what must be said
/// anew (the reason) is empty, unless a follow-up's rule says it. F12 sends, Esc leaves.
class SendForm : public QWidget
{
    Q_OBJECT
public:
    explicit SendForm(Workplace &place, QWidget *parent = nullptr);

    /// `encounter` may be none: then the latest visit is not attached.
    void begin(Id patient, Id encounter);
    /// The referral that a closed follow-up asks for, filled in: to be checked and sent.
    void beginFromFollowUp(Id followUp);
    [[nodiscard]] QWidget *firstFocus() const { return m_reason; }

Q_SIGNALS:
    void ready(); ///< what the store knows is filled in
    void sent(yigong::Id referral, const QString &number, const QString &patientName);
    void left();
    void failed(const yigong::Error &problem);

private:
    struct Beginning
    {
        Patient patient;
        std::vector<AllergyIntolerance> allergies;
        std::vector<ConflictState> conflicts;
        std::vector<Site> destinations;
        QString allergyStatement;
        std::optional<Visit> visit;
        std::optional<ReferralDraft> asked; ///< by a follow-up
    };
    static Result<Beginning> beginningOf(const Snapshot &snapshot, const Actor &actor, Id patient, Id encounter);
    static Result<Beginning> beginningFrom(const Snapshot &snapshot, const Actor &actor, Id followUp);
    void fill(const QFuture<Result<Beginning>> &read);
    void showAsked(const ReferralDraft &asked);
    void build();
    void show(Beginning basis);
    void showLevel();
    void send();
    void complain(const Error &error);

    Workplace &m_place;
    Question m_question;
    Beginning m_basis;
    Id m_encounter;
    bool m_sending = false;
    bool m_isRead = false; ///< whom it is about
    PatientBar *m_bar;
    Banner *m_level;
    ComboField *m_to;
    Segments *m_urgency;
    Field *m_department;
    Field *m_diagnosis;
    Field *m_reason;
    TextArea *m_summary;
    Field *m_allergies;
    Label *m_visit;
};

} // namespace yigong
