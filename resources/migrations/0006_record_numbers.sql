-- Blocks of 居民健康档案编号 that the hub hands to laptops.
CREATE TABLE number_block (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    "site" BLOB,
    "device" BLOB,
    "prefix" TEXT NOT NULL DEFAULT '',
    "first" INTEGER NOT NULL DEFAULT 0,
    "last" INTEGER NOT NULL DEFAULT 0,
    "given" INTEGER NOT NULL DEFAULT 0,
    _version INTEGER NOT NULL DEFAULT 0,
    _unknown BLOB
);
CREATE INDEX number_block_device ON number_block (device);
CREATE INDEX number_block_prefix ON number_block (prefix, first);
CREATE INDEX patient_record_number ON patient (record_number) WHERE record_number <> '';
