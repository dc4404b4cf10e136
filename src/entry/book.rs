//! A journal page with the own entries that wait laid over it.
//!
//! [`Book::page`] shows every fact as the person sees it, so that the rule engine judges what stands on the screen. What
//! the server holds under a waiting entry is kept aside and comes back when the entry is given up. Everything is indexed
//! by target, and the cells are kept ready to be drawn: a key costs the facts of one pupil, never those of the page.

mod layout;

use std::collections::HashMap;

use super::Edit;
use super::desk::Desk;
use super::view::{CellView, Column, Spot, Tally};
use crate::domain::{
    Fact, FactPlace, Lesson, LessonId, OperationId, Page, Pupil, PupilId, Target, TeacherRef, Value, Work, WorkId,
};
use crate::outbox::{Entry, Life};
use crate::regulation::{Forecast, MarkSum, Profile, forecast};

/// A journal page as its teacher sees it.
#[derive(Debug, Clone)]
pub struct Book {
    page: Page,
    /// Works that the server knows. Others stand in the page only as long as an entry that makes them waits.
    known_works: Vec<Work>,
    me: TeacherRef,
    absence_code: String,
    index: HashMap<Target, usize>,
    /// What the server holds where own entries wait.
    under: HashMap<Target, Option<Fact>>,
    /// Own entries that wait, in the order in which they were made.
    waiting: HashMap<Target, Vec<Entry>>,
    targets: HashMap<OperationId, Target>,
    rows: HashMap<PupilId, usize>,
    columns: Vec<Column>,
    by_work: HashMap<WorkId, usize>,
    /// Row by row.
    cells: Vec<CellView>,
    tallies: Vec<Tally>,
    /// Grows with whatever changes more than the cells of a row.
    edition: u64,
    /// Row by row: grows with every change of a cell.
    touched: Vec<u64>,
}

impl Book {
    /// Lays the waiting entries of a person over a page. Entries of other journals are left out.
    #[must_use]
    pub fn new(page: Page, entries: impl IntoIterator<Item = Entry>, desk: &Desk) -> Self {
        let mut book = Self::bare(page, desk.me(), desk.profile.absence_code());
        for entry in entries {
            if book.holds(&entry.operation) {
                book.lay(entry);
            }
        }
        book.rebuild();
        book
    }

    /// A page with waiting entries laid over it, without the cells of a grid.
    #[must_use]
    pub fn laid(page: Page, entries: &[Entry], me: TeacherRef, absence_code: &str) -> Page {
        if entries.is_empty() {
            return page;
        }
        let mut book = Self::bare(page, me, absence_code);
        for entry in entries {
            if book.holds(&entry.operation) {
                book.lay(entry.clone());
            }
        }
        book.gather_works();
        book.page
    }

    fn bare(page: Page, me: TeacherRef, absence_code: &str) -> Self {
        let index = page.facts.iter().enumerate().map(|(at, fact)| (fact.target.clone(), at)).collect();
        let rows = page.pupils.iter().enumerate().map(|(at, pupil)| (pupil.id.clone(), at)).collect();
        Self {
            known_works: page.works.clone(),
            page,
            me,
            absence_code: absence_code.to_owned(),
            index,
            under: HashMap::new(),
            waiting: HashMap::new(),
            targets: HashMap::new(),
            rows,
            columns: Vec::new(),
            by_work: HashMap::new(),
            cells: Vec::new(),
            tallies: Vec::new(),
            edition: 0,
            touched: Vec::new(),
        }
    }

    /// The page as the person sees it: waiting entries stand in it as facts of their own.
    #[must_use]
    pub const fn page(&self) -> &Page {
        &self.page
    }

    /// The columns in the order of the screen.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Pupils in the order of the list.
    #[must_use]
    pub fn pupils(&self) -> &[Pupil] {
        &self.page.pupils
    }

    /// The row of a pupil.
    #[must_use]
    pub fn row_of(&self, pupil: &PupilId) -> Option<usize> {
        self.rows.get(pupil).copied()
    }

    /// The place of a work among [`Self::columns`].
    #[must_use]
    pub fn column_of(&self, work: &WorkId) -> Option<usize> {
        self.by_work.get(work).copied()
    }

    /// The first column of a lesson.
    #[must_use]
    pub fn first_column_of(&self, lesson: &LessonId) -> Option<usize> {
        self.columns.iter().position(|column| column.lesson.as_ref() == Some(lesson))
    }

    /// The cell at a row and a column; `None` outside the grid.
    #[must_use]
    pub fn cell_at(&self, row: usize, column: usize) -> Option<&CellView> {
        if column >= self.columns.len() { None } else { self.cells.get(row * self.columns.len() + column) }
    }

    /// The cell of a work and a pupil.
    #[must_use]
    pub fn cell(&self, spot: &Spot) -> Option<&CellView> {
        self.cell_at(self.row_of(&spot.pupil)?, self.column_of(&spot.work)?)
    }

    /// Marks of the pupil at a row, counted.
    #[must_use]
    pub fn tally(&self, row: usize) -> Tally {
        self.tallies.get(row).copied().unwrap_or_default()
    }

    /// A number that changes whenever more than the cells of a row does: columns, topics, homework. Only for comparing what
    /// was drawn with what is to be drawn.
    #[must_use]
    pub const fn edition(&self) -> u64 {
        self.edition
    }

    /// A number that changes with every change of a cell of the row, as long as [`Self::edition`] is the same.
    #[must_use]
    pub fn row_edition(&self, row: usize) -> u64 {
        self.touched.get(row).copied().unwrap_or_default()
    }

    /// Where the marks of the pupil at a row lead.
    #[must_use]
    pub fn forecast(&self, row: usize, profile: &Profile) -> Forecast {
        let Tally { count, sum } = self.tally(row);
        forecast(profile, self.page.journal.weekly_hours, MarkSum { sum, count })
    }

    /// What the fact says on the screen.
    #[must_use]
    pub fn value(&self, target: &Target) -> Option<&Value> {
        self.fact(target).and_then(|fact| fact.value.as_ref())
    }

    /// The present version of a fact on the screen: the base of the next operation. It may be an own waiting one.
    #[must_use]
    pub fn version(&self, target: &Target) -> Option<OperationId> {
        let made_by_mark = || if let Target::Work { work } = target { self.maker_of(work) } else { None };
        self.fact(target).map(|fact| fact.version).or_else(made_by_mark)
    }

    /// The waiting mark that makes a work: the server will take it as the work's first version.
    fn maker_of(&self, work: &WorkId) -> Option<OperationId> {
        let chains =
            self.waiting.iter().filter(|(target, _)| matches!(target, Target::Marks { work: of, .. } if of == work));
        let operations =
            chains.flat_map(|(_, chain)| chain).filter(|entry| overlays(entry.life)).map(|entry| &entry.operation);
        let makers = operations.filter(|operation| matches!(operation.value, Some(Value::Marks { creates: Some(_), .. })));
        makers.min_by_key(|operation| (operation.made_at, operation.seq)).map(|operation| operation.id)
    }

    /// Whether the server knows the work: a mark of any other work must say what it makes.
    #[must_use]
    pub fn knows_work(&self, work: &WorkId) -> bool {
        self.known_works.iter().any(|known| known.id == *work)
    }

    /// The fact as it stands on the screen.
    #[must_use]
    pub fn fact(&self, target: &Target) -> Option<&Fact> {
        self.index.get(target).map(|at| &self.page.facts[*at])
    }

    /// What the server holds of a fact, without own entries.
    #[must_use]
    pub fn acknowledged(&self, target: &Target) -> Option<&Fact> {
        match self.under.get(target) {
            Some(under) => under.as_ref(),
            None => self.fact(target),
        }
    }

    /// Where the last own entry of a fact is; `None`: none waits.
    #[must_use]
    pub fn life(&self, target: &Target) -> Option<Life> {
        self.waiting.get(target).and_then(|chain| chain.last()).map(|entry| entry.life)
    }

    /// The waiting entry of an operation.
    #[must_use]
    pub fn entry(&self, id: OperationId) -> Option<&Entry> {
        let target = self.targets.get(&id)?;
        self.waiting.get(target)?.iter().find(|entry| entry.operation.id == id)
    }

    /// The last waiting entry of a fact.
    #[must_use]
    pub fn last_entry(&self, target: &Target) -> Option<&Entry> {
        self.waiting.get(target).and_then(|chain| chain.last())
    }

    /// What the fact would say without an entry that waits.
    #[must_use]
    pub fn value_without(&self, target: &Target, id: OperationId) -> Option<&Value> {
        let chain = self.waiting.get(target).map_or(&[][..], Vec::as_slice);
        let shown = chain.iter().rev().find(|entry| entry.operation.id != id && overlays(entry.life));
        match shown {
            Some(entry) => entry.operation.value.as_ref(),
            None => self.acknowledged(target).and_then(|fact| fact.value.as_ref()),
        }
    }

    /// Whether the operation belongs into this book.
    #[must_use]
    pub fn holds(&self, operation: &crate::domain::Operation) -> bool {
        if let Some(Value::Marks { creates: Some(new), .. } | Value::Work(new)) = &operation.value {
            return new.journal == self.page.journal.id;
        }
        match operation.target.place() {
            FactPlace::Lesson(lesson) => self.page.lesson(lesson).is_some(),
            FactPlace::Work(work) => {
                self.by_work.contains_key(work)
                    || self.page.works.iter().any(|known| known.id == *work)
                    || self.page.lessons.iter().any(|lesson| WorkId::first_of(&lesson.id) == *work)
            }
            FactPlace::Period(journal, _) => *journal == self.page.journal.id,
        }
    }

    /// Takes an edit that was made: its operations stand on the screen as typed.
    pub fn take(&mut self, edit: &Edit) {
        for operation in &edit.operations {
            self.put(Entry {
                operation: operation.clone(),
                life: Life::Typed,
                held_until: edit.held_until,
                attempts: 0,
                again: 0,
                sent_at: None,
                findings: Vec::new(),
                present: None,
                lesson: None,
                acknowledged_at: None,
            });
        }
    }

    /// Takes an entry whose life changed, or that another process made.
    pub fn put(&mut self, entry: Entry) {
        let target = entry.operation.target.clone();
        self.lay(entry);
        self.refresh(&target);
    }

    /// Takes a new version of a fact from the server.
    pub fn accept(&mut self, fact: Fact) {
        let target = fact.target.clone();
        self.learn_work(&fact);
        self.accept_quietly(fact);
        self.settle(&target);
        self.refresh(&target);
    }

    /// The lesson that a work was written in.
    #[must_use]
    pub fn lesson_of_work(&self, work: &WorkId) -> Option<&Lesson> {
        let column = &self.columns[self.column_of(work)?];
        self.page.lesson(column.lesson.as_ref()?)
    }

    /// Puts an entry into its chain and settles what the fact says, without looking at cells.
    fn lay(&mut self, entry: Entry) {
        let (id, target) = (entry.operation.id, entry.operation.target.clone());
        // A page that already holds something newer than an old acknowledgement keeps it.
        let present = self.acknowledged(&target).map(|fact| fact.version);
        if entry.life == Life::InJournal && present == entry.operation.base {
            let fact = self.acknowledged_fact(&entry);
            self.learn_work(&fact);
            self.accept_quietly(fact);
        }
        if let (Life::Conflict, Some(present)) = (entry.life, &entry.present) {
            self.accept_quietly((**present).clone());
        }
        let known = self.fact(&target).cloned();
        let chain = self.waiting.entry(target.clone()).or_default();
        let place = chain.iter().position(|other| other.operation.id == id);
        if entry.life.waits() {
            if chain.is_empty() {
                self.under.insert(target.clone(), known);
            }
            match place {
                Some(at) => chain[at] = entry,
                None => chain.push(entry),
            }
            self.targets.insert(id, target.clone());
        } else {
            if let Some(at) = place {
                chain.remove(at);
            }
            // What was made on top of an entry that is gone now stands on what that one stood on.
            if matches!(entry.life, Life::Withdrawn | Life::Superseded) {
                chain.iter_mut().filter(|later| later.operation.base == Some(id)).for_each(|later| {
                    later.operation.base = entry.operation.base;
                });
            }
            self.targets.remove(&id);
        }
        self.settle(&target);
    }

    /// Takes over a work that the server has made, or that it says something new of.
    fn learn_work(&mut self, fact: &Fact) {
        let (work, new) = match (&fact.target, &fact.value) {
            (Target::Work { work }, Some(Value::Work(new))) => (work, new),
            (Target::Marks { work, .. }, Some(Value::Marks { creates: Some(new), .. })) if !self.knows_work(work) => {
                let target = Target::Work { work: work.clone() };
                self.accept_quietly(Fact { target, value: Some(Value::Work(new.clone())), comment: None, ..fact.clone() });
                (work, new)
            }
            (Target::Work { work }, None) => {
                self.known_works.retain(|known| known.id != *work);
                return;
            }
            _ => return,
        };
        let (journal, lesson, spec) = (new.journal.clone(), new.lesson.clone(), new.spec.clone());
        self.known_works.retain(|known| known.id != *work);
        self.known_works.push(Work { id: work.clone(), journal, lesson, spec });
    }

    fn acknowledged_fact(&self, entry: &Entry) -> Fact {
        Fact { received_at: entry.acknowledged_at.unwrap_or(entry.operation.made_at), ..self.fact_of(entry) }
    }

    fn fact_of(&self, entry: &Entry) -> Fact {
        let operation = &entry.operation;
        Fact {
            target: operation.target.clone(),
            value: operation.value.clone(),
            version: operation.id,
            author: self.me.clone(),
            on_behalf_of: operation.on_behalf_of.as_ref().and_then(|id| {
                let of = |lesson: &&Lesson| lesson.teacher.id == *id;
                self.page.lessons.iter().find(of).map(|lesson| lesson.teacher.clone())
            }),
            made_at: operation.made_at,
            received_at: operation.made_at,
            comment: operation.comment.clone(),
            reason: operation.reason.clone(),
            filled_at: None,
        }
    }

    fn accept_quietly(&mut self, fact: Fact) {
        let before = self.acknowledged(&fact.target);
        let fact = fact.after(before);
        match self.under.get_mut(&fact.target) {
            Some(under) => *under = Some(fact),
            None => self.write(fact),
        }
    }

    /// Makes a fact say what its chain says, or what the server says where nothing waits.
    fn settle(&mut self, target: &Target) {
        let chain = self.waiting.get(target).map_or(&[][..], Vec::as_slice);
        let under = self.under.get(target).and_then(Option::as_ref);
        let shown = chain.iter().rev().find(|entry| overlays(entry.life)).map(|entry| self.fact_of(entry).after(under));
        let gone = chain.is_empty();
        match (shown, self.under.get(target).cloned()) {
            (Some(fact), _) | (None, Some(Some(fact))) => self.write(fact),
            (None, Some(None)) => self.blank(target),
            (None, None) => {}
        }
        if gone {
            self.under.remove(target);
            self.waiting.remove(target);
        }
    }

    fn write(&mut self, fact: Fact) {
        if let Some(at) = self.index.get(&fact.target) {
            self.page.facts[*at] = fact;
        } else {
            self.index.insert(fact.target.clone(), self.page.facts.len());
            self.page.facts.push(fact);
        }
    }

    fn blank(&mut self, target: &Target) {
        if let Some(at) = self.index.remove(target) {
            self.page.facts.swap_remove(at);
            if let Some(moved) = self.page.facts.get(at) {
                self.index.insert(moved.target.clone(), at);
            }
        }
    }
}

/// Whether an entry in this state stands for the value that the person sees.
const fn overlays(life: Life) -> bool {
    matches!(life, Life::Typed | Life::Held | Life::OnDisk | Life::Sent | Life::Uncertain)
}
