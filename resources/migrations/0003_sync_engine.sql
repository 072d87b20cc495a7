-- The sync engine: scope, digests, packages, snapshots.

-- Scope and digests.
-- A device's: which streams of its scope hold a record, with the hash of the row as the hub sent it.
CREATE TABLE stream_member (type INTEGER NOT NULL, record BLOB NOT NULL, stream BLOB NOT NULL, hash BLOB NOT NULL,
    PRIMARY KEY (type, record, stream)) WITHOUT ROWID;
-- The sum of those hashes, by stream.
CREATE TABLE stream_digest (stream BLOB PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
-- Records that are no longer in this device's scope, and wait for what it has not had answered about them.
CREATE TABLE leaving (type INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY (type, record)) WITHOUT ROWID;
-- Records that have left, since when: their acts stay in the log.
CREATE TABLE departed (type INTEGER NOT NULL, record BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (type, record))
    WITHOUT ROWID;
-- What the last comparison with the hub found; "where" is 1 here, 2 at the hub, 0 not known.
CREATE TABLE difference (type INTEGER NOT NULL, record BLOB NOT NULL, what INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (type, record)) WITHOUT ROWID;
-- The hub's: which streams hold a record, with its hash; NULL where the stream held it once.
CREATE TABLE hub_member (type INTEGER NOT NULL, record BLOB NOT NULL, stream BLOB NOT NULL, hash BLOB,
    PRIMARY KEY (type, record, stream)) WITHOUT ROWID;
CREATE INDEX hub_member_stream ON hub_member (stream, record) WHERE hash IS NOT NULL;
ALTER TABLE stream_head ADD COLUMN digest BLOB;
-- Shares that end by themselves.
CREATE INDEX share_until ON share (until) WHERE until > 0 AND ended_on = '';
-- Streams are read once more from their start: with each record comes which streams hold it.
DELETE FROM stream_cursor;

-- Special drugs (麻醉药品、精神药品).
CREATE TABLE drug_class (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "drug" TEXT NOT NULL DEFAULT '',
    "special" INTEGER NOT NULL DEFAULT 0,
    "valid_from" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "set_by" BLOB,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);
ALTER TABLE site ADD COLUMN "keeps_narcotics" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE practitioner ADD COLUMN "narcotic_from" TEXT NOT NULL DEFAULT '';
ALTER TABLE practitioner ADD COLUMN "narcotic_until" TEXT NOT NULL DEFAULT '';
ALTER TABLE stock_batch ADD COLUMN "special" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stock_document ADD COLUMN "witness" BLOB;
ALTER TABLE stock_count ADD COLUMN "witness" BLOB;
ALTER TABLE medication_request ADD COLUMN "special" INTEGER NOT NULL DEFAULT 0;

-- Packages by stick.
-- Where a device stands, for all that the hub knows: what a package to it goes on from. `read_number`: of the newest
-- package of the device that was read here; `package`: of the hub's package that the device had read by then; `written`
-- and `written_to`: of the newest package for it, and where that one ends.
CREATE TABLE hub_position (
    device BLOB PRIMARY KEY,
    epoch BLOB,
    whole INTEGER NOT NULL DEFAULT 0,
    protocol INTEGER NOT NULL DEFAULT 2,
    cursors BLOB NOT NULL,
    read_number INTEGER NOT NULL DEFAULT 0,
    package INTEGER NOT NULL DEFAULT 0,
    written INTEGER NOT NULL DEFAULT 0,
    written_epoch BLOB,
    written_to BLOB
) WITHOUT ROWID;
