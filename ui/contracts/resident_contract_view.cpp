// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/resident_contract_view.h"
#include "core/patients/find.h"
#include "core/sites/site_tree.h"
#include "ui/contracts/contract_words.h"
#include "ui/contracts/fulfilment_bars.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/scroll_area.h"
#include "ui/widgets/table.h"

namespace yigong {

namespace {

Result<ContractPaper> readPaper(const Snapshot &s, const Actor &actor, Id id, QDate today)
{
    ContractPaper paper;
    YIGONG_LET(contracts, contractsOf(s, actor, id, today));
    YIGONG_LET(patient, topPatient(s, id));
    YIGONG_LET(site, siteName(s, patient.site));
    paper.contracts = std::move(contracts);
    paper.patient = std::move(patient);
    paper.siteName = site;
    return paper;
}

QString packageNames(const ShownContract &shown)
{
    QStringList names;
    for (const ServicePackage &package : shown.packages)
        names.append(package.name);
    return names.join(u'、');
}

QString consentWords(const FamilyContract &contract)
{
    QString who = ContractWords::signer(contract.signer);
    if (!contract.signerName.isEmpty())
        who += u' ' + contract.signerName;
    if (!contract.signerRelation.isEmpty())
        who += QStringLiteral("（%1）").arg(contract.signerRelation);
    return who + QStringLiteral("，") + ContractWords::way(contract.way);
}

} // namespace

ResidentContractView::ResidentContractView(Workplace &place, QWidget *parent)
    : QWidget(parent), m_place(place), m_head(new PageHead(tr("Contract"), this)), m_chip(new Chip({}, this)),
      m_twice(new Banner(BannerKind::Danger, {}, this)), m_items(new Card(tr("Served, and still owed"), {}, this)),
      m_facts(new FactList(this)), m_factCard(new Card(tr("Agreed"), {}, this)),
      m_given(new Card(tr("What it gives"), {}, this)), m_givenWords(new Label(m_given)),
      m_table(new Table(tr("All contracts"), 2, this)),
      m_rows(new PagedModel<ShownContract>(
          {{tr("Runs"), 270, Qt::AlignLeft},
           {tr("Team"), 160, Qt::AlignLeft},
           {tr("Packages"), 0, Qt::AlignLeft},
           {tr("Served"), 110, Qt::AlignLeft}},
          [this](const ShownContract &row, int column) { return cellOf(row, column); }, this)),
      m_sign(new Button(tr("Sign"), ButtonKind::Primary, Icon::Edit, QKeySequence(Qt::ALT | Qt::Key_S), this)),
      m_renew(new Button(tr("Renew"), ButtonKind::Primary, Icon::Sync, QKeySequence(Qt::ALT | Qt::Key_R), this)),
      m_move(new Button(tr("Another team"), ButtonKind::Normal, Icon::Right, QKeySequence(Qt::ALT | Qt::Key_M), this)),
      m_end(new Button(tr("End it"), ButtonKind::Normal, Icon::Stop, QKeySequence(Qt::ALT | Qt::Key_X), this)),
      m_print(new Button(tr("Print"), ButtonKind::Normal, Icon::Print, QKeySequence(Qt::CTRL | Qt::Key_P), this))
{
    build();
    connect(m_sign, &QPushButton::clicked, this, [this] { sign(SigningFor::Kind::Sign); });
    connect(m_renew, &QPushButton::clicked, this, [this] { sign(SigningFor::Kind::Renew); });
    connect(m_move, &QPushButton::clicked, this, [this] { sign(SigningFor::Kind::Transfer); });
    connect(m_end, &QPushButton::clicked, this, &ResidentContractView::end);
    connect(m_print, &QPushButton::clicked, this, [this] {
        if (const ShownContract *at = standing())
            Q_EMIT printRequested(at->contract.id);
    });
}

void ResidentContractView::build()
{
    auto *column = makeColumn(12, {24, 16, 24, 16});
    setLayout(column);
    m_head->addWidget(m_chip);
    for (Button *button : {m_end, m_move, m_print, m_renew, m_sign})
        m_head->addAction(button);
    column->addWidget(m_head);
    auto *holds = new Button(tr("The chosen one holds"), ButtonKind::Normal, Icon::Check,
                             QKeySequence(Qt::ALT | Qt::Key_K), m_twice);
    connect(holds, &QPushButton::clicked, this, &ResidentContractView::keep);
    m_twice->addAction(holds);
    m_twice->setSentence({bold(tr("Two contracts run at a time.")),
                          plain(tr("Ask the resident which team they want, choose it below; the other ends today."))});
    m_twice->hide();
    column->addWidget(m_twice);
    auto *row = makeRow(16);
    auto *left = makeColumn(12);
    left->addWidget(m_items);
    auto *all = new Card(tr("All contracts"), {}, this);
    all->setFlush();
    m_table->setRows(m_rows);
    m_table->setEmptyPage(new EmptyPage(Icon::Draft, tr("No contract yet"), tr("Alt+S signs one."), nullptr, m_table));
    all->body()->addWidget(m_table, 1);
    left->addWidget(all, 1);
    row->addLayout(left, 1);
    row->addWidget(makeSide());
    column->addLayout(row, 1);
}

QWidget *ResidentContractView::makeSide()
{
    auto *side = new QWidget(this);
    auto *column = makeColumn(12);
    side->setLayout(column);
    m_givenWords->setWordWrap(true);
    m_given->body()->addWidget(m_givenWords);
    m_factCard->body()->addWidget(m_facts);
    m_factCard->body()->addStretch(1);
    column->addWidget(m_given);
    column->addWidget(m_factCard, 1);
    setFixedSizeSp(side, 340, 0);
    return side;
}

QWidget *ResidentContractView::firstFocus() const
{
    return m_table;
}

void ResidentContractView::show(Id patient)
{
    m_patient = patient;
    refresh();
}

void ResidentContractView::refresh()
{
    if (m_patient.isNone())
        return;
    const quint64 asked = m_question.ask();
    const QDate today = m_place.clock.today();
    whenReady(m_place.db.readLater([actor = m_place.actor, patient = m_patient, today](const Snapshot &s) {
        return readPaper(s, actor, patient, today);
    }),
              this, [this, asked](const Result<ContractPaper> &paper) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!paper)
                      return Q_EMIT failed(paper.error());
                  m_paper = *paper;
                  showPaper();
                  Q_EMIT shown();
              });
}

const ShownContract *ResidentContractView::standing() const
{
    return m_paper.contracts.shown(m_paper.contracts.standing);
}

const ShownContract *ResidentContractView::chosen() const
{
    return m_rows->row(m_table->currentRow());
}

void ResidentContractView::showPaper()
{
    const QDate today = m_place.clock.today();
    const Patient &patient = m_paper.patient;
    m_head->setTitle(patient.name);
    m_head->setScope({sexAndAge(patient.sex, patient.birthDate, today), m_paper.siteName});
    m_chip->setSpec(ContractWords::chipOf(m_paper.contracts.state));
    m_twice->setVisible(m_paper.contracts.state == ContractState::Twice && m_place.may(Door::SignContract));
    const ShownContract *now = standing();
    m_items->setVisible(now != nullptr);
    m_given->setVisible(now && now->runs && !benefitsOf(now->packages).isEmpty());
    m_factCard->setVisible(now != nullptr);
    if (now) {
        showItems(*now);
        showFacts(*now);
        QStringList given;
        for (const QString &word : benefitsOf(now->packages))
            given.append(ContractWords::benefit(word));
        m_givenWords->setText(given.join(u'\n'));
    }
    m_rows->setRows(m_paper.contracts.contracts);
    if (m_table->currentRow() < 0 && m_rows->total() > 0)
        m_table->setCurrentRow(0);
    showActions();
}

void ResidentContractView::showItems(const ShownContract &standing)
{
    const QDate today = m_place.clock.today();
    delete m_bars;
    m_bars = new QWidget(m_items);
    auto *rows = makeColumn(4);
    m_bars->setLayout(rows);
    // The year that runs now (or the last one); what was missed before stands in the list of contracts.
    for (const ItemFulfilment &item : standing.fulfilment.items)
        if (item.from == standing.fulfilment.items.front().from)
            rows->addWidget(new FulfilmentBar(item, today, m_bars));
    if (standing.fulfilment.items.empty())
        rows->addWidget(new Label(tr("Nothing is counted in these packages."), TextStyle::Body, Token::Text2, m_bars));
    m_items->body()->addWidget(m_bars);
    m_items->setNote(standing.delivered.due == 0
                         ? tr("nothing has fallen due yet")
                         : tr("%1 of what fell due (%2)")
                               .arg(ContractWords::rate(standing.delivered), ContractWords::ofDue(standing.delivered)));
}

void ResidentContractView::showFacts(const ShownContract &standing)
{
    const QDate today = m_place.clock.today();
    const FamilyContract &contract = standing.contract;
    QList<QPair<QString, Runs>> facts;
    const auto add = [&facts](const QString &word, const QString &value) {
        if (!value.isEmpty())
            facts.append({word, {plain(value)}});
    };
    add(tr("Team"), standing.team.name);
    add(tr("Leader"), standing.leaderName);
    add(tr("Phone"), standing.team.phone);
    add(tr("Packages"), packageNames(standing));
    add(tr("Runs"), tr("%1 to %2").arg(dayOf(contract.from, today), dayOf(contract.lastDay(), today)));
    add(tr("Signed"), dayOf(contract.signedOn, today));
    add(tr("Consent"), consentWords(contract));
    add(tr("For the team"), standing.practitionerName);
    add(tr("Key groups"), ContractWords::groups(m_paper.contracts.groups));
    if (contract.endedOn.isValid())
        add(tr("Ended"), dayOf(contract.endedOn, today) + u' ' + ContractWords::endReason(contract.endReason));
    add(tr("Remark"), contract.endRemark);
    m_facts->setFacts(facts);
}

void ResidentContractView::showActions()
{
    const ContractState state = m_paper.contracts.state;
    const bool may = m_place.may(Door::SignContract);
    const bool runs = state == ContractState::Running || state == ContractState::EndingSoon;
    m_sign->setVisible(may && (state == ContractState::None || state == ContractState::Ended));
    m_renew->setVisible(may && state == ContractState::EndingSoon);
    m_move->setVisible(may && runs);
    m_end->setVisible(may && (runs || state == ContractState::Starting));
    m_print->setVisible(standing() != nullptr);
}

SignDialog *ResidentContractView::sign(SigningFor::Kind kind)
{
    if (!m_place.may(Door::SignContract) || m_paper.patient.id.isNone())
        return nullptr;
    SigningFor whom;
    whom.kind = kind;
    whom.patient = m_paper.patient.id;
    whom.patientName = m_paper.patient.name;
    whom.birthDate = m_paper.patient.birthDate;
    whom.site = m_paper.patient.site;
    whom.groups = m_paper.contracts.groups;
    if (const ShownContract *now = standing()) {
        whom.contract = now->contract.id;
        whom.team = now->contract.team;
        whom.packages = now->contract.packages;
    }
    auto *dialog = new SignDialog(m_place, whom, this);
    connect(dialog, &SignDialog::signedWith, this, [this](const QString &team) {
        refresh();
        Q_EMIT changed(tr("Signed with %1").arg(team));
    });
    dialog->open();
    return dialog;
}

void ResidentContractView::end()
{
    const ShownContract *now = standing();
    if (!now)
        return;
    auto *dialog = new EndContractDialog(m_place, now->contract.id, now->team.name, this);
    connect(dialog, &EndContractDialog::ended, this, [this] {
        refresh();
        Q_EMIT changed(tr("The contract ends today"));
    });
    dialog->open();
}

void ResidentContractView::keep()
{
    const ShownContract *at = chosen();
    if (!at)
        return;
    auto kept = m_place.db.writeLater(
        m_place.actor, [contract = at->contract.id](Transaction &tx) { return keepContract(tx, contract); });
    whenReady(kept, this, [this, team = at->team.name](const Result<int> &answer) {
        if (!answer)
            return Q_EMIT failed(answer.error());
        refresh();
        Q_EMIT changed(tr("The contract with %1 holds").arg(team));
    });
}

Cell ResidentContractView::cellOf(const ShownContract &row, int column) const
{
    const QDate today = m_place.clock.today();
    const FamilyContract &contract = row.contract;
    switch (column) {
    case 0: {
        const QString runs = tr("%1 to %2").arg(dayOf(contract.from, today), dayOf(contract.until, today));
        const QString ended =
            contract.endedOn.isValid()
                ? tr("ended %1, %2").arg(dayOf(contract.endedOn, today), ContractWords::endReason(contract.endReason))
            : row.runs              ? tr("runs")
            : contract.from > today ? tr("begins later")
                                    : tr("is over");
        return Cell({plain(runs)}, {small(ended)});
    }
    case 1:
        return Cell({plain(row.team.name)}, {small(row.practitionerName)});
    case 2:
        return Cell({plain(packageNames(row))}, {small(consentWords(contract))});
    default:
        break;
    }
    return row.delivered.due == 0
               ? Cell::text(QStringLiteral("—"), Token::Text3)
               : Cell({plain(ContractWords::rate(row.delivered))}, {small(ContractWords::ofDue(row.delivered))});
}

} // namespace yigong
