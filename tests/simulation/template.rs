//! What every run begins with, made once: the school on the server, and a device that has signed in and read its page.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use zvonok::domain::{Digest, Lesson as OneLesson, NewWork, PeriodId, PupilId, WorkKind, WorkSpec};
use zvonok::outbox::{Clock, Reading};
use zvonok::remote::{Carried, Carrier, Native, Question, Reply};
use zvonok::school::SchoolFiles;
use zvonok::secret::{Secret, Vault};
use zvonok::server::{Direct, Logins, TRAINING_PASSWORD, Trial};
use zvonok::store::Store;
use zvonok::sync::{Dice, Setup, once};

use crate::device::options;
use crate::world::beginning;

/// How many devices the teacher has.
pub const DEVICES: usize = 2;

/// The folders that are copied for each run.
pub struct Template {
    folder: tempfile::TempDir,
    /// The token of each device.
    pub tokens: [String; DEVICES],
    /// The answer to a sign-in.
    pub sessions: [Arc<Vec<u8>>; DEVICES],
    pub lesson: Arc<Lesson>,
}

/// The lesson that everything is about.
pub struct Lesson {
    pub held: OneLesson,
    pub period: PeriodId,
    pub pupils: Vec<PupilId>,
    pub profile: Digest,
}

impl Lesson {
    pub fn new_work(&self) -> NewWork {
        let (journal, lesson) = (self.held.journal.clone(), Some(self.held.id.clone()));
        NewWork { journal, lesson, spec: WorkSpec::of(WorkKind::Oral) }
    }
}

struct Standing;

impl Clock for Standing {
    fn read(&self) -> Reading {
        Reading { wall_ms: beginning().timestamp_millis(), boot_ms: 0, boot_id: 1 }
    }
}

/// A line without faults.
#[derive(Debug)]
struct Straight(Direct);

impl Carrier for Straight {
    fn carry(&self, question: Question) -> Carried<'_> {
        Box::pin(async move {
            let content = question.content().map(<[u8]>::to_vec);
            let answer = self.0.answer(question.method(), &question.target(), question.authorization(), content).await;
            Ok(Reply::new(answer.status, &answer.headers, answer.body))
        })
    }
}

impl Template {
    pub fn make() -> Self {
        let folder = tempfile::tempdir_in(fast_folder()).expect("a folder");
        let direct = Direct::open(&folder.path().join("server"), Arc::new(beginning)).expect("a journal");
        let school = school().read().unwrap_or_else(|problems| panic!("{problems:?}"));
        direct.storage().import(school, Logins::Training, Trial::Apply, beginning()).expect("imported");
        let mut lesson = None;
        let made = [0, 1].map(|device| {
            let (token, session, seen) = sign_in(&direct, &folder.path().join(format!("device-{device}")));
            lesson = Some(seen);
            (token, session)
        });
        let [(one, first), (two, second)] = made;
        drop(direct);
        let lesson = Arc::new(lesson.expect("two devices"));
        Self { folder, tokens: [one, two], sessions: [Arc::new(first), Arc::new(second)], lesson }
    }

    /// A copy for one run.
    pub fn copy(&self) -> tempfile::TempDir {
        let run = tempfile::tempdir_in(fast_folder()).expect("a folder");
        copy_folder(self.folder.path(), run.path());
        run
    }
}

/// Memory where there is some: nothing of a run outlives it.
fn fast_folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() }
}

fn sign_in(direct: &Direct, home: &Path) -> (String, Vec<u8>, Lesson) {
    private_folder(home);
    let setup = Setup {
        store: Store::open(options(home)).expect("a store"),
        remote: Native::over(Arc::new(Straight(direct.clone())), Arc::new(Standing)),
        vault: Vault::in_memory(),
        clock: Arc::new(Standing),
        poll: Duration::from_secs(55),
        dice: Dice::new(|| 0),
    };
    let session = once::sign_in(&setup, &Secret::new(TRAINING_PASSWORD.to_owned())).expect("signed in");
    let day = once::day(&setup, beginning().date_naive()).expect("the day");
    let lesson = day.lessons.into_iter().next().expect("one lesson").lesson;
    let info = setup.store.school().expect("read").expect("cached by the sign-in").value;
    let period = info.periods.iter().min_by_key(|period| period.end - period.start).expect("a period").id.clone();
    let page = once::page(&setup, &lesson.journal, &period).expect("the page");
    let pupils = page.pupils.iter().map(|pupil| pupil.id.clone()).collect();
    let json = serde_json::to_vec(&session).expect("JSON");
    (session.token, json, Lesson { held: lesson, period, pupils, profile: info.profile.digest })
}

fn school() -> SchoolFiles {
    macro_rules! files {
        ($($name:literal),*) => {
            [$(($name.to_owned(), include_bytes!(concat!("school/", $name)).to_vec())),*]
        };
    }
    let files = files![
        "school.toml",
        "teachers.csv",
        "users.csv",
        "classes.csv",
        "pupils.csv",
        "journals.csv",
        "timetable.csv",
        "plan.csv"
    ];
    SchoolFiles { files: files.into_iter().collect() }
}

fn private_folder(folder: &Path) {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).expect("a folder");
}

fn copy_folder(from: &Path, to: &Path) {
    private_folder(to);
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("a file");
        let to = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("copied");
        }
    }
}
