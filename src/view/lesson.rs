//! «Урок»: topic, work and homework of one lesson, each with what the rules say of it.

use chrono::NaiveDate;

use super::canvas::{Canvas, narrow};
use super::{Look, dates, frame, words};
use crate::action::Action;
use crate::domain::{DutyState, Finding, HomeworkFor, HomeworkScope, Lesson, PlanItem, Severity};
use crate::entry::Book;
use crate::state::lesson::{Field, Hand, HomeworkSaid, LessonForm};
use crate::state::{State, TextField};
use crate::strings::FluentValue;
use crate::text;
use crate::theme::Role;

/// What the rows are drawn with.
struct Form<'a> {
    state: &'a State,
    look: &'a Look,
    typed: &'a LessonForm,
    /// The column where values begin.
    x: u16,
    /// Whether there is a free row between fields.
    gap: u16,
}

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let form = &state.screens.lesson;
    let lesson = form.lesson.as_ref().and_then(|id| state.lesson(id));
    let mut details: Vec<String> = Vec::new();
    if let Some(lesson) = lesson {
        details.extend([lesson.class_name.clone(), lesson.subject.clone()]);
        details.push(strings.with("lesson-number", &[("n", lesson.number.into())]));
        if state.clock().is_some_and(|now| now.date() != lesson.date) {
            details.push(dates::short(lesson.date));
        }
    }
    let details: Vec<&str> = details.iter().map(String::as_str).collect();
    let body = frame::draw(canvas, state, look, &strings.get("title-lesson"), &details);
    let Some((book, lesson)) = form.journal.as_ref().and_then(|id| state.book(id)).zip(lesson) else {
        frame::empty(canvas, &body, &strings.get("grid-asked"));
        return;
    };
    let roomy = canvas.area().width >= 60;
    let drawn = Form { state, look, typed: form, x: if roomy { 14 } else { 10 }, gap: u16::from(body.len() >= 16) };
    let mut y = body.start + drawn.gap;
    y = drawn.topic(canvas, book, y, body.end) + drawn.gap;
    y = drawn.work(canvas, lesson, y, body.end) + drawn.gap;
    y = drawn.homework(canvas, lesson, y, body.end) + drawn.gap;
    drawn.findings(canvas, y, body.end);
}

/// What has room of a line, and the cells before the cursor. A line that is being typed (`before` is given) shows the cursor;
/// any other one its beginning. «…» says where there is more.
fn seen(line: &TextField, room: usize, before: Option<&str>) -> (String, usize) {
    // The cursor stands after the last letter and needs a cell.
    let Some(last) = room.checked_sub(1) else { return (String::new(), 0) };
    if text::width(line.text()) <= last {
        return (line.text().to_owned(), text::width(line.before()));
    }
    let Some(before) = before else { return (text::cut(line.text(), room).into_owned(), last) };
    // With more to come the sign for it stands after the letter under the cursor.
    let last = if before.len() < line.text().len() { last.saturating_sub(1) } else { last };
    let shown = if text::width(before) <= last {
        before.to_owned()
    } else {
        format!("…{}", text::tail(before, last.saturating_sub(1)))
    };
    let cursor = text::width(&shown);
    (shown + &text::cut(line.text().get(before.len()..).unwrap_or_default(), room.saturating_sub(cursor)), cursor)
}

impl Form<'_> {
    fn label(&self, canvas: &mut Canvas<'_>, y: u16, key: &str, field: Field) {
        let role = if self.typed.field == field { Role::Title } else { Role::Heading };
        canvas.text(2, y, self.x - 3, &self.look.strings.get(key), role);
        if self.typed.field == field {
            canvas.sign(0, y, canvas.glyphs.pointer, Role::Focus);
        }
    }

    /// A line that is typed into; gives the column after it.
    fn line(&self, canvas: &mut Canvas<'_>, y: u16, x: u16, line: &TextField, field: Field) {
        let width = canvas.area().width;
        let room = width.saturating_sub(x + 2);
        let is_here = self.typed.field == field;
        if line.is_empty() && !is_here {
            canvas.text(x, y, room, "—", Role::Muted);
            return;
        }
        let role = if is_here { Role::Input } else { Role::Text };
        let types = is_here && self.typed.hand == Hand::Types;
        let (shown, cursor) = seen(line, usize::from(room), types.then_some(line.before()));
        let after = canvas.text(x, y, room, &shown, role);
        if is_here && let Some(completion) = self.state.completion() {
            self.offer(canvas, after, y, &completion.rest);
        }
        if is_here && self.state.dialog.is_none() {
            canvas.put_cursor(x + narrow(cursor), y);
        }
    }

    /// How the line may go on, in brackets, and the key that takes it: what is offered is told from what is typed without colours.
    fn offer(&self, canvas: &mut Canvas<'_>, x: u16, y: u16, rest: &str) {
        let keys = self.state.program.keys.keys(self.state.context_below(), Action::TextRight);
        let key = keys.first().map(|key| frame::key_name(self.look, *key)).unwrap_or_default();
        let width = canvas.area().width;
        let for_key = narrow(text::width(&key)) + 2;
        let room = width.saturating_sub(x + for_key + 2);
        if room < 4 {
            return;
        }
        let words = format!("[{}]", text::cut(rest, usize::from(room - 2)));
        let after = canvas.text(x, y, room, &words, Role::Muted);
        canvas.text(after + 1, y, for_key, &key, Role::Key);
    }

    fn topic(&self, canvas: &mut Canvas<'_>, book: &Book, y: u16, end: u16) -> u16 {
        if y >= end {
            return y;
        }
        let strings = &self.look.strings;
        let width = canvas.area().width;
        self.label(canvas, y, "field-topic", Field::Topic);
        self.line(canvas, y, self.x, &self.typed.topic, Field::Topic);
        let mut y = y + 1;
        let plan = &book.page().plan;
        let item = self.typed.item.as_ref().and_then(|id| plan.iter().find(|item| item.id == *id));
        let note = match (item, crate::domain::plan::next_item(plan)) {
            (Some(item), _) => {
                let after = plan.iter().find(|next| next.n > item.n).map(|next| next.topic.as_str());
                self.of_plan(item, plan.len(), after)
            }
            (None, Some(next)) => strings.with("plan-next", &[("topic", FluentValue::from(next.topic.as_str()))]),
            (None, None) => strings.get(if plan.is_empty() { "plan-empty" } else { "plan-done" }).into_owned(),
        };
        if y < end {
            canvas.text(self.x, y, width.saturating_sub(self.x + 2), &note, Role::Muted);
            y += 1;
        }
        if self.typed.field == Field::Topic {
            for (at, id) in self.typed.suggestions.iter().take(5).enumerate() {
                let Some(item) = plan.iter().find(|item| item.id == *id).filter(|_| y < end) else { continue };
                let words = format!("{}. {}", item.n, item.topic);
                canvas.text(self.x, y, width.saturating_sub(self.x + 2), &words, Role::Text);
                if self.typed.chosen == Some(at) {
                    canvas.look(self.x - 1, y, width.saturating_sub(self.x), Role::Focus);
                }
                y += 1;
            }
        }
        y
    }

    /// «КТП, 41 из 170 · дальше: Анализ изложения».
    fn of_plan(&self, item: &PlanItem, of: usize, after: Option<&str>) -> String {
        let strings = &self.look.strings;
        let mut words = strings.with("plan-place", &[("n", item.n.into()), ("of", of.into())]);
        if let Some(after) = after {
            words.push_str(" · ");
            words.push_str(&strings.with("plan-after", &[("topic", FluentValue::from(after))]));
        }
        words
    }

    fn work(&self, canvas: &mut Canvas<'_>, lesson: &Lesson, y: u16, end: u16) -> u16 {
        if y >= end {
            return y;
        }
        let strings = &self.look.strings;
        let width = canvas.area().width;
        self.label(canvas, y, "field-kind", Field::Kind);
        let kind = words::work_kind(self.look, self.typed.spec.kind);
        let after = canvas.text(self.x, y, width.saturating_sub(self.x + 2), &kind, Role::Text);
        if self.typed.field == Field::Kind {
            canvas.look(self.x - 1, y, after - self.x + 2, Role::Focus);
            canvas.sign(self.x - 1, y, canvas.glyphs.more_left, Role::Focus);
            canvas.sign(after, y, canvas.glyphs.more_right, Role::Focus);
        }
        let mut aside: Vec<String> = Vec::new();
        if self.typed.added {
            aside.push(strings.get("work-added").into_owned());
        }
        if self.typed.spec.obligatory {
            aside.push(strings.get("work-obligatory").into_owned());
        }
        if let Some(due) = self.due(lesson, Field::Kind) {
            aside.push(strings.with("marks-until", &[("date", FluentValue::from(due))]));
        }
        canvas.right(width - 2, y, (width - 2).saturating_sub(after + 2), &aside.join(" · "), Role::Muted);
        if y + 1 >= end {
            return y + 1;
        }
        self.label(canvas, y + 1, "field-number", Field::Number);
        self.line(canvas, y + 1, self.x, &self.typed.number, Field::Number);
        y + 2
    }

    fn homework(&self, canvas: &mut Canvas<'_>, lesson: &Lesson, y: u16, end: u16) -> u16 {
        if y >= end {
            return y;
        }
        let strings = &self.look.strings;
        let width = canvas.area().width;
        self.label(canvas, y, "field-homework", Field::Homework);
        if self.typed.homework_said == HomeworkSaid::None {
            canvas.text(self.x, y, width.saturating_sub(self.x + 2), &strings.get("homework-none"), Role::Text);
            if self.typed.field == Field::Homework && self.state.dialog.is_none() {
                canvas.put_cursor(self.x, y);
            }
        } else {
            self.line(canvas, y, self.x, &self.typed.homework, Field::Homework);
        }
        let y = self.pupils(canvas, y + 1, end);
        if y >= end {
            return y;
        }
        let mut note = match &self.typed.homework_for {
            HomeworkFor::NextLesson => strings.get("homework-next-lesson").into_owned(),
            HomeworkFor::Date(date) => self.on(*date),
            HomeworkFor::Lesson(id) => match self.state.lesson(id) {
                Some(lesson) => self.on(lesson.date),
                None => strings.get("homework-next-lesson").into_owned(),
            },
        };
        if let Some(due) = self.due(lesson, Field::Homework) {
            note.push_str(" · ");
            note.push_str(&due);
        }
        canvas.text(self.x, y, width.saturating_sub(self.x + 2), &note, Role::Muted);
        y + 1
    }

    /// Whose homework it is: the whole class's, or that of the pupils who are named. In a low window the line is there when it
    /// says something, or is typed into.
    fn pupils(&self, canvas: &mut Canvas<'_>, y: u16, end: u16) -> u16 {
        let is_here = self.typed.field == Field::Pupils;
        let is_said = !self.typed.pupils.is_empty() || self.typed.scope != HomeworkScope::All;
        if y >= end || !(is_here || is_said || self.gap > 0) {
            return y;
        }
        let strings = &self.look.strings;
        let room = canvas.area().width.saturating_sub(self.x + 2);
        self.label(canvas, y, "field-pupils", Field::Pupils);
        if !is_here && !is_said {
            canvas.text(self.x, y, room, &strings.get("homework-for-all"), Role::Text);
            return y + 1;
        }
        if !is_here {
            canvas.text(self.x, y, room, &self.named(), Role::Text);
            return y + 1;
        }
        self.line(canvas, y, self.x, &self.typed.pupils, Field::Pupils);
        if y + 1 < end {
            let (words, role) = match self.typed.unclear.first() {
                Some(unclear) => {
                    let key =
                        if unclear.pupils.is_empty() { "notice-nobody-of-that-name" } else { "notice-several-of-that-name" };
                    (strings.with(key, &[("word", unclear.word.as_str().into())]), Role::Warning)
                }
                None if self.typed.scope == HomeworkScope::All => {
                    (strings.get("homework-pupils-hint").into_owned(), Role::Muted)
                }
                None => (self.named(), Role::Text),
            };
            canvas.text(self.x, y + 1, room, &words, role);
        }
        y + 2
    }

    /// «Громова София, Ёлкин Тимур», with the list's numbers while names are hidden.
    fn named(&self) -> String {
        let HomeworkScope::Individual(pupils) = &self.typed.scope else {
            return self.look.strings.get("homework-for-all").into_owned();
        };
        let book = self.typed.journal.as_ref().and_then(|id| self.state.book(id));
        let name = |id| {
            let pupil = book.and_then(|book| book.page().pupil(id));
            pupil.map_or_else(|| "?".to_owned(), |pupil| words::pupil(self.state, pupil))
        };
        let names: Vec<String> = pupils.iter().map(name).collect();
        let args = [("n", FluentValue::from(pupils.len())), ("names", names.join(", ").into())];
        self.look.strings.with("homework-for-pupils", &args)
    }

    fn on(&self, date: NaiveDate) -> String {
        let date = dates::long(&self.look.strings, date);
        self.look.strings.with("homework-for-date", &[("date", FluentValue::from(date))])
    }

    /// «до 16:35, осталось 5 ч 28 мин» for homework, «27.11» for marks: until when the duty of a field is due.
    fn due(&self, lesson: &Lesson, field: Field) -> Option<String> {
        let rows = &self.state.screens.today.rows;
        let row = rows.iter().find(|row| row.row.lesson.id == lesson.id)?;
        let duty = if field == Field::Homework { &row.duties.homework } else { &row.duties.marks };
        let (due, desk) = (duty.due?, self.state.desk.as_ref()?);
        let now = desk.zone.local(self.state.program.reading.now);
        let time = dates::until(desk.zone, due, now);
        if field != Field::Homework {
            return Some(time);
        }
        match duty.state {
            DutyState::Waiting => {
                let left = dates::left(&self.look.strings, desk.zone.local(due) - now);
                let args = [("time", FluentValue::from(time)), ("left", FluentValue::from(left))];
                Some(self.look.strings.with("until-with-left", &args))
            }
            DutyState::Overdue => Some(self.look.strings.with("overdue-since", &[("time", FluentValue::from(time))])),
            _ => None,
        }
    }

    /// What the rules say, field by field in the order of the screen.
    fn findings(&self, canvas: &mut Canvas<'_>, y: u16, end: u16) {
        let found: Vec<&Finding> = Field::ALL.iter().filter_map(|field| self.typed.findings.get(field)).flatten().collect();
        if found.is_empty() || y + 1 >= end {
            return;
        }
        canvas.rule(y);
        let mut offered = self.typed.offered().map(|(_, fix)| fix).filter(|fix| !fix.is_empty());
        let mut y = y + 1;
        for finding in found {
            if y >= end {
                return;
            }
            let (sign, role) = match finding.severity {
                Severity::Info => (canvas.glyphs.missing, Role::Text),
                Severity::Warning => (canvas.glyphs.refused, Role::Warning),
                Severity::Error => (canvas.glyphs.refused, Role::Refused),
            };
            let (sentence, clause, role) = frame::sentence(self.look, finding, role);
            let width = canvas.area().width;
            canvas.sign(2, y, sign, role);
            let begins = canvas.right(width - 1, y, width / 3, &clause, Role::Muted);
            canvas.text(4, y, begins.saturating_sub(6), &sentence, role);
            y += 1;
            // What the key would put there stands below the finding that offers it.
            if let Some(fix) = offered.filter(|fix| finding.fix() == Some(*fix) && y < end) {
                let keys = self.state.program.keys.keys(self.state.context_below(), Action::TakeFix);
                let key = keys.first().map(|key| frame::key_name(self.look, *key)).unwrap_or_default();
                let end = canvas.text(6, y, width.saturating_sub(8), &key, Role::Key);
                let words = self.look.strings.with("fix-offered", &[("text", fix.into())]);
                canvas.text(end + 1, y, width.saturating_sub(end + 2), &words, Role::Muted);
                offered = None;
                y += 1;
            }
        }
    }
}
