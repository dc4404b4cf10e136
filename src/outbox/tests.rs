//! Laws of the queue.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::clock::{ServerTime, Trust};
use super::fault::RetryAfter;
use super::*;
use crate::domain::{
    AccountId, ClockProof, DeviceId, Digest, LessonId, Mark, Marks, Operation, OperationId, PupilId, SchoolId, Target,
    TeacherRef, Value, WorkId,
};
use crate::protocol::Problem;

mod laws;

pub(super) fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_147_620 + seconds, 0).expect("an instant")
}

fn marks(pupil: u8) -> Target {
    Target::Marks { work: WorkId::new("w"), pupil: PupilId::new(pupil.to_string()) }
}

fn operation(id: u8, target: Target, base: Option<u8>) -> Operation {
    let mark = Mark::new(2 + id % 4).expect("a mark");
    Operation {
        id: OperationId([id; 16]),
        school: SchoolId::new("s"),
        account: AccountId::new("a"),
        device: DeviceId::new("d"),
        seq: id.into(),
        prev_hash: Digest::default(),
        made_at: at(0),
        proof: ClockProof { wall_ms: 0, boot_ms: 0, boot_id: 0, offset_ms: 0, width_ms: None },
        on_behalf_of: None,
        target,
        base: base.map(|base| OperationId([base; 16])),
        value: Some(Value::Marks { marks: Marks::single(mark), creates: None }),
        comment: None,
        reason: None,
        explanation: None,
        answered: Vec::new(),
        profile: Digest::default(),
        timetable_version: 1,
    }
}

pub(super) fn entry(id: u8, pupil: u8, life: Life) -> Entry {
    Entry { life, ..Entry::typed(operation(id, marks(pupil), None), None) }
}

fn ids(ids: &[u8]) -> Plan {
    Plan::Send(ids.iter().map(|id| OperationId([*id; 16])).collect())
}

fn fact(id: u8, pupil: u8) -> Fact {
    let operation = operation(id, marks(pupil), None);
    Fact {
        target: operation.target,
        value: operation.value,
        version: operation.id,
        author: TeacherRef { id: AccountId::new("b"), short_name: "Белова Н. П.".to_owned() },
        on_behalf_of: None,
        made_at: at(0),
        received_at: at(0),
        comment: None,
        reason: None,
        filled_at: None,
    }
}

#[test]
fn the_name_of_a_life_is_its_spelling_in_json() {
    for life in Life::ALL {
        assert_eq!(serde_json::to_value(life).ok(), Some(life.name().into()));
        assert_eq!(Life::from_name(life.name()), Some(life));
    }
}

fn every_event() -> [LifeEvent; 14] {
    [
        LifeEvent::Recorded,
        LifeEvent::RecordedHeld,
        LifeEvent::HoldEnded,
        LifeEvent::Sending { at: at(0) },
        LifeEvent::NeverLeft,
        LifeEvent::AnswerLost,
        LifeEvent::Accepted { findings: Vec::new(), at: at(0) },
        LifeEvent::Requested { findings: Vec::new() },
        LifeEvent::Conflict { present: None, lesson: None },
        LifeEvent::Refused { findings: Vec::new() },
        LifeEvent::Replaced,
        LifeEvent::Withdrawn,
        LifeEvent::Retried,
        LifeEvent::Forgotten,
    ]
}

/// The whole table: a row a state, a column an event in the order of [`every_event`]; `.` is not possible.
#[test]
fn the_table_of_lives() {
    let short = |life: Option<Life>| match life {
        None => '.',
        Some(Life::Typed) => 't',
        Some(Life::Held) => 'h',
        Some(Life::OnDisk) => 'd',
        Some(Life::Sent) => 's',
        Some(Life::Uncertain) => 'u',
        Some(Life::Requested) => 'r',
        Some(Life::Conflict) => 'c',
        Some(Life::Refused) => 'n',
        Some(Life::Superseded) => 'o',
        Some(Life::Withdrawn) => 'w',
        Some(Life::InJournal) => 'J',
    };
    let table: Vec<String> = Life::ALL
        .into_iter()
        .map(|life| {
            let row: String = every_event().iter().map(|event| short(life.after(event))).collect();
            format!("{:<10} {row}", life.name())
        })
        .collect();
    let expected = [
        "typed      dh.........w..",
        "held       ..d.......ow..",
        "on_disk    ...s..Jrcnow..",
        "sent       ...sduJrcn....",
        "uncertain  ...suuJrcn....",
        "requested  ......J.cn...u",
        "conflict   ......J...owd.",
        "refused    ......J...owd.",
        "superseded ......J.......",
        "withdrawn  ......J.......",
        "in_journal .............u",
    ];
    assert_eq!(table, expected, "\n{}", table.join("\n"));
}

#[test]
fn what_may_have_arrived_is_never_called_on_disk_again() {
    let mut entry = entry(1, 1, Life::OnDisk);
    let send = || LifeEvent::Sending { at: at(0) };
    entry.apply(send()).expect("sent");
    entry.apply(LifeEvent::NeverLeft).expect("it did not leave");
    assert_eq!((entry.life, entry.attempts), (Life::OnDisk, 0));
    entry.apply(send()).expect("sent");
    entry.apply(LifeEvent::AnswerLost).expect("no answer");
    entry.apply(send()).expect("sent again");
    entry.apply(LifeEvent::NeverLeft).expect("this time it did not leave");
    assert_eq!((entry.life, entry.attempts), (Life::Uncertain, 1), "the first time it may have");
    for event in [LifeEvent::Withdrawn, LifeEvent::Replaced] {
        assert!(entry.clone().apply(event).is_err());
    }
}

#[test]
fn what_a_restored_server_may_have_forgotten_is_asked_for_again() {
    // Another process sent it: nothing here counts the try.
    let mut entry = entry(1, 1, Life::OnDisk);
    entry.apply(LifeEvent::Accepted { findings: Vec::new(), at: at(1) }).expect("it turned up");
    entry.apply(LifeEvent::Forgotten).expect("the journal is an earlier one");
    assert_eq!((entry.life, entry.acknowledged_at), (Life::Uncertain, None));
    entry.apply(LifeEvent::Sending { at: at(2) }).expect("sent again");
    entry.apply(LifeEvent::NeverLeft).expect("no connection");
    assert_eq!(entry.life, Life::Uncertain, "the journal may have it still");
    entry.apply(LifeEvent::Accepted { findings: Vec::new(), at: at(3) }).expect("it is there");
    assert_eq!((entry.life, entry.acknowledged_at), (Life::InJournal, Some(at(3))));
}

fn plan(entries: &[Entry], now: DateTime<Utc>, link: &Link) -> Plan {
    let lines: Vec<Line> = entries.iter().map(Line::of).collect();
    super::plan(&lines, now, link)
}

#[test]
fn the_plan_keeps_order_for_each_fact_and_no_bad_entry_blocks_others() {
    let link = Link::default();
    let now = at(100);
    let plan = |entries: &[Entry]| plan(entries, now, &link);
    assert_eq!(plan(&[]), Plan::Idle);
    // Two entries of one fact: only the first goes.
    assert_eq!(plan(&[entry(1, 1, Life::Uncertain), entry(2, 1, Life::OnDisk), entry(3, 2, Life::OnDisk)]), ids(&[1, 3]));
    for bad in [Life::Refused, Life::Conflict, Life::Requested] {
        assert_eq!(plan(&[entry(1, 1, bad), entry(2, 1, Life::OnDisk), entry(3, 2, Life::OnDisk)]), ids(&[3]), "{bad:?}");
        assert_eq!(plan(&[entry(1, 1, bad)]), Plan::Idle, "{bad:?}");
    }
    for gone in [Life::InJournal, Life::Superseded, Life::Withdrawn] {
        assert_eq!(plan(&[entry(1, 1, gone), entry(2, 1, Life::OnDisk)]), ids(&[2]), "{gone:?}");
    }
    let held = Entry { held_until: Some(at(130)), ..entry(1, 1, Life::Held) };
    assert_eq!(plan(std::slice::from_ref(&held)), Plan::WaitUntil(at(130)));
    assert_eq!(plan(&[held, entry(2, 2, Life::OnDisk)]), ids(&[2]));
    // Given to the network a moment ago: its answer is awaited; when the sender died it is asked for again.
    let sent = |at| Entry { sent_at: Some(at), attempts: 1, ..entry(1, 1, Life::Sent) };
    assert_eq!(plan(&[sent(at(90))]), Plan::WaitUntil(at(150)));
    assert_eq!(plan(&[sent(at(40))]), ids(&[1]));
    assert_eq!(plan(&[sent(at(4000))]), ids(&[1]), "the clock was put back");
    let many: Vec<Entry> = (0..=150).map(|id| entry(id, id, Life::OnDisk)).collect();
    assert!(matches!(plan(&many), Plan::Send(ids) if ids.len() == 100));
}

/// A 403 for a second request does not say what became of the first.
#[test]
fn what_is_turned_away_is_not_judged() {
    let problem =
        crate::protocol::Problem { kind: "/problems/forbidden".to_owned(), title: String::new(), status: 403, detail: None };
    let refused = Fault::Refused(Box::new(problem));
    let sent = |attempts| Entry { attempts, ..entry(1, 1, Life::Sent) };
    assert!(matches!(refused.event_of(&sent(1), 1), Some(LifeEvent::Refused { .. })));
    assert!(matches!(Fault::Conflict.event_of(&sent(1), 1), Some(LifeEvent::Conflict { present: None, lesson: None })));
    for fault in [refused, Fault::Conflict] {
        assert_eq!(fault.event_of(&sent(2), 1), None, "an earlier request may have been carried out");
        assert_eq!(fault.event_of(&sent(2), 3), Some(LifeEvent::NeverLeft), "goes again in halves");
    }
    assert_eq!(Fault::NoAnswer.event_of(&sent(2), 1), Some(LifeEvent::AnswerLost));
}

/// A clock that was put back by a day must not stop the queue for a day.
#[test]
fn a_wait_that_no_clock_can_mean_is_over() {
    let waiting = [entry(1, 1, Life::OnDisk)];
    let asked = |seconds| Link { not_before: Some(at(seconds)), asked_by_server: true, failures: 1, ..Link::default() };
    assert_eq!(plan(&waiting, at(0), &asked(15 * 60)), Plan::WaitUntil(at(15 * 60)));
    assert_eq!(plan(&waiting, at(0), &asked(15 * 60 + 1)), ids(&[1]));
}

#[test]
fn the_plan_waits_for_the_link_and_for_the_sign_in() {
    let waiting = [entry(1, 1, Life::OnDisk)];
    let down = Link { failures: 1, not_before: Some(at(9)), ..Link::default() };
    assert_eq!(plan(&waiting, at(0), &down), Plan::WaitUntil(at(9)));
    assert_eq!(plan(&waiting, at(9), &down), ids(&[1]));
    assert_eq!(plan(&waiting, at(0), &down.clone().hurried()), ids(&[1]));
    let asked = Link { asked_by_server: true, ..down };
    assert_eq!(plan(&waiting, at(0), &asked.hurried()), Plan::WaitUntil(at(9)), "the server's word holds");
    let signed_out = Link { sign_in: true, ..Link::default() };
    assert_eq!(plan(&waiting, at(0), &signed_out), Plan::SignIn);
    assert_eq!(plan(&[], at(0), &signed_out), Plan::Idle);
}

#[test]
fn holds() {
    let topic = Target::Topic { lesson: LessonId::new("l") };
    let held = |target: &Target, starts: Option<i64>, seconds, due: Option<i64>| {
        held_until(target, at(0), starts.map(at), seconds, due.map(at)).map(|until| (until - at(0)).num_seconds())
    };
    assert_eq!(held(&topic, Some(3600), 0, None), Some(3600), "prepared");
    assert_eq!(held(&topic, Some(-60), 0, None), None);
    assert_eq!(held(&topic, Some(0), 0, None), None, "it begins now");
    assert_eq!(held(&marks(1), Some(3600), 0, None), None, "marks are not prepared");
    assert_eq!(held(&marks(1), None, 30, None), Some(30));
    assert_eq!(held(&marks(1), None, 30, Some(601)), Some(30));
    assert_eq!(held(&marks(1), None, 30, Some(600)), None, "ten minutes before the term nothing is held");
}

fn problem(status: u16, kind: &str) -> Problem {
    Problem { kind: format!("/problems/{kind}"), title: kind.to_owned(), status, detail: None }
}

#[test]
fn what_each_status_means_for_the_queue() {
    use LifeEvent::{AnswerLost, NeverLeft};
    // status, with a problem body, event of an entry alone, event of one of two
    let table: [(u16, bool, LifeEvent, LifeEvent); 30] = [
        (200, false, AnswerLost, AnswerLost),
        (301, false, AnswerLost, AnswerLost),
        (400, true, NeverLeft, NeverLeft),
        (400, false, AnswerLost, AnswerLost),
        (401, true, NeverLeft, NeverLeft),
        (401, false, AnswerLost, AnswerLost),
        (403, false, AnswerLost, AnswerLost),
        (404, false, AnswerLost, AnswerLost),
        (405, true, NeverLeft, NeverLeft),
        (408, false, AnswerLost, AnswerLost),
        (409, true, LifeEvent::Conflict { present: None, lesson: None }, NeverLeft),
        (409, false, AnswerLost, AnswerLost),
        (412, true, LifeEvent::Conflict { present: None, lesson: None }, NeverLeft),
        (413, false, NeverLeft, NeverLeft),
        (413, true, NeverLeft, NeverLeft),
        (415, true, NeverLeft, NeverLeft),
        (425, false, NeverLeft, NeverLeft),
        (426, false, NeverLeft, NeverLeft),
        (428, true, NeverLeft, NeverLeft),
        (429, false, NeverLeft, NeverLeft),
        (431, true, NeverLeft, NeverLeft),
        (500, true, AnswerLost, AnswerLost),
        (501, false, AnswerLost, AnswerLost),
        (502, false, AnswerLost, AnswerLost),
        (503, false, AnswerLost, AnswerLost),
        (504, false, AnswerLost, AnswerLost),
        (511, false, AnswerLost, AnswerLost),
        (999, false, AnswerLost, AnswerLost),
        (100, false, AnswerLost, AnswerLost),
        (299, true, AnswerLost, AnswerLost),
    ];
    for (status, with_problem, alone, in_batch) in table {
        let body = with_problem.then(|| problem(status, "x"));
        let fault = Fault::of_status(status, body, None);
        assert_eq!((fault.event(1), fault.event(2)), (alone, in_batch), "{status} {with_problem}");
    }
    for status in [403, 404, 410, 422] {
        let fault = Fault::of_status(status, Some(problem(status, "x")), None);
        assert!(matches!(fault.event(1), LifeEvent::Refused { findings } if findings.len() == 1), "{status}");
        assert_eq!(fault.event(2), NeverLeft, "a batch is sent again in halves: {status}");
        assert!(fault.halves(1));
    }
    let another = Fault::of_status(410, Some(problem(410, "cursor-gone")), None);
    assert_eq!(another, Fault::CursorGone, "nothing is refused because a backup was put back");
    assert_eq!((another.event(1), another.halves(1), another.halves(9)), (LifeEvent::NeverLeft, false, false));
    let first = Fault::of_status(403, Some(problem(403, "password-change-needed")), None);
    assert_eq!(first, Fault::SignIn, "nothing is refused because a password is to be changed");
}

#[test]
fn retry_after_in_every_spelling() {
    let date = "Fri, 20 Nov 2026 04:08:00 GMT";
    let table = [
        ("0", Some(0)),
        ("5", Some(5)),
        ("99999999999999999999", Some(86_400 * 365)),
        (date, Some(60)),
        ("Fri, 20 Nov 2020 04:08:00 GMT", Some(0)),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
    ];
    let now: DateTime<Utc> = "2026-11-20T04:07:00Z".parse().expect("an instant");
    for (text, expected) in table {
        let found = RetryAfter::parse(text).map(|retry| retry.from(now).num_seconds());
        assert_eq!(found, expected, "{text:?}");
    }
}

#[test]
fn a_server_that_asks_to_wait_is_obeyed_within_reason() {
    let fault = |seconds| Fault::NotNow { retry_after: Some(RetryAfter::Seconds(seconds)) };
    let wait = |link: Link, fault: &Fault, dice| {
        let link = link.after_fault(fault, 1, at(0), dice);
        ((link.not_before.expect("a wait") - at(0)).num_milliseconds(), link.asked_by_server)
    };
    assert_eq!(wait(Link::default(), &fault(10), 0), (10_000, true));
    assert_eq!(wait(Link::default(), &fault(10), 2000), (12_000, true), "and up to a fifth more");
    let due = Link { due: Some(at(100)), ..Link::default() };
    assert_eq!(wait(due, &fault(99_999_999), 0), (25_000, true), "never more than a quarter of the time left");
}

#[test]
fn a_batch_that_is_too_large_is_halved_and_grows_again() {
    let mut link = Link::default();
    for expected in [50, 25, 12, 6, 3, 1] {
        let sent = link.batch;
        link = link.after_fault(&Fault::TooLarge, sent, at(0), 0);
        assert_eq!((link.batch, link.not_before), (expected, None));
    }
    let alone = link.clone().after_fault(&Fault::TooLarge, 1, at(0), 700);
    assert_eq!((alone.batch, alone.not_before), (1, Some(at(0) + TimeDelta::milliseconds(700))), "not again at once");
    link = link.after_answer();
    assert_eq!(link.batch, 2);
}

#[test]
fn the_overlay_shows_the_last_word_and_how_true_it_is() {
    let facts = [fact(1, 1), fact(2, 2), fact(3, 3)];
    let on_top = |id, pupil, base, life| Entry { life, ..Entry::typed(operation(id, marks(pupil), base), None) };
    let conflict = Entry { present: Some(Box::new(fact(33, 3))), ..on_top(13, 3, Some(3), Life::Conflict) };
    let entries = [
        on_top(11, 1, Some(1), Life::Sent),
        on_top(12, 1, Some(11), Life::OnDisk),
        on_top(22, 2, Some(2), Life::Refused),
        conflict,
        on_top(40, 4, None, Life::Held),
        on_top(50, 5, None, Life::Withdrawn),
        on_top(60, 1, Some(77), Life::InJournal),
    ];
    let seen = overlay(&facts, &entries);
    let row = |pupil: u8| {
        let overlaid = seen.get(&marks(pupil))?;
        Some((overlaid.life, overlaid.entry.map(|id| id.0[0]), overlaid.base.map(|id| id.0[0])))
    };
    assert_eq!(row(1), Some((Life::OnDisk, Some(12), Some(12))), "the older acknowledged one does not show");
    assert_eq!(row(2), Some((Life::Refused, Some(22), Some(2))), "the next stands on what the journal holds");
    assert_eq!(row(3), Some((Life::Conflict, Some(13), Some(33))));
    assert_eq!(row(4), Some((Life::Held, Some(40), Some(40))));
    assert_eq!(row(5), None);
}

#[test]
fn an_acknowledged_entry_counts_until_the_page_is_as_new() {
    let acknowledged = Entry { life: Life::InJournal, ..Entry::typed(operation(11, marks(1), Some(1)), None) };
    let life = |facts: &[Fact]| overlay(facts, std::slice::from_ref(&acknowledged))[&marks(1)].base;
    assert_eq!(life(&[fact(1, 1)]), Some(OperationId([11; 16])), "the page is older");
    assert_eq!(life(&[fact(11, 1)]), Some(OperationId([11; 16])), "the page has it");
    assert_eq!(life(&[fact(12, 1)]), Some(OperationId([12; 16])), "the page is newer");
}

fn reading(boot_ms: i64, wall_ms: i64) -> Reading {
    Reading { wall_ms, boot_ms, boot_id: 7 }
}

#[test]
fn the_wall_clock_moves_nothing_once_the_server_was_heard() {
    let server = ServerTime { ms: 5_000_000, step_ms: 1 };
    let offset = Offset::UNKNOWN.observe(reading(1000, 90), reading(1100, 190), server);
    assert_eq!(offset.now_ms(reading(1100, 190)), 5_000_050);
    assert_eq!(offset.now_ms(reading(61_100, -7_000_000)), 5_060_050, "set back by hours");
    assert_eq!(offset.trust(reading(61_100, 0)), Trust::Checked);
    let proof = offset.proof(reading(1100, 190));
    assert_eq!((proof.offset_ms, proof.width_ms), (4_999_860, Some(101)));
    // After a restart what was known is of a clock that is gone: the wall clock counts as it is, and is said to be unchecked.
    let restarted = Reading { wall_ms: 200, boot_ms: 5, boot_id: 8 };
    assert_eq!((offset.now_ms(restarted), offset.trust(restarted)), (200, Trust::Unchecked));
    let proof = offset.proof(restarted);
    assert_eq!((proof.offset_ms, proof.width_ms, offset.skew(restarted).num_milliseconds()), (0, None, 0));
    // The first answer mends it.
    let heard = offset.observe(restarted, restarted, server);
    assert_eq!(heard.trust(restarted), Trust::Checked);
    // A slow answer, or one over a restart, tells nothing.
    assert_eq!(offset.observe(reading(0, 0), reading(10_001, 0), server), offset);
    assert_eq!(offset.observe(restarted, reading(1100, 0), server), offset);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever happens in whatever order, an entry is in the journal only after the server said so, is never called on disk
    /// while the server may have it, and is never lost: it ends in the journal, or by a person's will.
    #[test]
    fn no_life_is_stronger_than_the_truth(events in proptest::collection::vec(0_usize..14, 0..40)) {
        let all = every_event();
        let mut entry = Entry::typed(operation(1, marks(1), None), None);
        let (mut accepted, mut given_up, mut recorded, mut in_doubt) = (false, false, false, 0_u32);
        for event in events {
            let before = entry.life;
            if entry.apply(all[event].clone()).is_err() {
                prop_assert_eq!(entry.life, before);
                continue;
            }
            match &all[event] {
                LifeEvent::Accepted { .. } => accepted = true,
                // What was known of the journal is known no more.
                LifeEvent::Forgotten => (accepted, given_up, in_doubt) = (false, false, in_doubt.max(1)),
                LifeEvent::Withdrawn | LifeEvent::Replaced => {
                    prop_assert_eq!(in_doubt, 0, "what may have arrived was dropped");
                    given_up = true;
                }
                LifeEvent::Recorded | LifeEvent::RecordedHeld => recorded = true,
                LifeEvent::Sending { .. } => in_doubt += 1,
                LifeEvent::NeverLeft if before == Life::Sent => in_doubt -= 1,
                // The server said that it did nothing.
                LifeEvent::Conflict { .. } | LifeEvent::Refused { .. } | LifeEvent::Requested { .. } | LifeEvent::Retried => in_doubt = 0,
                _ => {}
            }
            prop_assert_eq!(entry.life == Life::InJournal, accepted);
            prop_assert_eq!(!entry.life.waits(), accepted || given_up);
            prop_assert!(!accepted || recorded, "what never left turned up");
            prop_assert!(recorded || matches!(entry.life, Life::Typed | Life::Withdrawn));
            if matches!(entry.life, Life::OnDisk | Life::Held) {
                prop_assert_eq!(in_doubt, 0);
            }
        }
    }

    /// The estimate always holds the truth, and every answer can only narrow it (but for the drift allowed).
    #[test]
    fn the_offset_interval_holds_the_truth(
        truth in -10_000_000_i64..10_000_000,
        answers in proptest::collection::vec((0_i64..60_000, 0_i64..4000, 0_i64..4000, proptest::bool::ANY), 1..20),
    ) {
        let (mut offset, mut boot) = (Offset::UNKNOWN, 1000);
        for (pause, there, back, coarse) in answers {
            let sent = reading(boot + pause, 0);
            let stamped = sent.boot_ms + there + truth;
            let step_ms = if coarse { 1000 } else { 1 };
            let server = ServerTime { ms: stamped.div_euclid(step_ms) * step_ms, step_ms };
            let received = reading(sent.boot_ms + there + back, 0);
            boot = received.boot_ms;
            offset = offset.observe(sent, received, server);
            let width = offset.proof(received).width_ms.expect("checked");
            let error = (offset.now_ms(received) - (received.boot_ms + truth)).abs();
            prop_assert!(2 * error <= width + 1, "error {error}, width {width}");
        }
    }

    /// Waits stay within their bounds, and an idle terminal is not woken more often than each 30 s.
    #[test]
    fn waits_are_bounded(failures in 0_u32..40, dice: u64, urgent: bool, crowded: bool) {
        let due = urgent.then(|| at(1200));
        let link = Link { failures, due, ..Link::default() };
        let fault = if crowded { Fault::NotNow { retry_after: None } } else { Fault::NotReached };
        let after = link.after_fault(&fault, 1, at(0), dice);
        let wait = (after.not_before.expect("a wait") - at(0)).num_milliseconds();
        let cap = if urgent { 15_000 } else { 60_000 };
        let ceiling = cap.min(1000_i64 << failures.min(20));
        let least = if failures >= 5 { 30_000 } else if crowded { ceiling / 2 } else { 0 };
        prop_assert!((least..=ceiling.max(least)).contains(&wait), "{wait} not in {least}..={ceiling}");
        prop_assert_eq!(after.failures, failures + 1);
        prop_assert!(!after.asked_by_server);
    }

    /// Whatever waits, the plan sends each entry at most once, in order, never one that must not go, and never sleeps on one
    /// that could go.
    #[test]
    fn the_plan_is_fair(
        lives in proptest::collection::vec((0_usize..11, 0_u8..6, proptest::option::of(0_i64..200)), 0..40),
        batch in 1_usize..5,
    ) {
        let entries: Vec<Entry> = (0_u8..).zip(&lives).map(|(id, (life, pupil, when))| {
            let when = when.map(at);
            Entry { held_until: when, sent_at: when, ..entry(id, *pupil, Life::ALL[*life]) }
        }).collect();
        let link = Link { batch, ..Link::default() };
        let now = at(100);
        match plan(&entries, now, &link) {
            Plan::Send(sent) => {
                prop_assert!(!sent.is_empty() && sent.len() <= batch);
                let places: Vec<usize> = sent.iter().map(|id| usize::from(id.0[0])).collect();
                prop_assert!(places.is_sorted_by(|a, b| a < b));
                for place in places {
                    prop_assert!(entries[place].life.can_be_sent() || entries[place].life == Life::Held);
                    let same = |other: &Entry| other.operation.target == entries[place].operation.target;
                    prop_assert!(!entries[..place].iter().any(|other| same(other) && other.life.waits()));
                }
            }
            Plan::WaitUntil(until) => {
                prop_assert!(until > now && until <= at(200) + TimeDelta::seconds(60));
            }
            Plan::Idle => {
                let first_of_fact = |place: usize| {
                    let same = |other: &Entry| other.operation.target == entries[place].operation.target && other.life.waits();
                    !entries[..place].iter().any(same)
                };
                prop_assert!(!(0..entries.len()).any(|place| entries[place].life == Life::OnDisk && first_of_fact(place)));
            }
            Plan::SignIn => prop_assert!(false, "signed in"),
        }
    }
}
