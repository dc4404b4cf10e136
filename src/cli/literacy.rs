//! The mark for literacy of a composition in literature goes on into the journal of Russian, as in the screens.

use super::Program;
use super::client::Client;
use super::entries::record;
use super::exit::Failure;
use crate::domain::{Lesson, OperationId, PeriodId};
use crate::entry::{Book, Desk, Literacy, Outcome, Spot, Way};

/// What was made of the second of two marks: its operations, and a sentence. `None`: there is no such mark.
pub(super) fn carry(
    program: &Program,
    client: &Client<'_>,
    (desk, book): (&mut Desk, &Book),
    (spot, text): (&Spot, &str),
) -> Result<Option<(Vec<OperationId>, String)>, Failure> {
    let Some(literacy) = Literacy::of_cell(desk, book, spot, text) else { return Ok(None) };
    let said = |key: &str, args: &[(&'static str, String)]| {
        let mut all: Vec<_> = literacy.mark.map(|mark| ("mark", mark.to_string().into())).into_iter().collect();
        all.extend(args.iter().map(|(name, value)| (*name, value.clone().into())));
        program.say_with(key, &all)
    };
    let russian = russian(client, desk, &literacy, &book.page().period.id)?;
    if literacy.mark.is_none() {
        let Some(russian) = russian else { return Ok(None) };
        return withdraw(program, client, desk, &literacy, &russian);
    }
    let Some(russian) = russian else { return Ok(Some((Vec::new(), said("notice-literacy-unknown", &[])))) };
    let day = |lesson: &Lesson| [("date", lesson.date.format("%d.%m").to_string())];
    let (text, lesson) = match literacy.way(desk, &russian) {
        Way::Here(lesson) => (said("notice-literacy-written", &day(lesson)), lesson.clone()),
        Way::Later(lesson) => return Ok(Some((Vec::new(), said("notice-literacy-later", &day(lesson))))),
        Way::Other(teacher) => {
            let args = [("teacher", teacher.short_name.clone())];
            return Ok(Some((Vec::new(), said("notice-literacy-other", &args))));
        }
        Way::Nowhere => return Ok(Some((Vec::new(), said("notice-literacy-nowhere", &[])))),
    };
    Ok(Some(match literacy.enter(desk, &russian) {
        Outcome::Edit(edit) => (record(client, desk, &lesson, vec![edit])?, text),
        Outcome::Same => (Vec::new(), text),
        Outcome::Refused(_) | Outcome::Ask { .. } => (Vec::new(), said("notice-literacy-unknown", &[])),
    }))
}

/// The mark for literacy goes with those of literature.
fn withdraw(
    program: &Program,
    client: &Client<'_>,
    desk: &mut Desk,
    literacy: &Literacy,
    russian: &Book,
) -> Result<Option<(Vec<OperationId>, String)>, Failure> {
    let Some((date, outcome)) = literacy.withdraw(desk, russian) else { return Ok(None) };
    let said = |key: &str| program.say_with(key, &[("date", date.format("%d.%m").to_string().into())]);
    let lesson = russian.page().lessons.iter().find(|lesson| lesson.date == date);
    Ok(Some(match (outcome, lesson) {
        (Outcome::Edit(edit), Some(lesson)) => {
            (record(client, desk, lesson, vec![edit])?, said("notice-literacy-withdrawn"))
        }
        _ => (Vec::new(), said("notice-literacy-left")),
    }))
}

/// The page of the journal of Russian, where it can be read.
fn russian(client: &Client<'_>, desk: &Desk, literacy: &Literacy, period: &PeriodId) -> Result<Option<Book>, Failure> {
    let journals = client.journals()?;
    let found = journals.journals.iter().find(|journal| literacy.goes_into(desk, journal));
    let page = found.and_then(|journal| client.page_for_entry(&journal.id, period).ok());
    page.map(|page| client.book(page, desk)).transpose()
}
