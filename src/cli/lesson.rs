//! `zvonok lesson CLASS LESSON`: parts of the lesson page; without any part the page as it stands.

use super::args::LessonPage;
use super::client::Client;
use super::entries::{self, Sending};
use super::exit::{Exit, Outcome};
use super::table::Table;
use super::wish::Wish;
use super::{Program, names, wording};
use crate::domain::{Target, Value};
use crate::entry;

pub(super) fn run(program: &Program, args: LessonPage) -> Outcome {
    let asks_only =
        args.topic.is_none() && !args.next_topic && args.homework.is_none() && !args.no_homework && args.work.is_none();
    if asks_only {
        return show(program, &args);
    }
    let sending = Sending::from(&args.options.sending);
    entries::one(program, &Wish::of_lesson(args), sending)
}

fn show(program: &Program, args: &LessonPage) -> Outcome {
    let client = Client::open(program)?;
    let seat = client.seat()?;
    let lesson = names::lesson(program, &client, &seat, &args.class, None, args.lesson)?;
    let period = seat.period(lesson.grade, lesson.date).ok_or_else(|| program.fail(Exit::Usage, "fail-no-period"))?;
    let desk = client.desk(&seat)?;
    let book = client.book(client.page(&lesson.journal, &period.id)?, &desk)?;
    let none = || "—".to_owned();
    let topic = match book.value(&Target::Topic { lesson: lesson.id.clone() }) {
        Some(Value::Topic(topic)) => topic.text.clone(),
        _ => none(),
    };
    let homework = match book.value(&Target::Homework { lesson: lesson.id.clone() }) {
        Some(Value::Homework(homework)) => wording::homework(program, homework),
        _ => none(),
    };
    let works: Vec<String> = book
        .columns()
        .iter()
        .filter(|column| column.made && column.lesson.as_ref() == Some(&lesson.id))
        .map(|column| {
            let kind = program.say(&format!("kind-{}", column.spec.kind.name().replace('_', "-")));
            column.spec.number.map_or(kind.clone(), |number| format!("{kind} № {number}"))
        })
        .collect();
    let fill = book.fill(&lesson.id);
    let mut table = Table::default();
    table.row([program.say("lesson-topic"), topic]);
    if let Some(next) = entry::topics_of(&book.page().plan, "").first() {
        table.row([program.say("lesson-next"), next.topic.clone()]);
    }
    table.row([program.say("lesson-work"), if works.is_empty() { none() } else { works.join(", ") }]);
    table.row([program.say("lesson-homework"), homework]);
    let roll = if fill.attendance { program.say_with("entry-absent", &[("count", fill.absent.into())]) } else { none() };
    table.row([program.say("lesson-roll"), roll]);
    table.row([program.say("lesson-marks"), fill.marks.to_string()]);
    program.print(&format!("{}\n{}", wording::lesson(program, &lesson), table.text()))?;
    Ok(Exit::Done)
}
