//! Many keys in one turn of the loop, as they come from a slow line or from before the page was there.

use super::bench::*;
use crate::domain::{Operation, Target};
use crate::effect::Effect;
use crate::entry::tests::fixture::*;

fn made(bench: &Bench) -> Vec<Operation> {
    let of = |effect: &Effect| match effect {
        Effect::Record { operations, .. } => operations.clone(),
        _ => Vec::new(),
    };
    bench.effects.iter().flat_map(of).collect()
}

/// The server takes the first mark that arrives as the first version of the work that it makes.
#[test]
fn a_work_that_is_named_after_its_marks_stands_on_the_first_of_them() {
    for layout in LAYOUTS {
        // Which of several marks counts as the first must not hang on the order of a map.
        for _ in 0..8 {
            let mut bench = Bench::grid(page(20), "altai-stdr", layout);
            bench.press("54325432543254325432");
            bench.press("e Tab Right Enter");
            let made = made(&bench);
            let first = made.iter().find(|operation| matches!(operation.target, Target::Marks { .. })).expect("a mark");
            let work = made.iter().find(|operation| matches!(operation.target, Target::Work { .. })).expect("a work");
            assert_eq!(work.base, Some(first.id), "{layout:?}");
        }
    }
}

#[test]
fn edits_of_one_turn_keep_their_order() {
    let mut bench = Bench::grid(page(20), "altai-stdr", Layout::Russian);
    bench.press("5432 * * 4 Enter u 5");
    let made = made(&bench);
    assert!(made.windows(2).all(|pair| pair[0].made_at < pair[1].made_at), "{made:#?}");
}
