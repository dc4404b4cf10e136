//! Working-day terms, day by day over four years, against an independent source of holidays.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use zvonok::regulation::case::{CalendarFacts, SchoolFacts};
use zvonok::regulation::{Case, Due, EntryKind, Profile, When, check};

struct Day {
    date: NaiveDate,
    working: bool,
    second: NaiveDate,
}

fn days() -> BTreeMap<&'static str, Vec<Day>> {
    let mut days: BTreeMap<&'static str, Vec<Day>> = BTreeMap::new();
    for line in include_str!("regulation/working-days.csv").lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split(',').collect();
        let [country, date, working, second] = parts[..] else { panic!("{line}") };
        let read = |text: &str| text.parse().unwrap_or_else(|error| panic!("{line}: {error}"));
        days.entry(country).or_default().push(Day { date: read(date), working: working == "1", second: read(second) });
    }
    days
}

/// What a school would write into its calendar: weekdays off, and days of rest that are worked.
fn calendar(days: &[Day]) -> CalendarFacts {
    let rest = |day: &Day| matches!(day.date.weekday(), Weekday::Sat | Weekday::Sun);
    CalendarFacts {
        days_off: days.iter().filter(|day| !day.working && !rest(day)).map(|day| day.date).collect(),
        working_days: days.iter().filter(|day| day.working && rest(day)).map(|day| day.date).collect(),
    }
}

/// The days off and the worked Saturday of the invented school are those of the independent source.
#[test]
fn the_example_school_has_the_days_off_of_its_country() {
    let school: toml::Table = include_str!("../examples/school/school.toml").parse().expect("the school's settings");
    let text = |value: &toml::Value| value.as_str().expect("a date").to_owned();
    let list = |key: &str, of: fn(&toml::Value) -> &toml::Value| -> Vec<String> {
        school[key].as_array().expect("a list").iter().map(of).map(text).collect()
    };
    let year: Vec<NaiveDate> = ["year_start", "year_end"].map(|key| text(&school[key]).parse().expect("a date")).into();
    let days = days().remove("RU").expect("Russia");
    let of_year: Vec<Day> = days.into_iter().filter(|day| year[0] <= day.date && day.date <= year[1]).collect();
    let calendar = calendar(&of_year);
    let dates = |dates: Vec<NaiveDate>| dates.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(list("days_off", |day| day), dates(calendar.days_off));
    assert_eq!(list("moved", |day| &day["date"]), dates(calendar.working_days));
}

#[test]
fn two_working_days_after_every_day_of_four_years() {
    let profile = Profile::built_in("altai-stdr").expect("a built-in profile");
    for (country, zone) in [("RU", "Asia/Barnaul"), ("MD", "Europe/Chisinau")] {
        let days = days().remove(country).expect("a country of the file");
        assert_eq!(days.len(), 1454, "{country}");
        let mut case = Case {
            school: Some(SchoolFacts { zone: Some(zone.to_owned()), week: Some(5), last_lesson_ends: None }),
            calendar: Some(calendar(&days)),
            ..Case::default()
        };
        // The calendar ends with the file: the last days look beyond it.
        let last = days.last().expect("days").date - Days::new(14);
        for day in days.iter().filter(|day| day.date <= last) {
            let restored = day.date.and_hms_opt(11, 0, 0).expect("a time of the day");
            case.entry.kind =
                EntryKind::Transfer { of: None, outage_from: None, outage_to: Some(When::Local(restored)), made_at: None };
            let due = check(&profile, &case).due.map(Due::local);
            assert_eq!(due, day.second.and_hms_opt(23, 59, 59), "{country}, {}", day.date);
        }
    }
}
