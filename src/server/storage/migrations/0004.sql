-- Wrong passwords of late, for all servers on this journal: under the SHA-256 of a login, an address, or both, so that what somebody
-- typed into the wrong field stands nowhere.
CREATE TABLE attempts (
    watched BLOB NOT NULL PRIMARY KEY,
    wrong   INTEGER NOT NULL,
    last    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_by_last ON attempts (last);
