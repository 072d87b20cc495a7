// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/invite_dialog.h"

namespace yigong {

namespace {

constexpr int fewestHours = 1, mostHours = 336;

} // namespace

InviteDialog::InviteDialog(Workplace &workplace, const InvitationDraft &draft, const QString &title,
                           const std::vector<SiteStanding> &sites, QWidget *parent)
    : ActDialog(title, tr("Make a code"), Icon::Key, parent), m_workplace(workplace), m_draft(draft), m_sites(sites),
      m_site(new SuggestBox(tr("Site"), this)), m_name(new Field(tr("Name of the laptop"), this)),
      m_hours(new NumberField(tr("Good for"), 0, this))
{
    if (!draft.replaces.isNone())
        addSentence(tr("The former one is revoked as soon as the new one has joined. What it has not sent gets in when "
                       "it is enrolled again."));
    if (!draft.again.isNone())
        addSentence(tr("It goes on under new keys, with all that it holds; what it has not sent gets in then."));
    m_site->setPlaceholderText(tr("name, initials or code"));
    m_site->setSource([this](const QString &typed) { return sitesLike(m_sites, typed); });
    for (const SiteStanding &one : m_sites)
        if (one.site.id == draft.site) {
            m_site->setPicked(one.site.id.text(), one.site.name);
            m_site->setReadOnly(true);
            m_site->setState(FieldState::ReadOnly);
        }
    m_name->setText(draft.name);
    m_name->setPlaceholderText(tr("how people there call it"));
    m_hours->setRange(fewestHours, mostHours);
    m_hours->setValue(draft.hours);
    auto *hours = new QWidget(this);
    auto *row = makeRow(8);
    hours->setLayout(row);
    row->addWidget(m_hours);
    row->addWidget(new Label(tr("hours"), TextStyle::Secondary, Token::Text3, hours));
    row->addStretch(1);
    m_hours->setWidthSp(100);
    addForm({{tr("Site"), m_site}, {tr("Name"), m_name}, {tr("Good for"), hours}});
    setFieldOf(QStringLiteral("site"), m_site);
    setFieldOf(QStringLiteral("hours"), m_hours);
    (draft.site.isNone() ? static_cast<Field *>(m_site) : m_name)->setFocus();
}

void InviteDialog::act()
{
    const auto site = Id::parse(m_site->pickedKey().toString());
    if (!site)
        return complain(m_site, tr("Pick the site from the list."));
    if (!m_hours->scaled())
        return complain(m_hours, tr("1 to 336 hours"));
    InvitationDraft draft = m_draft;
    draft.site = *site;
    draft.name = m_name->text().trimmed();
    draft.hours = static_cast<int>(*m_hours->scaled());
    closesAfter(m_workplace.db.writeLater(
                    m_workplace.actor,
                    [draft, pin = m_workplace.hubPin](Transaction &tx) { return inviteDevice(tx, draft, pin); }),
                [this, draft, siteName = m_site->text()](const MadeInvitation &invitation) {
                    Q_EMIT made(invitation, siteName, draft.name);
                });
}

} // namespace yigong
