//! The journal server over real HTTP on loopback: sessions, roles, batches, changes, reading, import.

#![cfg(feature = "server")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod archive;
mod backup;
mod batches;
mod cells;
mod codes;
mod corrections;
mod crowd;
mod doors;
mod history;
mod import;
mod invented;
mod journal;
mod peer;
mod put_back;
mod reading;
mod remarks;
mod roles;
mod school;
mod seals;
mod sessions;
mod upkeep;
