//! How long the engine takes: one cell, one topic, a class and subject for a year, and texts of growing length, which show
//! that time grows no faster than the text. `cargo bench --bench regulation`.

use std::fmt::Write as _;

use divan::{Bencher, black_box};
use zvonok::regulation::case::{CellEntry, PupilFacts};
use zvonok::regulation::{Case, EntryKind, Profile, check, check_in_full};

fn main() {
    divan::main();
}

const PUPILS: usize = 30;
const LESSONS: usize = 170;

fn profile(name: &str) -> Profile {
    Profile::built_in(name).expect("a built-in name")
}

/// A case as the client makes one: everything is known, and the plan has an item for every lesson of the year.
fn lesson(number: usize) -> Case {
    let plan: Vec<String> = (1..=LESSONS)
        .map(|n| format!(r#"{{"n":{n},"topic":"Тема урока {n}","kind":"usual","hours":1,"used":{}}}"#, u8::from(n < number)))
        .collect();
    let line = format!(
        r#"{{"now":"2026-11-18T05:00:00Z","school":{{"zone":"Asia/Barnaul","week":5,"last_lesson_ends":"14:10"}},
        "calendar":{{"days_off":["2026-11-04"],"working_days":[]}},"user":{{"id":"t1","role":"teacher","head_of":[]}},
        "lesson":{{"id":"l{number}","date":"2026-11-18","number":3,"starts":"10:15","ends":"11:00","class":"7А","grade":7,
        "subject":"Алгебра","teacher":"t1","cancelled":false,"held":true,"weekly_hours":5,"first_of_year":false,
        "class_last_lesson_ends":"13:20","next_lessons":["2026-11-19T09:20:00","2026-11-20T10:15:00"],
        "plan":[{}],"last_numbers":{{"control":1,"lab":2,"practical":0}}}},
        "work":{{"kind":"oral","obligatory":false,"count":24}},
        "pupil":{{"id":"p7","on_roster":true,"home_schooled":false,"sanatorium":false,"missed_in_a_row":0,"absent":false}},
        "entry":{{"kind":"cell","text":"5"}}}}"#,
        plan.join(",")
    );
    Case::from_json(&line).expect("a case")
}

fn cell(text: &str) -> EntryKind {
    EntryKind::Cell(CellEntry { text: Some(text.to_owned()), ..CellEntry::default() })
}

#[divan::bench(args = ["standard", "crimea-vorobyovo", "moldova-899"])]
fn a_cell(bencher: Bencher<'_, '_>, name: &str) {
    let (profile, case) = (profile(name), lesson(60));
    bencher.bench_local(|| check(black_box(&profile), black_box(&case)));
}

#[divan::bench(args = ["standard", "crimea-vorobyovo"])]
fn a_refused_cell(bencher: Bencher<'_, '_>, name: &str) {
    let (profile, mut case) = (profile(name), lesson(60));
    case.entry.kind = cell("5/4");
    bencher.bench_local(|| check(black_box(&profile), black_box(&case)));
}

#[divan::bench(args = ["Тема урока 60", "Тема урока 12", "Чего нет в плане"])]
fn a_topic(bencher: Bencher<'_, '_>, text: &str) {
    let (profile, mut case) = (profile("crimea-vorobyovo"), lesson(60));
    case.entry.kind = EntryKind::Topic { text: Some(text.to_owned()) };
    bencher.bench_local(|| check(black_box(&profile), black_box(&case)));
}

/// Every cell of a year: the rules alone, with the facts of lessons at hand.
#[divan::bench(args = ["standard", "crimea-vorobyovo"], sample_count = 20)]
fn a_class_and_subject_for_a_year(bencher: Bencher<'_, '_>, name: &str) {
    let profile = profile(name);
    let mut lessons: Vec<Case> = (1..=LESSONS).map(lesson).collect();
    bencher.bench_local(|| {
        let mut found = 0;
        for case in &mut lessons {
            for pupil in 0..PUPILS {
                case.pupil = Some(PupilFacts {
                    on_roster: Some(true),
                    home_schooled: Some(false),
                    sanatorium: Some(false),
                    missed_in_a_row: Some(0),
                    absent: Some(false),
                    ..PupilFacts::default()
                });
                case.entry.kind = cell(if pupil % 7 == 0 { "н" } else { "4" });
                found += check_in_full(&profile, case).findings.len();
            }
        }
        found
    });
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn a_cell_of_so_many_letters(bencher: Bencher<'_, '_>, letters: usize) {
    let (profile, mut case) = (profile("crimea-vorobyovo"), lesson(60));
    case.entry.kind = cell(&"н5/".repeat(letters / 3));
    bencher.bench_local(|| check(black_box(&profile), black_box(&case)));
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn a_topic_of_so_many_letters(bencher: Bencher<'_, '_>, letters: usize) {
    let (profile, mut case) = (profile("crimea-vorobyovo"), lesson(60));
    case.entry.kind = EntryKind::Topic { text: Some("Тест. ТБ. ".repeat(letters / 10)) };
    bencher.bench_local(|| check(black_box(&profile), black_box(&case)));
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn a_profile_of_so_many_letters(bencher: Bencher<'_, '_>, letters: usize) {
    let mut text = "name = \"x\"\n[subjects]\n".to_owned();
    for n in 0..letters / 20 {
        let _ = writeln!(text, "\"П{n:06}\" = [\"п{n:06}\"]");
    }
    bencher.bench_local(|| Profile::parse(black_box(&text)));
}
