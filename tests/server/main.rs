//! The journal server over real HTTP on loopback: sessions, roles, batches, changes, reading, import.

#![cfg(feature = "server")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod batches;
mod import;
mod invented;
mod peer;
mod reading;
mod roles;
mod school;
mod sessions;
