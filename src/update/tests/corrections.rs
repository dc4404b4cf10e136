use super::bench::*;
use crate::domain::{Journal, Operation, OperationId, Role};
use crate::effect::Effect;
use crate::entry::tests::fixture::*;
use crate::event::Reply;
use crate::protocol::{Answer, Correction, CorrectionState, Corrections, Decide, Deed, Does};
use crate::state::today::Loading;
use crate::state::{Dialog, Notice, Screen, State};

fn request(number: u8, account: &str) -> Correction {
    let operation = serde_json::json!({
        "id": OperationId([number; 16]), "school": "s7", "account": account, "device": "d", "seq": 1,
        "prev_hash": "0".repeat(64), "made_at": noon(),
        "proof": {"wall_ms": 0, "boot_ms": 0, "boot_id": 1, "offset_ms": 0, "width_ms": null},
        "fact": "marks", "work": "l20:1", "pupil": "p1", "value": {"is": "marks", "marks": "4"},
        "profile": "0".repeat(64), "timetable_version": 3,
    });
    let operation: Operation = serde_json::from_value(operation).expect("an operation");
    let journal: Journal = page(3).journal;
    Correction {
        operation,
        asker: teacher(),
        journal,
        date: Some(date(20)),
        pupil: Some("Абрамов Артём".to_owned()),
        received_at: noon(),
        findings: Vec::new(),
        present: None,
        state: CorrectionState::Open,
        decision: None,
    }
}

fn list(numbers: &[u8]) -> Corrections {
    let corrections = numbers.iter().map(|number| request(*number, if *number == 2 { "t1" } else { "t9" })).collect();
    Corrections { corrections, next: None, server_time: 0 }
}

/// «Исправления» of a role with three requests; the second is the person's own.
fn bench(role: Role, layout: Layout) -> Bench {
    let mut state = State::new(start_as(role, "crimea-vorobyovo"));
    let effects = crate::update::start(&mut state);
    let mut bench = Bench { state, now: noon(), layout, effects, keys: 0 };
    bench.press("p");
    assert_eq!(bench.state.screen, Screen::Corrections, "{:?}", bench.state.notice);
    assert_eq!(bench.state.screens.corrections.loading, Loading::Asked);
    let generation = asked(&bench, None);
    bench.reply(Reply::Corrections { generation, corrections: Box::new(list(&[1, 2, 3])) });
    bench.effects.clear();
    bench
}

/// The generation of the last question, which came with this deed.
fn asked(bench: &Bench, expected: Option<&Deed>) -> u64 {
    match bench.effects.last() {
        Some(Effect::LoadCorrections { deed, generation }) => {
            assert_eq!(deed.as_ref(), expected);
            *generation
        }
        other => panic!("{other:?}"),
    }
}

fn selected(bench: &Bench) -> Option<OperationId> {
    bench.state.screens.corrections.selected
}

fn said(bench: &Bench) -> String {
    match &bench.state.notice {
        Some(Notice::Says(key, _)) => (*key).to_owned(),
        Some(Notice::Failed(key)) => key.clone(),
        other => format!("{other:?}"),
    }
}

fn answered(number: u8, decision: Answer, reason: &str) -> Deed {
    let does = Does::Answer(Decide { decision, reason: reason.to_owned() });
    Deed { request: OperationId([number; 16]), does }
}

#[test]
fn a_deputy_approves_and_the_next_request_is_chosen() {
    for layout in LAYOUTS {
        let mut bench = bench(Role::Deputy, layout);
        bench.press("Down d");
        assert!(bench.effects.is_empty(), "one key approves nothing: {:?}", bench.effects);
        bench.press("Enter");
        let generation = asked(&bench, Some(&answered(2, Answer::Approve, "")));
        assert_eq!(bench.state.screens.corrections.list.len(), 3, "nothing is done before the server says so");
        bench.reply(Reply::Corrections { generation, corrections: Box::new(list(&[1, 3])) });
        assert_eq!((selected(&bench), said(&bench).as_str()), (Some(OperationId([3; 16])), "corrections-approved"));
    }
}

#[test]
fn a_request_is_declined_with_a_reason_only() {
    for layout in LAYOUTS {
        let mut bench = bench(Role::Director, layout);
        bench.press("r Enter");
        assert!(bench.effects.is_empty() && matches!(bench.state.dialog, Some(Dialog::Decide { .. })));
        assert_eq!(said(&bench), "corrections-no-reason");
        bench.text("нет работы");
        bench.press("Enter");
        asked(&bench, Some(&answered(1, Answer::Decline, "нет работы")));
        bench.press("r Esc");
        assert!(bench.state.dialog.is_none());
    }
}

#[test]
fn a_teacher_takes_back_the_own_request_and_answers_none() {
    for layout in LAYOUTS {
        let mut bench = bench(Role::Teacher, layout);
        bench.press("d");
        assert_eq!((bench.state.dialog.is_none(), said(&bench).as_str()), (true, "corrections-others-answer"));
        bench.press("Del");
        assert_eq!((bench.effects.len(), said(&bench).as_str()), (0, "corrections-not-own"));
        bench.press("Down Del");
        asked(&bench, Some(&Deed { request: OperationId([2; 16]), does: Does::TakeBack }));
    }
}

#[test]
fn what_was_answered_meanwhile_is_said_and_the_list_stays() {
    let mut bench = bench(Role::Deputy, Layout::Latin);
    bench.press("d Enter");
    let generation = asked(&bench, Some(&answered(1, Answer::Approve, "")));
    bench.reply(Reply::Failed { generation, why: "corrections-answered".to_owned() });
    assert_eq!((bench.state.screens.corrections.list.len(), said(&bench).as_str()), (3, "corrections-answered"));
    bench.press("F5");
    let generation = asked(&bench, None);
    bench.reply(Reply::Corrections { generation, corrections: Box::new(list(&[])) });
    assert_ne!(said(&bench), "corrections-approved", "nothing was approved");
    assert_eq!(selected(&bench), None);
    bench.press("d Enter Del");
    assert_eq!(said(&bench), "corrections-none");
}

#[test]
fn roles_without_requests_are_told_so() {
    for role in [Role::Analyst, Role::Admin] {
        let mut state = State::new(start_as(role, "crimea-vorobyovo"));
        let _ = crate::update::start(&mut state);
        assert_eq!(state.why_not(crate::action::Action::Corrections), Some("notice-no-corrections"), "{role:?}");
    }
}
