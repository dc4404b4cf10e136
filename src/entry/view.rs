//! What a grid shows of a book: columns, cells, tallies.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Lesson, LessonId, LessonRow, Marks, Pupil, PupilId, Target, Teller, Value, WorkId, WorkSpec};
use crate::outbox::{Entry, Life};

/// A place in the grid. The cursor is one of these: never a row and a column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The work, which is the column.
    pub work: WorkId,
    /// The pupil, who is the row.
    pub pupil: PupilId,
}

/// A column of the grid: one work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The work; [`WorkId::first_of`] for a lesson that has none yet.
    pub work: WorkId,
    /// The lesson; `None` for «Тетрадь».
    pub lesson: Option<LessonId>,
    /// Date of the lesson.
    pub date: Option<NaiveDate>,
    /// Number of the lesson in the day.
    pub number: Option<u8>,
    /// What the work is: `oral` for a lesson that has none yet.
    pub spec: WorkSpec,
    /// Whether the work is there already. The first mark of a lesson makes its work.
    pub made: bool,
}

/// A cell of the grid, ready to be drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CellView {
    /// In the profile's spelling: «5/4», «н», «н5», «ОТ»; empty.
    pub text: String,
    /// Whether the pupil was absent.
    pub absent: bool,
    /// The marks.
    pub marks: Option<Marks>,
    /// Where the weakest own entry of the cell is; `None`: all that is shown is in the journal (or nothing is).
    pub life: Option<Life>,
    /// Why the pupil is or was absent, as the class teacher wrote, and who told it.
    pub reason: Option<(String, Teller)>,
    /// A comment on the marks.
    pub comment: Option<String>,
    /// Whether the pupil does not belong to the lesson: not in the class on its date, or in another subgroup.
    pub off_roster: bool,
}

/// Whether the pupil belongs to the lesson: in the class on its date, and in its subgroup.
#[must_use]
pub fn belongs(pupil: &Pupil, lesson: &Lesson) -> bool {
    let of_group = pupil.group.is_none() || lesson.group.is_none() || pupil.group == lesson.group;
    of_group && pupil.on_roster(lesson.date)
}

/// Marks of a pupil in the period: two marks of one cell count each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many marks.
    pub count: u32,
    /// Their sum.
    pub sum: u32,
}

impl Tally {
    /// The mean in hundredths, rounded half up; `None` without marks.
    #[must_use]
    pub const fn mean_hundredths(self) -> Option<u32> {
        if self.count == 0 { None } else { Some((200 * self.sum + self.count) / (2 * self.count)) }
    }

    pub(super) fn add(&mut self, marks: Marks) {
        for mark in marks.each() {
            self.count += 1;
            self.sum += u32::from(mark.value());
        }
    }
}

/// Lays the own entries that wait over a row of the day list, for a journal whose page is not at hand. With a page,
/// [`super::Book::fill`] is exact; this counts a mark as new when its pupil has no other waiting mark of the lesson.
pub fn overlay_row<'a>(row: &mut LessonRow, entries: impl IntoIterator<Item = &'a Entry>) {
    let first = WorkId::first_of(&row.lesson.id);
    let (mut marked, mut first_marks): (Vec<&PupilId>, u32) = (Vec::new(), 0);
    for entry in entries.into_iter().filter(|entry| entry.life.waits()) {
        let there = entry.operation.value.is_some();
        match &entry.operation.target {
            Target::Attendance { lesson } if *lesson == row.lesson.id => row.fill.attendance = there,
            Target::Absence { lesson, .. } if *lesson == row.lesson.id && there => {
                row.fill.absent += 1;
                row.fill.attendance = true;
            }
            Target::Topic { lesson } if *lesson == row.lesson.id => row.fill.topic = there,
            Target::Homework { lesson } if *lesson == row.lesson.id => row.fill.homework = there,
            Target::NotHeld { lesson } if *lesson == row.lesson.id => row.fill.not_held = there,
            Target::Marks { work, pupil } if there && !marked.contains(&pupil) => {
                let made_here = matches!(&entry.operation.value, Some(Value::Marks { creates: Some(new), .. })
                    if new.lesson.as_ref() == Some(&row.lesson.id));
                let known = row.fill.works.iter().any(|fill| fill.work.id == *work);
                if *work == first || made_here || known {
                    marked.push(pupil);
                    // Where nothing stood before, the server has not counted it.
                    first_marks += u32::from(entry.operation.base.is_none());
                }
            }
            _ => {}
        }
    }
    row.fill.marks = (row.fill.marks + first_marks).max(u32::try_from(marked.len()).unwrap_or(u32::MAX));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Mark;

    #[test]
    fn both_marks_of_a_cell_count_and_halves_round_up() {
        let mark = |value| Mark::new(value).expect("a mark of the scale");
        let mut tally = Tally::default();
        assert_eq!(tally.mean_hundredths(), None);
        tally.add(Marks::dual(mark(5), mark(4)));
        assert_eq!((tally.count, tally.mean_hundredths()), (2, Some(450)));
        tally.add(Marks::single(mark(4)));
        assert_eq!(tally.mean_hundredths(), Some(433), "13 : 3");
        assert_eq!(Tally { count: 8, sum: 29 }.mean_hundredths(), Some(363), "3.625 is rounded up");
    }
}
