//! What differs from the timetable on certain dates: substitutions, cancellations, a move.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::pupils::day;
use super::random::Random;
use super::shape::Shape;
use super::sheet::Sheet;
use super::weave::{self, Wishes, Woven};
use super::year;

/// What happens to a lesson on a date.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub date: NaiveDate,
    /// Place in the week.
    pub lesson: usize,
    journal: usize,
    pub what: What,
    class: usize,
    number: u8,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Substitute(usize),
    Cancel,
    /// To the class's first free lesson of another date.
    Move(NaiveDate, u8),
}

/// The absence of one teacher on the Friday of the demonstration, and some changes of the weeks before and after.
pub(super) fn changes(
    shape: &Shape,
    woven: &[Woven],
    dates: &[(NaiveDate, usize)],
    wishes: &Wishes,
    random: &mut Random,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut used: HashSet<(NaiveDate, usize)> = HashSet::new();
    let teacher_of = |woven: &Woven| shape.journals[woven.journals[0]].teacher;
    let free = |at: weave::Place| {
        let busy: HashSet<usize> =
            woven.iter().filter(|w| w.at == at).flat_map(|w| &w.journals).map(|j| shape.journals[*j].teacher).collect();
        (0..shape.teachers.len()).filter(|teacher| !busy.contains(teacher)).collect::<Vec<_>>()
    };
    // A colleague of the same subjects where one is free.
    let near = |at: weave::Place, teacher: usize| {
        let all = free(at);
        let same: Vec<usize> = all.iter().copied().filter(|other| shape.colleagues(*other, teacher)).collect();
        if same.is_empty() { all } else { same }
    };
    let absent = shape.teacher("belova").unwrap_or(1);
    let friday =
        |place: &usize| woven[*place].at.0 == 4 && teacher_of(&woven[*place]) == absent && woven[*place].journals.len() == 1;
    for lesson in (0..woven.len()).filter(friday) {
        let at = woven[lesson].at;
        let waiting = wishes.free.iter().find(|(_, wish)| *wish == at).map(|(teacher, _)| *teacher);
        let substitute = waiting.unwrap_or_else(|| *random.pick(&near(at, absent)));
        let mut change = base_change(shape, woven, lesson, day(11, 20));
        change.what = What::Substitute(substitute);
        used.insert((day(11, 20), lesson));
        changes.push(change);
    }
    let whole = |place: &usize| {
        let demo = shape.teachers[teacher_of(&woven[*place])].id == "orlova";
        woven[*place].journals.len() == 1 && shape.classes[woven[*place].class].grade > 4 && !demo
    };
    let candidates: Vec<usize> = (0..woven.len()).filter(whole).collect();
    for nth in 0..14 {
        let lesson = *random.pick(&candidates);
        let days: Vec<NaiveDate> =
            dates.iter().filter(|(_, weekday)| *weekday == woven[lesson].at.0).map(|(date, _)| *date).collect();
        let date = *random.pick(&days[1..days.len().min(15)]);
        let before_demo = date != day(11, 20);
        if !before_demo || !used.insert((date, lesson)) || woven[lesson].at.1 > 7 {
            continue;
        }
        let mut change = base_change(shape, woven, lesson, date);
        let busy_then =
            |teacher: &usize| !changes.iter().any(|c: &Change| c.date == date && c.what == What::Substitute(*teacher));
        let free: Vec<usize> = near(woven[lesson].at, teacher_of(&woven[lesson])).into_iter().filter(busy_then).collect();
        match nth % 7 {
            6 if is_last(woven, lesson) => change.what = What::Cancel,
            _ if !free.is_empty() => change.what = What::Substitute(*random.pick(&free)),
            _ => continue,
        }
        changes.push(change);
    }
    changes.extend(one_move(shape, woven));
    changes.sort_by_key(|change| (change.date, change.class, change.number, change.journal));
    changes
}

fn base_change(shape: &Shape, woven: &[Woven], lesson: usize, date: NaiveDate) -> Change {
    let class = woven[lesson].class;
    let number = year::number(shape, &woven[lesson]);
    Change { date, lesson, journal: woven[lesson].journals[0], what: What::Cancel, class, number }
}

fn is_last(woven: &[Woven], lesson: usize) -> bool {
    let this = &woven[lesson];
    !woven.iter().any(|other| other.class == this.class && other.at.0 == this.at.0 && other.at.1 > this.at.1)
}

/// On Wednesday after the demonstration's Friday the last lesson of a class goes to the end of Thursday.
fn one_move(shape: &Shape, woven: &[Woven]) -> Option<Change> {
    let (from, to) = (day(11, 25), day(11, 26));
    (0..woven.len()).find_map(|lesson| {
        let this = &woven[lesson];
        let class = &shape.classes[this.class];
        if this.at.0 != 2 || this.journals.len() != 1 || class.grade < 8 || !is_last(woven, lesson) || this.at.1 > 7 {
            return None;
        }
        let last =
            woven.iter().filter(|other| other.class == this.class && other.at.0 == 3).map(|other| other.at.1).max()?;
        let teacher = shape.journals[this.journals[0]].teacher;
        let at = (3, last + 1);
        let busy =
            woven.iter().any(|other| other.at == at && other.journals.iter().any(|j| shape.journals[*j].teacher == teacher));
        let mut change = base_change(shape, woven, lesson, from);
        change.what = What::Move(to, u8::try_from(last + 1).ok()?);
        (!busy && last < 7).then_some(change)
    })
}

/// Writes `changes.csv`.
pub(super) fn sheet(shape: &Shape, changes: &[Change]) -> Vec<u8> {
    let mut sheet = Sheet::new("id;date;kind;class;number;subject;group;teacher;to_date;to_number;room");
    for (nth, change) in (1..).zip(changes) {
        let paper = &shape.journals[change.journal];
        let (kind, teacher, to) = match &change.what {
            What::Substitute(teacher) => ("замена", Some(*teacher), None),
            What::Cancel => ("отмена", None, None),
            What::Move(date, number) => ("перенос", None, Some((date.to_string(), number.to_string()))),
        };
        let (to_date, to_number) = to.unwrap_or_default();
        sheet.row(&[
            format!("ch{nth:03}").as_str(),
            &change.date.to_string(),
            kind,
            &shape.classes[change.class].name,
            &change.number.to_string(),
            shape.subjects[paper.subject].name,
            paper.group,
            teacher.map_or("", |teacher| &shape.teachers[teacher].id),
            &to_date,
            &to_number,
            "",
        ]);
    }
    sheet.bytes()
}
