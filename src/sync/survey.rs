//! The check of a span: pages from the server where it answers, else as they were read before.
//!
//! Pages of a teacher are kept in the store as always. Those that a deputy reads for a check are not: a whole school on one
//! machine is more than anybody needs there, and more than the law on personal data likes.

use chrono::{DateTime, Utc};

use super::caller::Caller;
use super::{Setup, SyncError};
use crate::domain::roster::DateSpan;
use crate::domain::{Account, Journal, Page};
use crate::entry::{Glass, Scope, Sight, Survey, Unseen, sights};
use crate::outbox::{Entry, Fault};
use crate::protocol::SchoolInfo;
use crate::regulation::{PageReview, Profile, in_order};
use crate::store::{Store, StoreError};

/// How many pages are asked for at once.
const AT_ONCE: usize = 4;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The days.
    pub span: DateSpan,
    /// Names of classes that count, as the school writes them; empty: all.
    pub classes: Vec<String>,
    /// The instant of the check.
    pub now: DateTime<Utc>,
}

/// Who asks, under which regulation.
#[derive(Debug, Clone)]
pub struct Asker {
    /// The account.
    pub account: Account,
    /// The school.
    pub info: SchoolInfo,
    /// The regulation in force.
    pub profile: Profile,
}

impl Asker {
    /// Who sits at the store; `None` while nothing is known of them.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn of(store: &Store) -> Result<Option<Self>, StoreError> {
        let (Some(account), Some(info)) = (store.account()?, store.school()?) else { return Ok(None) };
        let (account, info) = (account.value, info.value);
        let profile = Profile::parse(&info.profile.text).ok().or_else(|| Profile::built_in(&info.profile.name));
        Ok(profile.map(|profile| Self { account, info, profile }))
    }
}

/// The pages as they were read before, without a question to the server.
pub fn cached(setup: &Setup, asker: &Asker, journals: &[Journal], wanted: &Wanted) -> Result<Survey, SyncError> {
    let mut gathered = Gathered::new(setup, asker, wanted)?;
    for sight in pages(asker, journals, wanted) {
        let page = setup.store.page(&sight.journal.id, &sight.period.id)?.map(|page| page.value);
        gathered.take(&sight, page);
    }
    Ok(gathered.survey())
}

/// The pages as the server has them; those that it does not answer for as they were read before.
pub(super) async fn fresh(
    caller: &Caller,
    asker: &Asker,
    journals: &[Journal],
    wanted: &Wanted,
) -> Result<Survey, SyncError> {
    let setup = &caller.setup;
    let mut gathered = Gathered::new(setup, asker, wanted)?;
    let sights = pages(asker, journals, wanted);
    let mut reached = true;
    for few in sights.chunks(AT_ONCE) {
        let ask = async |sight: Option<&Sight>| match sight {
            Some(sight) if reached => Some(read(caller, asker, sight).await),
            _ => None,
        };
        let [a, b, c, d] = std::array::from_fn(|at| few.get(at));
        let answers: [Option<Result<Page, SyncError>>; AT_ONCE] = tokio::join!(ask(a), ask(b), ask(c), ask(d)).into();
        for (sight, answer) in few.iter().zip(answers) {
            let page = match answer {
                Some(Ok(page)) => Some(page),
                Some(Err(SyncError::Remote(error))) if error.fault() == Fault::SignIn => return Err(error.into()),
                Some(Err(SyncError::Remote(error))) if matches!(error.fault(), Fault::Refused(_)) => {
                    // A substitute opens only the pages with lessons that were given: the others are none of theirs.
                    continue;
                }
                Some(Err(SyncError::Remote(_))) | None => {
                    reached = false;
                    setup.store.page(&sight.journal.id, &sight.period.id)?.map(|page| page.value)
                }
                Some(Err(error)) => return Err(error),
            };
            gathered.take(sight, page);
        }
    }
    Ok(gathered.survey())
}

/// One page. For a whole school it is looked at and forgotten.
async fn read(caller: &Caller, asker: &Asker, sight: &Sight) -> Result<Page, SyncError> {
    let (journal, period) = (&sight.journal.id, &sight.period.id);
    if Scope::of(&asker.account) == Some(Scope::School) {
        return Ok(caller.setup.remote.page(caller.token.reveal(), &caller.school, journal, period).await?.value);
    }
    Ok(caller.page(journal, period).await?.value)
}

fn pages(asker: &Asker, journals: &[Journal], wanted: &Wanted) -> Vec<Sight> {
    let Asker { account, info, .. } = asker;
    let mut sights = sights(&info.periods, (&info.school, &info.calendar), journals, wanted.span);
    sights.retain(|sight| wanted.classes.is_empty() || wanted.classes.contains(&sight.journal.class_name));
    // The own journals first: where time is short, they matter most.
    sights.sort_by_key(|sight| sight.journal.teacher.id != account.id);
    sights
}

/// What was found so far.
struct Gathered<'a> {
    asker: &'a Asker,
    wanted: &'a Wanted,
    waiting: Vec<Entry>,
    pages: Vec<PageReview>,
    unseen: Vec<Unseen>,
}

impl<'a> Gathered<'a> {
    fn new(setup: &Setup, asker: &'a Asker, wanted: &'a Wanted) -> Result<Self, SyncError> {
        Ok(Self { asker, wanted, waiting: setup.store.waiting()?, pages: Vec::new(), unseen: Vec::new() })
    }

    fn take(&mut self, sight: &Sight, page: Option<Page>) {
        let Asker { account, info, profile } = self.asker;
        let glass = Glass {
            account,
            profile,
            school: &info.school,
            calendar: &info.calendar,
            periods: &info.periods,
            now: self.wanted.now,
            span: self.wanted.span,
            waiting: &self.waiting,
        };
        match page {
            Some(page) => self.pages.push(glass.look(sight, page)),
            None => self.unseen.push(sight.unseen()),
        }
    }

    fn survey(mut self) -> Survey {
        self.unseen.sort_unstable();
        Survey {
            span: self.wanted.span,
            scope: Scope::of(&self.asker.account).unwrap_or(Scope::Own),
            now: self.wanted.now,
            pages: self.pages.len(),
            found: in_order(self.pages),
            unseen: self.unseen,
        }
    }
}
