-- Trust: the second log, devices and their enrolment, backup.

-- The second log: reads, refusals, prints, exports, sign-ins. Chained like acts, and sent after them. A write has no
-- entry here: its operation is its entry.
CREATE TABLE audit_entry (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    actor BLOB,
    patient BLOB,
    hash BLOB NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX audit_entry_patient ON audit_entry (patient, at) WHERE patient IS NOT NULL;
CREATE INDEX audit_entry_at ON audit_entry (at);
-- What the hub has signed of this device's two logs: their heads, by which a later cut or change is noticed.
CREATE TABLE countersigned (
    at INTEGER PRIMARY KEY,
    acts INTEGER NOT NULL,
    acts_hash BLOB NOT NULL,
    entries INTEGER NOT NULL,
    entries_hash BLOB NOT NULL,
    signature BLOB NOT NULL
);
-- The hub's: entries of all devices as received.
CREATE TABLE hub_audit (
    device BLOB NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    actor BLOB,
    patient BLOB,
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (device, number)
) WITHOUT ROWID;
CREATE INDEX hub_audit_patient ON hub_audit (patient, at) WHERE patient IS NOT NULL;
CREATE INDEX hub_audit_at ON hub_audit (at);
ALTER TABLE hub_device ADD COLUMN audit_taken INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hub_device ADD COLUMN audit_head BLOB;
ALTER TABLE hub_device ADD COLUMN audit_device_head BLOB;
ALTER TABLE hub_device ADD COLUMN audit_missing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hub_device ADD COLUMN audit_broken_at INTEGER NOT NULL DEFAULT 0;
-- Where a device's log did not hold.
CREATE TABLE hub_audit_break (device BLOB NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, number INTEGER NOT NULL);

-- Somebody looked at a resident out of their reach, for a reason.
CREATE TABLE break_glass (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "patient" BLOB,
    "patient_site" BLOB,
    "site" BLOB,
    "county" BLOB,
    "practitioner" BLOB,
    "reason" TEXT NOT NULL DEFAULT '',
    "at" INTEGER NOT NULL DEFAULT 0,
    "until" INTEGER NOT NULL DEFAULT 0,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);
CREATE INDEX break_glass_patient ON break_glass (patient, practitioner, until);
CREATE INDEX break_glass_at ON break_glass (at);
-- A share that ends by itself.
ALTER TABLE share ADD COLUMN "until" INTEGER NOT NULL DEFAULT 0;

-- Sites, staff and accounts.
ALTER TABLE account ADD COLUMN "county" BLOB;
ALTER TABLE account ADD COLUMN "password_set_on" TEXT NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN "close_reason" TEXT NOT NULL DEFAULT '';

-- Devices and their enrolment.
CREATE TABLE device (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "site" BLOB,
    "letter" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL DEFAULT '',
    "public_key" BLOB,
    "program" TEXT NOT NULL DEFAULT '',
    "enrolled" INTEGER NOT NULL DEFAULT 0,
    "enrolment" INTEGER NOT NULL DEFAULT 0,
    "certified" INTEGER NOT NULL DEFAULT 0,
    "revoked_enrolment" INTEGER NOT NULL DEFAULT 0,
    "revoked" INTEGER NOT NULL DEFAULT 0,
    "revoked_by" BLOB,
    "revoke_reason" TEXT NOT NULL DEFAULT '',
    "replaces" BLOB,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);
CREATE TABLE device_invitation (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "made_at" BLOB,
    "made_by" BLOB,
    "made" INTEGER NOT NULL DEFAULT 0,
    "until" INTEGER NOT NULL DEFAULT 0,
    "site" BLOB,
    "name" TEXT NOT NULL DEFAULT '',
    "verifier" BLOB,
    "replaces" BLOB,
    "again" BLOB,
    "withdrawn" INTEGER NOT NULL DEFAULT 0,
    "used" INTEGER NOT NULL DEFAULT 0,
    "device" BLOB,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);
-- The hub's: what answered a code, so that the same question again gets the same answer.
CREATE TABLE hub_enrolment (
    invitation BLOB PRIMARY KEY,
    request BLOB NOT NULL,
    answer BLOB NOT NULL
) WITHOUT ROWID;
ALTER TABLE hub_device ADD COLUMN certified INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hub_device ADD COLUMN program TEXT NOT NULL DEFAULT '';

-- Backup.
