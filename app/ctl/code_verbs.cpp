// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/codes/drug_class.h"
#include "core/codes/imported_codes.h"

#include <QJsonArray>

namespace yigong {

namespace {

const QString diagnosisWord = QStringLiteral("diagnosis");
const QString procedureWord = QStringLiteral("procedure");
const QString drugWord = QStringLiteral("drug");
const QString allergenWord = QStringLiteral("allergen");

QJsonObject objectOf(const Diagnosis &diagnosis)
{
    return {{QStringLiteral("code"), diagnosis.code}, {QStringLiteral("name"), diagnosis.name}};
}
QJsonObject objectOf(const Procedure &procedure)
{
    return {{QStringLiteral("code"), procedure.code}, {QStringLiteral("name"), procedure.name}};
}
QJsonObject objectOf(const Allergen &allergen)
{
    return {{QStringLiteral("code"), allergen.code}, {QStringLiteral("name"), allergen.name}};
}
QJsonObject objectOf(const Drug &drug)
{
    return {{QStringLiteral("code"), drug.code},
            {QStringLiteral("name"), drug.name},
            {QStringLiteral("form"), drug.form},
            {QStringLiteral("strength"), drug.strength},
            {QStringLiteral("pack"), drug.pack},
            {QStringLiteral("unit"), drug.unit},
            {QStringLiteral("unitsPerPack"), drug.unitsPerPack},
            {QStringLiteral("special"), nameOf(drug.special)}};
}

template <typename Entry> QJsonArray found(const CodeTable<Entry> &table, const QString &text, int limit)
{
    QJsonArray rows;
    for (const Entry *entry : table.search(text, limit))
        rows += objectOf(*entry);
    return rows;
}

Result<void> searchCodes(Ctl &ctl, const QString &text, const QString &kind, int limit)
{
    std::shared_ptr<const Catalogue> own;
    if (ctl.folder()) { // the shipped tables need no store
        YIGONG_LET(db, ctl.openUnsigned(false));
        YIGONG_LET(kept, db->read(catalogueOf));
        own = kept;
    }
    const Catalogue &catalogue = own ? *own : Catalogue::shipped();
    const QJsonArray codes = kind == procedureWord  ? found(catalogue.procedures(), text, limit)
                             : kind == drugWord     ? found(catalogue.drugs(), text, limit)
                             : kind == allergenWord ? found(catalogue.allergens(), text, limit)
                                                    : found(catalogue.diagnoses(), text, limit);
    return ctl.print({{QStringLiteral("codes"), codes}});
}

const QStringList classWords{QStringLiteral("none"), QStringLiteral("narcotic"), QStringLiteral("psychotropic-1"),
                             QStringLiteral("psychotropic-2"), QStringLiteral("toxic")};

Result<void> setClass(Ctl &ctl, const QString &drug, const QString &word, const QString &reason)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) {
        return setDrugClass(tx, drug, specialClassFrom(word).value_or(SpecialClass::None), reason);
    }));
    return ctl.print({{QStringLiteral("drug"), drug}, {QStringLiteral("special"), word}});
}

} // namespace

void registerCodeVerbs(Ctl &ctl)
{
    CLI::App &code = ctl.noun("code", "Diagnoses, procedures, drugs, allergens");
    CLI::App &searching = ctl.verb(code, "search", "By code, part of the name, pinyin or initials");
    const auto &words = ctl.words(searching, "TEXT", "What is known, e.g. gxy");
    const auto &which = ctl.choice(searching, "--kind", "Of which table",
                                   {diagnosisWord, procedureWord, drugWord, allergenWord}, diagnosisWord);
    const auto &limit = ctl.number(searching, "--limit", "At most so many", 20, 1, 1000);
    ctl.runs(searching, [&] { return searchCodes(ctl, words.join(u' '), which, static_cast<int>(limit)); });

    CLI::App &classing = ctl.verb(code, "set-class", "Set how the county has a drug guarded");
    const auto &drug = ctl.text(classing, "--drug", "Its code", Given::Always);
    const auto &word = ctl.choice(classing, "--class", "Which", classWords, classWords.first());
    const auto &reason = ctl.text(classing, "--reason", "Why: the list that says so", Given::Always);
    classing.get_option("--class")->required();
    ctl.runs(classing, [&ctl, &drug, &word, &reason] { return setClass(ctl, *drug, word, *reason); });
}

} // namespace yigong
