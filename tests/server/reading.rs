//! Pages, days, the status of deadlines, and the document.

use serde_json::{Value, json};

use crate::peer::Bench;
use crate::school::{absence, first_mark, id, operation, with};

#[test]
fn a_page_holds_everything_of_one_journal_and_period() {
    let bench = Bench::new();
    let page = bench.get("/v1/schools/s7/journals/j7r/pages/q2", &bench.token("orlova")).json();
    let ids = |name: &str| {
        let found = page[name].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap().to_owned());
        found.collect::<Vec<_>>()
    };
    assert_eq!(page["journal"]["subject"], "Русский язык");
    assert_eq!(page["period"]["title"], "II четверть");
    let lessons = ["l7r-18", "l7r-19", "l7r-20", "l7r-23", "l7r-24", "l7r-25"];
    assert_eq!(ids("lessons"), lessons, "those of the period, and those after it that end terms");
    assert_eq!(ids("works"), ["l7r-18:1"]);
    assert_eq!(ids("pupils"), ["7a-1", "7a-2", "7a-3"], "the fourth left before the period");
    assert_eq!(ids("plan").len(), 3);
    assert_eq!(page["facts"].as_array().unwrap().len(), 4);
    let later = bench.get("/v1/schools/s7/journals/j7r/pages/q3", &bench.token("orlova")).json();
    assert_eq!(later["last_numbers"]["control"], 1);
    assert_eq!(later["facts"], serde_json::json!([]));
    for path in ["j9/pages/q2", "j7r/pages/q9"] {
        bench.get(&format!("/v1/schools/s7/journals/{path}"), &bench.token("orlova")).is_problem(404, "not-found");
    }
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let path = "/v1/schools/s7/journals/j7r/pages/q2";
    let tag = bench.get(path, &token).header("etag").unwrap().to_owned();
    let again =
        |tag: &str| bench.raw("GET", path, &format!("Authorization: Bearer {token}\r\nIf-None-Match: {tag}\r\n"), b"");
    let same = again(&tag);
    assert_eq!((same.status, same.body.as_str(), same.header("etag")), (304, "", Some(tag.as_str())));
    bench.send(&token, &[absence(1, "orlova", "l5r-20", "5a-1")]);
    assert_eq!(again(&tag).status, 304, "another journal changed");
    bench.send(&token, &[absence(2, "orlova", "l7r-20", "7a-1")]);
    let changed = again(&tag);
    assert_eq!(changed.status, 200);
    assert_ne!(changed.header("etag"), Some(tag.as_str()));
}

#[test]
fn a_page_can_be_read_as_of_an_instant() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let path = "/v1/schools/s7/journals/j7r/pages/q2";
    let page = |at: &str| bench.get(&format!("{path}?at={at}"), &token);
    let sorted = |mut page: Value| {
        page["facts"].as_array_mut().unwrap().sort_by_key(ToString::to_string);
        page
    };
    let before = bench.get(path, &token).json();
    bench.set_clock("2026-11-20T04:10:00Z");
    let mark = first_mark(1, "orlova", "l7r-20", "7a-1", "5");
    bench.send(&token, &[mark.clone(), absence(2, "orlova", "l7r-20", "7a-2")]);
    bench.set_clock("2026-11-20T04:12:00Z");
    let then = bench.get(path, &token).json();
    bench.set_clock("2026-11-20T04:20:00Z");
    let corrected = with(&with(&mark, "id", id(3)), "base", id(1));
    let corrected = with(&corrected, "value", json!({"is": "marks", "marks": "4"}));
    let cleared = with(&absence(4, "orlova", "l7r-20", "7a-2"), "base", id(2));
    let cleared = with(&cleared, "value", Value::Null);
    for verdict in bench.send(&token, &[corrected, cleared]) {
        assert_eq!(verdict["verdict"], "accepted", "{verdict}");
    }
    let school = zvonok::domain::SchoolId::new("s7");
    let lesson = zvonok::domain::LessonId::new("l7r-20");
    let now = "2026-11-20T04:21:00Z";
    bench.storage().change_lesson(&school, &lesson, zvonok::server::LessonChange::Cancel, now.parse().unwrap()).unwrap();
    bench.set_clock("2026-11-20T04:30:00Z");

    let found = page("2026-11-20T04:07:30Z");
    assert!(found.header("etag").is_none());
    let facts = |page: &Value| sorted(page.clone())["facts"].clone();
    assert_eq!(facts(&found.json()), facts(&before), "nothing of what came later");
    let found = page("2026-11-20T04:15:00Z").json();
    for part in ["facts", "lessons", "works", "pupils", "plan", "last_numbers", "period"] {
        assert_eq!(sorted(found.clone())[part], sorted(then.clone())[part], "{part}");
    }
    let (found, present) = (page("2026-11-20T04:30:00Z").json(), bench.get(path, &token).json());
    assert_eq!(sorted(found), sorted(present), "as of now it is the present page");
    page("2026-11-20T04:30:01Z").is_problem(400, "bad-request");
    page("yesterday").is_problem(400, "bad-request");
    assert_eq!(bench.get(&format!("{path}?at=2026-11-20T04:07:30Z"), &bench.token("voronov")).status, 403);
}

#[test]
fn a_day_says_what_the_journal_holds_of_each_lesson() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let row =
        |date: &str| -> Value { bench.get(&format!("/v1/schools/s7/days/{date}"), &token).json()["lessons"][0].clone() };
    let control = row("2026-11-18");
    assert_eq!(control["fill"]["topic"], true);
    assert_eq!(control["fill"]["attendance"], true, "an absence is a roll call");
    assert_eq!((&control["fill"]["absent"], &control["fill"]["marks"]), (&1.into(), &1.into()));
    assert_eq!(control["fill"]["works"][0]["owed"], 1, "three on the roster, one absent, one marked");
    assert_eq!(control["fill"]["works"][0]["of"], 2);
    assert_eq!(control["fill"]["made"]["topic"], "2026-11-18T02:00:00Z");
    assert_eq!(control["next_lessons"][0], "2026-11-19T08:30:00");
    assert!(control.get("expected_topic").is_none(), "it has its topic");
    let today = row("2026-11-20");
    assert_eq!(today["expected_topic"], "Деепричастие");
    assert_eq!(today["fill"]["attendance"], false);
    bench.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "5")]);
    assert_eq!(row("2026-11-20")["fill"]["marks"], 1);
    bench.get("/v1/schools/s7/days/2026-13-01", &token).is_problem(400, "bad-request");
}

/// Who is known to be absent from a lesson of Kuzmina's day, each with what it is known from.
fn known(bench: &Bench) -> Value {
    let day = bench.get("/v1/schools/s7/days/2026-11-20", &bench.token("kuzmina")).json();
    day["lessons"][0]["known"].clone()
}

#[test]
fn a_day_says_who_is_known_to_be_absent_until_the_roll_is_called() {
    let bench = Bench::new();
    let (orlova, kuzmina) = (bench.token("orlova"), bench.token("kuzmina"));
    assert_eq!(known(&bench), Value::Null, "nothing was called yet");
    let roll = |number, lesson: &str, by: &str| {
        operation(number, by, &json!({"fact": "attendance", "lesson": lesson}), &json!({"is": "confirmed"}))
    };
    bench.send(&orlova, &[absence(1, "orlova", "l7r-20", "7a-2")]);
    let missed = json!([{"pupil": "7a-2", "from": "lesson", "number": 1, "subject": "Русский язык"}]);
    assert_eq!(known(&bench), missed, "an absence is known before the whole roll was called");
    bench.send(&orlova, &[roll(2, "l7r-20", "orlova")]);
    assert_eq!(known(&bench), missed);
    let day = bench.get("/v1/schools/s7/days/2026-11-20", &orlova).json();
    assert!(day["lessons"][0].get("known").is_none(), "the lesson that was called says nothing of itself");
    assert!(day["lessons"][1].get("known").is_none(), "another class");
    bench.send(&kuzmina, &[roll(3, "l7m-20", "kuzmina")]);
    assert_eq!(known(&bench), Value::Null, "the roll was called: what is known is in the journal");
}

#[test]
fn a_reason_of_the_class_teacher_is_known_unless_the_pupil_has_come() {
    let bench = Bench::new();
    let (orlova, kuzmina) = (bench.token("orlova"), bench.token("kuzmina"));
    let reason = |number, pupil: &str| {
        let fact = json!({"fact": "reason", "lesson": "l7m-20", "pupil": pupil});
        operation(number, "kuzmina", &fact, &json!({"is": "reason", "code": "Б"}))
    };
    bench.send(&kuzmina, &[reason(1, "7a-1"), reason(2, "7a-3")]);
    let ill = |pupil: &str| json!({"pupil": pupil, "from": "class_teacher", "reason": "Б"});
    assert_eq!(known(&bench), json!([ill("7a-1"), ill("7a-3")]));
    let fact = json!({"fact": "attendance", "lesson": "l7r-20"});
    bench.send(
        &orlova,
        &[absence(3, "orlova", "l7r-20", "7a-3"), operation(4, "orlova", &fact, &json!({"is": "confirmed"}))],
    );
    assert_eq!(known(&bench), json!([ill("7a-3")]), "the first was seen at the first lesson");
}

#[test]
fn a_note_of_the_parents_is_known_as_theirs_until_it_is_taken_back() {
    let bench = Bench::new();
    let kuzmina = bench.token("kuzmina");
    let fact = json!({"fact": "reason", "lesson": "l7m-20", "pupil": "7a-2"});
    let note = json!({"is": "reason", "code": "к врачу", "told_by": "parents"});
    bench.send(&kuzmina, &[operation(1, "kuzmina", &fact, &note)]);
    assert_eq!(known(&bench), json!([{"pupil": "7a-2", "from": "parents", "reason": "к врачу"}]));
    let back = with(&operation(2, "kuzmina", &fact, &Value::Null), "base", id(1));
    let verdicts = bench.send(&kuzmina, &[back]);
    assert_eq!(verdicts[0]["verdict"], "accepted", "{verdicts:?}");
    assert_eq!(known(&bench), Value::Null);
}

#[test]
fn the_status_of_a_day_can_be_narrowed() {
    let bench = Bench::new();
    let token = bench.token("demidov");
    let lessons = |query: &str| {
        let status = bench.get(&format!("/v1/schools/s7/status?{query}"), &token).json();
        let found = status["lessons"].as_array().unwrap().iter().map(|lesson| lesson["lesson"].as_str().unwrap().to_owned());
        let mut found: Vec<String> = found.collect();
        found.sort();
        found
    };
    assert_eq!(lessons(""), ["l5r-20", "l7m-20", "l7r-20"], "today by the server's clock");
    assert_eq!(lessons("date=2026-11-19&teacher=voronov"), ["l5r-19"]);
    assert_eq!(lessons("class=7%D0%90&teacher=orlova"), ["l7r-20"]);
    assert_eq!(lessons("date=2026-11-22"), Vec::<String>::new());
}

#[test]
fn the_school_comes_with_its_regulation() {
    let bench = Bench::new();
    let school = bench.get("/v1/schools/s7", &bench.token("admin")).json();
    assert_eq!(school["school"]["zone"], "Asia/Barnaul");
    assert_eq!(school["bells"].as_array().unwrap().len(), 4);
    assert_eq!(school["classes"][1]["head"]["id"], "kuzmina");
    assert_eq!(school["profile"]["name"], "standard");
    let text = school["profile"]["text"].as_str().unwrap();
    let profile = zvonok::regulation::Profile::parse(text).unwrap();
    assert_eq!(profile.digest().to_string(), school["profile"]["digest"].as_str().unwrap());
}

#[test]
fn every_path_of_the_document_is_served() {
    let bench = Bench::new();
    let document = bench.raw("GET", "/openapi.json", "", b"").json();
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 32);
    for (path, item) in paths {
        let path = path
            .replace("{school}", "s7")
            .replace("{date}", "2026-11-20")
            .replace("{journal}", "j7r")
            .replace("{period}", "q2");
        assert!(path.starts_with('/'));
        for (method, operation) in item.as_object().unwrap() {
            let answer = bench.raw(&method.to_uppercase(), &path, "", b"");
            assert_ne!(answer.status, 404, "{method} {path}");
            let documented = &operation["responses"][answer.status.to_string()];
            assert!(documented.is_object(), "{method} {path} answers {}, which the document does not say", answer.status);
            assert!(answer.header("date").is_some());
        }
    }
}

#[test]
fn the_prose_of_the_protocol_is_true_to_its_types() {
    use zvonok::domain::Operation;
    use zvonok::protocol::{BatchAnswer, Problem};
    let prose = include_str!("../../docs/api.md");
    let examples: Vec<&str> = prose.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(examples.len(), 3);
    serde_json::from_str::<Problem>(examples[0]).unwrap();
    let operation: Operation = serde_json::from_str(examples[1]).unwrap();
    let answer: BatchAnswer = serde_json::from_str(examples[2]).unwrap();
    assert_eq!(answer.verdicts[0].id, operation.id);
    let document = zvonok::server::document().to_json().unwrap();
    let problems = document.split("`/problems/").skip(1).map(|rest| rest.split('`').next().unwrap());
    for kind in problems {
        assert!(prose.contains(&format!("| `/problems/{kind}` |")), "{kind} is not in the table of problems");
    }
}
