//! A journal page indexed once: what stands where, by lesson, work and pupil.

use std::collections::HashMap;

use crate::domain::{Fact, Page, PeriodId, Target, TermMark, Value, Work};

/// What the page says of a lesson. Facts that were cleared are absent.
#[derive(Debug, Default)]
pub(super) struct OfLesson<'p> {
    pub attendance: Option<&'p Fact>,
    pub topic: Option<&'p Fact>,
    pub homework: Option<&'p Fact>,
    pub not_held: Option<&'p Fact>,
    /// By pupil.
    pub absences: Vec<Option<&'p Fact>>,
    /// By pupil.
    pub reasons: Vec<Option<&'p Fact>>,
    /// Works of the lesson: places in [`Sheet::works`].
    pub works: Vec<usize>,
}

/// What the page says of a work.
#[derive(Debug)]
pub(super) struct OfWork<'p> {
    pub work: &'p Work,
    /// The place of its lesson on the page.
    pub lesson: Option<usize>,
    /// By pupil.
    pub marks: Vec<Option<&'p Fact>>,
}

/// A page with an index. Lessons, works and pupils are named by their place on it.
#[derive(Debug)]
pub(super) struct Sheet<'p> {
    pub page: &'p Page,
    pub lessons: Vec<OfLesson<'p>>,
    pub works: Vec<OfWork<'p>>,
    /// Works without a lesson: the column «Тетрадь».
    pub notebooks: Vec<usize>,
    /// Marks of the period, by pupil.
    pub terms: Vec<Option<&'p Fact>>,
    /// Marks of other periods of the journal, by pupil.
    pub others: Vec<Vec<(&'p PeriodId, TermMark)>>,
}

impl<'p> Sheet<'p> {
    pub fn of(page: &'p Page) -> Self {
        let places = |ids: &mut dyn Iterator<Item = &'p str>| ids.enumerate().map(|(at, id)| (id, at)).collect();
        let lessons: HashMap<&str, usize> = places(&mut page.lessons.iter().map(|lesson| lesson.id.as_str()));
        let works: HashMap<&str, usize> = places(&mut page.works.iter().map(|work| work.id.as_str()));
        let pupils: HashMap<&str, usize> = places(&mut page.pupils.iter().map(|pupil| pupil.id.as_str()));
        let none = || vec![None; page.pupils.len()];
        let mut sheet = Self {
            page,
            lessons: page
                .lessons
                .iter()
                .map(|_| OfLesson { absences: none(), reasons: none(), ..OfLesson::default() })
                .collect(),
            works: page.works.iter().map(|work| OfWork { work, lesson: None, marks: none() }).collect(),
            notebooks: Vec::new(),
            terms: none(),
            others: vec![Vec::new(); page.pupils.len()],
        };
        for (at, work) in page.works.iter().enumerate() {
            match work.lesson.as_ref().map(|lesson| lessons.get(lesson.as_str())) {
                Some(Some(lesson)) => {
                    sheet.lessons[*lesson].works.push(at);
                    sheet.works[at].lesson = Some(*lesson);
                }
                Some(None) => {}
                None => sheet.notebooks.push(at),
            }
        }
        for fact in page.facts.iter().filter(|fact| fact.value.is_some()) {
            let row = fact.target.pupil().and_then(|pupil| pupils.get(pupil.as_str())).copied();
            if let (Target::Term { journal, period, .. }, Some(Value::Term { mark })) = (&fact.target, &fact.value)
                && let Some(row) = row.filter(|_| *journal == page.journal.id && *period != page.period.id)
            {
                sheet.others[row].push((period, *mark));
            }
            if let Some(place) = sheet.place(&fact.target, row, &lessons, &works) {
                *place = Some(fact);
            }
        }
        sheet
    }

    fn place(
        &mut self,
        target: &Target,
        row: Option<usize>,
        lessons: &HashMap<&str, usize>,
        works: &HashMap<&str, usize>,
    ) -> Option<&mut Option<&'p Fact>> {
        let (period, journal) = (&self.page.period.id, &self.page.journal.id);
        let of = |lesson: &crate::domain::LessonId| lessons.get(lesson.as_str()).copied();
        match target {
            Target::Absence { lesson, .. } => self.lessons[of(lesson)?].absences.get_mut(row?),
            Target::Reason { lesson, .. } => self.lessons[of(lesson)?].reasons.get_mut(row?),
            Target::Topic { lesson } => Some(&mut self.lessons[of(lesson)?].topic),
            Target::Homework { lesson } => Some(&mut self.lessons[of(lesson)?].homework),
            Target::Attendance { lesson } => Some(&mut self.lessons[of(lesson)?].attendance),
            Target::NotHeld { lesson } => Some(&mut self.lessons[of(lesson)?].not_held),
            Target::Marks { work, .. } => self.works[*works.get(work.as_str())?].marks.get_mut(row?),
            Target::Term { journal: of, period: at, .. } if of == journal && at == period => self.terms.get_mut(row?),
            Target::Term { .. } | Target::Work { .. } => None,
        }
    }

    /// The topic that stands in a lesson.
    pub fn topic(&self, lesson: usize) -> Option<&'p crate::domain::Topic> {
        match &self.lessons[lesson].topic?.value {
            Some(Value::Topic(topic)) => Some(topic),
            _ => None,
        }
    }
}
