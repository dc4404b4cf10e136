//! What a pupil's marks of a period come to: the mark that is proposed, and what more marks would make of it.
//!
//! Pure arithmetic on a sum and a count, cheap enough for every frame. Both marks of one cell count, each once; absences
//! count nothing. The rounding is the profile's (half up where it says nothing), as in the proposal of
//! [`crate::regulation::check`].

use super::Mean;
use crate::domain::Mark;
use crate::regulation::Profile;
use crate::regulation::profile::file::Rounding;

/// Marks of a period: their sum and how many they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MarkSum {
    /// The sum.
    pub sum: u32,
    /// How many marks.
    pub count: u32,
}

impl MarkSum {
    /// Each mark of the cells once; absences, «н/а» and empty cells count nothing.
    #[must_use]
    pub fn of<'a>(cells: impl IntoIterator<Item = &'a str>) -> Self {
        Mean::of(cells).map_or_else(Self::default, |Mean { sum, count }| Self { sum, count })
    }

    /// With some more marks of one value.
    #[must_use]
    pub fn with(self, mark: Mark, times: u32) -> Self {
        Self { sum: self.sum + times * u32::from(mark.value()), count: self.count + times }
    }

    /// The mean in hundredths, rounded half up; `None` without marks.
    #[must_use]
    pub const fn mean_hundredths(self) -> Option<u32> {
        if self.count == 0 { None } else { Some((200 * self.sum + self.count) / (2 * self.count)) }
    }

    /// The mean in hundredths, cut and never rounded up to the next mark: what stands beside a proposal.
    #[must_use]
    pub fn mean_cut(self) -> Option<u32> {
        (100 * self.sum).checked_div(self.count)
    }

    fn rounded(self, rounding: Rounding) -> Option<Mark> {
        let mean = Mean { sum: self.sum, count: self.count };
        let mark = (self.count > 0).then(|| mean.rounded(rounding))?;
        Mark::new(u8::try_from(mark).ok()?)
    }
}

/// What one more mark would make of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    /// The mark that is added.
    pub mark: Mark,
    /// The marks with it.
    pub marks: MarkSum,
    /// What is proposed then.
    pub proposal: Option<Mark>,
}

/// The way to the next better mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Climb {
    /// The next better mark.
    pub mark: Mark,
    /// How many fives it takes.
    pub fives: u32,
}

/// Where a pupil's period leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The marks so far.
    pub marks: MarkSum,
    /// The mark that the arithmetic proposes; `None` without marks, and where the profile has no rules for entries.
    pub proposal: Option<Mark>,
    /// What one more mark would make of it: 5, 4, 3, 2.
    pub one_more: [Outlook; 4],
    /// How many fives the next better mark takes; `None` where there is none better, or nothing is proposed.
    pub climb: Option<Climb>,
    /// How many marks the weekly load asks for; `None` where the text asks for none.
    pub minimum: Option<u32>,
}

impl Forecast {
    /// How many marks are missing to the minimum.
    #[must_use]
    pub fn missing(&self) -> u32 {
        self.minimum.map_or(0, |minimum| minimum.saturating_sub(self.marks.count))
    }

    /// What is proposed after one more mark.
    #[must_use]
    pub fn after(&self, mark: Mark) -> Option<&Outlook> {
        self.one_more.iter().find(|outlook| outlook.mark == mark)
    }
}

/// Where the marks of a period lead, under a profile and the journal's weekly load.
///
/// # Panics
///
/// Never: it asks only about marks that there are.
#[must_use]
pub fn forecast(profile: &Profile, weekly_hours: u8, marks: MarkSum) -> Forecast {
    let rounding = profile.file.term.rounding.unwrap_or(Rounding::HalfUp);
    let proposed = |marks: MarkSum| if profile.entry_rules { marks.rounded(rounding) } else { None };
    let outlook = |value| {
        let mark = Mark::new(value).expect("2 to 5 are marks");
        let marks = marks.with(mark, 1);
        Outlook { mark, marks, proposal: proposed(marks) }
    };
    let proposal = proposed(marks);
    Forecast {
        marks,
        proposal,
        one_more: [5, 4, 3, 2].map(outlook),
        climb: proposal.and_then(|from| climb(marks, from, rounding)),
        minimum: least(profile, weekly_hours).filter(|_| profile.entry_rules),
    }
}

/// How many marks the weekly load asks for; `None` where the text asks for none.
pub(in crate::regulation) fn least(profile: &Profile, weekly_hours: u8) -> Option<u32> {
    profile.min_marks.iter().rev().find(|(from, _)| *from <= weekly_hours).map(|(_, marks)| *marks)
}

/// The fewest fives that lift the proposal. They are few: a mean of 4,49 takes one five a mark already there.
fn climb(marks: MarkSum, from: Mark, rounding: Rounding) -> Option<Climb> {
    let five = Mark::new(5).expect("five is a mark");
    let next = Mark::new(from.value() + 1)?;
    let reaches = |fives: &u32| marks.with(five, *fives).rounded(rounding).is_some_and(|mark| mark >= next);
    // One by one up to twelve fives for each mark there is: more than any mean below the next mark can take.
    (1..=12 * marks.count).find(reaches).map(|fives| Climb { mark: next, fives })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(value: u8) -> Mark {
        Mark::new(value).expect("a mark")
    }

    fn sum(marks: &[u8]) -> MarkSum {
        marks.iter().fold(MarkSum::default(), |sum, value| sum.with(mark(*value), 1))
    }

    fn of(marks: &[u8]) -> Forecast {
        forecast(&Profile::built_in("crimea-vorobyovo").expect("built in"), 4, sum(marks))
    }

    #[test]
    fn the_arithmetic_of_a_period() {
        let found = of(&[5, 4, 4]);
        assert_eq!((found.marks.sum, found.marks.count, found.marks.mean_hundredths()), (13, 3, Some(433)));
        assert_eq!(found.proposal, Some(mark(4)));
        let more = found.one_more.map(|outlook| (outlook.mark.value(), outlook.marks.mean_hundredths(), outlook.proposal));
        assert_eq!(
            more,
            [
                (5, Some(450), Some(mark(5))),
                (4, Some(425), Some(mark(4))),
                (3, Some(400), Some(mark(4))),
                (2, Some(375), Some(mark(4))),
            ]
        );
        assert_eq!(found.climb, Some(Climb { mark: mark(5), fives: 1 }));
        assert_eq!((found.minimum, found.missing()), (Some(5), 2), "four hours a week ask for five marks");
    }

    #[test]
    fn how_many_fives_the_next_mark_takes() {
        for (marks, fives) in [(&[2][..], 1), (&[2, 2, 2], 1), (&[3, 3, 3], 1), (&[4, 4, 4, 3], 6), (&[4, 3, 4, 4, 4], 7)] {
            assert_eq!(of(marks).climb.map(|climb| climb.fives), Some(fives), "{marks:?}");
        }
        assert_eq!(of(&[5, 5]).climb, None, "nothing is better than a five");
        assert_eq!(of(&[]).climb, None);
        assert_eq!((of(&[]).proposal, of(&[]).missing()), (None, 5));
    }

    #[test]
    fn a_profile_without_rules_for_entries_proposes_nothing() {
        let plain = forecast(&Profile::built_in("moscow-810").expect("built in"), 4, sum(&[5, 4]));
        assert_eq!((plain.proposal, plain.climb, plain.minimum), (None, None, None));
        assert_eq!(plain.marks.mean_hundredths(), Some(450));
    }

    proptest! {
        #[test]
        fn a_better_mark_never_makes_it_worse(marks in prop::collection::vec(2_u8..=5, 1..40)) {
            let found = of(&marks);
            let proposals: Vec<_> = found.one_more.iter().map(|outlook| outlook.proposal).collect();
            prop_assert!(proposals.is_sorted_by(|better, worse| better >= worse));
            prop_assert!(found.after(mark(5)).is_some_and(|five| five.proposal >= found.proposal));
            prop_assert!(found.after(mark(2)).is_some_and(|two| two.proposal <= found.proposal));
        }

        #[test]
        fn raising_one_mark_never_lowers_the_proposal(marks in prop::collection::vec(2_u8..=5, 1..40), at in any::<prop::sample::Index>()) {
            let mut raised = marks.clone();
            let at = at.index(marks.len());
            raised[at] = (raised[at] + 1).min(5);
            prop_assert!(of(&raised).proposal >= of(&marks).proposal);
        }

        #[test]
        fn the_fives_that_are_named_are_enough_and_one_less_is_not(marks in prop::collection::vec(2_u8..=5, 1..40)) {
            let found = of(&marks);
            if let Some(climb) = found.climb {
                let with = |fives| sum(&marks).with(mark(5), fives).rounded(Rounding::HalfUp);
                prop_assert!(with(climb.fives) >= Some(climb.mark));
                prop_assert!(with(climb.fives - 1) < Some(climb.mark));
            } else {
                prop_assert_eq!(found.proposal, Some(mark(5)));
            }
        }

        #[test]
        fn the_proposal_is_the_engines(marks in prop::collection::vec(2_u8..=5, 1..20)) {
            use crate::regulation::case::{Entry, TermEntry, TermPeriod};
            use crate::regulation::{Case, EntryKind};
            let profile = Profile::built_in("altai-stdr").expect("built in");
            let period = TermPeriod { kind: Some(crate::domain::PeriodKind::Quarter), ..TermPeriod::default() };
            let texts = marks.iter().map(ToString::to_string).collect();
            let kind = EntryKind::Term(Box::new(TermEntry { period: Some(period), marks: Some(texts), ..TermEntry::default() }));
            let case = Case { entry: Entry { kind, ..Entry::default() }, ..Case::default() };
            let proposal = crate::regulation::check(&profile, &case).proposal;
            prop_assert_eq!(proposal, forecast(&profile, 4, sum(&marks)).proposal.map(|mark| mark.to_string()));
        }
    }
}
