//! `journals.csv` and the plans: what is taught to whom by whom.

use std::collections::HashMap;

use super::JournalData;
use super::guess::nearest;
use super::people::{Classes, Staff, unique};
use super::problem::What;
use super::table::{Need, Row, Spec, Table};
use super::words::PLAN_KINDS;
use crate::domain::{AccountId, Journal, JournalId, PlanItem, PlanItemId, PlanKind, TeacherRef};

pub(super) const JOURNALS: Spec = Spec {
    columns: &[
        ("id", "код", Need::Filled),
        ("class", "класс", Need::Filled),
        ("subject", "предмет", Need::Filled),
        ("group", "подгруппа", Need::Column),
        ("teacher", "учитель", Need::Filled),
        ("weekly_hours", "часов в неделю", Need::Filled),
    ],
    cap: 4 << 20,
};

pub(super) const PLAN: Spec = Spec {
    columns: &[
        ("id", "код", Need::Filled),
        ("class", "класс", Need::Filled),
        ("subject", "предмет", Need::Filled),
        ("group", "подгруппа", Need::Nothing),
        ("n", "номер", Need::Filled),
        ("topic", "тема", Need::Filled),
        ("kind", "вид", Need::Column),
        ("hours", "часов", Need::Filled),
        ("safety", "инструктаж", Need::Nothing),
        ("homework", "домашнее задание", Need::Nothing),
    ],
    cap: 32 << 20,
};

/// The journals of a school, found by class, subject and subgroup.
#[derive(Debug, Default)]
pub(super) struct Journals {
    pub list: Vec<JournalData>,
    /// Place of the class of each journal.
    pub classes: Vec<usize>,
    places: HashMap<(usize, String), Vec<usize>>,
}

impl Journals {
    /// The journals of a subject in a class, one a subgroup.
    fn of_subject(&self, class: usize, subject: &str) -> &[usize] {
        self.places.get(&(class, subject.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The journal that a row names by class, subject and subgroup; notes a problem where there is none.
    pub fn of(&self, row: Row<'_>, class: usize) -> Option<usize> {
        let (subject, group) = (row.get("subject"), row.get("group"));
        let known = self.of_subject(class, subject);
        if known.is_empty() {
            let subjects = self.list.iter().zip(&self.classes).filter(|(_, place)| **place == class);
            row.unknown("subject", "journals.csv", subjects.map(|(journal, _)| journal.journal.subject.as_str()));
            return None;
        }
        let found = known.iter().find(|place| self.group(**place) == group);
        if found.is_none() {
            row.unknown("group", "journals.csv", known.iter().map(|place| self.group(*place)));
        }
        found.copied()
    }

    /// Subgroup of a journal; empty where the class is not divided.
    pub fn group(&self, place: usize) -> &str {
        self.list[place].journal.group.as_deref().unwrap_or_default()
    }
}

/// Reads journals and gives each its roster.
pub(super) fn journals(table: &Table<'_>, classes: &Classes, staff: &Staff) -> Journals {
    let mut journals = Journals::default();
    let mut rows: Vec<(usize, Journal)> = Vec::new();
    let mut ids = HashMap::new();
    let mut said: HashMap<(usize, String, String), u64> = HashMap::new();
    for row in table.rows() {
        let id = unique(&mut ids, row, "id");
        let class = classes.of(row, "class");
        let teacher = staff.teacher_of(row, "teacher");
        let hours = row.number("weekly_hours", 0..=20);
        let (subject, group) = (row.get("subject").to_owned(), row.get("group").to_owned());
        let Some(place) = class else { continue };
        // A journal with a mistake stays known, so that its lessons and plan are not called strangers.
        let id = id.unwrap_or_else(|| format!("line-{}", row.line()));
        let nobody = TeacherRef { id: AccountId::new(""), short_name: String::new() };
        let teacher = teacher.unwrap_or(&nobody);
        let hours = hours.unwrap_or(1);
        if let Some(line) = said.insert((place, subject.clone(), group.clone()), row.line()) {
            row.problem("subject", What::SaidTwice { value: subject, other: line.to_string() });
            continue;
        }
        let class = &classes.list[place].of.class;
        let journal = Journal {
            id: JournalId::new(id),
            class: class.id.clone(),
            class_name: class.name.clone(),
            grade: class.grade,
            subject,
            group: (!group.is_empty()).then_some(group),
            teacher: teacher.clone(),
            weekly_hours: u8::try_from(hours).expect("at most 20"),
        };
        rows.push((place, journal));
    }
    rows.sort_by(|(a, one), (b, two)| (a, &one.subject, &one.group).cmp(&(b, &two.subject, &two.group)));
    for (class, journal) in rows {
        let place = journals.list.len();
        journals.places.entry((class, journal.subject.clone())).or_default().push(place);
        journals.classes.push(class);
        let pupils = roster(&journal, classes, class);
        journals.list.push(JournalData { journal, pupils, plan: Vec::new() });
    }
    journals
}

fn roster(journal: &Journal, classes: &Classes, class: usize) -> Vec<crate::domain::Pupil> {
    let class = &classes.list[class];
    let both = class.of.pupils.iter().zip(&class.groups);
    let members =
        both.filter(|(_, groups)| journal.group.is_none() || groups.get(&journal.subject) == journal.group.as_ref());
    let numbered = members.zip(1..).map(|((pupil, _), number)| {
        let mut pupil = pupil.clone();
        if journal.group.is_some() {
            pupil.number = number;
            pupil.group.clone_from(&journal.group);
        }
        pupil
    });
    numbered.collect()
}

/// Notes subgroups of pupils for which there is no journal.
pub(super) fn check_groups(pupils: &Table<'_>, classes: &Classes, journals: &Journals) {
    for row in pupils.rows() {
        let Some(class) = classes.named(row.get("class")) else { continue };
        for (subject, group) in row.get("groups").split('|').filter_map(|part| part.split_once('=')) {
            let (subject, group) = (subject.trim(), group.trim());
            let known = journals.of_subject(class, subject);
            if row.is_broken("journals.csv") || known.iter().any(|place| journals.group(*place) == group) {
                continue;
            }
            let (value, guess) = if known.is_empty() {
                let own = journals.list.iter().zip(&journals.classes).filter(|(_, place)| **place == class);
                (subject, nearest(subject, own.map(|(journal, _)| journal.journal.subject.as_str())))
            } else {
                (group, nearest(group, known.iter().map(|place| journals.group(*place))))
            };
            let what = What::Unknown { value: value.to_owned(), other: String::from("journals.csv") };
            row.problem_meant("groups", what, guess);
        }
    }
}

/// Reads a file of plans into the journals. A plan without a subgroup is that of every subgroup; `class` may name several
/// classes that share it («5А|5Б»).
pub(super) fn plans(table: &Table<'_>, classes: &Classes, journals: &mut Journals, ids: &mut HashMap<String, u64>) {
    let mut said: HashMap<(usize, u32), u64> = HashMap::new();
    for row in table.rows() {
        let id = unique(ids, row, "id");
        let n = row.number("n", 1..=999);
        let hours = row.number("hours", 1..=99);
        let kind = if row.get("kind").is_empty() { Some(PlanKind::Usual) } else { row.word("kind", PLAN_KINDS) };
        let safety = row.yes("safety");
        let targets = plan_targets(row, classes, journals);
        let (Some(id), Some(n), Some(hours), Some(kind)) = (id, n, hours, kind) else { continue };
        let homework = Some(row.get("homework")).filter(|text| !text.is_empty()).map(str::to_owned);
        for place in targets {
            if let Some(line) = said.insert((place, n), row.line()) {
                row.problem("n", What::Duplicate { value: n.to_string(), other: line.to_string() });
                continue;
            }
            let journal = &mut journals.list[place];
            let id = PlanItemId::new(format!("{}.{id}", journal.journal.id));
            let topic = row.get("topic").to_owned();
            journal.plan.push(PlanItem { id, n, topic, kind, safety, hours, used: 0, homework: homework.clone() });
        }
    }
    for journal in &mut journals.list {
        journal.plan.sort_by_key(|item| item.n);
    }
}

fn plan_targets(row: Row<'_>, classes: &Classes, journals: &Journals) -> Vec<usize> {
    let (subject, group) = (row.get("subject"), row.get("group"));
    let mut targets = Vec::new();
    for name in row.get("class").split('|').map(str::trim).filter(|name| !name.is_empty()) {
        let Some(class) = classes.named(name) else {
            row.unknown("class", "classes.csv", classes.names());
            continue;
        };
        let known = journals.of_subject(class, subject);
        let meant = known.iter().copied().filter(|place| group.is_empty() || journals.group(*place) == group);
        let before = targets.len();
        targets.extend(meant);
        if targets.len() == before {
            let subjects = journals.list.iter().map(|journal| journal.journal.subject.as_str());
            row.unknown(if known.is_empty() { "subject" } else { "group" }, "journals.csv", subjects);
        }
    }
    targets
}
