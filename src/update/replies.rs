//! Answers of the shell: from the disk, from the server, about the link.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::edit::{attempt, forget};
use super::{
    corrections, deadlines, go, grid, history, jump, keys, lesson, literacy, lock, queue, review, roll_call, sign_in, terms,
    today, undo, week,
};
use crate::action::Action;
use crate::domain::{Account, OperationId, Page};
use crate::effect::Effect;
use crate::entry::{Answers, Book, Caption, Told};
use crate::event::{Latched, Reply, Source};
use crate::outbox::{Entry, Life};
use crate::protocol::SchoolInfo;
use crate::state::today::Loading;
use crate::state::{Attempt, Dialog, Link, Notice, OpenBook, Screen, State};

/// Takes an answer. One to a question that was forgotten is dropped.
pub fn take(state: &mut State, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Entries(entries) => self::entries(state, entries),
        Reply::Queue(lines) => whole_queue(state, lines),
        Reply::NotRecorded { operations, why } => {
            not_recorded(state, &operations, why);
            Vec::new()
        }
        Reply::School { account, school } => self::school(state, *account, *school),
        Reply::Day { generation, day, .. } => self::day(state, generation, *day),
        Reply::Page { page, entries, read_at, source, .. } => self::page(state, *page, &entries, read_at, source),
        Reply::Journals { generation, journals } if current(generation, state.screens.journals.asked) => {
            let list = &mut state.screens.journals;
            list.journals = journals.journals;
            list.loading = Loading::Here;
            let gone = list.selected.as_ref().is_none_or(|id| list.journals.iter().all(|journal| journal.id != *id));
            if gone {
                list.selected = list.journals.first().map(|journal| journal.id.clone());
            }
            Vec::new()
        }
        Reply::Status { generation, status } if current(generation, state.screens.deadlines.asked) => {
            state.screens.deadlines.status = Some(*status);
            state.screens.deadlines.loading = Loading::Here;
            deadlines::select(state, Action::Back);
            Vec::new()
        }
        Reply::Review { generation, survey, source } if current(generation, state.screens.review.asked) => {
            review::take(state, *survey, source == Source::Server);
            Vec::new()
        }
        Reply::Corrections { generation, corrections } if current(generation, state.screens.corrections.asked) => {
            corrections::take(state, *corrections);
            Vec::new()
        }
        Reply::Phrases { generation, phrases } if current(generation, state.screens.before.asked) => {
            state.screens.before.phrases = *phrases;
            Vec::new()
        }
        Reply::History { generation, history } => {
            history::take(state, generation, *history);
            Vec::new()
        }
        Reply::Journals { .. }
        | Reply::Status { .. }
        | Reply::Review { .. }
        | Reply::Corrections { .. }
        | Reply::Phrases { .. } => Vec::new(),
        Reply::Link(link) => {
            // That a sign-in is needed is known before anybody was asked.
            if (state.program.link, link) != (Link::SignInNeeded, Link::Unknown) {
                state.program.link = link;
            }
            say_wrong_clock(state);
            // An outage that begins or ends is news for what waits.
            if state.screen == Screen::Queue && !state.waiting.is_empty() { vec![Effect::LoadQueue] } else { Vec::new() }
        }
        Reply::SignInNeeded => sign_in_needed(state),
        Reply::SignedIn { account, must_change_password, last } => {
            state.screens.sign_in.last = last;
            signed_in(state, *account, must_change_password)
        }
        Reply::PasswordChanged => sign_in::done(state),
        Reply::Latched(Latched::Opened) => lock::opened(state),
        Reply::Latched(Latched::Wrong(why)) => lock::refused(state, why),
        Reply::Latched(Latched::Undecided(why)) => {
            lock::undecided(state, why);
            Vec::new()
        }
        Reply::DemoServer(server) => {
            state.program.demo = Some(server);
            Vec::new()
        }
        Reply::Failed { generation, why } => failed(state, generation, why),
        Reply::Missing { generation, .. } => {
            let _ = missing(state, generation);
            Vec::new()
        }
    }
}

/// A day came: for «Сегодня», for the jump list, for the week.
fn day(state: &mut State, generation: u64, day: crate::protocol::Day) -> Vec<Effect> {
    let is_asked = state.agenda.answered(generation).is_some() || current(generation, state.screens.today.asked);
    if !is_asked {
        return Vec::new();
    }
    state.agenda.take(day.date, day.lessons.clone());
    jump::refresh(state);
    match state.screen {
        Screen::Week => week::settle(state),
        Screen::RollCall => roll_call::news(state),
        _ => {}
    }
    today::take(state, day)
}

const fn current(generation: u64, asked: u64) -> bool {
    generation == 0 || generation == asked
}

/// Entries changed their life. What was taken back on the screen stays away, unless it had left already.
fn entries(state: &mut State, entries: Vec<Entry>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for entry in entries {
        let id = entry.operation.id;
        match (state.program.taking_back.get(&id).cloned(), entry.life) {
            (None, _) => put(state, entry),
            (Some(_), Life::Withdrawn | Life::Superseded) => {
                state.program.taking_back.remove(&id);
            }
            (Some(_), _) if entry.never_left() => {}
            (Some(change), _) => {
                // Too late: it was on its way. What undoes it is a new operation on top of it.
                state.program.taking_back.remove(&id);
                let journal = caption(state, &entry).map(|caption| caption.journal);
                put(state, entry);
                if let Some(journal) = journal {
                    effects.extend(attempt(state, &journal, Attempt::Insist(vec![change]), Answers::default()));
                }
            }
        }
    }
    if state.screen == Screen::Queue {
        queue::select(state, Action::Back);
    }
    if state.screen == Screen::Terms && state.screens.terms.loading == Loading::Here {
        terms::refresh(state);
    }
    jump::refresh(state);
    if state.screen == Screen::Today {
        effects.extend(today::refresh(state));
    }
    effects
}

/// Says once that the computer's clock is wrong; «Очередь» says it for as long as it is so.
fn say_wrong_clock(state: &mut State) {
    let Some((key, minutes)) = state.wrong_clock() else {
        state.program.clock_said = false;
        return;
    };
    if !std::mem::replace(&mut state.program.clock_said, true) && state.notice.is_none() {
        state.notice = Some(crate::state::Notice::Says(key, vec![("n", minutes.to_string())]));
    }
}

fn put(state: &mut State, entry: Entry) {
    let id = entry.operation.id;
    if entry.life.waits() && state.waiting.is_settled(id) {
        return;
    }
    let caption = if state.waiting.get(id).is_none() && entry.life.waits() { caption(state, &entry) } else { None };
    let book = state.books.values_mut().find(|open| open.book.holds(&entry.operation));
    if let Some(open) = book {
        open.book.put(entry.clone());
    }
    state.waiting.put(entry, caption);
}

fn caption(state: &State, entry: &Entry) -> Option<Caption> {
    state.books.values().find_map(|open| Caption::of(open.book.page(), &entry.operation))
}

/// The queue was read anew: entries that are gone go, new ones come, captions are completed.
fn whole_queue(state: &mut State, lines: Vec<Told>) -> Vec<Effect> {
    // What was made while the queue was being read may be missing in it.
    let read_since = state.program.reading.now - TimeDelta::seconds(10);
    let known: HashSet<OperationId> = lines.iter().map(|line| line.entry.operation.id).collect();
    let gone: Vec<OperationId> = state
        .waiting
        .entries()
        .filter(|entry| !known.contains(&entry.operation.id) && entry.operation.made_at < read_since)
        .map(|entry| entry.operation.id)
        .collect();
    for id in gone {
        state.waiting.remove(id);
    }
    for Told { entry, caption, carry } in lines {
        let id = entry.operation.id;
        if state.program.taking_back.contains_key(&id) || state.waiting.is_settled(id) {
            continue;
        }
        let caption = caption.or_else(|| self::caption(state, &entry));
        if let Some(open) = state.books.values_mut().find(|open| open.book.holds(&entry.operation)) {
            open.book.put(entry.clone());
        }
        state.waiting.put(entry, caption);
        state.waiting.carry(id, carry);
    }
    queue::select(state, Action::Back);
    if state.screen == Screen::Today { today::refresh(state) } else { Vec::new() }
}

/// The disk did not take the operations: the screen shows again what stood there, and a dialog says so.
fn not_recorded(state: &mut State, operations: &[OperationId], why: String) {
    for id in operations.iter().rev() {
        forget(state, None, *id);
    }
    state.undo.retain(|step| !step.operations.iter().any(|id| operations.contains(id)));
    state.dialog = Some(Dialog::NotKept { why });
}

fn school(state: &mut State, account: Account, school: SchoolInfo) -> Vec<Effect> {
    let first = state.desk.is_none();
    let same = state.desk.as_ref().is_some_and(|desk| desk.account.id == account.id);
    state.sit_down(account, school);
    if state.desk.is_none() || (!first && same) {
        return Vec::new();
    }
    if state.screens.sign_in.stage == crate::state::sign_in::Stage::NewPassword {
        return Vec::new();
    }
    state.screen = state.home();
    state.behind.clear();
    if let Some(now) = state.clock() {
        state.screens.today.date = Some(now.date());
        state.screens.deadlines.date = Some(now.date());
    }
    let mut effects = vec![Effect::LoadQueue];
    effects.extend(go::arrive(state));
    sign_in::say_last(state);
    effects
}

/// A page came: entries that wait are laid over it, and the screens that waited for it take it.
fn page(state: &mut State, page: Page, entries: &[Entry], read_at: DateTime<Utc>, source: Source) -> Vec<Effect> {
    let Some(desk) = &state.desk else { return Vec::new() };
    let journal = page.journal.id.clone();
    let older = state.books.get(&journal).is_some_and(|open| {
        let same = open.book.page().period.id == page.period.id;
        same && (open.read_at > read_at || (open.read_at == read_at && source == Source::Cache))
    });
    if !older {
        let own =
            state.waiting.entries().filter(|entry| !entries.iter().any(|other| other.operation.id == entry.operation.id));
        let given_up = |entry: &&Entry| !state.program.taking_back.contains_key(&entry.operation.id);
        let laid: Vec<Entry> = entries.iter().filter(given_up).chain(own).cloned().collect();
        let book = Book::new(page, laid, desk);
        state.books.insert(journal.clone(), OpenBook { book, read_at, used: state.program.generation });
        go::close_books(state);
        complete_captions(state, &journal);
    }
    let mut effects = arrived(state, &journal);
    effects.extend(undo::arrived(state, &journal));
    effects.extend(literacy::arrived(state, &journal));
    if state.screen == Screen::Terms && state.screens.terms.journal.as_ref() == Some(&journal) {
        effects.extend(terms::arrived(state));
    }
    effects
}

/// Entries whose place was not known get their captions from the new page.
fn complete_captions(state: &mut State, journal: &crate::domain::JournalId) {
    let Some(open) = state.books.get(journal) else { return };
    let bare = state.waiting.lines().filter(|line| line.caption.is_none());
    let found: Vec<(Entry, Caption)> =
        bare.filter_map(|line| Some((line.entry.clone(), Caption::of(open.book.page(), &line.entry.operation)?))).collect();
    for (entry, caption) in found {
        state.waiting.put(entry, Some(caption));
    }
}

fn arrived(state: &mut State, journal: &crate::domain::JournalId) -> Vec<Effect> {
    match state.screen {
        Screen::Grid if state.screens.grid.journal.as_ref() == Some(journal) => grid::place(state),
        Screen::RollCall if waits(state.screens.roll_call.journal.as_ref(), journal, state.screens.roll_call.loading) => {
            roll_call::fill(state);
        }
        Screen::Lesson if waits(state.screens.lesson.journal.as_ref(), journal, state.screens.lesson.loading) => {
            lesson::fill(state);
        }
        Screen::Today => return today::refresh(state),
        _ => return Vec::new(),
    }
    keys::press_early(state)
}

/// A form that is filled already is not filled again: what was typed into it counts.
fn waits(of: Option<&crate::domain::JournalId>, journal: &crate::domain::JournalId, loading: Loading) -> bool {
    of == Some(journal) && loading != Loading::Here
}

/// At the start, before the server has answered anything, «Вход» opens: who sits down expects to be asked, and what is
/// typed then must not land in a cell. Later nobody is interrupted: the header says it, and F5 asks.
fn sign_in_needed(state: &mut State) -> Vec<Effect> {
    let at_start = state.program.link == Link::Unknown && state.dialog.is_none();
    state.program.link = Link::SignInNeeded;
    if state.desk.is_some() && state.screen == Screen::SignIn {
        // It is being asked for already: what is half typed stays.
        return Vec::new();
    }
    if state.desk.is_none() {
        state.screen = Screen::SignIn;
        state.screens.sign_in.asking = false;
    } else if at_start && state.screens.sign_in.asking {
        // What opened the store is being tried at the server: nobody is asked for it twice.
    } else if at_start {
        return go::sign_in(state);
    } else {
        super::say(state, "notice-sign-in-needed");
    }
    Vec::new()
}

fn signed_in(state: &mut State, account: Account, must_change_password: bool) -> Vec<Effect> {
    let mut effects = if state.lock.asking { lock::opened(state) } else { Vec::new() };
    effects.extend(session(state, account, must_change_password));
    effects
}

fn session(state: &mut State, account: Account, must_change_password: bool) -> Vec<Effect> {
    if state.program.link == Link::SignInNeeded {
        state.program.link = Link::Up;
    }
    if let Some(desk) = &mut state.desk
        && desk.account.id == account.id
    {
        desk.account = account;
    }
    if must_change_password {
        state.screen = Screen::SignIn;
        sign_in::force_change(state);
        return Vec::new();
    }
    sign_in::done(state)
}

fn failed(state: &mut State, generation: u64, why: String) -> Vec<Effect> {
    if state.lock.asking && generation == 0 {
        // Without the server only the password of the last sign-in is known, and this is not it.
        let is_link = why.starts_with("remote-") && why != "remote-sign-in" || why == "sync-cut";
        return lock::refused(state, if is_link { "lock-password-wrong".to_owned() } else { why });
    }
    fail(state, generation, why);
    Vec::new()
}

fn fail(state: &mut State, generation: u64, why: String) {
    // Whoever opened the store has been asked already: what lacks is the server's answer, and the header says so.
    let is_tried = state.screens.sign_in.asking || matches!(state.program.link, Link::Down { .. });
    if is_tried && why == "sync-sign-in-needed" {
        missing(state, generation);
        return;
    }
    if state.screens.sign_in.asking && generation == 0 {
        sign_in::failed(state, why);
        if state.screen == Screen::SignIn {
            return;
        }
        // The store was opened by it, and the server does not take it: it was changed elsewhere.
        state.notice = state.screens.sign_in.problem.take().map(Notice::Failed);
        return;
    }
    let is_day = missing(state, generation);
    if generation != 0 && !is_day {
        state.notice = Some(Notice::Failed(why));
    }
}

/// What was asked for is not to be had. What is shown already stays. Says whether it was a day of the agenda.
fn missing(state: &mut State, generation: u64) -> bool {
    let screens = &mut state.screens;
    let asked = |asked: u64, loading: &mut Loading| {
        if asked == generation && *loading == Loading::Asked {
            *loading = Loading::Missing;
        }
    };
    asked(screens.today.asked, &mut screens.today.loading);
    asked(screens.journals.asked, &mut screens.journals.loading);
    asked(screens.review.asked, &mut screens.review.loading);
    asked(screens.terms.asked, &mut screens.terms.loading);
    asked(screens.deadlines.asked, &mut screens.deadlines.loading);
    asked(screens.corrections.asked, &mut screens.corrections.loading);
    if screens.corrections.asked == generation {
        screens.corrections.done = None;
    }
    let (day, page) = (screens.today.asked, screens.grid.asked);
    asked(page, &mut screens.grid.loading);
    asked(page, &mut screens.roll_call.loading);
    asked(page, &mut screens.lesson.loading);
    if [day, page].contains(&generation) {
        state.program.early.clear();
    }
    history::missing(state, generation);
    undo::missing(state, generation);
    literacy::missing(state, generation);
    state.agenda.failed(generation)
}
