//! An invented class for tests, and the tables of edits.

mod carried;
mod edits;
pub(crate) mod fixture;
mod owing;
mod remarks;
