// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/patients/id_number.h"

#include <QFile>
#include <cstdio>

namespace yigong {

namespace {

QString sexWord(int sex)
{
    return sex == 1 ? QStringLiteral("male") : sex == 2 ? QStringLiteral("female") : QStringLiteral("unknown");
}

QJsonObject answerFor(const QString &text, QDate today)
{
    const IdNumberCheck check = checkIdNumber(text, today);
    return {{QStringLiteral("number"), check.number},
            {QStringLiteral("valid"), check.valid},
            {QStringLiteral("birthDate"), check.birthDate.toString(Qt::ISODate)},
            {QStringLiteral("sex"), sexWord(check.sex)},
            {QStringLiteral("reason"), wordOf(check.reason)}};
}

/// One answer for each line of standard input, as it comes: a caller may write and read in turns.
Result<void> checkLines(const Ctl &ctl)
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {QStringLiteral("standard input"), input.errorString()});
    while (!input.atEnd()) {
        QByteArray line = input.readLine();
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            continue;
        YIGONG_TRY(ctl.printLine(answerFor(QString::fromUtf8(line), ctl.clock().today())));
    }
    return {};
}

} // namespace

void registerIdVerbs(Ctl &ctl)
{
    // Needs no store: numbers are checked by their form alone.
    CLI::App &check =
        ctl.verb(ctl.noun("id", "ID numbers (GB 11643)"), "check", "Check a number, or each line of standard input");
    const auto &number = ctl.text(check, "NUMBER", "The number, or - for lines", Given::Always);
    ctl.runs(check, [&ctl, &number] {
        return *number == QStringLiteral("-") ? checkLines(ctl) : ctl.print(answerFor(*number, ctl.clock().today()));
    });
}

} // namespace yigong
