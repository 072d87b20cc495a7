// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/site_dialogs.h"
#include "ui/shell/words.h"

#include <algorithm>

namespace yigong {

AddSiteDialog::AddSiteDialog(Workplace &workplace, const std::vector<SiteStanding> &sites, QWidget *parent)
    : ActDialog(tr("Add a site"), tr("Add it"), Icon::Plus, parent), m_workplace(workplace), m_sites(sites),
      m_code(new Field(tr("Code"), this)), m_name(new Field(tr("Name"), this)),
      m_place(new Label(QString(), TextStyle::Secondary, Token::Text2, this))
{
    addSentence(tr("The division code says where it lies: 9 digits of a township, 12 of a village."));
    m_code->setInputMethodHints(Qt::ImhDigitsOnly);
    m_code->setAttribute(Qt::WA_InputMethodEnabled, false);
    addForm({{tr("Code"), m_code}, {QString(), m_place}, {tr("Name"), m_name}});
    setFieldOf(QStringLiteral("code"), m_code);
    setFieldOf(QStringLiteral("parent"), m_code);
    setFieldOf(QStringLiteral("name"), m_name);
    connect(m_code, &QLineEdit::textEdited, this, &AddSiteDialog::showPlace);
    showPlace();
    m_code->setFocus();
}

void AddSiteDialog::showPlace()
{
    m_code->setState(FieldState::Normal);
    const auto code = divisionCode(m_code->text());
    const auto tier = code ? tierOfCode(*code) : std::nullopt;
    if (!tier)
        return m_place->setText(tr("%n digit(s)", nullptr, static_cast<int>(m_code->text().trimmed().size())));
    const QString parent = parentCodeOf(*code);
    const auto above = std::find_if(m_sites.begin(), m_sites.end(),
                                    [&parent](const SiteStanding &one) { return one.site.code == parent; });
    m_place->setText(above == m_sites.end()
                         ? tr("%1; there is no site of code %2 above it").arg(tierWord(*tier), parent)
                         : tr("%1 below %2").arg(tierWord(*tier), above->site.name));
}

void AddSiteDialog::act()
{
    Division division;
    division.code = m_code->text();
    division.name = m_name->text();
    if (const auto code = divisionCode(division.code))
        division.tier = tierOfCode(*code).value_or(Tier::Village);
    closesAfter(
        m_workplace.db.writeLater(m_workplace.actor, [division](Transaction &tx) { return addSite(tx, division); }),
        [this, name = division.name.trimmed()](Id site) { Q_EMIT added(site, name); });
}

RenameSiteDialog::RenameSiteDialog(Workplace &workplace, const Site &site, QWidget *parent)
    : ActDialog(tr("Rename %1").arg(site.name), tr("Rename it"), Icon::Edit, parent), m_workplace(workplace),
      m_site(site.id), m_name(new Field(tr("Name"), this))
{
    addSentence(tr("Its code and its short numbers stay. Reports say the new name, for former months too."));
    m_name->setText(site.name);
    addForm({{tr("Name"), m_name}});
    setFieldOf(QStringLiteral("name"), m_name);
    m_name->setFocus();
    m_name->selectAll();
}

void RenameSiteDialog::act()
{
    closesAfter(m_workplace.db.writeLater(
                    m_workplace.actor,
                    [site = m_site, name = m_name->text()](Transaction &tx) { return renameSite(tx, site, name); }),
                [this, name = m_name->text().trimmed()] { Q_EMIT renamed(name); });
}

MoveSiteDialog::MoveSiteDialog(Workplace &workplace, const Site &village, const std::vector<SiteStanding> &sites,
                               QWidget *parent)
    : ActDialog(tr("Move %1 to another township").arg(village.name), tr("Move"), Icon::Right, parent),
      m_workplace(workplace), m_site(village.id), m_township(new SuggestBox(tr("Township"), this))
{
    for (const SiteStanding &one : sites) {
        const bool open = one.site.tier == Tier::Township && !one.site.closedOn.isValid();
        if (open && one.site.id != village.parent)
            m_townships.push_back(one);
        if (one.site.id == village.parent)
            addSentence(tr("It lies below %1 now. Its code and its short numbers stay. Its records come to the new "
                           "township with the next synchronisation, and leave the computers of the old one.")
                            .arg(one.site.name));
    }
    m_township->setPlaceholderText(tr("name, initials or code"));
    m_township->setSource([this](const QString &typed) { return sitesLike(m_townships, typed); });
    addForm({{tr("Township"), m_township}});
    setFieldOf(QStringLiteral("parent"), m_township);
    m_township->setFocus();
}

void MoveSiteDialog::act()
{
    const auto township = Id::parse(m_township->pickedKey().toString());
    if (!township)
        return complain(m_township, tr("Pick the township from the list."));
    closesAfter(m_workplace.db.writeLater(
                    m_workplace.actor, [id = m_site, to = *township](Transaction &tx) { return moveSite(tx, id, to); }),
                [this, name = m_township->text()] { Q_EMIT moved(name); });
}

CloseSiteDialog::CloseSiteDialog(Workplace &workplace, const SiteStanding &site, QWidget *parent)
    : ActDialog(tr("Close %1").arg(site.site.name), tr("Close it for good"), Icon::Stop, parent, ButtonKind::Danger),
      m_workplace(workplace), m_site(site.site.id), m_reason(new Field(tr("Reason"), this))
{
    addSentence(tr("Nobody is referred there and nobody is added there any more. What was recorded there stays, and "
                   "former reports count it. It cannot be opened again."));
    if (site.staff > 0)
        addSentence(tr("%n person(s) work there: move them to another site first.", nullptr, site.staff));
    m_reason->setPlaceholderText(tr("merged, moved, shut …"));
    addForm({{tr("Reason"), m_reason}});
    setFieldOf(QStringLiteral("reason"), m_reason);
    m_reason->setFocus();
}

void CloseSiteDialog::act()
{
    closesAfter(m_workplace.db.writeLater(m_workplace.actor,
                                          [site = m_site, reason = m_reason->text()](Transaction &tx) {
                                              return closeSite(tx, site, reason);
                                          }),
                [this] { Q_EMIT closed(); });
}

} // namespace yigong
