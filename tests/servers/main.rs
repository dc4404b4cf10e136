//! The journal server as processes: killed at random instants under load, and two of them on one journal, in a file and in
//! `PostgreSQL`.
//!
//! `ZVONOK_SERVER_KILLS` says how often it is killed, `ZVONOK_SERVER_ROUNDS` how many journals two servers write together. A process
//! that is killed leaves the kernel's memory whole; what a power cut leaves is what `synchronous=FULL` promises.
#![cfg(all(unix, feature = "server"))]
#![expect(clippy::print_stdout, reason = "what was met, and how often, is part of the result")]

#[path = "../../examples/load/line.rs"]
mod line;
#[path = "../../examples/load/process.rs"]
mod process;
#[path = "../../examples/load/school.rs"]
#[expect(dead_code, reason = "the load generator uses the rest")]
mod school;

mod absent;
#[path = "../../examples/load/cluster.rs"]
mod cluster;
mod journal;
mod killed;
mod together;

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use zvonok::server::{Logins, Place, Storage, Trial};

use school::LoadSchool;

/// Numbers that look random (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: u64) -> u64 {
        self.raw() % below
    }

    fn raw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn id(&mut self) -> zvonok::domain::OperationId {
        zvonok::domain::OperationId((u128::from(self.raw()) << 64 | u128::from(self.raw())).to_le_bytes())
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            let other = usize::try_from(self.next(at as u64 + 1)).expect("a place in the list");
            list.swap(at, other);
        }
    }
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_zvonok"))
}

fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}

/// How often something is done where nobody says how often.
fn times(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).map_or(usual, |count| count.parse().expect("a number"))
}

/// A folder with the school in it.
fn prepare(data: &Path, school: &LoadSchool) {
    let place = Place::of(data, None, None).expect("a place");
    let storage = Storage::open_at(place).expect("a journal");
    storage.import(school.data(), Logins::Training, Trial::Apply, now()).expect("imported");
}

/// Holds that nothing was changed behind the program's back, by the program's own word.
fn verify(data: &Path) {
    let mut command = Command::new(program());
    command.env_clear().env("HOME", data).env("ZVONOK_HOME", data.join("home"));
    let said = command.args(["school", "verify", "--data"]).arg(data).output().expect("the program runs");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stdout));
}
