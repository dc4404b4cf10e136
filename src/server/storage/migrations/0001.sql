-- The journal of a server. Every row carries a school and every query names one.
-- Instants are milliseconds since 1970 UTC; school-local dates and times are ISO 8601 text without an offset.

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a school. `info` is what changes a few times a year, as JSON: bells, calendar, periods.
-- `revision` grows with every change of anything but facts; `timetable_version` with every change of lessons.
CREATE TABLE schools (
    id                TEXT NOT NULL PRIMARY KEY,
    name              TEXT NOT NULL,
    zone              TEXT NOT NULL,
    week              INTEGER NOT NULL,
    year_start        TEXT NOT NULL,
    year_end          TEXT NOT NULL,
    profile           TEXT NOT NULL,
    info              TEXT NOT NULL,
    timetable_version INTEGER NOT NULL,
    revision          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person types to sign in. `password` is a PHC string; empty: no password was given out yet.
CREATE TABLE logins (
    login         TEXT NOT NULL PRIMARY KEY,
    password      TEXT NOT NULL,
    must_change   INTEGER NOT NULL,
    disabled      INTEGER NOT NULL,
    first_sign_in INTEGER
) STRICT, WITHOUT ROWID;

-- A person in a school. One login may have an account in several schools.
CREATE TABLE accounts (
    school     TEXT NOT NULL REFERENCES schools (id),
    id         TEXT NOT NULL,
    login      TEXT REFERENCES logins (login),
    name       TEXT NOT NULL,
    short_name TEXT NOT NULL,
    role       TEXT NOT NULL,
    imported   INTEGER NOT NULL,
    ended      TEXT,
    PRIMARY KEY (school, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX accounts_by_login ON accounts (login);

-- `token` is the SHA-256 of the bearer token.
CREATE TABLE sessions (
    token   BLOB NOT NULL PRIMARY KEY,
    school  TEXT NOT NULL,
    account TEXT NOT NULL,
    login   TEXT NOT NULL REFERENCES logins (login),
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    used    INTEGER NOT NULL,
    FOREIGN KEY (school, account) REFERENCES accounts (school, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_login ON sessions (login);

CREATE TABLE classes (
    school   TEXT NOT NULL REFERENCES schools (id),
    id       TEXT NOT NULL,
    name     TEXT NOT NULL,
    grade    INTEGER NOT NULL,
    head     TEXT,
    schedule TEXT NOT NULL,
    ended    TEXT,
    PRIMARY KEY (school, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pupils (
    school        TEXT NOT NULL,
    id            TEXT NOT NULL,
    class         TEXT NOT NULL,
    number        INTEGER NOT NULL,
    surname       TEXT NOT NULL,
    given_name    TEXT NOT NULL,
    first_day     TEXT,
    last_day      TEXT,
    home_schooled INTEGER NOT NULL,
    medical_group INTEGER NOT NULL,
    sanatorium    TEXT NOT NULL,
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, class) REFERENCES classes (school, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE journals (
    school       TEXT NOT NULL,
    id           TEXT NOT NULL,
    class        TEXT NOT NULL,
    subject      TEXT NOT NULL,
    subgroup     TEXT,
    teacher      TEXT NOT NULL,
    weekly_hours INTEGER NOT NULL,
    ended        TEXT,
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, class) REFERENCES classes (school, id),
    FOREIGN KEY (school, teacher) REFERENCES accounts (school, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX journals_by_teacher ON journals (school, teacher);
CREATE INDEX journals_by_class ON journals (school, class);

-- Who is on the list of a journal, and with which number.
CREATE TABLE roster (
    school    TEXT NOT NULL,
    journal   TEXT NOT NULL,
    pupil     TEXT NOT NULL,
    number    INTEGER NOT NULL,
    subgroup  TEXT,
    first_day TEXT,
    last_day  TEXT,
    PRIMARY KEY (school, journal, pupil),
    FOREIGN KEY (school, journal) REFERENCES journals (school, id),
    FOREIGN KEY (school, pupil) REFERENCES pupils (school, id)
) STRICT, WITHOUT ROWID;

-- The plan of a journal. `used` counts the topics that name the item and is kept with them in one transaction.
CREATE TABLE plan (
    school   TEXT NOT NULL,
    journal  TEXT NOT NULL,
    n        INTEGER NOT NULL,
    id       TEXT NOT NULL,
    topic    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    safety   INTEGER NOT NULL,
    hours    INTEGER NOT NULL,
    used     INTEGER NOT NULL,
    homework TEXT,
    PRIMARY KEY (school, journal, n),
    FOREIGN KEY (school, journal) REFERENCES journals (school, id)
) STRICT, WITHOUT ROWID;

-- `gone`: an import no longer had the lesson, and nothing was entered into it. `imported` is the digest of the row that the
-- last import brought: only what changed in the files is applied again, so that an administrator's changes stay.
CREATE TABLE lessons (
    school            TEXT NOT NULL,
    id                TEXT NOT NULL,
    journal           TEXT NOT NULL,
    date              TEXT NOT NULL,
    number            INTEGER NOT NULL,
    starts            TEXT NOT NULL,
    ends              TEXT NOT NULL,
    room              TEXT NOT NULL,
    teacher           TEXT NOT NULL,
    substitute        TEXT,
    cancelled         INTEGER NOT NULL,
    doubled_place     INTEGER,
    doubled_of        INTEGER,
    first_of_year     INTEGER NOT NULL,
    class_day_ends    TEXT NOT NULL,
    school_day_ends   TEXT NOT NULL,
    timetable_version INTEGER NOT NULL,
    gone              INTEGER NOT NULL DEFAULT 0,
    imported          BLOB,
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, journal) REFERENCES journals (school, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lessons_by_journal ON lessons (school, journal, date, number);
CREATE INDEX lessons_by_date ON lessons (school, date, number);
CREATE INDEX lessons_by_substitute ON lessons (school, substitute) WHERE substitute IS NOT NULL;

-- What a lesson was before each change of it, so that an entry is judged by the timetable of the instant of its making.
CREATE TABLE lesson_changes (
    seq     INTEGER PRIMARY KEY,
    school  TEXT NOT NULL,
    lesson  TEXT NOT NULL,
    at      INTEGER NOT NULL,
    version INTEGER NOT NULL,
    before  TEXT NOT NULL
) STRICT;
CREATE INDEX lesson_changes_by_lesson ON lesson_changes (school, lesson, at);

-- Works as the facts make them. `implied`: made by a mark in a lesson without a work, not by a person's word.
CREATE TABLE works (
    school     TEXT NOT NULL,
    id         TEXT NOT NULL,
    journal    TEXT NOT NULL,
    lesson     TEXT,
    date       TEXT NOT NULL,
    made_in    INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    number     INTEGER,
    title      TEXT NOT NULL,
    obligatory INTEGER NOT NULL,
    implied    INTEGER NOT NULL,
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, journal) REFERENCES journals (school, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX works_by_journal ON works (school, journal, date);
CREATE INDEX works_by_lesson ON works (school, lesson);

-- The journal itself: every version of every fact, never changed and never deleted. `seq` orders the stream of changes.
-- `operation` is unique for ever; `digest` is the SHA-256 of the operation's body; `body` is all of it, for what is asked
-- later (missing in versions that came with an import).
CREATE TABLE versions (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    school        TEXT NOT NULL REFERENCES schools (id),
    operation     BLOB NOT NULL,
    digest        BLOB NOT NULL,
    journal       TEXT NOT NULL,
    target        TEXT NOT NULL,
    value         TEXT,
    base          BLOB,
    author        TEXT NOT NULL,
    on_behalf_of  TEXT,
    made          INTEGER NOT NULL,
    received      INTEGER NOT NULL,
    comment       TEXT,
    reason        TEXT,
    makes_work    TEXT,
    findings      TEXT,
    body          TEXT,
    UNIQUE (school, operation)
) STRICT;
CREATE INDEX versions_by_journal ON versions (school, journal);

-- The present version of every fact: the page, derived from `versions` and kept in the same transaction.
-- `place` is the lesson, the work or (for a term mark) the journal; `part` is the period or empty; `pupil` may be empty.
CREATE TABLE present (
    school TEXT NOT NULL,
    kind   TEXT NOT NULL,
    place  TEXT NOT NULL,
    part   TEXT NOT NULL,
    pupil  TEXT NOT NULL,
    lesson TEXT,
    made   INTEGER NOT NULL,
    filled INTEGER NOT NULL,
    seq    INTEGER NOT NULL REFERENCES versions (seq),
    PRIMARY KEY (school, kind, place, part, pupil)
) STRICT, WITHOUT ROWID;
CREATE INDEX present_by_lesson ON present (school, lesson, kind, filled, pupil, made, seq) WHERE lesson IS NOT NULL;

-- Entries that the regulation keeps as requests until somebody approves them.
CREATE TABLE requests (
    school    TEXT NOT NULL REFERENCES schools (id),
    operation BLOB NOT NULL,
    digest    BLOB NOT NULL,
    journal   TEXT NOT NULL,
    account   TEXT NOT NULL,
    received  INTEGER NOT NULL,
    findings  TEXT NOT NULL,
    body      TEXT NOT NULL,
    state     TEXT NOT NULL,
    PRIMARY KEY (school, operation)
) STRICT, WITHOUT ROWID;
