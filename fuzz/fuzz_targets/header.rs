#![no_main]

#[path = "../borders.rs"]
#[allow(dead_code)]
mod borders;
#[path = "../screens.rs"]
#[allow(dead_code)]
mod screens;

libfuzzer_sys::fuzz_target!(|input: &[u8]| borders::header(input));
