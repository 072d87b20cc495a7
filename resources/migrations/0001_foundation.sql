-- Foundation: the synced records, this store's own tables, and the hub's.
-- A synced table has no unique constraint but its id and no foreign key to another record: the other may come later.
-- "_version" is counted by the hub (0: it has not seen the record); "_unknown" keeps fields of a newer program.

CREATE TABLE site (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "code" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL DEFAULT '',
    "tier" INTEGER NOT NULL DEFAULT 0,
    "parent" BLOB,
    "consortium" INTEGER NOT NULL DEFAULT 0,
    "short_code" TEXT NOT NULL DEFAULT '',
    "closed_on" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE practitioner (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "name" TEXT NOT NULL DEFAULT '',
    "site" BLOB,
    "role" INTEGER NOT NULL DEFAULT 0,
    "login" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "left_on" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE account (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "practitioner" BLOB,
    "site" BLOB,
    "password_hash" TEXT NOT NULL DEFAULT '',
    "must_change" INTEGER NOT NULL DEFAULT 0,
    "closed_on" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE patient (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "name" TEXT NOT NULL DEFAULT '',
    "sex" INTEGER NOT NULL DEFAULT 0,
    "birth_date" TEXT NOT NULL DEFAULT '',
    "id_type" TEXT NOT NULL DEFAULT '',
    "id_number" TEXT NOT NULL DEFAULT '',
    "no_id_reason" TEXT NOT NULL DEFAULT '',
    "blood_type" INTEGER NOT NULL DEFAULT 0,
    "phone" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "remarks" TEXT NOT NULL DEFAULT '',
    "conditions" TEXT NOT NULL DEFAULT '',
    "site" BLOB,
    "record_number" TEXT NOT NULL DEFAULT '',
    "household" BLOB,
    "household_relation" TEXT NOT NULL DEFAULT '',
    "ethnicity" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "source_identifier" TEXT NOT NULL DEFAULT '',
    "deceased_on" TEXT NOT NULL DEFAULT '',
    "voided_on" TEXT NOT NULL DEFAULT '',
    "merged_into" BLOB,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE allergy_intolerance (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "patient" BLOB,
    "site" BLOB,
    "code" TEXT NOT NULL DEFAULT '',
    "substance" TEXT NOT NULL DEFAULT '',
    "reaction" TEXT NOT NULL DEFAULT '',
    "criticality" TEXT NOT NULL DEFAULT '',
    "recorded_on" TEXT NOT NULL DEFAULT '',
    "practitioner" BLOB,
    "voided_on" TEXT NOT NULL DEFAULT '',
    "void_reason" TEXT NOT NULL DEFAULT '',
    "source_identifier" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE encounter (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "patient" BLOB,
    "site" BLOB,
    "practitioner" BLOB,
    "number" TEXT NOT NULL DEFAULT '',
    "start" INTEGER NOT NULL DEFAULT 0,
    "end" INTEGER NOT NULL DEFAULT 0,
    "visit_class" TEXT NOT NULL DEFAULT '',
    "complaint" TEXT NOT NULL DEFAULT '',
    "advice" TEXT NOT NULL DEFAULT '',
    "summary" TEXT NOT NULL DEFAULT '',
    "fee" INTEGER NOT NULL DEFAULT 0,
    "amends" BLOB,
    "amend_reason" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "source_identifier" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE observation (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "encounter" BLOB,
    "patient" BLOB,
    "site" BLOB,
    "code" TEXT NOT NULL DEFAULT '',
    "display" TEXT NOT NULL DEFAULT '',
    "value" TEXT NOT NULL DEFAULT '',
    "unit" TEXT NOT NULL DEFAULT '',
    "at" INTEGER NOT NULL DEFAULT 0,
    "source_identifier" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE condition (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "encounter" BLOB,
    "patient" BLOB,
    "site" BLOB,
    "code" TEXT NOT NULL DEFAULT '',
    "system" TEXT NOT NULL DEFAULT '',
    "display" TEXT NOT NULL DEFAULT '',
    "is_primary" INTEGER NOT NULL DEFAULT 0,
    "onset" TEXT NOT NULL DEFAULT '',
    "recorded" INTEGER NOT NULL DEFAULT 0,
    "clinical_status" TEXT NOT NULL DEFAULT '',
    "source_identifier" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE medication_request (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "encounter" BLOB,
    "patient" BLOB,
    "site" BLOB,
    "practitioner" BLOB,
    "drug" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL DEFAULT '',
    "dose" TEXT NOT NULL DEFAULT '',
    "frequency" TEXT NOT NULL DEFAULT '',
    "route" TEXT NOT NULL DEFAULT '',
    "days" INTEGER NOT NULL DEFAULT 0,
    "quantity" INTEGER NOT NULL DEFAULT 0,
    "unit" TEXT NOT NULL DEFAULT '',
    "instructions" TEXT NOT NULL DEFAULT '',
    "authored" INTEGER NOT NULL DEFAULT 0,
    "source_identifier" TEXT NOT NULL DEFAULT '',
    "allergy_reason" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE medication_dispense (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "request" BLOB,
    "encounter" BLOB,
    "patient" BLOB,
    "site" BLOB,
    "practitioner" BLOB,
    "drug" TEXT NOT NULL DEFAULT '',
    "quantity" INTEGER NOT NULL DEFAULT 0,
    "document" BLOB,
    "at" INTEGER NOT NULL DEFAULT 0,
    "override_reason" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE stock_batch (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "site" BLOB,
    "drug" TEXT NOT NULL DEFAULT '',
    "lot" TEXT NOT NULL DEFAULT '',
    "expiry" TEXT NOT NULL DEFAULT '',
    "units_per_pack" INTEGER NOT NULL DEFAULT 0,
    "pack_cost" INTEGER NOT NULL DEFAULT 0,
    "on_hold" INTEGER NOT NULL DEFAULT 0,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE stock_document (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "site" BLOB,
    "kind" INTEGER NOT NULL DEFAULT 0,
    "number" TEXT NOT NULL DEFAULT '',
    "at" INTEGER NOT NULL DEFAULT 0,
    "practitioner" BLOB,
    "counterparty" TEXT NOT NULL DEFAULT '',
    "patient" BLOB,
    "encounter" BLOB,
    "reason" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE stock_movement (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "document" BLOB,
    "site" BLOB,
    "batch" BLOB,
    "drug" TEXT NOT NULL DEFAULT '',
    "account" INTEGER NOT NULL DEFAULT 0,
    "quantity" INTEGER NOT NULL DEFAULT 0,
    "at" INTEGER NOT NULL DEFAULT 0,
    "device" BLOB,
    "number" INTEGER NOT NULL DEFAULT 0,
    "time" INTEGER NOT NULL DEFAULT 0,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE stock_count (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "site" BLOB,
    "batch" BLOB,
    "drug" TEXT NOT NULL DEFAULT '',
    "counted" INTEGER NOT NULL DEFAULT 0,
    "at" INTEGER NOT NULL DEFAULT 0,
    "practitioner" BLOB,
    "reason" TEXT NOT NULL DEFAULT '',
    "knew" TEXT NOT NULL DEFAULT '',
    "device" BLOB,
    "number" INTEGER NOT NULL DEFAULT 0,
    "time" INTEGER NOT NULL DEFAULT 0,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE service_request (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "patient" BLOB,
    "encounter" BLOB,
    "site" BLOB,
    "to_site" BLOB,
    "practitioner" BLOB,
    "number" TEXT NOT NULL DEFAULT '',
    "at" INTEGER NOT NULL DEFAULT 0,
    "urgency" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL DEFAULT '',
    "diagnosis_code" TEXT NOT NULL DEFAULT '',
    "diagnosis" TEXT NOT NULL DEFAULT '',
    "summary" TEXT NOT NULL DEFAULT '',
    "department" TEXT NOT NULL DEFAULT '',
    "allergy_statement" TEXT NOT NULL DEFAULT '',
    "valid_until" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE referral_event (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "referral" BLOB,
    "patient" BLOB,
    "site" BLOB,
    "from_site" BLOB,
    "to_site" BLOB,
    "kind" INTEGER NOT NULL DEFAULT 0,
    "at" INTEGER NOT NULL DEFAULT 0,
    "practitioner" BLOB,
    "appointment" INTEGER NOT NULL DEFAULT 0,
    "department" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "diagnosis" TEXT NOT NULL DEFAULT '',
    "treatment" TEXT NOT NULL DEFAULT '',
    "plan" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE care_plan_activity (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "referral" BLOB,
    "patient" BLOB,
    "site" BLOB,
    "from_site" BLOB,
    "due_on" TEXT NOT NULL DEFAULT '',
    "what" TEXT NOT NULL DEFAULT '',
    "done_on" TEXT NOT NULL DEFAULT '',
    "done_by" BLOB,
    "outcome" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE share (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "patient" BLOB,
    "site" BLOB,
    "to_site" BLOB,
    "encounter" BLOB,
    "referral" BLOB,
    "reason" TEXT NOT NULL DEFAULT '',
    "since" INTEGER NOT NULL DEFAULT 0,
    "ended_on" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE conflict (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "subject_type" INTEGER NOT NULL DEFAULT 0,
    "subject" BLOB,
    "field" INTEGER NOT NULL DEFAULT 0,
    "patient" BLOB,
    "site" BLOB,
    "opened" INTEGER NOT NULL DEFAULT 0,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE conflict_value (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "conflict" BLOB,
    "patient" BLOB,
    "site" BLOB,
    "value" TEXT NOT NULL DEFAULT '',
    "from_site" BLOB,
    "device" BLOB,
    "practitioner" BLOB,
    "time" INTEGER NOT NULL DEFAULT 0,
    "is_base" INTEGER NOT NULL DEFAULT 0,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE TABLE conflict_settlement (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "conflict" BLOB,
    "patient" BLOB,
    "site" BLOB,
    "chosen" TEXT NOT NULL DEFAULT '',
    "saw" TEXT NOT NULL DEFAULT '',
    "practitioner" BLOB,
    "time" INTEGER NOT NULL DEFAULT 0,
    "comment" TEXT NOT NULL DEFAULT '',
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);

CREATE INDEX site_code ON site (code);
CREATE INDEX site_parent ON site (parent);
CREATE INDEX practitioner_site ON practitioner (site);
CREATE INDEX practitioner_login ON practitioner (login);
CREATE INDEX patient_site ON patient (site);
CREATE INDEX patient_id_number ON patient (id_number) WHERE id_number <> '';
CREATE INDEX patient_phone ON patient (phone) WHERE phone <> '';
CREATE INDEX patient_merged ON patient (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX patient_source ON patient (source, source_identifier) WHERE source_identifier <> '';
CREATE INDEX patient_household ON patient (household) WHERE household IS NOT NULL;
CREATE INDEX allergy_patient ON allergy_intolerance (patient);
CREATE INDEX encounter_patient ON encounter (patient, start);
CREATE INDEX encounter_site ON encounter (site, start);
CREATE INDEX encounter_number ON encounter (number) WHERE number <> '';
CREATE INDEX encounter_amends ON encounter (amends) WHERE amends IS NOT NULL;
CREATE INDEX observation_patient ON observation (patient, code, at);
CREATE INDEX observation_encounter ON observation (encounter);
CREATE INDEX condition_patient ON condition (patient);
CREATE INDEX condition_encounter ON condition (encounter);
CREATE INDEX medication_request_patient ON medication_request (patient, authored);
CREATE INDEX medication_request_encounter ON medication_request (encounter);
CREATE INDEX medication_request_site ON medication_request (site, authored);
CREATE INDEX medication_dispense_request ON medication_dispense (request);
CREATE INDEX medication_dispense_encounter ON medication_dispense (encounter);
CREATE INDEX medication_dispense_patient ON medication_dispense (patient);
CREATE INDEX stock_batch_drug ON stock_batch (site, drug, expiry);
CREATE INDEX stock_document_site ON stock_document (site, at);
CREATE INDEX stock_document_encounter ON stock_document (encounter) WHERE encounter IS NOT NULL;
CREATE INDEX stock_movement_batch ON stock_movement (batch, account);
CREATE INDEX stock_movement_drug ON stock_movement (site, drug);
CREATE INDEX stock_movement_device ON stock_movement (site, device, number);
CREATE INDEX stock_movement_document ON stock_movement (document);
CREATE INDEX stock_count_drug ON stock_count (site, drug);
CREATE INDEX stock_count_batch ON stock_count (batch);
CREATE INDEX service_request_patient ON service_request (patient);
CREATE INDEX service_request_site ON service_request (site, at);
CREATE INDEX service_request_to ON service_request (to_site, at);
CREATE INDEX referral_event_referral ON referral_event (referral, at);
CREATE INDEX referral_event_patient ON referral_event (patient);
CREATE INDEX care_plan_activity_site ON care_plan_activity (site, due_on);
CREATE INDEX care_plan_activity_patient ON care_plan_activity (patient);
CREATE INDEX care_plan_activity_referral ON care_plan_activity (referral);
CREATE INDEX share_patient ON share (patient);
CREATE INDEX share_referral ON share (referral);
CREATE INDEX conflict_patient ON conflict (patient);
CREATE INDEX conflict_subject ON conflict (subject);
CREATE INDEX conflict_value_conflict ON conflict_value (conflict);
CREATE INDEX conflict_value_patient ON conflict_value (patient);
CREATE INDEX conflict_settlement_conflict ON conflict_settlement (conflict);
CREATE INDEX conflict_settlement_patient ON conflict_settlement (patient);

-- Words by which a resident is found; rowid = patient.rid. Derived, never synced. Every search asks for the beginning
-- of a word, and up to six characters FTS5 answers from one entry. "ascii" divides at ASCII alone: characters newer than
-- SQLite's own tables stay whole.
CREATE VIRTUAL TABLE patient_search USING fts5 (words, tokenize = "ascii", prefix = '1 2 3 4 5 6', columnsize = 0, detail = none);
-- What lists of residents are ordered and filtered by; those voided or merged are not in it. Derived, never synced.
CREATE TABLE patient_list (
    rid INTEGER PRIMARY KEY,
    site BLOB,
    name_key TEXT NOT NULL,
    conditions TEXT NOT NULL DEFAULT '',
    last_visit INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX patient_list_name ON patient_list (name_key);
CREATE INDEX patient_list_visit ON patient_list (last_visit);

-- This store's own values: device, site, cursors' epoch, settings.
CREATE TABLE local (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- A visit or form that is still being written. This laptop's alone.
CREATE TABLE draft (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    patient BLOB,
    practitioner BLOB,
    body TEXT NOT NULL,
    saved INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX draft_patient ON draft (patient);

-- The change log: this device's acts, in order, chained.
CREATE TABLE act (
    number INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    actor BLOB,
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    operations INTEGER NOT NULL
);
-- Acts of this device that the hub holds back, with its reason.
CREATE TABLE held_back (number INTEGER PRIMARY KEY, reason TEXT NOT NULL, detail TEXT NOT NULL, since INTEGER NOT NULL);
-- The hub's last row beside a record with unanswered operations.
CREATE TABLE remote_row (type INTEGER NOT NULL, id BLOB NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (type, id)) WITHOUT ROWID;
-- Who set a field last, where and when: what "latest" decides by, and what a conflict shows.
CREATE TABLE field_stamp (type INTEGER NOT NULL, id BLOB NOT NULL, field INTEGER NOT NULL, time INTEGER NOT NULL,
    site BLOB, device BLOB, practitioner BLOB, PRIMARY KEY (type, id, field)) WITHOUT ROWID;
-- Up to where each stream has been pulled.
CREATE TABLE stream_cursor (stream BLOB PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;

-- The hub's.
CREATE TABLE hub_device (
    id BLOB PRIMARY KEY,
    site BLOB NOT NULL,
    letter TEXT NOT NULL,
    public_key BLOB NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    taken INTEGER NOT NULL DEFAULT 0,
    head BLOB,
    last_contact INTEGER NOT NULL DEFAULT 0,
    clock_difference INTEGER NOT NULL DEFAULT 0,
    enrolled INTEGER NOT NULL DEFAULT 0,
    revoked INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
-- Acts as received. state: 1 applied, 2 held back.
CREATE TABLE hub_act (device BLOB NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL,
    state INTEGER NOT NULL, reason TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '', received INTEGER NOT NULL,
    PRIMARY KEY (device, number)) WITHOUT ROWID;
CREATE INDEX hub_act_held ON hub_act (device) WHERE state = 2;
-- Batches with their signatures, for proof.
CREATE TABLE hub_batch (device BLOB NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, signature BLOB NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY (device, first, last)) WITHOUT ROWID;
-- One gapless ordered stream a site, and one of catalogues; "round" is the hub's commit, at which a pull is cut;
-- "origin" is the device whose insert-only record this is: it needs no copy of what it sent.
CREATE TABLE stream_entry (stream BLOB NOT NULL, position INTEGER NOT NULL, round INTEGER NOT NULL, type INTEGER NOT NULL,
    record BLOB NOT NULL, origin BLOB, PRIMARY KEY (stream, position)) WITHOUT ROWID;
CREATE INDEX stream_entry_round ON stream_entry (stream, round);
CREATE TABLE stream_head (stream BLOB PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;

-- Full code lists that were imported beside the shipped ones.
CREATE TABLE imported_code (kind TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (kind, code)) WITHOUT ROWID;

-- Failed sign-ins and locks, by practitioner.
CREATE TABLE sign_in (practitioner BLOB PRIMARY KEY, failures INTEGER NOT NULL, locked_until INTEGER NOT NULL) WITHOUT ROWID;
