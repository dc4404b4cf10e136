//! Every role at every route of a school: what is not allowed is denied.

use serde_json::json;
use zvonok::domain::SchoolId;
use zvonok::server::{Logins, Trial, UserError};

use crate::peer::Bench;
use crate::school::{absence, first_mark, operation};

#[test]
fn every_role_gets_what_is_its_own_and_nothing_else() {
    let bench = Bench::new();
    let page = |journal: &str| format!("/v1/schools/s7/journals/{journal}/pages/q2");
    let pages = [page("j7r"), page("j7m"), page("j5r")];
    // school, day, day of orlova, journals, pages of j7r, j7m, j5r, changes, status, status of orlova, operations
    let expected = [
        ("orlova", [200, 200, 200, 200, 200, 403, 200, 200, 200, 200, 200]),
        ("voronov", [200, 200, 403, 200, 403, 403, 200, 200, 200, 403, 200]),
        ("kuzmina", [200, 200, 403, 200, 200, 200, 403, 200, 200, 403, 200]),
        ("demidov", [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403]),
        ("lebedeva", [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403]),
        ("admin", [200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403]),
        ("analyst", [200, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403]),
        ("district", [200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403]),
    ];
    for (login, expected) in expected {
        let token = bench.token(login);
        let get = |path: &str| bench.get(path, &token).status;
        let found = [
            get("/v1/schools/s7"),
            get("/v1/schools/s7/days/2026-11-20"),
            get("/v1/schools/s7/days/2026-11-20?teacher=orlova"),
            get("/v1/schools/s7/journals"),
            get(&pages[0]),
            get(&pages[1]),
            get(&pages[2]),
            get("/v1/schools/s7/changes"),
            get("/v1/schools/s7/status"),
            get("/v1/schools/s7/status?teacher=orlova"),
            bench.ask("POST", "/v1/schools/s7/operations", Some(&token), Some(&json!({"operations": []}))).status,
        ];
        assert_eq!(found, expected, "{login}");
    }
}

#[test]
fn another_school_is_not_there() {
    let bench = Bench::new();
    for login in ["orlova", "demidov", "admin", "district"] {
        let token = bench.token(login);
        for path in ["", "/days/2026-11-20", "/journals", "/journals/j7r/pages/q2", "/changes", "/status"] {
            bench.get(&format!("/v1/schools/s8{path}"), &token).is_problem(404, "not-found");
        }
    }
}

#[test]
fn journals_and_days_are_those_of_the_account() {
    let bench = Bench::new();
    let journals = |login: &str| {
        let found = bench.get("/v1/schools/s7/journals", &bench.token(login)).json();
        let ids = found["journals"].as_array().unwrap().iter().map(|journal| journal["id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(journals("orlova"), ["j5r", "j7r"]);
    assert_eq!(journals("voronov"), ["j5r"], "by the substitution of the 19th");
    assert_eq!(journals("kuzmina"), ["j7m", "j7r"], "the own subject, and the own class");
    assert_eq!(journals("demidov"), ["j5r", "j7m", "j7r"]);

    let day = |login: &str, date: &str| {
        let found = bench.get(&format!("/v1/schools/s7/days/{date}"), &bench.token(login)).json();
        let ids = found["lessons"].as_array().unwrap().iter().map(|row| row["lesson"]["id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(day("orlova", "2026-11-20"), ["l7r-20", "l5r-20"]);
    assert_eq!(day("orlova", "2026-11-19"), ["l7r-19"], "the other lesson is substituted");
    assert_eq!(day("voronov", "2026-11-19"), ["l5r-19"]);
    assert_eq!(day("kuzmina", "2026-11-20"), ["l7m-20"]);
    assert_eq!(day("demidov", "2026-11-20"), ["l7r-20", "l7m-20", "l5r-20"]);
}

#[test]
fn a_substitute_opens_the_page_of_the_substitution_only() {
    let bench = Bench::new();
    let token = bench.token("voronov");
    assert_eq!(bench.get("/v1/schools/s7/journals/j5r/pages/q2", &token).status, 200);
    bench.get("/v1/schools/s7/journals/j5r/pages/q3", &token).is_problem(403, "forbidden");
}

#[test]
fn an_analyst_sees_no_names() {
    let bench = Bench::new();
    let answer = bench.get("/v1/schools/s7/status?date=2026-11-20", &bench.token("analyst"));
    let status = answer.json();
    assert_eq!(status["lessons"].as_array().unwrap().len(), 3);
    for name in ["teacher", "orlova", "Орлова", "Кузьмина"] {
        assert!(!answer.body.contains(name), "{name}: {}", answer.body);
    }
}

#[test]
fn a_class_teacher_sees_the_deadlines_of_the_own_class() {
    let bench = Bench::new();
    let token = bench.token("kuzmina");
    let lessons = |query: &str| {
        let path = format!("/v1/schools/s7/status?date=2026-11-20{query}");
        bench.get(&path, &token).json()["lessons"].as_array().unwrap().len()
    };
    assert_eq!(lessons(""), 1, "the own lesson");
    assert_eq!(lessons("&class=7%D0%90"), 2, "7А");
    assert_eq!(lessons("&class=5%D0%90"), 0, "5А");
}

#[test]
fn only_who_gives_the_lesson_writes_into_it() {
    let bench = Bench::new();
    let cases = [
        (1, "orlova", "l7r-20", "7a-1", true),
        (2, "voronov", "l7r-20", "7a-3", false),
        (3, "kuzmina", "l7r-20", "7a-3", false),
        (4, "orlova", "l5r-19", "5a-1", false),
        (5, "voronov", "l5r-19", "5a-1", true),
        (6, "kuzmina", "l7m-20", "7a-1", true),
    ];
    for (number, login, lesson, pupil, accepted) in cases {
        let verdict = &bench.send(&bench.token(login), &[absence(number, login, lesson, pupil)])[0];
        if accepted {
            assert_eq!(verdict["verdict"], "accepted", "{login} {lesson}: {verdict}");
        } else {
            assert_eq!(verdict["verdict"], "refused", "{login} {lesson}: {verdict}");
            assert_eq!(verdict["findings"][0]["rule"], "ZV-ACCESS", "{verdict}");
        }
    }
    let page = bench.get("/v1/schools/s7/journals/j5r/pages/q2", &bench.token("orlova")).json();
    let fact = &page["facts"][0];
    assert_eq!(fact["author"]["id"], "voronov");
    assert_eq!(fact["on_behalf_of"]["id"], "orlova");
}

#[test]
fn a_class_teacher_writes_reasons_of_the_own_class_only() {
    let bench = Bench::new();
    let reason = |number: u8, lesson: &str, pupil: &str| {
        let fact = json!({"fact": "reason", "lesson": lesson, "pupil": pupil});
        operation(number, "kuzmina", &fact, &json!({"is": "reason", "code": "болезнь"}))
    };
    let token = bench.token("kuzmina");
    let verdicts = bench.send(&token, &[reason(1, "l7r-18", "7a-2"), reason(2, "l5r-20", "5a-1")]);
    assert_eq!(verdicts[0]["verdict"], "accepted", "{verdicts:?}");
    assert_eq!(verdicts[1]["verdict"], "refused", "{verdicts:?}");
}

#[test]
fn nobody_writes_in_the_name_of_another() {
    let bench = Bench::new();
    let mark = first_mark(1, "orlova", "l7r-20", "7a-1", "5");
    let verdicts = bench.send(&bench.token("voronov"), std::slice::from_ref(&mark));
    assert_eq!(verdicts[0]["findings"][0]["rule"], "ZV-ACCESS");
    let elsewhere = crate::school::with(&mark, "school", "s8");
    let verdicts = bench.send(&bench.token("orlova"), &[elsewhere]);
    assert_eq!(verdicts[0]["findings"][0]["rule"], "ZV-ACCESS");
    assert_eq!(bench.send(&bench.token("orlova"), &[mark])[0]["verdict"], "accepted", "a refusal leaves no trace");
}

#[test]
fn the_district_sees_counts_of_the_schools_that_let_it_and_of_no_other() {
    let bench = Bench::new();
    let now = crate::peer::NOW.parse().unwrap();
    for id in ["s8", "s9"] {
        bench.storage().import(crate::school::another(id), Logins::Closed, Trial::Apply, now).unwrap();
    }
    let token = bench.token("district");
    let seen = || bench.get("/v1/schools/s7/district/status", &token);
    let of = |answer: &crate::peer::Answer| {
        let found = answer.json()["schools"].as_array().unwrap().clone();
        found.into_iter().map(|line| line["school"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of(&seen()), ["s7"]);
    let (s8, s9) = (SchoolId::new("s8"), SchoolId::new("s9"));
    bench.storage().join_district(&s8, "district").unwrap();
    assert_eq!(bench.storage().join_district(&s8, "district"), Err(UserError::LoginTaken));
    assert_eq!(bench.storage().join_district(&s9, "orlova"), Err(UserError::NoAccount), "a teacher is of no district");
    let answer = seen();
    assert_eq!(of(&answer), ["s7", "s8"], "the third school did not let it");
    let line = answer.json()["schools"][0].clone();
    assert_eq!((&line["date"], &line["lessons"]), (&"2026-11-20".into(), &3.into()));
    let of_duty = |duty: &str| {
        let counts = line[duty].as_object().unwrap().values().map(|count| count.as_u64().unwrap());
        counts.sum::<u64>()
    };
    assert!(of_duty("attendance") > 0 && of_duty("attendance") <= 3, "{line}");
    for name in ["orlova", "Орлова", "7А", "Русский", "7a-1", "teacher", "l7r"] {
        assert!(!answer.body.contains(name), "{name}: {}", answer.body);
    }
    let other = bench.get("/v1/schools/s7/district/status?date=2026-11-18", &token).json();
    assert_eq!(other["schools"][0]["topic"]["done"], 1, "{other}");
    bench.get("/v1/schools/s8/district/status", &token).is_problem(404, "not-found");
    bench.get("/v1/schools/s7/status", &token).is_problem(403, "forbidden");
    for login in ["orlova", "demidov", "lebedeva", "admin", "analyst"] {
        bench.get("/v1/schools/s7/district/status", &bench.token(login)).is_problem(403, "forbidden");
    }
}
