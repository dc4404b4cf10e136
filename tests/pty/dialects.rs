//! The whole main job in the bytes of each terminal: roll call, marks, topic and homework, queue, help, the end.

use crate::terminal::{Line, Terminal};

/// How a terminal says its keys, under the Russian layout.
struct Dialect {
    name: &'static str,
    term: &'static str,
    f1: &'static [u8],
    home: &'static [u8],
    end: &'static [u8],
    up: &'static [u8],
    down: &'static [u8],
    /// The digits 5, 4 and 3 of the numeric keypad, and its Enter.
    pad: [&'static [u8]; 4],
    /// Ctrl and the key of T, which is «е».
    ctrl_t: &'static [u8],
    /// The sign of what is done.
    done: &'static str,
}

const DIALECTS: [Dialect; 6] = [
    Dialect {
        name: "xterm",
        term: "xterm-256color",
        f1: b"\x1bOP",
        home: b"\x1b[H",
        end: b"\x1b[F",
        up: b"\x1b[A",
        down: b"\x1b[B",
        pad: [b"5", b"4", b"3", b"\r"],
        // `modifyOtherKeys`, as a user may have switched it on.
        ctrl_t: b"\x1b[27;5;1077~",
        done: "✓",
    },
    Dialect {
        name: "Linux console",
        term: "linux",
        f1: b"\x1b[[A",
        home: b"\x1b[1~",
        end: b"\x1b[4~",
        up: b"\x1b[A",
        down: b"\x1b[B",
        pad: [b"5", b"4", b"3", b"\r"],
        ctrl_t: b"\x14",
        done: "+",
    },
    Dialect {
        name: "PuTTY",
        term: "putty",
        f1: b"\x1b[11~",
        home: b"\x1b[1~",
        end: b"\x1b[4~",
        up: b"\x1bOA",
        down: b"\x1bOB",
        // The keypad in application mode.
        pad: [b"\x1bOu", b"\x1bOt", b"\x1bOs", b"\x1bOM"],
        ctrl_t: b"\x14",
        done: "✓",
    },
    Dialect {
        name: "PuTTY that says it is xterm, rxvt's Home and End",
        term: "xterm",
        f1: b"\x1bOP",
        home: b"\x1b[7~",
        end: b"\x1b[8~",
        up: b"\x1b[A",
        down: b"\x1b[B",
        pad: [b"5", b"4", b"3", b"\x1bOM"],
        ctrl_t: b"\x14",
        done: "✓",
    },
    Dialect {
        name: "tmux",
        term: "tmux-256color",
        f1: b"\x1bOP",
        home: b"\x1b[1~",
        end: b"\x1b[4~",
        up: b"\x1bOA",
        down: b"\x1bOB",
        pad: [b"5", b"4", b"3", b"\r"],
        // `extended-keys`.
        ctrl_t: b"\x1b[1077;5u",
        done: "✓",
    },
    Dialect {
        name: "screen",
        term: "screen",
        f1: b"\x1bOP",
        home: b"\x1b[1~",
        end: b"\x1b[4~",
        up: b"\x1bOA",
        down: b"\x1bOB",
        pad: [b"5", b"4", b"3", b"\r"],
        ctrl_t: b"\x14",
        done: "✓",
    },
];

/// The same in all of them.
const F6: &[u8] = b"\x1b[17~";
const F7: &[u8] = b"\x1b[18~";
const F8: &[u8] = b"\x1b[19~";
const F10: &[u8] = b"\x1b[21~";

fn title(screen: &str) -> &str {
    screen.lines().next().unwrap_or_default()
}

/// The row of the lesson that is filled.
fn row(screen: &str) -> Option<&str> {
    screen.lines().find(|line| line.contains("10:30") && line.contains("5А"))
}

fn job(dialect: &Dialect) {
    let [five, four, three, pad_enter] = dialect.pad;
    let mut terminal = Terminal::demo_on((80, 24), dialect.term, Line::Fast);
    let name = dialect.name;
    terminal.press(F7);
    terminal.wait(name, |screen| title(screen).contains("Перекличка") && screen.contains("Кого нет?"));
    terminal.press(b"3 17 ");
    terminal.press("бо".as_bytes());
    terminal.wait(name, |screen| screen.contains("Кого нет?  3 17 бо"));
    terminal.press(b"\x7f\x7f29");
    terminal.press(pad_enter);
    terminal.wait(name, |screen| title(screen).contains("Сегодня"));
    terminal.press(b"\r");
    terminal.wait(name, |screen| title(screen).contains("Журнал") && screen.contains("Ученик"));
    // Two marks, over the absent third, one more; a slip, taken back by the letter of undo, and one that is erased.
    for keys in [five, four, dialect.down, three, five, "г".as_bytes(), dialect.down, four, dialect.up, b"\x7f"] {
        terminal.press(keys);
    }
    terminal.press("у".as_bytes());
    terminal.wait(name, |screen| title(screen).contains("Урок"));
    terminal.press(dialect.ctrl_t);
    terminal.press("Упр. 214".as_bytes());
    terminal.press(dialect.home);
    terminal.press("§ 5, ".as_bytes());
    terminal.press(dialect.end);
    terminal.press(".".as_bytes());
    terminal.wait(name, |screen| screen.contains("§ 5, Упр. 214."));
    terminal.press(pad_enter);
    terminal.wait(name, |screen| title(screen).contains("Журнал"));
    terminal.press(F6);
    terminal.wait(name, |screen| title(screen).contains("Очередь"));
    terminal.press(dialect.f1);
    terminal.wait(name, |screen| title(screen).contains("Справка"));
    terminal.press(b"\x04");
    terminal.wait(name, |screen| {
        let filled = row(screen).is_some_and(|row| {
            let done = row.matches(dialect.done).count();
            done == 3 && row.split_whitespace().any(|word| word == "3")
        });
        title(screen).contains("Сегодня") && filled
    });
    // What was written is what was typed.
    terminal.press(F8);
    terminal.wait(name, |screen| title(screen).contains("Урок") && screen.contains("§ 5, Упр. 214."));
    terminal.press(b"\x1b");
    terminal.wait(name, |screen| title(screen).contains("Сегодня"));
    terminal.press(F10);
    terminal.end_of_work();
}

#[test]
fn the_main_job_in_xterm() {
    job(&DIALECTS[0]);
}

#[test]
fn the_main_job_on_the_linux_console() {
    job(&DIALECTS[1]);
}

#[test]
fn the_main_job_in_putty() {
    job(&DIALECTS[2]);
    job(&DIALECTS[3]);
}

#[test]
fn the_main_job_in_tmux_and_screen() {
    job(&DIALECTS[4]);
    job(&DIALECTS[5]);
}
