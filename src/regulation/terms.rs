//! Marks of periods: the mean, what it proposes, and the rules that compare with it.

use super::case::{EntryKind, TermEntry};
use super::context::{Context, Outcome, Tri, arg};
use super::grammar::{Cell, Wrong};
use super::profile::file::Rounding;
use crate::domain::{PeriodKind, Severity};

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

impl Context<'_> {
    pub fn term(&self) -> Option<&TermEntry> {
        match &self.case.entry.kind {
            EntryKind::Term(term) => Some(term),
            _ => None,
        }
    }

    /// The mark that the profile's arithmetic proposes for the period.
    pub fn proposal(&self) -> Option<String> {
        let term = self.term()?;
        if !self.profile.entry_rules {
            return None;
        }
        let kind = term.period.as_ref().and_then(|period| period.kind);
        if matches!(kind, Some(PeriodKind::Exam | PeriodKind::Final)) {
            return None;
        }
        let mean = Mean::of(term.marks.iter().flatten().map(String::as_str))?;
        Some(mean.rounded(self.profile.file.term.rounding.unwrap_or(Rounding::HalfUp)).to_string())
    }
}

/// The mark of a period is a whole number, and not lower than the rounded mean without a reason.
pub(super) fn rounding(cx: &Context<'_>) -> Outcome {
    let Some(term) = cx.term() else { return Outcome::Silent };
    let Some(rounding) = cx.profile.file.term.rounding else { return Outcome::Silent };
    let kind = term.period.as_ref().and_then(|period| period.kind);
    if matches!(kind, Some(PeriodKind::Exam | PeriodKind::Final)) {
        return Outcome::Silent;
    }
    let Some(cell) = &cx.cell else { return Outcome::Unknown };
    if cell.is_dual() || matches!(cell, Cell::Wrong(Wrong::Sign | Wrong::Other)) {
        let fraction = term.text.as_deref().is_some_and(|text| text.contains(['.', ',', '/']));
        return Tri::from(fraction).fire(Severity::Error, || arg("mean", "none"));
    }
    let Some(entered) = cell.marks().next() else { return Outcome::Silent };
    let Some(marks) = &term.marks else { return Outcome::Unknown };
    let Some(mean) = Mean::of(marks.iter().map(String::as_str)) else { return Outcome::Silent };
    let proposed = mean.rounded(rounding);
    Tri::from(u32::from(entered.value()) < proposed).fire(Severity::Warning, || {
        let mut args = arg("mean", mean.shown());
        args.extend(arg("proposed", proposed));
        args.extend(arg("entered", entered));
        args
    })
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
