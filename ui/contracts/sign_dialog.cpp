// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/sign_dialog.h"
#include "ui/contracts/contract_words.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr int grownUp = 18;

QString titleFor(const SigningFor &whom)
{
    switch (whom.kind) {
    case SigningFor::Kind::Sign:
        return SignDialog::tr("Contract with %1").arg(whom.patientName);
    case SigningFor::Kind::Renew:
        return SignDialog::tr("Renew the contract with %1").arg(whom.patientName);
    case SigningFor::Kind::Transfer:
        return SignDialog::tr("%1 goes to another team").arg(whom.patientName);
    }
    return {};
}

Options tickedGroups()
{
    Options options;
    for (const KeyGroup group : allKeyGroups())
        if (!isWorkedOut(group))
            options.append({nameOf(group), ContractWords::group(group)});
    return options;
}

Options yearsFor(SigningFor::Kind kind)
{
    Options options;
    if (kind == SigningFor::Kind::Transfer)
        options.append({QStringLiteral("0"), SignDialog::tr("Its rest")});
    for (int years = 1; years <= 3; ++years)
        options.append({QString::number(years), SignDialog::tr("%n year(s)", nullptr, years)});
    return options;
}

struct Choices
{
    std::vector<ListedTeam> teams;
    std::vector<ServicePackage> packages;
};

} // namespace

SignDialog::SignDialog(Workplace &place, SigningFor whom, QWidget *parent)
    : ActDialog(titleFor(whom), whom.kind == SigningFor::Kind::Renew ? tr("Renew") : tr("Sign"), Icon::Check, parent),
      m_place(place), m_whom(std::move(whom)), m_team(new ComboField(tr("Team"), {}, this)),
      m_packagesPlace(new QWidget(this)), m_years(new Segments(yearsFor(m_whom.kind), tr("For"), this)),
      m_groups(new TickChips(tickedGroups(), tr("Also"), {}, this)),
      m_signer(new Segments({{nameOf(ConsentSigner::Resident), ContractWords::signer(ConsentSigner::Resident)},
                             {nameOf(ConsentSigner::Guardian), ContractWords::signer(ConsentSigner::Guardian)},
                             {nameOf(ConsentSigner::Household), ContractWords::signer(ConsentSigner::Household)}},
                            tr("Who signed"), this)),
      m_signerName(new Field(tr("Their name"), this)), m_relation(new Field(tr("Relation"), this)),
      m_way(new Segments(
          {{nameOf(ConsentWay::Signature), tr("By hand")}, {nameOf(ConsentWay::Mark), tr("By fingerprint")}}, tr("How"),
          this)),
      m_day(new DateField(tr("Day on the paper"), this))
{
    setWidthSp(720);
    build();
    readChoices();
}

void SignDialog::build()
{
    const QString groups = ContractWords::groups(m_whom.groups);
    if (!groups.isEmpty())
        addSentence(tr("Key groups: %1").arg(groups));
    m_packagesPlace->setLayout(makeRow(0));
    m_years->setValue(m_whom.kind == SigningFor::Kind::Transfer ? QStringLiteral("0") : QStringLiteral("1"));
    m_groups->setValues(m_whom.groups);
    const bool isChild = ageOn(m_whom.birthDate, m_place.clock.today()).value_or(grownUp) < grownUp;
    m_signer->setValue(nameOf(isChild ? ConsentSigner::Guardian : ConsentSigner::Resident));
    m_way->setValue(nameOf(ConsentWay::Signature));
    m_day->setToday(m_place.clock.today());
    m_day->setRange(m_place.clock.today().addYears(-1), m_place.clock.today());
    m_day->setDate(m_place.clock.today());
    m_day->setWidthSp(140);
    auto *name = new QWidget(this);
    name->setLayout(makeRow(8));
    name->layout()->addWidget(m_signerName);
    name->layout()->addWidget(m_relation);
    m_relation->setPlaceholderText(tr("Relation, such as son"));
    m_relation->setWidthSp(200);
    addForm({{tr("Team"), m_team},
             {tr("Packages"), m_packagesPlace},
             {tr("For"), m_years},
             {tr("Also"), m_groups},
             {tr("Who signed"), m_signer},
             {tr("Their name"), name},
             {tr("How"), m_way},
             {tr("Day on the paper"), m_day}});
    setFieldOf(QStringLiteral("signer_name"), m_signerName);
    setFieldOf(QStringLiteral("signed_on"), m_day);
    connect(m_signer, &Segments::chosen, this, &SignDialog::showSigner);
    showSigner();
}

void SignDialog::showSigner()
{
    const bool isOther = m_signer->value() != nameOf(ConsentSigner::Resident);
    m_signerName->setEnabled(isOther);
    m_relation->setEnabled(isOther);
    m_signerName->setPlaceholderText(isOther ? QString() : m_whom.patientName);
}

void SignDialog::readChoices()
{
    whenReady(m_place.db.readLater([site = m_whom.site](const Snapshot &s) -> Result<Choices> {
        YIGONG_LET(teams, careTeams(s, site));
        YIGONG_LET(packages, servicePackages(s));
        return Choices{std::move(teams), std::move(packages)};
    }),
              this, [this](const Result<Choices> &choices) {
                  if (!choices)
                      return complain(choices.error());
                  showChoices(choices->teams, choices->packages);
              });
}

bool SignDialog::suits(const ServicePackage &package) const
{
    if (!m_whom.packages.isEmpty())
        return m_whom.packages.contains(package.id.text());
    return package.groups.isEmpty() || std::any_of(package.groups.begin(), package.groups.end(),
                                                   [this](const QString &g) { return m_whom.groups.contains(g); });
}

void SignDialog::showChoices(const std::vector<ListedTeam> &teams, const std::vector<ServicePackage> &packages)
{
    Options options;
    QString proposed;
    int best = 0;
    for (const ListedTeam &one : teams) {
        const bool isOld = one.team.id == m_whom.team;
        if (isOld && m_whom.kind == SigningFor::Kind::Transfer)
            continue;
        options.append({one.team.id.text(),
                        one.leaderName.isEmpty() ? one.team.name : tr("%1 (%2)").arg(one.team.name, one.leaderName)});
        // The one before, else the doctor's own, else the nearest: those above stand before those below.
        const int rank = isOld ? 2 : one.team.hasMember(m_place.actor.practitioner) ? 1 : 0;
        if (rank >= best) {
            proposed = one.team.id.text();
            best = rank;
        }
    }
    m_team->setOptions(options);
    m_team->setValue(proposed);
    m_team->setEnabled(m_whom.kind != SigningFor::Kind::Renew);
    m_packages = new TickChips(ContractWords::packages(packages), tr("Packages"), {}, m_packagesPlace);
    QStringList ticked;
    for (const ServicePackage &package : packages)
        if (suits(package))
            ticked.append(package.id.text());
    m_packages->setValues(ticked);
    m_packagesPlace->layout()->addWidget(m_packages);
    if (options.isEmpty())
        addSentence(tr("No team serves this site yet: the county makes one first."));
    m_team->setFocus();
    Q_EMIT ready();
}

ContractConsent SignDialog::consent() const
{
    ContractConsent consent;
    consent.signer = consentSignerFrom(m_signer->value()).value_or(ConsentSigner::Resident);
    if (consent.signer != ConsentSigner::Resident) {
        consent.signerName = m_signerName->text();
        consent.signerRelation = m_relation->text();
    }
    consent.way = consentWayFrom(m_way->value()).value_or(ConsentWay::Signature);
    consent.on = m_day->date().value_or(QDate());
    return consent;
}

std::vector<Id> SignDialog::chosenPackages() const
{
    std::vector<Id> ids;
    if (m_packages)
        for (const QString &id : m_packages->values())
            ids.push_back(Id::parse(id).value_or(Id{}));
    return ids;
}

void SignDialog::act()
{
    if (!m_day->date())
        return complain(m_day, tr("Which day stands on the paper?"));
    ContractDraft draft;
    draft.patient = m_whom.patient;
    draft.team = Id::parse(m_team->value()).value_or(Id{});
    draft.packages = chosenPackages();
    draft.years = m_years->value().toInt();
    draft.groups = m_groups->values();
    draft.consent = consent();
    if (draft.packages.empty())
        return complain({ErrorKind::Required, QStringLiteral("packages"), {}});
    auto written = m_place.db.writeLater(m_place.actor, [draft, whom = m_whom](Transaction &tx) -> Result<Id> {
        if (whom.kind == SigningFor::Kind::Renew)
            return renewContract(tx, whom.contract, draft);
        if (whom.kind == SigningFor::Kind::Transfer)
            return transferContract(tx, whom.contract, draft.team, draft.consent, draft.packages, draft.years);
        return signContract(tx, draft);
    });
    const QString team = m_team->currentText();
    closesAfter(written, [this, team](Id) { Q_EMIT signedWith(team); });
}

EndContractDialog::EndContractDialog(Workplace &place, Id contract, const QString &teamName, QWidget *parent)
    : ActDialog(tr("End the contract with %1").arg(teamName), tr("End it"), Icon::Stop, parent, ButtonKind::Danger),
      m_place(place), m_contract(contract), m_reason(new Segments(ContractWords::endReasons(), tr("Why"), this)),
      m_remark(new Field(tr("Remark"), this))
{
    addSentence(tr("It ends today. What was served stays counted."));
    addForm({{tr("Why"), m_reason}, {tr("Remark"), m_remark}});
    m_reason->setFocus();
}

void EndContractDialog::act()
{
    auto written = m_place.db.writeLater(
        m_place.actor, [contract = m_contract, reason = m_reason->value(), remark = m_remark->text()](Transaction &tx) {
            return endContract(tx, contract, reason, remark);
        });
    closesAfter(written, [this] { Q_EMIT ended(); });
}

} // namespace yigong
