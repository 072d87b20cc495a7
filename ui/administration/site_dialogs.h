// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/administration/find_words.h"
#include "ui/shell/act_dialog.h"
#include "ui/widgets/field.h"
#include "ui/widgets/suggest_box.h"
#include "ui/widgets/text_area.h"

namespace yigong {

/// A township or a village by its division code: the code says what it is and where it lies.
class AddSiteDialog : public ActDialog
{
    Q_OBJECT
public:
    AddSiteDialog(Workplace &workplace, const std::vector<SiteStanding> &sites, QWidget *parent);

Q_SIGNALS:
    void added(yigong::Id site, const QString &name);

protected:
    void act() override;

private:
    void showPlace();

    Workplace &m_workplace;
    const std::vector<SiteStanding> m_sites;
    Field *m_code;
    Field *m_name;
    Label *m_place;
};

class RenameSiteDialog : public ActDialog
{
    Q_OBJECT
public:
    RenameSiteDialog(Workplace &workplace, const Site &site, QWidget *parent);

Q_SIGNALS:
    void renamed(const QString &name);

protected:
    void act() override;

private:
    Workplace &m_workplace;
    Id m_site;
    Field *m_name;
};

/// A village goes to another township.
class MoveSiteDialog : public ActDialog
{
    Q_OBJECT
public:
    MoveSiteDialog(Workplace &workplace, const Site &village, const std::vector<SiteStanding> &sites, QWidget *parent);

Q_SIGNALS:
    void moved(const QString &township);

protected:
    void act() override;

private:
    Workplace &m_workplace;
    std::vector<SiteStanding> m_townships;
    Id m_site;
    SuggestBox *m_township;
};

/// For good, with the reason; says what stands in the way before it is tried.
class CloseSiteDialog : public ActDialog
{
    Q_OBJECT
public:
    CloseSiteDialog(Workplace &workplace, const SiteStanding &site, QWidget *parent);

Q_SIGNALS:
    void closed();

protected:
    void act() override;

private:
    Workplace &m_workplace;
    Id m_site;
    Field *m_reason;
};

} // namespace yigong
