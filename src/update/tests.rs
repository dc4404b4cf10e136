//! Keys in, grid and effects out: every table runs under both layouts.

mod again;
mod bench;
mod burst;
mod chaos;
mod closed;
mod corrections;
mod count;
mod forms;
mod grid;
mod history;
mod lists;
mod literacy;
mod locking;
mod modes;
mod patch;
mod pointer;
mod queue;
mod requested;
mod review;
mod screens;
mod slow;
mod terms;
mod trainer;
mod undo;
