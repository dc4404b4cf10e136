//! The jump list: what is not filled, or late, in the lessons of the last week, and the way to the very field.

use chrono::Days;

use super::{ask, go, say};
use crate::domain::{DutyState, LessonRow};
use crate::effect::Effect;
use crate::entry::Spot;
use crate::outbox::Life;
use crate::state::agenda::{Field, Gap};
use crate::state::today::Loading;
use crate::state::{Dialog, Return, Screen, State, lesson};

/// How many days before today are looked through.
const DAYS_BACK: u64 = 7;

/// Opens the list and reads its days anew: what was acknowledged meanwhile counts.
pub fn open(state: &mut State) -> Vec<Effect> {
    let Some(now) = state.clock() else { return Vec::new() };
    let shown = state.screens.today.date;
    // The day of «Сегодня» comes last: the worker watches the day that it was asked for last.
    let mut effects = Vec::new();
    for back in (0..=DAYS_BACK).rev() {
        let Some(date) = now.date().checked_sub_days(Days::new(back)) else { continue };
        if Some(date) != shown {
            effects.push(load(state, date));
        }
    }
    effects.extend(shown.map(|date| load(state, date)));
    state.dialog = Some(Dialog::Jump { gaps: gaps(state), chosen: 0, undecided: undecided(state) });
    effects
}

/// Asks for a day of the agenda.
pub fn load(state: &mut State, date: chrono::NaiveDate) -> Effect {
    let generation = ask(state);
    state.agenda.asked(generation, date);
    Effect::LoadDay { date, generation }
}

/// A day came, or an entry: the list that is open follows, the cursor stays on its line.
pub fn refresh(state: &mut State) {
    let Some(Dialog::Jump { gaps: before, chosen, .. }) = &state.dialog else { return };
    let at = before.get(*chosen).map(|gap| (gap.lesson.id.clone(), gap.field.clone()));
    let (gaps, undecided) = (gaps(state), undecided(state));
    let same = |gap: &Gap| at.as_ref().is_some_and(|(lesson, field)| gap.lesson.id == *lesson && gap.field == *field);
    let chosen = gaps.iter().position(same).unwrap_or(0);
    state.dialog = Some(Dialog::Jump { gaps, chosen, undecided });
}

fn undecided(state: &State) -> usize {
    state.waiting.entries().filter(|entry| matches!(entry.life, Life::Conflict | Life::Refused)).count()
}

/// What waits for the teacher in the days that are known, the most urgent first.
fn gaps(state: &State) -> Vec<Gap> {
    let Some(now) = state.clock() else { return Vec::new() };
    let first = now.date().checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(now.date());
    let within = |row: &&LessonRow| (first..=now.date()).contains(&row.lesson.date) && !row.lesson.cancelled;
    let mut gaps: Vec<Gap> = Vec::new();
    for row in state.agenda.rows().filter(within) {
        let Some(judged) = state.judged(row) else { continue };
        let duties = &judged.duties;
        let mut owes = |duty: &crate::domain::Duty, field: Field| {
            if matches!(duty.state, DutyState::Waiting | DutyState::Overdue) {
                gaps.push(Gap { lesson: row.lesson.clone(), field, duty: duty.clone() });
            }
        };
        owes(&duties.attendance, Field::Attendance);
        owes(&duties.topic, Field::Topic);
        owes(&duties.homework, Field::Homework);
        let fill = state.desk.as_ref().and_then(|desk| crate::regulation::owed_work(&desk.profile, &judged.row));
        let (work, missing, of) = fill.map_or((None, 0, 0), |fill| (Some(fill.work.id.clone()), fill.owed, fill.of));
        owes(&duties.marks, Field::Marks { work, owed: missing, of });
    }
    gaps.sort_by(|a, b| {
        let key = |gap: &Gap| (gap.duty.due, gap.lesson.date, gap.lesson.number);
        key(a).cmp(&key(b))
    });
    gaps
}

/// Goes to the field of a line. Esc leads back to where the person was.
pub fn choose(state: &mut State, gaps: &[Gap], chosen: usize) -> Vec<Effect> {
    let Some(gap) = gaps.get(chosen) else {
        // The first line of an empty list with something undecided is the way to the queue.
        return if undecided(state) > 0 { go::open(state, Screen::Queue) } else { Vec::new() };
    };
    let place = go::Place {
        journal: gap.lesson.journal.clone(),
        grade: gap.lesson.grade,
        date: gap.lesson.date,
        lesson: Some(gap.lesson.id.clone()),
    };
    match &gap.field {
        Field::Attendance => go::open_roll_call(state, &place),
        Field::Topic | Field::Homework => {
            let effects = go::open_lesson(state, &place);
            let field = if gap.field == Field::Topic { lesson::Field::Topic } else { lesson::Field::Homework };
            state.screens.lesson.field = field;
            effects
        }
        Field::Marks { work, .. } => {
            let here = (state.screen == Screen::Grid).then(|| Return {
                journal: state.screens.grid.journal.clone(),
                period: state.screens.grid.period.clone(),
                spot: state.screens.grid.cursor.clone(),
            });
            state.screens.grid.seek.clone_from(work);
            let effects = go::open_grid(state, &place);
            state.screens.grid.returns = here;
            if state.screen == Screen::Grid && state.screens.grid.loading == Loading::Asked && effects.is_empty() {
                super::grid::place(state);
            }
            effects
        }
    }
}

/// Back to the place in the grid that a jump was made from.
pub fn give_back(state: &mut State) -> Option<Vec<Effect>> {
    let Return { journal, period, spot } = state.screens.grid.returns.take()?;
    let grid = &mut state.screens.grid;
    (grid.journal, grid.period, grid.cursor) = (journal, period, spot);
    grid.findings.clear();
    grid.loading = Loading::Asked;
    let effects = super::grid::arrive(state);
    say(state, "notice-jumped-back");
    Some(effects)
}

/// The first cell of a work that still needs a mark.
pub fn first_gap(state: &State, work: &crate::domain::WorkId) -> Option<Spot> {
    let book = state.open_book()?;
    let column = book.column_of(work)?;
    let row = (0..book.pupils().len()).find(|row| {
        let owes = !book.pupils()[*row].home_schooled;
        owes && book.cell_at(*row, column).is_some_and(|cell| cell.text.is_empty() && !cell.off_roster)
    })?;
    Some(Spot { work: work.clone(), pupil: book.pupils()[row].id.clone() })
}
