//! The list of actions: every one by its name, found by the first letters of its words.

use super::keys;
use crate::action::Action;
use crate::effect::Effect;
use crate::keys::{Context, layout};
use crate::state::why_not::{WhyNot, is_listed};
use crate::state::{Dialog, Notice, State, TextField};
use crate::strings::Strings;
use crate::text::fold;

/// Opens the list of actions.
pub fn open(state: &mut State) -> Vec<Effect> {
    let found = find(state, "");
    state.dialog = Some(Dialog::Actions { query: TextField::default(), found, chosen: 0 });
    Vec::new()
}

/// Actions whose names have the typed words: those of the place first, then those that work everywhere; with something
/// typed also those of other places, which say where they belong. Nothing typed: what can be done here.
pub fn find(state: &State, typed: &str) -> Vec<Action> {
    let strings = Strings::new(state.program.language);
    let queries = [words(typed), words(&layout::typed_as_cyrillic(typed))];
    let here = [state.context_below(), Context::Anywhere];
    let everywhere = if typed.trim().is_empty() { &[][..] } else { &Context::ALL[..] };
    let mut found: Vec<(u8, usize, Action)> = Vec::new();
    for (place, context) in here.iter().chain(everywhere).enumerate() {
        for (action, _) in state.program.keys.lines(*context) {
            let is_known = found.iter().any(|(_, _, known)| *known == action);
            let is_shown = !everywhere.is_empty() || is_listed(action);
            if is_known || !is_shown || matches!(action, Action::Actions | Action::Back) {
                continue;
            }
            let title = fold(&strings.get(action.title()));
            if let Some(rank) = queries.iter().filter_map(|query| rank(&title, query)).min() {
                found.push((rank, place.min(here.len()), action));
            }
        }
    }
    found.sort_by_key(|(rank, place, _)| (*place / here.len(), *rank, *place));
    found.into_iter().map(|(_, _, action)| action).collect()
}

fn words(text: &str) -> Vec<String> {
    fold(text).split_whitespace().map(str::to_owned).collect()
}

/// How well a title answers to the words, 0 best; `None`: it does not.
fn rank(title: &str, query: &[String]) -> Option<u8> {
    let split = |c: char| !c.is_alphanumeric();
    if query.first().is_none_or(|first| title.starts_with(first.as_str())) && begins_words(title, split, query) {
        return Some(0);
    }
    if begins_words(title, split, query) {
        return Some(1);
    }
    if query.iter().all(|word| title.contains(word.as_str())) {
        return Some(2);
    }
    // Letters left out: «пркл» is «перекличка». One or two letters alone would find everything.
    let letters: String = query.concat();
    let mut rest = title.chars();
    (letters.chars().count() > 2 && letters.chars().all(|letter| rest.any(|c| c == letter))).then_some(3)
}

/// Whether every word of the query begins a word of the title, each another one.
fn begins_words(title: &str, split: fn(char) -> bool, query: &[String]) -> bool {
    let mut left: Vec<&str> = title.split(split).filter(|word| !word.is_empty()).collect();
    query.iter().all(|word| match left.iter().position(|of| of.starts_with(word.as_str())) {
        Some(at) => {
            left.remove(at);
            true
        }
        None => false,
    })
}

/// Carries out what was chosen, or says why not.
pub fn choose(state: &mut State, action: Action) -> Vec<Effect> {
    match state.why_not_here(action) {
        Some(WhyNot::Elsewhere(context)) => {
            let place = Strings::new(state.program.language).get(context.title()).into_owned();
            state.notice = Some(Notice::Says("notice-elsewhere", vec![("place", place)]));
            Vec::new()
        }
        Some(WhyNot::Says(_)) | None => {
            let context = state.context();
            keys::act(state, context, action)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_the_beginnings_of_their_words() {
        for (title, query, expected) in [
            ("перекличка", "пер", Some(0)),
            ("мои журналы", "жур", Some(1)),
            ("мои журналы", "жур мо", Some(1)),
            ("мои журналы", "урнал", Some(2)),
            ("перекличка", "пркл", Some(3)),
            ("перекличка", "пк", None),
            ("перекличка", "урок", None),
            ("урок не состоялся", "ур ур", Some(2)),
            ("анализ", "", Some(0)),
        ] {
            assert_eq!(rank(title, &words(query)), expected, "{title} {query:?}");
        }
    }
}
