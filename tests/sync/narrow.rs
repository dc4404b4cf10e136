//! A line over which little arrives in time: a batch that is too much for it is not tried for ever as it is.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use zvonok::outbox::Life;
use zvonok::remote::{Carried, Carrier, Native, Question, RemoteError, Reply};
use zvonok::server::Direct;
use zvonok::sync::{Dice, Setup, once};

use crate::{Standing, free_pupils, life, mark, new_server, open_page, password, record, setup};

/// Most bytes of a question that arrive before the time is up.
const WIDTH: usize = 4_000;

/// The line; what is wider is cut off on its way.
#[derive(Debug)]
struct Narrow {
    server: Direct,
    /// How much was tried at once, in bytes.
    tried: Arc<Mutex<Vec<usize>>>,
    /// Questions that were cut off.
    cut: Arc<AtomicUsize>,
}

impl Carrier for Narrow {
    fn carry(&self, question: Question) -> Carried<'_> {
        Box::pin(async move {
            let content = question.content().map(<[u8]>::to_vec);
            if let Some(content) = content.as_ref().filter(|_| question.target().ends_with("/operations")) {
                self.tried.lock().expect("no panic").push(content.len());
                if content.len() > WIDTH {
                    self.cut.fetch_add(1, Ordering::Relaxed);
                    return Err(RemoteError::Broken { cause: "time-out".to_owned() });
                }
            }
            let answer = self.server.answer(question.method(), &question.target(), question.authorization(), content).await;
            Ok(Reply::new(answer.status, &answer.headers, answer.body))
        })
    }
}

fn teacher(home: &Path, clock: &Standing) -> (Setup, Arc<Mutex<Vec<usize>>>, Arc<AtomicUsize>) {
    let server = new_server(home, clock);
    server.stop();
    let time = clock.clone();
    let direct = Direct::open(&home.join("server"), Arc::new(move || time.now())).expect("the journal");
    let (tried, cut) = (Arc::<Mutex<Vec<usize>>>::default(), Arc::<AtomicUsize>::default());
    let narrow = Narrow { server: direct, tried: Arc::clone(&tried), cut: Arc::clone(&cut) };
    let wide = setup(home, "http://127.0.0.1:9", "orlova", clock);
    let remote = Native::over(Arc::new(narrow), Arc::new(clock.clone()));
    // Nobody waits between two tries.
    (Setup { remote, dice: Dice::new(|| 0), ..wide }, tried, cut)
}

#[test]
fn a_queue_that_is_too_much_for_a_slow_line_goes_in_smaller_batches() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let (teacher, tried, cut) = teacher(home.path(), &clock);
    once::sign_in(&teacher, &password()).expect("signed in");
    let open = open_page(&teacher);
    let pupils = free_pupils(&open);
    let count = u8::try_from(pupils.len().min(16)).expect("a class");
    for id in 1..=count {
        record(&teacher, mark(&teacher, &open, id, &pupils[usize::from(id) - 1], 2 + id % 4, None));
    }
    let pushed = once::push_wait(&teacher, Duration::from_secs(60));
    assert!(pushed.error.is_none(), "{:?} after {:?}", pushed.error, tried.lock().expect("no panic"));
    for id in 1..=count {
        assert_eq!(life(&teacher, id), Life::InJournal, "{id}");
    }
    assert!(count > 8 && cut.load(Ordering::Relaxed) >= 2, "{count}: {:?}", tried.lock().expect("no panic"));
}
