//! Marks of periods: the mean, what it proposes, and the rules that compare with it.

mod forecast;

pub use forecast::{Climb, Forecast, MarkSum, Outlook, forecast};

use super::case::{EntryKind, TermEntry};
use super::context::{Context, Outcome, Tri, arg};
use super::grammar::{Cell, Wrong};
use super::profile::file::Rounding;
use chrono::NaiveDate;

use crate::domain::{Calendar, Period, PeriodKind, School, Severity};

/// A sum of marks and how many they are: a mean without rounding errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mean {
    sum: u32,
    count: u32,
}

impl Mean {
    /// Each mark of the cells once; absences and empty cells count nothing. `None` without a mark.
    pub fn of<'a>(cells: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut mean = Self { sum: 0, count: 0 };
        for cell in cells {
            for mark in Cell::parse(cell).marks() {
                mean.sum += u32::from(mark.value());
                mean.count += 1;
            }
        }
        (mean.count > 0).then_some(mean)
    }

    /// The mark that the mean rounds to.
    pub const fn rounded(self, rounding: Rounding) -> u32 {
        match rounding {
            Rounding::HalfUp => (2 * self.sum + self.count) / (2 * self.count),
            Rounding::AlwaysUp => self.sum.div_ceil(self.count),
        }
    }

    /// How the mean is shown: two digits, cut and never rounded up to the next mark.
    pub fn shown(self) -> String {
        let hundredths = 100 * self.sum / self.count;
        format!("{},{:02}", hundredths / 100, hundredths % 100)
    }
}

/// The last day of a period on which lessons are given; its last day where there is none.
#[must_use]
pub fn last_school_day(school: &School, calendar: &Calendar, period: &Period) -> NaiveDate {
    let mut days = period.start.iter_days().take_while(|day| *day <= period.end).collect::<Vec<_>>().into_iter().rev();
    days.find(|day| school.has_lessons(calendar, *day)).unwrap_or(period.end)
}

impl Context<'_> {
    pub fn term(&self) -> Option<&TermEntry> {
        match &self.case.entry.kind {
            EntryKind::Term(term) => Some(term),
            _ => None,
        }
    }

    fn period_kind(&self) -> Option<PeriodKind> {
        self.term()?.period.as_ref()?.kind
    }

    /// A yes-or-no question about the kind of period.
    fn period_is(&self, answer: impl FnOnce(PeriodKind) -> bool) -> Tri {
        self.period_kind().map(answer).into()
    }

    /// The mean of the period's marks: unknown where they are missing, `Some(None)` without a mark.
    #[expect(clippy::option_option, reason = "not known, none, or some")]
    fn mean(&self) -> Option<Option<Mean>> {
        let term = self.term()?;
        let of = |marks: &Vec<String>| Mean::of(marks.iter().map(String::as_str));
        // A year of which only the half-years are told rests on them.
        let half_years = term.half_year_marks.as_ref().filter(|_| self.period_kind() == Some(PeriodKind::Year));
        match (term.marks.as_ref().map(of), half_years.and_then(of)) {
            (None | Some(None), Some(mean)) => Some(Some(mean)),
            (marks, _) => marks,
        }
    }

    /// The mark that is entered, if it is one.
    fn entered(&self) -> Option<u32> {
        self.cell.as_ref()?.marks().next().map(|mark| mark.value().into())
    }

    /// How many marks the weekly load asks for; `Some(None)` where the text asks for none.
    #[expect(clippy::option_option, reason = "not known, none, or some")]
    fn minimum(&self) -> Option<Option<u32>> {
        let hours = self.case.lesson.as_ref()?.weekly_hours?;
        Some(forecast::least(self.profile, hours))
    }

    /// Whether the period has fewer marks than the weekly load asks for. Where the text asks for none, one is enough.
    fn too_few(&self) -> Tri {
        let count = self.mean().map(|mean| mean.map_or(0, |mean| mean.count));
        if count == Some(0) {
            return Tri::Yes;
        }
        count.zip(self.minimum()).map(|(count, minimum)| count < minimum.unwrap_or(1)).into()
    }

    /// Whether more than the profile's share of the lessons was missed.
    fn missed_much(&self) -> Tri {
        let (Some(share), Some(term)) = (self.profile.file.term.not_attested_over, self.term()) else { return Tri::No };
        let much = |(missed, held): (u32, u32)| held > 0 && f64::from(missed) > share * f64::from(held);
        term.missed.zip(term.held).map(much).into()
    }

    /// The final mark that the formulas of the text give; `None` where they do not apply or a mark is missing.
    fn formula(&self) -> Option<u32> {
        self.profile.file.term.final_formulas?;
        let (term, rounding) = (self.term()?, self.profile.file.term.rounding?);
        if self.period_kind() != Some(PeriodKind::Final) {
            return None;
        }
        let text = |mark: &Option<String>| mark.clone().filter(|mark| Mean::of([mark.as_str()]).is_some());
        match (self.grade()?, term.summary) {
            (9, _) => {
                let year = text(&term.year_mark)?;
                let exam = text(&term.exam_mark);
                Mean::of(std::iter::once(year.as_str()).chain(exam.as_deref())).map(|mean| mean.rounded(rounding))
            }
            (11, true) => {
                let (half_years, years) = term.half_year_marks.as_ref().zip(term.year_marks.as_ref())?;
                Mean::of(half_years.iter().chain(years).map(String::as_str)).map(|mean| mean.rounded(rounding))
            }
            _ => None,
        }
    }

    /// The mark that the profile's arithmetic proposes for the period.
    pub fn proposal(&self) -> Option<String> {
        if !self.profile.entry_rules {
            return None;
        }
        let term = self.term()?;
        match self.period_kind() {
            Some(PeriodKind::Exam) => None,
            Some(PeriodKind::Final) => self.formula().map(|mark| mark.to_string()),
            _ => {
                let excused = Tri::from(term.reasons_valid);
                if self.missed_much().and(self.too_few()).and(excused).is_yes() {
                    return Some("н/а".to_owned());
                }
                let rounding = self.profile.file.term.rounding.unwrap_or(Rounding::HalfUp);
                self.mean()?.map(|mean| mean.rounded(rounding).to_string())
            }
        }
    }
}

/// Whether the period's mark comes from current marks.
const fn of_marks(kind: PeriodKind) -> bool {
    matches!(kind, PeriodKind::Quarter | PeriodKind::HalfYear | PeriodKind::Year)
}

/// The mark of a period is a whole number, and not lower than the rounded mean without a reason.
pub(super) fn rounding(cx: &Context<'_>) -> Outcome {
    let (Some(term), Some(rounding)) = (cx.term(), cx.profile.file.term.rounding) else { return Outcome::Silent };
    let Some(cell) = &cx.cell else { return Outcome::Unknown };
    if cell.is_dual() || matches!(cell, Cell::Wrong(Wrong::Sign | Wrong::Other)) {
        let fraction = term.text.as_deref().is_some_and(|text| text.contains(['.', ',', '/']));
        return Tri::from(fraction).fire(Severity::Error, || arg("mean", "none"));
    }
    let Some(entered) = cx.entered() else { return Outcome::Silent };
    let lower = cx.mean().map(|mean| mean.is_some_and(|mean| entered < mean.rounded(rounding)));
    cx.period_is(of_marks).and(lower).fire(Severity::Warning, || {
        let mean = cx.mean().flatten();
        let mut args = arg("mean", mean.map(Mean::shown).unwrap_or_default());
        args.extend(arg("proposed", mean.map(|mean| mean.rounded(rounding)).unwrap_or_default()));
        args.extend(arg("entered", entered));
        args.extend(mean.map(|mean| arg("fix", mean.rounded(rounding))).unwrap_or_default());
        args
    })
}

/// A mark that differs from the mean by a whole mark or more needs a comment.
pub(super) fn divergence(cx: &Context<'_>) -> Outcome {
    let Some(limit) = cx.profile.file.term.divergence else { return Outcome::Silent };
    if cx.cell.is_none() {
        return Outcome::Unknown;
    }
    let Some(entered) = cx.entered() else { return Outcome::Silent };
    let far = cx.mean().map(|mean| {
        let off = |mean: Mean| f64::from((entered * mean.count).abs_diff(mean.sum)) >= limit * f64::from(mean.count);
        mean.is_some_and(off)
    });
    cx.period_is(of_marks).and(far).fire(Severity::Warning, || {
        let mut args = arg("mean", cx.mean().flatten().map(Mean::shown).unwrap_or_default());
        args.extend(arg("entered", entered));
        args
    })
}

/// A period's mark rests on a minimum of marks.
pub(super) fn minimum(cx: &Context<'_>) -> Outcome {
    let by_marks = cx.period_is(|kind| matches!(kind, PeriodKind::Quarter | PeriodKind::HalfYear));
    let asked = Tri::from(cx.minimum().map(|minimum| minimum.is_some()));
    cx.is_mark().and(by_marks).and(asked).and(cx.too_few()).fire(Severity::Warning, || {
        let mut args = arg("count", cx.mean().flatten().map_or(0, |mean| mean.count));
        args.extend(arg("minimum", cx.minimum().flatten().unwrap_or_default()));
        args
    })
}

/// Whether the period has no mark for a written, laboratory or practical work.
fn no_written(cx: &Context<'_>) -> Tri {
    let none = |term: &TermEntry| Some(!term.mark_kinds.as_ref()?.iter().any(|kind| Context::is_written(*kind)));
    let by_marks = cx.period_is(|kind| matches!(kind, PeriodKind::Quarter | PeriodKind::HalfYear));
    cx.is_mark().and(by_marks).and(cx.term().and_then(none))
}

/// A period's mark rests on written, laboratory and practical works too.
pub(super) fn without_written(cx: &Context<'_>) -> Outcome {
    no_written(cx).warning()
}

/// In the subjects that the text names, that is to be confirmed apart.
pub(super) fn without_written_in_named_subject(cx: &Context<'_>) -> Outcome {
    no_written(cx).and(cx.subject_is(|subject| cx.profile.written_subjects.has(subject))).warning()
}

/// Whether «н/а» is entered.
fn not_attested(cx: &Context<'_>) -> Tri {
    cx.cell.as_ref().map(|cell| *cell == Cell::NotAttested).into()
}

/// «н/а» needs three things: most lessons missed, too few marks, valid reasons.
pub(super) fn not_attested_without_cause(cx: &Context<'_>) -> Outcome {
    let excused = Tri::from(cx.term().and_then(|term| term.reasons_valid));
    let may = cx.missed_much().and(cx.too_few()).and(excused);
    let possible = cx.profile.file.term.not_attested_over.is_some();
    not_attested(cx).and(possible).and(may.not()).fire(Severity::Error, || share(cx))
}

/// A pupil who missed most lessons and has too few marks may be left without a mark.
pub(super) fn not_attested_possible(cx: &Context<'_>) -> Outcome {
    cx.is_mark().and(cx.missed_much()).and(cx.too_few()).fire(Severity::Info, || share(cx))
}

fn share(cx: &Context<'_>) -> super::context::Args {
    let term = cx.term();
    let missed = term.and_then(|term| term.missed.zip(term.held)).filter(|(_, held)| *held > 0);
    let mut args = arg("share", missed.map(|(missed, held)| 100 * u64::from(missed) / u64::from(held)).unwrap_or_default());
    args.extend(arg("count", cx.mean().flatten().map_or(0, |mean| mean.count)));
    args
}

/// «н/а» becomes a mark only when the material was passed: a comment says when and how.
pub(super) fn after_not_attested(cx: &Context<'_>) -> Outcome {
    let before = cx.term().and_then(|term| term.previous.as_deref()).map(Cell::parse);
    let replaced = before == Some(Cell::NotAttested);
    let explained = cx.term().and_then(|term| term.explanation.as_deref()).is_some_and(|text| !text.trim().is_empty());
    cx.is_mark().and(replaced).and(!(cx.answered() || explained)).error()
}

/// The final mark of grade 9 is the mean of year and examination.
pub(super) fn final_grade_9(cx: &Context<'_>) -> Outcome {
    final_mark(cx, cx.grade_is(|grade| grade == 9))
}

/// The final mark of grade 11 is the mean of all half-years and years, on the summary.
pub(super) fn final_grade_11(cx: &Context<'_>) -> Outcome {
    let summary = cx.term().is_some_and(|term| term.summary);
    final_mark(cx, cx.grade_is(|grade| grade == 11).and(summary))
}

fn final_mark(cx: &Context<'_>, grade: Tri) -> Outcome {
    let differs = cx.formula().zip(cx.entered()).map(|(formula, entered)| formula != entered);
    cx.period_is(|kind| kind == PeriodKind::Final).and(grade).and(cx.is_mark()).and(differs).fire(Severity::Error, || {
        let mark = cx.formula().unwrap_or_default();
        let mut args = arg("proposed", mark);
        args.extend(arg("fix", mark));
        args
    })
}

/// In grade 11 the page of a subject has neither examination nor final mark.
pub(super) fn subject_page_grade_11(cx: &Context<'_>) -> Outcome {
    let page = cx.term().is_some_and(|term| !term.summary);
    let kind = cx.period_is(|kind| matches!(kind, PeriodKind::Exam | PeriodKind::Final));
    cx.is_mark().and(page).and(kind).and(cx.grade_is(|grade| grade == 11)).error()
}

/// In grade 9 an examination's mark only for who took it; Russian and mathematics are taken by all, and a final mark there
/// without the examination's is noted.
pub(super) fn exam_taken(cx: &Context<'_>) -> Outcome {
    let subjects = &cx.profile.subjects;
    let all = cx.subject_is(|subject| subject.is_some() && (subject == subjects.russian || subject == subjects.mathematics));
    let marked = cx.is_mark().and(cx.grade_is(|grade| grade == 9));
    if cx.period_kind() == Some(PeriodKind::Final) {
        let missing = cx.term().is_some_and(|term| term.exam_mark.is_none());
        return marked.and(all).and(missing).fire(Severity::Info, || arg("missing", "yes"));
    }
    let taken = cx.pupil_is(|pupil| pupil.exam);
    let exam = cx.period_is(|kind| kind == PeriodKind::Exam);
    marked.and(exam).and(all.not()).and(taken.not()).fire(Severity::Error, || arg("missing", "no"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_goes_up_and_less_does_not() {
        for (cells, half_up, always_up, shown) in [
            (&["3", "4"][..], 4, 4, "3,50"),
            (&["4/3", "н5", "н"], 4, 4, "4,00"),
            (&["3", "3", "4"], 3, 4, "3,33"),
            (&["5", "5", "4"], 5, 5, "4,66"),
        ] {
            let mean = Mean::of(cells.iter().copied()).expect("marks");
            assert_eq!(mean.rounded(Rounding::HalfUp), half_up);
            assert_eq!(mean.rounded(Rounding::AlwaysUp), always_up);
            assert_eq!(mean.shown(), shown);
        }
        assert_eq!(Mean::of(["н", ""]), None);
    }
}
