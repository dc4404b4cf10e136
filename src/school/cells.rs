//! What a cell means: ids, numbers, dates, times and words, each refused with its place.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::guess::nearest;
use super::problem::What;
use super::table::Row;
use super::words::{Words, YES, meaning};

/// First and last day of the school year.
pub(super) type Year = RangeInclusive<NaiveDate>;

impl Row<'_> {
    /// An id: Latin letters, digits, `-`, `_`, `.`, at most 64 of them, so that it can stand in an address.
    pub fn id(&self, column: &str) -> Option<&str> {
        let text = self.get(column);
        if text.is_empty() {
            return None;
        }
        let fits = text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if !fits {
            self.problem(column, What::BadId { value: text.to_owned(), other: String::new() });
        }
        fits.then_some(text)
    }

    /// A whole number within a range.
    pub fn number(&self, column: &str, range: RangeInclusive<u32>) -> Option<u32> {
        let text = self.get(column);
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let other = format!("{}–{}", range.start(), range.end());
            self.problem(column, What::BadNumber { value: text.to_owned(), other });
        }
        number
    }

    /// A date of the school year, `2026-11-20` or `20.11.2026`; `None` where the cell is empty.
    pub fn date(&self, column: &str, year: &Year) -> Option<NaiveDate> {
        let text = self.get(column);
        if text.is_empty() {
            return None;
        }
        let date = parse_date(text).filter(|date| year.contains(date));
        if date.is_none() {
            self.problem(
                column,
                What::BadDate { value: text.to_owned(), other: format!("{}…{}", year.start(), year.end()) },
            );
        }
        date
    }

    /// One of some words. An empty cell has a meaning only where the empty word is among them.
    pub fn word<T: Copy>(&self, column: &str, words: Words<T>) -> Option<T> {
        let text = self.get(column);
        let found = meaning(words, text);
        if found.is_none() && !text.is_empty() {
            let known = || words.iter().map(|(_, spellings)| spellings[0]);
            let other = known().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
            let guess = nearest(text, words.iter().flat_map(|(_, spellings)| spellings.iter().copied()));
            self.problem_meant(column, What::BadWord { value: text.to_owned(), other }, guess);
        }
        found
    }

    /// Whether the cell says yes.
    pub fn yes(&self, column: &str) -> bool {
        self.word(column, YES).unwrap_or_default()
    }

    /// An instant in school time: `2026-11-19 12:05`, or `12:05` on a given date; `None` where the cell is empty.
    pub fn moment(&self, column: &str, date: NaiveDate) -> Option<NaiveDateTime> {
        let text = self.get(column);
        if text.is_empty() {
            return None;
        }
        let moment = match text.split_once([' ', 'T']) {
            None => parse_time(text).map(|time| date.and_time(time)),
            Some((day, time)) => parse_date(day).zip(parse_time(time)).map(|(day, time)| day.and_time(time)),
        };
        let moment = moment.filter(|moment| (moment.date() - date).num_days().abs() <= 400);
        if moment.is_none() {
            self.problem(column, What::BadTime { value: text.to_owned(), other: String::new() });
        }
        moment
    }
}

/// `2026-11-20` or `20.11.2026`. Strict, because it is called for every row: no signs, no single digits.
pub(super) fn parse_date(text: &str) -> Option<NaiveDate> {
    let digits = |part: &str| -> Option<u32> {
        if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse().ok() } else { None }
    };
    let (year, month, day) = match text.len() {
        10 if text.is_ascii() && &text[4..5] == "-" && &text[7..8] == "-" => (&text[..4], &text[5..7], &text[8..]),
        10 if text.is_ascii() && &text[2..3] == "." && &text[5..6] == "." => (&text[6..], &text[3..5], &text[..2]),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(digits(year)?).ok()?, digits(month)?, digits(day)?)
}

/// `8:30`, `08:30` or `08:30:15`.
pub(super) fn parse_time(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':').map(|part| {
        let fits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if fits { part.parse::<u32>().ok() } else { None }
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() { None } else { NaiveTime::from_hms_opt(hour, minute, second) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_read_strictly() {
        let friday = NaiveDate::from_ymd_opt(2026, 11, 20);
        for (text, date) in [
            ("2026-11-20", friday),
            ("20.11.2026", friday),
            ("2026-11-31", None),
            ("20.11.26", None),
            ("+026-11-20", None),
            ("2026/11/20", None),
            ("", None),
        ] {
            assert_eq!(parse_date(text), date, "{text}");
        }
        for (text, time) in
            [("8:30", NaiveTime::from_hms_opt(8, 30, 0)), ("24:00", None), ("8", None), ("08:30:00:00", None)]
        {
            assert_eq!(parse_time(text), time, "{text}");
        }
    }
}
