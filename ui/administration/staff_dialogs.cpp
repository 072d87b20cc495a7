// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/staff_dialogs.h"
#include "core/base/pinyin.h"
#include "core/sites/staff.h"
#include "ui/shell/words.h"

#include <QCoreApplication>

namespace yigong {

namespace {

constexpr int firstRole = static_cast<int>(StaffRole::VillageDoctor), lastRole = static_cast<int>(StaffRole::Auditor);

class StaffWords
{
    Q_DECLARE_TR_FUNCTIONS(yigong::StaffWords)
};

} // namespace

Options roleOptions()
{
    Options options;
    for (int role = firstRole; role <= lastRole; ++role)
        options.append({QString::number(role), roleWord(static_cast<StaffRole>(role))});
    return options;
}

ChipSpec accountChip(const StaffStanding &one)
{
    if (one.person.leftOn.isValid())
        return {ChipKind::Outline, StaffWords::tr("left %1").arg(one.person.leftOn.toString(Qt::ISODate)), Icon::Info};
    switch (one.account) {
    case AccountState::None:
        return {ChipKind::Plain, StaffWords::tr("no account"), Icon::None};
    case AccountState::Good:
        return {ChipKind::Ok, StaffWords::tr("has an account"), Icon::Check};
    case AccountState::MustChange:
        return {ChipKind::Warn, StaffWords::tr("one-time password"), Icon::Key};
    case AccountState::Locked:
        return {ChipKind::Danger, StaffWords::tr("locked until %1").arg(civilTime(one.lockedUntil)), Icon::Lock};
    case AccountState::Closed:
        return {ChipKind::Outline, StaffWords::tr("account closed"), Icon::Stop};
    }
    return {};
}

AddStaffDialog::AddStaffDialog(Workplace &workplace, const std::vector<SiteStanding> &sites, QWidget *parent)
    : ActDialog(tr("Add a person"), tr("Add with an account"), Icon::Plus, parent), m_workplace(workplace),
      m_sites(sites), m_name(new Field(tr("Name"), this)), m_login(new Field(tr("Login"), this)),
      m_site(new SuggestBox(tr("Site"), this)), m_role(new ComboField(tr("Role"), roleOptions(), this)),
      m_title(new Field(tr("Title"), this))
{
    addSentence(tr("They get a password for their first sign-in; it is shown once, on the next page."));
    m_login->setAttribute(Qt::WA_InputMethodEnabled, false);
    m_login->setPlaceholderText(tr("small letters and digits, one in the county"));
    m_site->setPlaceholderText(tr("name, initials or code"));
    m_site->setSource([this](const QString &typed) { return sitesLike(m_sites, typed); });
    m_role->setValue(QString::number(firstRole));
    m_title->setPlaceholderText(tr("as on their certificate"));
    addForm({{tr("Name"), m_name},
             {tr("Login"), m_login},
             {tr("Site"), m_site},
             {tr("Role"), m_role},
             {tr("Title"), m_title}});
    setFieldOf(QStringLiteral("name"), m_name);
    setFieldOf(QStringLiteral("login"), m_login);
    setFieldOf(QStringLiteral("site"), m_site);
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &name) {
        if (!m_login->isModified())
            m_login->setText(nameReadings(name).full.value(0));
    });
    m_name->setFocus();
}

void AddStaffDialog::act()
{
    const auto site = Id::parse(m_site->pickedKey().toString());
    if (!site)
        return complain(m_site, tr("Pick the site from the list."));
    const StaffDraft draft{m_name->text(), m_login->text(), *site, m_role->value().toInt(), m_title->text()};
    closesAfter(m_workplace.db.writeLater(m_workplace.actor,
                                          [draft](Transaction &tx) -> Result<QString> {
                                              YIGONG_LET(id, addPractitioner(tx, draft));
                                              return openAccount(tx, id);
                                          }),
                [this, draft, siteName = m_site->text()](const QString &password) {
                    Q_EMIT added(draft.name.trimmed(), draft.login.trimmed().toLower(), siteName, password);
                });
}

RoleDialog::RoleDialog(Workplace &workplace, const Practitioner &person, QWidget *parent)
    : ActDialog(tr("Another role for %1").arg(person.name), tr("Give it"), Icon::Check, parent), m_workplace(workplace),
      m_person(person.id), m_role(new ComboField(tr("Role"), roleOptions(), this))
{
    addSentence(tr("It holds from the next synchronisation of their computer on. What they wrote stays as it is."));
    m_role->setValue(QString::number(person.role));
    addForm({{tr("Role"), m_role}});
    m_role->setFocus();
}

void RoleDialog::act()
{
    closesAfter(m_workplace.db.writeLater(m_workplace.actor,
                                          [id = m_person, role = m_role->value().toInt()](Transaction &tx) {
                                              return changeRole(tx, id, static_cast<StaffRole>(role));
                                          }),
                [this] { Q_EMIT carriedOut(); });
}

MoveDialog::MoveDialog(Workplace &workplace, const StaffStanding &person, const std::vector<SiteStanding> &sites,
                       QWidget *parent)
    : ActDialog(tr("Move %1 to another site").arg(person.person.name), tr("Move"), Icon::Right, parent),
      m_workplace(workplace), m_sites(sites), m_person(person.person.id), m_site(new SuggestBox(tr("Site"), this))
{
    addSentence(tr("Works at %1 now. At the next synchronisation they can no longer open that computer, and can sign "
                   "in at the new site.")
                    .arg(person.siteName));
    m_site->setPlaceholderText(tr("name, initials or code"));
    m_site->setSource([this](const QString &typed) { return sitesLike(m_sites, typed); });
    addForm({{tr("Site"), m_site}});
    setFieldOf(QStringLiteral("site"), m_site);
    m_site->setFocus();
}

void MoveDialog::act()
{
    const auto site = Id::parse(m_site->pickedKey().toString());
    if (!site)
        return complain(m_site, tr("Pick the site from the list."));
    closesAfter(m_workplace.db.writeLater(
                    m_workplace.actor, [id = m_person, to = *site](Transaction &tx) { return moveStaff(tx, id, to); }),
                [this, name = m_site->text()] { Q_EMIT carriedOut(name); });
}

LeftDialog::LeftDialog(Workplace &workplace, const Practitioner &person, QWidget *parent)
    : ActDialog(tr("%1 has left").arg(person.name), tr("Has left"), Icon::Stop, parent, ButtonKind::Danger),
      m_workplace(workplace), m_person(person.id), m_day(new DateField(tr("Last day"), this))
{
    addSentence(tr("They sign in nowhere any more, from the next synchronisation of each computer on. What they wrote "
                   "stays theirs. It cannot be taken back."));
    const QDate today = workplace.clock.today();
    m_day->setToday(today);
    m_day->setRange({}, today);
    m_day->setDate(today);
    addForm({{tr("Last day"), m_day}});
    m_day->setFocus();
    m_day->selectAll();
}

void LeftDialog::act()
{
    const auto day = m_day->date();
    if (!day)
        return complain(m_day, tr("Which day?"));
    closesAfter(m_workplace.db.writeLater(
                    m_workplace.actor, [id = m_person, day = *day](Transaction &tx) { return markLeft(tx, id, day); }),
                [this] { Q_EMIT carriedOut(); });
}

} // namespace yigong
