//! Verdicts, compare-and-set, idempotency, and the stream of changes.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use zvonok::domain::{LessonId, SchoolId};
use zvonok::server::LessonChange;

use crate::peer::Bench;
use crate::school::{absence, first_mark, id, operation, topic, with};

fn kinds(verdicts: &[Value]) -> Vec<&str> {
    verdicts.iter().map(|verdict| verdict["verdict"].as_str().unwrap()).collect()
}

fn page(bench: &Bench, journal: &str) -> Value {
    let path = format!("/v1/schools/s7/journals/{journal}/pages/q2");
    let answer = bench.get(&path, &bench.token("orlova"));
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

fn fact<'a>(page: &'a Value, kind: &str, pupil: &str) -> Option<&'a Value> {
    let on_20th =
        |fact: &&Value| fact["lesson"] == "l7r-20" || fact["work"].as_str().is_some_and(|work| work.starts_with("l7r-20"));
    let facts = page["facts"].as_array().unwrap();
    facts.iter().filter(on_20th).find(|fact| fact["fact"] == kind && (pupil.is_empty() || fact["pupil"] == pupil))
}

#[test]
fn a_batch_gets_one_verdict_an_operation_and_each_is_judged_alone() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let mark = first_mark(1, "orlova", "l7r-20", "7a-1", "5");
    let verdicts = bench.send(
        &token,
        &[
            mark.clone(),
            absence(2, "orlova", "l7m-20", "7a-1"),
            mark,
            first_mark(3, "orlova", "l7r-20", "7a-1", "4"),
            absence(4, "orlova", "nowhere", "7a-1"),
            absence(5, "orlova", "l7r-20", "5a-1"),
            absence(6, "orlova", "l7r-20", "7a-2"),
        ],
    );
    assert_eq!(kinds(&verdicts), ["accepted", "refused", "duplicate", "conflict", "refused", "refused", "accepted"]);
    assert_eq!(verdicts[0]["id"], id(1));
    assert_eq!(verdicts[1]["findings"][0]["rule"], "ZV-ACCESS");
    assert_eq!(verdicts[3]["present"]["value"]["marks"], "5", "the present value comes along");
    assert_eq!(verdicts[3]["present"]["version"], id(1));
    assert_eq!(verdicts[4]["findings"][0]["args"]["what"], "lesson");
    assert_eq!(verdicts[5]["findings"][0]["args"]["what"], "pupil", "a pupil of another class");
    let page = page(&bench, "j7r");
    assert_eq!(fact(&page, "marks", "7a-1").unwrap()["value"]["marks"], "5");
    assert_eq!(fact(&page, "work", "").unwrap()["value"]["kind"], "oral", "the mark made its work");
    assert!(fact(&page, "absence", "7a-2").is_some());
    assert!(page["works"].as_array().unwrap().iter().any(|work| work["id"] == "l7r-20:1"));
}

#[test]
fn an_operation_builds_on_an_own_one_of_the_same_batch() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let second = with(&first_mark(2, "orlova", "l7r-20", "7a-1", "4"), "base", id(1));
    let cleared = with(&with(&second, "id", id(3)), "base", id(2));
    let mut cleared = cleared;
    cleared.as_object_mut().unwrap().remove("value");
    let verdicts = bench.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "5"), second, cleared]);
    assert_eq!(kinds(&verdicts), ["accepted"; 3], "{verdicts:?}");
    let page = page(&bench, "j7r");
    let mark = fact(&page, "marks", "7a-1").unwrap();
    assert_eq!((mark.get("value"), &mark["version"]), (None, &json!(id(3))), "a clearing is a version too");
    let again = first_mark(4, "orlova", "l7r-20", "7a-1", "3");
    assert_eq!(kinds(&bench.send(&token, &[again])), ["accepted"], "nothing seen, and nothing there");
}

#[test]
fn a_repeated_operation_is_a_duplicate_for_ever_and_another_body_is_refused() {
    let mut bench = Bench::new();
    let token = bench.token("orlova");
    let mark = first_mark(1, "orlova", "l7r-20", "7a-1", "5");
    assert_eq!(kinds(&bench.send(&token, std::slice::from_ref(&mark))), ["accepted"]);
    let later = with(&first_mark(2, "orlova", "l7r-20", "7a-1", "4"), "base", id(1));
    assert_eq!(kinds(&bench.send(&token, &[later])), ["accepted"]);
    bench.restart();
    bench.set_clock("2026-11-27T04:07:00Z");
    assert_eq!(kinds(&bench.send(&token, std::slice::from_ref(&mark))), ["duplicate"], "after a restart and a week");
    let forged = with(&mark, "comment", "другое");
    let verdicts = bench.send(&token, &[forged]);
    assert_eq!((kinds(&verdicts), &verdicts[0]["findings"][0]["rule"]), (vec!["refused"], &json!("ZV-ID")));
    assert_eq!(fact(&page(&bench, "j7r"), "marks", "7a-1").unwrap()["value"]["marks"], "4", "the later mark stands");
}

#[test]
fn an_operation_keeps_its_identity_when_the_protocol_grows() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let mark = with(&first_mark(1, "orlova", "l7r-20", "7a-1", "5"), "invented_later", json!({"b": 1, "a": [null]}));
    assert_eq!(kinds(&bench.send(&token, std::slice::from_ref(&mark))), ["accepted"]);
    let spaced = format!("{{\"operations\": [{}]}}", serde_json::to_string_pretty(&mark).unwrap());
    let headers = format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\n");
    let answer = bench.raw("POST", "/v1/schools/s7/operations", &headers, spaced.as_bytes());
    assert_eq!(answer.json()["verdicts"][0]["verdict"], "duplicate", "laid out otherwise, the same operation");
    let other = with(&mark, "invented_later", json!({"b": 2, "a": [null]}));
    assert_eq!(bench.send(&token, &[other])[0]["findings"][0]["rule"], "ZV-ID", "what is not known is not ignored");
}

#[test]
fn a_verdict_stands_until_its_author_asks_for_another() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let early = with(&first_mark(2, "orlova", "l7r-20", "7a-1", "4"), "base", id(1));
    assert_eq!(kinds(&bench.send(&token, std::slice::from_ref(&early))), ["conflict"], "its base is not there yet");
    let outside = first_mark(3, "orlova", "l7r-20", "8b-1", "4");
    assert_eq!(kinds(&bench.send(&token, std::slice::from_ref(&outside))), ["refused"]);
    assert_eq!(kinds(&bench.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "5")])), ["accepted"]);
    let copies = bench.send(&token, &[early.clone(), outside.clone()]);
    assert_eq!(kinds(&copies), ["conflict", "refused"], "copies that the network brought late are not judged anew");
    assert_eq!(copies[0]["present"]["version"], id(1), "what the journal holds now");
    assert_eq!(copies[1]["findings"][0]["rule"], "ZV-TARGET");
    assert_eq!(fact(&page(&bench, "j7r"), "marks", "7a-1").unwrap()["value"]["marks"], "5");
    let again = |times: u32| {
        let body = json!({"operations": [early], "again": {id(2): times}});
        bench.post("/v1/schools/s7/operations", &token, &body).json()["verdicts"][0]["verdict"].clone()
    };
    assert_eq!(again(1), "accepted", "now its base is there");
    assert_eq!(again(1), "duplicate");
}

#[test]
fn a_conflict_over_a_cleared_cell_stays_one() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    assert_eq!(kinds(&bench.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "5")])), ["accepted"]);
    let blind = first_mark(2, "orlova", "l7r-20", "7a-1", "2");
    assert_eq!(kinds(&bench.send(&token, std::slice::from_ref(&blind))), ["conflict"]);
    let mut cleared = with(&first_mark(3, "orlova", "l7r-20", "7a-1", "5"), "base", id(1));
    cleared.as_object_mut().unwrap().remove("value");
    assert_eq!(kinds(&bench.send(&token, &[cleared])), ["accepted"]);
    assert_eq!(kinds(&bench.send(&token, &[blind])), ["conflict"], "its author may have given it up meanwhile");
}

#[test]
fn roll_calls_agree_and_absences_do_not() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let confirmed = |number| {
        operation(number, "orlova", &json!({"fact": "attendance", "lesson": "l7r-20"}), &json!({"is": "confirmed"}))
    };
    let verdicts = bench.send(&token, &[absence(1, "orlova", "l7r-20", "7a-1"), confirmed(2)]);
    assert_eq!(kinds(&verdicts), ["accepted", "accepted"]);
    let verdicts = bench.send(&token, &[absence(3, "orlova", "l7r-20", "7a-1"), confirmed(4)]);
    assert_eq!(kinds(&verdicts), ["conflict", "accepted"], "conflicts of a roll call are per pupil");
}

#[test]
fn the_kind_of_a_work_that_came_with_a_mark_is_nobodys_word() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let work = |number, kind: &str| {
        let value = json!({"is": "work", "journal": "j7r", "lesson": "l7r-20", "kind": kind, "obligatory": true});
        operation(number, "orlova", &json!({"fact": "work", "work": "l7r-20:1"}), &value)
    };
    let taken_away = operation(6, "orlova", &json!({"fact": "work", "work": "l7r-20:1"}), &Value::Null);
    let verdicts = bench.send(
        &token,
        &[
            first_mark(1, "orlova", "l7r-20", "7a-1", "5"),
            work(2, "test"),
            work(3, "credit"),
            with(&work(4, "credit"), "base", id(2)),
            with(&taken_away, "base", id(4)),
        ],
    );
    assert_eq!(kinds(&verdicts), ["accepted", "accepted", "conflict", "accepted", "refused"], "{verdicts:?}");
    assert_eq!(verdicts[4]["findings"][0]["rule"], "ZV-WORK");
    let page = page(&bench, "j7r");
    let works = page["works"].as_array().unwrap();
    assert_eq!(works.iter().find(|work| work["id"] == "l7r-20:1").unwrap()["kind"], "credit");
}

#[test]
fn values_that_do_not_fit_are_refused() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let absent = json!({"fact": "absence", "lesson": "l7r-20", "pupil": "7a-1"});
    let elsewhere = json!({"is": "marks", "marks": "5", "creates": {"journal": "j5r", "lesson": "l7r-20", "kind": "oral"}});
    let wrong = [
        operation(1, "orlova", &absent, &json!({"is": "confirmed"})),
        topic(2, "orlova", "l7r-20", " "),
        topic(3, "orlova", "l7r-20", "Прича\u{1b}[31mстие"),
        topic(4, "orlova", "l7r-20", &"я".repeat(1001)),
        operation(5, "orlova", &json!({"fact": "marks", "work": "l7r-20:1", "pupil": "7a-1"}), &elsewhere),
        with(&absence(6, "orlova", "l7r-20", "7a-1"), "comment", "x".repeat(1001)),
    ];
    for operation in wrong {
        let verdicts = bench.send(&token, std::slice::from_ref(&operation));
        assert_eq!(verdicts[0]["findings"][0]["rule"], "ZV-VALUE", "{operation}: {verdicts:?}");
    }
    let nowhere = operation(
        7,
        "orlova",
        &json!({"fact": "marks", "work": "w", "pupil": "7a-1"}),
        &json!({"is": "marks", "marks": "5"}),
    );
    assert_eq!(bench.send(&token, &[nowhere])[0]["findings"][0]["args"]["what"], "work");
}

#[test]
fn a_malformed_batch_is_a_problem_as_a_whole() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let path = "/v1/schools/s7/operations";
    let mark = first_mark(1, "orlova", "l7r-20", "7a-1", "5");
    for (name, value) in [("id", json!("x")), ("made_at", json!("yesterday")), ("fact", json!("unheard"))] {
        let batch = json!({"operations": [with(&mark, name, value)]});
        bench.ask("POST", path, Some(&token), Some(&batch)).is_problem(422, "invalid");
    }
    let many = json!({"operations": vec![mark.clone(); 201]});
    bench.ask("POST", path, Some(&token), Some(&many)).is_problem(413, "too-large");
    let unknown = with(&mark, "invented_later", true);
    assert_eq!(kinds(&bench.send(&token, &[unknown])), ["accepted"], "unknown fields are ignored");
}

#[test]
fn an_instant_that_cannot_be_believed_is_accepted_and_noted() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let cases = [("2026-11-20T04:11:00Z", false), ("2026-11-20T04:13:00Z", true), ("2026-11-20T03:50:00Z", true)];
    for (number, (made_at, noted)) in (1..).zip(cases) {
        let late = with(&topic(number, "orlova", "l7r-20", "Причастие"), "made_at", made_at);
        let late = if number > 1 { with(&late, "base", id(number - 1)) } else { late };
        let verdict = &bench.send(&token, &[late])[0];
        assert_eq!(verdict["verdict"], "accepted", "{verdict}");
        let findings = verdict["findings"].as_array().cloned().unwrap_or_default();
        assert_eq!(findings.iter().any(|finding| finding["rule"] == "ZV-CLOCK"), noted, "{made_at}: {verdict}");
    }
}

#[test]
fn an_entry_is_judged_by_the_timetable_of_its_making() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let substitute = LessonChange::Substitute(Some("voronov".into()));
    let at = "2026-11-20T04:30:00Z";
    bench.storage().change_lesson(&SchoolId::new("s7"), &LessonId::new("l7r-20"), substitute, at.parse().unwrap()).unwrap();
    bench.set_clock("2026-11-20T05:00:00Z");
    let before = absence(1, "orlova", "l7r-20", "7a-1");
    let after = with(&absence(2, "orlova", "l7r-20", "7a-2"), "made_at", "2026-11-20T04:45:00Z");
    assert_eq!(kinds(&bench.send(&token, &[before, after])), ["accepted", "refused"]);
    let by_substitute = with(&absence(3, "voronov", "l7r-20", "7a-2"), "made_at", "2026-11-20T04:45:00Z");
    assert_eq!(kinds(&bench.send(&bench.token("voronov"), &[by_substitute])), ["accepted"]);
}

#[test]
fn an_entry_for_a_lesson_that_was_moved_unseen_is_a_conflict() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let id = LessonId::new("l7r-20");
    let change = |change: LessonChange, at: &str| {
        bench.storage().change_lesson(&SchoolId::new("s7"), &id, change, at.parse().unwrap()).unwrap()
    };
    let unseen = |number, pupil| with(&absence(number, "orlova", "l7r-20", pupil), "timetable_version", 0);
    let blind = unseen(1, "7a-1");
    let cancelled = change(LessonChange::Cancel, "2026-11-20T04:30:00Z");
    bench.set_clock("2026-11-20T05:00:00Z");
    for _ in 0..2 {
        let verdict = &bench.send(&token, std::slice::from_ref(&blind))[0];
        assert_eq!((&verdict["verdict"], &verdict["lesson"]["cancelled"]), (&json!("conflict"), &json!(true)), "{verdict}");
    }
    let restored = change(LessonChange::Restore, "2026-11-20T05:00:00Z");
    let again = with(&absence(2, "orlova", "l7r-20", "7a-1"), "timetable_version", restored.timetable_version);
    assert_eq!(kinds(&bench.send(&token, &[again])), ["accepted"], "who saw the change is asked nothing");
    let seen = with(&absence(3, "orlova", "l7r-20", "7a-2"), "timetable_version", cancelled.timetable_version);
    assert_eq!(kinds(&bench.send(&token, &[seen])), ["conflict"], "it was put back since");
    assert_eq!(kinds(&bench.send(&token, &[unseen(4, "7a-2")])), ["accepted"], "as it was when it was seen");
    assert!(fact(&page(&bench, "j7r"), "absence", "7a-1").is_some());
}

#[test]
fn a_topic_uses_an_hour_of_the_plan() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let used = || {
        let page = page(&bench, "j7r");
        page["plan"].as_array().unwrap().iter().map(|item| item["used"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(used(), [1, 0, 0]);
    let fact = json!({"fact": "topic", "lesson": "l7r-20"});
    let planned = json!({"is": "topic", "text": "Деепричастие", "plan_item": "j7r-p2"});
    let verdicts = bench.send(&token, &[operation(1, "orlova", &fact, &planned)]);
    assert_eq!(kinds(&verdicts), ["accepted"], "{verdicts:?}");
    assert_eq!(used(), [1, 1, 0]);
    let cleared = with(&operation(2, "orlova", &fact, &Value::Null), "base", id(1));
    assert_eq!(kinds(&bench.send(&token, &[cleared])), ["accepted"]);
    assert_eq!(used(), [1, 0, 0]);
}

#[test]
fn changes_since_a_cursor_come_once_and_in_order() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let changes = |token: &str, query: &str| bench.get(&format!("/v1/schools/s7/changes?{query}"), token).json();
    let cursor = |answer: &Value| answer["cursor"].as_str().unwrap().to_owned();
    let start = cursor(&page(&bench, "j7r"));
    assert_eq!(cursor(&changes(&token, "")), start, "without a cursor only the present one is told");
    assert_eq!(changes(&token, &format!("after={start}"))["changes"], json!([]));
    bench.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "5"), absence(2, "orlova", "l7r-20", "7a-2")]);
    let found = changes(&token, &format!("after={start}"));
    let facts: Vec<&str> =
        found["changes"].as_array().unwrap().iter().map(|change| change["fact"]["fact"].as_str().unwrap()).collect();
    assert_eq!(facts, ["work", "marks", "absence"], "{found}");
    assert_eq!(found["changes"][1]["journal"], "j7r");
    assert_eq!(found["more"], false);
    let next = cursor(&found);
    assert_eq!(changes(&token, &format!("after={next}"))["changes"], json!([]));
    let foreign = changes(&bench.token("voronov"), &format!("after={start}"));
    assert_eq!(foreign["changes"], json!([]), "not a journal of this account");
    let all = changes(&bench.token("demidov"), &format!("after={start}"));
    assert_eq!(all["changes"].as_array().unwrap().len(), 3);
    for wrong in ["x", "0", "0.0", "zz.1", &format!("{start}9")] {
        bench.get(&format!("/v1/schools/s7/changes?after={wrong}"), &token).is_problem(410, "cursor-gone");
    }
    bench.get("/v1/schools/s7/changes?wait=soon", &token).is_problem(400, "bad-request");
    bench.get("/v1/schools/s7/changes?wait=61", &token).is_problem(400, "bad-request");
}

#[test]
fn a_long_poll_hears_of_a_change_and_of_the_stop() {
    let mut bench = Bench::new();
    let (token, deputy) = (bench.token("orlova"), bench.token("demidov"));
    let start = page(&bench, "j7r")["cursor"].as_str().unwrap().to_owned();
    let path = format!("/v1/schools/s7/changes?after={start}&wait=30");
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let poll = scope.spawn(|| bench.get(&path, &deputy).json());
        bench.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "5")]);
        assert_eq!(poll.join().unwrap()["changes"].as_array().unwrap().len(), 2);
    });
    let cursor = page(&bench, "j7r")["cursor"].as_str().unwrap().to_owned();
    let server = bench.server.take().unwrap();
    let path = format!("/v1/schools/s7/changes?after={cursor}&wait=30");
    std::thread::scope(|scope| {
        let poll = scope.spawn(|| bench.get(&path, &deputy).json());
        // A server that stops answers what was begun: the poll must be.
        while server.polls() == 0 {
            assert!(begun.elapsed() < Duration::from_secs(10), "the poll never began");
            std::thread::yield_now();
        }
        scope.spawn(|| server.stop());
        assert_eq!(poll.join().unwrap()["changes"], json!([]));
    });
    assert!(begun.elapsed() < Duration::from_secs(20), "nobody waited for the end of a poll");
}
