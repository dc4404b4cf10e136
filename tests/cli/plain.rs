//! `--plain`: the whole main job in plain lines, on a terminal that can do nothing, under either layout.

use zvonok::keys::layout::to_latin;

use crate::program::Home;

/// What is typed, a line each: letters are keys, as they stand on the keyboard; a line that begins with `=` is text.
const JOB: [&str; 21] = [
    "3",
    "п",
    "3 17 +",
    "о",
    "ж5",
    "се 4",
    "се 6",
    "9 5",
    "11 н",
    "17 5",
    "",
    "",
    "т",
    "+",
    "д",
    "=Упр. 214, § 31",
    "р",
    "=изложение",
    "к",
    "н",
    "в",
];

fn talk(latin: bool) -> crate::program::Said {
    let typed = |line: &str| match line.strip_prefix('=') {
        Some(text) => text.to_owned(),
        None if latin => line.chars().map(to_latin).collect(),
        None => line.to_owned(),
    };
    let input = JOB.map(typed).join("\n") + "\n";
    Home::new().run_with("demo --plain", &input)
}

#[test]
fn the_main_job_is_done_in_plain_lines_under_both_layouts() {
    for latin in [false, true] {
        let said = talk(latin).ended(0);
        for line in [
            "3. 10:30 5А, Русский язык: не внесено: посещаемость, тема, домашнее задание",
            "Уже известно, что нет: 10 Исаев Тимофей",
            "5А Русский язык 20.11, 3-й урок: нет 3 учеников",
            "Журавлёва Вера — 5 — в очереди",
            "Седова Мария — 4 — в очереди",
            "Седова Мария — 6 — отказано, не записано",
            "Допустимы только 2, 3, 4, 5. (6.3, абз. 10; STD-6.3-19)",
            "Иванова Ксения — 5 — в очереди",
            "Всё равно записать? да — записать > Не записано.",
            "тема: Р.р. Изложение «Весна»",
            "ДЗ: Упр. 214, § 31",
            "7 Журавлёва Вера 5",
            "3 Власов Никита н",
            "Всё в журнале.",
            "Котов Даниил — н",
            "Перекличка: нет 4 учеников. Отметок: 3. Тема: Р.р. Изложение «Весна». Домашнее задание: Упр. 214, § 31.",
        ] {
            assert!(said.out.contains(line), "{latin}: no {line:?} in {}", said.out);
        }
        assert!(!said.out.contains('\u{1b}'), "nothing but lines");
    }
}

/// Words of the line mode, as they stand on the keyboard under either layout.
fn words(lines: &[&str], latin: bool) -> String {
    let typed = |line: &&str| if latin { line.chars().map(to_latin).collect() } else { (*line).to_owned() };
    lines.iter().map(typed).map(|line: String| line + "\n").collect()
}

#[test]
fn what_is_entered_is_taken_back_and_made_again_after_a_restart_too() {
    for latin in [false, true] {
        let home = Home::new();
        let demo = format!("demo --plain --keep {}", home.path().join("school").display());
        let first = home.run_with(&demo, &words(&["3", "о", "ж5", "се 4", "отмена", "вернуть", "", "н", "в"], latin));
        let first = first.ended(0).says("Седова Мария — 4 — в очереди");
        assert!(first.out.contains("Отменено: 5А Русский язык 20.11, 3: Седова Мария — пусто"), "{latin}: {}", first.out);
        assert!(first.out.contains("Возвращено: 5А Русский язык 20.11, 3: Седова Мария — 4"), "{latin}: {}", first.out);
        // Two marks, and nothing below them.
        let again = home.run_with(&demo, &words(&["отмена", "3", "отмена", "отмена", "к", "н", "в"], latin));
        let again = again.ended(0).says("Седова Мария — пусто").says("Журавлёва Вера — пусто").says("Отменять нечего");
        assert!(again.out.contains("\n7 Журавлёва Вера\n"), "{latin}: {}", again.out);
        // A roll call and a lesson's page are a step each.
        let third = home.run_with(
            &demo,
            &words(&["вернуть", "вернуть", "3", "п", "3 17", "т", "+", "отмена", "отмена", "к", "н", "в"], latin),
        );
        let third = third.ended(0).says("Возвращено: 5А Русский язык 20.11, 3: Журавлёва Вера — 5");
        for line in ["тема — пусто", "Власов Никита — пусто", "\n3 Власов Никита\n", "\n7 Журавлёва Вера 5\n"]
        {
            assert!(third.out.contains(line), "{latin}: no {line:?} in {}", third.out);
        }
    }
}
