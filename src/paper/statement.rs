//! «Сделано вовремя, сервер был недоступен»: the statement for the administration.
//!
//! It names lessons and counts entries; pupils are not on it, since nobody who reads it needs them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::html::{page, paragraph, safe, table};
use crate::domain::{Target, Zone};
use crate::entry::Told;
use crate::outbox::{Life, Outage};
use crate::strings::{FluentValue, Strings};

/// What a statement is made of.
#[derive(Debug)]
pub struct Statement<'a> {
    /// Name of the school.
    pub school: &'a str,
    /// Who made the entries.
    pub teacher: &'a str,
    /// The school's zone.
    pub zone: Zone,
    /// When the statement is made, by the corrected clock.
    pub made: DateTime<Utc>,
    /// What was made without a server, oldest first.
    pub lines: &'a [Told],
    /// The outages that were noticed, latest first.
    pub outages: &'a [Outage],
    /// Whether the local log of entries is whole, with its last digest.
    pub log: Log,
}

/// What the local log of entries says for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// How many entries it has.
    pub entries: usize,
    /// Whether each entry carries the digest of the one before it.
    pub is_whole: bool,
    /// Digest of the last one.
    pub head: String,
}

/// One line of the table: what was made for a lesson during an outage.
#[derive(Debug, Default)]
struct Row {
    place: String,
    kinds: BTreeMap<&'static str, usize>,
    first: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
    in_time: usize,
    count: usize,
    arrived: Option<DateTime<Utc>>,
    waiting: usize,
    until: Option<DateTime<Utc>>,
}

impl Statement<'_> {
    /// The paper.
    #[must_use]
    pub fn html(&self, strings: &Strings) -> String {
        let say = |key: &str, args: &[(&str, FluentValue<'_>)]| safe(&strings.with(key, args));
        let mut body = paragraph(&say("paper-school", &[("school", self.school.into())]));
        body.push_str(&paragraph(&say("paper-statement-who", &[("teacher", self.teacher.into())])));
        body.push_str(&self.outages(strings));
        let heads = ["lesson", "made", "what", "in-time", "arrived"]
            .map(|head| strings.get(&format!("paper-head-{head}")).into_owned());
        let rows: Vec<Vec<String>> = self.rows(strings).iter().map(|row| self.row(strings, row)).collect();
        body.push_str(&table(&heads, &rows));
        body.push_str(&paragraph(&say("paper-statement-clock", &[])));
        let key = if self.log.is_whole { "paper-statement-log" } else { "paper-statement-log-broken" };
        let head = self.log.head.clone();
        body.push_str(&paragraph(&say(key, &[("count", self.log.entries.into()), ("head", head.into())])));
        let made = self.when(self.made);
        body.push_str(&paragraph(&say("paper-made", &[("when", made.into())])));
        body.push_str(&signature(strings, "paper-sign-teacher"));
        body.push_str(&signature(strings, "paper-sign-deputy"));
        page(strings.language().tag(), &strings.get("paper-statement-title"), &body)
    }

    fn when(&self, at: DateTime<Utc>) -> String {
        self.zone.local(at).format("%d.%m.%Y %H:%M").to_string()
    }

    fn outages(&self, strings: &Strings) -> String {
        let told = |outage: &&Outage| {
            self.lines.iter().any(|line| line.carry.as_ref().is_some_and(|carry| carry.outage.from == outage.from))
        };
        let mut text = String::new();
        for outage in self.outages.iter().rev().filter(told) {
            let how = format!("outage-{}", outage.noticed);
            let how = strings.get(if strings.has(&how) { &how } else { "outage-connect" }).into_owned();
            let key = if outage.to.is_some() { "paper-outage" } else { "paper-outage-lasts" };
            let to = outage.to.map(|to| self.when(to)).unwrap_or_default();
            let args = [("from", self.when(outage.from).into()), ("to", to.into()), ("how", how.into())];
            text.push_str(&paragraph(&safe(&strings.with(key, &args))));
        }
        text
    }

    fn rows(&self, strings: &Strings) -> Vec<Row> {
        let mut rows: BTreeMap<(DateTime<Utc>, Option<NaiveDate>, u8, String), Row> = BTreeMap::new();
        for Told { entry, caption, carry } in self.lines {
            let Some(carry) = carry else { continue };
            let lesson = caption.as_ref().and_then(|caption| caption.lesson.as_ref());
            let place = caption.as_ref().map_or_else(
                || strings.get("paper-place-unknown").into_owned(),
                |caption| match &caption.lesson {
                    Some((_, date, number)) => {
                        format!("{} {}, {}, {number}", caption.class, caption.subject, date.format("%d.%m.%Y"))
                    }
                    None => format!("{} {}", caption.class, caption.subject),
                },
            );
            let key = (
                carry.outage.from,
                lesson.map(|(_, date, _)| *date),
                lesson.map_or(0, |(_, _, number)| *number),
                place.clone(),
            );
            let row = rows.entry(key).or_insert_with(|| Row { place, ..Row::default() });
            let made = entry.operation.made_at;
            *row.kinds.entry(kind(&entry.operation.target)).or_default() += 1;
            row.first = Some(row.first.map_or(made, |first| first.min(made)));
            row.last = row.last.max(Some(made));
            row.in_time += usize::from(carry.in_time);
            row.count += 1;
            row.until = [row.until, carry.until].into_iter().flatten().min();
            if entry.life == Life::InJournal {
                row.arrived = row.arrived.max(entry.acknowledged_at);
            } else {
                row.waiting += 1;
            }
        }
        rows.into_values().collect()
    }

    fn row(&self, strings: &Strings, row: &Row) -> Vec<String> {
        let kinds: Vec<String> = row.kinds.iter().map(|(kind, count)| format!("{} — {count}", strings.get(kind))).collect();
        let when = |at: Option<DateTime<Utc>>| at.map(|at| self.when(at)).unwrap_or_default();
        let made =
            if row.first == row.last { when(row.first) } else { format!("{} – {}", when(row.first), when(row.last)) };
        let in_time = match row.in_time {
            all if all == row.count => strings.get("paper-in-time").into_owned(),
            0 => strings.get("paper-not-in-time").into_owned(),
            some => strings.with("paper-in-time-some", &[("n", some.into()), ("of", row.count.into())]),
        };
        let mut arrived = when(row.arrived);
        if row.waiting > 0 {
            let args = [("n", row.waiting.into()), ("until", when(row.until).into())];
            let key = if row.until.is_some() { "paper-waiting-until" } else { "paper-waiting" };
            if !arrived.is_empty() {
                arrived.push_str("; ");
            }
            arrived.push_str(&strings.with(key, &args));
        }
        [row.place.clone(), made, kinds.join("; "), in_time, arrived].iter().map(|cell| safe(cell)).collect()
    }
}

fn signature(strings: &Strings, key: &str) -> String {
    paragraph(&format!("{} <span class=\"line\">&nbsp;</span>", safe(&strings.get(key))))
}

const fn kind(target: &Target) -> &'static str {
    match target {
        Target::Absence { .. } | Target::Attendance { .. } => "paper-kind-attendance",
        Target::Reason { .. } => "paper-kind-reason",
        Target::Marks { .. } | Target::Work { .. } => "paper-kind-marks",
        Target::Term { .. } => "paper-kind-term",
        Target::Topic { .. } => "paper-kind-topic",
        Target::Homework { .. } => "paper-kind-homework",
        Target::NotHeld { .. } => "paper-kind-not-held",
    }
}
