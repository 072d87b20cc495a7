// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/form_doors.h"
#include "core/followups/save_follow_up.h"

#include <variant>
#include <vector>

namespace yigong {

/// A closed form of either kind, as the history lists it.
struct ClosedForm
{
    std::variant<ListedFollowUp, ListedHealthForm> listed;

    [[nodiscard]] const ListedFollowUp *followUp() const { return std::get_if<ListedFollowUp>(&listed); }
    [[nodiscard]] const ListedHealthForm *healthForm() const { return std::get_if<ListedHealthForm>(&listed); }
    [[nodiscard]] Id id() const;
    [[nodiscard]] QDate day() const; ///< of the visit
    [[nodiscard]] Instant entered() const;
    [[nodiscard]] FollowUpStep step() const;
    [[nodiscard]] bool mustRefer() const; ///< the rules ask for it, or the form itself says so
    [[nodiscard]] bool isCorrected() const;
    [[nodiscard]] Id amends() const;
    [[nodiscard]] QString practitionerName() const;
    [[nodiscard]] QString siteName() const;
    /// Of a program's forms one word, so that they can be told from those of another.
    [[nodiscard]] QString programWord() const;
};

/// Both kinds in one list, the latest day first; of one day the one entered last.
std::vector<ClosedForm> closedForms(std::vector<ListedFollowUp> followUps, std::vector<ListedHealthForm> healthForms);

} // namespace yigong
