//! The history of a place: every version, for those who may open the journal.

use serde_json::json;

use crate::peer::Bench;
use crate::school::{absence, first_mark, id, operation, with};

const OF: &str = "/v1/schools/s7/journals/j7r/history";

#[test]
fn every_version_of_a_cell_is_told_with_who_wrote_it_and_when() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let fact = json!({"fact": "marks", "work": "l7r-18:1", "pupil": "7a-1"});
    let changed = operation(1, "orlova", &fact, &json!({"is": "marks", "marks": "4"}));
    let changed = with(&with(&changed, "base", "f1".repeat(16)), "reason", "Ошиблась строкой");
    let changed = with(&changed, "explanation", "Отметка соседа по списку");
    let verdicts = bench.send(&token, &[changed, first_mark(2, "orlova", "l7r-20", "7a-1", "5")]);
    assert_eq!((&verdicts[0]["verdict"], &verdicts[1]["verdict"]), (&json!("accepted"), &json!("accepted")), "{verdicts:?}");

    let found = bench.get(&format!("{OF}?lesson=l7r-18&pupil=7a-1"), &token).json();
    let versions = found["versions"].as_array().expect("versions");
    let marks: Vec<_> = versions.iter().map(|version| version["value"]["marks"].as_str().unwrap_or("")).collect();
    assert_eq!(marks, ["4", "5"], "the newest first: {found}");
    assert_eq!((&versions[0]["author"]["id"], &versions[0]["version"]), (&json!("orlova"), &json!(id(1))));
    assert_eq!(versions[0]["reason"], "Отметка соседа по списку", "what was explained to whoever approves");

    // Another pupil, another lesson, and what is about no pupil stand elsewhere.
    let none = bench.get(&format!("{OF}?lesson=l7r-18&pupil=7a-2"), &token).json();
    assert!(none["versions"].as_array().is_some_and(|versions| versions.iter().all(|of| of["pupil"] == "7a-2")), "{none}");
    let other = bench.get(&format!("{OF}?lesson=l7r-20&pupil=7a-1"), &token).json();
    assert_eq!(other["versions"].as_array().map(Vec::len), Some(1), "{other}");
    let lesson = bench.get(&format!("{OF}?lesson=l7r-18"), &token).json();
    assert!(lesson["versions"].as_array().is_some_and(|versions| versions.iter().all(|of| of.get("pupil").is_none())));
}

#[test]
fn a_history_is_for_those_who_may_open_the_journal() {
    let bench = Bench::new();
    let absent = absence(1, "orlova", "l7r-20", "7a-2");
    assert_eq!(bench.send(&bench.token("orlova"), &[absent])[0]["verdict"], "accepted");
    let path = format!("{OF}?lesson=l7r-20&pupil=7a-2");
    for (login, status) in
        [("orlova", 200), ("kuzmina", 200), ("demidov", 200), ("voronov", 403), ("admin", 403), ("analyst", 403)]
    {
        assert_eq!(bench.get(&path, &bench.token(login)).status, status, "{login}");
    }
    for wrong in ["", "?lesson=l7r-20&period=q2", "?pupil=7a-2"] {
        bench.get(&format!("{OF}{wrong}"), &bench.token("orlova")).is_problem(404, "not-found");
    }
    bench.get("/v1/schools/s7/journals/none/history?lesson=l7r-20", &bench.token("orlova")).is_problem(404, "not-found");
}
