//! Remarks, counts for reports, the audit log, keys for repeats.

use serde_json::{Value, json};

use crate::peer::Bench;
use crate::school::first_mark;

const REMARKS: &str = "/v1/schools/s7/remarks";

#[test]
fn a_remark_is_made_once_answered_by_the_teacher_and_closed() {
    let bench = Bench::new();
    let (deputy, teacher) = (bench.token("demidov"), bench.token("orlova"));
    let body = json!({"journal": "j7r", "lesson": "l7r-19", "text": "Нет темы урока", "due": "2026-11-27"});
    let headers = format!("Authorization: Bearer {deputy}\r\nContent-Type: application/json\r\nIdempotency-Key: \"k1\"\r\n");
    let post = |body: &Value| bench.raw("POST", REMARKS, &headers, body.to_string().as_bytes());
    let made = post(&body).json();
    assert_eq!(post(&body).json()["id"], made["id"], "the same key and body give the same remark");
    post(&json!({"journal": "j7r", "text": "Другое"})).is_problem(422, "key-reused");
    bench.post(REMARKS, &deputy, &json!({"journal": "j7r", "text": " "})).is_problem(422, "invalid");
    bench.post(REMARKS, &deputy, &json!({"journal": "j9", "text": "x"})).is_problem(404, "not-found");
    let seen = |token: &str| bench.get(REMARKS, token).json()["remarks"].as_array().unwrap().len();
    assert_eq!((seen(&deputy), seen(&teacher), seen(&bench.token("voronov"))), (1, 1, 0));

    let path = format!("{REMARKS}/{}", made["id"].as_str().unwrap());
    let answer = json!({"text": "Тема внесена"});
    bench.post(&format!("{path}/answer"), &bench.token("kuzmina"), &answer).is_problem(403, "forbidden");
    let answered = bench.post(&format!("{path}/answer"), &teacher, &answer).json();
    assert_eq!((&answered["answer"]["text"], &answered["answer"]["by"]["id"]), (&json!("Тема внесена"), &json!("orlova")));
    let closed = bench.ask("POST", &format!("{path}/closing"), Some(&deputy), None).json();
    assert_eq!(closed["closed"]["by"]["id"], "demidov");
    bench.post(&format!("{path}/answer"), &teacher, &answer).is_problem(409, "already-answered");
    assert!(bench.storage().verify(None).unwrap().faults.is_empty());
}

#[test]
fn counts_are_those_of_the_journal_and_small_groups_stay_hidden() {
    let bench = Bench::new();
    bench.send(&bench.token("orlova"), &[first_mark(1, "orlova", "l7r-20", "7a-1", "4")]);
    let path = "/v1/schools/s7/reports/marks?from=2026-11-01&to=2026-11-30";
    let report = bench.get(path, &bench.token("demidov")).json();
    let row = report["rows"].as_array().unwrap().iter().find(|row| row["class"] == "7А" && row["subject"] == "Русский язык");
    let counts = &row.unwrap()["counts"];
    assert_eq!(counts["marks"], json!([1, 1, 0, 0]), "{counts}");
    assert_eq!((&counts["lessons"], &counts["topics"], &counts["absences"]), (&json!(5), &json!(1), &json!(1)));
    assert_eq!((&counts["mean"], &counts["pupils"]), (&json!(4.5), &json!(3)));
    let hidden = bench.get(path, &bench.token("analyst")).json();
    assert!(
        hidden["rows"].as_array().unwrap().iter().all(|row| row.get("counts").is_none()),
        "three pupils are named by a mean"
    );
    bench
        .get("/v1/schools/s7/reports/marks?from=2026-11-30&to=2026-11-01", &bench.token("demidov"))
        .is_problem(400, "bad-request");
}

#[test]
fn the_audit_log_names_who_did_what_without_names_or_marks() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    bench.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "4")]);
    let told = json!({"kind": "export", "what": "marks.csv", "journal": "j7r"});
    assert_eq!(bench.post("/v1/schools/s7/disclosures", &token, &told).status, 204);
    let log = bench.get("/v1/schools/s7/audit", &bench.token("demidov"));
    let lines = log.json()["lines"].as_array().unwrap().clone();
    let kinds: Vec<&str> = lines.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    for kind in ["import", "operations", "export"] {
        assert!(kinds.contains(&kind), "{kind}: {kinds:?}");
    }
    let export = lines.iter().find(|line| line["kind"] == "export").unwrap();
    assert_eq!((&export["actor"], &export["detail"]["what"]), (&json!("orlova"), &json!("marks.csv")));
    for secret in ["Абрамов", "Орлова", "\"4\""] {
        assert!(!log.body.contains(secret), "{secret}");
    }
}
