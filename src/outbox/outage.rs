//! A time without a server.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Entry;

/// Longest time from the making of an entry to the failure of its first try: held, then asked in vain.
const NOTICED_WITHIN: TimeDelta = TimeDelta::seconds(120);

/// A time during which the server could not be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// First failed try.
    pub from: DateTime<Utc>,
    /// First answer after it; `None`: it lasts.
    pub to: Option<DateTime<Utc>>,
    /// How it was noticed: the name of the fault.
    pub noticed: String,
}

impl Outage {
    /// Whether an entry was made in it. It is noticed by the first try that fails, and what was tried was made before: held for
    /// second thoughts, then asked in vain for as long as a question may take.
    #[must_use]
    pub fn covers(&self, entry: &Entry) -> bool {
        let made = entry.operation.made_at;
        let noticed_by_it = || {
            let arrived_before = entry.acknowledged_at.is_some_and(|at| at < self.from);
            made < self.from && self.from - made <= NOTICED_WITHIN && !arrived_before
        };
        (self.from <= made && self.to.is_none_or(|to| made <= to)) || noticed_by_it()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{at, entry};
    use super::*;
    use crate::outbox::Life;

    #[test]
    fn an_outage_covers_what_was_made_in_it_and_what_noticed_it() {
        let outage = Outage { from: at(1000), to: Some(at(2000)), noticed: "connect".to_owned() };
        let made = |second, acknowledged: Option<i64>| {
            let mut entry = entry(1, 1, Life::OnDisk);
            entry.operation.made_at = at(second);
            entry.acknowledged_at = acknowledged.map(at);
            outage.covers(&entry)
        };
        let table = [
            (1500, Some(2100), true),
            (1000, None, true),
            (2000, None, true),
            (2001, None, false),
            (990, None, true),
            (990, Some(2100), true),
            (990, Some(991), false),
            (870, None, false),
        ];
        for (second, acknowledged, expected) in table {
            assert_eq!(made(second, acknowledged), expected, "{second} {acknowledged:?}");
        }
    }
}
