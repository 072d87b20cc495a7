// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/close_visit.h"
#include "core/encounters/drafts.h"
#include "core/encounters/visit.h"
#include "core/encounters/vitals.h"
#include "core/inventory/balance.h"
#include "core/inventory/ledger.h"
#include "core/patients/patient.h"
#include "core/sites/site.h"
#include "tests/support/store.h"

namespace yigong {

inline const QString amoxicillin = QStringLiteral("D0001"); // 阿莫西林胶囊 0.25g, 24 粒/盒, 2 粒 3 times a day
inline const QString cold = QStringLiteral("J06.900");

/// The clinic of 王庄 on a morning: one doctor, one resident, and what is said in the room.
struct Surgery : TestStore
{
    Surgery()
    {
        REQUIRE(db->write(actor, [&](Transaction &tx) -> Result<void> {
            Site clinic;
            clinic.id = site;
            clinic.code = "341181003001"_q;
            clinic.name = "王庄村卫生室"_q;
            clinic.shortCode = "WZ"_q;
            YIGONG_TRY(tx.insert(clinic));
            Practitioner zhao;
            zhao.id = actor.practitioner;
            zhao.name = "赵医生"_q;
            zhao.site = site;
            YIGONG_TRY(tx.insert(zhao));
            Patient resident;
            resident.name = "李芳"_q;
            resident.sex = Sex::Female;
            resident.birthDate = *PartialDate::parse(u"1957-03-12");
            resident.site = site;
            YIGONG_LET(id, tx.insert(resident));
            patient = id;
            return {};
        }));
    }

    [[nodiscard]] VisitDraft draft() const
    {
        VisitDraft draft;
        draft.patient = patient;
        draft.complaint = "咳嗽、咽痛 2 天"_q;
        draft.diagnoses = {{cold, {}, false}};
        return draft;
    }
    static PrescriptionEntry amoxicillinFor(int days)
    {
        return usualPrescription(*Catalogue::shipped().drugs().find(amoxicillin), days);
    }

    Result<ClosedVisit> triesToClose(const VisitDraft &draft)
    {
        clock.advanceMs(60'000);
        return db->write(actor, [&](Transaction &tx) { return closeVisit(tx, draft, Catalogue::shipped()); });
    }
    ClosedVisit closes(const VisitDraft &draft)
    {
        auto closed = triesToClose(draft);
        REQUIRE(closed);
        return *closed;
    }
    Result<ClosedVisit> triesToAmend(Id visit, const VisitDraft &draft, const QString &reason)
    {
        clock.advanceMs(60'000);
        return db->write(actor,
                         [&](Transaction &tx) { return amendVisit(tx, visit, draft, reason, Catalogue::shipped()); });
    }
    Id receives(qint64 units, Money packCost, const QString &lot = QStringLiteral("A1"),
                QDate expiry = QDate(2026, 10, 31))
    {
        const auto received = db->write(actor, [&](Transaction &tx) {
            return receiveStock(tx, {"县药房"_q, {}, {{amoxicillin, lot, expiry, 0, {units}, 24, packCost}}});
        });
        REQUIRE(received);
        return received->batches.front();
    }
    void isAllergicTo(const QString &code, const QString &substance)
    {
        AllergyIntolerance allergy;
        allergy.id = AllergyIntolerance::idOf(patient, code);
        allergy.patient = patient;
        allergy.site = site;
        allergy.code = code;
        allergy.substance = substance;
        REQUIRE(db->write(actor, [&](Transaction &tx) { return tx.insert(allergy); }));
    }

    [[nodiscard]] Visit visit(Id id) const
    {
        auto found = db->read([&](const Snapshot &s) { return visitOf(s, id); });
        REQUIRE(found);
        return *found;
    }
    [[nodiscard]] qint64 units(Id batch) const
    {
        return db->read([&](const Snapshot &s) { return balanceOf(s, batch); })->units().units;
    }
    template <Record T> [[nodiscard]] std::vector<T> all() const
    {
        return *db->read([](const Snapshot &s) { return s.select<T>("ORDER BY id"); });
    }

    Id patient;
};

} // namespace yigong
