//! Everything that is on the screen or may come onto it. `update` is the only writer, `view` the only reader.
//!
//! One sub-struct a screen. The cursor is a pupil and a work, or a lesson: never a row and a column. Journal pages stand
//! in [`State::books`], one for each journal that was opened, with the entries that wait laid over them.

pub mod agenda;
pub mod corrections;
pub mod deadlines;
pub mod dialog;
pub mod field;
pub mod grid;
pub mod history;
pub mod lesson;
pub mod lock;
mod offers;
pub mod pointer;
pub mod program;
pub mod queue;
pub mod review;
pub mod roll_call;
pub mod rule;
pub mod sign_in;
pub mod terms;
pub mod today;
pub mod trainer;
mod unwritten;
pub mod waiting;
pub mod week;
pub mod why_not;
mod wrong_clock;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};

pub use agenda::Agenda;
pub use corrections::Requests;
pub use deadlines::Deadlines;
pub use dialog::{Attempt, Dialog};
pub use field::TextField;
pub use grid::{Direction, Grid, Return};
pub use lesson::LessonForm;
pub use lock::Lock;
pub use offers::Closed;
pub use program::{Names, Program, Session, Start};
pub use queue::Queue;
pub use review::Review;
pub use roll_call::RollCall;
pub use rule::Rule;
pub use sign_in::SignIn;
pub use terms::Terms;
pub use today::{Journals, Today};
pub use trainer::Trainer;
pub use waiting::Waiting;
pub use week::{Plan, Week};

use crate::domain::{Account, Calendar, Class, Digest, Finding, JournalId, Lesson, LessonId, Period, School, Zone};
use crate::entry::{Book, Desk, Ids, Position, Step};
use crate::keys::Context;
use crate::protocol::SchoolInfo;
use crate::regulation::Profile;

/// Size of the terminal in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Width.
    pub columns: u16,
    /// Height.
    pub rows: u16,
}

impl Size {
    /// The smallest window in which something can be done.
    pub const SMALLEST: Self = Self { columns: 32, rows: 8 };

    /// Whether nothing can be shown in it: keys that enter something would be pressed blind, and do nothing.
    #[must_use]
    pub const fn is_too_small(self) -> bool {
        self.columns < Self::SMALLEST.columns || self.rows < Self::SMALLEST.rows
    }
}

/// Which screen is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// «Сегодня».
    Today,
    /// «Мои журналы».
    Journals,
    /// «Неделя».
    Week,
    /// «План».
    Plan,
    /// «Журнал».
    Grid,
    /// «Итоги».
    Terms,
    /// «Перекличка».
    RollCall,
    /// «Урок».
    Lesson,
    /// «Очередь».
    Queue,
    /// «Исправления».
    Corrections,
    /// «Сроки».
    Deadlines,
    /// «Проверка».
    Review,
    /// «Правило».
    Rule,
    /// «Вход».
    SignIn,
    /// «Справка».
    Help,
    /// A sentence with the commands, for roles that have no screen yet.
    Nothing,
}

/// How the link to the server is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Link {
    /// Nothing was asked yet.
    #[default]
    Unknown,
    /// The last question was answered.
    Up,
    /// No answer since.
    Down {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// The server wants a sign-in: the queue waits.
    SignInNeeded,
}

/// Whether the server of the demonstration runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoServer {
    /// It does.
    Running,
    /// It was stopped, on purpose.
    Stopped,
}

/// Whose time the program shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Time {
    /// The school's own.
    #[default]
    Real,
    /// An invented one; the header says «учебное время».
    Training,
}

/// What the status line says until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The rules refuse: the first finding's sentence with its clause.
    Refused(Vec<Finding>),
    /// The rules note something; the entry was made.
    Noted(Vec<Finding>),
    /// A sentence of the program: its key among the strings, and its arguments.
    Says(&'static str, Vec<(&'static str, String)>),
    /// A sentence whose key came from elsewhere (an error of the link or of the store).
    Failed(String),
}

/// Everything that is known.
#[derive(Debug)]
pub struct State {
    /// Who sits here; `None` until somebody has signed in once.
    pub desk: Option<Desk>,
    /// The rest of what is known of the school.
    pub info: Info,
    /// The screen that is shown.
    pub screen: Screen,
    /// Screens to go back to, the last one on top.
    pub behind: Vec<Screen>,
    /// What lies over the screen.
    pub dialog: Option<Dialog>,
    /// What the status line says.
    pub notice: Option<Notice>,
    /// What the screens hold.
    pub screens: Screens,
    /// Days that were read.
    pub agenda: Agenda,
    /// Journal pages that were opened.
    pub books: BTreeMap<JournalId, OpenBook>,
    /// Entries that are not in the journal yet.
    pub waiting: Waiting,
    /// Edits that can be undone, the last one on top.
    pub undo: Vec<Step>,
    /// Edits that were undone, the last one on top.
    pub redo: Vec<Step>,
    /// What hides the screens from others.
    pub lock: Lock,
    /// The first-day trainer, where it runs.
    pub trainer: Option<Trainer>,
    /// The program and its surroundings.
    pub program: Program,
}

/// One sub-struct a screen.
#[derive(Debug, Default)]
pub struct Screens {
    /// «Сегодня».
    pub today: Today,
    /// «Мои журналы».
    pub journals: Journals,
    /// «Неделя».
    pub week: Week,
    /// «План».
    pub plan: Plan,
    /// «Журнал».
    pub grid: Grid,
    /// «Итоги».
    pub terms: Terms,
    /// «Перекличка».
    pub roll_call: RollCall,
    /// «Урок».
    pub lesson: LessonForm,
    /// What was written before, to complete topics and homework.
    pub before: lesson::Before,
    /// «Очередь».
    pub queue: Queue,
    /// «Исправления».
    pub corrections: Requests,
    /// «Сроки».
    pub deadlines: Deadlines,
    /// «Проверка».
    pub review: Review,
    /// «Правило».
    pub rule: Rule,
    /// «Вход».
    pub sign_in: SignIn,
    /// «Справка»: the first line that is shown.
    pub help: usize,
}

/// What is known of the school beside the desk.
#[derive(Debug, Clone, Default)]
pub struct Info {
    /// Periods of the year.
    pub periods: Vec<Period>,
    /// Classes.
    pub classes: Vec<Class>,
}

/// A page, and when it was read.
#[derive(Debug)]
pub struct OpenBook {
    /// The page with the entries that wait.
    pub book: Book,
    /// When the page was read.
    pub read_at: DateTime<Utc>,
    /// When it was used last: the one that was not used for longest goes first.
    pub used: u64,
}

impl State {
    /// The state before the first event. [`crate::update::start`] gives the first effects.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let program = Program {
            keys: start.keys,
            size: start.size,
            reading: start.reading,
            link: Link::Unknown,
            demo: start.demo,
            time: start.time,
            device: start.device,
            seed: start.seed,
            generation: 0,
            late: BTreeMap::new(),
            taking_back: BTreeMap::new(),
            language: start.language,
            hold_seconds: start.hold_seconds,
            early: Vec::new(),
            direction: start.direction,
            due: None,
            names: Names::Shown,
            pending: None,
            literacy: Vec::new(),
            pointer: pointer::Pointer::Off,
            clock_said: false,
            leaving: None,
        };
        let mut state = Self {
            desk: None,
            info: Info::default(),
            screen: Screen::SignIn,
            behind: Vec::new(),
            dialog: None,
            notice: None,
            screens: Screens {
                sign_in: SignIn { around: start.around, ..SignIn::for_login(&start.login) },
                ..Screens::default()
            },
            agenda: Agenda::default(),
            books: BTreeMap::new(),
            waiting: Waiting::default(),
            undo: start.undo,
            redo: start.redo,
            lock: start.lock,
            trainer: None,
            program,
        };
        if let (Some(account), Some(school)) = (start.account, start.school) {
            state.sit_down(account, school);
            state.place(start.position.as_ref());
            if start.session == Session::Missing && state.screen != Screen::SignIn {
                // Before anything is painted: what is typed by who expects to be asked must not land in a cell.
                state.program.link = Link::SignInNeeded;
                state.behind.push(state.screen);
                state.screen = Screen::SignIn;
            }
        }
        state
    }

    /// Takes over who signed in and what is known of the school. A regulation that cannot be read leaves the one before.
    pub(crate) fn sit_down(&mut self, account: Account, school: SchoolInfo) {
        let SchoolInfo { school, calendar, periods, classes, profile, .. } = school;
        self.info = Info { periods: periods.clone(), classes };
        let before = self.desk.take();
        let known = before.as_ref().map(|desk| desk.profile.clone());
        let is_known = before.as_ref().is_some_and(|desk| desk.profile_digest == profile.digest);
        let parsed = if is_known { None } else { Profile::parse(&profile.text).ok() };
        let rules = parsed.or(known).or_else(|| Profile::built_in(&profile.name)).or_else(|| Profile::built_in("standard"));
        let Some(rules) = rules else { return };
        let ids = before.map_or_else(|| Ids::seeded(self.program.seed), |desk| desk.ids);
        self.desk = Some(self.desk_of(account, (school, calendar, periods), rules, profile.digest, ids));
    }

    fn desk_of(
        &self,
        account: Account,
        (school, calendar, periods): (School, Calendar, Vec<Period>),
        profile: Profile,
        digest: Digest,
        ids: Ids,
    ) -> Desk {
        let utc = || Zone::parse("Etc/UTC").expect("UTC is in the database of zones");
        Desk {
            zone: Zone::parse(&school.zone).unwrap_or_else(utc),
            school,
            calendar,
            periods,
            account,
            profile,
            profile_digest: digest,
            hold_seconds: self.program.hold_seconds,
            device: self.program.device.clone(),
            ids,
            reading: self.program.reading,
        }
    }

    /// The first screen of the role, or where the person was.
    fn place(&mut self, position: Option<&Position>) {
        self.screen = self.home();
        let Some(now) = self.clock() else { return };
        self.screens.today.date = Some(now.date());
        self.screens.deadlines.date = Some(now.date());
        let Some(position) = position else { return };
        if position.date == Some(now.date()) {
            self.screens.today.selected.clone_from(&position.lesson);
        }
        if let (true, Some(journal)) = (position.screen == Context::Grid.id(), &position.journal) {
            self.screens.grid.journal = Some(journal.clone());
            self.screens.grid.period.clone_from(&position.period);
            self.screens.grid.cursor.clone_from(&position.spot);
            self.behind = vec![self.screen];
            self.screen = Screen::Grid;
        }
    }

    /// The first screen of the account's role.
    #[must_use]
    pub fn home(&self) -> Screen {
        use crate::domain::Role;
        match self.desk.as_ref().map(|desk| desk.account.role) {
            None => Screen::SignIn,
            Some(Role::Teacher | Role::ClassTeacher) => Screen::Today,
            Some(Role::Deputy | Role::Director | Role::Analyst) => Screen::Deadlines,
            Some(Role::Admin | Role::District) => Screen::Nothing,
        }
    }

    /// How the link is: without the server of the training school there is none, whatever was heard last.
    #[must_use]
    pub const fn link(&self) -> Link {
        match (self.program.demo, self.program.link) {
            (Some(DemoServer::Stopped), Link::Up | Link::Unknown) => Link::Down { since: self.program.reading.now },
            (_, link) => link,
        }
    }

    /// The clock of the school.
    #[must_use]
    pub fn clock(&self) -> Option<NaiveDateTime> {
        self.desk.as_ref().map(|desk| desk.zone.local(self.program.reading.now))
    }

    /// Where a key falls now.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.lock.is_locked() {
            return Context::Locked;
        }
        if let Some(dialog) = &self.dialog {
            return dialog.context();
        }
        match self.screen {
            Screen::Today => Context::Today,
            Screen::Journals => Context::Journals,
            Screen::Week => Context::Week,
            Screen::Plan => Context::Plan,
            Screen::Grid if self.screens.grid.pile.is_some() => Context::Pile,
            Screen::Grid => Context::Grid,
            Screen::Terms => Context::Terms,
            Screen::RollCall => match self.screens.roll_call.focus {
                roll_call::Focus::Line => Context::RollCall,
                roll_call::Focus::List => Context::RollCallList,
            },
            Screen::Lesson => match self.screens.lesson.field {
                lesson::Field::Kind => Context::LessonChoice,
                lesson::Field::Topic | lesson::Field::Number | lesson::Field::Homework | lesson::Field::Pupils => {
                    Context::LessonText
                }
            },
            Screen::Queue => Context::Queue,
            Screen::Deadlines => Context::Deadlines,
            Screen::Corrections => Context::Corrections,
            Screen::Review => Context::Review,
            Screen::Rule => Context::Rule,
            Screen::SignIn => Context::SignIn,
            Screen::Help => Context::Help,
            Screen::Nothing => Context::Nothing,
        }
    }

    /// The context of the screen under a dialog or under help: what help explains.
    #[must_use]
    pub fn context_below(&self) -> Context {
        let screen =
            if self.screen == Screen::Help { self.behind.last().copied().unwrap_or(Screen::Today) } else { self.screen };
        match screen {
            Screen::Today | Screen::Help => Context::Today,
            Screen::Journals => Context::Journals,
            Screen::Week => Context::Week,
            Screen::Plan => Context::Plan,
            Screen::Grid if self.screens.grid.pile.is_some() => Context::Pile,
            Screen::Grid => Context::Grid,
            Screen::Terms => Context::Terms,
            Screen::RollCall => Context::RollCall,
            Screen::Lesson => Context::LessonText,
            Screen::Queue => Context::Queue,
            Screen::Deadlines => Context::Deadlines,
            Screen::Corrections => Context::Corrections,
            Screen::Review => Context::Review,
            Screen::Rule => Context::Rule,
            Screen::SignIn => Context::SignIn,
            Screen::Nothing => Context::Nothing,
        }
    }

    /// The book of the journal that the grid shows.
    #[must_use]
    pub fn open_book(&self) -> Option<&Book> {
        self.book(self.screens.grid.journal.as_ref()?)
    }

    /// The book of a journal.
    #[must_use]
    pub fn book(&self, journal: &JournalId) -> Option<&Book> {
        self.books.get(journal).map(|open| &open.book)
    }

    /// A lesson, from the day list or from an open page.
    #[must_use]
    pub fn lesson(&self, id: &LessonId) -> Option<&Lesson> {
        let of_day = self.screens.today.rows.iter().map(|row| &row.row.lesson).find(|lesson| lesson.id == *id);
        let of_agenda = || self.agenda.rows().map(|row| &row.lesson).find(|lesson| lesson.id == *id);
        of_day.or_else(of_agenda).or_else(|| self.books.values().find_map(|open| open.book.page().lesson(id)))
    }

    /// What is known of a lesson of a day, as it came last.
    #[must_use]
    pub fn day_row(&self, id: &LessonId) -> Option<&crate::domain::LessonRow> {
        let mut of_agenda = self.agenda.rows();
        let of_day = || self.screens.today.plain.iter().find(|row| row.lesson.id == *id);
        of_agenda.find(|row| row.lesson.id == *id).or_else(of_day)
    }

    /// The school day nearest to one without lessons at the school.
    #[must_use]
    pub fn nearest_school_day(&self, date: Option<chrono::NaiveDate>) -> Option<chrono::NaiveDate> {
        let desk = self.desk.as_ref()?;
        desk.school.nearest_school_day(&desk.calendar, date?)
    }

    /// The grade of the class of a name: as the school says, else the number that the name begins with.
    #[must_use]
    pub fn grade_of(&self, class: &str) -> u8 {
        let known = self.info.classes.iter().find(|known| known.name == class).map(|known| known.grade);
        let digits = class.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        known.or_else(|| digits.parse().ok()).unwrap_or_default()
    }

    /// The period of a grade that a date lies in; on holidays the one before.
    #[must_use]
    pub fn period_of(&self, grade: u8, date: chrono::NaiveDate) -> Option<&Period> {
        Period::of_grade(&self.info.periods, grade, date)
    }
}
