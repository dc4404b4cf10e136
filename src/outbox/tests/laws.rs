//! Laws that a changed line of the queue would break without any other test noticing.

use super::*;
use crate::domain::{
    Account, AccountId, Fact, Journal, Lesson, NewWork, Page, Period, PeriodKind, Role, TeacherRef, WorkKind, WorkSpec,
};
use crate::outbox::overlay::{settle, write};
use chrono::NaiveTime;

#[test]
fn only_what_certainly_never_left_may_be_taken_back_without_a_trace() {
    for life in Life::ALL {
        let waits_here = matches!(life, Life::Typed | Life::Held | Life::OnDisk);
        for attempts in [0, 1, 2] {
            let entry = Entry { attempts, ..entry(1, 1, life) };
            assert_eq!(entry.never_left(), waits_here && attempts == 0, "{life:?} {attempts}");
        }
        assert_eq!(life.can_be_sent(), matches!(life, Life::OnDisk | Life::Sent | Life::Uncertain), "{life:?}");
    }
}

type Spoil = fn(&mut Vec<Operation>);

fn chained(count: u8) -> Vec<Operation> {
    let mut chain: Vec<Operation> = Vec::new();
    for id in 1..=count {
        let prev_hash = chain.last().map(chain::digest).unwrap_or_default();
        chain.push(Operation { prev_hash, ..operation(id, marks(id), None) });
    }
    chain
}

#[test]
fn a_chain_is_broken_by_a_gap_and_by_any_change_but_that_of_the_base() {
    let whole = chained(4);
    assert!(chain::is_unbroken(&whole) && chain::is_unbroken(&whole[1..]) && chain::is_unbroken(&[]));
    let spoiled: [(&str, Spoil); 5] = [
        ("taken out", |chain| drop(chain.remove(1))),
        ("turned round", |chain| chain.swap(1, 2)),
        ("altered", |chain| chain[1].comment = Some("иначе".to_owned())),
        ("a number twice", |chain| chain[2].seq = 2),
        ("another digest", |chain| chain[2].prev_hash = Digest([7; 32])),
    ];
    for (what, spoil) in spoiled {
        let mut chain = whole.clone();
        spoil(&mut chain);
        assert!(!chain::is_unbroken(&chain), "{what}");
    }
    let mut rebased = whole.clone();
    rebased[1].base = Some(OperationId([9; 16]));
    assert!(chain::is_unbroken(&rebased), "the base is moved when the one below goes");
    assert_ne!(chain::digest(&whole[0]), Digest::default());
    assert_ne!(chain::digest(&whole[0]), chain::digest(&whole[1]));
}

fn told(ms: i64) -> ServerTime {
    ServerTime { ms, step_ms: 1 }
}

fn heard(boot_ms: i64, ms: i64) -> Offset {
    Offset::UNKNOWN.observe(reading(boot_ms, 0), reading(boot_ms, 0), told(ms))
}

#[test]
fn a_time_that_no_server_shows_moves_no_clock() {
    let farthest = i64::from(u32::MAX) * 1000;
    for ms in [0, at(0).timestamp_millis(), farthest, -farthest] {
        assert_ne!(heard(1000, ms), Offset::UNKNOWN, "{ms}");
    }
    for ms in [farthest + 1, -farthest - 1, i64::MAX, i64::MIN] {
        assert_eq!(heard(1000, ms), Offset::UNKNOWN, "{ms}");
    }
    // However far it is: an instant that can be written.
    let last = DateTime::from_timestamp(i64::from(u32::MAX), 0).expect("an instant");
    assert_eq!(heard(0, farthest).now(reading(60_000, 0)), last);
    assert_eq!(Offset::UNKNOWN.now(reading(0, at(0).timestamp_millis())), at(0));
    assert_eq!(Offset::UNKNOWN.now(reading(0, i64::MAX)), last);
}

#[test]
fn the_estimate_widens_by_a_ten_thousandth_of_the_time_since_on_each_side() {
    let width = |offset: Offset, boot_ms| offset.proof(reading(boot_ms, 0)).width_ms;
    let offset = heard(5_000, 900_000);
    assert_eq!(width(offset, 5_000), Some(1));
    assert_eq!(width(offset, 5_000 + 10_000), Some(1 + 2));
    assert_eq!(width(offset, 5_000 + 600_000), Some(1 + 2 * 60));
    assert_eq!(width(offset, 1_000), Some(1), "not backwards");
}

#[test]
fn answers_narrow_the_estimate_and_a_clock_that_was_set_is_believed() {
    // There and back 100 ms each; the second answer was faster back, the third faster there.
    let (sent, received) = (reading(1_000, 0), reading(1_200, 0));
    let first = Offset::UNKNOWN.observe(sent, received, told(51_100));
    let width = |offset: Offset| offset.proof(received).width_ms;
    assert_eq!(width(first), Some(201));
    let second = first.observe(sent, received, told(51_190));
    assert_eq!((width(second), second.now_ms(received)), (Some(111), 51_245));
    // Bounds that only touch still hold both.
    let touching = first.observe(sent, received, told(51_301));
    assert_eq!((width(touching), touching.now_ms(received)), (Some(0), 51_301));
    let changed = first.observe(sent, received, told(51_302));
    assert_eq!((width(changed), changed.now_ms(received)), (Some(201), 51_402), "the newest word counts");
    // What was known of another start of the computer narrows nothing.
    let other = |boot_ms| Reading { boot_id: 8, ..reading(boot_ms, 0) };
    let restarted = first.observe(other(1_000), other(1_200), told(51_190));
    assert_eq!(restarted.proof(other(1_200)).width_ms, Some(201));
}

#[test]
fn what_is_known_of_the_clock_is_kept_again_only_when_it_says_something_new() {
    let known = |boot_ms, wall_ms, ms| {
        let reading = reading(boot_ms, wall_ms);
        Offset::UNKNOWN.observe(reading, reading, told(ms))
    };
    let kept = known(1_000, 70_000, 90_000);
    let table = [
        ("the same later", known(61_000, 130_000, 150_000), false),
        ("half a second", known(1_000, 70_000, 90_500), false),
        ("half a second back", known(1_000, 70_000, 89_500), false),
        ("more", known(1_000, 70_000, 90_501), true),
        ("less", known(1_000, 70_000, 89_499), true),
        ("the wall clock was set", known(1_000, 60_000, 90_000), true),
        ("nothing is known any more", Offset::UNKNOWN, true),
    ];
    for (what, offset, expected) in table {
        assert_eq!(offset.is_news(&kept), expected, "{what}");
    }
    assert!(kept.is_news(&Offset::UNKNOWN) && !Offset::UNKNOWN.is_news(&Offset::UNKNOWN));
    let restarted = Reading { wall_ms: 70_000, boot_ms: 1_000, boot_id: 8 };
    assert!(Offset::UNKNOWN.observe(restarted, restarted, told(90_000)).is_news(&kept));
}

#[test]
fn the_queue_holds_what_waits_in_the_order_of_its_making() {
    let lives = [Life::OnDisk, Life::InJournal, Life::Held, Life::Withdrawn, Life::Conflict];
    let entries: Vec<Entry> = (1_u8..).zip(lives).map(|(id, life)| entry(id, id, life)).collect();
    let mut queue: Queue = entries.iter().rev().map(Line::of).collect();
    let seqs = |queue: &Queue| queue.lines().map(|line| line.seq).collect::<Vec<_>>();
    assert_eq!(seqs(&queue), [1, 3, 5]);
    queue.put_all([&entry(3, 3, Life::InJournal), &entry(5, 5, Life::OnDisk), &entry(9, 9, Life::OnDisk)]);
    assert_eq!(seqs(&queue), [1, 5, 9]);
    let line = queue.lines().nth(1).expect("three wait");
    assert_eq!((line.life, line.id), (Life::OnDisk, OperationId([5; 16])));
    assert_eq!(FactKey::of(&marks(1)), FactKey::of(&marks(1)));
    assert_ne!(FactKey::of(&marks(1)), FactKey::of(&marks(2)));
    assert_ne!(FactKey::of(&marks(1)).0, [0; 16]);
}

#[test]
fn an_outage_covers_no_more_than_two_minutes_before_it() {
    let outage = |to| crate::outbox::Outage { from: at(1000), to, noticed: "connect".to_owned() };
    let made = |second, acknowledged: Option<i64>| {
        let mut entry = entry(1, 1, Life::OnDisk);
        entry.operation.made_at = at(second);
        entry.acknowledged_at = acknowledged.map(at);
        entry
    };
    assert!(outage(None).covers(&made(880, None)) && !outage(None).covers(&made(879, None)));
    assert!(outage(None).covers(&made(990, Some(1000))), "acknowledged as it began");
    assert!(outage(None).covers(&made(9_000_000, None)), "it lasts");
}

#[test]
fn haste_begins_half_an_hour_before_the_term_and_ends_with_it() {
    let urgency = |due| Link { due: Some(at(due)), ..Link::default() }.urgency(at(0));
    for (due, expected) in [
        (-1, Urgency::Usual),
        (0, Urgency::Usual),
        (1, Urgency::LastHalfHour),
        (1800, Urgency::LastHalfHour),
        (1801, Urgency::Usual),
    ] {
        assert_eq!(urgency(due), expected, "{due}");
    }
    assert_eq!(Link::default().urgency(at(0)), Urgency::Usual);
}

#[test]
fn what_a_failure_leaves_behind() {
    let busy = Link { batch: 8, since: Some(at(-50)), failures: 3, due: Some(at(9_000)), ..Link::default() };
    let lost = busy.clone().after_fault(&Fault::NoAnswer, 8, at(0), 0);
    assert_eq!((lost.batch, lost.failures, lost.since, lost.due), (4, 4, Some(at(-50)), Some(at(9_000))));
    let failing = busy.clone().after_fault(&Fault::Failing { retry_after: None }, 8, at(0), 0);
    assert_eq!((failing.batch, failing.asked_by_server), (4, false));
    assert_eq!(busy.clone().after_fault(&Fault::NoAnswer, 1, at(0), 0).batch, 8, "one entry is no load");
    assert_eq!(busy.clone().after_fault(&Fault::NoAnswer, 2, at(0), 0).batch, 1);
    assert_eq!(busy.clone().after_fault(&Fault::NotReached, 8, at(0), 0).batch, 8, "nobody was there");
    let first = Link::default().after_fault(&Fault::NotReached, 8, at(5), 0);
    assert_eq!((first.since, first.failures, first.sign_in), (Some(at(5)), 1, false));
    let signed_out = busy.clone().after_fault(&Fault::SignIn, 8, at(0), 0);
    assert_eq!((signed_out.sign_in, signed_out.failures, signed_out.batch, signed_out.not_before), (true, 0, 16, None));
    let halved = busy.clone().after_fault(&Fault::Conflict, 8, at(0), 0);
    assert_eq!((halved.batch, halved.failures, halved.not_before), (4, 0, None));
    assert_eq!(busy.after_fault(&Fault::Conflict, 1, at(0), 0).batch, 1);
    let free = Link { batch: 60, due: Some(at(9)), failures: 3, ..Link::default() }.after_answer();
    assert_eq!((free.batch, free.due, free.failures), (100, Some(at(9)), 0), "what is due stays due");
}

#[test]
fn a_server_is_granted_ten_minutes_and_an_idle_terminal_its_calm() {
    let wait = |link: Link, fault: &Fault, dice| {
        (link.after_fault(fault, 1, at(0), dice).not_before.expect("a wait") - at(0)).num_milliseconds()
    };
    let asked = |seconds| Fault::NotNow { retry_after: Some(RetryAfter::Seconds(seconds)) };
    assert_eq!(wait(Link::default(), &asked(86_400), 0), 600_000);
    assert_eq!(wait(Link::default(), &asked(86_400), 120_000), 720_000, "and a fifth at most");
    assert_eq!(wait(Link::default(), &asked(86_400), 120_001), 600_000);
    let due = |due| Link { due: Some(at(due)), ..Link::default() };
    assert_eq!(wait(due(2), &asked(60), 0), 1_000, "never less than a second");
    assert_eq!(wait(due(-1), &asked(60), 0), 60_000, "what is over hurries nobody");
    assert_eq!(wait(due(0), &asked(60), 0), 60_000);
    // Failing servers that ask are obeyed, those that do not are given half of the ceiling only when they are crowded.
    let failing = |seconds| Fault::Failing { retry_after: Some(RetryAfter::Seconds(seconds)) };
    assert_eq!(wait(Link::default(), &failing(7), 0), 7_000);
    let tried = |failures| Link { failures, ..Link::default() };
    let crowded = Fault::NotNow { retry_after: None };
    for (failures, least, most) in [(0, 500, 1_000), (2, 2_000, 4_000), (4, 8_000, 16_000), (6, 30_000, 60_000)] {
        assert_eq!(wait(tried(failures), &crowded, 0), least, "{failures}");
        let most_dice = u64::try_from(most - least).expect("positive");
        assert_eq!(wait(tried(failures), &crowded, most_dice), most, "{failures}");
    }
    for (failures, expected) in [(4, 0), (5, 30_000), (40, 30_000)] {
        assert_eq!(wait(tried(failures), &Fault::NotReached, 0), expected, "{failures}");
    }
    for (failures, ceiling) in [(0, 1_000), (3, 8_000), (5, 32_000), (6, 60_000), (31, 60_000)] {
        assert_eq!(wait(tried(failures), &Fault::NotReached, u64::try_from(ceiling).expect("positive")), ceiling);
    }
    let hasty = Link { failures: 9, ..due(600) };
    assert_eq!(wait(hasty.clone(), &Fault::NotReached, 15_000), 30_000, "calm even then");
    assert_eq!(wait(Link { failures: 4, ..hasty }, &Fault::NotReached, 15_000), 15_000);
}

#[test]
fn a_refusal_of_the_whole_says_what_the_server_said() {
    let fault = Fault::of_status(422, Some(problem(422, "unreadable")), None);
    let LifeEvent::Refused { findings } = fault.event(1) else { panic!("{fault:?}") };
    let arg = |name: &str| findings[0].args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    assert_eq!(arg("status").as_deref(), Some("422"));
    assert_eq!(arg("kind").as_deref(), Some("/problems/unreadable"));
    assert_eq!(arg("title").as_deref(), Some("unreadable"));
    for (fault, sent, expected) in [
        (&fault, 1, true),
        (&Fault::Conflict, 1, true),
        (&Fault::TooLarge, 2, true),
        (&Fault::TooLarge, 1, false),
        (&Fault::NotReached, 5, false),
        (&Fault::SignIn, 5, false),
    ] {
        assert_eq!(fault.halves(sent), expected, "{fault:?} {sent}");
    }
}

/// Nothing that may have left is dropped; what certainly left may turn up however it was given up here.
#[test]
fn what_may_have_left_is_not_taken_back_and_may_turn_up() {
    let able = |life, attempts, again, event: LifeEvent| Entry { attempts, again, ..entry(1, 1, life) }.apply(event).is_ok();
    let accepted = || LifeEvent::Accepted { findings: Vec::new(), at: at(1) };
    for (life, attempts, expected) in [
        (Life::OnDisk, 0, true),
        (Life::OnDisk, 1, false),
        (Life::Held, 0, true),
        (Life::Conflict, 3, true),
        (Life::Refused, 3, true),
    ] {
        assert_eq!(able(life, attempts, 0, LifeEvent::Withdrawn), expected, "{life:?} {attempts}");
        assert_eq!(able(life, attempts, 0, LifeEvent::Replaced), expected, "{life:?} {attempts}");
    }
    for (attempts, again, expected) in [(0, 0, false), (1, 0, true), (0, 1, true), (2, 3, true)] {
        assert_eq!(able(Life::Withdrawn, attempts, again, accepted()), expected, "{attempts} {again}");
        assert!(able(Life::Refused, attempts, again, accepted()));
    }
    let mut asked = Entry { findings: vec![], ..entry(1, 1, Life::Refused) };
    for again in 1..=3 {
        asked.apply(LifeEvent::Retried).expect("asked again");
        assert_eq!((asked.again, asked.attempts), (again, 0));
        asked.apply(LifeEvent::Sending { at: at(2) }).expect("sent");
        assert_eq!((asked.attempts, asked.sent_at), (1, Some(at(2))));
        asked.apply(LifeEvent::Refused { findings: Vec::new() }).expect("refused");
    }
    let refused = entry(1, 1, Life::InJournal).apply(LifeEvent::Withdrawn).expect_err("it is in the journal");
    assert_eq!(refused.to_string(), "not possible for an entry that is in_journal");
}

#[test]
fn what_a_server_asks_for_and_wants_first_is_heard() {
    let soon = Some(RetryAfter::Seconds(7));
    for status in [408, 500, 503, 599] {
        assert_eq!(Fault::of_status(status, None, soon), Fault::Failing { retry_after: soon }, "{status}");
    }
    for status in [425, 429] {
        assert_eq!(Fault::of_status(status, None, soon), Fault::NotNow { retry_after: soon }, "{status}");
    }
    assert_eq!(Fault::of_status(401, Some(problem(401, "x")), None), Fault::SignIn);
    assert_eq!(Fault::of_status(418, Some(problem(418, "x")), None), Fault::Incompatible);
    assert_eq!(Fault::of_status(600, Some(problem(600, "x")), None), Fault::NoAnswer);
    let reading = reading(1_000, 10_000);
    let offset = Offset::UNKNOWN.observe(reading, reading, told(70_000));
    assert_eq!(offset.skew(reading).num_milliseconds(), 60_000);
}

fn page() -> Page {
    let teacher = |id: &str| TeacherRef { id: AccountId::new(id), short_name: format!("Учитель {id}") };
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    let date = |day| chrono::NaiveDate::from_ymd_opt(2026, 11, day).expect("a date");
    let journal = Journal {
        id: "j".into(),
        class: "c".into(),
        class_name: "7А".to_owned(),
        grade: 7,
        subject: "Русский язык".to_owned(),
        group: None,
        teacher: teacher("owner"),
        weekly_hours: 4,
    };
    let lesson = Lesson {
        id: "l".into(),
        journal: "j".into(),
        class: "c".into(),
        class_name: "7А".to_owned(),
        grade: 7,
        subject: "Русский язык".to_owned(),
        group: None,
        date: date(20),
        number: 3,
        starts: at(10),
        ends: at(11),
        room: "12".to_owned(),
        teacher: teacher("stands-in"),
        substitute: None,
        cancelled: false,
        doubled: None,
        first_of_year: false,
        weekly_hours: 4,
        class_day_ends: at(14),
        school_day_ends: at(15),
        timetable_version: 1,
    };
    let period = Period {
        id: "q2".into(),
        kind: PeriodKind::Quarter,
        title: "II четверть".to_owned(),
        start: date(2),
        end: date(30),
        closed: false,
    };
    Page {
        journal,
        period,
        lessons: vec![lesson],
        works: Vec::new(),
        pupils: Vec::new(),
        plan: Vec::new(),
        last_numbers: std::collections::BTreeMap::new(),
        facts: Vec::new(),
        cursor: String::new(),
    }
}

fn new_work(lesson: Option<&str>, journal: &str) -> NewWork {
    NewWork { journal: journal.into(), lesson: lesson.map(Into::into), spec: WorkSpec::of(WorkKind::Oral) }
}

fn of(target: Target, value: Option<Value>) -> Fact {
    Fact { target, value, ..fact(1, 1) }
}

/// A page shows what is of its lessons, of its works and of its journal, and nothing else.
#[test]
fn a_page_takes_what_it_shows() {
    let pupil = || PupilId::new("p");
    let mark = |creates| Some(Value::Marks { marks: Marks::single(Mark::new(5).expect("a mark")), creates });
    let term = |journal: &str| Target::Term { journal: journal.into(), period: "q2".into(), pupil: pupil() };
    let work = |id: &str| Target::Marks { work: WorkId::new(id), pupil: pupil() };
    let table = [
        ("a lesson of it", of(Target::Absence { lesson: "l".into(), pupil: pupil() }, Some(Value::Absent)), true),
        ("another lesson", of(Target::Absence { lesson: "x".into(), pupil: pupil() }, Some(Value::Absent)), false),
        ("a mark of a period", of(term("j"), None), true),
        ("one of another journal", of(term("x"), None), false),
        ("another topic", of(Target::Topic { lesson: "x".into() }, None), false),
        ("a work that nobody knows", of(work("w"), mark(None)), false),
        ("a new work of the lesson", of(work("w"), mark(Some(new_work(Some("l"), "j")))), true),
        ("a new work of another lesson", of(work("w"), mark(Some(new_work(Some("x"), "j")))), false),
        ("a new work of the journal", of(work("w"), mark(Some(new_work(None, "j")))), true),
        ("a new work of another journal", of(work("w"), mark(Some(new_work(None, "x")))), false),
    ];
    for (what, fact, expected) in table {
        let mut page = page();
        assert_eq!(write(&mut page, fact.clone()), expected, "{what}");
        assert_eq!(page.facts.len(), usize::from(expected), "{what}");
        if expected && matches!(fact.target, Target::Marks { .. }) {
            assert_eq!(page.works.iter().map(|work| work.id.as_str()).collect::<Vec<_>>(), ["w"], "{what}");
            // The work is known now: marks of it need not make it.
            assert!(write(&mut page, of(Target::Marks { work: WorkId::new("w"), pupil: PupilId::new("q") }, mark(None))));
            assert_eq!((page.facts.len(), page.works.len()), (2, 1));
        }
    }
}

#[test]
fn only_a_change_of_the_work_changes_the_work_of_a_page() {
    let (mut page, id) = (page(), WorkId::new("w"));
    let control = NewWork { spec: WorkSpec::of(WorkKind::Control), ..new_work(Some("l"), "j") };
    assert!(write(&mut page, of(Target::Work { work: id.clone() }, Some(Value::Work(new_work(Some("l"), "j"))))));
    let mark = Value::Marks { marks: Marks::single(Mark::new(5).expect("a mark")), creates: Some(control.clone()) };
    assert!(write(&mut page, of(Target::Marks { work: id.clone(), pupil: PupilId::new("p") }, Some(mark))));
    assert_eq!(page.works[0].spec.kind, WorkKind::Oral, "a mark does not change the work");
    assert!(write(&mut page, of(Target::Work { work: id }, Some(Value::Work(control)))));
    assert_eq!((page.works.len(), page.works[0].spec.kind), (1, WorkKind::Control));
    assert_eq!(page.facts.len(), 2, "the same fact stands once");
    let of_work = |id: &str, value| of(Target::Work { work: WorkId::new(id) }, value);
    assert!(write(&mut page, of_work("w2", Some(Value::Work(new_work(Some("l"), "j"))))));
    assert!(write(&mut page, of_work("w", None)));
    assert_eq!(page.works.iter().map(|work| work.id.as_str()).collect::<Vec<_>>(), ["w2"], "what is taken away goes alone");
}

#[test]
fn an_acknowledged_entry_stands_in_a_page_that_is_older() {
    let account = Account {
        id: "stands-in".into(),
        school: "s".into(),
        login: "x".to_owned(),
        name: "Вымышленная Анна".to_owned(),
        short_name: "Вымышленная А.".to_owned(),
        role: Role::Teacher,
        head_of: Vec::new(),
    };
    let absence = Target::Absence { lesson: "l".into(), pupil: PupilId::new("p") };
    let made = |id, base, life| {
        let mut operation = operation(id, absence.clone(), base);
        (operation.value, operation.on_behalf_of) = (Some(Value::Absent), Some(AccountId::new("owner")));
        Entry { life, acknowledged_at: Some(at(60)), ..Entry::typed(operation, None) }
    };
    for life in Life::ALL.into_iter().filter(|life| *life != Life::InJournal) {
        let mut page = page();
        settle(&mut page, &[made(1, None, life)], &account);
        assert_eq!(page.facts.len(), 0, "{life:?}");
    }
    let mut page = page();
    settle(&mut page, &[made(1, None, Life::InJournal), made(2, Some(1), Life::InJournal)], &account);
    assert_eq!(page.facts.len(), 1);
    let fact = &page.facts[0];
    assert_eq!((fact.version, fact.received_at, fact.author.id.as_str()), (OperationId([2; 16]), at(60), "stands-in"));
    assert_eq!(fact.on_behalf_of.as_ref().map(|teacher| teacher.id.as_str()), Some("owner"), "known from the journal");
    settle(&mut page, &[made(3, None, Life::InJournal), made(4, Some(1), Life::InJournal)], &account);
    assert_eq!(page.facts[0].version, OperationId([2; 16]), "what is older than the page is left out");
    let mut of_lesson = made(5, Some(2), Life::InJournal);
    of_lesson.operation.on_behalf_of = Some(AccountId::new("stands-in"));
    settle(&mut page, std::slice::from_ref(&of_lesson), &account);
    let teacher = page.facts[0].on_behalf_of.as_ref().map(|teacher| teacher.id.as_str());
    assert_eq!(teacher, Some("stands-in"), "known from a lesson");
    of_lesson.operation.id = OperationId([6; 16]);
    (of_lesson.operation.base, of_lesson.operation.on_behalf_of) = (Some(OperationId([5; 16])), Some("nobody".into()));
    settle(&mut page, &[of_lesson], &account);
    assert_eq!(page.facts[0].on_behalf_of, None, "of whom nobody knows a name");
}
