//! From a key to an intention, and from there to the screen that carries it out.

use super::{
    cells, corrections, deadlines, dialogs, go, grid, history, jump, lesson, lock, palette, pile, queue, review, roll_call,
    rule, say, sign_in, terms, today, undo, week,
};
use crate::action::{Action, Tag};
use crate::effect::Effect;
use crate::keys::{Context, Key, Mode};
use crate::state::dialog::{Dialog, Then};
use crate::state::program::Way;
use crate::state::today::Loading;
use crate::state::{Closed, Names, Notice, Screen, State, TextField};

/// How many keys are kept that were pressed before a page came.
const EARLY: usize = 256;

/// Most lines of help that are no keys: headings, signs, what is said of marks and of layouts.
const BESIDE_KEYS: usize = 32;

/// Takes a key.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    rule::remember(state);
    let context = state.context();
    if is_blind(state) && !leads_out(state, context, key) {
        return Vec::new();
    }
    if waits_for_page(state, context, key) && !is_program(state, context, key) {
        if state.program.early.len() < EARLY {
            state.program.early.push(key);
        }
        return Vec::new();
    }
    if let Some(symbol) = state.program.keys.symbol(context, key) {
        if state.screen == Screen::Terms {
            return terms::symbol(state, symbol);
        }
        return if is_closed(state) { Vec::new() } else { cells::symbol(state, symbol) };
    }
    state.screens.grid.swallows_t = false;
    if let Some(action) = state.program.keys.action(context, key) {
        return act(state, context, action);
    }
    if let (Mode::Text, Some(letter)) = (context.mode(), key.typed()) {
        return typed(state, &letter.to_string());
    }
    say(state, "notice-key-unused");
    Vec::new()
}

/// Keys that were pressed before the page came are pressed now.
pub fn press_early(state: &mut State) -> Vec<Effect> {
    let early = std::mem::take(&mut state.program.early);
    early.into_iter().flat_map(|key| press(state, key)).collect()
}

/// Takes text that was pasted as a whole: text into a line, a column into the grid, nothing elsewhere.
pub fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    if is_blind(state) {
        return Vec::new();
    }
    state.notice = None;
    let context = state.context();
    if context.mode() == Mode::Text {
        return typed(state, text.trim_end_matches(['\r', '\n']));
    }
    if context == Context::Grid {
        if !is_closed(state) {
            cells::paste(state, text);
        }
    } else {
        say(state, "notice-paste-unused");
    }
    Vec::new()
}

/// Whether the window is too small to show what a key would do.
const fn is_blind(state: &State) -> bool {
    state.program.size.is_too_small()
}

/// Keys that work in a window in which nothing can be seen: those that end the program, or close its screens.
fn leads_out(state: &State, context: Context, key: Key) -> bool {
    let action = state.program.keys.action(context, key);
    matches!(state.dialog, Some(Dialog::Quit { .. })) || action.is_some_and(|action| action.tag() == Tag::Program)
}

/// Whether the key has to wait: the page that it is meant for is still being read.
fn waits_for_page(state: &State, context: Context, key: Key) -> bool {
    let loading = match state.screen {
        // The day needs no page to be left for another screen. What opens a lesson waits, and all that was typed after it.
        Screen::Today if !state.program.early.is_empty() || today::needs_lesson(state, context, key) => {
            state.screens.today.loading
        }
        Screen::Grid => state.screens.grid.loading,
        Screen::Terms => state.screens.terms.loading,
        Screen::RollCall => state.screens.roll_call.loading,
        Screen::Lesson => state.screens.lesson.loading,
        _ => Loading::Here,
    };
    state.dialog.is_none() && loading == Loading::Asked
}

/// Keys that make sense while a page is being read.
fn is_program(state: &State, context: Context, key: Key) -> bool {
    let early = &state.program.early;
    match state.program.keys.action(context, key) {
        // What was typed ahead is not lost by the key that ends it. The same key again does not wait for the page.
        Some(Action::Quit) => early.last().is_none_or(|last| *last == key),
        Some(Action::Back | Action::Help) => early.is_empty() || early.ends_with(&[key, key]),
        action => action.is_some_and(|action| action.tag() == Tag::Program),
    }
}

fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    if state.dialog.is_some() {
        return dialogs::typed(state, text);
    }
    if is_closed(state) {
        return Vec::new();
    }
    match state.screen {
        Screen::Grid => return pile::typed(state, text),
        Screen::RollCall => roll_call::typed(state, text),
        Screen::Lesson => lesson::typed(state, text),
        Screen::SignIn => sign_in::typed(state, text),
        _ => {}
    }
    Vec::new()
}

/// Whether nothing can be entered here; if so, the status line says why.
fn is_closed(state: &mut State) -> bool {
    let closed = state.no_entry();
    refuse(state, closed)
}

fn refuse(state: &mut State, closed: Option<Closed>) -> bool {
    let Some(closed) = closed else { return false };
    match closed {
        Closed::Rule(finding) => state.notice = Some(Notice::Refused(vec![finding])),
        Closed::Sentence(key) => say(state, key),
    }
    true
}

/// Carries out an intention.
pub fn act(state: &mut State, context: Context, action: Action) -> Vec<Effect> {
    let closed = if state.dialog.is_none() { state.closed(context, action) } else { None };
    if refuse(state, closed) {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if context == Context::Grid && leaves_the_cell(action) {
        // What is half typed is not lost on the way; where it asks something, the person answers first.
        effects = cells::complete(state, Then::Stay).unwrap_or_default();
        if state.dialog.is_some() {
            return effects;
        }
    }
    effects.extend(carry_out(state, context, action));
    effects
}

/// Actions that take the person away from the cell and are not the grid's own.
const fn leaves_the_cell(action: Action) -> bool {
    matches!(
        action,
        Action::Quit
            | Action::Suspend
            | Action::Push
            | Action::Queue
            | Action::Journals
            | Action::Today
            | Action::Help
            | Action::Actions
            | Action::Jump
            | Action::Check
            | Action::Week
            | Action::Plan
            | Action::Terms
            | Action::Corrections
    )
}

fn carry_out(state: &mut State, context: Context, action: Action) -> Vec<Effect> {
    let is_over = state.dialog.is_some() && action.tag() != Tag::Program;
    if let Some(why) = state.why_not(action).filter(|_| !is_over) {
        say(state, why);
        return Vec::new();
    }
    if let Some(effects) = program(state, action) {
        return effects;
    }
    // The rule is explained over a question too, and the question comes back as it was.
    if action == Action::Findings {
        return rule::open(state);
    }
    if state.dialog.is_some() {
        return dialogs::act(state, action);
    }
    if let Some(effects) = screens(state, context, action) {
        return effects;
    }
    match state.screen {
        Screen::Today => today::act(state, action),
        Screen::Journals => today::act_on_journals(state, action),
        Screen::Week => week::act(state, action),
        Screen::Plan => week::act_on_plan(state, action),
        Screen::Grid => grid::act(state, action),
        Screen::Terms => terms::act(state, action),
        Screen::RollCall => roll_call::act(state, action),
        Screen::Lesson => lesson::act(state, action),
        Screen::Queue => queue::act(state, action),
        Screen::Corrections => corrections::act(state, action),
        Screen::Deadlines => deadlines::act(state, action),
        Screen::Review => review::act(state, action),
        Screen::Rule => rule::act(state, action),
        Screen::SignIn => sign_in::act(state, action),
        Screen::Help => help(state, action),
        Screen::Nothing => Vec::new(),
    }
}

/// What concerns the program works everywhere, over dialogs too.
fn program(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Quit => dialogs::ask_to_quit(state),
        Action::Lock => lock::lock(state),
        Action::HideNames => {
            let (names, said) = match state.program.names {
                Names::Shown => (Names::Hidden, "notice-names-hidden"),
                Names::Hidden => (Names::Shown, "notice-names-shown"),
            };
            state.program.names = names;
            say(state, said);
            Vec::new()
        }
        Action::Redraw => vec![Effect::Redraw],
        Action::Suspend => vec![Effect::Suspend],
        Action::ToggleServer if state.program.demo.is_some() => vec![Effect::ToggleDemoServer],
        Action::ToggleServer => {
            say(state, "notice-no-demo");
            Vec::new()
        }
        Action::Push => go::push(state),
        _ => return None,
    })
}

/// Screens that can be reached from every other one, where somebody is signed in.
fn screens(state: &mut State, context: Context, action: Action) -> Option<Vec<Effect>> {
    let signed_in = state.screen != Screen::SignIn;
    Some(match action {
        Action::Help if context != Context::Help => go::open(state, Screen::Help),
        Action::Actions => palette::open(state),
        Action::Jump => jump::open(state),
        Action::Check if signed_in => go::open(state, Screen::Review),
        Action::Week if signed_in => go::open(state, Screen::Week),
        Action::Plan if signed_in => week::open_plan(state),
        Action::Terms if signed_in => terms::open(state),
        Action::Corrections if signed_in => go::open(state, Screen::Corrections),
        Action::History => history::open(state),
        Action::Queue if signed_in => go::open(state, Screen::Queue),
        Action::Journals if signed_in && state.screen != Screen::Journals => go::open(state, Screen::Journals),
        Action::Today if signed_in => go::home(state),
        Action::Queue | Action::Journals | Action::Today => Vec::new(),
        Action::Undo if is_list(context) => undo::go(state, Way::Back),
        Action::Redo if is_list(context) => undo::go(state, Way::Again),
        _ => return None,
    })
}

/// Where undo and redo are the same as everywhere: the grid and the pile first see to what is half typed.
const fn is_list(context: Context) -> bool {
    context.undoes_edits() && !matches!(context, Context::Grid | Context::Pile)
}

fn help(state: &mut State, action: Action) -> Vec<Effect> {
    if action == Action::Back {
        return go::back(state);
    }
    let context = state.context_below();
    let keys = state.program.keys.lines(context).count() + state.program.keys.lines(Context::Anywhere).count();
    let page = usize::from(state.program.size.rows.saturating_sub(4)).max(1);
    // The last line that may stand on top; the view stops where the text ends.
    let lines = (keys + BESIDE_KEYS + 1).saturating_sub(page).max(1);
    if let Some(at) = super::moved(Some(state.screens.help), lines, action, page) {
        state.screens.help = at;
    }
    Vec::new()
}

/// What an action of typing did to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The text is another one.
    Changed,
    /// The cursor moved.
    Moved,
    /// It was no action of typing.
    Nothing,
}

/// Carries out an action of typing on a line.
pub fn edit_line(line: &mut TextField, action: Action) -> Typed {
    match action {
        Action::TextLeft => line.left(),
        Action::TextRight => line.right(),
        Action::TextStart => line.start(),
        Action::TextEnd => line.end(),
        Action::DeleteBack => line.delete_back(),
        Action::DeleteOn => line.delete_on(),
        Action::DeleteWord => line.delete_word(),
        Action::DeleteLine => line.clear(),
        _ => return Typed::Nothing,
    }
    match action {
        Action::TextLeft | Action::TextRight | Action::TextStart | Action::TextEnd => Typed::Moved,
        _ => Typed::Changed,
    }
}
