// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/find.h"
#include "core/patients/id_number.h"
#include "core/patients/register.h"
#include "tests/support/store.h"

namespace yigong {

/// "341181" + "19570307" + "330" and the check digit that they ask for.
inline QString idNumberFrom(const QString &first17)
{
    return first17 + idNumberCheckDigit(first17);
}

/// 王庄's clinic, whose doctor registers residents.
struct Clinic : TestStore
{
    template <typename F> auto writes(F &&f) { return db->write(actor, std::forward<F>(f)); }
    template <typename F> auto reads(F &&f) { return db->read(std::forward<F>(f)); }

    Result<Id> registers(const PatientDraft &draft)
    {
        return writes([&](Transaction &tx) { return registerPatient(tx, draft); });
    }
    /// Someone with an ID number made of `first17`.
    Id resident(const QString &name, const QString &first17 = {}, const QString &phone = {})
    {
        static int serial = 100;
        PatientDraft draft;
        draft.name = name;
        draft.idNumber =
            idNumberFrom(first17.isEmpty() ? QStringLiteral("34118119570307%1").arg(++serial, 3) : first17);
        draft.phone = phone;
        const auto id = registers(draft);
        REQUIRE(id);
        return *id;
    }
    Patient stored(Id id)
    {
        const auto found = reads([&](const Snapshot &snapshot) { return snapshot.get<Patient>(id); });
        REQUIRE(found);
        return *found;
    }
    Result<bool> edits(Id id, const std::function<void(Patient &)> &how)
    {
        const Patient before = stored(id);
        Patient after = before;
        how(after);
        return writes([&](Transaction &tx) { return editPatient(tx, before, after); });
    }
    FoundPatients found(const QString &text, int limit = 20, int offset = 0)
    {
        auto answer =
            reads([&](const Snapshot &snapshot) { return findPatients(snapshot, actor, text, limit, offset); });
        REQUIRE(answer);
        return std::move(*answer);
    }
    QStringList names(const QString &text, int limit = 20, int offset = 0)
    {
        QStringList names;
        for (const FoundPatient &one : found(text, limit, offset).patients)
            names += one.patient.name;
        return names;
    }
};

} // namespace yigong
