// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDate>
#include <QStringList>

#include <vector>

namespace yigong {

/// What stands where one visit's column crosses a row of a national form. Filled or not, it has the same shape: paper
/// is checked against it.
struct PaperCell
{
    QString text;                     ///< options as the form prints them, or what was said
    QStringList boxes;                ///< □ at the end, each with its option's number or empty
    QString more;                     ///< below them: "其他：乏力"
    std::vector<PaperCell> rest = {}; ///< further questions of the same row, that stand beside it

    bool operator==(const PaperCell &) const = default;
};

struct PaperRow
{
    QString group; ///< 体征; rows of one group follow each other. Empty: the name takes both columns at the left
    QString name;
    std::vector<PaperCell> cells;

    bool operator==(const PaperRow &) const = default;
};

/// "2025年5月13日"; of no day, the room to write it.
QString paperDay(QDate day);

} // namespace yigong
