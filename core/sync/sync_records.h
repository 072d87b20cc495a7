// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

/// Whose record is shared, to whom, why, which part, until when. The hub adds the rows within its reach to the other
/// site's stream, then every change.
struct Share
{
    Id id;
    Id patient;
    Id site; ///< who shares
    Id toSite;
    Id encounter;   ///< the visit that goes with it
    Id referral;    ///< why
    QString reason; ///< "referral", "break-glass"
    Instant since;
    QDate endedOn;
    Instant until; ///< ends by itself; none: by its act alone

    static constexpr RecordInfo info{50, "share", "Consent", RecordKind::Mutable};
    static constexpr int endedOnField = 8;
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "patient", &Share::patient, Role::Subject),
            field(2, "site", &Share::site, Role::Site),
            field(3, "to_site", &Share::toSite, Role::ShareTo),
            field(4, "encounter", &Share::encounter, Role::Encounter),
            field(5, "referral", &Share::referral),
            field(6, "reason", &Share::reason),
            field(7, "since", &Share::since),
            field(endedOnField, "ended_on", &Share::endedOn, Merge::Monotone),
            field(9, "until", &Share::until),
        };
    }
};

/// Two sites changed one field of one record. One conflict a field of a record: its id is made from them. Written by
/// the hub; the state is the fold of its values and settlements (conflicts.h).
struct Conflict
{
    Id id;
    int subjectType = 0; ///< record type's number
    Id subject;          ///< the record
    int field = 0;       ///< field's number
    Id patient;          ///< the resident it is about; none of stock, a site, a person
    Id site;             ///< the record's site when it arose
    Instant opened;

    static constexpr RecordInfo info{51,    "conflict", "DetectedIssue", RecordKind::InsertOnly, Reach::Always,
                                     false, true};
    static constexpr auto fields()
    {
        return std::tuple{
            yigong::field(1, "subject_type", &Conflict::subjectType),
            yigong::field(2, "subject", &Conflict::subject),
            yigong::field(3, "field", &Conflict::field),
            yigong::field(4, "patient", &Conflict::patient, Role::Subject),
            yigong::field(5, "site", &Conflict::site, Role::Site),
            yigong::field(6, "opened", &Conflict::opened),
        };
    }
    static Id idOf(int type, Id record, int field)
    {
        return Id::fromKey("conflict/" + QByteArray::number(type) + '/' + record.bytes() + '/' +
                           QByteArray::number(field));
    }
};

/// One side of a conflict: a value, and who entered it where and when.
struct ConflictValue
{
    Id id; ///< made from conflict, value, device and time
    Id conflict;
    Id patient;
    Id site; ///< as the conflict's
    QString value;
    Id fromSite;
    Id device;
    Id practitioner;
    qint64 time = 0; ///< hybrid clock, as the hub corrected it; 0 where nobody knows (the value came with the record)
    bool isBase = false; ///< what both had before; not a side

    static constexpr RecordInfo info{
        52, "conflict_value", "DetectedIssue", RecordKind::InsertOnly, Reach::Always, false, true};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "conflict", &ConflictValue::conflict),
            field(2, "patient", &ConflictValue::patient, Role::Subject),
            field(3, "site", &ConflictValue::site, Role::Site),
            field(4, "value", &ConflictValue::value),
            field(5, "from_site", &ConflictValue::fromSite),
            field(6, "device", &ConflictValue::device),
            field(7, "practitioner", &ConflictValue::practitioner),
            field(8, "time", &ConflictValue::time),
            field(9, "is_base", &ConflictValue::isBase),
        };
    }
    [[nodiscard]] Id idOfContent() const
    {
        return Id::fromKey("conflict-value/" + conflict.bytes() + device.bytes() + QByteArray::number(time) +
                           (isBase ? "/base/" : "/") + value.toUtf8());
    }
};

/// "Use this one." Names what was seen: the values (ids of ConflictValue), of which one that was not seen opens the
/// conflict again, and the settlements that stood before, so that the hub can tell a second thought from two people who
/// did not know of each other.
struct ConflictSettlement
{
    Id id;
    Id conflict;
    Id patient;
    Id site;
    QString chosen;
    QString saw;     ///< the values and settlements seen, one a line
    Id practitioner; ///< none: the rule settled it (latest)
    qint64 time = 0; ///< hybrid clock
    QString comment;

    static constexpr RecordInfo info{53, "conflict_settlement", "DetectedIssue", RecordKind::InsertOnly, Reach::Always};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "conflict", &ConflictSettlement::conflict),
            field(2, "patient", &ConflictSettlement::patient, Role::Subject),
            field(3, "site", &ConflictSettlement::site, Role::Site),
            field(4, "chosen", &ConflictSettlement::chosen),
            field(5, "saw", &ConflictSettlement::saw),
            field(6, "practitioner", &ConflictSettlement::practitioner),
            field(7, "time", &ConflictSettlement::time),
            field(8, "comment", &ConflictSettlement::comment),
        };
    }
};

/// What a hub writes itself, and, of settlements, those that a rule made: a restored one takes back what it lost of it.
inline bool isHubsOwn(const RecordType &type)
{
    return type.info().hubWrites || type.number() == ConflictSettlement::info.number;
}

} // namespace yigong
