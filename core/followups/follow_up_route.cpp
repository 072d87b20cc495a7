// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_route.h"
#include "core/base/text.h"

#include <QMap>
#include <algorithm>
#include <limits>
#include <map>

namespace yigong {

namespace {

/// A piece of an address: words, or a number.
struct AddressPiece
{
    QString words;
    qint64 number = -1;

    auto operator<=>(const AddressPiece &other) const
    {
        const auto byWords = words.compare(other.words) <=> 0;
        return byWords == 0 ? number <=> other.number : byWords;
    }
    bool operator==(const AddressPiece &) const = default;
};

const QString chineseDigits = QStringLiteral("〇一二三四五六七八九");

bool isChineseNumeral(QChar c)
{
    return c == u'十' || c == u'百' || chineseDigits.contains(c);
}

/// 二十一 → 21, 一〇三 → 103.
qint64 chineseNumber(QStringView text)
{
    qint64 number = 0, digit = -1;
    for (const QChar c : text) {
        const qint64 unit = c == u'十' ? 10 : c == u'百' ? 100 : 0;
        if (unit > 0) {
            number += std::max<qint64>(digit, 1) * unit;
            digit = -1;
            continue;
        }
        const qint64 value = chineseDigits.indexOf(c);
        digit = digit < 0 ? value : digit * 10 + value;
    }
    return number + std::max<qint64>(digit, 0);
}

enum class PieceKind
{
    Words,
    Digits,
    Chinese
};

PieceKind kindOf(QChar c)
{
    if (c.isDigit())
        return PieceKind::Digits;
    return isChineseNumeral(c) ? PieceKind::Chinese : PieceKind::Words;
}

std::vector<AddressPiece> piecesOf(const QString &address)
{
    const QString text = tidied(address);
    constexpr qsizetype mostDigits = 15; // longer is no house number
    std::vector<AddressPiece> pieces;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype to = from + 1;
        const PieceKind kind = kindOf(text[from]);
        while (to < text.size() && kindOf(text[to]) == kind)
            ++to;
        const QString piece = text.mid(from, to - from);
        from = to;
        if (kind == PieceKind::Words)
            pieces.push_back({piece.simplified(), -1});
        else if (piece.size() > mostDigits)
            pieces.push_back({piece, -1});
        else
            pieces.push_back({{}, kind == PieceKind::Digits ? piece.toLongLong() : chineseNumber(piece)});
    }
    return pieces;
}

bool isCalledOn(const PlanRow &row)
{
    return row.plan.state != PlanState::Later;
}

/// Who lives together: by household, where the card has one, else by the address as it is written.
QByteArray houseKey(const PlanRow &row)
{
    if (!row.household.isNone())
        return row.household.bytes();
    const QString address = tidied(row.address);
    return address.isEmpty() ? row.patient.bytes() : address.toUtf8();
}

bool stopsBefore(const RouteStop &a, const RouteStop &b)
{
    if (a.who().address != b.who().address)
        return isPassedBefore(a.who().address, b.who().address);
    return std::tie(a.who().patientName, a.who().patient) < std::tie(b.who().patientName, b.who().patient);
}

} // namespace

bool isPassedBefore(const QString &address, const QString &other)
{
    if (address.trimmed().isEmpty() || other.trimmed().isEmpty())
        return !address.trimmed().isEmpty() && other.trimmed().isEmpty();
    const auto a = piecesOf(address), b = piecesOf(other);
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

std::vector<RouteStop> routeOf(const std::vector<PlanRow> &rows)
{
    std::map<Id, RouteStop> residents;
    for (const PlanRow &row : rows)
        if (isCalledOn(row))
            residents[row.patient].programs.push_back(row);
    std::map<QByteArray, std::vector<RouteStop>> houses;
    for (auto &[patient, stop] : residents) {
        std::sort(stop.programs.begin(), stop.programs.end(), [](const PlanRow &a, const PlanRow &b) {
            return std::tie(a.plan.due, a.program) < std::tie(b.plan.due, b.program);
        });
        houses[houseKey(stop.who())].push_back(std::move(stop));
    }
    std::vector<std::vector<RouteStop>> way;
    for (auto &[key, stops] : houses) {
        std::sort(stops.begin(), stops.end(), stopsBefore);
        way.push_back(std::move(stops));
    }
    std::sort(way.begin(), way.end(), [](const auto &a, const auto &b) { return stopsBefore(a.front(), b.front()); });
    std::vector<RouteStop> stops;
    for (std::size_t house = 0; house < way.size(); ++house)
        for (RouteStop &stop : way[house]) {
            stop.house = static_cast<int>(house) + 1;
            stops.push_back(std::move(stop));
        }
    return stops;
}

} // namespace yigong
