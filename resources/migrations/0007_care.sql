-- National forms whose questions are data: of the other programs, and the annual examination.
CREATE TABLE health_form (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "patient" BLOB,
    "site" BLOB,
    "practitioner" BLOB,
    "form_code" TEXT NOT NULL DEFAULT '',
    "form_version" TEXT NOT NULL DEFAULT '',
    "day" TEXT NOT NULL DEFAULT '',
    "entered" INTEGER NOT NULL DEFAULT 0,
    "answers" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT NOT NULL DEFAULT '',
    "step" INTEGER NOT NULL DEFAULT 0,
    "due" TEXT NOT NULL DEFAULT '',
    "check_referral_by" TEXT NOT NULL DEFAULT '',
    "reasons" TEXT NOT NULL DEFAULT '',
    "next_on" TEXT NOT NULL DEFAULT '',
    "amends" BLOB,
    "amend_reason" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE INDEX health_form_patient ON health_form (patient, form_code, day);
CREATE INDEX health_form_site ON health_form (site, day);
CREATE INDEX health_form_amends ON health_form (amends) WHERE amends IS NOT NULL;

-- Family doctors: teams, packages of services, and the contracts that residents sign.
CREATE TABLE care_team (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "name" TEXT NOT NULL DEFAULT '',
    "site" BLOB,
    "leader" BLOB,
    "members" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "closed_on" TEXT NOT NULL DEFAULT '',
    "close_reason" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE service_package (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "code" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL DEFAULT '',
    "groups" TEXT NOT NULL DEFAULT '',
    "items" TEXT NOT NULL DEFAULT '',
    "benefits" TEXT NOT NULL DEFAULT '',
    "fee" INTEGER NOT NULL DEFAULT 0,
    "closed_on" TEXT NOT NULL DEFAULT '',
    "close_reason" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE family_contract (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "patient" BLOB,
    "site" BLOB,
    "team" BLOB,
    "packages" TEXT NOT NULL DEFAULT '',
    "signed_on" TEXT NOT NULL DEFAULT '',
    "from_day" TEXT NOT NULL DEFAULT '',
    "until_day" TEXT NOT NULL DEFAULT '',
    "groups" TEXT NOT NULL DEFAULT '',
    "signer" INTEGER NOT NULL DEFAULT 0,
    "signer_name" TEXT NOT NULL DEFAULT '',
    "signer_relation" TEXT NOT NULL DEFAULT '',
    "way" INTEGER NOT NULL DEFAULT 0,
    "practitioner" BLOB,
    "entered" INTEGER NOT NULL DEFAULT 0,
    "previous" BLOB,
    "ended_on" TEXT NOT NULL DEFAULT '',
    "end_reason" TEXT NOT NULL DEFAULT '',
    "end_remark" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);
CREATE INDEX family_contract_patient ON family_contract (patient);
CREATE INDEX family_contract_signer ON family_contract (practitioner, entered);

-- 居民健康档案: the basic information form, what happened to a file, households, and who has moved away.
ALTER TABLE patient ADD COLUMN "left_on" TEXT NOT NULL DEFAULT '';

CREATE TABLE basic_information (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "patient" BLOB,
    "site" BLOB,
    "form_code" TEXT NOT NULL DEFAULT '',
    "form_version" TEXT NOT NULL DEFAULT '',
    "established_on" TEXT NOT NULL DEFAULT '',
    "established_by" BLOB,
    "doctor" BLOB,
    "registered_address" TEXT NOT NULL DEFAULT '',
    "workplace" TEXT NOT NULL DEFAULT '',
    "contact_name" TEXT NOT NULL DEFAULT '',
    "contact_phone" TEXT NOT NULL DEFAULT '',
    "residency" TEXT NOT NULL DEFAULT '',
    "rh" TEXT NOT NULL DEFAULT '',
    "education" TEXT NOT NULL DEFAULT '',
    "occupation" TEXT NOT NULL DEFAULT '',
    "marriage" TEXT NOT NULL DEFAULT '',
    "payments" TEXT NOT NULL DEFAULT '',
    "no_drug_allergies" INTEGER NOT NULL DEFAULT 0,
    "exposures" TEXT NOT NULL DEFAULT '',
    "diseases" TEXT NOT NULL DEFAULT '',
    "operations" TEXT NOT NULL DEFAULT '',
    "injuries" TEXT NOT NULL DEFAULT '',
    "transfusions" TEXT NOT NULL DEFAULT '',
    "father_history" TEXT NOT NULL DEFAULT '',
    "mother_history" TEXT NOT NULL DEFAULT '',
    "siblings_history" TEXT NOT NULL DEFAULT '',
    "children_history" TEXT NOT NULL DEFAULT '',
    "hereditary" TEXT NOT NULL DEFAULT '',
    "disabilities" TEXT NOT NULL DEFAULT '',
    "disability_number" TEXT NOT NULL DEFAULT '',
    "kitchen" TEXT NOT NULL DEFAULT '',
    "fuel" TEXT NOT NULL DEFAULT '',
    "water" TEXT NOT NULL DEFAULT '',
    "toilet" TEXT NOT NULL DEFAULT '',
    "livestock" TEXT NOT NULL DEFAULT '',
    "lives_with" TEXT NOT NULL DEFAULT '',
    "open_to_resident" TEXT NOT NULL DEFAULT '',
    "carer" BLOB,
    "carer_name" TEXT NOT NULL DEFAULT '',
    "carer_phone" TEXT NOT NULL DEFAULT '',
    "carer_relation" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE resident_event (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "patient" BLOB,
    "site" BLOB,
    "practitioner" BLOB,
    "kind" INTEGER NOT NULL DEFAULT 0,
    "entered" INTEGER NOT NULL DEFAULT 0,
    "day" TEXT NOT NULL DEFAULT '',
    "field" TEXT NOT NULL DEFAULT '',
    "before" TEXT NOT NULL DEFAULT '',
    "after" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE household (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "site" BLOB,
    "number" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "head" BLOB,
    "remarks" TEXT NOT NULL DEFAULT '',
    "dissolved_on" TEXT NOT NULL DEFAULT '',
    "joined" BLOB,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE INDEX basic_information_patient ON basic_information (patient);
CREATE INDEX basic_information_carer ON basic_information (carer) WHERE carer IS NOT NULL;
CREATE INDEX resident_event_patient ON resident_event (patient, entered);
CREATE INDEX household_site ON household (site);
