//! Every case under `tests/regulation/` against what it expects: the contract of `zvonok check`.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use zvonok::regulation::{Case, Profile, check, check_in_full};
use zvonok::strings::{Language, Strings};

struct Line {
    place: String,
    text: String,
    expect: Value,
}

fn lines() -> Vec<Line> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regulation");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the folder of cases").map(|file| file.expect("a file").path()).collect();
    files.sort();
    let mut lines = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "jsonl")) {
        let text = std::fs::read_to_string(file).expect("a file of cases");
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = format!("{}:{}", file.file_name().expect("a name").to_string_lossy(), number + 1);
            let mut value: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{place}: {error}"));
            let expect = value["expect"].take();
            assert!(expect.is_object(), "{place}: a case without `expect`");
            lines.push(Line { place, text: line.to_owned(), expect });
        }
    }
    lines
}

fn ids<'a>(list: &'a Value) -> impl Iterator<Item = &'a str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// What differs from the expectation of a case.
fn faults(line: &Line, strings: &Strings) -> Vec<String> {
    let case = match Case::from_json(&line.text) {
        Ok(case) => case,
        Err(error) => return vec![format!("not a case: {error}")],
    };
    let name = case.profile.as_deref().unwrap_or("standard");
    let Some(profile) = Profile::built_in(name) else { return vec![format!("no profile {name}")] };
    let answer = check_in_full(&profile, &case);
    let json = answer.to_json(case.case.as_deref(), &|finding| strings.finding(finding));
    let json: Value = serde_json::from_str(&json).expect("an answer is JSON");
    let found: BTreeSet<&str> = answer.findings.iter().map(|finding| finding.rule.as_str()).collect();
    let undecided: BTreeSet<&str> = answer.undecided.iter().map(zvonok::domain::RuleId::as_str).collect();
    let mut faults = Vec::new();
    for (key, wanted) in line.expect.as_object().expect("an object") {
        match key.as_str() {
            "rules" => faults.extend(ids(wanted).filter(|id| !found.contains(id)).map(|id| format!("{id} is missing"))),
            "not_rules" => faults.extend(ids(wanted).filter(|id| found.contains(id)).map(|id| format!("{id} fires"))),
            "undecided_has" => {
                faults.extend(ids(wanted).filter(|id| !undecided.contains(id)).map(|id| format!("{id} is decided")));
            }
            "not_verdict" if json["verdict"] == *wanted => faults.push(format!("verdict is {wanted}")),
            "not_verdict" => {}
            _ if json.get(key) != Some(wanted) => faults.push(format!("{key}: {} and not {wanted}", json[key])),
            _ => {}
        }
    }
    let bare = check(&profile, &case);
    if (bare.verdict, &bare.findings) != (answer.verdict, &answer.findings) {
        faults.push("the quick check says something else".to_owned());
    }
    if !faults.is_empty() {
        faults.push(json.to_string());
    }
    faults
}

#[test]
fn every_case_is_answered_as_expected() {
    let strings = Strings::new(Language::Russian);
    let mut failed = Vec::new();
    let lines = lines();
    for line in &lines {
        for fault in faults(line, &strings) {
            failed.push(format!("{} {}: {fault}", line.place, name_of(line)));
        }
    }
    assert!(failed.is_empty(), "{} of {} cases differ:\n{}", failed.len(), lines.len(), failed.join("\n"));
}

fn name_of(line: &Line) -> String {
    let case: Value = serde_json::from_str(&line.text).expect("read before");
    case["case"].as_str().unwrap_or_default().to_owned()
}
