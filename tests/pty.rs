//! The program in a pseudo-terminal: what it leaves behind, what it survives, what it loses of what is typed (nothing).

#![cfg(all(unix, feature = "server"))]

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

#[path = "pty/review.rs"]
mod review;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a debug build on a busy machine may take to get anywhere.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the terminal has received.
#[derive(Default)]
struct Seen {
    bytes: Vec<u8>,
    is_over: bool,
}

/// A program in a terminal of its own.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    size: (u16, u16),
    /// Its folder, where it has one of its own.
    folder: Option<tempfile::TempDir>,
}

impl Terminal {
    fn start(program: &str, args: &[&str], size: (u16, u16)) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let mut terminal = Self::open(program, home.path(), args, size);
        terminal.folder = Some(home);
        terminal
    }

    /// The program in a folder where somebody has signed in.
    fn start_in(home: &std::path::Path, args: &[&str], size: (u16, u16)) -> Self {
        Self::open(env!("CARGO_BIN_EXE_zvonok"), home, args, size)
    }

    fn open(program: &str, home: &std::path::Path, args: &[&str], size: (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        command.env("ZVONOK_HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("TZ", "UTC");
        command.env("ZVONOK_PTY_CHILD", "1");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().expect("the terminal can be read");
        let keyboard = pair.master.take_writer().expect("the terminal can be written to");
        let seen = Arc::new((Mutex::new(Seen::default()), Condvar::new()));
        let told = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut heap = [0; 4096];
            loop {
                let count = output.read(&mut heap).unwrap_or(0);
                let mut seen = told.0.lock().expect("nobody panics with it");
                seen.bytes.extend_from_slice(&heap[..count]);
                seen.is_over |= count == 0;
                told.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        Self { child, master: pair.master, keyboard, seen, size, folder: None }
    }

    fn demo(size: (u16, u16)) -> Self {
        let terminal = Self::start(env!("CARGO_BIN_EXE_zvonok"), &["demo"], size);
        terminal.wait("the first screen", |screen| screen.contains("Сегодня") && screen.contains("5А"));
        terminal
    }

    fn shows(&self, words: &str) -> bool {
        let seen = self.seen.0.lock().expect("nobody panics with it");
        self.screen(&seen).contains(words)
    }

    fn press(&mut self, bytes: &[u8]) {
        self.keyboard.write_all(bytes).expect("the terminal takes keys");
        self.keyboard.flush().expect("the terminal takes keys");
    }

    /// The screen as text, replayed from all that was received.
    fn screen(&self, seen: &Seen) -> String {
        let some = |cells| NonZero::new(cells).expect("no test has an empty screen");
        let mut parser = vt100::Parser::new(some(self.size.1), some(self.size.0), 0);
        parser.process(&seen.bytes);
        parser.screen().contents()
    }

    /// Waits until what was received satisfies a condition; never sleeps.
    fn wait_for(&self, what: &str, mut is_so: impl FnMut(&Seen) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().expect("nobody panics with it");
        while !is_so(&seen) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited for {what}:\n{}", self.screen(&seen));
            seen = self.seen.1.wait_timeout(seen, left).expect("nobody panics with it").0;
        }
    }

    fn wait(&self, what: &str, mut is_so: impl FnMut(&str) -> bool) {
        self.wait_for(what, |seen| is_so(&self.screen(seen)));
    }

    fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        self.master.resize(pty_size(size)).expect("the terminal changes its size");
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let sent = std::process::Command::new("kill").args([name, &id]).status().expect("kill is there");
        assert!(sent.success());
    }

    /// Waits until the program is stopped. There is nothing to be told by, so it is looked at again and again.
    fn wait_stopped(&self) {
        let id = self.child.process_id().expect("it runs").to_string();
        let end = Instant::now() + PATIENCE;
        loop {
            let said = std::process::Command::new("ps").args(["-o", "stat=", "-p", &id]).output().expect("ps is there");
            if String::from_utf8_lossy(&said.stdout).trim_start().starts_with('T') {
                return;
            }
            assert!(Instant::now() < end, "it was never stopped");
            std::thread::yield_now();
        }
    }

    /// The exit status, once everything was received; the terminal is as it was before.
    fn ended(mut self) -> u32 {
        self.wait_for("the end", |seen| seen.is_over);
        let status = self.child.wait().expect("it has ended").exit_code();
        let seen = self.seen.0.lock().expect("nobody panics with it");
        assert_restored(&seen.bytes);
        status
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// Every mode that was switched on was switched off after it.
fn assert_restored(bytes: &[u8]) {
    let last = |needle: &[u8]| bytes.windows(needle.len()).rposition(|window| window == needle);
    for (on, off) in
        [(&b"\x1b[?1049h"[..], &b"\x1b[?1049l"[..]), (b"\x1b[?2004h", b"\x1b[?2004l"), (b"\x1b[?25l", b"\x1b[?25h")]
    {
        assert!(last(on).is_some(), "{} was never sent", on.escape_ascii());
        assert!(last(off) > last(on), "{} was left on", on.escape_ascii());
    }
}

/// What stands in the column of the lesson for the first pupils.
fn cells(screen: &str, lines: usize) -> Vec<String> {
    let heads: Vec<char> = screen.lines().nth(1).unwrap_or_default().chars().collect();
    let Some(at) = heads.iter().position(|c| *c == '▸') else { return Vec::new() };
    let of = |line: &str| line.chars().skip(at + 1).take(4).collect::<String>().trim_matches([' ', '…', '°']).to_owned();
    screen.lines().skip(4).take(lines).map(of).collect()
}

#[test]
fn a_lesson_is_filled_whatever_comes_between_the_keys() {
    let mut terminal = Terminal::demo((80, 24));
    {
        let seen = terminal.seen.0.lock().expect("nobody panics with it");
        let queries = [&b"\x1b[c"[..], b"\x1b[6n", b"\x1b[?u", b"\x1b]11;?", b"$p"];
        for query in queries {
            assert!(!seen.bytes.windows(query.len()).any(|window| window == query), "{}", query.escape_ascii());
        }
    }
    terminal.press(b"\r");
    terminal.wait("the grid", |screen| screen.contains("Журнал") && !cells(screen, 1).is_empty());
    // Answers of a terminal between marks, cut in the middle of a sequence.
    terminal.press(b"5\x1b[?2026;2$y");
    terminal.press(b"4\x1b[?62;2");
    terminal.press(b"2c3\x1b]11;rgb:1111/2222/3333\x1b\\2");
    terminal.wait("four marks", |screen| cells(screen, 4) == ["5", "4", "3", "2"]);
    // The key of an absence under both layouts: Y and н stand on one place.
    terminal.press(b"y");
    terminal.press("н".as_bytes());
    terminal.wait("two absences", |screen| {
        let cells = cells(screen, 6);
        cells.len() == 6 && !cells[4].is_empty() && cells[4] == cells[5]
    });
    // Arrows in both dialects, and back to overwrite nothing.
    terminal.press(b"\x1b[A\x1bOA\x1b[B");
    // A storm of sizes ends with the last one.
    for size in [(40, 12), (1, 1), (200, 60), (20, 5), (100, 30)] {
        terminal.resize(size);
    }
    terminal.wait("the grid in its last size", |screen| screen.contains("Журнал") && screen.lines().count() == 30);
    terminal.press(b"\x1b[21~");
    let mut asked = false;
    terminal.wait_for("the end, or a question", |seen| {
        asked = terminal.screen(seen).contains("Закончить?");
        asked || seen.is_over
    });
    if asked {
        terminal.press(b"\r");
    }
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_signal_leaves_the_terminal_clean() {
    for (signal, number) in [("-TERM", 15), ("-HUP", 1)] {
        let terminal = Terminal::demo((80, 24));
        terminal.signal(signal);
        assert_eq!(terminal.ended(), 128 + number, "{signal}");
    }
}

#[test]
fn suspending_lends_the_terminal_and_going_on_draws_the_screen_anew() {
    let mut terminal = Terminal::demo((80, 24));
    terminal.press(b"\r");
    terminal.wait("the grid", |screen| screen.contains("Журнал") && !cells(screen, 1).is_empty());
    terminal.press(b"5");
    terminal.wait("a mark", |screen| cells(screen, 1) == ["5"]);
    // By its key, and by the signal that a shell sends.
    for by_key in [true, false] {
        let before = terminal.seen.0.lock().expect("nobody panics with it").bytes.len();
        if by_key {
            terminal.press(b"\x1a");
        } else {
            terminal.signal("-TSTP");
        }
        let lent = |seen: &Seen| {
            let new = &seen.bytes[before..];
            [&b"\x1b[?1049l"[..], b"\x1b[?25h", b"\x1b[?2004l"]
                .iter()
                .all(|off| new.windows(off.len()).any(|window| window == *off))
        };
        terminal.wait_for("the terminal to be lent", lent);
        terminal.wait_stopped();
        let lent_at = terminal.seen.0.lock().expect("nobody panics with it").bytes.len();
        terminal.signal("-CONT");
        terminal.wait_for("the screen anew", |seen| {
            let new = String::from_utf8_lossy(&seen.bytes[lent_at..]);
            new.contains("\x1b[?1049h") && new.contains("Журнал") && cells(&terminal.screen(seen), 1) == ["5"]
        });
    }
    terminal.press(b"4");
    terminal.wait("the next mark", |screen| cells(screen, 2) == ["5", "4"]);
    terminal.signal("-TERM");
    assert_eq!(terminal.ended(), 128 + 15);
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_seen() {
    let own = std::env::current_exe().expect("the test knows itself");
    let own = own.to_str().expect("a path in UTF-8");
    let terminal = Terminal::start(own, &["--exact", "panics_inside", "--ignored", "--nocapture"], (80, 24));
    terminal.wait_for("the report", |seen| String::from_utf8_lossy(&seen.bytes).contains("the invented defect"));
    let seen = terminal.seen.0.lock().expect("nobody panics with it");
    let report = String::from_utf8_lossy(&seen.bytes).find("the invented defect").expect("it was found");
    // Given back before the report, or it would be wiped with the alternate screen.
    assert_restored(&seen.bytes[..report]);
}

/// Not a test of its own: what the test above runs in a terminal.
#[test]
#[ignore = "run by a_panic_gives_the_terminal_back_and_is_seen"]
fn panics_inside() {
    if std::env::var_os("ZVONOK_PTY_CHILD").is_none() {
        return;
    }
    let (to, told) = mpsc::channel();
    zvonok::runtime::guard::hook_panics(to);
    let _guard = zvonok::runtime::guard::Guard::take().expect("the terminal is taken");
    let failed = std::thread::spawn(|| panic!("the invented defect")).join();
    assert!(failed.is_err() && !zvonok::runtime::guard::is_taken());
    assert!(matches!(told.recv(), Ok(zvonok::runtime::Message::Panicked)));
}
