//! `school.toml`: the school, its bells, periods and days off.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;
use toml::Spanned;

use super::cells::{Year, parse_date, parse_time};
use super::guess::nearest;
use super::problem::{Problem, What};
use super::table::{Problems, decoded};
use super::words::{PERIOD_KINDS, WEEKDAYS, Words, meaning};
use crate::domain::{Bell, Calendar, Holiday, Period, PeriodId, PeriodKind, School, SchoolId, Zone};
use crate::regulation::Profile;

/// Name of the file.
pub(super) const FILE: &str = "school.toml";

type Text = Spanned<String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Text,
    name: Text,
    zone: Text,
    week: Spanned<u8>,
    profile: Text,
    year_start: Text,
    year_end: Text,
    bells: BTreeMap<String, BTreeMap<String, Text>>,
    #[serde(default)]
    short_day: Vec<RawShortDay>,
    period: Vec<RawPeriod>,
    #[serde(default)]
    holiday: Vec<RawHoliday>,
    #[serde(default)]
    days_off: Vec<Text>,
    #[serde(default)]
    moved: Vec<RawMoved>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawShortDay {
    date: Text,
    bells: BTreeMap<String, Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPeriod {
    id: Text,
    kind: Text,
    title: Text,
    start: Text,
    end: Text,
    #[serde(default)]
    closed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHoliday {
    from: Text,
    to: Text,
    title: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMoved {
    date: Text,
    #[serde(default, rename = "as")]
    like: Option<Text>,
}

/// The settings of a school.
#[derive(Debug)]
pub(super) struct Settings {
    pub school: School,
    pub zone: Zone,
    pub profile: String,
    pub bells: Vec<Bell>,
    pub calendar: Calendar,
    pub periods: Vec<Period>,
    /// On a short day: schedule → the schedule that holds instead.
    short: HashMap<NaiveDate, BTreeMap<String, String>>,
    /// Days of rest with lessons, and whose day's timetable holds on them.
    moved: HashMap<NaiveDate, Weekday>,
}

impl Settings {
    /// The school year.
    pub fn year(&self) -> Year {
        self.school.year_start..=self.school.year_end
    }

    /// Whether a schedule of bells exists.
    pub fn has_schedule(&self, name: &str) -> bool {
        self.bells.iter().any(|bell| bell.schedule == name)
    }

    /// When a lesson begins and ends on a date, short days considered.
    pub fn bell(&self, schedule: &str, number: u8, date: NaiveDate) -> Option<(NaiveTime, NaiveTime)> {
        let schedule = self.short.get(&date).and_then(|short| short.get(schedule)).map_or(schedule, String::as_str);
        let bell = self.bells.iter().find(|bell| bell.number == number && bell.schedule == schedule);
        bell.map(|bell| (bell.starts, bell.ends))
    }

    /// Which weekday's timetable holds on a date; `None` when there are no lessons.
    pub fn timetable_day(&self, date: NaiveDate) -> Option<Weekday> {
        if let Some(like) = self.moved.get(&date) {
            return Some(*like);
        }
        let rest = date.weekday().number_from_monday() > u32::from(self.school.week)
            || self.calendar.days_off.contains(&date)
            || self.calendar.holidays.iter().any(|holiday| holiday.from <= date && date <= holiday.to);
        (!rest).then(|| date.weekday())
    }
}

/// Reads `school.toml`; `None` when something in it is wrong.
pub(super) fn read(bytes: Option<Vec<u8>>, problems: &Problems) -> Option<Settings> {
    let Some(bytes) = bytes else {
        problems.of_file(FILE, None, What::FileMissing { value: FILE.to_owned(), other: String::new() });
        return None;
    };
    let text = decoded(FILE, &bytes, 1 << 20, problems)?;
    let reader = Reader { text, problems };
    match toml::from_str::<Raw>(text) {
        Ok(raw) => reader.settings(&raw),
        Err(error) => {
            let line = error.span().map(|span| reader.line(span.start));
            let value = error.message().replace('\n', " ");
            problems.of_file(FILE, line, What::NotToml { value, other: String::new() });
            None
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    problems: &'a Problems,
}

impl Reader<'_> {
    fn line(&self, offset: usize) -> u64 {
        self.text.as_bytes().iter().take(offset).fold(1, |line, byte| line + u64::from(*byte == b'\n'))
    }

    fn problem(&self, at: usize, key: &str, what: What, guess: Option<String>) {
        if key.starts_with("bells") {
            self.problems.mark_broken("bells");
        } else if key.starts_with("period") {
            self.problems.mark_broken(FILE);
        }
        self.problems.add(Problem {
            file: FILE.to_owned(),
            line: Some(self.line(at)),
            column: Some(key.to_owned()),
            what,
            guess,
        });
    }

    fn date(&self, key: &str, text: &Text) -> Option<NaiveDate> {
        let date = parse_date(text.get_ref());
        if date.is_none() {
            let what = What::BadDate { value: text.get_ref().clone(), other: String::new() };
            self.problem(text.span().start, key, what, None);
        }
        date
    }

    fn word<T: Copy>(&self, key: &str, text: &Text, words: Words<T>) -> Option<T> {
        let found = meaning(words, text.get_ref());
        if found.is_none() {
            let other = words.iter().map(|(_, spellings)| spellings[0]).collect::<Vec<_>>().join(", ");
            let guess = nearest(text.get_ref(), words.iter().flat_map(|(_, spellings)| spellings.iter().copied()));
            self.problem(text.span().start, key, What::BadWord { value: text.get_ref().clone(), other }, guess);
        }
        found
    }

    fn id(&self, key: &str, text: &Text) -> String {
        let id = text.get_ref();
        let fits =
            (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if !fits {
            self.problem(text.span().start, key, What::BadId { value: id.clone(), other: String::new() }, None);
        }
        id.clone()
    }

    fn title(&self, key: &str, text: &Text) -> String {
        let title = text.get_ref().trim();
        if title.is_empty() {
            self.problem(text.span().start, key, What::Empty { value: String::new(), other: String::new() }, None);
        } else if title.len() > 200 || title.chars().any(char::is_control) {
            let value = title.chars().take(20).collect();
            self.problem(text.span().start, key, What::BadText { value, other: String::new() }, None);
        }
        title.to_owned()
    }

    fn settings(&self, raw: &Raw) -> Option<Settings> {
        let zone = Zone::parse(raw.zone.get_ref());
        if zone.is_none() {
            let value = raw.zone.get_ref().clone();
            let guess = nearest(&value, ZONES.iter().copied());
            self.problem(raw.zone.span().start, "zone", What::BadZone { value, other: String::new() }, guess);
        }
        if !(5..=6).contains(raw.week.get_ref()) {
            let what = What::BadNumber { value: raw.week.get_ref().to_string(), other: String::from("5–6") };
            self.problem(raw.week.span().start, "week", what, None);
        }
        self.profile(&raw.profile);
        let start = self.date("year_start", &raw.year_start);
        let end = self.date("year_end", &raw.year_end);
        let bells = self.bells(&raw.bells);
        let calendar = self.calendar(raw);
        let periods = self.periods(&raw.period, start, end);
        let (short, moved) = (self.short(&raw.short_day, &bells), self.moved(&raw.moved));
        let (id, name) = (self.id("id", &raw.id), self.title("name", &raw.name));
        let (year_start, year_end) = (start?, end?);
        if year_end <= year_start || (year_end - year_start).num_days() > 400 {
            let what = What::BadSpan { value: format!("{year_start}…{year_end}"), other: String::new() };
            self.problem(raw.year_end.span().start, "year_end", what, None);
            return None;
        }
        let zone = zone?;
        let school = School {
            id: SchoolId::new(id),
            name,
            zone: zone.name().to_owned(),
            week: *raw.week.get_ref(),
            year_start,
            year_end,
        };
        Some(Settings { school, zone, profile: raw.profile.get_ref().clone(), bells, calendar, periods, short, moved })
    }

    fn profile(&self, profile: &Text) {
        if Profile::built_in(profile.get_ref()).is_none() {
            let value = profile.get_ref().clone();
            let guess = nearest(&value, ["standard", "altai-stdr", "crimea-vorobyovo"]);
            self.problem(
                profile.span().start,
                "profile",
                What::Unknown { value, other: String::from("zvonok rules --help") },
                guess,
            );
        }
    }

    fn bells(&self, raw: &BTreeMap<String, BTreeMap<String, Text>>) -> Vec<Bell> {
        let mut bells: Vec<Bell> = Vec::new();
        for (schedule, numbers) in raw {
            let mut rows: Vec<(Bell, usize)> = Vec::new();
            for (number, span) in numbers {
                let key = format!("bells.{schedule}.{number}");
                let at = span.span().start;
                let Some(number) = number.parse().ok().filter(|number| *number <= 12) else {
                    let what = What::BadNumber { value: number.clone(), other: String::from("0–12") };
                    self.problem(at, &key, what, None);
                    continue;
                };
                let times = span.get_ref().split_once(['-', '–']);
                let times = times.and_then(|(starts, ends)| Some((parse_time(starts.trim())?, parse_time(ends.trim())?)));
                match times {
                    Some((starts, ends)) if starts < ends => {
                        rows.push((Bell { schedule: schedule.clone(), number, starts, ends }, at));
                    }
                    _ => {
                        let what = What::BadTime { value: span.get_ref().clone(), other: String::new() };
                        self.problem(at, &key, what, None);
                    }
                }
            }
            rows.sort_by_key(|(bell, _)| bell.number);
            for pair in rows.windows(2) {
                if pair[1].0.starts < pair[0].0.ends {
                    let key = format!("bells.{schedule}.{}", pair[1].0.number);
                    let what = What::BadSpan { value: pair[1].0.number.to_string(), other: pair[0].0.number.to_string() };
                    self.problem(pair[1].1, &key, what, None);
                }
            }
            bells.extend(rows.into_iter().map(|(bell, _)| bell));
        }
        bells
    }

    fn calendar(&self, raw: &Raw) -> Calendar {
        let days_off = raw.days_off.iter().filter_map(|day| self.date("days_off", day)).collect();
        let working_days = raw.moved.iter().filter_map(|moved| parse_date(moved.date.get_ref())).collect();
        let mut holidays = Vec::new();
        for holiday in &raw.holiday {
            let from = self.date("holiday.from", &holiday.from);
            let to = self.date("holiday.to", &holiday.to);
            let title = self.title("holiday.title", &holiday.title);
            let (Some(from), Some(to)) = (from, to) else { continue };
            if to < from {
                let what = What::BadSpan { value: format!("{from}…{to}"), other: String::new() };
                self.problem(holiday.to.span().start, "holiday.to", what, None);
            }
            holidays.push(Holiday { from, to, title });
        }
        holidays.sort_by_key(|holiday| holiday.from);
        Calendar { days_off, working_days, holidays }
    }

    fn periods(&self, raw: &[RawPeriod], year_start: Option<NaiveDate>, year_end: Option<NaiveDate>) -> Vec<Period> {
        let mut periods: Vec<Period> = Vec::new();
        for period in raw {
            let at = period.start.span().start;
            let id = self.id("period.id", &period.id);
            let kind = self.word("period.kind", &period.kind, PERIOD_KINDS);
            let title = self.title("period.title", &period.title);
            let start = self.date("period.start", &period.start);
            let end = self.date("period.end", &period.end);
            let (Some(kind), Some(start), Some(end)) = (kind, start, end) else { continue };
            let outside = year_start.is_some_and(|first| start < first) || year_end.is_some_and(|last| last < end);
            if end < start || outside {
                let what = What::BadSpan { value: format!("{start}…{end}"), other: String::new() };
                self.problem(at, "period.start", what, None);
            }
            if periods.iter().any(|other| other.id.as_str() == id) {
                let what = What::Duplicate { value: id.clone(), other: String::new() };
                self.problem(period.id.span().start, "period.id", what, None);
            }
            let own = matches!(kind, PeriodKind::Quarter | PeriodKind::HalfYear);
            let overlap = periods.iter().find(|other| own && other.kind == kind && other.start <= end && start <= other.end);
            if let Some(other) = overlap {
                let what = What::BadSpan { value: title.clone(), other: other.title.clone() };
                self.problem(at, "period.start", what, None);
            }
            periods.push(Period { id: PeriodId::new(id), kind, title, start, end, closed: period.closed });
        }
        periods.sort_by_key(|period| (period.start, period.end, period.kind));
        periods
    }

    fn short(&self, raw: &[RawShortDay], bells: &[Bell]) -> HashMap<NaiveDate, BTreeMap<String, String>> {
        let mut short = HashMap::new();
        for day in raw {
            let Some(date) = self.date("short_day.date", &day.date) else { continue };
            let mut instead = BTreeMap::new();
            for (schedule, other) in &day.bells {
                for name in [schedule, other.get_ref()] {
                    if !bells.iter().any(|bell| bell.schedule == *name) {
                        let guess = nearest(name, bells.iter().map(|bell| bell.schedule.as_str()));
                        let what = What::Unknown { value: name.clone(), other: String::from("bells") };
                        self.problem(other.span().start, "short_day.bells", what, guess);
                    }
                }
                instead.insert(schedule.clone(), other.get_ref().clone());
            }
            short.insert(date, instead);
        }
        short
    }

    fn moved(&self, raw: &[RawMoved]) -> HashMap<NaiveDate, Weekday> {
        let mut moved_days = HashMap::new();
        for moved in raw {
            let date = self.date("moved.date", &moved.date);
            let like = moved.like.as_ref().and_then(|like| self.word("moved.as", like, WEEKDAYS));
            if let (Some(date), Some(like)) = (date, like) {
                moved_days.insert(date, like);
            }
        }
        moved_days
    }
}

/// Zones of Russian schools, for the guess.
const ZONES: &[&str] = &[
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Simferopol",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Barnaul",
    "Asia/Novosibirsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
    "Europe/Chisinau",
];
