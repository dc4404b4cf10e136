//! A program in a pseudo-terminal, on a line that may be slow.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a debug build on a busy machine may take to get anywhere.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the terminal has received.
#[derive(Default)]
pub struct Seen {
    pub bytes: Vec<u8>,
    pub is_over: bool,
}

/// A program in a terminal of its own.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    pub seen: Arc<(Mutex<Seen>, Condvar)>,
    size: (u16, u16),
    /// Its folder, where it has one of its own.
    folder: Option<tempfile::TempDir>,
}

impl Terminal {
    pub fn start(program: &str, args: &[&str], size: (u16, u16)) -> Self {
        Self::on(program, args, size, "xterm-256color", Line::Fast)
    }

    /// A program in a terminal of a kind, on a line.
    pub fn on(program: &str, args: &[&str], size: (u16, u16), term: &str, line: Line) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let mut terminal = Self::open(program, home.path(), args, size, (term, line));
        terminal.folder = Some(home);
        terminal
    }

    /// The program in a folder where somebody has signed in.
    pub fn start_in(home: &std::path::Path, args: &[&str], size: (u16, u16)) -> Self {
        Self::open(env!("CARGO_BIN_EXE_zvonok"), home, args, size, ("xterm-256color", Line::Fast))
    }

    /// Another program in such a folder: one that starts the program.
    pub fn start_program_in(program: &str, home: &std::path::Path, args: &[&str], size: (u16, u16)) -> Self {
        Self::open(program, home, args, size, ("xterm-256color", Line::Fast))
    }

    fn open(program: &str, home: &std::path::Path, args: &[&str], size: (u16, u16), (term, line): (&str, Line)) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        command.env("ZVONOK_HOME", home);
        command.env("TERM", term);
        command.env("LANG", "C.UTF-8");
        command.env("TZ", "UTC");
        command.env("ZVONOK_PTY_CHILD", "1");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let output = pair.master.try_clone_reader().expect("the terminal can be read");
        let keyboard = pair.master.take_writer().expect("the terminal can be written to");
        let keyboard = line.keys(keyboard);
        let seen = Arc::new((Mutex::new(Seen::default()), Condvar::new()));
        let told = Arc::clone(&seen);
        line.screen(output, move |bytes| {
            let mut seen = told.0.lock().expect("nobody panics with it");
            seen.bytes.extend_from_slice(bytes);
            seen.is_over |= bytes.is_empty();
            told.1.notify_all();
        });
        Self { child, master: pair.master, keyboard, seen, size, folder: None }
    }

    pub fn demo(size: (u16, u16)) -> Self {
        Self::demo_on(size, "xterm-256color", Line::Fast)
    }

    /// The training school in a terminal of a kind, on a line.
    pub fn demo_on(size: (u16, u16), term: &str, line: Line) -> Self {
        let terminal = Self::on(env!("CARGO_BIN_EXE_zvonok"), &["demo"], size, term, line);
        terminal.wait("the first screen", |screen| screen.contains("Сегодня") && screen.contains("5А"));
        terminal
    }

    pub fn shows(&self, words: &str) -> bool {
        let seen = self.seen.0.lock().expect("nobody panics with it");
        self.screen(&seen).contains(words)
    }

    pub fn press(&mut self, bytes: &[u8]) {
        self.keyboard.write_all(bytes).expect("the terminal takes keys");
        self.keyboard.flush().expect("the terminal takes keys");
    }

    /// The screen as text, replayed from all that was received.
    pub fn screen(&self, seen: &Seen) -> String {
        let some = |cells| NonZero::new(cells).expect("no test has an empty screen");
        let mut parser = vt100::Parser::new(some(self.size.1), some(self.size.0), 0);
        parser.process(&seen.bytes);
        parser.screen().contents()
    }

    /// Waits until what was received satisfies a condition; never sleeps.
    pub fn wait_for(&self, what: &str, mut is_so: impl FnMut(&Seen) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().expect("nobody panics with it");
        while !is_so(&seen) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited for {what}:\n{}", self.screen(&seen));
            seen = self.seen.1.wait_timeout(seen, left).expect("nobody panics with it").0;
        }
    }

    /// Waits until what is on the screen satisfies a condition, or until an instant; says whether it did.
    pub fn wait_until(&self, end: Instant, mut is_so: impl FnMut(&str) -> bool) -> bool {
        let mut seen = self.seen.0.lock().expect("nobody panics with it");
        while !is_so(&self.screen(&seen)) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || seen.is_over {
                return false;
            }
            seen = self.seen.1.wait_timeout(seen, left).expect("nobody panics with it").0;
        }
        true
    }

    /// What is on the screen now.
    pub fn now(&self) -> String {
        self.screen(&self.seen.0.lock().expect("nobody panics with it"))
    }

    /// Kills the program as a power switch would, and waits until it is gone.
    pub fn kill(&mut self) {
        self.signal("-KILL");
        let _ = self.child.wait();
    }

    pub fn wait(&self, what: &str, mut is_so: impl FnMut(&str) -> bool) {
        self.wait_for(what, |seen| is_so(&self.screen(seen)));
    }

    /// Waits until nothing has come for a while: for making pictures, never for a test.
    pub fn quiet(&self) {
        let mut seen = self.seen.0.lock().expect("nobody panics with it");
        let mut count = 0;
        while seen.bytes.len() > count {
            count = seen.bytes.len();
            seen = self
                .seen
                .1
                .wait_timeout_while(seen, Duration::from_secs(1), |seen| seen.bytes.len() == count)
                .expect("nobody panics with it")
                .0;
        }
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        self.master.resize(pty_size(size)).expect("the terminal changes its size");
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let sent = std::process::Command::new("kill").args([name, &id]).status().expect("kill is there");
        assert!(sent.success());
    }

    /// Waits until the program is stopped. There is nothing to be told by, so it is looked at again and again.
    pub fn wait_stopped(&self) {
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

    /// The end that F10 asked for, confirmed where something waits still.
    pub fn end_of_work(mut self) {
        let mut asked = false;
        self.wait_for("the end, or a question", |seen| {
            asked = self.screen(seen).contains("Закончить?");
            asked || seen.is_over
        });
        if asked {
            self.press(b"\r");
        }
        assert_eq!(self.ended(), 0);
    }

    /// The exit status, once everything was received; the terminal is as it was before.
    pub fn ended(mut self) -> u32 {
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
pub fn assert_restored(bytes: &[u8]) {
    let last = |needle: &[u8]| bytes.windows(needle.len()).rposition(|window| window == needle);
    for (on, off) in
        [(&b"\x1b[?1049h"[..], &b"\x1b[?1049l"[..]), (b"\x1b[?2004h", b"\x1b[?2004l"), (b"\x1b[?25l", b"\x1b[?25h")]
    {
        assert!(last(on).is_some(), "{} was never sent", on.escape_ascii());
        assert!(last(off) > last(on), "{} was left on", on.escape_ascii());
    }
}

/// The line between the program and the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// As fast as it goes.
    Fast,
    /// So many bytes a second towards the screen, and so late in both directions.
    Slow {
        /// Bytes a second.
        rate: u32,
        /// One way.
        delay: Duration,
    },
}

impl Line {
    /// What the program is told of the keys.
    fn keys(self, mut keyboard: Box<dyn Write + Send>) -> Box<dyn Write + Send> {
        let Self::Slow { delay, .. } = self else { return keyboard };
        let (to, from) = mpsc::channel::<(Instant, Vec<u8>)>();
        std::thread::spawn(move || {
            for (due, bytes) in from {
                until(due);
                if keyboard.write_all(&bytes).and_then(|()| keyboard.flush()).is_err() {
                    return;
                }
            }
        });
        Box::new(Late { to, delay })
    }

    /// What the person sees; no bytes at the end.
    fn screen(self, mut output: Box<dyn Read + Send>, mut see: impl FnMut(&[u8]) + Send + 'static) {
        let (to, from) = mpsc::channel::<(Instant, Vec<u8>)>();
        std::thread::spawn(move || {
            for (due, bytes) in from {
                until(due);
                see(&bytes);
                if bytes.is_empty() {
                    return;
                }
            }
        });
        std::thread::spawn(move || {
            let mut heap = [0; 4096];
            let mut free = Instant::now();
            loop {
                // A slow line takes little at a time: what it has not taken yet holds the program up, as a real one does.
                let room = if self == Self::Fast { heap.len() } else { 64 };
                let count = output.read(&mut heap[..room]).unwrap_or(0);
                let mut due = Instant::now();
                if let Self::Slow { rate, delay } = self {
                    free = free.max(due) + Duration::from_secs(1) * u32::try_from(count).expect("few bytes") / rate;
                    until(free);
                    due = free + delay;
                }
                if to.send((due, heap[..count].to_vec())).is_err() || count == 0 {
                    return;
                }
            }
        });
    }
}

/// The speed of the line, which is what is simulated: no test waits by it for something to happen.
fn until(due: Instant) {
    let left = due.saturating_duration_since(Instant::now());
    if !left.is_zero() {
        std::thread::sleep(left);
    }
}

/// Keys on their way.
struct Late {
    to: mpsc::Sender<(Instant, Vec<u8>)>,
    delay: Duration,
}

impl Write for Late {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let _ = self.to.send((Instant::now() + self.delay, bytes.to_vec()));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
