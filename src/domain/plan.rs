//! The calendar-thematic plan (календарно-тематическое планирование, КТП).

use serde::{Deserialize, Serialize};

use super::id::PlanItemId;

/// What kind of lesson an item of the plan is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanKind {
    /// An ordinary lesson.
    #[default]
    Usual,
    /// Speech development (развитие речи, «Р.р.»).
    Speech,
    /// Reading outside the programme (внеклассное чтение, «Вн. чт.»).
    Reading,
    /// A control work.
    Control,
    /// A laboratory work.
    Lab,
    /// A practical work.
    Practical,
    /// An excursion.
    Excursion,
}

/// One item of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PlanItem {
    /// The item.
    pub id: PlanItemId,
    /// Place in the plan, from 1.
    pub n: u32,
    /// The topic in the plan's wording.
    pub topic: String,
    /// What kind of lesson it is.
    #[serde(default)]
    pub kind: PlanKind,
    /// Whether a safety briefing belongs to it.
    #[serde(default)]
    pub safety: bool,
    /// Planned hours.
    pub hours: u32,
    /// Hours that lessons have used so far.
    #[serde(default)]
    pub used: u32,
    /// Homework that the plan proposes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homework: Option<String>,
}

/// The item that is next: the first whose hours are not used up.
#[must_use]
pub fn next_item(plan: &[PlanItem]) -> Option<&PlanItem> {
    plan.iter().find(|item| item.used < item.hours)
}
