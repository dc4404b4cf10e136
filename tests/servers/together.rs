//! Two servers on one journal (a file, a database), and clients that send everything three times in random order: the same journal as once in order.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;

use chrono::TimeDelta;
use serde_json::Value as Json;
use zvonok::domain::{Operation, Target, Topic, Value};
use zvonok::protocol::{Batch, BatchAnswer, Verdict};
use zvonok::server::TRAINING_PASSWORD;

use crate::journal::{cluster, in_a_database, written};
use crate::line::Line;
use crate::process::Server;
use crate::school::{LESSONS, LoadSchool, Shape, school_id};
use crate::{Chance, now, prepare, program, times, verify};

/// Journals that are written where nobody says how many.
const ROUNDS: u64 = 2;
const TEACHERS: usize = 3;

#[test]
fn two_servers_and_three_repeats_in_any_order_make_the_journal_of_once_in_order() {
    for seed in 0..times("ZVONOK_SERVER_ROUNDS", ROUNDS) {
        let folder = tempfile::tempdir().expect("a folder");
        round(&mut Chance(seed), &folder.path().join("plain"), &folder.path().join("twin"));
    }
}

#[test]
fn two_servers_on_one_database_and_three_repeats_in_any_order_make_the_journal_of_once_in_order() {
    let Some(cluster) = cluster() else { return };
    for seed in 0..times("ZVONOK_SERVER_ROUNDS", ROUNDS) {
        let folder = tempfile::tempdir().expect("a folder");
        let [plain, twin] = ["plain", "twin"].map(|name| {
            let data = folder.path().join(name);
            in_a_database(cluster, &data, &format!("{name}_{seed}"));
            data
        });
        round(&mut Chance(seed), &plain, &twin);
    }
}

fn round(chance: &mut Chance, plain: &Path, twin: &Path) {
    let school = LoadSchool::new(school_id(0).as_str(), Shape { teachers: TEACHERS, past: 1, years: 1 }, now());
    prepare(plain, &school);
    prepare(twin, &school);
    let entries: Vec<Vec<Operation>> = (0..TEACHERS).map(|teacher| entries(&school, teacher, chance)).collect();

    let server = Server::start(program(), plain, 0).expect("the server starts");
    for (teacher, entries) in entries.iter().enumerate() {
        let token = sign_in(server.address(), &school, teacher);
        for part in entries.chunks(20) {
            for verdict in send(server.address(), &token, &school, part, 0) {
                assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
            }
        }
    }
    let expected = pages(server.address(), &school);
    drop(server);

    let servers = [(); 2].map(|()| Server::start(program(), twin, 0).expect("the server starts"));
    let addresses = [servers[0].address(), servers[1].address()];
    std::thread::scope(|scope| {
        for (teacher, entries) in entries.iter().enumerate() {
            let (school, mut chance) = (&school, Chance(chance.raw()));
            scope.spawn(move || scatter(addresses, school, teacher, entries, &mut chance));
        }
    });
    for address in addresses {
        assert_eq!(pages(address, &school), expected);
    }
    drop(servers);
    for data in [plain, twin] {
        verify(data);
    }
    assert_same_operations(plain, twin);
}

/// Six lessons, and on some of the facts a second and a third version.
fn entries(school: &LoadSchool, teacher: usize, chance: &mut Chance) -> Vec<Operation> {
    let made = now() - TimeDelta::seconds(10);
    let mut all: Vec<Operation> =
        (0..LESSONS).flat_map(|at| school.entries((teacher, at), made, &mut || chance.id())).collect();
    for first in all.clone() {
        // Two who called the same roll agree whatever they saw: it has no order to keep.
        if matches!(first.target, Target::Attendance { .. }) || chance.next(3) > 0 {
            continue;
        }
        let second = later(&first, changed(&first), chance);
        let third = later(&second, None, chance);
        all.push(second);
        if chance.next(2) == 0 {
            all.push(third);
        }
    }
    all
}

fn later(before: &Operation, value: Option<Value>, chance: &mut Chance) -> Operation {
    Operation {
        id: chance.id(),
        base: Some(before.id),
        made_at: before.made_at + TimeDelta::seconds(1),
        value,
        ..before.clone()
    }
}

fn changed(operation: &Operation) -> Option<Value> {
    match &operation.value {
        Some(Value::Marks { .. }) => Some(Value::Marks { marks: "2".parse().expect("a mark"), creates: None }),
        Some(Value::Topic(_)) => Some(Value::Topic(Topic { text: "Повторение".to_owned(), plan_item: None })),
        value => value.clone(),
    }
}

/// Everything three times, each time in another order, in batches of any length, to either server.
fn scatter(servers: [SocketAddr; 2], school: &LoadSchool, teacher: usize, entries: &[Operation], chance: &mut Chance) {
    let token = sign_in(servers[0], school, teacher);
    let mut kept = BTreeSet::new();
    for again in 0..3 {
        let mut order = entries.to_vec();
        chance.shuffle(&mut order);
        let mut rest = order.as_slice();
        while !rest.is_empty() {
            let length = rest.len().min(1 + usize::try_from(chance.next(40)).expect("a few"));
            let (part, after) = rest.split_at(length);
            rest = after;
            let server = servers[usize::try_from(chance.next(2)).expect("one of two")];
            for (operation, verdict) in part.iter().zip(send(server, &token, school, part, again)) {
                match verdict {
                    Verdict::Accepted { .. } => assert!(kept.insert(operation.id), "accepted twice"),
                    Verdict::Duplicate => assert!(kept.contains(&operation.id), "a duplicate of nothing"),
                    // What it was made on, or the work that it is a mark for, has not come yet.
                    Verdict::Conflict { .. } | Verdict::Refused { .. } => {
                        assert!(!kept.contains(&operation.id), "forgotten");
                    }
                    Verdict::Requested { .. } => panic!("{operation:?}"),
                }
            }
        }
    }
    assert_eq!(kept.len(), entries.len(), "some never found what they were made on");
}

fn sign_in(server: SocketAddr, school: &LoadSchool, teacher: usize) -> String {
    Line::sign_in(server, &school.login(teacher), TRAINING_PASSWORD).expect("signed in")
}

/// `again`: how often a judgement is asked for anew, where the last one was no.
fn send(server: SocketAddr, token: &str, school: &LoadSchool, part: &[Operation], again: u32) -> Vec<Verdict> {
    let again = part.iter().map(|operation| (operation.id, again)).collect();
    let batch = Batch { operations: part.to_vec(), again, cursor: None };
    let mut line = Line::open(server, token).expect("a connection");
    let answer: BatchAnswer = line.post(&school.operations(), &batch).expect("an answer");
    answer.verdicts.into_iter().map(|judged| judged.verdict).collect()
}

/// Every page, without what says when and in which order it was written.
fn pages(server: SocketAddr, school: &LoadSchool) -> Vec<Json> {
    let mut pages = Vec::new();
    for teacher in 0..TEACHERS {
        let token = sign_in(server, school, teacher);
        let mut line = Line::open(server, &token).expect("a connection");
        for at in 0..LESSONS {
            let mut page: Json = line.get(&school.page(teacher, at)).expect("a page");
            page["cursor"] = Json::Null;
            for fact in page["facts"].as_array_mut().expect("facts") {
                fact["received_at"] = Json::Null;
                if fact["fact"] == "work" {
                    // The first mark of a lesson makes the work, whichever it is.
                    fact["version"] = Json::Null;
                    fact["made_at"] = Json::Null;
                }
                // So does it alone keep what the work is.
                if let Some(value) = fact["value"].as_object_mut() {
                    value.remove("creates");
                }
            }
            page["facts"].as_array_mut().expect("facts").sort_by_key(ToString::to_string);
            pages.push(page);
        }
    }
    pages
}

fn assert_same_operations(plain: &Path, twin: &Path) {
    let [plain, twin] = [plain, twin].map(|data| {
        let mut ids = written(data);
        ids.sort_unstable();
        ids
    });
    assert_eq!(plain, twin);
    assert_eq!(plain.iter().collect::<BTreeSet<_>>().len(), plain.len(), "some stand twice");
}
