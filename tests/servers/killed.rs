//! SIGKILL at random instants, while teachers push without a pause and ask again until they are answered.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use zvonok::domain::{Operation, OperationId};
use zvonok::protocol::{Batch, BatchAnswer, Verdict};
use zvonok::server::TRAINING_PASSWORD;

use crate::journal::{cluster, in_a_database, shown, written};
use crate::line::Line;
use crate::process::Server;
use crate::school::{LESSONS, LoadSchool, Shape, school_id};
use crate::{Chance, now, prepare, program, times, verify};

/// How often it is killed where nobody says how often.
const KILLS: u64 = 12;
/// Longest that it lives before it is killed, in milliseconds.
const LONGEST_LIFE: u64 = 500;
const TEACHERS: usize = 4;
/// Times that a batch is asked for: nobody answers while the journal is verified, which takes its time on a busy machine.
const PATIENCE: u32 = 20_000;

/// What one teacher was told.
#[derive(Default)]
struct Told {
    /// Operations that were acknowledged.
    acknowledged: Vec<OperationId>,
    /// The last of each fact.
    last: BTreeMap<String, OperationId>,
    /// Of the last answer.
    cursor: Option<String>,
    /// Answers that never came, though the question may have.
    cut: u64,
}

#[test]
fn killed_under_load_it_keeps_what_it_acknowledged_and_doubles_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    keeps_what_it_acknowledged(&folder.path().join("server"));
}

#[test]
fn killed_under_load_on_postgresql_it_keeps_what_it_acknowledged_and_doubles_nothing() {
    let Some(cluster) = cluster() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("server");
    in_a_database(cluster, &data, "killed");
    keeps_what_it_acknowledged(&data);
}

fn keeps_what_it_acknowledged(data: &Path) {
    let school = LoadSchool::new(school_id(0).as_str(), Shape { teachers: TEACHERS, past: 1, years: 1 }, now());
    prepare(data, &school);
    let mut server = Some(Server::start(program(), data, 0).expect("the server starts"));
    let address = server.as_ref().expect("started just now").address();
    // Before the killing begins: on a slow machine nobody would get in between two kills.
    let tokens: Vec<String> = (0..TEACHERS)
        .map(|teacher| Line::sign_in(address, &school.login(teacher), TRAINING_PASSWORD))
        .collect::<Result<_, _>>()
        .expect("signed in");
    let kills = times("ZVONOK_SERVER_KILLS", KILLS);
    let (mut chance, enough) = (Chance(kills), AtomicBool::new(false));
    let told: Vec<Told> = std::thread::scope(|scope| {
        let teachers: Vec<_> = tokens
            .iter()
            .enumerate()
            .map(|(teacher, token)| {
                let (school, enough) = (&school, &enough);
                scope.spawn(move || teach(address, school, (teacher, token), enough))
            })
            .collect();
        for kill in 1..=kills {
            std::thread::sleep(Duration::from_millis(chance.next(LONGEST_LIFE)));
            drop(server.take());
            if kill % 10 == 0 {
                verify(data);
            }
            server = Some(Server::start(program(), data, address.port()).expect("the server starts again"));
        }
        enough.store(true, Ordering::Relaxed);
        teachers.into_iter().map(|teacher| teacher.join().expect("every answer was as promised")).collect()
    });
    drop(server);
    verify(data);
    let written = written(data);
    let once: BTreeSet<[u8; 16]> = written.iter().copied().collect();
    let acknowledged: usize = told.iter().map(|told| told.acknowledged.len()).sum();
    let cut: u64 = told.iter().map(|told| told.cut).sum();
    println!("{kills} kills: {acknowledged} acknowledged, {} in the journal, {cut} answers cut off", once.len());
    assert!(acknowledged > 0 && cut > 0, "nothing was sent, or nothing was cut off");
    assert_eq!(written.len(), once.len(), "some stand twice");
    assert_eq!(once.len(), acknowledged, "every batch was asked for until it was answered");
    for told in &told {
        assert!(told.acknowledged.iter().all(|id| once.contains(&id.0)), "lost");
    }
    assert_last(data, &told);
}

/// Pushes until it is enough: first versions, then versions on them, each batch until it is answered.
fn teach(address: SocketAddr, school: &LoadSchool, (teacher, token): (usize, &str), enough: &AtomicBool) -> Told {
    let mut chance = Chance(0x7ea_c4e7 + teacher as u64);
    let mut told = Told::default();
    while !enough.load(Ordering::Relaxed) {
        let at = usize::try_from(chance.next(LESSONS as u64)).expect("six lessons");
        let mut operations = school.entries((teacher, at), now(), &mut || chance.id());
        chance.shuffle(&mut operations);
        operations.truncate(1 + usize::try_from(chance.next(30)).expect("a few"));
        for operation in &mut operations {
            operation.base = told.last.get(&fact(operation)).copied();
        }
        let batch = Batch { operations, again: std::collections::BTreeMap::new(), cursor: told.cursor.clone() };
        let answer = until_answered(address, school, token, &batch, &mut told.cut);
        told.cursor = Some(answer.cursor);
        for (operation, judged) in batch.operations.iter().zip(&answer.verdicts) {
            assert_eq!(operation.id, judged.id);
            let kept = matches!(judged.verdict, Verdict::Accepted { .. } | Verdict::Duplicate);
            assert!(kept, "what it was made on is gone: {judged:?}");
            told.acknowledged.push(operation.id);
            told.last.insert(fact(operation), operation.id);
        }
    }
    told
}

fn until_answered(address: SocketAddr, school: &LoadSchool, token: &str, batch: &Batch, cut: &mut u64) -> BatchAnswer {
    for _ in 0..PATIENCE {
        let asked = Line::open(address, token).and_then(|mut line| line.post(&school.operations(), batch));
        match asked {
            Ok(answer) => return answer,
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => panic!("{error}"),
            Err(_) => {
                *cut += 1;
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }
    panic!("nobody answers any more");
}

/// The fact of an operation, as a key.
fn fact(operation: &Operation) -> String {
    serde_json::to_string(&operation.target).expect("a target is JSON")
}

/// Holds that the journal shows of every fact what was acknowledged last.
fn assert_last(data: &Path, told: &[Told]) {
    let shown: BTreeMap<String, OperationId> = shown(data).into_iter().map(|(fact, id)| (fact, OperationId(id))).collect();
    let last: BTreeMap<String, OperationId> = told.iter().flat_map(|told| told.last.clone()).collect();
    assert_eq!(shown, last);
}
