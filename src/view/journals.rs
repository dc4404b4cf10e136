//! «Мои журналы»: a journal that has no lesson today is one key away too.

use ratatui::layout::Rect;

use super::canvas::{Canvas, narrow};
use super::window::window;
use super::{Look, frame};
use crate::state::State;
use crate::state::pointer::Place;
use crate::state::today::Loading;
use crate::text;
use crate::theme::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let list = &state.screens.journals;
    let name = state.desk.as_ref().map(|desk| desk.account.short_name.clone()).unwrap_or_default();
    let body = frame::draw(canvas, state, look, &strings.get("title-journals"), &[name.as_str()]);
    if list.journals.is_empty() {
        let key = match list.loading {
            Loading::Asked => "journals-asked",
            Loading::Missing => "journals-missing",
            Loading::Here => "journals-none",
        };
        frame::empty(canvas, &body, &strings.get(key));
        return;
    }
    let width = canvas.area().width;
    let mut y = body.start;
    let subject_at = 11;
    let subjects = list.journals.iter().map(|journal| {
        let group = journal.group.as_ref().map_or(0, |group| 3 + text::width(group));
        text::width(&journal.subject) + group
    });
    let subject_cells = narrow(subjects.max().unwrap_or(0)).clamp(10, 40).min(width.saturating_sub(subject_at + 4));
    let teacher_at = subject_at + subject_cells + 3;
    if body.len() > 4 {
        canvas.text(3, y, 7, &strings.get("heading-class"), Role::Heading);
        canvas.text(subject_at, y, subject_cells, &strings.get("heading-subject"), Role::Heading);
        canvas.text(teacher_at, y, width.saturating_sub(teacher_at), &strings.get("heading-teacher"), Role::Heading);
        y += 1;
    }
    let at = list.selected.as_ref().and_then(|id| list.journals.iter().position(|journal| journal.id == *id));
    for place in window(at.unwrap_or(0), list.journals.len(), usize::from(body.end.saturating_sub(y))) {
        let journal = &list.journals[place];
        let subject = match &journal.group {
            Some(group) => format!("{} · {group}", journal.subject),
            None => journal.subject.clone(),
        };
        canvas.text(3, y, 7, &journal.class_name, Role::Text);
        canvas.text(subject_at, y, subject_cells, &subject, Role::Text);
        canvas.text(teacher_at, y, width.saturating_sub(teacher_at + 1), &journal.teacher.short_name, Role::Muted);
        canvas.place(Rect::new(0, y, width, 1), || Place::Journal(journal.id.clone()));
        if at == Some(place) {
            canvas.look(0, y, width, Role::Focus);
            canvas.sign(1, y, canvas.glyphs.pointer, Role::Focus);
        }
        y += 1;
    }
}
