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
