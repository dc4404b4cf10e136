//! The pictures of the user's guide: screens of the running program, played through as the guide tells it.
//!
//! Behind `<!-- screen: name -->` in `docs/user/*.md` stands the screen of that name. `ZVONOK_UPDATE_DOCS=1` writes them anew;
//! without it they must be what the program shows.

use std::collections::BTreeMap;
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
    ("roll-call", "п3 17 ", "3 17 █"),
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

fn played() -> BTreeMap<&'static str, String> {
    let mut terminal = Terminal::demo_on((80, 24), "xterm-256color", Line::Fast);
    let mut screens = BTreeMap::new();
    for (name, keys, shows) in WAY {
        // Escape in the words of the kitty protocol: it stands for itself whatever follows.
        terminal.press(keys.as_bytes());
        let shows = shows.replace('█', "");
        terminal.wait(name, |screen| screen.contains(shows.as_str()) && screen.contains("⇅ 0"));
        let seen = terminal.seen.0.lock().expect("nobody panics with it");
        screens.insert(name, settled(&terminal.screen(&seen)));
    }
    screens
}

#[test]
fn the_guide_shows_what_the_program_shows() {
    let screens = played();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/user");
    let mut shown = 0;
    for page in std::fs::read_dir(&folder).expect("docs/user") {
        let path = page.expect("a page").path();
        let there = std::fs::read_to_string(&path).expect("a page");
        let mut made = String::new();
        let mut rest = there.as_str();
        while let Some((before, after)) = rest.split_once("<!-- screen: ") {
            let (name, after) = after.split_once(" -->\n").expect("a name and the end of the line");
            let screen = screens.get(name).unwrap_or_else(|| panic!("{}: no screen {name}", path.display()));
            let after = after.strip_prefix("```text\n").and_then(|old| Some(old.split_once("```\n")?.1)).unwrap_or(after);
            made.push_str(&format!("{before}<!-- screen: {name} -->\n```text\n{screen}```\n"));
            rest = after;
            shown += 1;
        }
        made.push_str(rest);
        if std::env::var_os("ZVONOK_UPDATE_DOCS").is_some() {
            std::fs::write(&path, &made).expect("written");
        }
        let there = std::fs::read_to_string(&path).expect("a page");
        assert_eq!(there, made, "{}: ZVONOK_UPDATE_DOCS=1 cargo test --test pty the_guide", path.display());
    }
    assert_eq!(shown, WAY.len(), "every screen of the way stands in the guide once");
}
