// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/imported_codes.h"
#include "core/encounters/encounter.h"
#include "core/inventory/count.h"
#include "core/inventory/dispense.h"
#include "core/inventory/ledger.h"
#include "core/security/account.h"
#include "core/security/accounts.h"
#include "core/security/keys.h"
#include "tests/support/county.h"

namespace yigong {

/// 柳河镇卫生院 with a pharmacist at the counter, who may ask others to sign beside her.
struct Pharmacy : CountyStore
{
    Pharmacy()
    {
        REQUIRE(db->becomeDevice(Id::fromKey("device/pharmacy"), liuhe.id));
        pharmacist = withLogin("林晓", liuhe, StaffRole::Pharmacist, "linxiao");
        nurse = withLogin("何静", liuhe, StaffRole::Nurse, "hejing");
        doctor = withLogin("吴建国", liuhe, StaffRole::TownshipDoctor, "wujianguo");
        townshipManager = withLogin("陈立新", liuhe, StaffRole::TownshipManager, "chenlixin");
        stranger = withLogin("冯远", wangzhuang, StaffRole::Nurse, "fengyuan");
        administrator = withLogin("郑主任", county, StaffRole::Administrator, "zheng");
        resident = addResident("李秀兰", liuhe);
        REQUIRE(write(administrator, [&](Transaction &tx) { return setNarcoticRight(tx, doctor.practitioner, true); }));
    }

    Actor withLogin(const char *name, const Site &at, StaffRole role, const char *login)
    {
        Practitioner person;
        person.name = QString::fromUtf8(name);
        person.site = at.id;
        person.role = static_cast<int>(role);
        person.login = QString::fromLatin1(login);
        Account account;
        account.site = at.id;
        account.passwordHash = QString::fromLatin1(passwordHash(passwordOf(login), PasswordCost::Training));
        const auto id = db->write(actor, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(made, tx.insert(person));
            account.practitioner = made;
            account.id = Account::idOf(made);
            YIGONG_TRY(tx.insert(account));
            return made;
        });
        REQUIRE(id);
        return {*id, at.id, person.role};
    }
    static QString passwordOf(const char *login) { return QString::fromLatin1(login) + "-own-pass"_q; }
    Result<SecondSignature> signs(const char *login, const Actor &beside)
    {
        return signSecond(*db, beside, QString::fromLatin1(login), passwordOf(login));
    }

    Result<Received> receives(const Actor &who, const QString &drug, qint64 units,
                              const std::optional<SecondSignature> &second, const QString &lot = "L1"_q)
    {
        return write(who, [&](Transaction &tx) {
            return receiveStock(tx, {"国药"_q, "R1"_q, {{drug, lot, QDate(2026, 10, 31), 0, {units}}}}, second);
        });
    }
    /// A line that the doctor wrote.
    Id prescribes(const QString &drug, qint64 units, const Actor &who)
    {
        MedicationRequest line;
        line.patient = resident;
        line.site = who.site;
        line.practitioner = who.practitioner;
        line.drug = drug;
        line.name = Catalogue::shipped().drugs().find(drug)->name;
        line.unit = "支"_q;
        line.quantity = {units};
        return *write(who, [&](Transaction &tx) { return tx.append(line); });
    }
    Result<Dispensed> dispenses(Id line, qint64 units, const std::optional<SecondSignature> &second,
                                const QString &reason = {})
    {
        return write(pharmacist, [&](Transaction &tx) {
            DispenseRequest request;
            request.line = line;
            request.amount = {units};
            request.overrideReason = reason;
            request.second = second;
            return dispense(tx, request);
        });
    }
    /// A batch of it on the shelf, whatever the class.
    Id shelves(const QString &drug, qint64 units)
    {
        const auto received = receives(pharmacist, drug, units, *signs("hejing", pharmacist));
        REQUIRE(received);
        return received->batches.front();
    }
    qint64 units(Id batch)
    {
        return read([&](const Snapshot &s) { return balanceOf(s, batch); })->units().units;
    }

    Actor pharmacist, nurse, doctor, townshipManager, stranger, administrator;
    Id resident;
    const QString morphine = "D0751"_q, ketamine = "D0755"_q, diazepam = "D0135"_q, amoxicillin = "D0001"_q;
};

} // namespace yigong
