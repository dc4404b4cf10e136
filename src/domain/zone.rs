//! The school's time zone. Deadlines are never judged in the zone of the machine.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

/// A time zone of the IANA database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(Tz);

impl Zone {
    /// The zone of a name («Asia/Barnaul»); `None` when there is none.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// The zone's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The zone's clock at an instant.
    #[must_use]
    pub fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        instant.with_timezone(&self.0).naive_local()
    }

    /// The instant at which the zone's clock shows a time. Of two such instants (clocks put back) it is the earlier; a time
    /// that the clocks skip is read with the offset before the change, so that it falls right after it.
    #[must_use]
    pub fn instant(self, local: NaiveDateTime) -> DateTime<FixedOffset> {
        let found = self.0.from_local_datetime(&local).earliest();
        let instant = found.unwrap_or_else(|| {
            let before = self.0.offset_from_utc_datetime(&(local - chrono::TimeDelta::hours(3)));
            self.0.from_utc_datetime(&(local - (before.base_utc_offset() + before.dst_offset())))
        });
        instant.with_timezone(&instant.offset().fix())
    }

    /// Short name of the zone's clock at an instant («+07», «EET»).
    #[must_use]
    pub fn abbreviation(self, instant: DateTime<Utc>) -> String {
        self.0.offset_from_utc_datetime(&instant.naive_utc()).abbreviation().unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(zone: &str, local: &str) -> String {
        let zone = Zone::parse(zone).expect("a zone of the database");
        zone.instant(local.parse().expect("a local time")).to_rfc3339()
    }

    #[test]
    fn local_times_have_one_instant_each() {
        assert_eq!(at("Asia/Barnaul", "2026-11-20T20:00:00"), "2026-11-20T20:00:00+07:00");
        assert_eq!(at("Europe/Chisinau", "2026-07-01T12:00:00"), "2026-07-01T12:00:00+03:00");
        assert_eq!(at("Europe/Chisinau", "2026-03-29T02:30:00"), "2026-03-29T03:30:00+03:00", "a skipped time");
        assert_eq!(at("Europe/Chisinau", "2026-10-25T02:30:00"), "2026-10-25T02:30:00+03:00", "a doubled time");
        assert_eq!(Zone::parse("Asia/Nowhere"), None);
    }
}
