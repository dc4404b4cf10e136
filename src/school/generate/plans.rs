//! Calendar-thematic plans: sections of a subject unfolded into lessons, with the works that belong to them.

use super::random::Random;
use super::tables::Lists;
use crate::domain::PlanKind;

/// One hour of a plan, before equal neighbours are put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hour {
    pub topic: String,
    pub kind: PlanKind,
    pub homework: String,
}

/// An item of a plan.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub hour: Hour,
    pub hours: usize,
}

/// What a plan is made from.
#[derive(Debug)]
pub(super) struct Shelf<'a> {
    pub works: &'a Lists,
    pub steps: &'a Lists,
    pub homework: &'a Lists,
}

/// A topic that stands at a given hour, whatever the sections say, with the topic after it.
#[derive(Debug, Clone)]
pub(super) struct Fixed {
    pub hour: usize,
    pub topic: &'static str,
    pub kind: PlanKind,
    pub homework: &'static str,
    pub next: &'static str,
}

/// The plan of a subject in a grade: exactly as many hours as the year has lessons.
pub(super) fn plan(
    (subject, grade): (&str, usize),
    sections: &[&'static str],
    total: usize,
    fixed: &[Fixed],
    shelf: &Shelf<'_>,
    random: &mut Random,
) -> Vec<Item> {
    let mut hours: Vec<Hour> = Vec::with_capacity(total);
    for (place, section) in sections.iter().enumerate() {
        let end = total * (place + 1) / sections.len();
        let count = end - hours.len();
        hours.extend(unfold(subject, grade, place, section, count, shelf, random));
    }
    hours.truncate(total);
    for pin in fixed {
        hours[pin.hour] = Hour { topic: pin.topic.to_owned(), kind: pin.kind, homework: pin.homework.to_owned() };
        if let Some(next) = hours.get_mut(pin.hour + 1).filter(|_| !pin.next.is_empty()) {
            (next.topic, next.kind) = (pin.next.to_owned(), PlanKind::Usual);
        }
    }
    number_works(&mut hours);
    let mut items: Vec<Item> = Vec::new();
    for hour in hours {
        match items.last_mut() {
            Some(last) if last.hour.topic == hour.topic && last.hour.kind == hour.kind => last.hours += 1,
            _ => items.push(Item { hour, hours: 1 }),
        }
    }
    items
}

/// The lessons of one section: steps, and among them the works that are usual in the subject.
fn unfold(
    subject: &str,
    grade: usize,
    place: usize,
    section: &'static str,
    count: usize,
    shelf: &Shelf<'_>,
    random: &mut Random,
) -> Vec<Hour> {
    let mut works = section_works(subject, grade, place, section, count, shelf);
    for hour in works.iter_mut().flat_map(|work| &mut work.1) {
        hour.homework = homework(subject, grade, shelf, random);
    }
    let steps = shelf.steps.or_common(subject);
    let plain = count.saturating_sub(works.iter().map(|work| work.1.len()).sum());
    let mut hours: Vec<Hour> = Vec::with_capacity(count);
    for lesson in 0..plain {
        // More lessons than steps: neighbours share a step and become one item of several hours.
        let step = if plain > steps.len() { lesson * steps.len() / plain } else { lesson };
        let topic = steps[step].replace('#', section);
        let repeats = hours.last().is_some_and(|last: &Hour| last.topic == topic);
        let homework = if repeats { String::new() } else { homework(subject, grade, shelf, random) };
        hours.push(Hour { topic, kind: PlanKind::Usual, homework });
    }
    for (from_end, lessons) in works {
        let at = plain.saturating_sub(from_end).min(hours.len());
        hours.splice(at..at, lessons);
    }
    hours.truncate(count);
    hours
}

/// Works of a section with their distance from its end, in plain lessons. The last in the list comes first in the section.
fn section_works(
    subject: &str,
    grade: usize,
    place: usize,
    section: &str,
    count: usize,
    shelf: &Shelf<'_>,
) -> Vec<(usize, Vec<Hour>)> {
    let hour = |kind, topic: String| Hour { topic, kind, homework: String::new() };
    let title = |key: &str| {
        let own = shelf.works.of(&format!("{key} {grade}"));
        let list = if own.is_empty() { shelf.works.of(key) } else { own };
        list.get((place + if own.is_empty() { grade * 3 } else { 0 }) % list.len().max(1)).copied().unwrap_or("Повторение")
    };
    let usual = |topic: &str| hour(PlanKind::Usual, topic.to_owned());
    let control =
        || hour(PlanKind::Control, format!("Контрольная работа № ? по теме «{}»", section.replace(['«', '»'], "")));
    let mut works = Vec::new();
    match subject {
        "Русский язык" if grade >= 2 => {
            if place % 2 == 1 && count >= 3 {
                let topic = format!(
                    "Контрольный диктант № ? с грамматическим заданием по теме «{section}». «{}»",
                    title("диктанты")
                );
                works.push((0, vec![hour(PlanKind::Control, topic), usual("Анализ диктанта, работа над ошибками")]));
            } else if count >= 4 && grade >= 3 {
                let topic = if place.is_multiple_of(4) {
                    format!("Р.р. Изложение «{}»", title("изложения"))
                } else {
                    format!("Р.р. Сочинение «{}»", title("сочинения"))
                };
                works.push((1, vec![hour(PlanKind::Speech, topic), usual("Анализ творческих работ")]));
            }
        }
        "Литература" if count >= 4 => match place % 4 {
            1 => works.push((0, vec![hour(PlanKind::Speech, format!("Р.р. Сочинение «{}»", title("лит-сочинения")))])),
            3 => works.push((0, vec![hour(PlanKind::Reading, format!("Вн. чт. {}", title("внеклассное")))])),
            _ => {}
        },
        "Литературное чтение" if grade >= 2 && place % 3 == 2 => {
            works.push((0, vec![hour(PlanKind::Reading, format!("Вн. чт. {}", title("внеклассное")))]));
        }
        "Математика" | "Алгебра" | "Геометрия" if grade >= 2 && count >= 4 => {
            works.push((0, vec![control(), usual("Анализ контрольной работы")]));
        }
        "Английский язык" if place % 2 == 1 => {
            works.push((0, vec![control()]));
        }
        "История" | "Обществознание" | "Вероятность и статистика" if place % 3 == 2 =>
        {
            works.push((0, vec![control()]));
        }
        "Физика" | "Химия" | "Биология" => {
            if place % 3 == 2 {
                works.push((0, vec![control()]));
            }
            if count >= 3 {
                let topic = format!("Лабораторная работа № ? «{}»", title(&format!("лаб-{subject}")));
                works.push((1, vec![hour(PlanKind::Lab, topic)]));
            }
        }
        _ => {
            let key = format!("прак-{subject}");
            if !shelf.works.of(&key).is_empty() && count >= 3 {
                works.push((1, vec![hour(PlanKind::Practical, format!("Практическая работа № ? «{}»", title(&key)))]));
            }
        }
    }
    works
}

/// Puts numbers where the topics have «№ ?», one series a kind of work and wording.
fn number_works(hours: &mut [Hour]) {
    let mut series: Vec<(String, usize)> = Vec::new();
    for hour in hours {
        let Some((kind, rest)) = hour.topic.split_once("№ ?") else { continue };
        let place = series.iter().position(|(known, _)| known == kind).unwrap_or_else(|| {
            series.push((kind.to_owned(), 0));
            series.len() - 1
        });
        series[place].1 += 1;
        let number = series[place].1;
        hour.topic = format!("{kind}№ {number}{rest}");
    }
}

/// A homework from the templates of the subject; empty in the first grade.
pub(super) fn homework(subject: &str, grade: usize, shelf: &Shelf<'_>, random: &mut Random) -> String {
    if grade == 1 {
        return String::new();
    }
    let mut text = String::new();
    for letter in random.pick(shelf.homework.or_common(subject)).chars() {
        match letter {
            '@' => text.push_str(&random.between(12, 480).to_string()),
            '~' => text.push_str(&random.between(3, 58).to_string()),
            _ => text.push(letter),
        }
    }
    text
}
