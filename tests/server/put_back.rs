//! A batch names the journal that it was made for, by a cursor of it: another one takes nothing of it.

use serde_json::{Value, json};

use crate::peer::{Answer, Bench};
use crate::school::{absence, first_mark};

const PAGE: &str = "/v1/schools/s7/journals/j7r/pages/q2";

fn send(bench: &Bench, token: &str, operations: &[Value], cursor: &Value) -> Answer {
    bench.post("/v1/schools/s7/operations", token, &json!({"operations": operations, "cursor": cursor}))
}

fn verdicts(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let answer = answer.json();
    let verdicts = answer["verdicts"].as_array().unwrap().iter();
    verdicts.map(|verdict| verdict["verdict"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_journal_takes_nothing_of_a_batch_that_was_made_for_another() {
    let mut bench = Bench::new();
    let token = bench.token("orlova");
    let page = || bench.get(PAGE, &token).json();
    let seen = page()["cursor"].clone();
    let (mark, blind) = (first_mark(1, "orlova", "l7r-20", "7a-1", "5"), first_mark(2, "orlova", "l7r-20", "7a-1", "2"));
    let answer = send(&bench, &token, &[mark.clone(), blind.clone()], &seen);
    assert_eq!(verdicts(&answer), ["accepted", "conflict"], "the cursor of a page is one of this journal's");
    let newest = answer.json()["cursor"].clone();
    assert_eq!(verdicts(&send(&bench, &token, std::slice::from_ref(&mark), &newest)), ["duplicate"]);
    assert_eq!(verdicts(&send(&bench, &token, std::slice::from_ref(&mark), &seen)), ["duplicate"], "an old one is too");

    // As a backup that is put back names it.
    bench.journal.behind("UPDATE meta SET value = 'another' WHERE name = 'epoch'");
    let (before, late) = (page(), absence(3, "orlova", "l7r-20", "7a-2"));
    let ahead = format!("{}9", before["cursor"].as_str().unwrap());
    for gone in [&seen, &newest, &json!(ahead), &json!("another"), &json!("another.-1.0"), &json!("")] {
        for batch in [&[mark.clone(), late.clone()][..], std::slice::from_ref(&blind), &[]] {
            send(&bench, &token, batch, gone).is_problem(410, "cursor-gone");
        }
    }
    assert_eq!(page(), before, "nothing of it was done, and nothing was kept");

    let now = &before["cursor"];
    assert_eq!(verdicts(&send(&bench, &token, &[mark.clone(), late.clone()], now)), ["duplicate", "accepted"], "asked anew");
    let again = |cursor: &Value| verdicts(&send(&bench, &token, &[late.clone(), blind.clone()], cursor));
    assert_eq!(again(&Value::Null), ["duplicate", "conflict"], "who names none is answered by whatever journal is there");
    bench.restart();
    let again = |cursor: &Value| verdicts(&send(&bench, &token, &[late.clone(), blind.clone()], cursor));
    assert_eq!(again(now), ["duplicate", "conflict"], "a restart makes no other journal");
}
