// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/stick_errands.h"
#include "ui/widgets/card.h"

namespace yigong {

class Button;

/// The exchange by stick, for where there is no line: write one, read one; at a township or the county also carry those
/// of others. Says what became of each package.
class PackageCard : public Card
{
    Q_OBJECT
public:
    enum class Carries
    {
        No,
        Others
    };
    PackageCard(StickErrands &errands, const Clock &clock, Carries carries, QWidget *parent = nullptr);

private:
    QString chosenStick(const QString &question);
    void showState();

    StickErrands &m_errands;
    const Clock &m_clock;
    FactList *m_facts;
    Button *m_write, *m_read, *m_carry;
};

/// What became of a package that was read here, and what to do.
QString readWords(const PackageReading &reading);
/// What the county said of one that was handed in.
QString handedInWords(const PackageReading &reading);

} // namespace yigong
