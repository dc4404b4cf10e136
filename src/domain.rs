//! What a class journal is, and nothing else.
//!
//! Pure data and its laws: identifiers, marks, lessons, rosters, calendars, plans, the four kinds of fact that a journal
//! is made of, and the operation that changes one of them. Knows no terminal, disk, network, clock or rule of a school.
//! Rules live in [`crate::regulation`]; the life of an entry that waits lives in [`crate::outbox`].

pub mod account;
pub mod calendar;
pub mod fact;
pub mod finding;
pub mod id;
pub mod journal;
pub mod lesson;
pub mod mark;
pub mod operation;
pub mod plan;
pub mod roster;
pub mod status;
pub mod work;
pub mod zone;

pub use account::{Account, Role, TeacherRef};
pub use calendar::{Bell, Calendar, Holiday, Period, PeriodKind, School};
pub use fact::{Fact, FactPlace, Homework, HomeworkFor, HomeworkScope, NewWork, Target, Teller, Topic, Value};
pub use finding::{Finding, RuleId, Severity};
pub use id::{
    AccountId, ClassId, DeviceId, Digest, JournalId, LessonId, OperationId, PeriodId, PlanItemId, PupilId, SchoolId, WorkId,
};
pub use journal::{Journal, Page};
pub use lesson::{Doubled, Lesson};
pub use mark::{Mark, Marks, ParseMarkError, TermMark};
pub use operation::{ClockProof, Operation};
pub use plan::{PlanItem, PlanKind};
pub use roster::{Class, DateSpan, Pupil};
pub use status::{
    Duty, DutyInstants, DutyState, Fill, KnownAbsence, KnownFrom, LessonDuties, LessonRow, LessonStatus, WorkFill,
};
pub use work::{Work, WorkKind, WorkSpec};
pub use zone::Zone;
