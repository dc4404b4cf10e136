//! What the server says of itself, and who hears of sign-ins.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use zvonok::server::TRAINING_PASSWORD;

use crate::peer::Bench;
use crate::school::first_mark;

#[test]
fn the_owner_of_a_login_hears_of_the_last_sign_in_and_of_guesses() {
    let bench = Bench::new();
    let first = bench.sign_in_as("orlova", TRAINING_PASSWORD).json();
    assert_eq!(first.get("last_sign_in"), None);
    bench.set_clock("2026-11-20T06:00:00Z");
    bench.sign_in_as("orlova", "wrong").is_problem(401, "bad-credentials");
    bench.sign_in_as("orlova", "wrong").is_problem(401, "bad-credentials");
    let second = bench.sign_in_as("orlova", TRAINING_PASSWORD).json();
    let last = &second["last_sign_in"];
    assert_eq!((&last["at"], &last["address"]), (&json!("2026-11-20T04:07:00Z"), &json!("127.0.0.1")));
    assert_eq!(last["wrong_since"], 2);
}

#[test]
fn what_is_read_stands_in_the_audit_log_once() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    for _ in 0..3 {
        assert_eq!(bench.get("/v1/schools/s7/journals/j7r/pages/q2", &token).status, 200);
    }
    let deputy = bench.token("demidov");
    let reads = || -> Vec<Value> {
        let log = bench.get("/v1/schools/s7/audit", &deputy).json();
        log["lines"].as_array().unwrap().iter().filter(|line| line["kind"] == "read").cloned().collect()
    };
    let begun = Instant::now();
    while reads().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(20), "nothing was put down");
        std::thread::yield_now();
    }
    let found = reads();
    assert_eq!((found.len(), &found[0]["actor"], &found[0]["detail"]["journal"]), (1, &json!("orlova"), &json!("j7r")));
}

#[test]
fn the_server_says_how_it_is_without_names() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    bench.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "5")]);
    assert_eq!(bench.raw("GET", "/readyz", "", b"").body, "ready\n");
    let counters = bench.raw("GET", "/metrics", "", b"").body;
    for line in ["zvonok_operations_total{verdict=\"accepted\"} 1", "zvonok_polls_waiting 0"] {
        assert!(counters.contains(line), "{counters}");
    }
    for secret in ["orlova", "7a-1", "j7r", "s7/"] {
        assert!(!counters.contains(secret), "{secret}: {counters}");
    }
}

#[test]
fn large_answers_are_compressed_for_who_asks_for_it() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let path = "/v1/schools/s7/journals/j7r/pages/q2";
    let (plain, packed) = (bench.bytes(path, &token, ""), bench.bytes(path, &token, "Accept-Encoding: gzip\r\n"));
    assert!(packed.len() * 2 < plain.len(), "{} against {}", packed.len(), plain.len());
    assert!(String::from_utf8_lossy(&packed).to_lowercase().contains("content-encoding: gzip"));
    assert!(!String::from_utf8_lossy(&plain).to_lowercase().contains("content-encoding"));
}
