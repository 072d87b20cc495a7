// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/households.h"
#include "core/base/text.h"
#include "core/patients/find.h"
#include "core/patients/open_resident.h"
#include "core/patients/register.h"
#include "core/patients/resident_file.h"
#include "core/security/policy.h"
#include "core/sites/numbering.h"
#include "core/sites/site_tree.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr std::pair<CareNeed, const char *> needNames[] = {{CareNeed::Child, "child"},
                                                           {CareNeed::OldAlone, "old-alone"},
                                                           {CareNeed::VeryOld, "very-old"},
                                                           {CareNeed::Mental, "mental"},
                                                           {CareNeed::Disability, "disability"}};

auto householdState(const char *state)
{
    return fail(ErrorKind::WrongState, {}, {QString::fromLatin1(state)});
}

bool livesHere(const Patient &patient)
{
    return patient.deceasedOn.isNone() && !patient.leftOn.isValid();
}

bool isHead(const Household &household, const Patient &patient)
{
    return household.head.isNone() ? patient.householdRelation == QStringView(headRelation)
                                   : household.head == patient.id;
}

/// Those whose card names it, voided and merged ones apart.
Result<std::vector<Patient>> cardsOf(const Snapshot &snapshot, Id household)
{
    return snapshot.select<Patient>("WHERE household = ? AND voided_on = '' AND merged_into IS NULL",
                                    {household.bytes()});
}

/// As its record has it, or as the cards let one gather.
Result<std::optional<Household>> knownHousehold(const Snapshot &snapshot, Id id, const std::vector<Patient> &cards)
{
    YIGONG_LET(kept, snapshot.find<Household>(id));
    if (kept || cards.empty())
        return kept;
    Household gathered;
    gathered.id = id;
    const auto head = std::find_if(cards.begin(), cards.end(), [&](const Patient &p) { return isHead(gathered, p); });
    const Patient &first = head == cards.end() ? cards.front() : *head;
    gathered.site = first.site;
    gathered.address = first.address;
    gathered.head = head == cards.end() ? Id{} : head->id;
    return std::optional{std::move(gathered)};
}

Result<HouseholdMember> memberOf(const Snapshot &snapshot, Patient card, bool isAlone)
{
    HouseholdMember member;
    YIGONG_LET(file, residentFileOf(snapshot, card.id));
    member.needs = careNeedsOf(card, file.form, isAlone, civilDay(snapshot.now()));
    member.carer = file.form.carer;
    member.carerName = file.form.carerName;
    member.carerPhone = file.form.carerPhone;
    member.carerRelation = file.form.carerRelation;
    YIGONG_TRY(snapshot.each("SELECT patient FROM basic_information WHERE carer = ?", {card.id.bytes()},
                             [&member](const Columns &columns) { member.caresFor.push_back(columns.id(0)); }));
    member.patient = std::move(card);
    return member;
}

Result<HouseholdView> viewOf(const Snapshot &snapshot, const Actor &actor, Id id)
{
    HouseholdView view;
    YIGONG_LET(cards, cardsOf(snapshot, id));
    YIGONG_LET(household, knownHousehold(snapshot, id, cards));
    if (!household)
        return fail(ErrorKind::NotFound, QStringLiteral("household"), {id.text()});
    YIGONG_LET(kept, snapshot.find<Household>(id));
    view.isKept = kept.has_value();
    view.household = std::move(*household);
    const bool isAlone = std::count_if(cards.begin(), cards.end(), livesHere) == 1;
    for (Patient &card : cards) {
        YIGONG_LET(basis, basisFor(snapshot, actor, Door::ReadPatient, card.id));
        if (basis == Basis::None)
            continue;
        YIGONG_LET(member, memberOf(snapshot, std::move(card), isAlone));
        view.members.push_back(std::move(member));
    }
    const auto place = [&view](const HouseholdMember &member) {
        return std::tuple{!livesHere(member.patient), !isHead(view.household, member.patient),
                          member.patient.birthDate.text(), member.patient.id};
    };
    std::sort(view.members.begin(), view.members.end(),
              [&place](const auto &a, const auto &b) { return place(a) < place(b); });
    return view;
}

/// A card that may be written, as it stands.
Result<Patient> memberCard(Transaction &tx, Id patient)
{
    YIGONG_LET(top, topPatient(tx, patient));
    YIGONG_TRY(requirePatient(tx, tx.actor(), Door::EditPatient, top.id));
    if (top.voidedOn.isValid())
        return householdState("voided");
    return top;
}

Result<Household> standingHousehold(Transaction &tx, Id id)
{
    YIGONG_LET(cards, cardsOf(tx, id));
    YIGONG_LET(household, knownHousehold(tx, id, cards));
    if (!household)
        return fail(ErrorKind::NotFound, QStringLiteral("household"), {id.text()});
    if (household->dissolvedOn.isValid())
        return householdState("dissolved");
    return std::move(*household);
}

/// The record, which until now only cards may have named.
Result<void> keepHousehold(Transaction &tx, const Household &after)
{
    YIGONG_LET(before, tx.find<Household>(after.id));
    if (before)
        return tx.update(*before, after).transform([](bool) {});
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::EditPatient, after.site));
    return tx.insert(after).transform([](const Id &) {});
}

Result<void> place(Transaction &tx, const Patient &card, Id household, const QString &relation)
{
    Patient after = card;
    after.household = household;
    after.householdRelation = relation;
    return editPatient(tx, card, after).transform([](bool) {});
}

Result<QString> relationFrom(const QString &typed)
{
    const QString relation = tidied(typed);
    if (relation.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("household_relation"));
    if (!isCleanText(relation) || relation == QStringView(headRelation))
        return fail(ErrorKind::Invalid, QStringLiteral("household_relation"), {relation.left(40)});
    return relation;
}

/// Before somebody leaves: a head goes last, and an empty household ends.
Result<void> letGo(Transaction &tx, const Patient &card, const std::vector<Id> &leavingToo = {})
{
    if (card.household.isNone())
        return {};
    YIGONG_LET(cards, cardsOf(tx, card.household));
    YIGONG_LET(household, knownHousehold(tx, card.household, cards));
    const auto staying = std::count_if(cards.begin(), cards.end(), [&](const Patient &other) {
        return other.id != card.id && livesHere(other) &&
               std::find(leavingToo.begin(), leavingToo.end(), other.id) == leavingToo.end();
    });
    if (staying > 0)
        return household && isHead(*household, card) ? Result<void>(householdState("head")) : Result<void>{};
    YIGONG_LET(kept, tx.find<Household>(card.household));
    if (!kept || kept->dissolvedOn.isValid())
        return {};
    Household after = *kept;
    after.dissolvedOn = tx.today();
    return tx.update(*kept, after).transform([](bool) {});
}

} // namespace

QStringList householdRelations()
{
    return {QStringLiteral("户主"), QStringLiteral("配偶"), QStringLiteral("子"),     QStringLiteral("女"),
            QStringLiteral("儿媳"), QStringLiteral("女婿"), QStringLiteral("孙子"),   QStringLiteral("孙女"),
            QStringLiteral("父亲"), QStringLiteral("母亲"), QStringLiteral("祖父母"), QStringLiteral("兄弟姐妹"),
            QStringLiteral("其他")};
}

QString nameOf(CareNeed need)
{
    for (const auto &[known, name] : needNames)
        if (known == need)
            return QString::fromLatin1(name);
    return {};
}

std::vector<CareNeed> careNeedsOf(const Patient &patient, const BasicInformation &form, bool isAlone, QDate today)
{
    std::vector<CareNeed> needs;
    if (!livesHere(patient))
        return needs;
    const auto age = ageOn(patient.birthDate, today);
    const bool livesAlone = form.livesWith.isEmpty() ? isAlone : form.livesWith == u"1";
    const auto hasOption = [](const QStringList &list, std::initializer_list<int> options) {
        for (const BasicEntry &entry : entriesOf(list))
            if (std::find(options.begin(), options.end(), entry.number) != options.end())
                return true;
        return false;
    };
    if (patient.conditions.contains(QStringLiteral("mental")) || hasOption(form.diseases, {8}))
        needs.push_back(CareNeed::Mental);
    if (hasOption(form.disabilities, {6, 7}))
        needs.push_back(CareNeed::Disability);
    if (age && *age < 7)
        needs.push_back(CareNeed::Child);
    if (age && *age >= 65 && livesAlone)
        needs.push_back(CareNeed::OldAlone);
    else if (age && *age >= 80)
        needs.push_back(CareNeed::VeryOld);
    return needs;
}

Result<HouseholdView> householdOf(const Snapshot &snapshot, const Actor &actor, Id patient)
{
    YIGONG_LET(id, openRecord(snapshot, actor, patient));
    YIGONG_LET(card, snapshot.get<Patient>(id));
    if (card.household.isNone())
        return HouseholdView{};
    return viewOf(snapshot, actor, card.household);
}

Result<HouseholdView> householdWith(const Snapshot &snapshot, const Actor &actor, Id household)
{
    YIGONG_LET(cards, cardsOf(snapshot, household));
    YIGONG_LET(known, knownHousehold(snapshot, household, cards));
    if (!known)
        return fail(ErrorKind::NotFound, QStringLiteral("household"), {household.text()});
    YIGONG_TRY(requireAt(snapshot, actor, Door::ReadPatient, known->site));
    return viewOf(snapshot, actor, household);
}

Result<std::vector<ListedHousehold>> householdsAt(const Snapshot &snapshot, const Actor &actor, Id site, int offset,
                                                  int limit)
{
    YIGONG_TRY(requireAt(snapshot, actor, Door::ReadPatient, site));
    std::vector<ListedHousehold> list;
    // "down" is small; a household's site is its members'.
    YIGONG_TRY(snapshot.each(
        "WITH RECURSIVE down (id) AS (SELECT ?1 UNION SELECT s.id FROM down JOIN site s ON s.parent = down.id), "
        "home (id, address, members) AS (SELECT p.household, min(p.address), sum(p.deceased_on = '' AND p.left_on = "
        "'') "
        "FROM patient p WHERE p.site IN (SELECT id FROM down) AND p.household IS NOT NULL AND p.voided_on = '' AND "
        "p.merged_into IS NULL GROUP BY p.household) SELECT home.id, home.members FROM home LEFT JOIN household h ON "
        "h.id = home.id ORDER BY ifnull(nullif(h.address, ''), home.address), home.id LIMIT ?2 OFFSET ?3",
        {site.bytes(), qint64{limit}, qint64{offset}}, [&list](const Columns &columns) {
            ListedHousehold listed;
            listed.household.id = columns.id(0);
            listed.members = static_cast<int>(columns.integer(1));
            list.push_back(std::move(listed));
        }));
    for (ListedHousehold &listed : list) {
        YIGONG_LET(cards, cardsOf(snapshot, listed.household.id));
        YIGONG_LET(kept, snapshot.find<Household>(listed.household.id));
        YIGONG_LET(known, knownHousehold(snapshot, listed.household.id, cards));
        listed.isKept = kept.has_value();
        if (known)
            listed.household = std::move(*known);
        for (const Patient &card : cards)
            if (isHead(listed.household, card))
                listed.headName = card.name;
    }
    return list;
}

Result<Id> makeHousehold(Transaction &tx, const HouseholdDraft &draft)
{
    if (draft.head.isNone())
        return fail(ErrorKind::Required, QStringLiteral("head"));
    YIGONG_LET(head, memberCard(tx, draft.head));
    YIGONG_TRY(letGo(tx, head));
    Household made;
    made.id = tx.newId();
    made.site = head.site;
    made.head = head.id;
    made.number = tidied(draft.number);
    made.address = draft.address.trimmed().isEmpty() ? head.address : tidied(draft.address);
    made.phone = tidied(draft.phone);
    made.remarks = draft.remarks.trimmed();
    for (const QString &text : {made.number, made.address, made.phone, made.remarks})
        if (!isCleanText(text))
            return fail(ErrorKind::Invalid, QStringLiteral("household"), {text.left(40)});
    if (made.number.isEmpty()) {
        YIGONG_LET(number, takeShortNumber(tx));
        made.number = number;
    }
    YIGONG_TRY(keepHousehold(tx, made));
    YIGONG_TRY(place(tx, head, made.id, QString::fromUtf16(headRelation)));
    return made.id;
}

Result<bool> editHousehold(Transaction &tx, const Household &before, const Household &after)
{
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::EditPatient, before.site));
    YIGONG_LET(now, standingHousehold(tx, before.id));
    for (const QString &text : {after.number, after.address, after.phone, after.remarks})
        if (!isCleanText(text))
            return fail(ErrorKind::Invalid, QStringLiteral("household"), {text.left(40)});
    YIGONG_LET(kept, tx.find<Household>(before.id));
    if (kept)
        return tx.update(before, after);
    Household first = after;
    first.id = now.id;
    first.site = now.site;
    YIGONG_TRY(keepHousehold(tx, first));
    return true;
}

Result<void> joinHousehold(Transaction &tx, Id patient, Id household, const QString &typed)
{
    YIGONG_LET(relation, relationFrom(typed));
    YIGONG_LET(card, memberCard(tx, patient));
    YIGONG_LET(home, standingHousehold(tx, household));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::EditPatient, home.site));
    if (card.household != household)
        YIGONG_TRY(letGo(tx, card));
    else if (isHead(home, card))
        return householdState("head");
    YIGONG_TRY(keepHousehold(tx, home));
    return place(tx, card, household, relation);
}

Result<void> leaveHousehold(Transaction &tx, Id patient)
{
    YIGONG_LET(card, memberCard(tx, patient));
    if (card.household.isNone())
        return householdState("no-household");
    YIGONG_TRY(letGo(tx, card));
    return place(tx, card, {}, {});
}

Result<void> changeHead(Transaction &tx, Id household, Id head, const QString &formerIsNow)
{
    YIGONG_LET(home, standingHousehold(tx, household));
    YIGONG_LET(next, memberCard(tx, head));
    if (next.household != household)
        return householdState("not-a-member");
    if (home.head == next.id)
        return {};
    YIGONG_LET(cards, cardsOf(tx, household));
    for (const Patient &card : cards) {
        if (card.id == next.id || !isHead(home, card))
            continue;
        YIGONG_LET(relation, relationFrom(formerIsNow));
        YIGONG_TRY(place(tx, card, household, relation));
    }
    Household after = home;
    after.head = next.id;
    YIGONG_TRY(keepHousehold(tx, after));
    return place(tx, next, household, QString::fromUtf16(headRelation));
}

Result<Id> splitHousehold(Transaction &tx, Id household, const std::vector<MemberRelation> &members, Id head,
                          const QString &address)
{
    YIGONG_LET(home, standingHousehold(tx, household));
    std::vector<Id> leaving;
    for (const MemberRelation &member : members)
        leaving.push_back(member.patient);
    if (std::find(leaving.begin(), leaving.end(), head) == leaving.end())
        return fail(ErrorKind::Required, QStringLiteral("members"));
    Household made;
    made.id = tx.newId();
    made.site = home.site;
    made.head = head;
    made.address = address.trimmed().isEmpty() ? home.address : tidied(address);
    YIGONG_LET(number, takeShortNumber(tx));
    made.number = number;
    for (const MemberRelation &member : members) {
        YIGONG_LET(card, memberCard(tx, member.patient));
        if (card.household != household)
            return householdState("not-a-member");
        YIGONG_TRY(letGo(tx, card, leaving));
    }
    YIGONG_TRY(keepHousehold(tx, made));
    for (const MemberRelation &member : members) {
        YIGONG_LET(card, memberCard(tx, member.patient));
        const QString said = member.relation.trimmed().isEmpty() ? card.householdRelation : tidied(member.relation);
        YIGONG_TRY(place(tx, card, made.id, card.id == head ? QString::fromUtf16(headRelation) : said));
    }
    return made.id;
}

Result<void> joinHouseholds(Transaction &tx, Id from, Id into, const QString &formerHeadIs)
{
    if (from == into)
        return householdState("same");
    YIGONG_LET(former, standingHousehold(tx, from));
    YIGONG_LET(home, standingHousehold(tx, into));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::EditPatient, home.site));
    YIGONG_LET(relation, relationFrom(formerHeadIs));
    YIGONG_LET(cards, cardsOf(tx, from));
    for (const Patient &member : cards) {
        YIGONG_LET(card, memberCard(tx, member.id));
        YIGONG_TRY(place(tx, card, into, isHead(former, card) ? relation : card.householdRelation));
    }
    YIGONG_TRY(keepHousehold(tx, home));
    Household after = former;
    after.dissolvedOn = tx.today();
    after.joined = into;
    return keepHousehold(tx, after);
}

Result<void> setCarer(Transaction &tx, Id patient, const CarerDraft &draft)
{
    YIGONG_LET(before, residentFileOf(tx, patient));
    ResidentFile after = before;
    after.form.carer = draft.carer;
    after.form.carerName = tidied(draft.name);
    after.form.carerPhone = tidied(draft.phone);
    after.form.carerRelation = tidied(draft.relation);
    if (!draft.carer.isNone()) {
        YIGONG_LET(carer, topPatient(tx, draft.carer));
        after.form.carer = carer.id;
        if (after.form.carerName.isEmpty())
            after.form.carerName = carer.name;
        if (after.form.carerPhone.isEmpty())
            after.form.carerPhone = carer.phone;
    }
    return saveResidentFile(tx, before, std::move(after)).transform([](bool) {});
}

} // namespace yigong
