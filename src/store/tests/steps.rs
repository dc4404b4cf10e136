//! Undo steps on a real disk: what was undone can be redone after a restart, until something new is made.

use super::*;

#[test]
fn steps_go_back_and_forth_and_survive_a_restart() {
    let home = home();
    let change = |undo: UndoChange| {
        let store = open(options(home.path())).expect("a store");
        store.record_now(Recording { entries: Vec::new(), undo }).expect("recorded");
        let texts = |steps: Vec<serde_json::Value>| {
            steps.iter().map(|step| step.as_str().expect("a text").to_owned()).collect::<Vec<_>>().join(" ")
        };
        (texts(store.undo_steps(9).expect("steps")), texts(store.undone_steps(9).expect("steps")))
    };
    let push = |text: &str| UndoChange::Push(text.into());
    for (at, (undo, to_undo, to_redo)) in [
        (push("a"), "a", ""),
        (push("b"), "a b", ""),
        (push("c"), "a b c", ""),
        (UndoChange::Pop, "a b", "c"),
        (UndoChange::Pop, "a", "c b"),
        (UndoChange::Again("b2".into()), "a b2", "c"),
        (UndoChange::Pop, "a", "c b2"),
        (UndoChange::DropUndone, "a", "c"),
        (UndoChange::Drop, "", "c"),
        (UndoChange::Drop, "", "c"),
        (UndoChange::Pop, "", "c"),
        (UndoChange::Keep, "", "c"),
        (UndoChange::Again("c2".into()), "c2", ""),
        (UndoChange::Pop, "", "c2"),
        (push("d"), "d", ""),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(change(undo), (to_undo.to_owned(), to_redo.to_owned()), "step {at}");
    }
}
