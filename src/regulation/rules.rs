//! The table of rules that the engine decides: id, clause, on which entries, and the function that judges.
//!
//! A rule speaks under a profile whose texts it belongs to; rules of the program (`ZV-…`) speak where sense demands a
//! refusal and the profile's own text has no clause for it.

use super::context::{Context, Outcome};
use super::profile::file::Text;
use super::topics::{notes, works};
use super::{access, cells, corrections, homework, late, overlays, terms, topics};
use crate::domain::RuleId;

/// A set of kinds of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct On(pub u8);

impl On {
    pub const CELL: Self = Self(1);
    pub const TOPIC: Self = Self(2);
    pub const HOMEWORK: Self = Self(4);
    pub const ATTENDANCE: Self = Self(8);
    pub const REASON: Self = Self(16);
    pub const TERM: Self = Self(32);
    pub const TRANSFER: Self = Self(64);
    pub const DUE: Self = Self(128);
    /// What is entered into a lesson.
    pub const LESSON: Self = Self(1 | 2 | 4 | 8 | 64);
    /// Everything that is entered.
    pub const ENTRY: Self = Self(127);

    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Whether a comment or a reason answers a rule's warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answered {
    /// The finding stays as information.
    Lifts,
    /// The finding stays a warning.
    Stays,
}

/// Whether a rule of a text only advises in a school that has no act of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// It forbids by the school's act.
    ByAct,
    /// It forbids in any case: whose lesson it is, and what has happened, is no matter of an act.
    Always,
}

/// A rule that the engine decides.
#[derive(Debug)]
pub(super) struct Rule {
    pub id: &'static str,
    /// As the catalogue spells it; empty for rules of the program.
    pub clause: &'static str,
    /// Whose rule it is; `None`: the program's own.
    pub text: Option<Text>,
    pub on: On,
    pub judge: fn(&Context<'_>) -> Outcome,
    pub answered: Answered,
    pub holds: Holds,
}

impl Rule {
    pub const fn rule_id(&self) -> RuleId {
        RuleId::known(self.id)
    }
}

const fn rule(id: &'static str, clause: &'static str, text: Text, on: On, judge: fn(&Context<'_>) -> Outcome) -> Rule {
    Rule { id, clause, text: Some(text), on, judge, answered: Answered::Lifts, holds: Holds::ByAct }
}

const fn own(id: &'static str, on: On, judge: fn(&Context<'_>) -> Outcome) -> Rule {
    Rule { id, clause: "", text: None, on, judge, answered: Answered::Lifts, holds: Holds::ByAct }
}

impl Rule {
    const fn stays(mut self) -> Self {
        self.answered = Answered::Stays;
        self
    }

    const fn firm(mut self) -> Self {
        self.holds = Holds::Always;
        self
    }
}

use Text::{Mda, Msk, Std, Vor};

/// Every rule that the engine decides, in the order in which findings of one severity are shown.
pub(super) static RULES: &[Rule] = &[
    // Who enters.
    rule("STD-3.11-01", "3.11", Std, On::ENTRY, access::administration).firm(),
    rule("STD-4.4-01", "4.4", Std, On::CELL, access::class_teacher_marks).firm(),
    rule("STD-3.3-01", "3.3", Std, On::LESSON.and(On::TERM), access::foreign_lesson).firm(),
    rule("STD-6.3-13", "6.3 ¶5", Std, On::LESSON, access::foreign_group).firm(),
    rule("STD-3.10-03", "3.10", Std, On::REASON, access::reason).firm(),
    rule("STD-3.9-01", "3.9", Std, On::LESSON, access::substitute),
    rule("STD-6.1-02", "6.1 ¶3", Std, On::TERM, access::closed_period).firm(),
    rule("VOR-6.27-01", "¶6.27", Vor, On::TERM, access::closed_period).firm(),
    own("ZV-ACCESS", On::ENTRY, access::program),
    // The lesson and the pupil.
    rule("STD-1.4-01", "1.4", Std, FACTS, cells::not_a_fact).firm(),
    own("ZV-TIME", FACTS, cells::program_time),
    rule("STD-6.5-07", "б.5 ¶10", Std, On::CELL, cells::left).firm(),
    rule("STD-6.5-08", "б.5 ¶9", Std, On::CELL, cells::not_yet_enrolled).firm(),
    rule("STD-3.3-02", "3.3", Std, On::CELL.and(On::TERM), cells::off_roster).firm(),
    own("ZV-ROSTER", On::CELL.and(On::TERM), cells::program_roster),
    rule("VOR-2.27-01", "¶2.27", Vor, On::CELL, cells::home_schooled_absence),
    rule("VOR-2.27-02", "¶2.27", Vor, On::CELL.and(On::TERM), cells::home_schooled_mark),
    // What a cell may hold.
    rule("STD-6.4-07", "6.4 ¶4", Std, On::CELL.and(On::TERM), cells::exempt),
    rule("STD-6.3-20", "6.3 ¶10", Std, On::CELL.and(On::TERM), cells::signs),
    rule("STD-6.3-06", "6.3 ¶3", Std, On::CELL, cells::absence_code),
    rule("STD-6.3-19", "6.3 ¶10", Std, On::CELL.and(On::TERM), cells::scale),
    rule("VOR-2.15-01", "¶2.15", Vor, On::CELL.and(On::TERM), cells::scale),
    rule("VOR-2.9-01", "¶2.9", Vor, On::CELL.and(On::HOMEWORK).and(On::TERM), cells::grade1_forbidden),
    rule("STD-6.3-35", "6.3 ¶18", Std, On::CELL, cells::grade1_asks),
    rule("STD-6.3-21", "6.3 ¶11", Std, On::CELL, cells::dual),
    rule("VOR-2.17-01", "¶2.17", Vor, On::CELL, cells::dual),
    rule("STD-6.3-22", "6.3 ¶12", Std, On::CELL, cells::literature).stays(),
    rule("STD-6.3-23", "6.3 ¶12", Std, On::CELL, cells::literacy_date).stays(),
    rule("STD-6.4-06", "6.4 ¶4", Std, On::CELL, cells::medical_group),
    rule("VOR-2.16-03", "¶2.16", Vor, On::CELL, cells::debt),
    rule("VOR-2.18-01", "¶2.18", Vor, On::CELL, cells::notebook_column),
    rule("VOR-2.18-02", "¶2.18", Vor, On::CELL, cells::notebook_mark_in_lesson),
    rule("VOR-2.19-02", "¶2.19", Vor, On::CELL, cells::sanatorium),
    rule("VOR-2.15.1-01", "¶2.15.1", Vor, On::CELL, cells::two_after_absence),
    rule("STD-3.7-02", "3.7", Std, On::CELL, cells::work_without_kind),
    own("ZV-REASON", On::REASON, cells::program_reason),
    own("ZV-TEXT", On::CELL.and(On::TERM), cells::program_text),
    // Corrections.
    rule("VOR-2.21-02", "¶2.21", Vor, On::CELL.and(On::TERM), corrections::explanation),
    rule("VOR-2.21-01", "¶2.21", Vor, On::CELL.and(On::TERM), corrections::approval).stays(),
    rule("MDA-20-01", "p.20", Mda, On::CELL.and(On::TERM), overlays::ground),
    rule("MDA-17-01", "p.17", Mda, On::CELL.and(On::TERM), overlays::document),
    rule("MDA-33-01", "p.33", Mda, HELD, overlays::own_entries).firm(),
    rule("MDA-54.4-01", "p.54 (4)", Mda, On::CELL, overlays::bulk),
    own("ZV-CHANGE", On::CELL, corrections::later_change),
    // Topics.
    rule("STD-6.3-14", "6.3 ¶6", Std, On::TOPIC, topics::empty),
    rule("VOR-2.14.1-01", "¶2.14.1", Vor, On::TOPIC, topics::bare_repetition),
    rule("VOR-2.14-01", "¶2.14", Vor, On::TOPIC, topics::plan_exact).stays(),
    rule("STD-3.7-01", "3.7", Std, On::TOPIC, topics::plan_expected),
    rule("STD-2.2-01", "2.2", Std, On::TOPIC, topics::not_in_plan),
    rule("STD-6.3-16", "6.3 ¶8", Std, On::TOPIC, topics::doubled),
    rule("VOR-2.14.2-01", "¶2.14.2", Vor, On::TOPIC, topics::doubled),
    rule("STD-6.3-15", "6.3 ¶7", Std, On::TOPIC, topics::used_up),
    rule("STD-6.3-25", "6.3 ¶14", Std, On::TOPIC, notes::safety),
    rule("VOR-2.14.6-01", "¶2.14.6", Vor, On::TOPIC, notes::safety),
    rule("STD-6.3-09", "6.3 ¶4", Std, On::TOPIC, works::kind_and_title),
    rule("STD-6.3-10", "6.3 ¶4", Std, On::TOPIC, works::number),
    rule("STD-6.3-11", "6.3 ¶4", Std, On::TOPIC, works::dictation),
    rule("VOR-2.14.3-01", "¶2.14.3", Vor, On::TOPIC, works::strict_format),
    rule("VOR-2.14-02", "¶2.14", Vor, On::TOPIC, works::control_format),
    rule("STD-6.3-17", "6.3 ¶9", Std, On::TOPIC, notes::speech),
    rule("STD-6.3-18", "6.3 ¶9", Std, On::TOPIC, notes::reading),
    rule("VOR-2.14.4-01", "¶2.14.4", Vor, On::TOPIC, notes::short_work),
    rule("STD-6.3-08", "6.3 ¶4", Std, TEXTS, notes::russian),
    rule("VOR-2.11-01", "¶2.11", Vor, TEXTS, notes::teaching_language),
    rule("VOR-2.11-02", "¶2.11", Vor, TEXTS, notes::language_subjects),
    rule("VOR-6.46-01", "¶6.46", Vor, TEXTS, notes::russian_everywhere),
    rule("MDA-15-01", "p.15", Mda, TEXTS, notes::state_language),
    rule("STD-3.12-01", "3.12", Std, TEXTS, notes::contacts),
    // Homework.
    rule("STD-3.8-01", "3.8", Std, On::HOMEWORK, homework::content),
    rule("STD-3.8-02", "3.8", Std, On::HOMEWORK, homework::not_confirmed),
    rule("VOR-2.14.5-01", "¶2.14.5", Vor, On::HOMEWORK, homework::content_and_verb),
    rule("STD-3.2-01", "3.2", Std, On::HOMEWORK, homework::individual),
    rule("VOR-2.10-01", "¶2.10", Vor, On::HOMEWORK, homework::forbidden_subject),
    // Marks of periods.
    rule("VOR-2.22-01", "¶2.22", Vor, On::TERM, terms::rounding),
    rule("VOR-2.23-01", "¶2.23", Vor, On::TERM, terms::not_attested_without_cause),
    rule("VOR-2.24-01", "¶2.24", Vor, On::TERM, terms::after_not_attested),
    rule("VOR-2.25-02", "¶2.25", Vor, On::TERM, terms::exam_taken),
    rule("VOR-2.25.1-01", "¶2.25.1", Vor, On::TERM, terms::final_grade_9),
    rule("VOR-2.26-01", "¶2.26", Vor, On::TERM, terms::subject_page_grade_11),
    rule("VOR-2.26.1-01", "¶2.26.1", Vor, On::TERM, terms::final_grade_11),
    rule("STD-2.6-01", "2.6", Std, On::TERM, terms::divergence),
    rule("STD-6.4-03", "6.4 ¶3", Std, On::TERM, terms::minimum),
    rule("STD-6.4-04", "6.4 ¶3", Std, On::TERM, terms::without_written),
    rule("STD-6.4-05", "6.4 ¶3", Std, On::TERM, terms::without_written_in_named_subject),
    rule("VOR-6.41-01", "¶6.41", Vor, On::TERM, terms::minimum),
    rule("VOR-2.23-02", "¶2.23", Vor, On::TERM, terms::not_attested_possible),
    // Terms.
    rule("STD-3.5-01", "3.5", Std, On::CELL.and(On::ATTENDANCE).and(On::TRANSFER), late::attendance),
    rule("STD-6.3-02", "6.3 ¶2", Std, On::TOPIC.and(On::TRANSFER), late::topic),
    rule("STD-3.8-03", "3.8", Std, On::HOMEWORK.and(On::TRANSFER), late::homework),
    rule("STD-6.3-28", "6.3 ¶17", Std, On::CELL, late::backdated),
    rule("STD-6.3-27", "6.3 ¶17", Std, On::CELL.and(On::TRANSFER), late::current_mark),
    rule("STD-6.3-29", "6.3 ¶18", Std, On::CELL, late::next_lesson),
    rule("STD-6.3-30", "6.3 ¶18", Std, On::CELL, late::big_batch),
    rule("STD-6.3-31", "6.3 ¶18", Std, On::CELL, late::composition_1_4),
    rule("STD-6.3-32", "6.3 ¶18", Std, On::CELL, late::composition_5_9),
    rule("STD-6.3-33", "6.3 ¶18", Std, On::CELL, late::composition_10_11),
    rule("STD-6.3-26", "6.3 ¶15", Std, On::CELL, late::same_day),
    rule("STD-6.3-24", "6.3 ¶13", Std, On::CELL, late::home_composition),
    rule("VOR-3.7-01", "¶3.7", Vor, On::DUE, late::has_written_term),
    rule("STD-6.4-01", "6.4 ¶1", Std, On::TERM, late::term),
    rule("STD-3.6-02", "3.6", Std, On::TERM, late::term_soft),
    rule("STD-6.4-02", "6.4 ¶2", Std, On::TERM, late::exam),
    rule("STD-3.10-02", "3.10", Std, On::REASON, late::reason),
    rule("STD-6.3-07", "6.3 ¶3", Std, On::REASON, late::reason_soft),
    rule("STD-10.2-01", "10.2", Std, On::TRANSFER, late::transfer),
    rule("VOR-3.4-01", "¶3.4", Vor, On::CELL.and(On::ATTENDANCE).and(On::TOPIC).and(On::TRANSFER), late::day_end),
    rule("VOR-3.5-01", "¶3.5", Vor, On::HOMEWORK.and(On::TRANSFER), late::homework),
    rule("VOR-3.6-01", "¶3.6", Vor, On::CELL.and(On::TRANSFER), late::current_mark),
    rule("VOR-3.7-02", "¶3.7", Vor, On::CELL, late::written_days),
    rule("VOR-6.54-01", "¶6.54", Vor, On::REASON, late::reason),
    rule("VOR-3.3-01", "¶3.3", Vor, On::TERM, late::result),
    rule("STD-6.3-03", "6.3 ¶2", Std, LATER, late::after_midnight),
    rule("VOR-6.36-01", "¶6.36", Vor, LATER, late::after_midnight),
    // The school's act: last, since it looks at what the others said.
    rule("MSK-1.3-01", "1.3", Msk, On::ENTRY, overlays::local_act),
];

const FACTS: On = On::LESSON.and(On::REASON);
const HELD: On = On::CELL.and(TEXTS).and(On::REASON).and(On::TERM).and(On::DUE);
const TEXTS: On = On::TOPIC.and(On::HOMEWORK);
const LATER: On = On::CELL.and(On::ATTENDANCE).and(On::TOPIC).and(On::HOMEWORK);

/// The rules of a profile, by kind of entry.
#[derive(Debug, Clone, Default)]
pub(super) struct ActiveRules {
    by_kind: [Vec<&'static Rule>; 8],
}

impl ActiveRules {
    /// The rules of the texts, without those that are switched off.
    pub fn new(texts: &[Text], off: &[String]) -> Self {
        let speaks =
            |rule: &&Rule| rule.text.is_none_or(|text| texts.contains(&text)) && !off.iter().any(|id| id == rule.id);
        let mut active = Self::default();
        for rule in RULES.iter().filter(speaks) {
            for (bit, rules) in active.by_kind.iter_mut().enumerate() {
                if rule.on.0 >> bit & 1 == 1 {
                    rules.push(rule);
                }
            }
        }
        active
    }

    /// All rules that speak; one of several kinds of entry comes several times.
    pub fn every(&self) -> impl Iterator<Item = &'static Rule> {
        self.by_kind.iter().flatten().copied()
    }

    /// The rules for a kind of entry.
    pub fn on(&self, kind: On) -> &[&'static Rule] {
        &self.by_kind[kind.0.trailing_zeros() as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strings::{Language, Strings};

    #[test]
    fn every_rule_of_the_engine_has_a_sentence_in_every_language() {
        for language in Language::ALL {
            let strings = Strings::new(language);
            let silent = RULES.iter().filter(|rule| !strings.has(&rule.rule_id().key()));
            assert_eq!(silent.map(|rule| rule.id).collect::<Vec<_>>(), [""; 0], "{language:?}");
        }
    }

    #[test]
    fn no_rule_stands_in_the_table_twice() {
        let ids: std::collections::BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), RULES.len());
    }
}
