//! From the engine's answers to remarks: what is late, what is wrong, and which rule speaks for what is missing.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Bench, OPEN, Remark, Standing};
use crate::domain::{Duty, DutyState, Fact, Finding, Severity, Target};
use crate::regulation::case::{Due, When};
use crate::regulation::{Answer, Case, Timeliness, check};

/// Rules of time that name no instant in their sentence.
const TIMELESS: [&str; 2] = ["STD-6.3-28", "STD-6.3-26"];

/// The remarks on a fact that is there: one for being late, one for each other rule.
pub(super) fn on_fact(fact: &Fact, answer: Answer) -> Vec<Remark> {
    let is_late = answer.timeliness == Some(Timeliness::Late);
    let of_time = |finding: &Finding| {
        let names_time = ["due", "date"].iter().any(|name| finding.args.contains_key(*name));
        is_late && (names_time || TIMELESS.contains(&finding.rule.as_str()))
    };
    let (late, other): (Vec<Finding>, Vec<Finding>) = answer.findings.into_iter().partition(of_time);
    let due = answer.due.and_then(Due::utc);
    let remark = |standing, finding| Remark {
        target: fact.target.clone(),
        standing,
        finding,
        also: Vec::new(),
        due,
        made: Some(fact.filled()),
        pupil: None,
    };
    let mut late = late.into_iter();
    let first = late
        .next()
        .map(|finding| Remark { also: late.map(|finding| finding.rule).collect(), ..remark(Standing::Late, finding) });
    first.into_iter().chain(other.into_iter().map(|finding| remark(Standing::Entry, finding))).collect()
}

/// The remark on a duty that is open; `None` where it is not. `case` is an entry that would do it.
pub(super) fn on_open(bench: &Bench<'_>, target: Target, duty: &Duty, case: &mut Case) -> Option<Remark> {
    let standing = match duty.state {
        DutyState::Waiting => Standing::Waiting,
        DutyState::Overdue => Standing::Missing,
        DutyState::NotYet | DutyState::Done | DutyState::DoneLate => return None,
    };
    let mut finding = duty.due.and_then(|due| broken_after(bench, due, case)).unwrap_or_else(own);
    if standing == Standing::Waiting {
        finding.severity = Severity::Info;
    }
    Some(Remark { target, standing, finding, also: Vec::new(), due: duty.due, made: None, pupil: None })
}

/// The rule that an entry made right after the instant breaks: the one engine is asked, no second table.
fn broken_after(bench: &Bench<'_>, due: DateTime<Utc>, case: &mut Case) -> Option<Finding> {
    case.now = Some(When::Instant((due + TimeDelta::seconds(1)).fixed_offset()));
    let answer = check(bench.profile, case);
    let names_due = |finding: &&Finding| finding.args.contains_key("due") && finding.severity != Severity::Info;
    let found = answer.findings.iter().find(names_due);
    let timeless = || answer.findings.iter().find(|finding| TIMELESS.contains(&finding.rule.as_str()));
    let mut finding = found.or_else(timeless)?.clone();
    let local = answer.due.map(|due| due.local().format("%d.%m.%Y %H:%M").to_string());
    finding.args.entry("due".into()).or_insert_with(|| local.unwrap_or_else(|| "none".to_owned()));
    Some(finding)
}

/// What is said of a duty that no instant of the regulation bounds.
fn own() -> Finding {
    let args = [("due".into(), "none".to_owned())].into();
    Finding { rule: OPEN, severity: Severity::Info, clause: "".into(), args }
}

/// The instant of an entry, for its case.
pub(super) fn at(instant: DateTime<Utc>) -> When {
    When::Instant(instant.fixed_offset())
}
