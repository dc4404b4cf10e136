//! Every instant that the regulations name, line by line: the formulas of the deadlines, and the table of what the five texts
//! say and leave unsaid. What a text is silent about has no instant.

use serde_json::{Value, json};
use zvonok::regulation::{Case, OfficeTerm, Profile, check_in_full, office_due};

const ALTAI: &str = "altai-stdr";
const CRIMEA: &str = "crimea-vorobyovo";
/// Texts that say nothing of entry.
const SILENT: [&str; 3] = ["moscow-810", "mosobl-shemetovo", "moldova-899"];

/// A lesson of grade 7 on Wednesday, 18 November 2026: 10:15 to 11:00, the class till 13:20, the school till 14:10. The next
/// two lessons of the journal are on Thursday at 09:20 and on Friday at 10:15. 4 November is a day off.
fn base() -> Value {
    json!({
        "now": "2026-11-18T11:30:00",
        "school": {"zone": "Asia/Barnaul", "week": 5, "last_lesson_ends": "14:10"},
        "calendar": {"days_off": ["2026-11-04"], "working_days": []},
        "lesson": {"date": "2026-11-18", "starts": "10:15", "ends": "11:00", "class": "7А", "grade": 7,
            "subject": "Русский язык", "class_last_lesson_ends": "13:20", "held": true, "cancelled": false,
            "next_lessons": ["2026-11-19T09:20:00", "2026-11-20T10:15:00"]},
    })
}

/// Lays the fields of one object over another, at any depth.
fn lay(over: &Value, base: &mut Value) {
    match (over, base) {
        (Value::Object(over), Value::Object(base)) => {
            for (name, value) in over {
                lay(value, base.entry(name).or_insert(Value::Null));
            }
        }
        (over, base) => *base = over.clone(),
    }
}

/// What the engine answers to a case that differs from the base.
fn answer(profile: &str, over: &Value) -> Value {
    let mut case = base();
    lay(over, &mut case);
    let case = Case::from_json(&case.to_string()).unwrap_or_else(|error| panic!("{error}: {over}"));
    let profile = Profile::built_in(profile).expect("a built-in name");
    let answer = check_in_full(&profile, &case).to_json(None, &|finding| finding.rule.to_string());
    serde_json::from_str(&answer).expect("an answer is JSON")
}

fn local(value: &Value) -> Option<String> {
    // The offset is the zone's matter; here the school's own time counts.
    value.as_str().map(|at| at[..19].to_owned())
}

fn cell(kind: &str) -> Value {
    json!({"work": {"kind": kind, "count": 24}, "entry": {"kind": "cell", "text": "4"}})
}

fn with(mut case: Value, over: &Value) -> Value {
    lay(over, &mut case);
    case
}

fn grade(kind: &str, grade: u8) -> Value {
    with(cell(kind), &json!({"lesson": {"grade": grade}}))
}

fn entry(entry: &Value) -> Value {
    json!({"entry": entry})
}

fn term(kind: &str, end: &str, last: &str) -> Value {
    entry(
        &json!({"kind": "term", "text": "4", "period": {"kind": kind, "start": "2026-11-05", "end": end, "last_school_day": last}}),
    )
}

type Row = (&'static str, &'static str, Value, Option<&'static str>, Option<&'static str>);

fn topic() -> Value {
    entry(&json!({"kind": "topic", "text": "Деепричастие"}))
}

fn homework() -> Value {
    entry(&json!({"kind": "homework", "text": "§ 14, упр. 120"}))
}

fn roll() -> Value {
    entry(&json!({"kind": "attendance", "confirmed": true}))
}

fn absence() -> Value {
    json!({"work": {"kind": "oral"}, "entry": {"kind": "cell", "text": "н"}})
}

fn reason() -> Value {
    entry(&json!({"kind": "absence_reason", "code": "болезнь", "document": {"received": "2026-11-19"}}))
}

fn outage() -> Value {
    let outage = json!({"from": "2026-11-18T09:00:00", "to": "2026-11-19T11:00:00"});
    entry(&json!({"kind": "transfer", "outage": outage, "made_at": "2026-11-18T10:50:00"}))
}

fn protocol(kind: &str) -> Value {
    entry(&json!({"kind": "term", "text": "4", "period": {"kind": kind}, "protocol_received": "2026-11-19"}))
}

fn result(kind: &str) -> Value {
    entry(&json!({"kind": "term", "text": "4", "period": {"kind": kind}, "result_at": "2026-11-19T10:00:00"}))
}

fn count(count: u32) -> Value {
    with(cell("control"), &json!({"work": {"count": count}}))
}

fn late_school() -> Value {
    json!({"school": {"last_lesson_ends": "18:50"}})
}

fn short_day() -> Value {
    json!({"lesson": {"class_last_lesson_ends": "12:30"}})
}

fn six() -> Value {
    json!({"school": {"week": 6}})
}

/// Line of the formulas, profile, case, last instant, first instant.
fn formulas() -> Vec<Row> {
    let mut rows = altai();
    rows.extend(crimea());
    rows.extend(by_kind());
    rows
}

fn altai() -> Vec<Row> {
    vec![
        ("topic", ALTAI, topic(), Some("2026-11-18T20:00:00"), None),
        ("att", ALTAI, roll(), Some("2026-11-18T20:00:00"), None),
        ("att, an absence alone", ALTAI, absence(), Some("2026-11-18T20:00:00"), None),
        ("oral mark", ALTAI, cell("oral"), Some("2026-11-18T20:00:00"), None),
        ("hw, after the school's last lesson", ALTAI, homework(), Some("2026-11-18T15:40:00"), None),
        ("hw, not later than the day's hour", ALTAI, with(homework(), &late_school()), Some("2026-11-18T20:00:00"), None),
        ("hw, the class's own end is no matter", ALTAI, with(homework(), &short_day()), Some("2026-11-18T15:40:00"), None),
        ("written, 70 works are not above 70", ALTAI, count(70), Some("2026-11-19T09:20:00"), None),
        ("written, 71 works", ALTAI, count(71), Some("2026-11-20T10:15:00"), None),
        ("written, grade 1 has no such term", ALTAI, grade("control", 1), Some("2026-11-18T20:00:00"), None),
        ("written, grade 2 has", ALTAI, grade("control", 2), Some("2026-11-19T09:20:00"), None),
        ("composition 10–11, exposition too", ALTAI, grade("exposition", 10), Some("2026-11-28T23:59:59"), None),
        (
            "term, quarter",
            ALTAI,
            term("quarter", "2026-11-20", "2026-11-20"),
            Some("2026-11-24T23:59:59"),
            Some("2026-11-20T23:59:59"),
        ),
        (
            "term, a week of six days",
            ALTAI,
            with(term("quarter", "2026-11-20", "2026-11-20"), &six()),
            Some("2026-11-23T23:59:59"),
            Some("2026-11-20T23:59:59"),
        ),
        (
            "term, half-year",
            ALTAI,
            term("half_year", "2026-11-03", "2026-11-03"),
            Some("2026-11-06T23:59:59"),
            Some("2026-11-03T23:59:59"),
        ),
        (
            "term, year",
            ALTAI,
            term("year", "2026-11-20", "2026-11-19"),
            Some("2026-11-24T23:59:59"),
            Some("2026-11-19T23:59:59"),
        ),
        ("exam", ALTAI, protocol("exam"), Some("2026-11-23T23:59:59"), None),
        ("final", ALTAI, protocol("final"), Some("2026-11-23T23:59:59"), None),
        ("reason", ALTAI, reason(), Some("2026-11-23T23:59:59"), Some("2026-11-18T23:59:59")),
        ("transfer", ALTAI, outage(), Some("2026-11-23T23:59:59"), None),
    ]
}

fn crimea() -> Vec<Row> {
    vec![
        ("topic", CRIMEA, topic(), Some("2026-11-18T23:59:59"), None),
        ("att", CRIMEA, roll(), Some("2026-11-18T23:59:59"), None),
        ("att, an absence alone", CRIMEA, absence(), Some("2026-11-18T23:59:59"), None),
        ("hw", CRIMEA, homework(), Some("2026-11-18T14:20:00"), None),
        ("hw, the last lesson was cancelled", CRIMEA, with(homework(), &short_day()), Some("2026-11-18T13:30:00"), None),
        ("hw, the school's end is no matter", CRIMEA, with(homework(), &late_school()), Some("2026-11-18T14:20:00"), None),
        ("current mark", CRIMEA, cell("oral"), Some("2026-11-18T14:20:00"), None),
        ("final", CRIMEA, result("final"), Some("2026-11-20T10:00:00"), None),
        ("exam", CRIMEA, result("exam"), Some("2026-11-20T10:00:00"), None),
        ("term, after the result", CRIMEA, result("quarter"), Some("2026-11-20T10:00:00"), None),
        ("reason", CRIMEA, reason(), Some("2026-11-18T23:59:59"), None),
        ("transfer: the text names no term", CRIMEA, outage(), None, None),
    ]
}

/// Each kind of work falls under its own term.
fn by_kind() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for kind in ["control_dictation", "control", "test", "dictation_with_grammar"] {
        rows.push((kind, ALTAI, cell(kind), Some("2026-11-19T09:20:00"), None));
    }
    for kind in ["exposition", "composition", "home_composition"] {
        for (of, due) in [
            (1, "2026-11-20"),
            (4, "2026-11-20"),
            (5, "2026-11-25"),
            (9, "2026-11-25"),
            (10, "2026-11-28"),
            (11, "2026-11-28"),
        ] {
            let due = match due {
                "2026-11-20" => "2026-11-20T23:59:59",
                "2026-11-25" => "2026-11-25T23:59:59",
                _ => "2026-11-28T23:59:59",
            };
            rows.push((kind, ALTAI, grade(kind, of), Some(due), None));
        }
    }
    for kind in ["lab", "practical", "credit", "independent", "short_test", "vocabulary_dictation", "project", "other"] {
        rows.push((kind, ALTAI, cell(kind), Some("2026-11-18T20:00:00"), None));
    }
    for kind in [
        "control",
        "control_dictation",
        "dictation_with_grammar",
        "test",
        "composition",
        "exposition",
        "practical",
        "lab",
        "credit",
    ] {
        for of in [2, 7, 11] {
            rows.push((kind, CRIMEA, grade(kind, of), Some("2026-11-25T23:59:59"), None));
        }
    }
    for kind in ["oral", "independent", "short_test", "vocabulary_dictation", "home_composition", "project", "other"] {
        rows.push((kind, CRIMEA, cell(kind), Some("2026-11-18T14:20:00"), None));
    }
    rows
}

#[test]
fn every_formula_gives_its_instant() {
    for (line, profile, case, due, soft) in formulas() {
        let answer = answer(profile, &case);
        assert_eq!(local(&answer["due"]).as_deref(), due, "{line}, {profile}: {answer}");
        assert_eq!(local(&answer["soft_due"]).as_deref(), soft, "{line}, {profile}, first instant: {answer}");
    }
}

/// The school's own standard is the first text with another sign for an absence.
#[test]
fn the_standard_has_the_instants_of_the_first_text() {
    for (line, profile, case, due, soft) in formulas() {
        if profile == ALTAI {
            let answer = answer("standard", &case);
            assert_eq!((local(&answer["due"]).as_deref(), local(&answer["soft_due"]).as_deref()), (due, soft), "{line}");
        }
    }
}

#[test]
fn a_text_that_is_silent_about_entry_sets_no_instant() {
    for profile in SILENT {
        for (line, _, case, _, _) in formulas() {
            let answer = answer(profile, &case);
            assert_eq!((local(&answer["due"]), local(&answer["soft_due"])), (None, None), "{line}, {profile}");
        }
    }
}

/// The instant itself is in time, the next second is late: for every line that has one.
#[test]
fn the_instant_is_in_time_and_the_next_second_is_late() {
    for (line, profile, case, due, _) in formulas() {
        let Some(due) = due else { continue };
        let is_transfer = case["entry"]["kind"] == "transfer";
        let next = due.parse::<chrono::NaiveDateTime>().expect("an instant") + chrono::TimeDelta::seconds(1);
        for (now, said) in [(due.to_owned(), "in_time"), (next.format("%Y-%m-%dT%H:%M:%S").to_string(), "late")] {
            let answer = answer(profile, &with(case.clone(), &json!({"now": now})));
            let said = if is_transfer && said == "in_time" { "in_time_not_acknowledged" } else { said };
            assert_eq!(answer["timeliness"], said, "{line}, {profile}, {now}: {answer}");
        }
    }
}

/// Terms of the office: what is due some time after something happened, not after a lesson.
#[test]
fn every_term_of_the_office_gives_its_instant() {
    use OfficeTerm::{Backup, ExtraData, ForceMajeure, Purge, PurgeOfPupil, Summary};
    let since = "2026-11-18T11:30:00".parse().expect("an instant");
    let calendar = Case::from_json(&with(base(), &entry(&json!({"kind": "due"}))).to_string()).expect("a case").calendar;
    let table: [(&str, OfficeTerm, Option<&str>); 12] = [
        ("mosobl-shemetovo", Purge, Some("2026-12-18T23:59:59")),
        ("mosobl-shemetovo", PurgeOfPupil, Some("2026-12-18T23:59:59")),
        ("moldova-899", ForceMajeure, Some("2026-11-19T23:59:59")),
        ("moldova-899", ExtraData, Some("2026-12-02T23:59:59")),
        ("moldova-899", Backup, Some("2026-12-18T23:59:59")),
        ("moscow-810", Summary, Some("2026-11-18T23:59:59")),
        ("moscow-810", Backup, None),
        ("mosobl-shemetovo", Backup, None),
        ("moldova-899", Purge, None),
        (ALTAI, Purge, None),
        (CRIMEA, ForceMajeure, None),
        ("standard", Summary, None),
    ];
    for (profile, term, due) in table {
        let profile = Profile::built_in(profile).expect("a built-in name");
        let found = office_due(&profile, term, since, 5, calendar.as_ref());
        assert_eq!(
            found.map(|due| due.format("%Y-%m-%dT%H:%M:%S").to_string()).as_deref(),
            due,
            "{} {term:?}",
            profile.name()
        );
    }
}

/// A school that counts its terms otherwise says so in one line.
#[test]
fn days_are_counted_as_the_school_says() {
    let of = |lines: &str| {
        Profile::parse(&format!("name = \"own\"\nextends = \"altai-stdr\"\n[written]\n{lines}\n")).expect("a profile")
    };
    let due = |profile: &Profile, date: &str, calendar: Value| {
        let over = with(grade("composition", 4), &json!({"lesson": {"date": date}, "calendar": calendar}));
        let mut case = base();
        lay(&over, &mut case);
        let case = Case::from_json(&case.to_string()).expect("a case");
        let answer = check_in_full(profile, &case).to_json(None, &|finding| finding.rule.to_string());
        local(&serde_json::from_str::<Value>(&answer).expect("JSON")["due"]).expect("an instant")
    };
    let plain = of("shift_on_day_off = false");
    let shifted = of("shift_on_day_off = true");
    let working = of("count_days = \"working\"");
    for (date, calendar, expected) in [
        // Two days after Wednesday is Friday, a working day.
        ("2026-11-18", json!({}), ["2026-11-20", "2026-11-20", "2026-11-20"]),
        // Two days after Thursday is Saturday, after Friday Sunday.
        ("2026-11-19", json!({}), ["2026-11-21", "2026-11-23", "2026-11-23"]),
        ("2026-11-20", json!({}), ["2026-11-22", "2026-11-23", "2026-11-24"]),
        ("2026-11-19", json!({"working_days": ["2026-11-21"]}), ["2026-11-21", "2026-11-21", "2026-11-21"]),
        ("2026-11-02", json!({"days_off": ["2026-11-04"]}), ["2026-11-04", "2026-11-05", "2026-11-05"]),
    ] {
        let found = [&plain, &shifted, &working].map(|profile| due(profile, date, calendar.clone()));
        assert_eq!(found.each_ref().map(|due| &due[..10]), expected, "{date}");
    }
}
