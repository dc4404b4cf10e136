//! «Правило»: the rules behind what was found at a place.

use super::dialog::Dialog;
use crate::domain::Finding;

/// The rules that are explained, one at a time.
#[derive(Debug, Default)]
pub struct Rule {
    /// What was found; each with its rule.
    pub findings: Vec<Finding>,
    /// Which of them is shown.
    pub at: usize,
    /// The first line that is shown.
    pub scroll: usize,
    /// What the engine would take at the place: keys of sentences, and what stands in them.
    pub allowed: Vec<(&'static str, String)>,
    /// What lay over the screen: it comes back as it was.
    pub over: Option<Dialog>,
    /// What the status line said of the last key.
    pub said: Vec<Finding>,
}
