// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

#include <optional>

namespace yigong {

/// Who put their name under it.
enum class ConsentSigner : quint8
{
    Resident = 1,
    Guardian = 2,  ///< 监护人: of a child, or of who cannot decide
    Household = 3, ///< 户主 or another of the family, who was asked to
};
QString nameOf(ConsentSigner signer); ///< "resident", "guardian", "household"
std::optional<ConsentSigner> consentSignerFrom(QStringView name);

/// How, on the paper that is kept.
enum class ConsentWay : quint8
{
    Signature = 1,
    Mark = 2, ///< 按手印
};
QString nameOf(ConsentWay way); ///< "signature", "mark"
std::optional<ConsentWay> consentWayFrom(QStringView name);

/// 家庭医生签约服务协议: what a resident and a team agreed. FHIR R4: Contract. What was signed never changes; it ends.
/// A renewal, or another team, is a new contract that names the old. The id is made of resident, team and day of
/// signing: one paper that two laptops type in is one contract. Two teams that sign one resident without knowing of
/// each other make two that run at a time: both stay as they were signed until somebody says which one holds
/// (`keepContract`).
struct FamilyContract
{
    Id id;
    Id patient;
    Id site; ///< that looked after the resident when it was signed
    Id team;
    QStringList packages; ///< their ids as text
    QDate signedOn;
    QDate from, until;  ///< both days belong to it
    QStringList groups; ///< key groups when it was signed, those ticked by hand among them
    ConsentSigner signer = ConsentSigner::Resident;
    QString signerName, signerRelation; ///< where it was not the resident
    ConsentWay way = ConsentWay::Signature;
    Id practitioner; ///< who signed for the team
    Instant entered;
    Id previous;       ///< the contract that this one renews, or takes over from
    QDate endedOn;     ///< the first day on which it runs no more, where it did not reach `until`
    QString endReason; ///< `contractEndReasons`
    QString endRemark;

    static constexpr RecordInfo info{72, "family_contract", "Contract", RecordKind::Mutable, Reach::Always};
    static constexpr auto fields()
    {
        using C = FamilyContract;
        return std::tuple{
            field(1, "patient", &C::patient, Role::Subject),
            field(2, "site", &C::site, Role::Site),
            field(3, "team", &C::team),
            field(4, "packages", &C::packages, Merge::Unite),
            field(5, "signed_on", &C::signedOn),
            field(6, "from_day", &C::from),
            field(7, "until_day", &C::until),
            field(8, "groups", &C::groups, Merge::Unite),
            field(9, "signer", &C::signer),
            field(10, "signer_name", &C::signerName),
            field(11, "signer_relation", &C::signerRelation),
            field(12, "way", &C::way),
            field(13, "practitioner", &C::practitioner),
            field(14, "entered", &C::entered),
            field(15, "previous", &C::previous),
            field(16, "ended_on", &C::endedOn, Merge::Monotone),
            field(17, "end_reason", &C::endReason, Merge::Latest),
            field(18, "end_remark", &C::endRemark, Merge::Latest),
        };
    }
    /// `turn` counts how often one was made and ended on that very day.
    static Id idOf(Id patient, Id team, QDate signedOn, int turn = 0)
    {
        return Id::fromKey("contract/" + patient.bytes() + team.bytes() + signedOn.toString(Qt::ISODate).toUtf8() +
                           (turn == 0 ? QByteArray() : '#' + QByteArray::number(turn)));
    }
    /// Entered in error: as if it had not been signed.
    [[nodiscard]] bool isVoid() const { return endReason == u"entered-in-error"; }
    /// The last day on which it runs.
    [[nodiscard]] QDate lastDay() const { return endedOn.isValid() && endedOn <= until ? endedOn.addDays(-1) : until; }
    [[nodiscard]] bool runsOn(QDate day) const { return !isVoid() && from <= day && day <= lastDay(); }
    [[nodiscard]] bool overlaps(QDate first, QDate last) const
    {
        return !isVoid() && from <= last && first <= lastDay() && from <= lastDay();
    }
};

/// "moved", "died", "revoked" (the resident, or the team with a reason), "other-team", "signed-twice",
/// "entered-in-error".
QStringList contractEndReasons();

/// Where a resident stands on a day.
enum class ContractState : quint8
{
    None,
    Starting, ///< signed; begins later
    Running,
    EndingSoon, ///< and none follows it
    Ended,
    Twice, ///< two run at a time: somebody says which one holds
};
QString nameOf(ContractState state); ///< "none", "starting", "running", "ending-soon", "ended", "twice"
std::optional<ContractState> contractStateFrom(QStringView name);

/// Of all contracts of one person, in any order. `soonDays`: so long before its end.
ContractState contractStateOf(const std::vector<FamilyContract> &contracts, QDate today, int soonDays);
/// The one that holds, or will, or held last; of two that run at a time the one signed first. Null where there is none.
const FamilyContract *standingOf(const std::vector<FamilyContract> &contracts, QDate today);

} // namespace yigong
