//! The pictures of the user's guide: screens of the running program, played through as the guide tells it.
//!
//! Behind `<!-- screen: name -->` in `docs/user/*.md` stands the screen of that name. `ZVONOK_UPDATE_DOCS=1` writes them anew;
//! without it they must be what the program shows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use crate::terminal::{Line, Terminal};

/// A screen as the guide shows it: the minutes of the training school's clock run on while the test does.
fn settled(screen: &str) -> String {
    let mut text = String::new();
    for line in screen.lines() {
        let mut line = line.trim_end().to_owned();
        while let Some(at) = line.find(" 11:0").or_else(|| line.find(" 11:1")).filter(|at| {
            let minutes = line.get(at + 4..at + 6);
            minutes.is_some_and(|minutes| minutes != "07" && minutes < "15") && line[..*at].trim_start().len() > 20
        }) {
            line.replace_range(at + 4..at + 6, "07");
        }
        // What is left until a deadline, in hours and minutes.
        if let Some(at) = line.find(", осталось 5 ч ") {
            line.truncate(at);
            line.push_str(", осталось 5 ч 28 мин");
        }
        for left in ["1 минута", "2 минуты", "3 минуты", "4 минуты", "5 минут", "6 минут", "7 минут"]
        {
            line = line.replace(&format!("до звонка {left}"), "до звонка 8 минут");
        }
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// The guide's way through a lesson: the screen's name, the keys that lead to it, and what it shows when it is there.
const WAY: [(&str, &str, &str); 15] = [
    ("today", "", "⇅ 0"),
    ("roll-call", "п3 17 ", "3 17"),
    ("roll-call-written", "\r", "Перекличка записана"),
    ("grid", "\r", "Журнал"),
    ("grid-marks", "54", "⇅ 0"),
    ("grid-refused", "6", "6.3"),
    ("rule", "\x1bOR", "Правило"),
    ("pile", "\x1b[27uсжу", "Чья тетрадь"),
    ("lesson", "\x1b[27u\x1b[27uу\x14Упр. 214", "Упр. 214"),
    ("actions", "\r\x1bOQ", "Действие"),
    ("jump", "\x1b[27u\x05", "Что не заполнено"),
    ("week", "\x1b[27uц", "Неделя"),
    ("plan", "\x1b[27uе", "План"),
    ("queue", "\x1b[17~", "Очередь"),
    ("help", "\x1bOP", "Справка"),
];

/// Whether the pictures are made anew.
fn is_writing() -> bool {
    std::env::var_os("ZVONOK_UPDATE_DOCS").is_some()
}

/// Plays the way. Every screen is waited for as the guide has it; where the guide is written anew, until nothing more comes.
fn played(guide: &BTreeMap<String, String>) -> BTreeMap<&'static str, String> {
    let mut terminal = Terminal::demo_on((80, 24), "xterm-256color", Line::Fast);
    let mut screens = BTreeMap::new();
    for (name, keys, shows) in WAY {
        // Escape in the words of the kitty protocol: it stands for itself whatever follows.
        terminal.press(keys.as_bytes());
        if is_writing() {
            terminal.wait(name, |screen| screen.contains(shows) && screen.contains("⇅ 0"));
            terminal.quiet();
            let seen = terminal.seen.0.lock().expect("nobody panics with it");
            screens.insert(name, settled(&terminal.screen(&seen)));
        } else {
            let expected = guide.get(name).unwrap_or_else(|| panic!("the guide does not show {name}"));
            let what =
                format!("{name} as the guide has it (ZVONOK_UPDATE_DOCS=1 cargo test --test pty the_guide):\n{expected}");
            terminal.wait(&what, |screen| settled(screen) == *expected);
        }
    }
    screens
}

const MARK: &str = "<!-- screen: ";

/// What stands before the first screen of a page, its name, its text and the rest.
fn cut(page: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, after) = page.split_once(MARK)?;
    let (name, after) = after.split_once(" -->\n").expect("a name and the end of the line");
    let shown = after.strip_prefix("```text\n").and_then(|shown| shown.split_once("```\n"));
    let (screen, rest) = shown.unwrap_or(("", after));
    Some((before, name, screen, rest))
}

#[test]
fn the_guide_shows_what_the_program_shows() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/user");
    let pages = std::fs::read_dir(&folder).expect("docs/user").map(|page| page.expect("a page").path());
    let pages: Vec<(PathBuf, String)> =
        pages.map(|path| (path.clone(), std::fs::read_to_string(path).expect("a page"))).collect();
    let mut guide = BTreeMap::new();
    for (_, page) in &pages {
        let mut rest = page.as_str();
        while let Some((_, name, screen, after)) = cut(rest) {
            guide.insert(name.to_owned(), screen.to_owned());
            rest = after;
        }
    }
    let names: BTreeSet<&str> = guide.keys().map(String::as_str).collect();
    assert_eq!(names, WAY.iter().map(|(name, ..)| *name).collect(), "every screen of the way stands in the guide");
    let screens = played(&guide);
    for (path, page) in pages.iter().filter(|_| is_writing()) {
        let (mut made, mut rest) = (String::new(), page.as_str());
        while let Some((before, name, _, after)) = cut(rest) {
            let _ = write!(made, "{before}{MARK}{name} -->\n```text\n{}```\n", screens[name]);
            rest = after;
        }
        made.push_str(rest);
        std::fs::write(path, made).expect("written");
    }
}
