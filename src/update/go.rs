//! From one screen to another.

use chrono::NaiveDate;

use super::{ask, cells, corrections, deadlines, grid, lesson, pile, queue, review, roll_call, say, terms, today, week};
use crate::domain::{JournalId, LessonId};
use crate::effect::Effect;
use crate::entry::Position;
use crate::state::dialog::Then;
use crate::state::sign_in::SignIn;
use crate::state::today::Loading;
use crate::state::{Link, Notice, Screen, State};

/// How many journal pages are kept open.
const BOOKS: usize = 8;

/// Opens a screen on top of the one that is shown.
pub fn open(state: &mut State, screen: Screen) -> Vec<Effect> {
    if state.screen == screen {
        return Vec::new();
    }
    let mut effects = leave(state);
    state.behind.retain(|behind| *behind != screen);
    state.behind.push(state.screen);
    state.screen = screen;
    effects.extend(arrive(state));
    effects
}

/// Goes back to the screen before; on the first screen nothing happens.
pub fn back(state: &mut State) -> Vec<Effect> {
    let Some(before) = state.behind.pop() else { return Vec::new() };
    let mut effects = leave(state);
    state.screen = before;
    effects.extend(arrive(state));
    effects
}

/// Goes back from a form. What is typed in it and not written is said first: the same key again leaves without it.
pub fn back_from_form(state: &mut State) -> Vec<Effect> {
    if may_leave(state) { back(state) } else { Vec::new() }
}

/// Whether nothing would be lost on the way from the screen, or the person has said that it may be.
fn may_leave(state: &mut State) -> bool {
    let unwritten = state.unwritten();
    if unwritten.is_none() || state.program.leaving == unwritten {
        state.program.leaving = None;
        return true;
    }
    state.program.leaving = unwritten;
    say(state, "notice-leave-unwritten");
    false
}

/// Goes to the first screen of the role.
pub fn home(state: &mut State) -> Vec<Effect> {
    let home = state.home();
    if state.screen == home || !may_leave(state) {
        return Vec::new();
    }
    let mut effects = leave(state);
    state.behind.clear();
    state.screen = home;
    effects.extend(arrive(state));
    effects
}

/// What a screen needs when it is shown.
pub fn arrive(state: &mut State) -> Vec<Effect> {
    match state.screen {
        Screen::Today => today::arrive(state),
        Screen::Journals => {
            let generation = ask(state);
            state.screens.journals.asked = generation;
            vec![Effect::LoadJournals { generation }]
        }
        Screen::Week => week::arrive(state),
        Screen::Grid => grid::arrive(state),
        Screen::Terms => terms::arrive(state),
        Screen::Queue => queue::arrive(state),
        Screen::Corrections => corrections::arrive(state),
        Screen::Deadlines => deadlines::arrive(state),
        Screen::Review => review::arrive(state),
        Screen::Help => {
            state.screens.help = 0;
            Vec::new()
        }
        Screen::Plan | Screen::RollCall | Screen::Lesson | Screen::Rule | Screen::SignIn | Screen::Nothing => Vec::new(),
    }
}

/// A screen is left: what was held for second thoughts may go, and the place is kept.
fn leave(state: &mut State) -> Vec<Effect> {
    state.dialog = None;
    state.program.early.clear();
    state.screens.grid.buffer.clear();
    state.screens.terms.late.clear();
    // What the rules said of the last entry is not said of the cell that is found here again.
    state.screens.grid.findings.clear();
    state.screens.terms.findings.clear();
    let grid = &mut state.screens.grid;
    (grid.returns, grid.anchor, grid.pile) = (None, None, None);
    if state.screen == Screen::SignIn {
        return Vec::new();
    }
    vec![Effect::EndHold, Effect::SavePosition(position(state))]
}

/// Where the person is.
fn position(state: &State) -> Position {
    let grid = state.screen == Screen::Grid || state.behind.contains(&Screen::Grid);
    Position {
        screen: if grid { crate::keys::Context::Grid.id() } else { state.context_below().id() }.to_owned(),
        date: state.screens.today.date,
        journal: state.screens.grid.journal.clone(),
        period: state.screens.grid.period.clone(),
        spot: state.screens.grid.cursor.clone(),
        lesson: state.screens.today.selected.clone(),
    }
}

/// Ends the program at once: what waits is on the disk. What is half typed is completed where nothing need be asked.
pub fn quit(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    if state.screen == Screen::Grid {
        effects.extend(cells::complete(state, Then::Stay).unwrap_or_default());
        effects.extend(pile::complete(state));
    }
    effects.extend(leave(state));
    effects.push(Effect::Quit);
    effects
}

/// Sends now what waits and reads the screen anew; where a sign-in is needed, asks for it.
pub fn push(state: &mut State) -> Vec<Effect> {
    if state.program.link == Link::SignInNeeded && state.screen != Screen::SignIn {
        return sign_in(state);
    }
    let mut effects = vec![Effect::EndHold, Effect::Push];
    match state.screen {
        Screen::Grid => effects.extend(reload(state)),
        Screen::Terms => effects.extend(terms::reload(state)),
        Screen::Review => effects.extend(review::load(state)),
        Screen::SignIn => return Vec::new(),
        _ => effects.extend(arrive(state)),
    }
    say_pushing(state);
    effects
}

/// Says what becomes of what waits: that it is being sent only where the server is not known to be away.
pub fn say_pushing(state: &mut State) {
    let waiting = state.waiting.len();
    state.notice = Some(match state.link() {
        Link::Down { .. } if waiting == 0 => Notice::Says("notice-no-server", Vec::new()),
        Link::Down { .. } => Notice::Says("notice-no-server-waiting", vec![("waiting", waiting.to_string())]),
        _ => Notice::Says("notice-pushing", Vec::new()),
    });
}

/// Asks for the password of who sits here. Going back leads to the screen before, where entering goes on without the server.
pub fn sign_in(state: &mut State) -> Vec<Effect> {
    let login = state.desk.as_ref().map(|desk| desk.account.login.clone()).unwrap_or_default();
    let around = std::mem::take(&mut state.screens.sign_in.around);
    state.screens.sign_in = SignIn { around, ..SignIn::for_login(&login) };
    open(state, Screen::SignIn)
}

fn reload(state: &mut State) -> Option<Effect> {
    let (journal, period) = (state.screens.grid.journal.clone()?, state.screens.grid.period.clone()?);
    let generation = ask(state);
    Some(Effect::LoadPage { journal, period, generation })
}

/// A place in a journal that is to be opened.
pub struct Place {
    /// The journal.
    pub journal: JournalId,
    /// The grade, which says what its periods are.
    pub grade: u8,
    /// The date, which says which period.
    pub date: NaiveDate,
    /// The lesson, where it is a certain one.
    pub lesson: Option<LessonId>,
}

/// The lesson that the screen speaks of: selected in the day, or under the cursor of the grid.
pub fn lesson_here(state: &State) -> Option<Place> {
    let lesson = match state.screen {
        Screen::Today => state.lesson(state.screens.today.selected.as_ref()?)?,
        Screen::Week => state.lesson(state.screens.week.selected.as_ref()?)?,
        Screen::Grid => state.open_book()?.lesson_of_work(&state.screens.grid.cursor.as_ref()?.work)?,
        _ => return None,
    };
    Some(Place { journal: lesson.journal.clone(), grade: lesson.grade, date: lesson.date, lesson: Some(lesson.id.clone()) })
}

/// Opens the grid at a place.
pub fn open_grid(state: &mut State, place: &Place) -> Vec<Effect> {
    let same = state.screens.grid.journal.as_ref() == Some(&place.journal);
    let grid = &mut state.screens.grid;
    if !same {
        grid.cursor = None;
        grid.findings.clear();
    }
    grid.journal = Some(place.journal.clone());
    grid.wanted.clone_from(&place.lesson);
    grid.loading = Loading::Asked;
    let needed = need_page(state, place);
    let mut effects = open(state, Screen::Grid);
    effects.extend(needed);
    effects
}

/// Opens the roll call of a lesson.
pub fn open_roll_call(state: &mut State, place: &Place) -> Vec<Effect> {
    let Some(lesson) = place.lesson.clone() else { return Vec::new() };
    let needed = need_page(state, place);
    let mut effects = open(state, Screen::RollCall);
    let news = roll_call::open(state, place.journal.clone(), lesson);
    effects.extend(needed);
    effects.extend(news);
    effects
}

/// Opens a lesson's topic, work and homework.
pub fn open_lesson(state: &mut State, place: &Place) -> Vec<Effect> {
    let Some(lesson) = place.lesson.clone() else { return Vec::new() };
    let needed = need_page(state, place);
    let mut effects = open(state, Screen::Lesson);
    lesson::open(state, place.journal.clone(), lesson);
    effects.extend(needed);
    effects.extend(lesson::ask_phrases(state));
    effects
}

/// Asks for the page of a place, unless it is open already.
pub fn need_page(state: &mut State, place: &Place) -> Option<Effect> {
    let period = state.period_of(place.grade, place.date)?.id.clone();
    state.screens.grid.period = Some(period.clone());
    if let Some(open) = state.books.get_mut(&place.journal) {
        open.used = state.program.generation;
        if open.book.page().period.id == period {
            return None;
        }
    }
    let generation = ask(state);
    state.screens.grid.asked = generation;
    Some(Effect::LoadPage { journal: place.journal.clone(), period, generation })
}

/// Closes the books that were not used for longest.
pub fn close_books(state: &mut State) {
    while state.books.len() > BOOKS {
        let shown = [
            &state.screens.grid.journal,
            &state.screens.roll_call.journal,
            &state.screens.lesson.journal,
            &state.screens.terms.journal,
        ];
        let idle = state.books.iter().filter(|(id, _)| !shown.contains(&&Some((*id).clone())));
        let Some(oldest) = idle.min_by_key(|(_, open)| open.used).map(|(id, _)| id.clone()) else { return };
        state.books.remove(&oldest);
    }
}
