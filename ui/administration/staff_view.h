// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/accounts.h"
#include "core/sites/site_tree.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

namespace yigong {

class Button;
class Card;
class FactList;
class Field;
class Label;
class Segments;
class Table;

/// The staff of a site and what is below it: who has which role, and who can sign in. What can be done about the chosen
/// one stands at the right; nobody does it about themselves.
class StaffView : public QWidget
{
    Q_OBJECT
public:
    explicit StaffView(Workplace &workplace, QWidget *parent = nullptr);

    void refresh();
    /// Those of one site, or all that answer to the text.
    void find(const QString &text);
    [[nodiscard]] Table *table() const { return m_table; }

Q_SIGNALS:
    void changed(const QString &sentence);
    void failed(const yigong::Error &problem);

private:
    struct Answer
    {
        std::vector<StaffStanding> staff;
        std::vector<SiteStanding> sites;
    };
    static Result<Answer> read(const Snapshot &snapshot, const Actor &actor, Instant now);
    QWidget *makeFilters();
    QWidget *makeSide();
    Button *addAct(const QString &word, Icon icon, void (StaffView::*act)(const StaffStanding &));
    void showRows();
    void showChoice();
    [[nodiscard]] bool isListed(const StaffStanding &one) const;
    [[nodiscard]] const StaffStanding *chosen() const;
    void add();
    void changeRoleOf(const StaffStanding &one);
    void changeNarcoticRight(const StaffStanding &one);
    void move(const StaffStanding &one);
    void openAccountOf(const StaffStanding &one);
    void resetPasswordOf(const StaffStanding &one);
    void closeAccountOf(const StaffStanding &one);
    void markAsLeft(const StaffStanding &one);
    void showPassword(const QString &name, const QString &login, const QString &siteName, const QString &password);

    Workplace &m_workplace;
    Question m_question;
    Answer m_answer;
    PagedModel<StaffStanding> *m_model;
    Table *m_table;
    Field *m_find;
    Segments *m_which;
    Label *m_count;
    Card *m_card;
    FactList *m_facts;
    Label *m_why; ///< nothing can be done: about oneself, or about who has left
    QList<Button *> m_acts;
    Button *m_role;
    Button *m_move;
    Button *m_narcotics;
    Button *m_open;
    Button *m_reset;
    Button *m_close;
    Button *m_left;
};

} // namespace yigong
