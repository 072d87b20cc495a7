// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/act_dialog.h"
#include "core/base/pinyin.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"

namespace yigong {

namespace {

constexpr int sitesListed = 12;

} // namespace

ActDialog::ActDialog(const QString &title, const QString &doIt, Icon icon, QWidget *parent, ButtonKind kind)
    : Dialog(title, parent), m_complaint(new Label(QString(), TextStyle::Body, Token::Danger, this)),
      m_do(new Button(doIt, kind, icon, QKeySequence(Qt::Key_F12), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWidthSp(560);
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    qobject_cast<QVBoxLayout *>(layout())->insertWidget(2, m_complaint);
    addReject(tr("Leave"));
    addButton(m_do);
    connect(m_do, &QPushButton::clicked, this, [this] {
        m_complaint->hide();
        act();
    });
}

void ActDialog::complain(const Error &error)
{
    if (Field *field = m_fields.value(error.field))
        return complain(field, sentence(error));
    m_complaint->setText(sentence(error));
    m_complaint->show();
}

void ActDialog::complain(Field *field, const QString &words)
{
    field->setState(FieldState::Error);
    field->setFocus();
    m_complaint->setText(words);
    m_complaint->show();
}

bool answersTo(const QString &name, const QString &typed)
{
    const QString wanted = typed.trimmed().toLower();
    if (wanted.isEmpty() || name.contains(wanted, Qt::CaseInsensitive))
        return true;
    const NameReadings readings = termReadings(name);
    for (const QStringList &ways : {readings.initials, readings.full})
        for (const QString &way : ways)
            if (way.startsWith(wanted))
                return true;
    return false;
}

Suggestions sitesLike(const std::vector<SiteStanding> &sites, const QString &typed)
{
    Suggestions found;
    for (const SiteStanding &one : sites) {
        const Site &site = one.site;
        if (found.size() >= sitesListed)
            break;
        if (site.closedOn.isValid() || !(site.code.startsWith(typed.trimmed()) || answersTo(site.name, typed)))
            continue;
        found.append(
            {site.id.text(), site.name, Cell({plain(site.name), small(site.code), small(tierWord(site.tier))})});
    }
    return found;
}

} // namespace yigong
