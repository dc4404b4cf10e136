-- What was said of operations that did not become versions or requests. A copy of the question that the network brings late is
-- answered the same, and not judged anew: what its author has given up meanwhile must not turn up in the journal. `again` counts
-- how often the author asked for a new judgement.
CREATE TABLE verdicts (
    school    TEXT NOT NULL,
    account   TEXT NOT NULL,
    operation BLOB NOT NULL,
    digest    BLOB NOT NULL,
    again     INTEGER NOT NULL,
    received  INTEGER NOT NULL,
    verdict   TEXT NOT NULL,
    findings  TEXT NOT NULL,
    PRIMARY KEY (school, account, operation)
) STRICT, WITHOUT ROWID;
