// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/devices.h"
#include "ui/administration/find_words.h"
#include "ui/shell/act_dialog.h"
#include "ui/widgets/field.h"

namespace yigong {

/// For which site a code is, what the laptop is called, and how long the code is good.
class InviteDialog : public ActDialog
{
    Q_OBJECT
public:
    /// A draft that names its site keeps it.
    InviteDialog(Workplace &workplace, const InvitationDraft &draft, const QString &title,
                 const std::vector<SiteStanding> &sites, QWidget *parent);

Q_SIGNALS:
    void made(const yigong::MadeInvitation &invitation, const QString &siteName, const QString &name);

protected:
    void act() override;

private:
    Workplace &m_workplace;
    InvitationDraft m_draft;
    const std::vector<SiteStanding> m_sites;
    SuggestBox *m_site;
    Field *m_name;
    NumberField *m_hours;
};

} // namespace yigong
