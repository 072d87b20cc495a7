// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/accounts.h"
#include "ui/administration/find_words.h"
#include "ui/shell/act_dialog.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/field.h"

namespace yigong {

/// Somebody new, with an account and a password for one sign-in.
class AddStaffDialog : public ActDialog
{
    Q_OBJECT
public:
    AddStaffDialog(Workplace &workplace, const std::vector<SiteStanding> &sites, QWidget *parent);

Q_SIGNALS:
    void added(const QString &name, const QString &login, const QString &siteName, const QString &password);

protected:
    void act() override;

private:
    Workplace &m_workplace;
    const std::vector<SiteStanding> m_sites;
    Field *m_name;
    Field *m_login;
    SuggestBox *m_site;
    ComboField *m_role;
    Field *m_title;
};

class RoleDialog : public ActDialog
{
    Q_OBJECT
public:
    RoleDialog(Workplace &workplace, const Practitioner &person, QWidget *parent);

Q_SIGNALS:
    void carriedOut();

protected:
    void act() override;

private:
    Workplace &m_workplace;
    Id m_person;
    ComboField *m_role;
};

class MoveDialog : public ActDialog
{
    Q_OBJECT
public:
    MoveDialog(Workplace &workplace, const StaffStanding &person, const std::vector<SiteStanding> &sites,
               QWidget *parent);

Q_SIGNALS:
    void carriedOut(const QString &siteName);

protected:
    void act() override;

private:
    Workplace &m_workplace;
    const std::vector<SiteStanding> m_sites;
    Id m_person;
    SuggestBox *m_site;
};

class LeftDialog : public ActDialog
{
    Q_OBJECT
public:
    LeftDialog(Workplace &workplace, const Practitioner &person, QWidget *parent);

Q_SIGNALS:
    void carriedOut();

protected:
    void act() override;

private:
    Workplace &m_workplace;
    Id m_person;
    DateField *m_day;
};

/// All roles in words, as the policy numbers them.
Options roleOptions();
/// "has an account", "password to be changed", "locked until …", "left on …".
ChipSpec accountChip(const StaffStanding &one);

} // namespace yigong
