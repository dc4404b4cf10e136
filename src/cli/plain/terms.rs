//! Marks of periods in plain lines: which period, then each pupil with what stands there and what the arithmetic proposes.

use super::{Stop, Talk, ask, tell};
use crate::cli::wish::What;
use crate::domain::{Lesson, Period, PeriodId};
use crate::entry::{self, Book, TermSpot};
use crate::strings::FluentValue;

impl Talk<'_> {
    /// Marks of one period of the lesson's journal, one after another: «ив 5», «3 н/а», «7 +». An empty line ends it.
    pub(super) fn terms(&mut self, lesson: &Lesson) -> Result<(), Stop> {
        let Some(period) = self.which_period(lesson)? else { return Ok(()) };
        self.tell_terms(lesson, &period)?;
        loop {
            let answer = ask(&self.program.say("plain-ask-term"))?;
            if answer.is_empty() {
                break;
            }
            if self.undoes(&answer)? {
                continue;
            }
            let Some((pupil, value)) = answer.rsplit_once(' ') else {
                self.say("plain-mark-form");
                continue;
            };
            let (pupil, value) = (pupil.trim().to_owned(), value.to_owned());
            self.enter(lesson, What::Term { period: period.clone(), pupil, value })?;
        }
        self.send();
        Ok(())
    }

    /// The period that is meant: by its number in the list; an empty line goes back.
    fn which_period(&self, lesson: &Lesson) -> Result<Option<PeriodId>, Stop> {
        let periods = Period::marked_of_grade(&self.seat.info.periods, lesson.grade);
        if periods.is_empty() {
            self.say("terms-no-periods");
            return Ok(None);
        }
        for (at, period) in periods.iter().enumerate() {
            tell(&format!("{}. {}", at + 1, period.title));
        }
        loop {
            let answer = ask(&self.program.say("plain-ask-period"))?;
            if answer.is_empty() {
                return Ok(None);
            }
            let chosen = answer.parse::<usize>().ok().and_then(|number| periods.get(number.checked_sub(1)?));
            match chosen {
                Some(period) => return Ok(Some(period.id.clone())),
                None => self.say("plain-no-such-period"),
            }
        }
    }

    /// The class by numbers: the mark that stands there, the proposed one, and until when the marks are due.
    fn tell_terms(&self, lesson: &Lesson, period: &PeriodId) -> Result<(), Stop> {
        let desk = self.client.desk(&self.seat)?;
        let book: Book = self.client.book(self.client.page_for_entry(&lesson.journal, period)?, &desk)?;
        let mut due = None;
        for pupil in book.pupils() {
            let spot = TermSpot { period: period.clone(), pupil: pupil.id.clone() };
            let row = entry::term_row(&desk, &book, &spot);
            due = due.or_else(|| row.as_ref()?.due);
            let proposed = row.and_then(|row| row.proposal).map(|mark| {
                format!(" ({})", self.program.say_with("plain-term-proposed", &[("mark", mark.to_string().into())]))
            });
            let stands = spot.shown(&book).0.map(|mark| format!(" {mark}"));
            let number = pupil.number;
            tell(&format!("{number} {}{}{}", pupil.name(), stands.unwrap_or_default(), proposed.unwrap_or_default()));
        }
        if let Some(due) = due {
            let due = self.seat.zone.local(due).format("%d.%m %H:%M").to_string();
            tell(&self.program.say_with("terms-until", &[("due", FluentValue::from(due))]));
        }
        Ok(())
    }
}
