// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/referrals/referral_list.h"
#include "ui/referrals/referral_acts.h"
#include "ui/shell/page.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/table.h"

class QStackedWidget;

namespace yigong {

class PageHead;
class ReferralDetail;
class SendForm;

/// Referrals of this site: those that wait, by deadline, and below the chosen one with its trail and its next act
/// (Enter). Opened with a referral's id as text it goes to that one; with {patient, encounter} it writes a new one,
/// with {followUp} the one that this closed form asks for.
class ReferralsPage : public Page
{
    Q_OBJECT
public:
    explicit ReferralsPage(Workplace &place, QWidget *parent = nullptr);

    void open(const QVariant &argument) override;
    void refresh() override;
    bool stepBack() override;
    QWidget *firstFocus() override;
    [[nodiscard]] bool hasUnsavedEntry() const override;

Q_SIGNALS:
    void listed(int rows);
    void acted();
    void referralSent(yigong::Id referral);

private:
    void build();
    QWidget *buildList();
    void read();
    void show(std::vector<ReferralRow> rows);
    void showRows();
    void showScope();
    void choose(int row);
    void act(ReferralAct act);
    void write(ReferralWrite write);
    void look();
    [[nodiscard]] bool isIn(const ReferralRow &row, const QString &group) const;
    [[nodiscard]] int countOf(const QString &group) const;
    [[nodiscard]] bool isOutward() const;
    [[nodiscard]] Options groups() const;
    Cell cellOf(const ReferralRow &row, int column) const;

    Workplace &m_place;
    Question m_listing;
    Question m_viewing;
    std::vector<ReferralRow> m_rows; ///< of this direction
    std::optional<ReferralView> m_view;
    Id m_wanted; ///< to be chosen once the list is here
    bool m_writing = false;

    QStackedWidget *m_stack = nullptr;
    PageHead *m_head = nullptr;
    Segments *m_direction = nullptr;
    Segments *m_group = nullptr;
    PagedModel<ReferralRow> *m_model = nullptr;
    Table *m_table = nullptr;
    ReferralDetail *m_detail = nullptr;
    SendForm *m_send = nullptr;
};

} // namespace yigong
