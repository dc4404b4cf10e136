//! Keys in, grid and effects out: every table runs under both layouts.

mod bench;
mod forms;
mod grid;
mod lists;
mod review;
mod screens;
