//! Rules of what a cell may hold: the lesson and the pupil, absences, marks, two marks, «н5», the column «Тетрадь».

use super::case::{EntryKind, LessonFacts};
use super::context::{Context, Outcome, Tri, arg, day};
use super::grammar::{Cell, Wrong};
use super::profile::Obligatory;
use super::profile::file::{Grade1, HomeSchooled, Sanatorium, Text};
use crate::domain::{Severity, WorkKind};

impl Context<'_> {
    /// A yes-or-no question about the text of the cell.
    fn cell_is(&self, answer: impl FnOnce(&Cell) -> bool) -> Tri {
        self.cell.as_ref().map(answer).into()
    }

    /// Whether the lesson takes no entry: not begun, struck from the timetable, or not held. Topic and homework may be
    /// prepared before the lesson.
    fn takes_no_entry(&self) -> Tri {
        if self.notebook() || self.cell == Some(Cell::Empty) && self.previous.is_none() {
            return Tri::No;
        }
        let fact = |field: fn(&LessonFacts) -> Option<bool>| Tri::from(self.case.lesson.as_ref().and_then(field));
        let struck = fact(|lesson| lesson.cancelled).or(fact(|lesson| lesson.held).not());
        match self.case.entry.kind {
            EntryKind::Cell(_) | EntryKind::Attendance { .. } => struck.or(self.before_the_lesson()),
            _ => struck,
        }
    }

    /// Whether the pupil is off the roster on the lesson's date.
    fn off_roster(&self) -> Tri {
        let pupil = self.case.pupil.as_ref();
        if let Some(on_roster) = pupil.and_then(|pupil| pupil.on_roster) {
            return (!on_roster).into();
        }
        let outside = pupil.zip(self.date()).and_then(|(pupil, date)| {
            let outside = pupil.from.is_some_and(|from| date < from) || pupil.to.is_some_and(|to| to < date);
            (outside || pupil.from.is_some() || pupil.to.is_some()).then_some(outside)
        });
        outside.into()
    }

    /// Whether anything is entered: a cleared cell is nobody's mark.
    fn says_something(&self) -> Tri {
        self.cell_is(|cell| *cell != Cell::Empty)
    }
}

/// Marks and attendance are entered as facts of a lesson that was held.
pub(super) fn not_a_fact(cx: &Context<'_>) -> Outcome {
    cx.takes_no_entry().error()
}

/// The same where the profile's own text has no clause for it.
pub(super) fn program_time(cx: &Context<'_>) -> Outcome {
    if cx.profile.cites(Text::Std) { Outcome::Silent } else { cx.takes_no_entry().error() }
}

/// A pupil who is not on the roster of the lesson gets no entry.
pub(super) fn off_roster(cx: &Context<'_>) -> Outcome {
    cx.says_something().and(cx.off_roster()).error()
}

/// The same where the profile's own text has no clause for it.
pub(super) fn program_roster(cx: &Context<'_>) -> Outcome {
    if cx.profile.cites(Text::Std) { Outcome::Silent } else { off_roster(cx) }
}

/// A pupil who left gets no entry after the last day.
pub(super) fn left(cx: &Context<'_>) -> Outcome {
    let last = cx.case.pupil.as_ref().and_then(|pupil| pupil.to);
    let after = last.zip(cx.date()).is_some_and(|(last, date)| last < date);
    cx.says_something().and(after).fire(Severity::Error, || arg("date", last.map(day).unwrap_or_default()))
}

/// A pupil who came later gets no entry before the first day.
pub(super) fn not_yet_enrolled(cx: &Context<'_>) -> Outcome {
    let first = cx.case.pupil.as_ref().and_then(|pupil| pupil.from);
    let before = first.zip(cx.date()).is_some_and(|(first, date)| date < first);
    cx.says_something().and(before).fire(Severity::Error, || arg("date", first.map(day).unwrap_or_default()))
}

/// Absences of a pupil taught at home are not noted.
pub(super) fn home_schooled_absence(cx: &Context<'_>) -> Outcome {
    let skips = cx.profile.file.attendance.home_schooled == Some(HomeSchooled::Skip);
    let absence = cx.cell_is(|cell| matches!(cell, Cell::Absence | Cell::Debt(_)));
    absence.and(skips).and(cx.pupil_is(|pupil| pupil.home_schooled)).error()
}

/// Marks of a pupil taught at home stand in a journal of their own.
pub(super) fn home_schooled_mark(cx: &Context<'_>) -> Outcome {
    let skips = cx.profile.file.attendance.home_schooled == Some(HomeSchooled::Skip);
    cx.is_mark().and(skips).and(cx.pupil_is(|pupil| pupil.home_schooled)).error()
}

/// «осв.» is no value.
pub(super) fn exempt(cx: &Context<'_>) -> Outcome {
    cx.cell_is(|cell| *cell == Cell::Wrong(Wrong::Exempt)).error()
}

/// Neither dots nor signs.
pub(super) fn signs(cx: &Context<'_>) -> Outcome {
    cx.cell_is(|cell| *cell == Cell::Wrong(Wrong::Sign)).fire(Severity::Error, || {
        let text = match &cx.case.entry.kind {
            EntryKind::Cell(cell) => cell.text.as_deref(),
            EntryKind::Term(term) => term.text.as_deref(),
            _ => None,
        };
        let bare = text.unwrap_or_default().trim_matches(|c: char| c.is_whitespace() || ".+-!−".contains(c));
        if matches!(Cell::parse(bare), Cell::Marks(_)) { arg("fix", bare) } else { super::context::Args::new() }
    })
}

/// No letters but the code of absence.
pub(super) fn absence_code(cx: &Context<'_>) -> Outcome {
    cx.cell_is(|cell| *cell == Cell::Wrong(Wrong::Letters)).fire(Severity::Error, || arg("code", cx.profile.absence_code()))
}

/// A mark is one of 2, 3, 4, 5.
pub(super) fn scale(cx: &Context<'_>) -> Outcome {
    let in_cell = matches!(cx.case.entry.kind, EntryKind::Cell(_));
    let notebook = cx.notebook();
    let not_attested = cx.profile.file.term.not_attested_over.is_some();
    let debt = cx.profile.file.mark.debt == Some(true);
    cx.cell_is(|cell| match cell {
        Cell::Wrong(_) => true,
        Cell::Empty => false,
        Cell::Absence => notebook || !in_cell,
        Cell::Marks(marks) => !in_cell && marks.second.is_some(),
        Cell::Debt(_) => !in_cell || !debt,
        Cell::NotAttested => in_cell || !not_attested,
    })
    .error()
}

/// In grade 1 neither marks nor homework.
pub(super) fn grade1_forbidden(cx: &Context<'_>) -> Outcome {
    let says = match &cx.case.entry.kind {
        EntryKind::Homework(homework) => homework.says_something(),
        _ => cx.is_mark(),
    };
    let homework = matches!(cx.case.entry.kind, EntryKind::Homework(_));
    let none = || if homework { arg("fix", "") } else { super::context::Args::new() };
    says.and(cx.profile.forbids_grade1()).and(cx.grade_is(|grade| grade == 1)).fire(Severity::Error, none)
}

/// In grade 1 marks are asked about.
pub(super) fn grade1_asks(cx: &Context<'_>) -> Outcome {
    let asks = cx.profile.file.mark.grade1 == Some(Grade1::Ask);
    cx.is_mark().and(asks).and(cx.grade_is(|grade| grade == 1)).warning()
}

/// Two marks only in the subjects and for the works that the profile names.
pub(super) fn dual(cx: &Context<'_>) -> Outcome {
    let dual = cx.cell_is(Cell::is_dual);
    if dual == Tri::No {
        return Outcome::Silent;
    }
    let well_formed = cx.cell_is(|cell| matches!(cell, Cell::Marks(_)));
    let subject = cx.subject_is(|subject| cx.profile.dual_subjects.has(subject));
    let kind = cx.work_is(|kind| cx.profile.dual_kinds.has(kind));
    let allowed = subject.and(kind).and(!cx.notebook()).or(splits(cx)).and(well_formed);
    dual.and(allowed.not()).error()
}

/// Whether the entry is for a composition in literature whose second mark goes into the Russian journal.
pub(super) fn splits(cx: &Context<'_>) -> Tri {
    if cx.profile.subjects.literature.is_none() || cx.notebook() {
        return Tri::No;
    }
    let literature = cx.subject_is(|subject| subject == cx.profile.subjects.literature);
    literature.and(cx.work_is(|kind| cx.profile.splits(cx.profile.subjects.literature, kind)))
}

/// The mark for literacy in a composition in literature goes into the Russian journal.
pub(super) fn literature(cx: &Context<'_>) -> Outcome {
    let composition = cx.is_mark().and(splits(cx));
    if cx.cell.as_ref().is_some_and(Cell::is_dual) {
        composition.warning()
    } else {
        composition.fire(Severity::Info, super::context::Args::new)
    }
}

/// The lesson of Russian at which the mark for literacy stands: the nearest one within two weeks.
pub(super) fn literacy_date(cx: &Context<'_>) -> Outcome {
    if !cx.cell.as_ref().is_some_and(Cell::is_dual) {
        return Outcome::Silent;
    }
    let Some(lessons) = cx.case.lesson.as_ref().and_then(|lesson| lesson.linked_lessons.as_ref()) else {
        return if splits(cx) == Tri::No { Outcome::Silent } else { Outcome::Unknown };
    };
    let Some(date) = cx.date() else { return Outcome::Unknown };
    let near = lessons.iter().map(|when| cx.school_time(*when).date()).filter(|other| *other >= date).min();
    let near = near.filter(|near| (*near - date).num_days() <= 14);
    splits(cx).fire(Severity::Warning, || {
        let mut args = arg("composition", day(date));
        args.extend(arg("date", near.map_or_else(|| "none".to_owned(), day)));
        args
    })
}

/// Physical education of a pupil in a medical group: theory is marked.
pub(super) fn medical_group(cx: &Context<'_>) -> Outcome {
    let group = cx.case.pupil.as_ref().and_then(|pupil| pupil.med_group) == Some(true);
    let physical = cx.subject_is(|subject| subject.is_some() && subject == cx.profile.subjects.physical);
    let two = cx.cell.as_ref().is_some_and(Cell::has_two);
    let practical = cx.work_is(|kind| kind == WorkKind::Practical);
    cx.is_mark().and(group).and(physical).and(practical.or(two)).warning()
}

/// An absence and a mark in one cell only for a work that every pupil owes.
pub(super) fn debt(cx: &Context<'_>) -> Outcome {
    let debt = cx.cell_is(|cell| matches!(cell, Cell::Debt(_)));
    if debt == Tri::No {
        return Outcome::Silent;
    }
    let said = cx.case.work.as_ref().and_then(|work| work.obligatory);
    let owed = match (said, cx.work_kind()) {
        (Some(said), _) => Tri::from(said),
        (None, Some(kind)) if cx.profile.allows_debt(kind, Obligatory::ByKind) => Tri::Yes,
        (None, _) => Tri::Unknown,
    };
    let allowed = owed.and(cx.profile.file.mark.debt == Some(true)).and(!cx.notebook());
    debt.and(allowed.not()).error()
}

/// The column «Тетрадь» only in the subjects that have it, and without absences.
pub(super) fn notebook_column(cx: &Context<'_>) -> Outcome {
    let listed = cx.subject_is(|subject| cx.profile.notebook_subjects.has(subject));
    let absence = cx.cell_is(|cell| matches!(cell, Cell::Absence | Cell::Debt(_)));
    Tri::from(cx.notebook()).and(cx.says_something()).and(listed.not().or(absence)).error()
}

/// A mark for the notebook belongs into its column.
pub(super) fn notebook_mark_in_lesson(cx: &Context<'_>) -> Outcome {
    let misplaced = cx.work_is(|kind| kind == WorkKind::Notebook);
    cx.is_mark().and(!cx.notebook()).and(misplaced).warning()
}

/// A mark from a sanatorium needs a comment that names the certificate.
pub(super) fn sanatorium(cx: &Context<'_>) -> Outcome {
    let asks = cx.profile.file.attendance.sanatorium == Some(Sanatorium::Comment);
    let named = cx.case.entry.comment.as_deref().is_some_and(|text| super::wording::fold(text).contains("справк"));
    cx.is_mark().and(asks).and(!named).and(cx.pupil_is(|pupil| pupil.sanatorium)).error()
}

/// A 2 is not recommended right after a long absence.
pub(super) fn two_after_absence(cx: &Context<'_>) -> Outcome {
    let Some(limit) = cx.profile.file.mark.two_after_missed else { return Outcome::Silent };
    let missed = cx.case.pupil.as_ref().and_then(|pupil| pupil.missed_in_a_row);
    let long = Tri::from(missed.map(|missed| missed >= limit));
    let two = cx.cell_is(Cell::has_two);
    two.and(!cx.notebook()).and(long).fire(Severity::Warning, || arg("missed", missed.unwrap_or_default()))
}

/// A mark belongs to a work whose kind is named.
pub(super) fn work_without_kind(cx: &Context<'_>) -> Outcome {
    let named = match &cx.case.work {
        None => Tri::Unknown,
        Some(work) => work.kind.is_some().into(),
    };
    cx.is_mark().and(!cx.notebook()).and(named.not()).error()
}

/// The reason of an absence says something.
pub(super) fn program_reason(cx: &Context<'_>) -> Outcome {
    let EntryKind::AbsenceReason { code, .. } = &cx.case.entry.kind else { return Outcome::Silent };
    Tri::from(code.as_deref().map(|code| code.trim().is_empty())).error()
}

/// Where no text says what a cell may hold: any printable text up to eight characters.
pub(super) fn program_text(cx: &Context<'_>) -> Outcome {
    if cx.profile.entry_rules {
        return Outcome::Silent;
    }
    let text = match &cx.case.entry.kind {
        EntryKind::Cell(cell) => cell.text.as_deref(),
        EntryKind::Term(term) => term.text.as_deref(),
        _ => None,
    };
    let stands = |text: &str| text.chars().count() <= 8 && !text.chars().any(invisible);
    // As it is stored: a few letters of other scripts are two characters when they are composed.
    Tri::from(text.map(|text| !stands(&super::wording::composed(text.trim())))).error()
}

/// Whether a character cannot be seen: controls, formats, private use.
fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{10ffff}')
}
