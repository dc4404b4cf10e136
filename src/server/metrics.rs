//! What the server counts of itself, as Prometheus reads it: no names, no logins, no marks, no paths with ids.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::protocol::{Judged, Verdict};

/// Upper bounds of the classes of duration, in milliseconds.
const BOUNDS: [u64; 9] = [5, 10, 30, 50, 100, 250, 1_000, 5_000, 30_000];

/// Counters since the start.
#[derive(Debug, Default)]
pub(super) struct Metrics(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// By method, route and status.
    answers: BTreeMap<(String, &'static str, u16), u64>,
    /// By route: how many in each class of duration, and the sum in microseconds.
    times: BTreeMap<&'static str, ([u64; BOUNDS.len() + 1], u128)>,
    verdicts: BTreeMap<&'static str, u64>,
}

impl Metrics {
    /// Counts an answer. Long polls have no duration that says anything.
    pub(super) fn answered(&self, method: &str, route: &'static str, status: u16, took: Duration) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.answers.entry((method.to_owned(), route, status)).or_default() += 1;
        if route.ends_with("/changes") {
            return;
        }
        let (classes, sum) = counts.times.entry(route).or_default();
        let class = BOUNDS.iter().position(|bound| took <= Duration::from_millis(*bound)).unwrap_or(BOUNDS.len());
        classes[class] += 1;
        *sum += took.as_micros();
    }

    /// Counts the verdicts of a batch.
    pub(super) fn judged(&self, verdicts: &[Judged]) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for judged in verdicts {
            let name = match judged.verdict {
                Verdict::Accepted { .. } => "accepted",
                Verdict::Duplicate => "duplicate",
                Verdict::Requested { .. } => "requested",
                Verdict::Conflict { .. } => "conflict",
                Verdict::Refused { .. } => "refused",
            };
            *counts.verdicts.entry(name).or_default() += 1;
        }
    }

    /// The counters as text; `polls` wait for a change at this moment, `working` requests are at work.
    pub(super) fn text(&self, polls: usize, working: usize) -> String {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        let _ = writeln!(text, "# TYPE zvonok_answers_total counter");
        for ((method, route, status), count) in &counts.answers {
            let _ =
                writeln!(text, "zvonok_answers_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}");
        }
        let _ = writeln!(text, "# TYPE zvonok_answer_seconds histogram");
        for (route, (classes, sum)) in &counts.times {
            let mut until = 0;
            for (bound, count) in BOUNDS.iter().zip(classes) {
                until += count;
                let le = Duration::from_millis(*bound).as_secs_f64();
                let _ = writeln!(text, "zvonok_answer_seconds_bucket{{route=\"{route}\",le=\"{le}\"}} {until}");
            }
            let all: u64 = classes.iter().sum();
            let seconds = Duration::from_micros(u64::try_from(*sum).unwrap_or(u64::MAX)).as_secs_f64();
            let _ = writeln!(text, "zvonok_answer_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {all}");
            let _ = writeln!(text, "zvonok_answer_seconds_sum{{route=\"{route}\"}} {seconds}");
            let _ = writeln!(text, "zvonok_answer_seconds_count{{route=\"{route}\"}} {all}");
        }
        let _ = writeln!(text, "# TYPE zvonok_operations_total counter");
        for (verdict, count) in &counts.verdicts {
            let _ = writeln!(text, "zvonok_operations_total{{verdict=\"{verdict}\"}} {count}");
        }
        let _ = writeln!(text, "# TYPE zvonok_requests_at_work gauge\nzvonok_requests_at_work {working}");
        let _ = writeln!(text, "# TYPE zvonok_polls_waiting gauge\nzvonok_polls_waiting {polls}");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_such_as_prometheus_reads() {
        let metrics = Metrics::default();
        metrics.answered("GET", "/v1/me", 200, Duration::from_millis(7));
        metrics.answered("GET", "/v1/me", 401, Duration::from_secs(60));
        metrics.answered("GET", "/v1/schools/{school}/changes", 200, Duration::from_secs(55));
        let text = metrics.text(3, 1);
        for line in [
            "zvonok_answers_total{method=\"GET\",route=\"/v1/me\",status=\"401\"} 1",
            "zvonok_answer_seconds_bucket{route=\"/v1/me\",le=\"0.005\"} 0",
            "zvonok_answer_seconds_bucket{route=\"/v1/me\",le=\"0.01\"} 1",
            "zvonok_answer_seconds_bucket{route=\"/v1/me\",le=\"30\"} 1",
            "zvonok_answer_seconds_bucket{route=\"/v1/me\",le=\"+Inf\"} 2",
            "zvonok_answer_seconds_sum{route=\"/v1/me\"} 60.007",
            "zvonok_polls_waiting 3",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
        assert!(!text.contains("seconds_count{route=\"/v1/schools/{school}/changes\""));
    }
}
