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
