// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/service_package.h"
#include "core/base/text.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace yigong {

namespace {

constexpr std::array serviceKindNames{
    std::pair{ServiceKind::FollowUp, "follow-up"},
    std::pair{ServiceKind::Visit, "visit"},
    std::pair{ServiceKind::HomeVisit, "home-visit"},
    std::pair{ServiceKind::Measurement, "measurement"},
};

constexpr int mostTimesAYear = 366;

QStringList codesIn(const QString &text)
{
    QStringList codes = text.split(u',', Qt::SkipEmptyParts);
    codes.sort();
    codes.removeDuplicates();
    return codes;
}

bool needsDetail(ServiceKind kind)
{
    return kind == ServiceKind::FollowUp || kind == ServiceKind::Measurement;
}

} // namespace

QString nameOf(ServiceKind kind)
{
    for (const auto &[known, name] : serviceKindNames)
        if (known == kind)
            return QString::fromLatin1(name);
    return {};
}

std::optional<ServiceKind> serviceKindFrom(QStringView name)
{
    for (const auto &[known, word] : serviceKindNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

Result<ServiceItem> serviceItemFrom(QStringView text)
{
    static const QRegularExpression shape(
        QStringLiteral("^(\\S.*?) (follow-up|visit|home-visit|measurement)(?: ([a-z0-9][a-z0-9,-]*[a-z][a-z0-9-]*|"
                       "[0-9]+-[0-9](?:,[0-9]+-[0-9])*))? ([0-9]{1,4})( face-to-face)?$"));
    const QString line = tidied(text);
    const auto match = shape.match(line);
    ServiceItem item;
    const auto kind = serviceKindFrom(match.captured(2));
    if (!match.hasMatch() || !kind || needsDetail(*kind) == match.captured(3).isEmpty())
        return fail(ErrorKind::Invalid, QStringLiteral("item"), {line});
    item.name = match.captured(1);
    item.kind = *kind;
    item.timesAYear = match.captured(4).toInt();
    item.faceToFace = !match.captured(5).isEmpty();
    if (*kind == ServiceKind::FollowUp)
        item.program = match.captured(3);
    else if (*kind == ServiceKind::Measurement)
        item.codes = codesIn(match.captured(3));
    if (item.faceToFace && *kind != ServiceKind::FollowUp)
        return fail(ErrorKind::Invalid, QStringLiteral("item"), {line});
    if (item.timesAYear < 1 || item.timesAYear > mostTimesAYear)
        return fail(ErrorKind::OutOfRange, QStringLiteral("times"),
                    {match.captured(4), QStringLiteral("1"), QString::number(mostTimesAYear)});
    return item;
}

QString textOf(const ServiceItem &item)
{
    QStringList parts{item.name, nameOf(item.kind)};
    if (item.kind == ServiceKind::FollowUp)
        parts.append(item.program);
    else if (item.kind == ServiceKind::Measurement)
        parts.append(item.codes.join(u','));
    parts.append(QString::number(item.timesAYear));
    if (item.faceToFace)
        parts.append(QStringLiteral("face-to-face"));
    return parts.join(u' ');
}

QStringList benefitWords()
{
    return {QStringLiteral("priority-booking"),      QStringLiteral("priority-examination"),
            QStringLiteral("expert-slots"),          QStringLiteral("long-prescription"),
            QStringLiteral("extended-prescription"), QStringLiteral("home-service"),
            QStringLiteral("phone-advice")};
}

Value ValueOf<ServiceItems>::to(const ServiceItems &items)
{
    QStringList lines;
    for (const ServiceItem &item : items)
        lines.append(nameOf(item.kind) + u'\t' + item.program + u'\t' + item.codes.join(u',') + u'\t' +
                     (item.faceToFace ? u'1' : u'0') + u'\t' + QString::number(item.timesAYear) + u'\t' + item.name);
    return lines.isEmpty() ? QStringLiteral("") : lines.join(u'\n');
}

ServiceItems ValueOf<ServiceItems>::from(const Value &v)
{
    ServiceItems items;
    for (const QString &line : ValueOf<QString>::from(v).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList parts = line.split(u'\t');
        ServiceItem item;
        item.kind = serviceKindFrom(parts.value(0)).value_or(ServiceKind::Visit);
        item.program = parts.value(1);
        item.codes = parts.value(2).split(u',', Qt::SkipEmptyParts);
        item.faceToFace = parts.value(3) == u"1";
        item.timesAYear = parts.value(4).toInt();
        item.name = parts.value(5);
        items.push_back(std::move(item));
    }
    return items;
}

ServiceItems itemsOf(const std::vector<ServicePackage> &packages)
{
    ServiceItems items;
    for (const ServicePackage &package : packages)
        for (const ServiceItem &item : package.items) {
            const auto known = std::find_if(items.begin(), items.end(),
                                            [&item](const ServiceItem &other) { return other.isSameService(item); });
            if (known == items.end())
                items.push_back(item);
            else if (known->timesAYear < item.timesAYear)
                *known = item;
        }
    return items;
}

QStringList benefitsOf(const std::vector<ServicePackage> &packages)
{
    QStringList given;
    for (const QString &word : benefitWords())
        if (std::any_of(packages.begin(), packages.end(),
                        [&word](const ServicePackage &package) { return package.benefits.contains(word); }))
            given.append(word);
    return given;
}

} // namespace yigong
