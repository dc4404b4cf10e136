//! The deterministic simulation: two devices of one teacher, the server, the network, the clocks and the disks of a run come
//! from one seed.
//!
//! The code is the program's: worker, outbox, store and protocol on the client's side, routes, judge and storage on the
//! server's. Only the listener, the timers (which are skipped) and the crashes are simulated. After each run the journal must
//! equal the accepted entries, in order, once; nothing that was shown as on the disk may be lost; no state may be stronger
//! than the truth at any instant. `ZVONOK_SEEDS` says how many seeds run, `ZVONOK_SEED` runs one and prints what happened.
#![cfg(feature = "server")]
#![expect(clippy::print_stdout, reason = "what was met, and how often, is part of the result")]

mod chance;
mod check;
mod device;
mod line;
mod template;
mod world;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use tokio::task::{LocalSet, spawn_blocking, yield_now};
use tokio::time::sleep;

use chance::Chance;
use device::Device;
use line::Line;
use template::{DEVICES, Template};
use world::{World, locked};

/// Seeds that once failed, each with what it found.
const KEPT: &str = include_str!("seeds.txt");
/// How many new seeds run where nobody says how many.
const SEEDS: u64 = 200;
/// How often a queue is given another minute to drain when all faults have ended.
const LAST_MINUTES: u32 = 30;

/// What a run brought.
struct Outcome {
    wrong: Vec<String>,
    trace: Vec<String>,
    seen: BTreeMap<&'static str, u64>,
}

fn run(seed: u64) -> Outcome {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    let template = TEMPLATE.get_or_init(Template::make);
    let folder = template.copy();
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    // One thread for what waits for the disk: the order of two such jobs is the order of their asking.
    let runtime = runtime.enable_time().start_paused(true).max_blocking_threads(1).build().expect("a runtime");
    let outcome = LocalSet::new().block_on(&runtime, async {
        let world = World::new(seed, &folder.path().join("server"));
        let devices: Vec<_> = (0..DEVICES).map(|number| device(&world, number, folder.path(), template)).collect();
        live(&world, &devices).await;
        check::check(&world, &devices, &template.lesson);
        let (wrong, trace) = world.take();
        Outcome { wrong, trace, seen: std::mem::take(&mut *locked(&world.seen)) }
    });
    runtime.shutdown_background();
    outcome
}

fn device(world: &Arc<World>, number: usize, folder: &std::path::Path, template: &Template) -> Rc<Device> {
    let session = Arc::clone(&template.sessions[number]);
    let line = Line { world: Arc::clone(world), device: number, session, counts: Arc::default(), last: Arc::default() };
    let home = folder.join(format!("device-{number}"));
    Rc::new(Device::new(number, world, &home, line, &template.tokens[number], Arc::clone(&template.lesson)))
}

/// Faults for a while, then none until everything has come to its end.
async fn live(world: &Arc<World>, devices: &[Rc<Device>]) {
    let chaos = tokio::task::spawn_local(server_dies_now_and_then(Arc::clone(world)));
    let mut people = Vec::new();
    for device in devices {
        device.start();
        has_its_token().await;
        let device = Rc::clone(device);
        people.push(tokio::task::spawn_local(async move { device.work().await }));
    }
    for person in people {
        person.await.expect("no panic");
    }
    chaos.abort();
    let _ = chaos.await;
    world.calm_down();
    if locked(&world.server).direct.is_none() {
        world.start_server();
    }
    drain(devices).await;
    // The other device hears of it by its next poll, which a refusal puts off for ten minutes; and that the server was restored, too.
    sleep(Duration::from_secs(730)).await;
    if devices.iter().any(|device| !device.waiting().is_empty()) {
        drain(devices).await;
        sleep(Duration::from_secs(730)).await;
    }
}

/// Everything that waits comes to its end, by the program or by the person.
async fn drain(devices: &[Rc<Device>]) {
    // What is still under way from before may take its time-out.
    for minute in 0..LAST_MINUTES {
        sleep(Duration::from_secs(60)).await;
        for device in devices {
            device.decide();
            device.retry();
            device.push();
        }
        if minute > 3 && devices.iter().all(|device| device.waiting().is_empty()) {
            break;
        }
    }
}

/// A program finds its token on the thread for what waits. Which of two found theirs first must not be left to that thread.
async fn has_its_token() {
    // It waits for the disk more than once on the way.
    for _ in 0..8 {
        for _ in 0..4 {
            yield_now().await;
        }
        spawn_blocking(|| ()).await.expect("no panic");
    }
}

async fn server_dies_now_and_then(world: Arc<World>) {
    let mut chance = Chance::of(&[world.seed, 4]);
    loop {
        sleep(Duration::from_millis(chance.between(500, 60_000))).await;
        // Only in some runs: after each restoring everything is asked for again, which hides other defects.
        let has_backups = world.seed % 4 == 3;
        if has_backups && chance.happens(40) {
            world.back_up();
            sleep(Duration::from_millis(chance.between(500, 60_000))).await;
        }
        world.kill_server(&mut chance).await;
        sleep(Duration::from_millis(chance.between(1, 20_000))).await;
        if has_backups && chance.happens(30) {
            world.restore_server();
        }
        world.start_server();
    }
}

fn number_of(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is a number")))
}

#[test]
fn no_entry_is_lost_or_doubled_whatever_happens() {
    if let Some(seed) = number_of("ZVONOK_SEED") {
        let outcome = run(seed);
        println!("{}\n{:#?}", outcome.trace.join("\n"), outcome.wrong);
        assert!(outcome.wrong.is_empty());
        return;
    }
    let first = number_of("ZVONOK_FIRST_SEED").unwrap_or(0);
    let count = number_of("ZVONOK_SEEDS").unwrap_or(SEEDS);
    let kept = KEPT.lines().filter_map(|line| line.split_whitespace().next()?.parse().ok());
    let seeds: Vec<u64> = kept.chain(first..first + count).collect();
    let (next, failed, seen) = (AtomicU64::new(0), Mutex::new(Vec::new()), Mutex::new(BTreeMap::<&str, u64>::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, std::num::NonZero::get) {
            scope.spawn(|| {
                while let Some(seed) = seeds.get(usize::try_from(next.fetch_add(1, Ordering::Relaxed)).expect("few seeds")) {
                    let outcome = run(*seed);
                    for (what, times) in outcome.seen {
                        *locked(&seen).entry(what).or_default() += times;
                    }
                    if !outcome.wrong.is_empty() {
                        locked(&failed).push(format!("seed {seed}: {}", outcome.wrong.join("; ")));
                    }
                    if locked(&failed).len() > 20 {
                        return;
                    }
                }
            });
        }
    });
    println!("{} seeds; what happened how often:", seeds.len());
    for (what, times) in locked(&seen).iter() {
        println!("{times:>9}  {what}");
    }
    let failed = locked(&failed);
    assert!(failed.is_empty(), "{} failed; run one with ZVONOK_SEED=…:\n{}", failed.len(), failed.join("\n"));
    let missing: Vec<_> = check::MUST_BE_SEEN.iter().filter(|what| !locked(&seen).contains_key(**what)).collect();
    assert!(count < SEEDS || missing.is_empty(), "never happened: {missing:?}");
}

#[test]
fn the_same_seed_is_the_same_run() {
    // The last ones with backups that are put back; 2199 was several runs once.
    for seed in [1, 2, 3, 7, 2199, 2355, 2375] {
        let (one, two) = (run(seed), run(seed));
        assert!(one.trace.len() > 20, "something happens");
        assert_eq!(one.trace, two.trace, "seed {seed}");
    }
}
