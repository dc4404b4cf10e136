//! The invented school that ships with the program, on a real server: every role signs in, and its teacher fills a lesson.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use zvonok::school::{DEMO_LOGINS, SchoolData};
use zvonok::server::{Logins, Trial};

use crate::peer::{Bench, NOW};
use crate::school::{id, operation};

fn at() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

fn bench() -> Bench {
    let bench = Bench::empty();
    let data = SchoolData::embedded().until(at());
    bench.storage().import(data, Logins::Training, Trial::Apply, at()).unwrap();
    bench
}

#[test]
fn every_role_signs_in_and_the_import_can_be_repeated() {
    let bench = bench();
    for (role, login) in DEMO_LOGINS {
        let session = bench.get("/v1/me", &bench.token(login)).json();
        let found = session["account"]["role"].as_str().unwrap();
        let expected = if role == "substitute" { found.ends_with("teacher") } else { found == role };
        assert!(expected, "{login} is {found}");
    }
    let again = bench.storage().import(SchoolData::embedded().until(at()), Logins::Training, Trial::Apply, at()).unwrap();
    assert!(again.is_nothing(), "{again:?}");
}

#[test]
fn the_teacher_fills_the_running_lesson() {
    let bench = bench();
    let token = bench.token("orlova");
    let me = bench.get("/v1/me", &token).json();
    let (account, school) = (me["account"]["id"].as_str().unwrap(), me["account"]["school"].as_str().unwrap());
    let path = format!("/v1/schools/{school}");
    let info = bench.get(&path, &token).json();
    let day = bench.get(&format!("{path}/days/2026-11-20"), &token).json();
    let running = |row: &&Value| {
        row["lesson"]["starts"].as_str() <= Some("11:07:00") && row["lesson"]["ends"].as_str() > Some("11:07:00")
    };
    let row = day["lessons"].as_array().unwrap().iter().find(running).expect("a lesson runs at 11:07");
    let (lesson, journal) = (row["lesson"]["id"].as_str().unwrap(), row["lesson"]["journal"].as_str().unwrap());
    let quarter = info["periods"].as_array().unwrap().iter().find(|period| {
        period["kind"] == "quarter"
            && period["start"].as_str() <= Some("2026-11-20")
            && period["end"].as_str() >= Some("2026-11-20")
    });
    let page_path = format!("{path}/journals/{journal}/pages/{}", quarter.unwrap()["id"].as_str().unwrap());
    let page = bench.get(&page_path, &token).json();
    let mut operations: Vec<Value> = Vec::new();
    let creates = json!({"journal": journal, "lesson": lesson, "kind": "oral"});
    for (number, pupil) in (1..).zip(page["pupils"].as_array().unwrap()) {
        let fact = json!({"fact": "marks", "work": format!("{lesson}:1"), "pupil": pupil["id"]});
        let mut mark = operation(number, account, &fact, &json!({"is": "marks", "marks": "4", "creates": creates}));
        mark["school"] = json!(school);
        operations.push(mark);
    }
    let answer =
        bench.ask("POST", &format!("{path}/operations"), Some(&token), Some(&json!({"operations": operations}))).json();
    let verdicts = answer["verdicts"].as_array().unwrap();
    let accepted = verdicts.iter().filter(|verdict| verdict["verdict"] == "accepted").count();
    assert!(accepted > 20, "{verdicts:?}");
    let filled = bench.get(&format!("{path}/days/2026-11-20"), &token).json();
    let filled = filled["lessons"].as_array().unwrap().iter().find(running).unwrap().clone();
    assert_eq!(filled["fill"]["marks"], accepted);
    let after = bench.get(&page_path, &token).json();
    let versions = after["facts"].as_array().unwrap().iter().filter(|fact| fact["version"] == id(1)).count();
    assert_eq!(versions, 2, "the first mark and its work");
}

#[test]
fn the_deputy_sees_the_day_of_the_whole_school() {
    let bench = bench();
    let token = bench.token("demidov");
    let school = bench.get("/v1/me", &token).json()["account"]["school"].as_str().unwrap().to_owned();
    let status = bench.get(&format!("/v1/schools/{school}/status?date=2026-11-19"), &token).json();
    let lessons = status["lessons"].as_array().unwrap();
    assert!(lessons.len() > 50, "{}", lessons.len());
    let overdue =
        |lesson: &Value| ["attendance", "topic", "homework", "marks"].iter().any(|duty| lesson[*duty]["state"] == "overdue");
    let first_calm = lessons.iter().position(|lesson| !overdue(lesson)).unwrap_or(lessons.len());
    assert!(!lessons[first_calm..].iter().any(overdue), "what is overdue comes first");
}
