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
