//! Zvonok («звонок», the school bell): a keyboard-driven client for the electronic class journal, and the journal server
//! that it talks to.
//!
//! # Map
//!
//! A **pure core** knows journals and rules and nothing of terminals, disks or networks: [`domain`], [`text`],
//! [`regulation`], [`outbox`], [`protocol`], [`entry`]. A **pure program** in Elm form turns keys into effects and draws
//! from its state: [`action`], [`keys`], [`event`], [`effect`], [`state`], [`update`], [`strings`], [`theme`], [`view`].
//! **Adapters** speak domain types to the machine: [`store`], [`remote`], [`secret`], [`config`], [`sync`]. The **shell**
//! owns the terminal, the clock, the tasks and the loop: [`runtime`], [`app`], [`cli`]. The **journal server** (feature
//! `server`) shares the core with the client and nothing else: what the client checks at the key, the server checks again
//! at the door, with the same code.
//!
//! # Dependency rule
//!
//! Imports point downwards only; `crossterm`, `reqwest`, `ratatui`, `keyring`, `axum` each stay in their module, and nothing
//! below the adapters reads the clock, the environment, the disk or the network. `docs/architecture.md` has the table, and
//! `tests/architecture.rs` holds the source against it.
//!
//! # Glossary
//!
//! | word | a teacher's word | meaning |
//! | --- | --- | --- |
//! | pupil | ученик | a minor on the roster of a class; never "student" |
//! | class | класс | «7А»; a *grade* is its year, 1 to 11 |
//! | journal | журнал | one class (or subgroup) and one subject over a school year |
//! | page | страница журнала | a journal over one period, as much as is needed to fill it offline |
//! | lesson | урок | a row of the timetable on one date |
//! | period | учебный период | a quarter, a half-year, the year |
//! | work | вид работы | what a column of marks stands for; a lesson has one or more, «Тетрадь» has no lesson |
//! | mark | отметка | 2, 3, 4 or 5; two of them for some written works (`5/4`); never "grade" |
//! | absence | отсутствие | that a pupil was not at a lesson; its *reason* is another fact, of the class teacher |
//! | topic | тема | what a lesson was about, from the plan |
//! | plan | КТП | the calendar-thematic plan: topics, hours and kinds of lesson for a year |
//! | homework | домашнее задание | what was set; «не задано» is an entry too |
//! | term mark | отметка за период | what a pupil gets for a period |
//! | fact | — | one thing the journal says (absence, reason, marks, term, topic, homework, …), with its own versions |
//! | edit | правка | what a person did at the keyboard; it makes one or more operations and has an inverse |
//! | operation | запись | one change of one fact, with an id that is unique for ever |
//! | entry | запись в очереди | an operation on its way into the journal, and its life |
//! | rule | правило | one numbered demand of a regulation, with its clause |
//! | finding | замечание | what a rule says of an entry |
//! | profile | регламент | a school's regulation as data; never a person: that is an *account* |
//! | duty | обязанность | what a teacher owes for a lesson: roll call, marks, topic, homework |
//! | plan of sending | — | what the outbox sends next |

pub mod action;
pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod effect;
pub mod entry;
pub mod event;
pub mod keys;
pub mod outbox;
pub mod paper;
pub mod protocol;
pub mod regulation;
pub mod remote;
pub mod runtime;
#[cfg(feature = "server")]
pub mod school;
pub mod secret;
#[cfg(feature = "server")]
pub mod server;
pub mod state;
pub mod store;
pub mod strings;
pub mod sync;
pub mod text;
pub mod theme;
pub mod update;
pub mod view;
