//! The program as it is typed: the real binary, each test with a home of its own, servers on loopback only.

#[cfg(all(unix, feature = "server"))]
mod asked;
#[cfg(feature = "server")]
mod at_rest;
#[cfg(all(target_os = "linux", feature = "server"))]
mod bus;
mod certificate;
mod config_example;
#[cfg(feature = "server")]
mod faults;
#[cfg(feature = "server")]
#[path = "../fixtures/http.rs"]
mod http;
#[cfg(feature = "server")]
mod journal;
#[cfg(all(target_os = "linux", feature = "server"))]
mod keyring;
#[cfg(all(target_os = "linux", feature = "server"))]
mod ladder;
#[cfg(unix)]
mod machine;
mod offline;
#[cfg(feature = "server")]
mod own;
#[cfg(feature = "server")]
mod paper;
#[cfg(feature = "server")]
mod plain;
mod program;
#[cfg(feature = "server")]
mod review;
#[cfg(feature = "server")]
mod school;
#[cfg(feature = "server")]
mod slow_line;
