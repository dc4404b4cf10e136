//! «Итоги»: pupils × periods, with what the engine proposes for the period of the cursor and how it comes to that.

use chrono::{DateTime, Utc};
use ratatui::layout::Rect;

use super::canvas::{Canvas, narrow};
use super::window::window;
use super::{Look, dates, frame, words};
use crate::domain::{Mark, Period, PeriodKind, Pupil, TermMark};
use crate::entry::{Basis, Book, TermRow, TermSpot};
use crate::outbox::Life;
use crate::regulation::forecast;
use crate::state::State;
use crate::state::pointer::Place;
use crate::state::today::Loading;
use crate::strings::FluentValue;
use crate::text;
use crate::theme::Role;

/// Cells of a column: three of text, one for the sign, one between.
const COLUMN: u16 = 5;
/// Cells of the number before a name.
const NUMBER: u16 = 5;
/// Cells of proposal, mean and count at the right.
const TAIL: u16 = 20;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let title = strings.get("title-terms");
    let is_missing = state.screens.terms.loading == Loading::Missing;
    let Some(book) = state.terms_book() else {
        let body = frame::draw(canvas, state, look, &title, &[]);
        frame::empty(canvas, &body, &strings.get(if is_missing { "grid-missing" } else { "grid-asked" }));
        return;
    };
    let journal = &book.page().journal;
    let group = journal.group.as_deref();
    let subject = group.map_or_else(|| journal.subject.clone(), |group| format!("{} · {group}", journal.subject));
    let details = [journal.class_name.as_str(), &subject];
    let periods = state.terms_periods();
    if book.pupils().is_empty() || periods.is_empty() {
        let body = frame::draw(canvas, state, look, &title, &details);
        let key = if book.pupils().is_empty() { "grid-no-pupils" } else { "terms-no-periods" };
        frame::empty(canvas, &body, &strings.get(key));
        return;
    }
    frame::top(canvas, state, look, &title, &details);
    frame::hints(canvas, state, look);
    let table = Table::of(canvas, state, look, book, periods);
    table.heads(canvas);
    table.pupils(canvas);
    table.context(canvas);
}

/// Where the parts stand, and what they are drawn from.
struct Table<'a> {
    state: &'a State,
    look: &'a Look,
    book: &'a Book,
    periods: Vec<&'a Period>,
    /// The period of the cursor among them.
    at: usize,
    /// The pupil of the cursor.
    row: usize,
    /// The screen's row of the first pupil.
    top: u16,
    /// The screen's row after the last one.
    end: u16,
    /// The column where the first period begins.
    first: u16,
    /// Where proposal, mean and count begin, if they have room.
    tail: Option<u16>,
    /// The periods that have room.
    shown: std::ops::Range<usize>,
}

impl<'a> Table<'a> {
    fn of(canvas: &Canvas<'_>, state: &'a State, look: &'a Look, book: &'a Book, periods: Vec<&'a Period>) -> Self {
        let area = canvas.area();
        let is_roomy = area.height >= 12;
        let cursor = state.screens.terms.cursor.as_ref();
        let at = cursor.and_then(|spot| periods.iter().position(|period| period.id == spot.period)).unwrap_or(0);
        let row = cursor.and_then(|spot| book.row_of(&spot.pupil)).unwrap_or(0);
        let longest = book.pupils().iter().map(|pupil| text::width(&words::pupil(state, pupil))).max().unwrap_or(0);
        let tail = (area.width >= 64).then(|| area.width - TAIL);
        let most = if area.width >= 110 { 30 } else { 19 };
        let names = narrow(longest).clamp(14, most).min(area.width.saturating_sub(NUMBER + COLUMN + 1));
        let first = NUMBER + names + 1;
        let room = usize::from(tail.unwrap_or(area.width).saturating_sub(first) / COLUMN).max(1);
        let shown = window(at, periods.len(), room);
        let top = if is_roomy { 4 } else { 2 };
        let end = area.height.saturating_sub(if is_roomy { 4 } else { 2 });
        Self { state, look, book, periods, at, row, top, end, first, tail, shown }
    }

    fn is_roomy(&self) -> bool {
        self.top == 4
    }

    fn x(&self, column: usize) -> u16 {
        self.first + narrow(column - self.shown.start) * COLUMN
    }

    /// «I» and «чет»: the number of a period among those of its kind, and the kind.
    fn heads(&self, canvas: &mut Canvas<'_>) {
        let strings = &self.look.strings;
        let width = canvas.area().width;
        canvas.right(3, 1, 3, "№", Role::Heading);
        canvas.text(NUMBER, 1, self.first - NUMBER - 1, &strings.get("heading-pupil"), Role::Heading);
        if self.is_roomy() {
            let count = strings.with("pupils-count", &[("n", self.book.pupils().len().into())]);
            canvas.text(NUMBER, 2, self.first - NUMBER - 1, &count, Role::Muted);
            canvas.rule(3);
        }
        let today = self.state.clock().map(|now| now.date());
        for column in self.shown.clone() {
            let period = self.periods[column];
            let same = || self.periods.iter().filter(|other| other.kind == period.kind);
            let number = same().take_while(|other| other.id != period.id).count();
            let is_many = same().count() > 1;
            let kind = strings.get(kind_key(period.kind));
            let runs = today.is_some_and(|today| period.contains(today)) && period.kind != PeriodKind::Year;
            let role = if runs { Role::Today } else { Role::Heading };
            let x = self.x(column);
            let head = if is_many { ROMAN.get(number).copied().unwrap_or("…") } else { &kind };
            canvas.text(x, 1, COLUMN - 1, head, role);
            if self.is_roomy() && is_many {
                canvas.text(x, 2, COLUMN - 1, &kind, Role::Muted);
            }
        }
        if self.shown.start > 0 {
            canvas.sign(self.first - 2, 1, canvas.glyphs.more_left, Role::Muted);
        }
        if self.shown.end < self.periods.len() {
            let x = self.x(self.shown.end).saturating_sub(1).min(width - 1);
            canvas.sign(x, if self.is_roomy() { 2 } else { 1 }, canvas.glyphs.more_right, Role::Muted);
        }
        if let Some(tail) = self.tail {
            canvas.text(tail + 1, 1, 5, &strings.get("heading-proposal"), Role::Heading);
            canvas.right(tail + 13, 1, 6, &strings.get("heading-mean"), Role::Heading);
            canvas.right(width - 1, 1, 5, &strings.get("heading-marks-short"), Role::Heading);
        }
    }

    fn pupils(&self, canvas: &mut Canvas<'_>) {
        let lines = usize::from(self.end.saturating_sub(self.top));
        let today = self.state.clock().map(|now| now.date());
        for (y, row) in (self.top..self.end).zip(window(self.row, self.book.pupils().len(), lines)) {
            let pupil = &self.book.pupils()[row];
            let is_gone = today.is_some_and(|today| !pupil.on_roster(today));
            let role = if is_gone { Role::Muted } else { Role::Text };
            canvas.right(3, y, 3, &pupil.number.to_string(), Role::Muted);
            canvas.text(NUMBER, y, self.first - NUMBER - 1, &words::pupil(self.state, pupil), role);
            for column in self.shown.clone() {
                self.cell(canvas, y, pupil, column);
                canvas.place(Rect::new(self.x(column), y, COLUMN, 1), || {
                    Place::Term(TermSpot { period: self.periods[column].id.clone(), pupil: pupil.id.clone() })
                });
                if (row, column) == (self.row, self.at) {
                    canvas.look(self.x(column), y, COLUMN - 1, Role::Focus);
                }
            }
            if let Some((tail, term)) = self.tail.zip(self.state.terms_row(&pupil.id)) {
                self.proposed(canvas, tail, y, term);
            }
        }
    }

    fn cell(&self, canvas: &mut Canvas<'_>, y: u16, pupil: &Pupil, column: usize) {
        let spot = TermSpot { period: self.periods[column].id.clone(), pupil: pupil.id.clone() };
        let (mark, life) = spot.shown(self.book);
        let role = match mark {
            Some(TermMark::Mark(mark)) if mark.value() == 2 => Role::Failing,
            Some(TermMark::NotAttested) => Role::Absence,
            _ => Role::Text,
        };
        let words = mark.map_or_else(String::new, |mark| mark.to_string());
        let end = canvas.text(self.x(column), y, COLUMN - 1, &words, role);
        if let Some((sign, role)) = life.and_then(|life| canvas.glyphs.life(life)) {
            canvas.sign(end, y, sign, role);
        }
    }

    /// The proposed mark, its mean, and the marks it is made from.
    fn proposed(&self, canvas: &mut Canvas<'_>, tail: u16, y: u16, term: &TermRow) {
        let width = canvas.area().width;
        let marks = term.basis.marks();
        if let Some(proposal) = term.proposal {
            canvas.text(tail + 2, y, 4, &proposal.to_string(), Role::Key);
        }
        if let Some(mean) = marks.mean_cut() {
            canvas.right(tail + 13, y, 6, &self.decimal(mean), Role::Muted);
        }
        let minimum = self.minimum(term);
        let (count, role) = match minimum {
            Some(minimum) if marks.count < minimum => (format!("{}/{minimum}", marks.count), Role::Warning),
            _ => (marks.count.to_string(), Role::Muted),
        };
        canvas.right(width - 1, y, 5, &count, role);
    }

    /// How many marks the weekly load asks for, where the mark rests on current marks of a quarter or half-year.
    fn minimum(&self, term: &TermRow) -> Option<u32> {
        let desk = self.state.desk.as_ref()?;
        let of_period = matches!(self.periods.get(self.at)?.kind, PeriodKind::Quarter | PeriodKind::HalfYear);
        let Basis::Marks(marks) = term.basis else { return None };
        let hours = self.book.page().journal.weekly_hours;
        forecast(&desk.profile, hours, marks).minimum.filter(|_| of_period)
    }

    fn decimal(&self, hundredths: u32) -> String {
        dates::decimal(&self.look.strings, hundredths)
    }

    /// The lines below: whom and which period the cursor is on, until when; then what is said, or the arithmetic.
    fn context(&self, canvas: &mut Canvas<'_>) {
        let (width, height) = (canvas.area().width, canvas.area().height);
        let notice = frame::notice(self.state, self.look);
        let pupil = &self.book.pupils()[self.row.min(self.book.pupils().len() - 1)];
        let place = format!("{} {} · {}", pupil.number, words::pupil(self.state, pupil), self.periods[self.at].title);
        if !self.is_roomy() {
            match notice {
                Some((sentence, clause, role)) if height >= 2 => {
                    frame::said(canvas, height - 2..height - 1, &sentence, &clause, role);
                }
                _ => {
                    canvas.text(1, height.saturating_sub(2), width.saturating_sub(2), &place, Role::Muted);
                }
            }
            return;
        }
        canvas.rule(height - 4);
        let term = self.state.terms_row(&pupil.id);
        let (aside, role) = self.aside(pupil, term);
        let room = if self.tail.is_some() { width * 3 / 5 } else { 0 };
        let begins = canvas.right(width - 1, height - 3, room, &aside, role);
        canvas.text(1, height - 3, begins.saturating_sub(3), &place, Role::Text);
        if let Some((sentence, clause, role)) = notice {
            frame::said(canvas, height - 3..height - 1, &sentence, &clause, role);
        } else if let Some(term) = term {
            let more = self.more(term).unwrap_or_default();
            let begins = canvas.right(width - 1, height - 2, room * 4 / 5, &more, Role::Muted);
            let (basis, role) = self.basis(term);
            canvas.text(1, height - 2, begins.saturating_sub(3), &basis, role);
        } else {
            let is_missing = self.state.screens.terms.loading == Loading::Missing;
            let words = self.look.strings.get(if is_missing { "grid-missing" } else { "grid-asked" });
            canvas.text(1, height - 2, width - 2, &words, Role::Muted);
        }
    }

    /// Where the entry is; else the comment; else until when the mark is due.
    fn aside(&self, pupil: &Pupil, term: Option<&TermRow>) -> (String, Role) {
        let spot = TermSpot { period: self.periods[self.at].id.clone(), pupil: pupil.id.clone() };
        let target = spot.target(self.book);
        if let (_, Some(life)) = spot.shown(self.book) {
            let entry = self.book.last_entry(&target).filter(|entry| entry.life == life);
            // The cell shows what the journal holds until a correction is approved.
            let said = entry.map(|entry| match life {
                Life::Requested => words::wished(self.look, self.state, entry),
                _ => words::life(self.look, self.state, entry),
            });
            let role = self.look.glyphs.life(life).map_or(Role::Muted, |(_, role)| role);
            return (said.unwrap_or_else(|| words::bare_life(self.look, life)), role);
        }
        if let Some(comment) = self.book.fact(&target).and_then(|fact| fact.comment.clone()) {
            return (comment, Role::Muted);
        }
        let (Some(desk), Some(term)) = (&self.state.desk, term) else { return (String::new(), Role::Muted) };
        let Some(due) = term.due else { return (String::new(), Role::Muted) };
        let words = |at: DateTime<Utc>| desk.zone.local(at).format("%d.%m %H:%M").to_string();
        if self.book.value(&target).is_some() {
            return (self.look.strings.get("life-in-journal").into_owned(), Role::Muted);
        }
        if desk.now() > due {
            return (self.look.strings.with("terms-late", &[("due", words(due).into())]), Role::DeadlineOver);
        }
        let said = match term.soft_due {
            Some(soft) if desk.now() <= soft => {
                self.look.strings.with("terms-until-two", &[("soft", words(soft).into()), ("due", words(due).into())])
            }
            _ => self.look.strings.with("terms-until", &[("due", words(due).into())]),
        };
        (said, Role::Muted)
    }

    /// «26 : 6 = 4,33 → 4»: how the proposal comes about.
    fn basis(&self, term: &TermRow) -> (String, Role) {
        let strings = &self.look.strings;
        let marks = term.basis.marks();
        if let (Some(TermMark::NotAttested), Some((missed, held))) = (term.proposal, term.missed) {
            let args = [("missed", missed.into()), ("held", held.into()), ("count", marks.count.into())];
            return (strings.with("terms-basis-absent", &args), Role::Warning);
        }
        let Some((mean, mark)) = marks.mean_cut().zip(term.proposal) else {
            if let Basis::Summary(marks) = term.basis {
                return (strings.with("terms-basis-summary-part", &[("count", marks.count.into())]), Role::Muted);
            }
            let is_exam = self.periods[self.at].kind == PeriodKind::Exam;
            let key = if is_exam { "terms-basis-exam-none" } else { "terms-basis-none" };
            return (strings.get(key).into_owned(), Role::Muted);
        };
        let key = match term.basis {
            Basis::Marks(_) => "terms-basis-marks",
            Basis::Periods(_) => "terms-basis-periods",
            Basis::YearAndExam(_) => "terms-basis-exam",
            Basis::Summary(_) => "terms-basis-summary",
        };
        let args = [
            ("sum", FluentValue::from(marks.sum)),
            ("count", marks.count.into()),
            ("mean", self.decimal(mean).into()),
            ("mark", mark.to_string().into()),
        ];
        (strings.with(key, &args), Role::Text)
    }

    /// What is missing to the minimum of marks; else what one more mark would make of the period.
    fn more(&self, term: &TermRow) -> Option<String> {
        let strings = &self.look.strings;
        let marks = term.basis.marks();
        if let Some(minimum) = self.minimum(term).filter(|minimum| marks.count < *minimum) {
            return Some(strings.with("terms-few", &[("count", marks.count.into()), ("minimum", minimum.into())]));
        }
        let (Basis::Marks(marks), Some(desk)) = (term.basis, self.state.desk.as_ref()) else { return None };
        let found = forecast(&desk.profile, self.book.page().journal.weekly_hours, marks);
        found.proposal?;
        if let Some(climb) = found.climb.filter(|climb| climb.fives > 1) {
            let args = [("better", climb.mark.to_string().into()), ("fives", climb.fives.into())];
            return Some(strings.with("terms-fives", &args));
        }
        let more = Mark::new(if found.climb.is_some() { 5 } else { 2 })?;
        let after = found.after(more)?;
        let args = [
            ("more", FluentValue::from(more.to_string())),
            ("next", self.decimal(after.marks.mean_cut()?).into()),
            ("then", after.proposal?.to_string().into()),
        ];
        Some(strings.with("terms-one-more", &args))
    }
}

const fn kind_key(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Quarter => "terms-quarter",
        PeriodKind::HalfYear => "terms-half-year",
        PeriodKind::Year => "terms-year",
        PeriodKind::Exam => "terms-exam",
        PeriodKind::Final => "terms-final",
    }
}

/// Periods of one kind are few.
const ROMAN: [&str; 8] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
