//! Requests for corrections: nothing changes until somebody says so, and the asker hears what was said.

use serde_json::{Value, json};
use zvonok::domain::{PeriodKind, SchoolId};
use zvonok::protocol::Answer;
use zvonok::school::SchoolData;

use crate::peer::Bench;
use crate::school::{absence, first_mark, id, operation, school, with};

const LIST: &str = "/v1/schools/s7/corrections";

/// The school under a regulation that wants corrections approved by the director or a deputy.
fn strict() -> SchoolData {
    SchoolData { profile: "crimea-vorobyovo".to_owned(), ..school() }
}

/// A correction of the mark of 18 November from 5 to 4.
fn correction(number: u8) -> Value {
    let fact = json!({"fact": "marks", "work": "l7r-18:1", "pupil": "7a-1"});
    let asked = operation(number, "orlova", &fact, &json!({"is": "marks", "marks": "4"}));
    let asked = with(&asked, "base", "f1".repeat(16));
    with(&asked, "explanation", "Ошиблась строкой при переносе из тетради")
}

fn decide(bench: &Bench, login: &str, number: u8, decision: &str, reason: &str) -> crate::peer::Answer {
    let path = format!("{LIST}/{}/decision", id(number));
    bench.post(&path, &bench.token(login), &json!({"decision": decision, "reason": reason}))
}

fn mark(bench: &Bench) -> String {
    let page = bench.get("/v1/schools/s7/journals/j7r/pages/q2", &bench.token("orlova")).json();
    let facts = page["facts"].as_array().unwrap();
    let fact = facts.iter().find(|fact| fact["work"] == "l7r-18:1" && fact["fact"] == "marks").unwrap();
    fact["value"]["marks"].as_str().unwrap().to_owned()
}

#[test]
fn a_correction_waits_and_goes_into_the_journal_when_it_is_approved() {
    let bench = Bench::with(strict());
    let token = bench.token("orlova");
    let cursor = bench.get("/v1/schools/s7/changes", &token).json()["cursor"].as_str().unwrap().to_owned();
    let asked = correction(1);
    let short = with(&with(&asked, "id", id(9)), "explanation", "ошибка");
    let verdicts = bench.send(&token, &[short, asked.clone(), first_mark(2, "orlova", "l7r-20", "7a-1", "5")]);
    assert_eq!(verdicts[0]["verdict"], "refused", "the explanation is too short: {}", verdicts[0]);
    assert_eq!(verdicts[1]["verdict"], "requested", "{}", verdicts[1]);
    assert_eq!(verdicts[2]["verdict"], "accepted", "a request holds up nothing else: {}", verdicts[2]);
    assert_eq!(mark(&bench), "5");

    let open = bench.get(&format!("{LIST}?state=open"), &bench.token("demidov")).json();
    let found = &open["corrections"][0];
    assert_eq!(found["operation"]["explanation"], "Ошиблась строкой при переносе из тетради");
    assert_eq!((&found["pupil"], &found["date"]), (&json!("Абрамов Артём"), &json!("2026-11-18")));
    assert_eq!((&found["present"]["value"]["marks"], &found["asker"]["id"]), (&json!("5"), &json!("orlova")));

    let approved = decide(&bench, "demidov", 1, "approve", "").json();
    assert_eq!((&approved["state"], &approved["decision"]["by"]["id"]), (&json!("approved"), &json!("demidov")));
    assert_eq!(decide(&bench, "demidov", 1, "approve", "").status, 200, "again is no change");
    decide(&bench, "demidov", 1, "decline", "передумал").is_problem(409, "already-answered");
    assert_eq!(mark(&bench), "4");
    let changes = bench.get(&format!("/v1/schools/s7/changes?after={cursor}"), &token).json();
    assert_eq!(changes["answers"][0]["verdict"], "accepted", "{changes}");
    assert_eq!(bench.send(&token, &[asked])[0]["verdict"], "duplicate");
    assert!(bench.storage().verify(None).unwrap().faults.is_empty());
}

#[test]
fn a_correction_that_is_declined_says_why_and_leaves_the_journal() {
    let bench = Bench::with(strict());
    let token = bench.token("orlova");
    bench.send(&token, &[correction(1)]);
    decide(&bench, "lebedeva", 1, "decline", " ").is_problem(422, "reason-needed");
    assert_eq!(decide(&bench, "lebedeva", 1, "decline", "Нет объяснения ученика").status, 200);
    assert_eq!(mark(&bench), "5");
    let again = &bench.send(&token, &[correction(1)])[0];
    assert_eq!((&again["verdict"], &again["findings"][0]["rule"]), (&json!("refused"), &json!("ZV-DECLINED")));
    assert_eq!(again["findings"][0]["args"]["why"], "Нет объяснения ученика");
    let own = bench.get(LIST, &token).json();
    assert_eq!(own["corrections"][0]["decision"]["reason"], "Нет объяснения ученика");
    let second = with(&correction(2), "explanation", "Ученик объяснил письменно, прилагаю");
    assert_eq!(bench.send(&token, &[second])[0]["verdict"], "requested", "another request may be made");
}

#[test]
fn an_asker_takes_a_request_back_until_it_is_answered() {
    let bench = Bench::with(strict());
    let token = bench.token("orlova");
    bench.send(&token, &[correction(1)]);
    let path = format!("{LIST}/{}/withdrawal", id(1));
    bench.ask("POST", &path, Some(&bench.token("kuzmina")), None).is_problem(404, "not-found");
    assert_eq!(bench.ask("POST", &path, Some(&token), None).json()["state"], "withdrawn");
    assert_eq!(bench.ask("POST", &path, Some(&token), None).status, 200, "again is no change");
    decide(&bench, "demidov", 1, "approve", "").is_problem(409, "already-answered");
    assert_eq!(bench.send(&token, &[correction(1)])[0]["findings"][0]["rule"], "ZV-WITHDRAWN");
    bench.send(&token, &[correction(2)]);
    decide(&bench, "demidov", 2, "approve", "");
    let path = format!("{LIST}/{}/withdrawal", id(2));
    bench.ask("POST", &path, Some(&token), None).is_problem(409, "already-answered");
}

#[test]
fn a_request_that_the_journal_has_overtaken_is_not_approved() {
    let bench = Bench::with(strict());
    let token = bench.token("orlova");
    bench.send(&token, &[correction(1), correction(2)]);
    assert_eq!(decide(&bench, "demidov", 2, "approve", "").status, 200);
    decide(&bench, "demidov", 1, "approve", "").is_problem(409, "overtaken");
    assert_eq!(mark(&bench), "4");
}

#[test]
fn only_whom_the_regulation_names_decides_and_only_the_asker_sees_the_own_requests() {
    let bench = Bench::with(strict());
    bench.send(&bench.token("orlova"), &[correction(1)]);
    for login in ["orlova", "kuzmina", "analyst", "district", "admin"] {
        decide(&bench, login, 1, "approve", "").is_problem(403, "forbidden");
    }
    let seen = |login: &str| bench.get(LIST, &bench.token(login)).json()["corrections"].as_array().unwrap().len();
    assert_eq!(["orlova", "kuzmina", "demidov"].map(seen), [1, 0, 1]);
    bench.get(LIST, &bench.token("admin")).is_problem(403, "forbidden");
    decide(&bench, "demidov", 7, "approve", "").is_problem(404, "not-found");
    let lenient = Bench::new();
    decide(&lenient, "demidov", 1, "approve", "").is_problem(404, "not-found");
}

#[test]
fn the_command_line_answers_in_the_name_of_who_may() {
    let bench = Bench::with(strict());
    bench.send(&bench.token("orlova"), &[correction(1)]);
    let school = SchoolId::new("s7");
    let open = bench.storage().open_corrections(&school).unwrap();
    let asked = open[0].operation.id;
    let now = "2026-11-20T05:00:00Z".parse().unwrap();
    let by = |login: &str| bench.storage().decide_as(&school, login, asked, (Answer::Approve, String::new()), now);
    assert_eq!(by("orlova").unwrap().unwrap_err(), "correction-not-allowed");
    assert!(by("nobody").is_err());
    assert!(by("lebedeva").unwrap().is_ok());
    assert_eq!(mark(&bench), "4");
    assert!(bench.storage().open_corrections(&school).unwrap().is_empty());
}

#[test]
fn lists_go_on_where_they_ended() {
    let bench = Bench::with(strict());
    let token = bench.token("orlova");
    let many: Vec<Value> = (1..=120).map(correction).collect();
    assert!(bench.send(&token, &many).iter().all(|verdict| verdict["verdict"] == "requested"));
    let first = bench.get(LIST, &token).json();
    let next = first["next"].as_str().unwrap();
    let second = bench.get(&format!("{LIST}?after={next}"), &token).json();
    let count = |answer: &Value| answer["corrections"].as_array().unwrap().len();
    assert_eq!((count(&first), count(&second), second.get("next")), (100, 20, None));
    bench.get(&format!("{LIST}?after=x"), &token).is_problem(400, "bad-request");
}

#[test]
fn a_closed_period_takes_no_entry_of_any_kind() {
    let mut data = school();
    data.periods[0].closed = true;
    let bench = Bench::with(data);
    let token = bench.token("orlova");
    let topic = crate::school::topic(2, "orlova", "l7r-20", "Причастие");
    let entries = [
        absence(1, "orlova", "l7r-20", "7a-1"),
        topic,
        first_mark(3, "orlova", "l7r-20", "7a-1", "5"),
        term(4, "orlova", "q2", "j7r"),
    ];
    for verdict in bench.send(&token, &entries) {
        assert_eq!(verdict["findings"][0]["rule"], "STD-6.1-02", "{verdict}");
    }
}

fn term(number: u8, account: &str, period: &str, journal: &str) -> Value {
    let fact = json!({"fact": "term", "journal": journal, "period": period, "pupil": "7a-1"});
    operation(number, account, &fact, &json!({"is": "term", "mark": "5"}))
}

#[test]
fn a_class_teacher_enters_term_marks_of_the_own_class_where_the_regulation_says_so() {
    let bench = Bench::new();
    let token = bench.token("kuzmina");
    let verdicts = bench.send(
        &token,
        &[
            term(1, "kuzmina", "q2", "j7r"),
            first_mark(2, "kuzmina", "l7r-20", "7a-1", "5"),
            with(&term(3, "kuzmina", "q2", "j5r"), "pupil", "5a-1"),
        ],
    );
    assert_eq!(verdicts[0]["verdict"], "accepted", "{}", verdicts[0]);
    assert_eq!(verdicts[1]["verdict"], "refused", "a current mark of another's subject: {}", verdicts[1]);
    assert_eq!(verdicts[2]["findings"][0]["rule"], "ZV-ACCESS", "another class: {}", verdicts[2]);
    let strict = Bench::with(strict());
    let verdicts = strict.send(&strict.token("kuzmina"), &[term(1, "kuzmina", "q2", "j7r")]);
    assert_eq!(verdicts[0]["findings"][0]["rule"], "ZV-ACCESS", "the text grants nothing of the kind: {}", verdicts[0]);
}

#[test]
fn a_term_mark_is_judged_with_the_marks_that_it_rests_on() {
    let mut data = SchoolData { profile: "altai-stdr".to_owned(), ..school() };
    assert_eq!(data.periods[0].kind, PeriodKind::Quarter);
    data.periods[0].closed = false;
    let bench = Bench::with(data);
    let low = with(&term(1, "orlova", "q2", "j7r"), "value", json!({"is": "term", "mark": "3"}));
    let verdict = &bench.send(&bench.token("orlova"), &[low])[0];
    let rules: Vec<&str> =
        verdict["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert!(rules.contains(&"STD-2.6-01"), "three against a mean of five: {verdict}");
    assert!(rules.contains(&"STD-6.4-03"), "one mark is too few: {verdict}");
}

#[test]
fn a_mark_of_a_period_that_is_in_the_journal_is_corrected_by_a_request_and_both_values_are_kept() {
    let bench = Bench::with(strict());
    let token = bench.token("orlova");
    let held = |bench: &Bench| {
        let page = bench.get("/v1/schools/s7/journals/j7r/pages/q2", &token).json();
        let facts = page["facts"].as_array().unwrap().clone();
        facts.into_iter().find(|fact| fact["fact"] == "term").unwrap()["value"]["mark"].clone()
    };
    assert_eq!(bench.send(&token, &[term(1, "orlova", "q2", "j7r")])[0]["verdict"], "accepted");
    let change = with(&term(2, "orlova", "q2", "j7r"), "value", json!({"is": "term", "mark": "4"}));
    let change = with(&change, "base", id(1));
    let silent = &bench.send(&token, std::slice::from_ref(&change))[0];
    assert_eq!((&silent["verdict"], &silent["findings"][0]["rule"]), (&json!("refused"), &json!("VOR-2.21-02")));
    let asked = with(&with(&change, "id", id(3)), "explanation", "Учтена пересданная контрольная работа, прошу исправить");
    let verdict = &bench.send(&token, std::slice::from_ref(&asked))[0];
    assert_eq!(verdict["verdict"], "requested", "{verdict}");
    assert_eq!(held(&bench), "5", "nothing changes until somebody says so");

    let open = bench.get(&format!("{LIST}?state=open"), &bench.token("demidov")).json();
    let found = &open["corrections"][0];
    assert_eq!((&found["present"]["value"]["mark"], &found["operation"]["value"]["mark"]), (&json!("5"), &json!("4")));
    assert_eq!((&found["pupil"], &found["asker"]["id"]), (&json!("Абрамов Артём"), &json!("orlova")));
    assert_eq!(decide(&bench, "demidov", 3, "approve", "").json()["state"], "approved");
    assert_eq!(held(&bench), "4");
    assert_eq!(bench.send(&token, &[asked])[0]["verdict"], "duplicate");
    assert!(bench.storage().verify(None).unwrap().faults.is_empty());
    let again = with(&with(&term(4, "orlova", "q2", "j7r"), "value", json!({"is": "term", "mark": "4"})), "base", id(3));
    assert_eq!(bench.send(&token, &[again])[0]["verdict"], "accepted", "what says the same is no correction");
}
