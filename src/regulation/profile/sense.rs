//! Values that can be read but make no sense: wrong units, terms that nobody can meet.

use chrono::{NaiveTime, Timelike as _};

use super::file::{File, Moment};

/// Weeks of lessons in the shortest period that a school year has.
const LESSON_WEEKS: u32 = 8;

/// How long an explanation may be.
const EXPLANATION_MOST: u32 = 500;

/// The first value that makes no sense: the word at which its line begins, and what is wrong.
pub(super) fn fault(file: &File) -> Option<(&'static str, String)> {
    moments(file).or_else(|| numbers(file)).or_else(|| words(file)).or_else(|| subjects(file))
}

/// Terms that end before the first lesson does, and minutes that are no minutes.
fn moments(file: &File) -> Option<(&'static str, String)> {
    let deadline = &file.deadline;
    let terms = [
        ("attendance", deadline.attendance),
        ("topic", deadline.topic),
        ("homework", deadline.homework),
        ("current_mark", deadline.current_mark),
        ("reason", deadline.reason),
        ("reason_soft", deadline.reason_soft),
    ];
    // Before noon no school is done: what ends earlier passes before later lessons have begun.
    let too_early = |time: NaiveTime| time.hour() < 12;
    terms.into_iter().find_map(|(word, term)| match term? {
        Moment::At(time) | Moment::After { until: Some(time), .. } if too_early(time) => {
            Some((word, format!("срок {} наступает раньше, чем кончаются уроки: его нельзя соблюсти", time.format("%H:%M"))))
        }
        Moment::After { minutes, .. } if minutes > 12 * 60 => {
            Some((word, format!("{minutes} минут — больше половины суток: срок пишут в минутах")))
        }
        _ => None,
    })
}

fn numbers(file: &File) -> Option<(&'static str, String)> {
    let (deadline, written, term) = (&file.deadline, &file.written, &file.term);
    let days = [
        ("reason_working_days", deadline.reason_working_days, 30),
        ("term_working_days", deadline.term_working_days, 30),
        ("exam_working_days", deadline.exam_working_days, 30),
        ("transfer_working_days", deadline.transfer_working_days, 30),
        ("days", written.days, 60),
    ];
    if let Some((word, Some(value), most)) =
        days.into_iter().find(|(_, value, most)| value.is_some_and(|value| value > *most))
    {
        return Some((word, format!("{value} дней — больше {most}: срок пишут в днях")));
    }
    if let Some(value) = written.composition_days.iter().flatten().map(|(_, days)| *days).find(|days| *days > 60) {
        return Some(("composition_days", format!("{value} дней — больше 60: срок пишут в днях")));
    }
    let spans: Vec<_> = written.composition_days.iter().flatten().map(|(grades, _)| *grades).collect();
    if let Some(pair) = spans.windows(2).find(|pair| pair[1].from <= pair[0].to) {
        return Some(("composition_days", format!("{} класс попал в два срока", pair[1].from)));
    }
    if file.mark.two_after_missed == Some(0) {
        return Some(("two_after_missed", "0 пропущенных уроков — не отсутствие: нужно от 1".to_owned()));
    }
    let hopeless = |hours: u32, marks: u32| marks > hours.saturating_mul(LESSON_WEEKS);
    let table = term.min_marks.iter().flatten();
    let mut read = table.filter_map(|(hours, marks)| Some((hours.parse::<u32>().ok()?, *marks)));
    if let Some((hours, marks)) = read.find(|(hours, marks)| hopeless(*hours, *marks)) {
        let message = format!("{marks} отметок за период при {hours} ч в неделю: столько уроков нет");
        return Some(("min_marks", message));
    }
    if file.correction.explanation_letters.is_some_and(|letters| letters > EXPLANATION_MOST) {
        return Some(("explanation_letters", format!("объяснение не вмещает столько знаков: не больше {EXPLANATION_MOST}")));
    }
    if deadline.result_hours.is_some_and(|hours| hours == 0 || hours > 30 * 24) {
        return Some(("result_hours", "срок пишут в часах, от 1 до 720".to_owned()));
    }
    if term.not_attested_over.is_some_and(|share| !(0.0..1.0).contains(&share)) {
        return Some(("not_attested_over", "доля пропусков пишется числом от 0 до 1, например 0.5".to_owned()));
    }
    if term.divergence.is_some_and(|marks| !(marks > 0.0 && marks <= 3.0)) {
        return Some(("divergence", "расхождение со средним пишется в баллах, больше 0 и до 3".to_owned()));
    }
    None
}

fn words(file: &File) -> Option<(&'static str, String)> {
    let code = file.attendance.code.as_deref();
    if let Some(code) = code.filter(|code| !["н", "ОТ"].contains(code)) {
        return Some(("code", format!("код отсутствия «{code}» не читается с клавиатуры: есть «н» и «ОТ»")));
    }
    if file.correction.approval.as_ref().is_some_and(Vec::is_empty) {
        return Some(("approval", "исправления согласует хотя бы одна роль, иначе их нельзя внести".to_owned()));
    }
    let both = file.deadline.result_hours.is_some() && file.deadline.term_working_days.is_some();
    both.then(|| ("result_hours", "у итоговых два срока сразу: result_hours и term_working_days".to_owned()))
}

/// A subject that is a slip of the pen: almost the name of one that the profile knows.
fn subjects(file: &File) -> Option<(&'static str, String)> {
    let lists = [
        ("dual_subjects", &file.mark.dual_subjects),
        ("notebook_subjects", &file.mark.notebook_subjects),
        ("safety_subjects", &file.topic.safety_subjects),
        ("forbidden_subjects", &file.homework.forbidden_subjects),
        ("written_subjects", &file.term.written_subjects),
    ];
    let known: Vec<&str> =
        file.subjects.iter().flat_map(|(name, others)| std::iter::once(name).chain(others)).map(String::as_str).collect();
    lists.into_iter().find_map(|(word, names)| {
        let names = names.iter().flatten();
        let mut slips = names.filter_map(|name| Some((name, super::fault::slip(name, &known)?)));
        slips.next().map(|(name, near)| (word, format!("нет предмета «{name}»; возможно, «{near}»")))
    })
}
