// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/tables.h"

namespace yigong::sim {

const std::vector<Table> &tables()
{
    using S = Table::Shared;
    // clang-format off
    static const std::vector<Table> all{
        {"site", 1, false, true, {}, "", "", S::Never,
         {{2, "name", Rule::Latest}, {4, "parent", Rule::Latest}, {7, "closed_on", Rule::Monotone}, {8, "close_reason", Rule::Latest}}},
        {"practitioner", 2, false, true, {}, "", "", S::Never,
         {{2, "site", Rule::Latest}, {3, "role", Rule::Latest}, {6, "left_on", Rule::Monotone}}},
        {"account", 3, false, false, {"site", "county"}, "", "", S::Never, {{2, "site", Rule::Latest}, {5, "closed_on", Rule::Monotone}}},
        {"device", 4, false, true, {}, "", "", S::Never,
         {{3, "name", Rule::Latest}, {9, "revoked_enrolment", Rule::Latest}, {10, "revoked", Rule::Latest},
          {11, "revoked_by", Rule::Latest}, {12, "revoke_reason", Rule::Latest}}},
        {"device_invitation", 5, false, false, {"made_at"}, "", "", S::Never, {}},
        {"number_block", 6, true, false, {"site"}, "", "", S::Never, {}},
        {"drug_class", 35, false, true, {}, "", "", S::Never, {}},
        {"patient", 10, false, false, {"site"}, "id", "", S::Always,
         {{1, "name", Rule::Ask}, {2, "sex", Rule::Ask}, {3, "birth_date", Rule::Ask}, {4, "id_type", Rule::Ask},
          {5, "id_number", Rule::Ask}, {6, "no_id_reason", Rule::Latest}, {7, "blood_type", Rule::Ask}, {8, "phone", Rule::Latest},
          {9, "address", Rule::Latest}, {10, "remarks", Rule::Latest}, {11, "conditions", Rule::Unite}, {12, "site", Rule::Latest},
          {13, "record_number", Rule::Latest}, {14, "household", Rule::Latest}, {15, "household_relation", Rule::Latest},
          {16, "ethnicity", Rule::Latest}, {19, "deceased_on", Rule::Monotone}, {20, "voided_on", Rule::Monotone},
          {21, "merged_into", Rule::Monotone}, {22, "left_on", Rule::Latest}}},
        {"allergy_intolerance", 11, false, false, {"site"}, "patient", "", S::Always,
         {{5, "reaction", Rule::Latest}, {6, "criticality", Rule::Latest}, {9, "voided_on", Rule::Monotone},
          {10, "void_reason", Rule::Latest}}},
        {"encounter", 20, true, false, {"site"}, "patient", "id", S::WithVisit, {}},
        {"observation", 21, true, false, {"site"}, "patient", "encounter", S::WithVisit, {}},
        {"condition", 22, true, false, {"site"}, "patient", "encounter", S::Always, {}},
        {"medication_request", 23, true, false, {"site"}, "patient", "encounter", S::Always, {}},
        {"medication_dispense", 24, true, false, {"site"}, "patient", "encounter", S::WithVisit, {}},
        {"stock_batch", 31, false, false, {"site"}, "", "", S::Never,
         {{5, "units_per_pack", Rule::Latest}, {6, "pack_cost", Rule::Latest}, {7, "on_hold", Rule::Latest}}},
        {"stock_document", 32, true, false, {"site"}, "", "", S::Never, {}},
        {"stock_movement", 33, true, false, {"site"}, "", "", S::Never, {}},
        {"stock_count", 34, true, false, {"site"}, "", "", S::Never, {}},
        {"service_request", 40, true, false, {"site", "to_site"}, "patient", "encounter", S::Never, {}},
        {"referral_event", 41, true, false, {"site", "from_site", "to_site"}, "patient", "", S::Never, {}},
        {"care_plan_activity", 42, false, false, {"site", "from_site"}, "patient", "", S::Always,
         {{7, "done_on", Rule::Monotone}, {8, "done_by", Rule::Monotone}, {9, "outcome", Rule::Latest}}},
        {"share", 50, false, false, {"site"}, "patient", "encounter", S::Never, {{8, "ended_on", Rule::Monotone}}},
        {"conflict", 51, true, false, {"site"}, "patient", "", S::Always, {}},
        {"conflict_value", 52, true, false, {"site"}, "patient", "", S::Always, {}},
        {"conflict_settlement", 53, true, false, {"site"}, "patient", "", S::Always, {}},
        {"program_enrolment", 60, false, false, {"site"}, "patient", "", S::Always,
         {{6, "diagnosed_on", Rule::Latest}, {8, "practitioner", Rule::Latest}, {9, "closed_on", Rule::Monotone},
          {10, "close_reason", Rule::Latest}, {11, "close_remark", Rule::Latest}, {12, "systolic_target", Rule::Latest},
          {13, "diastolic_target", Rule::Latest}, {14, "fasting_target", Rule::Latest}, {15, "weight_target", Rule::Latest}}},
        {"follow_up", 61, true, false, {"site"}, "patient", "", S::Always, {}},
        {"follow_up_contact", 62, true, false, {"site"}, "patient", "", S::Always, {}},
        {"health_form", 63, true, false, {"site"}, "patient", "", S::Always, {}},
        {"care_team", 70, false, true, {}, "", "", S::Never,
         {{1, "name", Rule::Latest}, {3, "leader", Rule::Latest}, {4, "members", Rule::Unite}, {5, "phone", Rule::Latest},
          {6, "closed_on", Rule::Monotone}, {7, "close_reason", Rule::Latest}}},
        {"service_package", 71, false, true, {}, "", "", S::Never,
         {{2, "name", Rule::Latest}, {7, "closed_on", Rule::Monotone}, {8, "close_reason", Rule::Latest}}},
        {"family_contract", 72, false, false, {"site"}, "patient", "", S::Always,
         {{4, "packages", Rule::Unite}, {8, "groups", Rule::Unite}, {16, "ended_on", Rule::Monotone},
          {17, "end_reason", Rule::Latest}, {18, "end_remark", Rule::Latest}}},
        {"basic_information", 68, false, false, {"site"}, "patient", "", S::Always,
         {{4, "form_version", Rule::Latest}, {5, "established_on", Rule::Latest}, {6, "established_by", Rule::Latest},
          {7, "doctor", Rule::Latest}, {8, "registered_address", Rule::Latest}, {9, "workplace", Rule::Latest},
          {10, "contact_name", Rule::Latest}, {11, "contact_phone", Rule::Latest}, {12, "residency", Rule::Latest},
          {13, "rh", Rule::Ask}, {14, "education", Rule::Latest}, {15, "occupation", Rule::Latest},
          {16, "marriage", Rule::Latest}, {17, "payments", Rule::Unite}, {18, "no_drug_allergies", Rule::Latest},
          {19, "exposures", Rule::Unite}, {20, "diseases", Rule::Unite}, {21, "operations", Rule::Unite},
          {22, "injuries", Rule::Unite}, {23, "transfusions", Rule::Unite}, {24, "father_history", Rule::Unite},
          {25, "mother_history", Rule::Unite}, {26, "siblings_history", Rule::Unite}, {27, "children_history", Rule::Unite},
          {28, "hereditary", Rule::Unite}, {29, "disabilities", Rule::Unite}, {30, "disability_number", Rule::Latest},
          {31, "kitchen", Rule::Latest}, {32, "fuel", Rule::Latest}, {33, "water", Rule::Latest}, {34, "toilet", Rule::Latest},
          {35, "livestock", Rule::Latest}, {36, "lives_with", Rule::Latest}, {37, "open_to_resident", Rule::Latest},
          {38, "carer", Rule::Latest}, {39, "carer_name", Rule::Latest}, {40, "carer_phone", Rule::Latest},
          {41, "carer_relation", Rule::Latest}}},
        {"household", 69, false, false, {"site"}, "", "", S::Never,
         {{1, "site", Rule::Latest}, {2, "number", Rule::Latest}, {3, "address", Rule::Latest}, {4, "phone", Rule::Latest},
          {5, "head", Rule::Latest}, {6, "remarks", Rule::Latest}, {7, "dissolved_on", Rule::Latest},
          {8, "joined", Rule::Latest}}},
        {"resident_event", 78, true, false, {"site"}, "patient", "", S::Always, {}},
        {"break_glass", 54, true, false, {"patient_site", "site", "county"}, "patient", "", S::Never, {}},
    };
    // clang-format on
    return all;
}

int tableNamed(const std::string &name)
{
    for (std::size_t i = 0; i < tables().size(); ++i)
        if (tables()[i].name == name)
            return static_cast<int>(i);
    return -1;
}

int tableNumbered(int number)
{
    for (std::size_t i = 0; i < tables().size(); ++i)
        if (tables()[i].number == number)
            return static_cast<int>(i);
    return -1;
}

} // namespace yigong::sim
