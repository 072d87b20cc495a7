// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/care_teams.h"
#include "core/contracts/contract_list.h"
#include "core/contracts/resident_contracts.h"
#include "core/contracts/sign_contract.h"
#include "core/encounters/encounter.h"
#include "tests/followups/program.h"

namespace yigong {

/// 柳河镇 with a team at 王庄 and one at the township, and two packages. It is 2025-05-13.
struct ContractCounty : ProgramCounty
{
    Actor director = addStaff("何建国", county, StaffRole::CountyManager);
    Id wangzhuangTeam = addsTeam("王庄团队", wangzhuang, villageDoctor),
       liuheTeam = addsTeam("柳河团队", liuhe, townshipDoctor);
    Id basic =
        addsPackage("BASE", "基础包", {"面对面服务 visit 1", "年度体检 measurement 8480-6,8462-4,8302-2,29463-7 1"},
                    {"priority-booking"_q});
    Id pressurePackage =
        addsPackage("HTN", "高血压包", {"高血压随访 follow-up hypertension 4 face-to-face", "面对面服务 visit 2"},
                    {"long-prescription"_q, "priority-booking"_q});

    Id addsTeam(const char *name, const Site &at, const Actor &leader)
    {
        CareTeamDraft draft;
        draft.name = QString::fromUtf8(name);
        draft.site = at.id;
        draft.leader = leader.practitioner;
        const auto id = write(director, [&](Transaction &tx) { return addCareTeam(tx, draft); });
        REQUIRE(id);
        return *id;
    }
    Id addsPackage(const char *code, const char *name, const std::vector<const char *> &items,
                   const QStringList &benefits)
    {
        ServicePackageDraft draft;
        draft.code = QString::fromLatin1(code);
        draft.name = QString::fromUtf8(name);
        draft.benefits = benefits;
        for (const char *text : items) {
            const auto item = serviceItemFrom(QString::fromUtf8(text));
            REQUIRE(item);
            draft.items.push_back(*item);
        }
        const auto id = write(director, [&](Transaction &tx) { return addServicePackage(tx, draft); });
        REQUIRE(id);
        return *id;
    }
    [[nodiscard]] ContractDraft draftOf(Id patient, QDate on = {}) const
    {
        ContractDraft draft;
        draft.patient = patient;
        draft.team = wangzhuangTeam;
        draft.packages = {basic, pressurePackage};
        draft.consent.on = on;
        return draft;
    }
    Result<Id> triesToSign(const ContractDraft &draft, const std::optional<Actor> &who = {})
    {
        clock.advanceMs(60'001);
        return write(who.value_or(villageDoctor), [&](Transaction &tx) { return signContract(tx, draft); });
    }
    Id signs(const ContractDraft &draft)
    {
        const auto id = triesToSign(draft);
        REQUIRE(id);
        return *id;
    }
    ResidentContracts contracts(Id patient)
    {
        const auto found = read([&](const Snapshot &s) { return contractsOf(s, villageDoctor, patient, today()); });
        REQUIRE(found);
        return *found;
    }
    ContractList list(const ContractFilter &filter = {}, const std::optional<Actor> &who = {})
    {
        const auto found =
            read([&](const Snapshot &s) { return contractList(s, who.value_or(townshipDoctor), filter, today()); });
        REQUIRE(found);
        return *found;
    }
    template <typename T> T record(Id id)
    {
        const auto found = read([&](const Snapshot &s) { return s.get<T>(id); });
        REQUIRE(found);
        return *found;
    }
    /// A visit of that day, somewhere, by somebody.
    Id isSeen(Id patient, QDate day, const char *visitClass = "AMB", const std::optional<Actor> &by = {},
              const QStringList &codes = {})
    {
        const Actor who = by.value_or(villageDoctor);
        Encounter visit;
        visit.patient = patient;
        visit.site = who.site;
        visit.practitioner = who.practitioner;
        visit.start = startOf(day).plusMs(36'000'000);
        visit.visitClass = QString::fromLatin1(visitClass);
        const auto id = write(who, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(encounter, tx.append(visit));
            for (const QString &code : codes) {
                Observation value;
                value.encounter = encounter;
                value.patient = patient;
                value.site = who.site;
                value.code = code;
                value.value = "1"_q;
                value.at = visit.start;
                YIGONG_TRY(tx.append(value));
            }
            return encounter;
        });
        REQUIRE(id);
        return *id;
    }
    [[nodiscard]] QDate today() const { return clock.today(); }
    void itBecomes(QDate day) { clock.moveTo(startOf(day).plusMs(36'000'000)); }
};

} // namespace yigong
