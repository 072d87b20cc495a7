// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/conflict_case.h"
#include "core/patients/find.h"
#include "core/patients/patient_text.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"

#include <QCoreApplication>
#include <algorithm>

namespace yigong {

namespace {

class ConflictWords
{
    Q_DECLARE_TR_FUNCTIONS(yigong::ConflictWords)
};

Result<ConflictCase> caseOf(const Snapshot &s, ConflictState state, Id ownSite)
{
    ConflictCase one;
    YIGONG_LET(patient, topPatient(s, state.conflict.patient));
    one.patient = patient;
    const RecordType *type = s.types().byNumber(state.conflict.subjectType);
    const int at = type == nullptr ? -1 : type->indexOf(state.conflict.field);
    if (at >= 0) {
        one.column = type->fields()[static_cast<std::size_t>(at)].column;
        one.privacy = type->fields()[static_cast<std::size_t>(at)].privacy;
        YIGONG_LET(row, s.findRow(*type, state.conflict.subject));
        if (row)
            one.current = conflictText(row->values[static_cast<std::size_t>(at)]);
    }
    for (const ConflictValue &side : state.sides) {
        ConflictSideWords words;
        words.value = side.value;
        YIGONG_LET(site, siteName(s, side.fromSite));
        words.siteName = site;
        YIGONG_LET(name, practitionerName(s, side.practitioner));
        words.practitionerName = name;
        words.at = side.time == 0 ? Instant{} : HybridTime{side.time}.instant();
        words.ours = side.fromSite == ownSite;
        one.sides.push_back(std::move(words));
    }
    if (!state.settlements.empty() && !state.settlements.back().practitioner.isNone()) {
        YIGONG_LET(name, practitionerName(s, state.settlements.back().practitioner));
        one.settledBy = name;
    }
    one.site = state.conflict.site;
    YIGONG_LET(whose, siteName(s, one.site));
    one.siteName = whose;
    one.state = std::move(state);
    return one;
}

ConflictCase caseOf(StockDispute dispute)
{
    ConflictCase one;
    one.column = QStringLiteral("stock");
    one.site = dispute.balance.batch.site;
    one.siteName = dispute.siteName;
    one.stock = std::move(dispute);
    return one;
}

} // namespace

Result<std::vector<ConflictCase>> conflictCases(const Snapshot &snapshot, const Actor &actor)
{
    YIGONG_LET(states, conflictInbox(snapshot, actor, false));
    YIGONG_LET(disputes, stockDisputes(snapshot, actor));
    std::vector<ConflictCase> cases;
    for (StockDispute &dispute : disputes)
        cases.push_back(caseOf(std::move(dispute)));
    for (ConflictState &state : states) {
        auto one = caseOf(snapshot, std::move(state), actor.site);
        if (one)
            cases.push_back(std::move(*one));
        else if (one.error().kind != ErrorKind::NotFound) // its resident may have left this computer's scope
            return fail(one.error());
    }
    std::stable_partition(cases.begin(), cases.end(), [](const ConflictCase &one) { return one.isOpen(); });
    return cases;
}

QString conflictValueWords(const QString &column, const QString &value)
{
    if (value.isEmpty())
        return ConflictWords::tr("empty");
    if (column == u"sex") {
        const QString word = sexWord(static_cast<Sex>(value.toInt()));
        return word.isEmpty() ? value : word;
    }
    if (column == u"blood_type") {
        static const QStringList types{QString(), QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("O"),
                                       QStringLiteral("AB")};
        return types.value(value.toInt(), value);
    }
    QString words = value;
    return words.replace(u'\n', QStringLiteral("、"));
}

QList<DisputedField> disputedFields(const std::vector<ConflictState> &conflicts)
{
    static const RecordType type = RecordType::of<Patient>();
    QList<DisputedField> fields;
    for (const ConflictState &state : conflicts) {
        const int at = state.conflict.subjectType == Patient::info.number ? type.indexOf(state.conflict.field) : -1;
        if (at < 0)
            continue;
        const FieldInfo &field = type.fields()[static_cast<std::size_t>(at)];
        const bool isNumber = field.privacy == Privacy::IdNumber || field.privacy == Privacy::Phone;
        DisputedField one{fieldWord(field.column), {}};
        for (const QString &value : state.values()) {
            const QString words = conflictValueWords(field.column, value);
            one.values.append(isNumber ? masked(field.privacy, words) : words);
        }
        fields.append(std::move(one));
    }
    return fields;
}

QList<ChipSpec> disputeChips(const std::vector<ConflictState> &conflicts)
{
    QList<ChipSpec> chips;
    for (const DisputedField &field : disputedFields(conflicts))
        chips.append({ChipKind::Warn, field.word + u' ' + field.values.join(QStringLiteral(" / ")), Icon::Conflict});
    return chips;
}

} // namespace yigong
