//! What is changed behind the program's back is found, in the database too.

use zvonok::server::Tampering;

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
    let schema = |name: &str| Tampering::Schema(name.to_owned());
    let cases: [(&str, Tampering); 14] = [
        ("UPDATE pupils SET surname = 'Абросимов' WHERE id = '7a-1'", table("pupils")),
        ("DELETE FROM roster WHERE pupil = '7a-3'", table("roster")),
        ("UPDATE lessons SET substitute = 'voronov' WHERE id = 'l7m-20'", table("lessons")),
        ("UPDATE accounts SET role = 'director' WHERE id = 'voronov'", table("accounts")),
        ("UPDATE present SET filled = 0 WHERE kind = 'absence'", table("present")),
        (
            "INSERT INTO sessions SELECT sha256(token), school, account, login, created, expires, used, '', '' FROM sessions LIMIT 1",
            table("sessions"),
        ),
        (
            "ALTER TABLE versions DISABLE TRIGGER USER; UPDATE versions SET value = replace(value, '\"5\"', '\"4\"') WHERE body IS NOT NULL",
            Tampering::Version(5),
        ),
        ("ALTER TABLE versions DISABLE TRIGGER versions_stay", schema("versions_stay")),
        ("ALTER TABLE present DISABLE TRIGGER tell_after", schema("tell_after")),
        ("CREATE RULE quiet AS ON DELETE TO roster DO INSTEAD NOTHING", schema("quiet")),
        (
            "CREATE OR REPLACE FUNCTION json_extract(value TEXT, path TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS 'SELECT path'",
            schema("json_extract"),
        ),
        ("DROP TRIGGER audit_stays ON audit; UPDATE audit SET actor = 'voronov' WHERE seq = 3", Tampering::Line(3)),
        ("DROP TRIGGER audit_stays ON audit; DELETE FROM audit WHERE seq = 2", Tampering::Line(3)),
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
    bench.journal.behind("DROP TRIGGER audit_stays ON audit; DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)");
    let faults = bench.storage().verify(Some(head)).unwrap().faults;
    assert!(faults.contains(&Tampering::Head), "a log that was cut: {faults:?}");
}

#[test]
fn the_program_itself_cannot_change_a_version() {
    let bench = bench();
    for sql in ["UPDATE versions SET value = NULL", "DELETE FROM versions", "TRUNCATE audit", "DELETE FROM audit"] {
        assert!(bench.journal.client().batch_execute(sql).is_err(), "{sql}");
    }
}

#[test]
fn what_another_process_does_wakes_who_waits_here() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let cursor = bench.get("/v1/schools/s7/changes", &token).json()["cursor"].as_str().unwrap().to_owned();
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| bench.get(&format!("/v1/schools/s7/changes?after={cursor}&wait=25"), &token));
        while bench.server.as_ref().unwrap().polls() == 0 {
            std::thread::yield_now();
        }
        let other = Bench::at(bench.journal.same());
        other.send(&token, &[first_mark(9, "orlova", "l7r-20", "7a-2", "3")]);
        assert_eq!(waits.join().unwrap().json()["changes"].as_array().unwrap().len(), 2);
    });
}
