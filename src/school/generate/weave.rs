//! The timetable: every journal's lessons into the week, with no teacher and no class in two places.
//!
//! Each class gets exactly as many places as it has lessons, so that it never has a gap; lessons then change places within
//! their class until no teacher is wanted twice (min-conflicts). Lessons that must stand somewhere never move.

use std::collections::HashMap;

use super::random::Random;
use super::shape::{AT_HOME, Paper, Shape};

/// Where a lesson stands: day 0–4, place in the day from 1 on the common scale of both shifts.
pub(super) type Place = (usize, usize);

/// The second shift's first lesson begins with the first shift's fourth.
pub(super) const SECOND_SHIFT: usize = 3;

/// Lesson number after the last that a first-shift class has: for pupils taught at home.
const AFTER: usize = 8;

/// A lesson that must stand somewhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pin {
    pub class: usize,
    pub subject: usize,
    pub at: Place,
}

/// What must hold beside the laws.
#[derive(Debug, Default)]
pub(super) struct Wishes {
    pub pins: Vec<Pin>,
    /// Times at which a teacher is not to have a lesson (a substitution is waiting).
    pub free: Vec<(usize, Place)>,
}

/// A lesson of the week: the journals (both subgroups together) and its place.
#[derive(Debug, Clone)]
pub(super) struct Woven {
    pub class: usize,
    pub journals: Vec<usize>,
    pub at: Place,
}

#[derive(Debug, Clone)]
struct Cell {
    at: Place,
    unit: usize,
    fixed: bool,
}

/// A subject of a class, as one lesson.
#[derive(Debug, Clone)]
struct Unit {
    subject: usize,
    journals: Vec<usize>,
    teachers: Vec<usize>,
    /// How often it may stand on one day.
    daily: usize,
}

struct Loom {
    units: Vec<Unit>,
    cells: Vec<Vec<Cell>>,
    busy: HashMap<(usize, Place), i32>,
}

/// Weaves the week of a school.
pub(super) fn weave(shape: &Shape, wishes: &Wishes, random: &mut Random) -> Vec<Woven> {
    let mut woven = (0..100).find_map(|_| attempt(shape, wishes, random)).expect("a school has a timetable");
    for (nth, (place, paper)) in at_home(shape).flat_map(|at| std::iter::repeat_n(at, at.1.hours)).enumerate() {
        // Tuesday and Thursday, then Monday: never on a Friday, so that the school's day stays short then.
        woven.push(Woven { class: paper.class, journals: vec![place], at: ([1, 3, 0][nth % 3], AFTER) });
    }
    woven.sort_by_key(|woven| (woven.class, woven.at, woven.journals[0]));
    woven
}

fn at_home(shape: &Shape) -> impl Iterator<Item = (usize, &Paper)> {
    shape.journals.iter().enumerate().filter(|(_, paper)| paper.group == AT_HOME)
}

fn attempt(shape: &Shape, wishes: &Wishes, random: &mut Random) -> Option<Vec<Woven>> {
    let mut loom = Loom { units: Vec::new(), cells: Vec::new(), busy: HashMap::new() };
    for (teacher, at) in &wishes.free {
        *loom.busy.entry((*teacher, *at)).or_default() += 1;
    }
    for class in 0..shape.classes.len() {
        loom.dress(shape, wishes, class, random)?;
    }
    loom.settle(random).then(|| loom.finish())
}

impl Loom {
    /// Gives a class its places and puts its lessons there: pinned ones, pairs, then the rest as it comes.
    fn dress(&mut self, shape: &Shape, wishes: &Wishes, class: usize, random: &mut Random) -> Option<()> {
        let grade = shape.classes[class].grade;
        let mut units: Vec<(usize, usize)> = Vec::new();
        for (subject, meant) in shape.subjects.iter().enumerate() {
            let journals = shape.journals_of(class, subject);
            if journals.is_empty() {
                continue;
            }
            let teachers = journals.iter().map(|place| shape.journals[*place].teacher).collect();
            let hours = meant.hours(grade);
            units.push((self.units.len(), hours));
            self.units.push(Unit { subject, journals, teachers, daily: hours.div_ceil(5) });
        }
        let pins: Vec<Pin> = wishes.pins.iter().filter(|pin| pin.class == class).copied().collect();
        let total = units.iter().map(|(_, hours)| hours).sum();
        let first = if shape.classes[class].second { SECOND_SHIFT } else { 0 };
        let mut cells: Vec<Cell> =
            places(total, &pins, first).into_iter().map(|at| Cell { at, unit: usize::MAX, fixed: false }).collect();
        for pin in &pins {
            let unit = units.iter_mut().find(|(unit, _)| self.units[*unit].subject == pin.subject)?;
            let cell = cells.iter_mut().find(|cell| cell.at == pin.at && !cell.fixed)?;
            (cell.unit, cell.fixed) = (unit.0, true);
            unit.1 = unit.1.checked_sub(1)?;
        }
        for cell in cells.iter().filter(|cell| cell.fixed) {
            self.mark(cell.unit, cell.at, 1);
        }
        for (unit, hours) in &mut units {
            if *hours == 2 && shape.subjects[self.units[*unit].subject].doubled {
                self.pair(*unit, &mut cells, random)?;
                *hours = 0;
            }
        }
        let mut rest: Vec<usize> = units.iter().flat_map(|(unit, hours)| std::iter::repeat_n(*unit, *hours)).collect();
        random.shuffle(&mut rest);
        for (cell, unit) in cells.iter_mut().filter(|cell| !cell.fixed).zip(rest) {
            cell.unit = unit;
            self.mark(unit, cell.at, 1);
        }
        self.cells.push(cells);
        Some(())
    }

    /// Two neighbouring free places at which the teachers are free.
    fn pair(&mut self, unit: usize, cells: &mut [Cell], random: &mut Random) -> Option<()> {
        let next = |cell: &Cell| (cell.at.0, cell.at.1 + 1);
        let fits = |at: usize| {
            let cell: &Cell = &cells[at];
            let free = |cell: &Cell| {
                !cell.fixed && self.units[unit].teachers.iter().all(|teacher| self.count(*teacher, cell.at) == 0)
            };
            let second = cells.iter().position(|other| other.at == next(cell))?;
            (free(cell) && free(&cells[second])).then_some((at, second))
        };
        let found: Vec<(usize, usize)> = (0..cells.len()).filter_map(fits).collect();
        if found.is_empty() {
            return None;
        }
        let (one, two) = *random.pick(&found);
        for place in [one, two] {
            (cells[place].unit, cells[place].fixed) = (unit, true);
            self.mark(unit, cells[place].at, 1);
        }
        Some(())
    }

    fn count(&self, teacher: usize, at: Place) -> i32 {
        self.busy.get(&(teacher, at)).copied().unwrap_or_default()
    }

    fn mark(&mut self, unit: usize, at: Place, change: i32) {
        for teacher in self.units[unit].teachers.clone() {
            *self.busy.entry((teacher, at)).or_default() += change;
        }
    }

    /// How badly a lesson stands where it stands: wanted teachers weigh more than a subject too often on one day.
    fn pain(&self, class: usize, cell: usize) -> i32 {
        let Cell { at, unit, .. } = self.cells[class][cell];
        let clashes: i32 = self.units[unit].teachers.iter().map(|teacher| (self.count(*teacher, at) - 1).max(0)).sum();
        let today = self.cells[class].iter().filter(|other| other.at.0 == at.0 && other.unit == unit).count();
        clashes * 10 + i32::from(today > self.units[unit].daily) * 3
    }

    fn swap(&mut self, class: usize, one: usize, two: usize) {
        let (a, b) = (self.cells[class][one].clone(), self.cells[class][two].clone());
        self.mark(a.unit, a.at, -1);
        self.mark(b.unit, b.at, -1);
        self.mark(a.unit, b.at, 1);
        self.mark(b.unit, a.at, 1);
        self.cells[class][one].unit = b.unit;
        self.cells[class][two].unit = a.unit;
    }

    /// Lets lessons change places until nothing hurts; `false` when it takes too long.
    fn settle(&mut self, random: &mut Random) -> bool {
        for _ in 0..20_000 {
            let aching: Vec<(usize, usize)> = (0..self.cells.len())
                .flat_map(|class| (0..self.cells[class].len()).map(move |cell| (class, cell)))
                .filter(|(class, cell)| !self.cells[*class][*cell].fixed && self.pain(*class, *cell) > 0)
                .collect();
            if aching.is_empty() {
                return self.at_peace();
            }
            let (class, cell) = *random.pick(&aching);
            self.relieve(class, cell, random);
        }
        false
    }

    fn at_peace(&self) -> bool {
        self.cells.iter().enumerate().all(|(class, cells)| (0..cells.len()).all(|cell| self.pain(class, cell) < 10))
    }

    fn relieve(&mut self, class: usize, cell: usize, random: &mut Random) {
        let others: Vec<usize> = (0..self.cells[class].len())
            .filter(|other| *other != cell && !self.cells[class][*other].fixed)
            .filter(|other| self.cells[class][*other].unit != self.cells[class][cell].unit)
            .collect();
        if others.is_empty() {
            return;
        }
        if random.per_mille(30) {
            let other = *random.pick(&others);
            self.swap(class, cell, other);
            return;
        }
        let mut best: Vec<usize> = Vec::new();
        let mut least = i32::MAX;
        for other in others {
            let before = self.pain(class, cell) + self.pain(class, other);
            self.swap(class, cell, other);
            let change = self.pain(class, cell) + self.pain(class, other) - before;
            self.swap(class, cell, other);
            if change < least {
                (least, best) = (change, Vec::new());
            }
            if change == least {
                best.push(other);
            }
        }
        let other = *random.pick(&best);
        self.swap(class, cell, other);
    }

    fn finish(self) -> Vec<Woven> {
        let units = &self.units;
        let class = |(class, cells): (usize, Vec<Cell>)| {
            cells.into_iter().map(move |cell| Woven { class, journals: units[cell.unit].journals.clone(), at: cell.at })
        };
        self.cells.into_iter().enumerate().flat_map(class).collect()
    }
}

/// As many places as lessons, spread over five days; a day reaches at least to its last pin.
fn places(total: usize, pins: &[Pin], first: usize) -> Vec<Place> {
    let mut lengths = [0; 5];
    for pin in pins {
        lengths[pin.at.0] = lengths[pin.at.0].max(pin.at.1 - first);
    }
    while lengths.iter().sum::<usize>() < total {
        // The first of the shortest days: extra lessons come early in the week.
        let day = (0..5).min_by_key(|day| lengths[*day]).expect("five days");
        lengths[day] += 1;
    }
    let day = |(day, length): (usize, &usize)| (1..=*length).map(move |number| (day, first + number));
    lengths.iter().enumerate().flat_map(day).collect()
}
