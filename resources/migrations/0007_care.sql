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
