//! The school year of an invented school: `school.toml`, and the dates on which its lessons stand.

use chrono::{NaiveDate, NaiveDateTime};

use super::pupils::day;
use super::shape::Shape;
use super::weave::{SECOND_SHIFT, Woven};
use crate::school::settings::{self, Settings};
use crate::school::table::Problems;

/// The last instant of which the invented data speak: a little before the demonstration's own time.
pub(super) fn until() -> NaiveDateTime {
    day(11, 20).and_hms_opt(11, 5, 0).expect("a time of day")
}

/// The text of `school.toml`.
pub(super) fn toml(id: &str, name: &str) -> String {
    include_str!("../tables/school.toml").replace("{id}", id).replace("{name}", name)
}

/// The settings that the text gives.
pub(super) fn settings(text: &str) -> Settings {
    let problems = Problems::default();
    settings::read(Some(text.as_bytes().to_vec()), &problems).expect("the invented settings are sound")
}

/// Schedule of bells of a class.
pub(super) fn schedule(shape: &Shape, class: usize) -> &'static str {
    match &shape.classes[class] {
        class if class.second => "second",
        class if class.grade == 1 => "grade1",
        _ => "first",
    }
}

/// Number of a lesson in its shift.
pub(super) fn number(shape: &Shape, woven: &Woven) -> u8 {
    let number = if shape.classes[woven.class].second { woven.at.1 - SECOND_SHIFT } else { woven.at.1 };
    u8::try_from(number).expect("a day has few lessons")
}

/// All dates with lessons, with the day of the week's timetable.
pub(super) fn dates(settings: &Settings) -> Vec<(NaiveDate, usize)> {
    let (first, last) = (settings.school.year_start, settings.school.year_end);
    first
        .iter_days()
        .take_while(|date| *date <= last)
        .filter_map(|date| Some((date, usize::try_from(settings.timetable_day(date)?.num_days_from_monday()).ok()?)))
        .collect()
}

/// How many lessons of a journal come before a date (to find the hour of its plan).
pub(super) fn lessons_before(woven: &[Woven], journal: usize, dates: &[(NaiveDate, usize)], date: NaiveDate) -> usize {
    let days = woven.iter().filter(|woven| woven.journals.contains(&journal)).map(|woven| woven.at.0);
    let days: Vec<usize> = days.collect();
    let earlier = dates.iter().filter(|(other, _)| *other < date);
    earlier.map(|(_, weekday)| days.iter().filter(|day| *day == weekday).count()).sum()
}
