//! The tests of the journal server again, on `PostgreSQL`: the same requests, the same answers.
//!
//! Left out is what only a file has (backups, a flipped byte) and the invented school, which is large. They start
//! a cluster of their own. Where Debian's package
//! `postgresql` is not installed they say so and hold nothing; where everything has to be tested (`ZVONOK_TEST_ALL`) they fail.

#![cfg(all(unix, feature = "server"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../servers/absent.rs"]
mod absent;
#[path = "../server/archive.rs"]
mod archive;
#[path = "../server/batches.rs"]
mod batches;
#[path = "../server/cells.rs"]
mod cells;
#[path = "../../examples/load/cluster.rs"]
mod cluster;
#[path = "../server/codes.rs"]
mod codes;
#[path = "../server/corrections.rs"]
mod corrections;
mod encrypted;
#[path = "../server/history.rs"]
mod history;
#[path = "../server/import.rs"]
mod import;
mod journal;
#[path = "../server/peer.rs"]
mod peer;
#[path = "../server/put_back.rs"]
mod put_back;
#[path = "../server/reading.rs"]
mod reading;
#[path = "../server/remarks.rs"]
mod remarks;
#[path = "../server/roles.rs"]
mod roles;
#[path = "../server/school.rs"]
mod school;
mod seals;
#[path = "../server/sessions.rs"]
mod sessions;
#[path = "../server/upkeep.rs"]
mod upkeep;
