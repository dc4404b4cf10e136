//! `zvonok --plain`: the journal in plain lines, asked and answered one at a time.
//!
//! For screen readers, for terminals that can only print, and for links on which a screen is too slow. Nothing is moved
//! over, nothing is drawn twice: a line is printed, a line is read. Entries go through the same code as those of the
//! commands: judged, on disk before anything is said, then sent.

mod terms;
mod undo;

use std::io::{BufRead as _, Write as _};
use std::process::ExitCode;

use super::args::Login;
use super::client::{Client, Seat};
use super::entries::{self, Sending, Step, Trace};
use super::exit::{Exit, Failure};
use super::values::{Day, LessonAt};
use super::wish::{HomeworkWish, Page, TopicWish, What, Wish};
use super::{Program, client, duties, login, queue, today, wording};
use crate::domain::{DutyState, Finding, KnownAbsence, Lesson, Target, Value};
use crate::entry::{self, Answers, Book, Consent, Need, fold};
use crate::keys::layout;
use crate::strings::FluentValue;

/// Runs the talk on the configured server.
pub(super) fn run(program: &Program) -> Result<ExitCode, Failure> {
    if !client::is_new(program)? {
        let client = Client::open(program)?;
        if !client.signed_out() {
            return talk(program, client);
        }
    }
    login::login(program, &Login { start_over: false })?;
    talk(program, Client::open(program)?)
}

/// Runs the talk on a store that is open already.
pub(super) fn talk(program: &Program, client: Client<'_>) -> Result<ExitCode, Failure> {
    let seat = client.seat()?;
    let mut talk = Talk { program, client, seat, known: Vec::new() };
    talk.say("plain-welcome");
    let ended = talk.day();
    let left = talk.client.setup.store.count_waiting().unwrap_or_default();
    if left > 0 {
        tell(&program.say_with("plain-left", &[("count", left.into())]));
    }
    match ended {
        Ok(()) | Err(Stop::End) => Ok(ExitCode::from(Exit::Done.code())),
        Err(Stop::Failure(failure)) => Err(failure),
    }
}

/// Why the talk goes no further.
enum Stop {
    /// Nothing more is typed.
    End,
    /// Something that cannot be told and gone on from.
    Failure(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// The talk: who talks, and about which store.
struct Talk<'p> {
    program: &'p Program,
    client: Client<'p>,
    seat: Seat,
    /// Who is known to be absent from the lesson that is talked of.
    known: Vec<KnownAbsence>,
}

/// «ив5»: letters of a surname and, at once, the mark. A list number needs a space before its mark.
fn letters_and_mark(answer: &str) -> Option<(&str, &str)> {
    let at = answer.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0)?;
    Some(answer.split_at(at))
}

/// Prints a line. When nobody reads any more, the next question ends the talk.
fn tell(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Asks for a line; an end of the input ends the talk.
fn ask(question: &str) -> Result<String, Stop> {
    let mut out = std::io::stdout().lock();
    let _ = write!(out, "{question} > ").and_then(|()| out.flush());
    drop(out);
    let mut line = String::new();
    match std::io::stdin().lock().read_line(&mut line) {
        Ok(0) | Err(_) => Err(Stop::End),
        Ok(_) => Ok(crate::text::clean(line.trim()).into_owned()),
    }
}

impl Talk<'_> {
    fn say(&self, key: &str) {
        tell(&self.program.say(key));
    }

    /// Whether the answer is the word of a choice, under either layout.
    fn is(&self, answer: &str, key: &str) -> bool {
        let word = fold(&self.program.say(key));
        fold(answer) == word || fold(&layout::typed_as_cyrillic(answer)) == word
    }

    /// The lessons of today, again and again until the person leaves.
    fn day(&mut self) -> Result<(), Stop> {
        loop {
            let rows = today::day(self.program, &self.client, &self.seat, None)?;
            let now = self.client.now()?;
            let head = [
                ("date", FluentValue::from(rows.date.format("%d.%m.%Y").to_string())),
                ("time", self.seat.zone.local(now).format("%H:%M").to_string().into()),
                ("count", rows.lessons.len().into()),
                ("waiting", self.client.setup.store.count_waiting().unwrap_or_default().into()),
            ];
            tell(&self.program.say_with("plain-day", &head));
            for (row, owed) in &rows.lessons {
                let lesson = &row.lesson;
                let state = if lesson.cancelled { self.program.say("lesson-cancelled") } else { self.state_of(owed) };
                let args = [
                    ("number", FluentValue::from(lesson.number.to_string())),
                    ("time", lesson.starts.format("%H:%M").to_string().into()),
                    ("class", lesson.class_name.clone().into()),
                    ("subject", lesson.subject.clone().into()),
                    ("state", state.into()),
                ];
                tell(&self.program.say_with("plain-lesson", &args));
            }
            let answer = ask(&self.program.say("plain-ask-day"))?;
            if self.is(&answer, "plain-word-quit") {
                return Ok(());
            } else if self.is(&answer, "plain-word-queue") {
                let text = queue::told(self.program, &self.client)?;
                tell(text.trim_end());
            } else if self.is(&answer, "plain-word-send") {
                self.send();
            } else if let Ok(number) = answer.parse::<u8>() {
                let found: Vec<&Lesson> =
                    rows.lessons.iter().map(|(row, _)| &row.lesson).filter(|lesson| lesson.number == number).collect();
                let known = rows.lessons.iter().map(|(row, _)| row).find(|row| row.lesson.number == number);
                self.known = known.map(|row| row.known.clone()).unwrap_or_default();
                match found.first() {
                    Some(lesson) => self.lesson(lesson)?,
                    None => self.say("plain-no-such-lesson"),
                }
            } else if !answer.is_empty() && !self.undoes(&answer)? {
                self.say("plain-help-day");
            }
        }
    }

    /// What a lesson still owes, in words.
    fn state_of(&self, owed: &crate::domain::LessonDuties) -> String {
        let named = [
            (&owed.attendance, "duty-attendance"),
            (&owed.marks, "duty-marks"),
            (&owed.topic, "duty-topic"),
            (&owed.homework, "duty-homework"),
        ];
        let open: Vec<String> =
            named.iter().filter(|(duty, _)| duty.is_open()).map(|(_, key)| self.program.say(key)).collect();
        if open.is_empty() {
            let is_done = owed.each().any(|duty| matches!(duty.state, DutyState::Done | DutyState::DoneLate));
            return self.program.say(if is_done { "plain-filled" } else { "plain-later" });
        }
        let now = self.client.now().unwrap_or_default();
        let due = duties::due(&self.seat, owed, now);
        let args = [("what", FluentValue::from(open.join(", "))), ("due", due.into())];
        self.program.say_with("plain-open", &args)
    }

    /// One lesson: its state, and what can be entered.
    fn lesson(&mut self, lesson: &Lesson) -> Result<(), Stop> {
        loop {
            tell(&wording::lesson(self.program, lesson));
            let book = self.book(lesson)?;
            tell(&self.filled(&book, lesson));
            let answer = ask(&self.program.say("plain-ask-lesson"))?;
            if answer.is_empty() || self.is(&answer, "plain-word-back") {
                return Ok(());
            } else if self.is(&answer, "plain-word-roll") {
                self.roll(lesson, &book)?;
            } else if self.is(&answer, "plain-word-marks") {
                self.marks(lesson, &book)?;
            } else if self.is(&answer, "plain-word-topic") {
                self.topic(lesson, &book)?;
            } else if self.is(&answer, "plain-word-homework") {
                self.homework(lesson)?;
            } else if self.is(&answer, "plain-word-work") {
                self.work(lesson)?;
            } else if self.is(&answer, "plain-word-list") {
                Self::list(&book, lesson);
            } else if self.is(&answer, "plain-word-terms") {
                self.terms(lesson)?;
            } else if !self.undoes(&answer)? {
                self.say("plain-help-lesson");
            }
        }
    }

    fn book(&self, lesson: &Lesson) -> Result<Book, Stop> {
        let period = self.seat.period(lesson.grade, lesson.date);
        let period = period.ok_or_else(|| self.program.fail(Exit::Usage, "fail-no-period"))?.id.clone();
        let desk = self.client.desk(&self.seat)?;
        Ok(self.client.book(self.client.page(&lesson.journal, &period)?, &desk)?)
    }

    /// What the journal, with what waits, holds of the lesson.
    fn filled(&self, book: &Book, lesson: &Lesson) -> String {
        let none = || self.program.say("plain-nothing");
        let fill = book.fill(&lesson.id);
        let topic = match book.value(&Target::Topic { lesson: lesson.id.clone() }) {
            Some(Value::Topic(topic)) => topic.text.clone(),
            _ => none(),
        };
        let homework = match book.value(&Target::Homework { lesson: lesson.id.clone() }) {
            Some(Value::Homework(homework)) => wording::homework(self.program, homework),
            _ => none(),
        };
        let roll =
            if fill.attendance { self.program.say_with("entry-absent", &[("count", fill.absent.into())]) } else { none() };
        let args = [
            ("roll", FluentValue::from(roll)),
            ("marks", fill.marks.into()),
            ("topic", topic.into()),
            ("homework", homework.into()),
        ];
        self.program.say_with("plain-state", &args)
    }

    /// The class by numbers, each with what stands in the cells of the lesson.
    fn list(book: &Book, lesson: &Lesson) {
        let columns: Vec<usize> =
            (0..book.columns().len()).filter(|at| book.columns()[*at].lesson.as_ref() == Some(&lesson.id)).collect();
        for (row, pupil) in book.pupils().iter().enumerate().filter(|(_, pupil)| entry::belongs(pupil, lesson)) {
            let cells = columns.iter().filter_map(|column| book.cell_at(row, *column)).map(|cell| cell.text.as_str());
            let cells = cells.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
            let line = format!("{} {} {cells}", pupil.number, pupil.name());
            tell(line.trim_end());
        }
    }

    fn roll(&mut self, lesson: &Lesson, book: &Book) -> Result<(), Stop> {
        let doubtful = entry::absent_before(book, lesson);
        if !doubtful.is_empty() {
            let names: Vec<String> = doubtful
                .iter()
                .filter_map(|id| book.page().pupil(id))
                .map(|pupil| format!("{} {}", pupil.number, pupil.name()))
                .collect();
            tell(&self.program.say_with("plain-doubtful", &[("names", names.join(", ").into())]));
        }
        let known = self.known(lesson, book);
        if !known.is_empty() {
            let said: Vec<&str> = known.iter().map(|(_, said)| said.as_str()).collect();
            tell(&self.program.say_with("plain-known", &[("names", said.join(", ").into())]));
        }
        let answer = ask(&self.program.say("plain-ask-roll"))?;
        if answer.is_empty() {
            return Ok(());
        }
        let mut named: Vec<String> = match answer.as_str() {
            "0" => Vec::new(),
            names => names.split([' ', ',', ';']).filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        };
        if let Some(at) = named.iter().position(|word| word == "+") {
            named.splice(at..=at, known.into_iter().map(|(number, _)| number));
        }
        self.enter(lesson, What::Absent(named))?;
        self.send();
        Ok(())
    }

    /// Who is known to be absent from a lesson whose roll was not called: list number, and name with from what it is known.
    fn known(&self, lesson: &Lesson, book: &Book) -> Vec<(String, String)> {
        if book.value(&Target::Attendance { lesson: lesson.id.clone() }).is_some() {
            return Vec::new();
        }
        let said = |known: &KnownAbsence| {
            let pupil = book.page().pupil(&known.pupil).filter(|pupil| entry::belongs(pupil, lesson))?;
            let from = wording::known_from(self.program, &known.from);
            Some((pupil.number.to_string(), format!("{} {} ({from})", pupil.number, pupil.name())))
        };
        self.known.iter().filter_map(said).collect()
    }

    /// Marks one after another: «ив 5», «3 н». An empty line ends it.
    fn marks(&mut self, lesson: &Lesson, book: &Book) -> Result<(), Stop> {
        let kinds: Vec<&str> = book
            .columns()
            .iter()
            .filter(|column| column.lesson.as_ref() == Some(&lesson.id))
            .map(|column| column.spec.kind.name())
            .collect();
        let mut work = None;
        if kinds.len() > 1 {
            let args = [("names", FluentValue::from(kinds.join(", ")))];
            work = Some(ask(&self.program.say_with("plain-ask-which-work", &args))?).filter(|kind| !kind.is_empty());
        }
        loop {
            let answer = ask(&self.program.say("plain-ask-mark"))?;
            if answer.is_empty() {
                break;
            }
            if self.undoes(&answer)? {
                continue;
            }
            let Some((pupil, value)) = answer.rsplit_once(' ').or_else(|| letters_and_mark(&answer)) else {
                self.say("plain-mark-form");
                continue;
            };
            let latin = value.contains(|c: char| c.is_ascii_alphabetic());
            let value = if latin { layout::typed_as_cyrillic(value) } else { value.to_owned() };
            let pupil = pupil.trim().to_owned();
            self.enter(lesson, What::Mark { pupil, value, work: work.clone() })?;
        }
        self.send();
        Ok(())
    }

    fn topic(&mut self, lesson: &Lesson, book: &Book) -> Result<(), Stop> {
        if let Some(next) = entry::next_topic(book) {
            tell(&self.program.say_with("plain-by-plan", &[("topic", next.topic.clone().into())]));
        }
        let answer = ask(&self.program.say("plain-ask-topic"))?;
        let topic = match answer.as_str() {
            "" => return Ok(()),
            "+" => TopicWish::Next,
            _ => TopicWish::Text(answer),
        };
        self.enter(lesson, What::Lesson(Box::new(Page { topic: Some(topic), ..Page::default() })))?;
        self.send();
        Ok(())
    }

    fn homework(&mut self, lesson: &Lesson) -> Result<(), Stop> {
        let answer = ask(&self.program.say("plain-ask-homework"))?;
        let homework = match answer.as_str() {
            "" => return Ok(()),
            "0" => HomeworkWish::Nothing,
            _ => HomeworkWish::Text { text: answer, day: None, only: Vec::new() },
        };
        self.enter(lesson, What::Lesson(Box::new(Page { homework: Some(homework), ..Page::default() })))?;
        self.send();
        Ok(())
    }

    fn work(&mut self, lesson: &Lesson) -> Result<(), Stop> {
        let answer = ask(&self.program.say("plain-ask-work"))?;
        if answer.is_empty() {
            return Ok(());
        }
        self.enter(lesson, What::Lesson(Box::new(Page { work: Some(answer), ..Page::default() })))?;
        self.send();
        Ok(())
    }

    /// Makes an entry, asks what the rules ask, and tells what became of it. A slip is told and costs nothing.
    fn enter(&mut self, lesson: &Lesson, what: What) -> Result<(), Stop> {
        let at = LessonAt { day: Day::Date(lesson.date), number: lesson.number };
        let (class, subject) = (lesson.class_name.clone(), Some(lesson.subject.clone()));
        let mut wish = Wish { class, subject, at, what, answers: Answers::default() };
        loop {
            let made = match entries::make_as(self.program, &self.client, &self.seat, &wish, Trace::Step) {
                Ok(made) => made,
                Err(failure) if failure.exit == Exit::Usage => {
                    tell(&failure.text);
                    return Ok(());
                }
                Err(failure) => return Err(failure.into()),
            };
            let Step::Asked(need) = made.step else {
                let (_, text, _) = entries::answer(self.program, &self.client, &made, None)?;
                tell(&text);
                return Ok(());
            };
            if !self.answered(&made.findings, need, &mut wish.answers)? {
                return Ok(());
            }
        }
    }

    /// Asks what the rules ask. `false`: it was not answered, and nothing is written.
    fn answered(&self, findings: &[Finding], need: Need, answers: &mut Answers) -> Result<bool, Stop> {
        tell(wording::findings(self.program, findings).trim_start());
        let (key, is_word) = match need {
            Need::SecondKey => ("plain-ask-yes", false),
            Need::Comment => ("plain-ask-comment", true),
            Need::Reason => ("plain-ask-reason", true),
            Need::Explanation => ("plain-ask-explanation", true),
        };
        let answer = ask(&self.program.say(key))?;
        if answer.is_empty() || (!is_word && !self.is(&answer, "plain-word-yes")) {
            self.say("plain-not-written");
            return Ok(false);
        }
        match need {
            Need::SecondKey => answers.consent = Consent::Given,
            Need::Comment => answers.comment = Some(answer),
            Need::Reason => answers.reason = Some(answer),
            Need::Explanation => answers.explanation = Some(answer),
        }
        Ok(true)
    }

    /// One attempt to send what waits, and how many entries wait after it.
    fn send(&self) {
        let error = entries::send(&self.client, Sending::Once);
        let left = self.client.setup.store.count_waiting().unwrap_or_default();
        match (left, error) {
            (0, _) => self.say("plain-all-sent"),
            (left, None) => tell(&self.program.say_with("plain-waiting", &[("count", left.into())])),
            (left, Some(error)) => {
                let why = self.program.say(&format!("why-{}", wording::why(&error)));
                let args = [("count", FluentValue::from(left)), ("why", why.into())];
                tell(&self.program.say_with("plain-waiting-because", &args));
            }
        }
    }
}
