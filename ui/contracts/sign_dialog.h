// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/care_teams.h"
#include "core/contracts/sign_contract.h"
#include "ui/shell/act_dialog.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/combo_field.h"

namespace yigong {

/// Whom a signature is about, and what it follows.
struct SigningFor
{
    enum class Kind
    {
        Sign,
        Renew,
        Transfer
    };
    Kind kind = Kind::Sign;
    Id patient;
    Id contract; ///< that is renewed, or left for another team
    QString patientName;
    PartialDate birthDate;
    Id site;              ///< that looks after them
    Id team;              ///< of the contract before; none: the first that serves the site
    QStringList packages; ///< of the contract before, ids as text
    QStringList groups;   ///< words that apply today
};

/// Signs, renews or moves a contract: team, packages, years, key groups that are ticked, and the resident's consent as
/// it stands on the paper. Enter walks, F12 signs.
class SignDialog : public ActDialog
{
    Q_OBJECT
public:
    SignDialog(Workplace &place, SigningFor whom, QWidget *parent = nullptr);

Q_SIGNALS:
    void signedWith(const QString &teamName);
    void ready(); ///< teams and packages are there to choose from

protected:
    void act() override;

private:
    void build();
    void readChoices();
    void showChoices(const std::vector<ListedTeam> &teams, const std::vector<ServicePackage> &packages);
    void showSigner();
    [[nodiscard]] ContractConsent consent() const;
    [[nodiscard]] std::vector<Id> chosenPackages() const;
    [[nodiscard]] bool suits(const ServicePackage &package) const;

    Workplace &m_place;
    SigningFor m_whom;
    ComboField *m_team;
    QWidget *m_packagesPlace;
    TickChips *m_packages = nullptr;
    Segments *m_years;
    TickChips *m_groups;
    Segments *m_signer;
    Field *m_signerName;
    Field *m_relation;
    Segments *m_way;
    DateField *m_day;
};

/// Ends a contract for a reason.
class EndContractDialog : public ActDialog
{
    Q_OBJECT
public:
    EndContractDialog(Workplace &place, Id contract, const QString &teamName, QWidget *parent = nullptr);

Q_SIGNALS:
    void ended();

protected:
    void act() override;

private:
    Workplace &m_place;
    Id m_contract;
    Segments *m_reason;
    Field *m_remark;
};

} // namespace yigong
