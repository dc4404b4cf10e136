-- What became of a request. `answer` orders the answers for the stream of changes.
ALTER TABLE requests ADD COLUMN decided INTEGER;
ALTER TABLE requests ADD COLUMN decided_by TEXT;
ALTER TABLE requests ADD COLUMN decision TEXT;
ALTER TABLE requests ADD COLUMN answer INTEGER;
CREATE INDEX requests_by_state ON requests (school, state, received);
CREATE INDEX requests_by_account ON requests (school, account, answer);

-- One-time codes: the shared secret (TOTP), and the last time step that was used. `pending` waits for its first code.
ALTER TABLE logins ADD COLUMN totp BLOB;
ALTER TABLE logins ADD COLUMN totp_pending BLOB;
ALTER TABLE logins ADD COLUMN totp_step INTEGER;
-- From where a session was opened, as the owner of the account sees it.
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- Sign-ins of a login, wrong passwords too: the owner sees the last ones.
CREATE TABLE sign_ins (
    seq     INTEGER PRIMARY KEY,
    login   TEXT NOT NULL,
    at      INTEGER NOT NULL,
    address TEXT NOT NULL,
    good    INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_ins_by_login ON sign_ins (login, at);

-- Remarks of the administration on a journal, and the answer of who is asked.
CREATE TABLE remarks (
    school      TEXT NOT NULL,
    id          BLOB NOT NULL,
    journal     TEXT NOT NULL,
    lesson      TEXT,
    author      TEXT NOT NULL,
    made        INTEGER NOT NULL,
    text        TEXT NOT NULL,
    due         TEXT,
    answered    INTEGER,
    answered_by TEXT,
    answer      TEXT,
    closed      INTEGER,
    closed_by   TEXT,
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, journal) REFERENCES journals (school, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX remarks_by_journal ON remarks (school, journal, made);

-- Answers to posts that carried an `Idempotency-Key`.
CREATE TABLE repeats (
    school  TEXT NOT NULL,
    account TEXT NOT NULL,
    key     TEXT NOT NULL,
    digest  BLOB NOT NULL,
    at      INTEGER NOT NULL,
    answer  TEXT NOT NULL,
    PRIMARY KEY (school, account, key)
) STRICT, WITHOUT ROWID;

-- Who did, read, printed and exported what. `root` is the sum of all tables of the journal after the transaction of the line;
-- `hash` chains the line to the one before it.
CREATE TABLE audit (
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    school TEXT NOT NULL,
    at     INTEGER NOT NULL,
    actor  TEXT NOT NULL,
    kind   TEXT NOT NULL,
    detail TEXT NOT NULL,
    root   BLOB NOT NULL,
    hash   BLOB NOT NULL
) STRICT;
CREATE INDEX audit_by_school ON audit (school, seq);

-- The sum of the rows of each table, kept by the program with every row that it writes.
CREATE TABLE seals (
    name TEXT NOT NULL PRIMARY KEY,
    rows INTEGER NOT NULL,
    sum  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Versions and audit lines are never changed and never deleted: not by the program either.
CREATE TRIGGER versions_stay BEFORE UPDATE ON versions BEGIN SELECT raise(ABORT, 'versions are never changed'); END;
CREATE TRIGGER versions_remain BEFORE DELETE ON versions BEGIN SELECT raise(ABORT, 'versions are never deleted'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_remains BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is never deleted'); END;
