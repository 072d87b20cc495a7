// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

#include <optional>

namespace yigong {

/// What shows that an item of a package was served. Nothing is ever ticked by hand.
enum class ServiceKind : quint8
{
    FollowUp = 1,    ///< a closed follow-up of the item's program
    Visit = 2,       ///< a closed visit, wherever it took place
    HomeVisit = 3,   ///< a closed visit at the resident's home
    Measurement = 4, ///< all of the item's values measured on one day, in a visit or a follow-up
};
QString nameOf(ServiceKind kind); ///< "follow-up", "visit", "home-visit", "measurement"
std::optional<ServiceKind> serviceKindFrom(QStringView name);

/// 服务项目: so often a year.
struct ServiceItem
{
    QString name;
    ServiceKind kind = ServiceKind::Visit;
    QString program;         ///< of a follow-up: "hypertension" …
    QStringList codes;       ///< of a measurement: what is measured (LOINC)
    bool faceToFace = false; ///< of a follow-up: one by phone does not count
    int timesAYear = 1;

    bool operator==(const ServiceItem &) const = default;
    /// Whether both are shown by the same: two packages that name it owe it once.
    [[nodiscard]] bool isSameService(const ServiceItem &other) const
    {
        return kind == other.kind && program == other.program && codes == other.codes && faceToFace == other.faceToFace;
    }
};
using ServiceItems = std::vector<ServiceItem>;

/// "高血压随访 follow-up hypertension 4 face-to-face", "年度体检 measurement 8480-6,8462-4,8302-2,29463-7 1",
/// "上门服务 home-visit 2". Errors: Invalid{item} · OutOfRange{times, 1, 366}.
Result<ServiceItem> serviceItemFrom(QStringView text);
QString textOf(const ServiceItem &item);

/// What contracts promise beyond the counted items, in words that whoever receives the resident reads:
/// "priority-booking", "priority-examination", "expert-slots", "long-prescription", "extended-prescription",
/// "home-service", "phone-advice".
QStringList benefitWords();

/// Stored one a line, its parts apart by tabs.
template <> struct ValueOf<ServiceItems>
{
    static constexpr ValueKind kind = ValueKind::Text;
    static Value to(const ServiceItems &items);
    static ServiceItems from(const Value &v);
};

/// 服务包. FHIR R4: PlanDefinition. Every device holds it. What was signed does not change: of a package that stands
/// only the name is changed; another content is another package.
struct ServicePackage
{
    Id id;
    QString code; ///< short, unique in the county
    QString name;
    QStringList groups; ///< key groups that it is meant for; none: for everybody
    ServiceItems items;
    QStringList benefits; ///< `benefitWords`
    Money fee;            ///< a year, whoever pays it
    QDate closedOn;
    QString closeReason;

    static constexpr RecordInfo info{71, "service_package", "PlanDefinition", RecordKind::Mutable, Reach::Never, true};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "code", &ServicePackage::code),
            field(2, "name", &ServicePackage::name, Merge::Latest),
            field(3, "groups", &ServicePackage::groups),
            field(4, "items", &ServicePackage::items),
            field(5, "benefits", &ServicePackage::benefits),
            field(6, "fee", &ServicePackage::fee),
            field(7, "closed_on", &ServicePackage::closedOn, Merge::Monotone),
            field(8, "close_reason", &ServicePackage::closeReason, Merge::Latest),
        };
    }
    static Id idOf(const QString &code) { return Id::fromKey("service-package/" + code.toUpper().toUtf8()); }
};

/// Of several packages of one contract: an item that two of them name is owed once, as often as the larger one says.
ServiceItems itemsOf(const std::vector<ServicePackage> &packages);
/// Each once, in the order of `benefitWords`.
QStringList benefitsOf(const std::vector<ServicePackage> &packages);

} // namespace yigong
