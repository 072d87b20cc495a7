-- The hub's: what each device had said that it had heard, by the time it had made so many acts. An act that is not
-- answered yet is judged by the last of these before it.
CREATE TABLE hub_heard (
    device BLOB NOT NULL,
    number INTEGER NOT NULL,
    epoch BLOB,
    cursors BLOB NOT NULL,
    PRIMARY KEY (device, number)
) WITHOUT ROWID;
