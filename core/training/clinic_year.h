// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/encounter.h"
#include "core/training/ailments.h"
#include "core/training/shelf.h"

namespace yigong {

/// What was measured; 0: not measured. Tenths where the name says so.
struct Vitals
{
    int systolic = 0, diastolic = 0, pulse = 0;
    int temperatureTenths = 0, weightTenths = 0, glucoseTenths = 0;
};

/// A visit as it will be written.
struct VisitPlan
{
    Instant start;
    QString visitClass = QStringLiteral("AMB");
    QString complaint, summary, advice;
    Vitals vitals;
    std::vector<const Diagnosis *> diagnoses; ///< the first is the primary one
    Treatment drugs;
    QString overrideReason; ///< set: the last drug is handed out beyond what the ledger shows
    Id practitioner;        ///< none: one of the site's doctors
};

/// A visit that is told, not thrown.
struct ScriptedVisit
{
    std::size_t person = 0;
    VisitPlan plan;
};

/// A visit that was written, for what follows from it.
struct VisitMade
{
    Id encounter;
    std::size_t person = 0;
    Instant start;
    QString diagnosis; ///< code
    bool scripted = false;
};

/// A clinic's work over a year: who comes when and with what, in order of time, so that its stock is what was left.
class ClinicYear
{
public:
    ClinicYear(Desk &desk, const Ailments &ailments, RecordPile &pile, Dice dice);

    /// Some `count` visits of these people between two moments, and the scripted ones among them.
    std::vector<VisitMade> work(std::vector<Person> &people, int count, Instant from, Instant until,
                                const std::vector<ScriptedVisit> &scripted = {});
    /// One visit as planned. Answers the encounter.
    Id write(Person &person, const VisitPlan &plan);
    /// What stands out on the shelf at the end: short-dated lots and counts.
    void closeBooks(Instant until);
    /// One batch below zero, with its count still to be made; of none of these drugs.
    void handOutBeyondLedger(std::vector<Person> &people, Instant until, const QStringList &butNotOf);

    [[nodiscard]] Shelf &shelf() { return m_shelf; }
    /// What one visit of a person with this ailment looks like.
    VisitPlan planFor(Person &person, const Ailment &ailment, Instant start);

private:
    struct Appointment
    {
        Instant at;
        std::size_t person;
        const Ailment *ailment = nullptr;
        const VisitPlan *plan = nullptr; ///< of a scripted visit
    };
    Instant openingTime(Instant from, Instant until, const Ailment &ailment);
    void planChronic(const std::vector<Person> &people, int count, Instant from, Instant until,
                     std::vector<Appointment> &appointments);
    void planPassing(const std::vector<Person> &people, int count, Instant from, Instant until,
                     std::vector<Appointment> &appointments);
    void writeVitals(const Encounter &visit, const Vitals &vitals);
    Money writeDrugs(const Encounter &visit, const VisitPlan &plan);

    Desk &m_desk;
    const Ailments &m_ailments;
    RecordPile &m_pile;
    Dice m_dice;
    Shelf m_shelf;
};

} // namespace yigong
