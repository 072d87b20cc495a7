// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/lost_laptop_view.h"
#include "ui/administration/devices_view.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"

namespace yigong {

LostLaptopView::LostLaptopView(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace), m_title(new Label(QString(), TextStyle::Verdict, Token::Text, this)),
      m_facts(new FactList(this)), m_reason(new Field(tr("Reason"), this)),
      m_complaint(new Label(QString(), TextStyle::Body, Token::Danger, this))
{
    auto *column = makeColumn(12);
    setLayout(column);
    auto *head = makeRow(8);
    auto *back = new Button(tr("Back"), ButtonKind::Normal, Icon::Back, {}, this);
    back->setKeyCap(QStringLiteral("Esc"));
    head->addWidget(m_title, 1);
    head->addWidget(back);
    column->addLayout(head);
    auto *known = new Card(tr("What is known of it"), {}, this);
    m_facts->setLabelWidthSp(150);
    known->body()->addWidget(m_facts);
    column->addWidget(known);
    column->addWidget(new Banner(
        BannerKind::Info,
        {bold(tr("Whoever finds it cannot read it.")),
         plain(
             tr("Its data is encrypted and opens to the passwords of its own staff only. Revoke it, and let those who "
                "worked on it choose other passwords if one may have been written down with it."))},
        this));
    auto *act = new Card(tr("Revoke it"), {}, this);
    m_reason->setPlaceholderText(tr("stolen from the car, left on the bus …"));
    act->body()->addWidget(new FormRow(tr("Reason"), m_reason, act));
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    act->body()->addWidget(m_complaint);
    m_revoke = new Button(tr("Revoke this laptop"), ButtonKind::Danger, Icon::Stop, QKeySequence(Qt::Key_F12), act);
    act->body()->addWidget(m_revoke, 0, Qt::AlignLeft);
    column->addWidget(act);
    column->addStretch(1);
    connect(back, &QPushButton::clicked, this, &LostLaptopView::left);
    connect(m_revoke, &QPushButton::clicked, this, &LostLaptopView::revoke);
}

LostLaptopView::~LostLaptopView() = default;

void LostLaptopView::show(const ListedDevice &device)
{
    m_device = std::make_unique<ListedDevice>(device);
    m_title->setText(tr("Lost: %1").arg(laptopName(device)));
    m_revoke->setText(tr("Revoke %1").arg(laptopName(device)));
    m_reason->clear();
    m_reason->setState(FieldState::Normal);
    m_complaint->hide();
    m_facts->setFacts(facts());
    m_reason->setFocus();
}

QList<QPair<QString, Runs>> LostLaptopView::facts() const
{
    const Instant now = m_workplace.clock.now();
    QList<QPair<QString, Runs>> facts{{tr("Name"), {plain(m_device->device.name)}},
                                      {tr("Site"), {plain(m_device->siteName)}}};
    if (!m_device->standing) {
        facts.append({tr("How it stands"),
                      {plain(tr("The county platform does not answer just now. You can revoke it all the same."))}});
        return facts;
    }
    const DeviceStanding &standing = *m_device->standing;
    facts.append({tr("Held"),
                  {bold(tr("%n resident(s)", nullptr, static_cast<int>(standing.residents))),
                   plain(tr("of its site and shared with it, with their visits, referrals and stock"))}});
    facts.append({tr("Last contact"),
                  {plain(standing.lastContact.isNone() ? tr("not yet") : momentOf(standing.lastContact, now))}});
    facts.append(
        {tr("The county has"),
         {bold(tr("%n record(s)", nullptr, static_cast<int>(standing.taken))),
          plain(standing.lastAct.isNone() ? QString()
                                          : tr("the newest written %1").arg(momentOf(standing.lastAct, now)))}});
    if (standing.heldBack > 0)
        facts.append({tr("Held back"),
                      {bold(tr("%n record(s)", nullptr, static_cast<int>(standing.heldBack)), Token::Warn),
                       plain(tr("kept at the county, waiting for a person"))}});
    facts.append({tr("At most missing"),
                  {plain(standing.lastContact.isNone()
                             ? tr("all that was written on it")
                             : tr("what was written on it after %1: how much, nobody knows; ask those who worked on it")
                                   .arg(momentOf(standing.lastContact, now)))}});
    return facts;
}

void LostLaptopView::revoke()
{
    m_complaint->hide();
    const QString name = laptopName(*m_device);
    const QString reason = m_reason->text().trimmed();
    const auto complains = [this](const Error &error) {
        m_complaint->setText(sentence(error));
        m_complaint->show();
        m_reason->setState(FieldState::Error);
        m_reason->setFocus();
    };
    if (reason.isEmpty())
        return complains({ErrorKind::ReasonRequired, QStringLiteral("reason"), {}});
    if (!ask(this, tr("Revoke %1?").arg(name),
             tr("The county platform takes nothing more of it from the next synchronisation on. If it is found, it is "
                "enrolled again, and what it has not sent gets in then."),
             tr("Revoke %1").arg(name), tr("Leave"), ButtonKind::Danger))
        return;
    whenReady(m_workplace.db.writeLater(
                  m_workplace.actor,
                  [id = m_device->device.id, reason](Transaction &tx) { return revokeDevice(tx, id, reason); }),
              this, [this, complains, name](const Result<void> &done) {
                  if (!done)
                      return complains(done.error());
                  Q_EMIT revoked(name);
              });
}

} // namespace yigong
