//! What is fuzzed where something comes from outside: settings, files of a school, answers of a server, headers, bytes of a
//! terminal, texts of others. Shared by the fuzz targets and by the test that replays the corpus.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use zvonok::domain::SchoolId;
use zvonok::outbox::clock::Reading;
use zvonok::outbox::fault::{RetryAfter, ack};
use zvonok::outbox::{Clock, Fault, Link, Offset};
use zvonok::protocol::{Batch, HistoryOf, HistoryPlace, Judged};
use zvonok::remote::native::Native;
use zvonok::remote::{Answer, Carried, Carrier, Question, RemoteError, Reply};
use zvonok::text;

use super::screens::{Program, Shown};

/// The instant at which everything happens.
pub fn now() -> DateTime<Utc> {
    "2026-11-20T04:07:19Z".parse().expect("an instant")
}

/// A settings file and a theme. Every problem has its line; a field that is set is read back, and nothing else changes.
pub fn config(input: &[u8]) {
    use zvonok::config::file::{parse, with_fields};
    let path = Path::new("config.toml");
    let lines = input.split(|byte| *byte == b'\n').count();
    let loaded = parse(input, path);
    for problem in &loaded.problems {
        assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)), "{problem:?}");
    }
    let Ok(file) = std::str::from_utf8(input) else { return };
    let _ = zvonok::theme::Theme::parse("own", file);
    if loaded.problems.is_empty() {
        let again = parse(with_fields(file, &[("server", "https://journal.example")]).as_bytes(), path);
        assert_eq!(again.problems, [], "what is set spoils the file: {file:?}");
        assert_eq!(again.settings.server.as_deref(), Some("https://journal.example"), "{file:?}");
        let same = zvonok::config::Settings { server: loaded.settings.server.clone(), ..again.settings };
        assert_eq!(same, loaded.settings, "{file:?}");
    }
}

/// The files of a school, one behind the other; a line `=== pupils.csv` begins each. What is read is read the same again.
#[cfg(feature = "server")]
pub fn import(input: &[u8]) {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut name = None;
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        if let Some(next) = line.strip_prefix(b"=== ") {
            let next = String::from_utf8_lossy(next).trim().to_owned();
            files.entry(next.clone()).or_default();
            name = Some(next);
        } else if let Some(file) = name.as_ref().and_then(|name| files.get_mut(name)) {
            file.extend_from_slice(line);
        }
    }
    let read = || zvonok::school::read_from(&|name| files.get(name).cloned());
    match (read(), read()) {
        (Ok(one), Ok(other)) => assert_eq!(format!("{one:?}"), format!("{other:?}")),
        (Err(one), Err(other)) => {
            assert!(!one.is_empty(), "refused without a word");
            assert_eq!(one, other, "the same files, the same problems");
        }
        _ => panic!("the same files, accepted and refused"),
    }
}

type Border = fn(&str) -> Cow<'_, str>;

/// A text of somebody else: no border lets through what acts on a terminal, and what was cleaned is clean.
pub fn text(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    for border in [text::defuse as Border, text::for_terminal, text::json_for_terminal, text::clean, text::compose] {
        let once = border(text).into_owned();
        assert_eq!(border(&once), once, "{text:?}");
    }
    let acts = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    assert!(!text::defuse(text).chars().any(acts) && !text::json_for_terminal(text).chars().any(acts), "{text:?}");
    assert!(!text::clean(text).chars().any(char::is_control), "{text:?}");
    let cell = text::spreadsheet_cell(text);
    assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\n']) && !cell.chars().any(acts), "{cell:?}");
    let json = serde_json::to_string(text).expect("JSON");
    let read: String = serde_json::from_str(&text::defuse_json(&json)).expect("still JSON");
    assert_eq!(read, text::defuse(text));
    let _ = (text::defuse_json(text), text::fold(text), text::collation_key(text));
    shapes(&text::clean(text));
}

/// Cut, padded and wrapped, a text is as wide as it is told to be, and loses nothing that it should keep.
fn shapes(text: &str) {
    for cells in [0, 1, 2, 7, 80] {
        assert!(text::width(&text::cut(text, cells)) <= cells, "{text:?} cut to {cells}");
        let (head, tail) = (text::head(text, cells), text::tail(text, cells));
        assert!(text.starts_with(head) && text.ends_with(tail));
        assert!(text::width(head) <= cells && text::width(tail) <= cells, "{text:?} at {cells}");
        for align in [text::Align::Left, text::Align::Right] {
            assert_eq!(text::width(&text::pad(text, cells, align)), cells, "{text:?}");
        }
    }
    for line in text::wrap(text, 20) {
        assert!(text::width(line) <= 20, "{line:?}");
    }
}

/// Bytes of a terminal in one piece, byte by byte, and in halves: the same keys, and nothing is held for ever.
pub fn terminal(input: &[u8]) {
    use zvonok::runtime::decode::{Decoder, Input, PASTE_LIMIT};
    let began = Instant::now();
    let read = |pieces: &mut dyn Iterator<Item = &[u8]>| -> Vec<Input> {
        let (mut decoder, mut found) = (Decoder::new().with_mouse(), Vec::new());
        pieces.for_each(|piece| decoder.feed(piece, began, &mut found));
        let patience = decoder.patience();
        assert!(patience.is_none_or(|patience| patience <= Duration::from_secs(2)));
        if patience.is_some() {
            assert!(decoder.is_overdue(began + Duration::from_secs(2)));
            decoder.give_up(&mut found);
            assert_eq!(decoder.patience(), None, "something is still pending");
        }
        found
    };
    let whole = read(&mut std::iter::once(input));
    assert_eq!(whole, read(&mut input.chunks(1)), "{input:?}");
    let (one, other) = input.split_at(input.len() / 2);
    assert_eq!(whole, read(&mut [one, other].into_iter()), "{input:?}");
    for found in whole {
        if let Input::Paste(text) = found {
            assert!(text.len() <= PASTE_LIMIT + 3, "{}", text.len());
        }
    }
}

/// `Retry-After`, and `Date` with it: no wait is longer than a quarter of an hour, no clock is moved out of the calendar.
pub fn header(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    if let Some(asked) = RetryAfter::parse(text) {
        assert!(asked.from(now()) >= chrono::TimeDelta::zero(), "{text:?}");
    }
    for status in ["200", "429", "503"] {
        let reply = format!("me {status}\ndate: {text}\nretry-after: {text}\ncontent-type: {text}\n\n{{}}");
        answer(reply.as_bytes());
    }
    for due in [None, Some(now() + chrono::TimeDelta::minutes(5))] {
        let link = Link { due, ..Link::default() };
        let fault = Fault::NotNow { retry_after: RetryAfter::parse(text) };
        for dice in [0, u64::MAX] {
            let until = link.clone().after_fault(&fault, 1, now(), dice).not_before.expect("a wait");
            assert!(until >= now() && until - now() <= chrono::TimeDelta::minutes(15), "{text:?}: {until}");
        }
    }
}

/// A problem (RFC 9457): the status, a line end, the body.
pub fn problem(input: &[u8]) {
    let (status, body) = cut(input, b"\n");
    let head = [b"push ", status, b"\ncontent-type: application/problem+json\n\n"].concat();
    answer(&[&head, body].concat());
}

/// An answer: a line with the question and the status, headers, an empty line, the body. What can be read is shown.
pub fn answer(input: &[u8]) {
    let _ = is_answered(input);
}

/// The same, and whether it was an answer to the question.
pub fn is_answered(input: &[u8]) -> bool {
    let (head, body) = cut(input, b"\n\n");
    let Ok(head) = std::str::from_utf8(head) else { return false };
    let mut lines = head.lines();
    let Some((question, status)) = lines.next().and_then(|first| first.split_once(' ')) else { return false };
    let Ok(status) = status.trim().parse() else { return false };
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect();
    let native = Native::over(Arc::new(Canned(Mutex::new(Some(Reply::new(status, &headers, body.to_vec()))))), Arc::new(At));
    asked(&native, question)
}

/// The piece before the first of some bytes, and that behind it.
fn cut<'i>(input: &'i [u8], at: &[u8]) -> (&'i [u8], &'i [u8]) {
    match input.windows(at.len()).position(|window| window == at) {
        Some(place) => (&input[..place], &input[place + at.len()..]),
        None => (input, b""),
    }
}

fn asked(native: &Native, question: &str) -> bool {
    let (school, date) = (SchoolId::new("sosh-7"), now().date_naive());
    let (journal, period) = ("7a-rus".into(), "q2".into());
    let of = HistoryOf { journal: "7a-rus".into(), place: HistoryPlace::Period("q2".into()), pupil: None };
    match question {
        "session" => told(native.sign_in("orlova", "secret")).is_some(),
        "me" => told(native.me("token")).is_some(),
        "changes" => told(native.changes("token", &school, None, 0)).is_some(),
        "nothing" => failed(ready(native.sign_out("token"))).is_some(),
        "school" => show(told(native.school("token", &school)).map(Shown::School)),
        "day" => show(told(native.day("token", &school, date)).map(Shown::Day)),
        "journals" => show(told(native.journals("token", &school)).map(Shown::Journals)),
        "page" => show(told(native.page("token", &school, &journal, &period)).map(Shown::Page)),
        "status" => show(told(native.status("token", &school, date)).map(Shown::Status)),
        "corrections" => show(told(native.corrections("token", &school)).map(Shown::Corrections)),
        "history" => show(told(native.history("token", &school, &of)).map(Shown::History)),
        "push" => {
            let nothing = Batch { operations: Vec::new(), again: BTreeMap::new(), cursor: None };
            let verdicts = told(native.push("token", &school, &nothing)).map(|it| it.verdicts);
            let event = |judged: Judged| ack(judged.verdict, now());
            show(verdicts.map(|judged| Shown::Judged(judged.into_iter().map(event).collect())))
        }
        _ => false,
    }
}

fn show(shown: Option<Shown>) -> bool {
    let answered = shown.is_some();
    if let Some(shown) = shown {
        Program::new(0).shows(shown);
    }
    answered
}

/// What was answered, as the program takes it: the clock is corrected, a failure makes the queue wait.
fn told<T>(asked: impl Future<Output = Result<Answer<T>, RemoteError>>) -> Option<T> {
    let answer = failed(ready(asked))?;
    let offset = answer.observed(Offset::UNKNOWN);
    for boot_ms in [At.read().boot_ms, 1 << 40] {
        let reading = Reading { boot_ms, ..At.read() };
        let _ = (offset.now(reading), offset.skew(reading), offset.proof(reading));
    }
    Some(answer.value)
}

fn failed<T>(answer: Result<T, RemoteError>) -> Option<T> {
    let error = match answer {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    let (fault, link) = (error.fault(), Link { due: Some(now() + chrono::TimeDelta::minutes(20)), ..Link::default() });
    for sent in [1, 100] {
        let after = link.clone().after_fault(&fault, sent, now(), u64::MAX);
        assert!((1..=100).contains(&after.batch), "{after:?}");
        assert!(after.not_before.is_none_or(|until| until - now() <= chrono::TimeDelta::minutes(15)), "{after:?}");
        Program::new(0).shows(Shown::Judged(vec![fault.event(sent)]));
    }
    assert!(!error.to_string().chars().any(char::is_control) && !error.kind().is_empty(), "{error}");
    None
}

/// A reply that is there at once.
fn ready<T>(asked: impl Future<Output = T>) -> T {
    match std::pin::pin!(asked).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("the reply was there"),
    }
}

/// The carrier of one reply.
#[derive(Debug)]
struct Canned(Mutex<Option<Reply>>);

impl Carrier for Canned {
    fn carry(&self, _: Question) -> Carried<'_> {
        let reply = self.0.lock().expect("one thread").take().expect("one question");
        Box::pin(async { Ok(reply) })
    }
}

/// A clock that stands.
struct At;

impl Clock for At {
    fn read(&self) -> Reading {
        Reading { wall_ms: now().timestamp_millis(), boot_ms: 1_000_000, boot_id: 7 }
    }
}
