//! Every case under `tests/regulation/` against what it expects: the contract of `zvonok check`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use zvonok::regulation::{Case, Profile, check, check_in_full};
use zvonok::strings::{Language, Strings};

static PROFILES: LazyLock<BTreeMap<&str, Profile>> =
    LazyLock::new(|| Profile::names().map(|name| (name, Profile::built_in(name).expect("a built-in name"))).collect());

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

fn ids(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// The profile of a case: a built-in one by its name, or a school's own, written out under `profile_file`.
fn profile_of(line: &str, case: &Case) -> Cow<'static, Profile> {
    let whole: Value = serde_json::from_str(line).expect("a case is JSON");
    if let Some(file) = whole["profile_file"].as_str() {
        return Cow::Owned(Profile::parse(file).unwrap_or_else(|error| panic!("{error}: {line}")));
    }
    let name = case.profile.as_deref().unwrap_or("standard");
    Cow::Borrowed(PROFILES.get(name).unwrap_or_else(|| panic!("no profile {name}: {line}")))
}

/// What differs from the expectation of a case.
fn faults(line: &Line, strings: &Strings) -> Vec<String> {
    let case = match Case::from_json(&line.text) {
        Ok(case) => case,
        Err(error) => return vec![format!("not a case: {error}")],
    };
    let profile = profile_of(&line.text, &case);
    let profile = profile.as_ref();
    let answer = check_in_full(profile, &case);
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
            "fixes" => faults.extend(wrong_fixes(&answer.findings, wanted)),
            "not_verdict" if json["verdict"] == *wanted => faults.push(format!("verdict is {wanted}")),
            "not_verdict" => {}
            _ if json.get(key) != Some(wanted) => faults.push(format!("{key}: {} and not {wanted}", json[key])),
            _ => {}
        }
    }
    let bare = check(profile, &case);
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

/// Rules whose ready correction is not the one expected.
fn wrong_fixes(findings: &[zvonok::domain::Finding], wanted: &Value) -> Vec<String> {
    let offered = |id: &str| findings.iter().find(|finding| finding.rule.as_str() == id).and_then(|finding| finding.fix());
    let wrong = wanted.as_object().expect("corrections by rule").iter().filter(|(id, fix)| offered(id) != fix.as_str());
    wrong.map(|(id, fix)| format!("{id} offers {:?} and not {fix}", offered(id))).collect()
}

fn name_of(line: &Line) -> String {
    let case: Value = serde_json::from_str(&line.text).expect("read before");
    case["case"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn every_rule_of_the_engine_fires_in_a_case_and_stays_silent_in_another() {
    let (mut fires, mut silent) = (BTreeSet::new(), BTreeSet::new());
    for line in lines() {
        fires.extend(ids(&line.expect["rules"]).map(str::to_owned));
        silent.extend(ids(&line.expect["not_rules"]).map(str::to_owned));
    }
    let lacking = |seen: &BTreeSet<String>| -> Vec<String> {
        zvonok::regulation::decided().map(|id| id.to_string()).filter(|id| !seen.contains(id)).collect()
    };
    assert_eq!(lacking(&fires), [""; 0], "no case in which the rule fires");
    assert_eq!(lacking(&silent), [""; 0], "no near miss");
}

/// A ready correction is one: with it in place the rule that offered it has nothing more to say.
#[test]
fn a_correction_satisfies_the_rule_that_offers_it() {
    use zvonok::regulation::EntryKind;
    let mut corrected = BTreeSet::new();
    for line in lines() {
        let Ok(case) = Case::from_json(&line.text) else { continue };
        let profile = profile_of(&line.text, &case);
        for finding in check(&profile, &case).findings {
            let Some(fix) = finding.fix() else { continue };
            let mut again = case.clone();
            match &mut again.entry.kind {
                EntryKind::Topic { text } => *text = Some(fix.to_owned()),
                EntryKind::Homework(homework) => {
                    homework.none = Some(fix.is_empty());
                    homework.text = Some(fix.to_owned());
                }
                EntryKind::Cell(cell) => cell.text = Some(fix.to_owned()),
                EntryKind::Term(term) => term.text = Some(fix.to_owned()),
                other => panic!("{}: a correction of {other:?}", line.place),
            }
            let answer = check(&profile, &again);
            let again = answer.findings.iter().find(|found| found.rule == finding.rule);
            assert!(again.is_none(), "{}: {fix:?} does not answer {again:?}", line.place);
            corrected.insert(finding.rule.to_string());
        }
    }
    let lacking: Vec<&str> = CORRECTED.into_iter().filter(|id| !corrected.contains(*id)).collect();
    assert_eq!(lacking, [""; 0], "no case in which the rule offers a correction");
}

/// Rules that can offer the whole text as it would be right.
const CORRECTED: [&str; 31] = [
    "STD-2.2-01",
    "STD-3.7-01",
    "STD-6.3-08",
    "STD-6.3-09",
    "STD-6.3-10",
    "STD-6.3-14",
    "STD-6.3-15",
    "STD-6.3-16",
    "STD-6.3-17",
    "STD-6.3-18",
    "STD-6.3-25",
    "STD-3.12-01",
    "STD-3.8-01",
    "STD-6.3-20",
    "VOR-2.14-01",
    "VOR-2.14-02",
    "VOR-2.14.1-01",
    "VOR-2.14.2-01",
    "VOR-2.14.3-01",
    "VOR-2.14.4-01",
    "VOR-2.14.5-01",
    "VOR-2.14.6-01",
    "VOR-2.11-01",
    "VOR-2.11-02",
    "VOR-6.46-01",
    "VOR-2.10-01",
    "VOR-2.9-01",
    "VOR-2.22-01",
    "VOR-2.25.1-01",
    "VOR-2.26.1-01",
    "MDA-15-01",
];

#[test]
fn what_the_contract_does_not_know_changes_nothing() {
    for line in lines() {
        let mut whole: Value = serde_json::from_str(&line.text).expect("read before");
        for object in ["school", "calendar", "user", "lesson", "work", "pupil", "entry"] {
            if let Some(object) = whole.get_mut(object).and_then(Value::as_object_mut) {
                object.insert("room".to_owned(), "31".into());
                object.insert("weather".to_owned(), serde_json::json!({"rain": true, "kind": 5}));
            }
        }
        whole["unknown"] = serde_json::json!([1, "x", null]);
        assert_eq!(judged(&whole.to_string()), judged(&line.text), "{}", line.place);
    }
}

#[test]
fn an_instant_and_the_school_time_of_it_are_judged_alike() {
    use chrono::NaiveDateTime;
    use zvonok::domain::Zone;
    for line in lines() {
        let mut whole: Value = serde_json::from_str(&line.text).expect("read before");
        let zone = whole["school"]["zone"].as_str().and_then(Zone::parse);
        let now = whole["now"].as_str().and_then(|now| now.parse::<NaiveDateTime>().ok());
        let Some((zone, now)) = zone.zip(now) else { continue };
        whole["now"] = zone.instant(now).to_utc().to_rfc3339().into();
        assert_eq!(judged(&whole.to_string()), judged(&line.text), "{}", line.place);
    }
}

/// The whole answer to a case, without its name.
fn judged(line: &str) -> String {
    let case = Case::from_json(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    check_in_full(&profile_of(line, &case), &case).to_json(None, &|finding| finding.rule.to_string())
}

#[path = "../fuzz/targets.rs"]
mod targets;

/// Inputs that fuzzing keeps, each whole and cut at many places.
#[test]
fn the_fuzz_corpus_is_answered_without_a_panic() {
    type Target = fn(&[u8]);
    let targets = [
        ("cell", 20, targets::cell as Target),
        ("profile", 20, targets::profile),
        ("case", 20, targets::case),
        ("keys", 3, targets::keys),
    ];
    for (name, least, target) in targets {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
        let files = std::fs::read_dir(&folder).expect("a corpus");
        let inputs: Vec<Vec<u8>> =
            files.map(|file| std::fs::read(file.expect("a file").path()).expect("an input")).collect();
        assert!(inputs.len() > least, "{name}");
        for input in inputs {
            target(&input);
            let step = 1 + input.len() / 7;
            (0..input.len()).step_by(step).for_each(|end| target(&input[..end]));
        }
    }
}

/// What an entry of a kind has nothing to do with, with values that would matter elsewhere.
fn unrelated(kind: &str) -> Vec<(&'static str, &'static str, Value)> {
    use serde_json::json;
    let of_pupil = [("pupil", "missed_in_a_row", json!(9)), ("pupil", "med_group", json!(true))];
    let of_topic =
        [("lesson", "doubled_topic", json!("Линейные уравнения")), ("lesson", "last_numbers", json!({"control": 7}))];
    match kind {
        "cell" => vec![
            of_topic[0].clone(),
            of_topic[1].clone(),
            ("pupil", "consent", json!(false)),
            ("entry", "pupils", json!([])),
        ],
        "topic" => vec![
            of_pupil[0].clone(),
            of_pupil[1].clone(),
            ("entry", "marks", json!(["2"])),
            ("pupil", "on_roster", json!(false)),
        ],
        "homework" => {
            vec![of_pupil[0].clone(), of_topic[0].clone(), ("entry", "previous", json!("5")), ("work", "count", json!(99))]
        }
        "attendance" | "absence_reason" => vec![of_topic[0].clone(), of_topic[1].clone(), ("work", "count", json!(99))],
        "term" => {
            vec![of_topic[0].clone(), of_topic[1].clone(), ("work", "count", json!(99)), ("entry", "pupils", json!([]))]
        }
        _ => vec![of_pupil[0].clone(), of_pupil[1].clone()],
    }
}

#[test]
fn unrelated_context_changes_no_verdict() {
    for line in lines() {
        let whole: Value = serde_json::from_str(&line.text).expect("read before");
        for (object, field, value) in unrelated(whole["entry"]["kind"].as_str().unwrap_or_default()) {
            let mut changed = whole.clone();
            if let Some(object) = changed.get_mut(object).and_then(Value::as_object_mut) {
                object.insert(field.to_owned(), value);
            }
            assert_eq!(judged(&changed.to_string()), judged(&line.text), "{} with {object}.{field}", line.place);
        }
    }
}

#[test]
fn a_refused_entry_is_refused_in_every_letter_case_and_form() {
    use unicode_normalization::UnicodeNormalization as _;
    let verdict = |line: &str| -> Value {
        let answer: Value = serde_json::from_str(&judged(line)).expect("an answer is JSON");
        answer["verdict"].clone()
    };
    for line in lines() {
        let whole: Value = serde_json::from_str(&line.text).expect("read before");
        let Some(text) = whole["entry"]["text"].as_str() else { continue };
        if verdict(&line.text) != "refused" {
            continue;
        }
        let forms: [String; 4] = [text.to_uppercase(), text.to_lowercase(), text.nfc().collect(), text.nfd().collect()];
        for form in forms {
            let mut changed = whole.clone();
            changed["entry"]["text"] = form.as_str().into();
            assert_eq!(verdict(&changed.to_string()), "refused", "{}: {form:?} of {text:?}", line.place);
        }
    }
}

/// The real program in other zones and languages answers every case letter by letter the same.
#[test]
fn answers_do_not_depend_on_the_hosts_zone_or_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regulation");
    let files = ["times.jsonl", "clocks.jsonl", "terms.jsonl", "cells.jsonl", "topics.jsonl"].map(|file| folder.join(file));
    let home = tempfile::tempdir().expect("a temporary folder");
    let answers = |zone: &str, language: &str| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_zvonok"));
        program.env_clear().env("ZVONOK_HOME", home.path()).env("HOME", home.path());
        program.env("TZ", zone).env("LANG", language).env("LC_ALL", language);
        let said = program.args(["check", "--json"]).args(&files).output().expect("the program starts");
        assert!(said.stderr.is_empty(), "{}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8(said.stdout).expect("answers are UTF-8")
    };
    let here = answers("UTC", "ru_RU.UTF-8");
    assert!(here.lines().count() > 300);
    for (zone, language) in
        [("Pacific/Kiritimati", "en_US.UTF-8"), ("America/Los_Angeles", "C"), ("Asia/Barnaul", "tr_TR.UTF-8")]
    {
        assert!(answers(zone, language) == here, "{zone}, {language}");
    }
}

mod laws {
    //! What holds for every text and every time, not only for the cases that someone thought of.

    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;
    use zvonok::regulation::case::{CellEntry, LessonFacts, SchoolFacts};
    use zvonok::regulation::{Case, Due, EntryKind, Judgement, Profile, check, duties};

    use super::PROFILES;

    fn cell(profile: &Profile, text: &str) -> Judgement {
        let mut case = Case::default();
        case.entry.kind = EntryKind::Cell(CellEntry { text: Some(text.to_owned()), ..CellEntry::default() });
        check(profile, &case).verdict
    }

    /// Texts near the grammar: its own letters and digits, look-alikes, marks, signs.
    fn near_the_grammar() -> impl Strategy<Value = String> {
        prop_oneof!["[2-5нНоОтТаА/осв.5\\-+ ]{0,4}", "[nNoOtTH3З1679ᲂᲄ\u{301}\u{306}\u{200b}]{0,3}", "\\PC{0,3}",]
    }

    fn due_when(profile: &Profile, starts: &str, ends: &str) -> [Option<chrono::NaiveDateTime>; 3] {
        let time = |text: &str| Some(text.parse().expect("a time"));
        let case = Case {
            school: Some(SchoolFacts { last_lesson_ends: time(ends), ..SchoolFacts::default() }),
            lesson: Some(LessonFacts {
                date: chrono::NaiveDate::from_ymd_opt(2026, 11, 18),
                starts: time(starts),
                class_last_lesson_ends: time(ends),
                ..LessonFacts::default()
            }),
            ..Case::default()
        };
        let duties = duties(profile, &case);
        [duties.homework, duties.current_mark, duties.attendance].map(|due| due.map(Due::local))
    }

    proptest! {
        #[test]
        fn a_refused_text_is_refused_in_every_case_and_form(text in near_the_grammar()) {
            for name in ["standard", "altai-stdr", "crimea-vorobyovo"] {
                let profile = &PROFILES[name];
                if cell(profile, &text) == Judgement::Refused {
                    let forms = [text.to_uppercase(), text.to_lowercase(), text.nfc().collect(), text.nfd().collect()];
                    for form in forms {
                        prop_assert_eq!(cell(profile, &form), Judgement::Refused, "{:?} of {:?}", form, text);
                    }
                }
            }
        }

        #[test]
        fn what_is_stored_is_accepted_again_and_stays(text in near_the_grammar()) {
            for profile in PROFILES.values() {
                let mut case = Case::default();
                case.entry.kind = EntryKind::Cell(CellEntry { text: Some(text.clone()), ..CellEntry::default() });
                if let Some(stored) = check(profile, &case).stored {
                    case.entry.kind = EntryKind::Cell(CellEntry { text: Some(stored.clone()), ..CellEntry::default() });
                    prop_assert_eq!(check(profile, &case).stored, Some(stored));
                }
            }
        }

        #[test]
        fn a_lesson_that_ends_later_is_never_due_earlier(first in 8 * 60..22 * 60_u32, second in 8 * 60..22 * 60_u32) {
            let clock = |minutes: u32| format!("{:02}:{:02}:00", minutes / 60, minutes % 60);
            let (early, late) = (first.min(second), first.max(second));
            for profile in PROFILES.values() {
                let (early, late) = (due_when(profile, "08:00:00", &clock(early)), due_when(profile, "08:00:00", &clock(late)));
                for (early, late) in early.into_iter().zip(late) {
                    prop_assert!(early <= late, "{}: {early:?} and {late:?}", profile.name());
                }
            }
        }

        #[test]
        fn no_line_stops_the_reader(line in "\\PC{0,200}") {
            let _ = Case::from_json(&line);
            let _ = Profile::parse(&line);
        }
    }
}
