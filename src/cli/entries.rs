//! Entries of commands: judged by the same code as the screens' entries, on disk before anything is said, then sent.

use std::time::Duration;

use serde::Serialize;

use super::client::{Client, Seat};
use super::exit::{Exit, Failure};
use super::wish::{HomeworkWish, Page, TopicWish, What, Wish};
use super::{Program, literacy, names, wording};
use crate::domain::{
    Finding, Homework, HomeworkFor, HomeworkScope, KnownAbsence, KnownFrom, Lesson, LessonId, OperationId, PeriodId,
    PupilId, Severity, Target, TermMark, WorkId, WorkKind, WorkSpec,
};
use crate::entry::{self, Answers, Book, Desk, Edit, Need, Outcome, Spot, TermSpot};
use crate::outbox::{Life, NewEntry, Recording, UndoChange};
use crate::sync::{SyncError, once};

/// Names all who are known to be absent.
const KNOWN: &str = "+";
/// How long the one attempt after an entry may take.
const ATTEMPT: Duration = Duration::from_secs(2);

/// What became of a wish before anything was sent.
pub(super) struct Made {
    /// In words: which lesson, whose cell, which value.
    pub title: String,
    /// What the rules found.
    pub findings: Vec<Finding>,
    pub step: Step,
    /// Who is known to be absent from the lesson and was not named: list number, name and from what it is known.
    pub unnamed: Vec<Unnamed>,
}

/// Somebody who is known to be absent and was not named.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Unnamed {
    /// Number in the list.
    pub list_number: u16,
    /// Name.
    pub name: String,
    /// From what it is known.
    #[serde(flatten)]
    pub from: KnownFrom,
}

/// How far a wish came.
pub(super) enum Step {
    /// On disk.
    Recorded(Vec<OperationId>),
    /// The journal, or an entry that waits, says so already.
    Same(Life),
    /// The rules forbid it.
    Refused,
    /// Something must be answered first.
    Asked(Need),
}

/// Judges a wish and records it: all of it in one transaction, or nothing.
pub(super) fn make(program: &Program, client: &Client<'_>, seat: &Seat, wish: &Wish) -> Result<Made, Failure> {
    make_as(program, client, seat, wish, Trace::None)
}

/// Whether an edit can be taken back later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trace {
    /// Nothing is kept: a command is over when it is done.
    None,
    /// A step is kept with the edit, as in the screens.
    Step,
}

/// [`make`], with what takes it back.
pub(super) fn make_as(
    program: &Program,
    client: &Client<'_>,
    seat: &Seat,
    wish: &Wish,
    trace: Trace,
) -> Result<Made, Failure> {
    let lesson = names::lesson(program, client, seat, &wish.class, wish.subject.as_deref(), wish.at)?;
    let period = seat.period(lesson.grade, lesson.date).ok_or_else(|| program.fail(Exit::Usage, "fail-no-period"))?;
    // A mark of a period rests on the lessons of that period.
    let period = if let What::Term { period, .. } = &wish.what { period } else { &period.id };
    let page = client.page_for_entry(&lesson.journal, period)?;
    let mut desk = client.desk(seat)?;
    let mut book = client.book(page, &desk)?;
    let mut draft = Draft {
        desk: &mut desk,
        book: &mut book,
        answers: &wish.answers,
        edits: Vec::new(),
        life: None,
        marked: None,
        unnamed: Vec::new(),
    };
    let (title, stopped) = match &wish.what {
        What::Mark { pupil, value, work } => draft.mark(program, &lesson, pupil, value, work.as_deref())?,
        What::Absent(pupils) => {
            let day = client.day_for_entry(lesson.date)?;
            let row = day.lessons.into_iter().find(|row| row.lesson.id == lesson.id);
            draft.roll(program, &lesson, pupils, &row.map(|row| row.known).unwrap_or_default())?
        }
        What::Lesson(parts) => draft.page(program, seat, &lesson, parts)?,
        What::Term { period, pupil, value } => draft.term(program, period, pupil, value)?,
    };
    let place = match &wish.what {
        What::Term { .. } => format!("{} {}, {}", lesson.class_name, lesson.subject, draft.book.page().period.title),
        _ => wording::lesson(program, &lesson),
    };
    let mut title = format!("{place}: {title}");
    let unnamed = draft.unnamed;
    if let Some((findings, step)) = stopped {
        return Ok(Made { title, findings, step, unnamed });
    }
    let (edits, life, marked) = (draft.edits, draft.life, draft.marked);
    let findings = edits.iter().flat_map(|edit| edit.findings.clone()).collect();
    if edits.is_empty() {
        return Ok(Made { title, findings, step: Step::Same(life.unwrap_or(Life::InJournal)), unnamed });
    }
    let undo = match trace {
        Trace::None => UndoChange::Keep,
        Trace::Step => {
            let page = draft.book.page();
            kept(&entry::Step::of_all(page.journal.id.clone(), Some(page.period.id.clone()), &edits))
                .map_or(UndoChange::Keep, UndoChange::Push)
        }
    };
    let mut ids = record_with(client, &desk, &lesson, edits, undo)?;
    if let (Some(spot), What::Mark { value, .. }) = (marked, &wish.what)
        && let Some((further, said)) = literacy::carry(program, client, (&mut desk, &book), (&spot, value))?
    {
        ids.extend(further);
        title = format!("{title}. {said}");
    }
    Ok(Made { title, findings, step: Step::Recorded(ids), unnamed })
}

/// A step in the words of the store.
pub(super) fn kept(step: &entry::Step) -> Option<serde_json::Value> {
    serde_json::to_value(step).ok()
}

pub(super) fn record(
    client: &Client<'_>,
    desk: &Desk,
    lesson: &Lesson,
    edits: Vec<Edit>,
) -> Result<Vec<OperationId>, Failure> {
    record_with(client, desk, lesson, edits, UndoChange::Keep)
}

/// Records edits with a change of the undo steps, in one transaction.
fn record_with(
    client: &Client<'_>,
    desk: &Desk,
    lesson: &Lesson,
    edits: Vec<Edit>,
    undo: UndoChange,
) -> Result<Vec<OperationId>, Failure> {
    // What is prepared before its lesson is held until then. A hold for second thoughts ends with the command.
    let prepared = desk.start_of(lesson) > desk.now();
    let entries: Vec<NewEntry> = edits
        .into_iter()
        .flat_map(|edit| {
            let held_until = edit.held_until.filter(|_| prepared);
            edit.operations.into_iter().map(move |operation| NewEntry { operation, held_until })
        })
        .collect();
    let ids = entries.iter().map(|entry| entry.operation.id).collect();
    let recording = Recording { entries, undo };
    client.setup.store.record_now(recording).map_err(|error| client.fail(error))?;
    Ok(ids)
}

/// What stopped a wish: what the rules found, and what it means.
type Stop = Option<(Vec<Finding>, Step)>;

/// Edits that are made together, each on top of the one before.
struct Draft<'a> {
    desk: &'a mut Desk,
    book: &'a mut Book,
    answers: &'a Answers,
    edits: Vec<Edit>,
    /// Where the waiting entry is that says the same already.
    life: Option<Life>,
    /// Who is known to be absent and was not named.
    unnamed: Vec<Unnamed>,
    /// The cell that was marked.
    marked: Option<Spot>,
}

impl Draft<'_> {
    fn take(&mut self, outcome: Outcome, target: &Target) -> Stop {
        match outcome {
            Outcome::Same => {
                self.life = self.book.life(target);
                None
            }
            Outcome::Refused(findings) => Some((findings, Step::Refused)),
            Outcome::Ask { findings, needs } => Some((findings, Step::Asked(needs))),
            Outcome::Edit(edit) => {
                self.book.take(&edit);
                self.edits.push(edit);
                None
            }
        }
    }

    fn mark(
        &mut self,
        program: &Program,
        lesson: &Lesson,
        pupil: &str,
        value: &str,
        work: Option<&str>,
    ) -> Result<(String, Stop), Failure> {
        let (pupil, name) = {
            let pupil = names::pupil(program, self.book, pupil)?;
            (pupil.id.clone(), pupil.name())
        };
        let work = self.work_of(program, &lesson.id, work)?;
        let spot = Spot { work: work.clone(), pupil: pupil.clone() };
        let outcome = entry::set_cell(self.desk, self.book, &spot, value, self.answers);
        let stop = self.take(outcome, &Target::Marks { work, pupil });
        self.marked = Some(spot.clone());
        let shown = self.book.cell(&spot).map(|cell| cell.text.clone()).filter(|text| !text.is_empty());
        let shown = if stop.is_some() { value.to_owned() } else { shown.unwrap_or_else(|| program.say("entry-cleared")) };
        Ok((format!("{name} — {shown}"), stop))
    }

    /// A mark of a period: `2` to `5`, `н/а` (or `н`), `+` for the one that is proposed, `-` for none.
    fn term(&mut self, program: &Program, period: &PeriodId, pupil: &str, value: &str) -> Result<(String, Stop), Failure> {
        let (pupil, name) = {
            let pupil = names::pupil(program, self.book, pupil)?;
            (pupil.id.clone(), pupil.name())
        };
        let spot = TermSpot { period: period.clone(), pupil };
        let proposed = || entry::term_row(self.desk, self.book, &spot).and_then(|row| row.proposal);
        let text = match entry::fold(value).as_str() {
            "+" => match proposed() {
                Some(mark) => mark.to_string(),
                None => return Err(program.fail(Exit::Usage, "notice-no-proposal")),
            },
            "н" | "н/а" | "от" => TermMark::NotAttested.to_string(),
            "-" | "–" | "—" => String::new(),
            _ => value.to_owned(),
        };
        let outcome = match text.as_str() {
            "" => entry::clear_term(self.desk, self.book, &spot, self.answers),
            _ => entry::set_term(self.desk, self.book, &spot, &text, self.answers),
        };
        let stop = self.take(outcome, &spot.target(self.book));
        let shown = if text.is_empty() { program.say("entry-cleared") } else { text };
        Ok((format!("{name} — {shown}"), stop))
    }

    /// The work of a lesson that is meant: the only one, or the one of a kind.
    fn work_of(&self, program: &Program, lesson: &LessonId, kind: Option<&str>) -> Result<WorkId, Failure> {
        let columns: Vec<_> = self.book.columns().iter().filter(|column| column.lesson.as_ref() == Some(lesson)).collect();
        if let Some(typed) = kind {
            let kind = wording::work_kind(program, typed)?;
            let found = columns.iter().find(|column| column.spec.kind == kind);
            return found.map(|column| column.work.clone()).ok_or_else(|| program.fail(Exit::Usage, "fail-no-such-work"));
        }
        match columns[..] {
            [] => Ok(WorkId::first_of(lesson)),
            [column] => Ok(column.work.clone()),
            _ => {
                let kinds: Vec<&str> = columns.iter().map(|column| column.spec.kind.name()).collect();
                Err(program.fail_with(Exit::Usage, "fail-several-works", &[("names", kinds.join(", ").into())]))
            }
        }
    }

    /// The roll of a lesson; `+` among the pupils names all who are known to be absent.
    fn roll(
        &mut self,
        program: &Program,
        lesson: &Lesson,
        pupils: &[String],
        known: &[KnownAbsence],
    ) -> Result<(String, Stop), Failure> {
        let (all, named): (Vec<String>, Vec<String>) = pupils.iter().cloned().partition(|word| word == KNOWN);
        let mut absent = names::pupils(program, self.book, &named)?;
        if !all.is_empty() {
            // Who stands absent already is known too: after a roll call `+` takes nobody back.
            let stands =
                |id: &PupilId| self.book.value(&Target::Absence { lesson: lesson.id.clone(), pupil: id.clone() }).is_some();
            absent.extend(self.book.pupils().iter().map(|pupil| pupil.id.clone()).filter(stands));
        }
        let is_called = self.book.value(&Target::Attendance { lesson: lesson.id.clone() }).is_some();
        for known in known.iter().filter(|_| !is_called) {
            let listed = self.book.page().pupil(&known.pupil).filter(|pupil| entry::belongs(pupil, lesson));
            let Some(pupil) = listed.filter(|pupil| !absent.contains(&pupil.id)) else { continue };
            if all.is_empty() {
                let (list_number, name) = (pupil.number, pupil.name());
                self.unnamed.push(Unnamed { list_number, name, from: known.from.clone() });
            } else {
                absent.insert(pupil.id.clone());
            }
        }
        let outcome = entry::roll_call(self.desk, self.book, &lesson.id, &absent, self.answers);
        let stop = self.take(outcome, &Target::Attendance { lesson: lesson.id.clone() });
        let title = match absent.len() {
            0 => program.say("entry-all-present"),
            count => program.say_with("entry-absent", &[("count", count.into())]),
        };
        Ok((title, stop))
    }

    fn page(&mut self, program: &Program, seat: &Seat, lesson: &Lesson, parts: &Page) -> Result<(String, Stop), Failure> {
        let mut titles = Vec::new();
        // The kind of work first: the rules of topics look at it.
        if let Some(kind) = &parts.work {
            let kind = wording::work_kind(program, kind)?;
            titles.push(program.say(&format!("kind-{}", kind.name().replace('_', "-"))));
            if let stop @ Some(_) = self.work(lesson, kind) {
                return Ok((titles.join("; "), stop));
            }
        }
        if let Some(topic) = &parts.topic {
            let (text, item) = self.topic(program, topic)?;
            let target = Target::Topic { lesson: lesson.id.clone() };
            let outcome = entry::set_topic(self.desk, self.book, &lesson.id, &text, item.as_ref(), self.answers);
            titles.push(program.say_with("entry-topic", &[("text", text.into())]));
            if let stop @ Some(_) = self.take(outcome, &target) {
                return Ok((titles.join("; "), stop));
            }
        }
        if let Some(homework) = &parts.homework {
            let homework = self.homework(program, seat, homework)?;
            let text = wording::homework(program, &homework);
            titles.push(program.say_with("entry-homework", &[("text", text.into())]));
            let outcome = entry::set_homework(self.desk, self.book, &lesson.id, Some(homework), self.answers);
            if let stop @ Some(_) = self.take(outcome, &Target::Homework { lesson: lesson.id.clone() }) {
                return Ok((titles.join("; "), stop));
            }
        }
        Ok((titles.join("; "), None))
    }

    fn work(&mut self, lesson: &Lesson, kind: WorkKind) -> Stop {
        let work = WorkId::first_of(&lesson.id);
        let column = self.book.columns().iter().find(|column| column.lesson.as_ref() == Some(&lesson.id));
        let work = column.map_or(work, |column| column.work.clone());
        let spec = WorkSpec { number: self.next_number(kind, &lesson.id), ..WorkSpec::of(kind) };
        let outcome = entry::set_work(self.desk, self.book, &lesson.id, &work, spec, self.answers);
        self.take(outcome, &Target::Work { work })
    }

    /// The next number of a numbered work (№ 3 after № 2); the same lesson keeps the number that it has.
    fn next_number(&self, kind: WorkKind, lesson: &LessonId) -> Option<u32> {
        if !matches!(kind, WorkKind::Control | WorkKind::Lab | WorkKind::Practical) {
            return None;
        }
        let columns = self.book.columns().iter().filter(|column| column.made && column.spec.kind == kind);
        let own =
            columns.clone().find(|column| column.lesson.as_ref() == Some(lesson)).and_then(|column| column.spec.number);
        let here = columns.filter_map(|column| column.spec.number).max();
        let before = self.book.page().last_numbers.get(&kind).copied();
        own.or(Some(here.max(before).unwrap_or(0) + 1))
    }

    fn topic(&self, program: &Program, wish: &TopicWish) -> Result<(String, Option<crate::domain::PlanItemId>), Failure> {
        let plan = &self.book.page().plan;
        match wish {
            TopicWish::Next => match entry::topics_of(plan, "").first() {
                Some(item) => Ok((item.topic.clone(), Some(item.id.clone()))),
                None => Err(program.fail(Exit::Usage, "fail-no-plan")),
            },
            TopicWish::Text(text) => {
                let item = plan.iter().find(|item| entry::fold(&item.topic) == entry::fold(text));
                Ok((text.clone(), item.map(|item| item.id.clone())))
            }
        }
    }

    fn homework(&self, program: &Program, seat: &Seat, wish: &HomeworkWish) -> Result<Homework, Failure> {
        Ok(match wish {
            HomeworkWish::Nothing => Homework::none(),
            HomeworkWish::Text { text, day, only } => {
                let today = seat.today(self.desk.now());
                let date = day.map(|day| names::date(program, day, today)).transpose()?;
                let named = names::pupils(program, self.book, only)?;
                let in_order = self.book.pupils().iter().map(|pupil| &pupil.id).filter(|pupil| named.contains(*pupil));
                let pupils: Vec<PupilId> = in_order.cloned().collect();
                Homework {
                    text: text.trim().to_owned(),
                    scope: if pupils.is_empty() { HomeworkScope::All } else { HomeworkScope::Individual(pupils) },
                    due: date.map_or(HomeworkFor::NextLesson, HomeworkFor::Date),
                }
            }
        })
    }
}

/// How entries are sent after they are on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sending {
    /// Not now.
    Later,
    /// One attempt of at most two seconds.
    Once,
    /// Until they are answered, for at most this long.
    Wait(Duration),
}

impl From<&super::args::Sending> for Sending {
    fn from(args: &super::args::Sending) -> Self {
        match (args.no_push, args.wait) {
            (true, _) => Self::Later,
            (false, Some(seconds)) => Self::Wait(Duration::from_secs(u64::from(seconds))),
            (false, None) => Self::Once,
        }
    }
}

/// Sends what waits. Gives why not everything went, if it did not.
pub(super) fn send(client: &Client<'_>, sending: Sending) -> Option<SyncError> {
    let pushed = match sending {
        Sending::Later => return None,
        Sending::Once => client.ask(ATTEMPT, |setup| settled(once::push(setup, ATTEMPT))),
        Sending::Wait(limit) => client.ask(limit + ATTEMPT, move |setup| settled(once::push_wait(setup, limit))),
    };
    pushed.err()
}

fn settled(pushed: once::Pushed) -> Result<(), SyncError> {
    pushed.error.map_or(Ok(()), Err)
}

/// What is answered to a wish, as JSON. Stable field names.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    /// The first operation's id; `null` where nothing was recorded.
    pub id: Option<OperationId>,
    /// All operations of the wish.
    pub ids: Vec<OperationId>,
    /// `accepted`, `warned`, `refused`, `request`, `conflict`, or `ask` when an answer is missing.
    pub verdict: &'static str,
    /// Where it is: a state of the queue, `in_journal`, or `not_recorded`.
    pub state: &'static str,
    /// What is missing, for `ask`: `comment`, `reason`, `yes` or `explanation`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<&'static str>,
    /// What the rules found.
    pub findings: Vec<wording::FindingJson>,
    /// Of a roll call: who is known to be absent and was not named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unnamed: Vec<Unnamed>,
}

/// What became of a wish now, after sending: the answer, the sentence, and the exit status.
pub(super) fn answer(
    program: &Program,
    client: &Client<'_>,
    made: &Made,
    error: Option<&SyncError>,
) -> Result<(Answer, String, Exit), Failure> {
    let mut findings = made.findings.clone();
    let (ids, life) = match &made.step {
        Step::Recorded(ids) => {
            let entries = client.setup.store.entries(ids).map_err(|error| client.fail(error))?;
            findings.extend(entries.iter().filter(|entry| entry.life.waits()).flat_map(|entry| entry.findings.clone()));
            (ids.clone(), weakest(entries.iter().map(|entry| entry.life)))
        }
        Step::Same(life) => (Vec::new(), *life),
        Step::Refused | Step::Asked(_) => return Ok(unrecorded(program, made)),
    };
    let warned = findings.iter().any(|finding| finding.severity == Severity::Warning);
    let (verdict, key, exit) = match life {
        Life::Refused => ("refused", "entry-refused-by-server", Exit::Remarks),
        Life::Conflict => ("conflict", "entry-conflict", Exit::Conflict),
        Life::Requested => ("request", "entry-requested", Exit::Done),
        Life::InJournal => ("accepted", "entry-in-journal", Exit::Done),
        Life::Held => ("accepted", "entry-held", Exit::Done),
        Life::Superseded | Life::Withdrawn => ("accepted", "entry-replaced", Exit::Done),
        _ => ("accepted", "entry-queued", Exit::Done),
    };
    let verdict = if verdict == "accepted" && warned { "warned" } else { verdict };
    let why = match error {
        Some(error) if key == "entry-queued" => program.say(&format!("why-{}", wording::why(error))),
        _ => String::new(),
    };
    let args = [("title", made.title.clone().into()), ("why", why.clone().into())];
    let key = if key == "entry-queued" && !why.is_empty() { "entry-queued-because" } else { key };
    let mut text = program.say_with(key, &args);
    text.push_str(&wording::findings(program, &findings));
    text.push_str(&unnamed(program, made));
    let answer = Answer {
        unnamed: made.unnamed.clone(),
        id: ids.first().copied(),
        ids,
        verdict,
        state: life.name(),
        needs: None,
        findings: wording::findings_json(program, &findings),
    };
    Ok((answer, text, exit))
}

fn unrecorded(program: &Program, made: &Made) -> (Answer, String, Exit) {
    let title = [("title", made.title.clone().into())];
    let (verdict, needs, mut text) = match &made.step {
        Step::Asked(need) => {
            let (name, key) = match need {
                Need::Comment => ("comment", "entry-needs-comment"),
                Need::Reason => ("reason", "entry-needs-reason"),
                Need::SecondKey => ("yes", "entry-needs-yes"),
                Need::Explanation => ("explanation", "entry-needs-explanation"),
            };
            ("ask", Some(name), program.say_with(key, &title))
        }
        _ => ("refused", None, program.say_with("entry-refused", &title)),
    };
    text.push_str(&wording::findings(program, &made.findings));
    text.push_str(&unnamed(program, made));
    let findings = wording::findings_json(program, &made.findings);
    let unnamed = made.unnamed.clone();
    (Answer { id: None, ids: Vec::new(), verdict, state: "not_recorded", needs, findings, unnamed }, text, Exit::Remarks)
}

/// Who is known to be absent and was not named, in a line of its own.
fn unnamed(program: &Program, made: &Made) -> String {
    if made.unnamed.is_empty() {
        return String::new();
    }
    let said =
        |known: &Unnamed| format!("{} {} ({})", known.list_number, known.name, wording::known_from(program, &known.from));
    let names = made.unnamed.iter().map(said).collect::<Vec<_>>().join(", ");
    format!("\n  {}", program.say_with("entry-unnamed", &[("names", names.into())]))
}

/// Of several entries of one wish the one that is farthest from the journal.
fn weakest(lives: impl Iterator<Item = Life>) -> Life {
    let weight = |life: &Life| match life {
        Life::InJournal => 0,
        Life::Superseded | Life::Withdrawn => 1,
        Life::Requested => 2,
        Life::Held => 3,
        Life::Typed | Life::OnDisk | Life::Sent => 4,
        Life::Uncertain => 5,
        Life::Conflict => 6,
        Life::Refused => 7,
    };
    lives.max_by_key(weight).unwrap_or(Life::OnDisk)
}

/// One wish of a command: makes it, sends it, says what became of it.
pub(super) fn one(program: &Program, wish: &Wish, sending: Sending) -> super::exit::Outcome {
    let client = Client::open(program)?;
    if client.signed_out() {
        return Err(program.fail(Exit::SignIn, "sync-sign-in-needed"));
    }
    let seat = client.seat()?;
    let made = make(program, &client, &seat, wish)?;
    let error = if matches!(made.step, Step::Recorded(_)) { send(&client, sending) } else { None };
    let (_, text, mut exit) = answer(program, &client, &made, error.as_ref())?;
    program.print(&format!("{text}\n"))?;
    if let (Some(error), Sending::Wait(_)) = (error, sending) {
        exit = exit.or(program.report(&client.fail(error)));
    }
    Ok(exit)
}
