//! Entries on both sides of a term, of midnight, of a year's end and of a leap day: what counts is the making, not the arrival.

use chrono::{DateTime, NaiveDate, Utc};

use super::fixture::{self, account, lesson, pupil, reading, school};
use crate::domain::{Calendar, DeviceId, Digest, LessonId, Operation, OperationId, Target, Value, Zone};
use crate::entry::Caption;
use crate::entry::carry::Judge;
use crate::outbox::Outage;
use crate::regulation::Profile;

/// School time.
fn at(text: &str) -> DateTime<Utc> {
    Zone::parse("Asia/Barnaul").expect("a zone").instant(text.parse().expect("a time")).to_utc()
}

fn absence(made_at: DateTime<Utc>) -> Operation {
    Operation {
        id: OperationId([9; 16]),
        school: "s7".into(),
        account: "t1".into(),
        device: DeviceId::from("d1"),
        seq: 1,
        prev_hash: Digest::default(),
        made_at,
        proof: reading(made_at).proof,
        on_behalf_of: None,
        target: Target::Absence { lesson: LessonId::from("l"), pupil: pupil(3) },
        base: None,
        value: Some(Value::Absent),
        comment: None,
        reason: None,
        explanation: None,
        answered: Vec::new(),
        profile: Digest::default(),
        timetable_version: 3,
    }
}

#[test]
fn what_was_made_before_the_term_stays_in_time_whenever_it_arrives() {
    let profile = Profile::built_in("altai-stdr").expect("a built-in profile");
    // the lesson's date, when the entry was made, when the server answered again, whether it was made in time (by 20:00, to the second)
    for (date, made, answered, in_time) in [
        ("2026-11-20", "2026-11-20T19:59:59.900", "2026-11-20T20:00:00.100", true),
        ("2026-11-20", "2026-11-20T20:00:00", "2026-11-20T20:00:00.100", true),
        ("2026-11-20", "2026-11-20T20:00:00.999", "2026-11-20T20:00:02", true),
        ("2026-11-20", "2026-11-20T20:00:01", "2026-11-20T20:00:02", false),
        ("2026-11-20", "2026-11-20T19:59:59.900", "2026-11-21T00:00:00.100", true),
        ("2026-11-20", "2026-11-20T23:59:59.999", "2026-11-21T00:00:00.100", false),
        ("2026-11-20", "2026-11-21T00:00:00", "2026-11-21T00:00:00.100", false),
        ("2026-12-31", "2026-12-31T19:59:59.900", "2027-01-01T00:00:00.100", true),
        ("2026-12-31", "2027-01-01T00:00:00", "2027-01-01T00:00:00.100", false),
        ("2028-02-29", "2028-02-29T19:59:59.900", "2028-03-01T00:00:00", true),
        ("2028-02-29", "2028-02-29T20:00:01", "2028-03-01T00:00:00", false),
    ] {
        let date: NaiveDate = date.parse().expect("a date");
        let mut page = fixture::page(5);
        page.lessons = vec![crate::domain::Lesson { date, ..lesson("l", 20, 3) }];
        page.period.start = date - chrono::TimeDelta::days(40);
        page.period.end = date + chrono::TimeDelta::days(20);
        let school = crate::domain::School {
            year_start: date - chrono::TimeDelta::days(100),
            year_end: date + chrono::TimeDelta::days(100),
            ..school()
        };
        let (made_at, answered) = (at(made), at(answered));
        let operation = absence(made_at);
        let caption = Caption::of(&page, &operation).expect("it is of the page");
        let outage = Outage { from: at(&format!("{date}T19:00:00")), to: Some(answered), noticed: "connect".to_owned() };
        let (account, calendar) = (account(), Calendar::default());
        let judge = Judge { now: answered, school: &school, calendar: &calendar, account: &account, profile: &profile };
        assert_eq!(judge.carry(&page, &caption, &operation, &outage).in_time, in_time, "{made} for {date}");
    }
}
