//! Broken files of a tiny school, and the exact problems that are said of them.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// A school of one class, two teachers and three pupils.
fn tiny() -> BTreeMap<String, String> {
    let toml = r#"
id = "tiny"
name = "Начальная школа"
zone = "Asia/Barnaul"
week = 5
profile = "standard"
year_start = "2026-09-01"
year_end = "2027-05-31"
days_off = ["2026-11-04"]

[bells.first]
1 = "08:30-09:15"
2 = "09:25-10:10"

[[period]]
id = "q1"
kind = "четверть"
title = "I четверть"
start = "2026-09-01"
end = "2026-10-23"
"#;
    let files = [
        ("school.toml", toml),
        ("teachers.csv", "id;surname;given_name;patronymic\norlova;Орлова;Елена;Викторовна\nkim;Ким;Виолетта;Сергеевна\n"),
        (
            "users.csv",
            "id;login;role;teacher;surname;given_name\nu1;orlova;teacher;orlova;;\nu2;boss;director;;Гусев;Иван\n",
        ),
        ("classes.csv", "id,name,grade,head,schedule\n7a,7А,7,orlova,first\n7b,7Б,7,,first\n"),
        (
            "pupils.csv",
            "id;class;number;surname;given_name;groups\np1;7А;1;Абрамов;Артём;Английский язык=1-я группа\n\
             p2;7А;2;Белова;Дарья;Английский язык=2-я группа\np3;7Б;1;Ёлкин;Тимур;\n",
        ),
        (
            "journals.csv",
            "id;class;subject;group;teacher;weekly_hours\n7a-rus;7А;Русский язык;;orlova;1\n\
             7a-eng-1;7А;Английский язык;1-я группа;orlova;1\n7a-eng-2;7А;Английский язык;2-я группа;kim;1\n\
             7b-rus;7Б;Русский язык;;orlova;1\n",
        ),
        (
            "timetable.csv",
            "id;class;weekday;number;subject;group;room\nt1;7А;вт;1;Русский язык;;12\nt2;7А;ср;1;Английский язык;1-я группа;1\n\
             t3;7А;ср;1;Английский язык;2-я группа;2\nt4;7Б;вт;2;Русский язык;;12\n",
        ),
        (
            "plan.csv",
            "id;class;subject;n;topic;kind;hours\nr1;7А|7Б;Русский язык;1;Язык;;2\nr2;7А|7Б;Русский язык;2;Диктант;контрольная;1\n",
        ),
        (
            "entries.csv",
            "id;date;class;number;subject;group;plan;topic;homework;work;roll;marks\n\
             e1;2026-09-01;7А;1;Русский язык;;1;;Упр. 1;диктант с грамматическим заданием;да;1:5/4 2:н\n",
        ),
        ("terms.csv", "id;class;subject;group;period;marks;made\nm1;7А;Русский язык;;q1;1:5 2:н/а;2026-10-22 15:00\n"),
        (
            "changes.csv",
            "id;date;kind;class;number;subject;group;teacher;to_date;to_number\n\
             c1;2026-09-08;замена;7А;1;Русский язык;;kim;;\nc2;2026-09-15;отмена;7А;1;Русский язык;;;;\n\
             c3;2026-09-22;перенос;7А;1;Русский язык;;;23.09.2026;2\n",
        ),
    ];
    files.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

fn read_texts(files: &BTreeMap<String, String>) -> Result<SchoolData, Vec<Problem>> {
    read_from(&|name| files.get(name).map(|text| text.clone().into_bytes()))
}

/// The problems as lines: place, key, what stands there, the other side, the guess.
fn said(problems: &[Problem]) -> String {
    let line = |problem: &Problem| {
        let [(_, value), (_, other)] = problem.what.args();
        let guess = problem.guess.as_ref().map(|guess| format!(" → {guess}")).unwrap_or_default();
        format!("{problem} {} «{value}» «{other}»{guess}", problem.key())
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_problem_has_a_sentence_in_both_languages() {
    for text in [include_str!("../strings/ru/school.ftl"), include_str!("../strings/en/school.ftl")] {
        for key in What::KEYS {
            assert!(text.contains(&format!("\n{key} = ")), "{key}");
        }
    }
}

#[test]
fn the_tiny_school_is_read_as_meant() {
    let data = read_texts(&tiny()).map_err(|problems| said(&problems)).expect("the tiny school is sound");
    let at = |date: &str| {
        let day = date.parse().expect("a date");
        data.lessons.iter().filter(move |lesson| lesson.date == day).collect::<Vec<_>>()
    };
    assert!(at("2026-09-01")[0].first_of_year);
    assert_eq!(at("2026-09-08")[0].given_by().short_name, "Ким В. С.");
    assert!(at("2026-09-15")[0].cancelled);
    assert_eq!(at("2026-09-22").len(), 1, "the other class alone");
    assert_eq!(at("2026-09-23")[2].subject, "Русский язык");
    assert_eq!(at("2026-11-04").len(), 0);
    assert_eq!(data.facts.len(), 8);
    let again = read_texts(&tiny()).expect("the tiny school is sound");
    assert_eq!(again, data, "a repeated import says the same");
}

#[test]
fn files_of_a_spreadsheet_are_read_as_well() {
    let mut files = tiny();
    for (name, text) in &mut files {
        if name != "school.toml" {
            *text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        }
    }
    let pupils = files.get_mut("pupils.csv").expect("a file");
    *pupils = pupils.replace("id;class;number;surname;given_name;groups", "Код;Класс;Номер;Фамилия;Имя;Подгруппы");
    assert_eq!(read_texts(&files), read_texts(&tiny()));
}

/// Replaces one text in one file and says what is found.
fn broken(file: &str, from: &str, to: &str) -> String {
    let mut files = tiny();
    let text = files.get_mut(file).expect("a file of the tiny school");
    assert!(text.contains(from), "{from} stands in {file}");
    *text = text.replacen(from, to, 1);
    read_texts(&files).map_or_else(|problems| said(&problems), |_| String::from("no problem"))
}

#[test]
fn each_mistake_is_named_where_it_stands() {
    let told = |(file, from, to, expected): &(&str, &str, &str, &str)| {
        let said = broken(file, from, to);
        (said != *expected).then(|| format!("{file}: {from} → {to}\n{said}\n"))
    };
    let wrong: Vec<String> = TABLE.iter().filter_map(told).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const TABLE: &[(&str, &str, &str, &str)] = &[
    (
        "school.toml",
        "Asia/Barnaul",
        "Asia/Barnaoul",
        "school.toml:4, zone school-bad-zone «Asia/Barnaoul» «» → Asia/Barnaul",
    ),
    ("school.toml", "week = 5", "week = 9", "school.toml:5, week school-bad-number «9» «5–6»"),
    (
        "school.toml",
        "\"standard\"",
        "\"standart\"",
        "school.toml:6, profile school-unknown «standart» «zvonok rules --help» → standard",
    ),
    ("school.toml", "09:25-10:10", "09:05-10:10", "school.toml:13, bells.first.2 school-bad-span «2» «1»"),
    ("school.toml", "09:25-10:10", "10:10-09:25", "school.toml:13, bells.first.2 school-bad-time «10:10-09:25» «»"),
    (
        "school.toml",
        "четверть",
        "четврть",
        "school.toml:17, period.kind school-bad-word «четврть» «четверть, полугодие, год, экзамен, итог» → четверть",
    ),
    ("school.toml", "2026-11-04", "4 ноября", "school.toml:9, days_off school-bad-date «4 ноября» «»"),
    (
        "teachers.csv",
        "kim;",
        "orlova;",
        "changes.csv:2, teacher school-unknown «kim» «teachers.csv»\n\
         journals.csv:4, teacher school-unknown «kim» «teachers.csv»\n\
         teachers.csv:3, id school-duplicate «orlova» «2»",
    ),
    ("teachers.csv", "Орлова;", ";", "teachers.csv:2, surname school-empty «» «»"),
    (
        "teachers.csv",
        "patronymic",
        "patronimic",
        "teachers.csv:1 school-column-missing «patronymic» «»\n\
         teachers.csv:1 school-column-unknown «patronimic» «» → patronymic",
    ),
    (
        "users.csv",
        "director",
        "directer",
        "users.csv:3, role school-bad-word «directer» \
         «teacher, class_teacher, deputy, director, admin, analyst, district» → director",
    ),
    ("users.csv", "u2;boss", "u2;orlova", "users.csv:3, login school-duplicate «orlova» «2»"),
    (
        "classes.csv",
        "7a,7А,7,orlova,first",
        "7a,7А,7,orlova,frist",
        "classes.csv:2, schedule school-unknown «frist» «school.toml» → first",
    ),
    ("classes.csv", "7b,7Б,7,", "7b,7Б,12,", "classes.csv:3, grade school-bad-number «12» «1–11»"),
    ("pupils.csv", "p2;7А;2", "p2;7А;1", "pupils.csv:3, number school-duplicate «1» «2»"),
    ("pupils.csv", "p3;7Б;1", "p3;7В;1", "pupils.csv:4, class school-unknown «7В» «classes.csv» → 7А"),
    ("pupils.csv", "p3;7Б;1;Ёлкин;Тимур;", "p3;7Б;1;Ёлкин;Тимур", "pupils.csv:4 school-row-length «5» «6»"),
    ("pupils.csv", "=2-я группа", "=2 группа", "pupils.csv:3, groups school-unknown «2 группа» «journals.csv» → 2-я группа"),
    (
        "journals.csv",
        "7b-rus;7Б;Русский язык;;orlova;1",
        "7b-rus;7Б;Русский язык;;orlova;много",
        "journals.csv:5, weekly_hours school-bad-number «много» «0–20»",
    ),
    (
        "timetable.csv",
        "t4;7Б;вт;2;Русский язык",
        "t4;7Б;вт;2;Руский язык",
        "timetable.csv:5, subject school-unknown «Руский язык» «journals.csv» → Русский язык",
    ),
    (
        "timetable.csv",
        "t4;7Б;вт;2",
        "t4;7Б;вт;1",
        "timetable.csv:5, teacher school-teacher-twice «Орлова Е. В.» «timetable.csv:2 (2026-09-01, 1)»",
    ),
    (
        "timetable.csv",
        "t2;7А;ср;1;Английский язык;1-я группа",
        "t2;7А;вт;1;Английский язык;1-я группа",
        "timetable.csv:2, number school-class-twice «7А» «timetable.csv:3 (2026-09-01, 1)»\n\
         timetable.csv:2, teacher school-teacher-twice «Орлова Е. В.» «timetable.csv:3 (2026-09-01, 1)»",
    ),
    (
        "timetable.csv",
        "t4;7Б;вт;2",
        "t4;7Б;вс;2",
        "timetable.csv:5, weekday school-bad-word «вс» «пн, вт, ср, чт, пт, сб» → вт",
    ),
    ("timetable.csv", "t4;7Б;вт;2", "t 4;7Б;вт;2", "timetable.csv:5, id school-bad-id «t 4» «»"),
    ("plan.csv", "r2;7А|7Б;Русский язык;2", "r2;7А|7Б;Русский язык;1", "plan.csv:3, n school-duplicate «1» «2»"),
    (
        "plan.csv",
        "контрольная",
        "контрольня",
        "plan.csv:3, kind school-bad-word «контрольня» \
         «развитие речи, внеклассное чтение, контрольная, лабораторная, практическая, экскурсия» → контрольная",
    ),
    ("entries.csv", "2026-09-01", "2026-09-02", "entries.csv:2, number school-no-lesson «1» «2026-09-02, 7А»"),
    ("entries.csv", "2026-09-01", "2025-09-01", "entries.csv:2, date school-bad-date «2025-09-01» «2026-09-01…2027-05-31»"),
    ("entries.csv", "1:5/4 2:н", "1:6 2:н", "entries.csv:2, marks school-bad-marks «1:6» «»"),
    ("entries.csv", "1:5/4 2:н", "1:5/4 3:н", "entries.csv:2, marks school-not-in-journal «3:н» «7a-rus»"),
    ("entries.csv", "1:5/4 2:н", "1:5/4 1:н", "entries.csv:2, marks school-said-twice «1:н» «2»"),
    ("entries.csv", "диктант с грамматическим заданием", "", "entries.csv:2, work school-no-work «1:5/4 2:н» «»"),
    ("entries.csv", ";1;;Упр. 1", ";9;;Упр. 1", "entries.csv:2, plan school-unknown «9» «plan.csv»"),
    ("terms.csv", "2:н/а", "2:нет", "terms.csv:2, marks school-bad-marks «2:нет» «»"),
    (
        "changes.csv",
        "замена;7А;1;Русский язык;;kim",
        "замена;7А;1;Русский язык;;",
        "changes.csv:2, teacher school-empty «» «»",
    ),
    (
        "changes.csv",
        "23.09.2026;2",
        "23.09.2026;1",
        "changes.csv:4, number school-class-twice «7А» «timetable.csv:3 (2026-09-23, 1)»\n\
         changes.csv:4, teacher school-teacher-twice «Орлова Е. В.» «timetable.csv:3 (2026-09-23, 1)»",
    ),
    ("changes.csv", "2026-09-15;отмена", "2026-09-16;отмена", "changes.csv:3, number school-no-lesson «1» «2026-09-16, 7А»"),
];

#[test]
fn all_mistakes_are_told_at_once_and_files_are_asked_for() {
    let mut files = tiny();
    files.remove("journals.csv");
    files.remove("users.csv");
    files.insert(String::from("school.toml"), String::from("id = "));
    let problems = read_texts(&files).expect_err("broken");
    let keys: Vec<(&str, &str)> = problems.iter().map(|problem| (problem.file.as_str(), problem.key())).collect();
    assert_eq!(keys, [("journals.csv", "school-file-missing"), ("school.toml", "school-not-toml")]);
}

#[test]
fn mistakes_of_several_files_are_told_together() {
    let mut files = tiny();
    for (file, from, to) in [
        ("teachers.csv", "Виолетта", ""),
        ("pupils.csv", "p3;7Б", "p3;7Д"),
        ("timetable.csv", "t1;7А;вт;1", "t1;7А;вт;9"),
        ("plan.csv", "Диктант;контрольная;1", "Диктант;контрольная;0"),
        ("entries.csv", "1:5/4", "1:5/1"),
        ("users.csv", "u2;boss;director", "u2;boss;king"),
    ] {
        let text = files.get_mut(file).expect("a file");
        *text = text.replacen(from, to, 1);
    }
    insta::assert_snapshot!(said(&read_texts(&files).expect_err("broken")), @r"
    entries.csv:2, marks school-bad-marks «1:5/1» «»
    plan.csv:3, hours school-bad-number «0» «1–99»
    pupils.csv:4, class school-unknown «7Д» «classes.csv» → 7А
    teachers.csv:3, given_name school-empty «» «»
    timetable.csv:2, number school-no-bell «9» «first»
    users.csv:3, role school-bad-word «king» «teacher, class_teacher, deputy, director, admin, analyst, district»
    ");
}

#[test]
fn other_encodings_and_sizes_are_refused_with_a_hint() {
    let windows_1251: Vec<u8> =
        b"id;surname;given_name;patronymic\norlova;\xce\xf0\xeb\xee\xe2\xe0;\xc5\xeb\xe5\xed\xe0;\n".to_vec();
    let huge = vec![b'a'; 2 << 20];
    for (bytes, key) in [
        (windows_1251, "school-windows-1251"),
        (huge, "school-too-large"),
        (vec![0xff, 0xfe, b'i', 0, b'd', 0], "school-not-utf8"),
    ] {
        let files = tiny();
        let read = read_from(&|name| match name {
            "teachers.csv" => Some(bytes.clone()),
            name => files.get(name).map(|text| text.clone().into_bytes()),
        });
        let problems = read.expect_err("broken");
        assert!(problems.iter().any(|problem| problem.file == "teachers.csv" && problem.key() == key), "{key}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever a file holds, reading ends with a school or with problems, never with a panic.
    #[test]
    fn no_bytes_break_the_reader(place in 0usize..11, at in any::<prop::sample::Index>(), noise in prop::collection::vec(any::<u8>(), 1..12)) {
        let files = tiny();
        let broken = files.keys().nth(place).cloned().unwrap_or_default();
        let read = read_from(&|name| {
            let mut bytes = files.get(name)?.clone().into_bytes();
            if name == broken {
                let at = at.index(bytes.len());
                let end = (at + noise.len()).min(bytes.len());
                bytes.splice(at..end, noise.iter().copied());
            }
            Some(bytes)
        });
        if let Err(problems) = read {
            prop_assert!(!problems.is_empty());
        }
    }

    /// The same with characters that mean something in the files.
    #[test]
    fn no_text_breaks_the_reader(place in 0usize..11, at in any::<prop::sample::Index>(), noise in "[-0-9;:,|=./\"\nна–А ]{1,6}") {
        let mut files = tiny();
        let name = files.keys().nth(place).cloned().unwrap_or_default();
        let text = files.get_mut(&name).expect("a file");
        let letters: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
        text.insert_str(letters[at.index(letters.len())], &noise);
        if let Err(problems) = read_texts(&files) {
            prop_assert!(!problems.is_empty());
        }
    }
}
