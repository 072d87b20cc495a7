// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/listed_resident.h"
#include "core/patients/patient_text.h"
#include "core/sites/site_tree.h"
#include "core/sync/conflicts.h"
#include "ui/shell/words.h"

#include <QCoreApplication>
#include <algorithm>

namespace yigong {

namespace {

constexpr int mostFound = 300;

struct ListedWords
{
    Q_DECLARE_TR_FUNCTIONS(ListedWords)
};

/// What was typed of a name, in characters or pinyin; numbers beside it are left out.
QString typedName(const QString &searched)
{
    QStringList words;
    for (const QString &word : searched.split(u' ', Qt::SkipEmptyParts))
        if (std::none_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); }))
            words.append(word.toLower());
    return words.join(u' ');
}

/// What the search was for, of a resident whose name and numbers are masked: the words that were typed, or as much of
/// the number as a list may show.
QStringList matchedWords(const ListedResident &row, const QString &searched)
{
    const Patient &p = row.patient;
    QStringList words;
    for (const MatchedBy matched : row.matched) {
        switch (matched) {
        case MatchedBy::Name:
        case MatchedBy::Pinyin:
            words.append(typedName(searched));
            break;
        case MatchedBy::IdNumber:
            words.append(p.idNumber.endsWith(searched.right(4).toUpper()) ? idTail(p.idNumber)
                                                                          : maskedIdNumber(p.idNumber));
            break;
        case MatchedBy::Phone:
            words.append(maskedPhone(p.phone));
            break;
        case MatchedBy::RecordNumber:
            words.append(p.recordNumber);
            break;
        case MatchedBy::BirthDate:
            words.append(p.birthDate.text());
            break;
        }
    }
    words.removeDuplicates();
    words.removeAll(QString());
    return words;
}

} // namespace

Cell residentCell(const ListedResident &row, const QString &searched, QDate today)
{
    const Patient &p = row.patient;
    if (row.basis == Basis::None)
        return Cell({bold(maskedName(p.name)), plain(sexWord(p.sex))}, {small(row.siteName)},
                    {ChipKind::Outline, ListedWords::tr("not yours"), Icon::Lock});
    Runs second;
    const QStringList matched = matchedWords(row, searched);
    for (const QString &word : matched)
        second.append(small(word, Token::Accent));
    const QString tail = idTail(p.idNumber);
    for (const QString &word : {p.address, tail.isEmpty() ? p.birthDate.text() : tail})
        if (!word.isEmpty() && !matched.contains(word))
            second.append(small(word));
    Cell cell({bold(maskedName(p.name)), plain(sexAndAge(p.sex, p.birthDate, today))}, second);
    if (row.disputed)
        cell.chip = {ChipKind::Warn, ListedWords::tr("two sites differ"), Icon::Conflict};
    else if (!p.deceasedOn.isNone())
        cell.chip = {ChipKind::Outline, ListedWords::tr("Deceased"), Icon::Info};
    else if (p.leftOn.isValid())
        cell.chip = {ChipKind::Outline, ListedWords::tr("Moved out"), Icon::Info};
    else if (!p.conditions.isEmpty())
        cell.chip = {ChipKind::Plain, conditionWord(p.conditions.first()), Icon::None};
    return cell;
}

Result<RowPage<ListedResident>> readResidents(const Snapshot &s, const Actor &actor, const ResidentFilter &filter,
                                              qint64 offset, int count)
{
    RowPage<ListedResident> page;
    YIGONG_LET(total, residentCount(s, actor, filter));
    page.total = total;
    YIGONG_LET(rows, residentPage(s, actor, filter, static_cast<int>(offset), count));
    std::vector<Id> ids;
    for (const Resident &row : rows)
        ids.push_back(row.patient.id);
    YIGONG_LET(disputed, disputedRecords(s, ids));
    for (Resident &row : rows) {
        ListedResident listed;
        listed.disputed = std::find(disputed.begin(), disputed.end(), row.patient.id) != disputed.end();
        listed.patient = std::move(row.patient);
        listed.lastVisit = row.lastVisit;
        page.rows.push_back(std::move(listed));
    }
    return page;
}

Result<FoundResidents> readFoundResidents(const Snapshot &s, const Actor &actor, const QString &text)
{
    YIGONG_LET(found, findPatients(s, actor, text, mostFound));
    FoundResidents answer;
    answer.more = found.more;
    for (FoundPatient &one : found.patients) {
        ListedResident listed;
        listed.basis = one.basis;
        YIGONG_LET(disputed, disputedRecords(s, {one.patient.id}));
        listed.disputed = one.basis != Basis::None && !disputed.empty();
        if (one.basis == Basis::None) {
            YIGONG_LET(site, siteName(s, one.patient.site));
            listed.siteName = site;
        }
        listed.patient = std::move(one.patient);
        listed.matched = std::move(one.matched);
        answer.rows.push_back(std::move(listed));
    }
    return answer;
}

} // namespace yigong
