//! Single values of a case: texts, marks, dates, times, instants.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use serde_json::Value;

use super::When;

pub(super) fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// A mark as text, or as the number that it is.
pub(super) fn mark(value: &Value) -> Option<String> {
    text(value).or_else(|| value.as_u64().map(|number| number.to_string()))
}

/// Hours a week; a half is not an hour more.
pub(super) fn hours(value: &Value) -> Option<u8> {
    let hours = value.as_f64().filter(|hours| (0.0..=60.0).contains(hours))?;
    (0..=60u8).rev().find(|whole| f64::from(*whole) <= hours)
}

pub(super) fn word<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(Value::from(name)).ok()
}

pub(super) fn date(value: &Value) -> Option<NaiveDate> {
    day(value.as_str()?)
}

pub(super) fn when(value: &Value) -> Option<When> {
    let text = value.as_str()?;
    let (date, rest) = text.split_at_checked(10)?;
    let date = day(date)?;
    let rest = rest.strip_prefix(['T', ' '])?;
    let (time, offset) = match rest.find(['Z', 'z', '+', '-']) {
        Some(at) => (rest.get(..at)?, Some(rest.get(at..)?)),
        None => (rest, None),
    };
    let local = date.and_time(clock(time)?);
    let Some(offset) = offset else { return Some(When::Local(local)) };
    instant(local, offset).map(When::Instant)
}

/// A date, or a date with its time.
pub(super) fn day_or_time(value: &Value) -> Option<When> {
    let midnight = |date: NaiveDate| When::Local(NaiveDateTime::from(date));
    date(value).map(midnight).or_else(|| when(value))
}

fn instant(local: NaiveDateTime, offset: &str) -> Option<DateTime<FixedOffset>> {
    let seconds = if offset.eq_ignore_ascii_case("z") {
        0
    } else {
        let (hours, minutes) = offset.get(1..)?.split_once(':')?;
        let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
        if hours > 18 || minutes > 59 {
            return None;
        }
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
        if offset.starts_with('-') { -seconds } else { seconds }
    };
    local.and_local_timezone(FixedOffset::east_opt(seconds)?).single()
}

/// ГГГГ-ММ-ДД and nothing else.
fn day(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, two_digits(month)?, two_digits(day)?)
}

/// ЧЧ:ММ, with seconds and their parts where they are given.
pub(super) fn clock(text: &str) -> Option<NaiveTime> {
    let (whole, parts) = text.split_once('.').unwrap_or((text, "0"));
    if parts.is_empty() || parts.len() > 9 || !parts.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let numbers: Vec<&str> = whole.split(':').collect();
    let (hour, minute, second) = match numbers[..] {
        [hour, minute] if parts == "0" => (hour, minute, "00"),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    NaiveTime::from_hms_opt(two_digits(hour)?, two_digits(minute)?, two_digits(second)?)
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}
