//! What is changed behind the program's back is found.

use rusqlite::Connection;
use zvonok::server::{Storage, Tampering};

use crate::peer::Bench;
use crate::school::{absence, first_mark};

fn bench() -> Bench {
    let bench = Bench::new();
    let token = bench.token("orlova");
    bench.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "5"), absence(2, "orlova", "l7r-20", "7a-2")]);
    bench.send(&token, &[first_mark(3, "orlova", "l7r-20", "7a-3", "4")]);
    bench
}

#[test]
fn an_untouched_journal_verifies_whatever_was_done_with_it() {
    let bench = bench();
    let school = zvonok::domain::SchoolId::new("s7");
    bench.storage().reset_password(&school, "voronov").unwrap();
    bench
        .storage()
        .import(
            crate::school::school(),
            zvonok::server::Logins::Closed,
            zvonok::server::Trial::Apply,
            crate::peer::NOW.parse().unwrap(),
        )
        .unwrap();
    let lesson = zvonok::domain::LessonId::new("l7r-23");
    let change = zvonok::server::LessonChange::Cancel;
    bench.storage().change_lesson(&school, &lesson, change, crate::peer::NOW.parse().unwrap()).unwrap();
    let found = bench.storage().verify(None).unwrap();
    assert_eq!(found.faults, []);
    assert!(found.lines >= 6 && found.rows > 50, "{found:?}");
    assert_eq!(bench.storage().verify(Some(found.head)).unwrap().faults, []);
}

#[test]
fn every_change_behind_the_programs_back_is_found() {
    let table = |name: &str| Tampering::Table(name.to_owned());
    let lift =
        "DROP TRIGGER versions_stay; DROP TRIGGER versions_remain; DROP TRIGGER audit_stays; DROP TRIGGER audit_remains;";
    let cases: [(&str, Tampering); 14] = [
        ("UPDATE pupils SET surname = 'Абросимов' WHERE id = '7a-1'", table("pupils")),
        ("DELETE FROM roster WHERE pupil = '7a-3'", table("roster")),
        ("UPDATE lessons SET substitute = 'voronov' WHERE id = 'l7m-20'", table("lessons")),
        ("UPDATE accounts SET role = 'director' WHERE id = 'voronov'", table("accounts")),
        (
            "UPDATE logins SET password = (SELECT password FROM logins WHERE login = 'admin') WHERE login = 'orlova'; UPDATE logins SET must_change = 1 WHERE login = 'orlova'",
            table("logins"),
        ),
        ("UPDATE present SET filled = 0 WHERE kind = 'absence'", table("present")),
        (
            "INSERT INTO sessions SELECT zeroblob(32), school, account, login, created, expires, used, '', '' FROM sessions LIMIT 1",
            table("sessions"),
        ),
        ("UPDATE schools SET profile = profile || '# '", table("schools")),
        (
            "DROP TRIGGER versions_stay; UPDATE versions SET value = replace(value, '\"5\"', '\"4\"') WHERE body IS NOT NULL",
            Tampering::Version(5),
        ),
        ("DROP TRIGGER versions_stay", Tampering::Schema("versions_stay".to_owned())),
        ("CREATE TRIGGER quiet AFTER INSERT ON versions BEGIN SELECT 1; END", Tampering::Schema("quiet".to_owned())),
        ("DROP TRIGGER audit_stays; UPDATE audit SET actor = 'voronov' WHERE seq = 3", Tampering::Line(3)),
        ("DROP TRIGGER audit_remains; DELETE FROM audit WHERE seq = 2", Tampering::Line(3)),
        ("UPDATE seals SET rows = rows + 1 WHERE name = 'versions'", Tampering::Root),
    ];
    for (sql, expected) in cases {
        let bench = bench();
        bench.journal.behind(sql);
        let faults = bench.storage().verify(None).unwrap().faults;
        assert!(faults.contains(&expected), "{sql}: {faults:?}");
    }
    let bench = bench();
    let head = bench.storage().verify(None).unwrap().head;
    bench.journal.behind(&format!("{lift} DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)"));
    let faults = bench.storage().verify(Some(head)).unwrap().faults;
    assert!(faults.contains(&Tampering::Head), "a log that was cut: {faults:?}");
}

#[test]
fn later_writing_does_not_cover_what_was_done() {
    let bench = bench();
    bench.journal.behind("UPDATE pupils SET surname = 'Абросимов' WHERE id = '7a-1'");
    bench.send(&bench.token("orlova"), &[first_mark(9, "orlova", "l7r-20", "7a-2", "3")]);
    let mut changed = crate::school::school();
    changed.classes[0].pupils[0].surname = "Авдеев".to_owned();
    bench
        .storage()
        .import(changed, zvonok::server::Logins::Closed, zvonok::server::Trial::Apply, crate::peer::NOW.parse().unwrap())
        .unwrap();
    let faults = bench.storage().verify(None).unwrap().faults;
    assert!(faults.contains(&Tampering::Table("pupils".to_owned())), "{faults:?}");
}

#[test]
fn a_flipped_byte_of_the_file_is_found() {
    let mut bench = bench();
    let file = bench.journal.file();
    bench.server.take().unwrap().stop();
    bench.journal.behind("PRAGMA wal_checkpoint(TRUNCATE)");
    let mut bytes = std::fs::read(&file).unwrap();
    let name = "Васильев".as_bytes();
    let at = bytes.windows(name.len()).rposition(|part| part == name).unwrap();
    bytes[at + 1] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let faults = Storage::open(file.parent().unwrap()).unwrap().verify(None).unwrap().faults;
    assert!(!faults.is_empty());
}

#[test]
fn the_program_itself_cannot_change_a_version() {
    let bench = bench();
    let file = Connection::open(bench.journal.file()).unwrap();
    for sql in ["UPDATE versions SET value = NULL", "DELETE FROM versions", "UPDATE audit SET at = 0", "DELETE FROM audit"] {
        assert!(file.execute_batch(sql).is_err(), "{sql}");
    }
}

#[test]
fn a_file_of_the_first_version_is_brought_forward_and_verifies() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("journal.sqlite3");
    let old = Connection::open(&file).unwrap();
    old.execute_batch(include_str!("../../src/server/storage/migrations/0001.sql")).unwrap();
    old.execute_batch("INSERT INTO meta VALUES ('epoch', 'e1'); INSERT INTO logins VALUES ('orlova', '', 0, 0, NULL); PRAGMA user_version = 1;").unwrap();
    drop(old);
    let storage = Storage::open(home.path()).unwrap();
    let found = storage.verify(None).unwrap();
    assert_eq!((found.faults, found.lines), (vec![], 1));
}
