//! Reading a case from one line of JSON.
//!
//! Unknown fields are ignored; a left-out field and `null` are the same. A wrong type, an impossible date, an unknown
//! zone, role or kind make the line no case, and the field is named.

mod scalar;

use chrono::NaiveTime;
use scalar::{clock, date, day_or_time, hours, mark, text, when, word};
use serde_json::{Map, Value};

use super::{
    CalendarFacts, Case, CellEntry, Entry, EntryKind, HomeworkEntry, LessonFacts, PlanFacts, PupilFacts, RosterFacts,
    SchoolFacts, TermEntry, TermPeriod, UserFacts, When, WorkFacts,
};
use crate::domain::{PeriodKind, PlanKind, Role, WorkKind, Zone};

/// A line that is not a case: which field, and what is wrong with it, in Russian.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCase {
    /// Path of the field («lesson.date»); empty for the line as a whole.
    pub field: String,
    /// What is wrong.
    pub message: String,
}

impl std::fmt::Display for BadCase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.field.is_empty() { f.write_str(&self.message) } else { write!(f, "{}: {}", self.field, self.message) }
    }
}

impl std::error::Error for BadCase {}

type Read<T> = Result<Option<T>, BadCase>;

impl Case {
    /// Reads a case from one line of JSON.
    ///
    /// # Errors
    ///
    /// Names the field that cannot be read. Whether the profile of the name exists is not looked at here.
    pub fn from_json(line: &str) -> Result<Self, BadCase> {
        let whole: Value = serde_json::from_str(line).map_err(|error| BadCase {
            field: String::new(),
            message: format!("строка не читается как JSON (знак {})", error.column()),
        })?;
        let Value::Object(fields) = &whole else {
            return Err(BadCase { field: String::new(), message: "нужен объект JSON".to_owned() });
        };
        let case = Object { fields, path: "" };
        Ok(Self {
            case: case.text("case")?,
            profile: case.text("profile")?,
            now: case.when("now")?,
            school: case.object("school")?.map(|school| school_facts(&school)).transpose()?,
            calendar: case.object("calendar")?.map(|calendar| calendar_facts(&calendar)).transpose()?,
            user: case.object("user")?.map(|user| user_facts(&user)).transpose()?,
            lesson: case.object("lesson")?.map(|lesson| lesson_facts(&lesson)).transpose()?,
            work: case.object("work")?.map(|work| work_facts(&work)).transpose()?,
            pupil: case.object("pupil")?.map(|pupil| pupil_facts(&pupil)).transpose()?,
            entry: entry(&case.object("entry")?.ok_or_else(|| case.bad("entry", "в случае нет записи"))?)?,
        })
    }
}

fn school_facts(school: &Object<'_>) -> Result<SchoolFacts, BadCase> {
    let zone = school.text("zone")?;
    if let Some(name) = &zone
        && Zone::parse(name).is_none()
    {
        return Err(school.bad("zone", &format!("нет часового пояса «{name}»")));
    }
    let week = school.number("week")?;
    if week.is_some_and(|week| !(1..=7).contains(&week)) {
        return Err(school.bad("week", "в неделе от 1 до 7 учебных дней"));
    }
    Ok(SchoolFacts { zone, week, last_lesson_ends: school.time("last_lesson_ends")? })
}

fn calendar_facts(calendar: &Object<'_>) -> Result<CalendarFacts, BadCase> {
    Ok(CalendarFacts {
        days_off: calendar.list("days_off", date)?.unwrap_or_default(),
        working_days: calendar.list("working_days", date)?.unwrap_or_default(),
    })
}

fn user_facts(user: &Object<'_>) -> Result<UserFacts, BadCase> {
    let role = |name: &str| Role::ALL.into_iter().find(|role| role.name() == name);
    Ok(UserFacts { id: user.text("id")?, role: user.word("role", role)?, head_of: user.list("head_of", text)? })
}

fn lesson_facts(lesson: &Object<'_>) -> Result<LessonFacts, BadCase> {
    let numbers = |numbers: Object<'_>| {
        let known = WorkKind::ALL.into_iter().map(|kind| Ok((kind, numbers.number(kind.name())?)));
        let known: Result<Vec<_>, BadCase> = known.collect();
        Ok(known?.into_iter().filter_map(|(kind, number)| Some((kind, number?))).collect())
    };
    Ok(LessonFacts {
        id: lesson.text("id")?,
        date: lesson.one("date", date, "нужна дата ГГГГ-ММ-ДД")?,
        number: lesson.number("number")?,
        starts: lesson.time("starts")?,
        ends: lesson.time("ends")?,
        class: lesson.text("class")?,
        grade: lesson.number("grade")?,
        group: lesson.text("group")?,
        language: lesson.text("language")?,
        subject: lesson.text("subject")?,
        teacher: lesson.text("teacher")?,
        substitute: lesson.text("substitute")?,
        cancelled: lesson.flag("cancelled")?,
        held: lesson.flag("held")?,
        weekly_hours: lesson.one("weekly_hours", hours, "нужно число часов")?,
        first_of_year: lesson.flag("first_of_year")?,
        doubled_with: lesson.text("doubled_with")?,
        doubled_topic: lesson.text("doubled_topic")?,
        class_last_lesson_ends: lesson.time("class_last_lesson_ends")?,
        next_lessons: lesson.list("next_lessons", when)?,
        plan: lesson.objects("plan", plan_facts)?,
        last_numbers: lesson.object("last_numbers")?.map(numbers).transpose()?,
        linked_lessons: lesson.list("linked_lessons", when)?,
        roster: lesson.objects("roster", roster_facts)?,
    })
}

fn roster_facts(pupil: &Object<'_>) -> Result<RosterFacts, BadCase> {
    Ok(RosterFacts { id: pupil.text("id")?, surname: pupil.text("surname")? })
}

fn plan_facts(item: &Object<'_>) -> Result<PlanFacts, BadCase> {
    Ok(PlanFacts {
        n: item.number("n")?,
        topic: item.text("topic")?,
        kind: item.word("kind", word::<PlanKind>)?,
        safety: item.flag("safety")?,
        hours: item.number("hours")?,
        used: item.number("used")?,
        homework: item.text("homework")?,
        ..PlanFacts::default()
    })
}

fn work_facts(work: &Object<'_>) -> Result<WorkFacts, BadCase> {
    Ok(WorkFacts {
        kind: work.word("kind", WorkKind::from_name)?,
        number: work.number("number")?,
        title: work.text("title")?,
        obligatory: work.flag("obligatory")?,
        count: work.number("count")?,
    })
}

fn pupil_facts(pupil: &Object<'_>) -> Result<PupilFacts, BadCase> {
    Ok(PupilFacts {
        id: pupil.text("id")?,
        on_roster: pupil.flag("on_roster")?,
        from: pupil.one("from", date, DATE)?,
        to: pupil.one("to", date, DATE)?,
        home_schooled: pupil.flag("home_schooled")?,
        sanatorium: pupil.flag("sanatorium")?,
        missed_in_a_row: pupil.number("missed_in_a_row")?,
        absent: pupil.flag("absent")?,
        consent: pupil.flag("consent")?,
        med_group: pupil.flag("med_group")?,
        exam: pupil.flag("exam")?,
    })
}

fn entry(entry: &Object<'_>) -> Result<Entry, BadCase> {
    let kind = entry.text("kind")?.ok_or_else(|| entry.bad("kind", "не сказано, какая это запись"))?;
    let kind = match kind.as_str() {
        "cell" => EntryKind::Cell(CellEntry {
            text: entry.text("text")?,
            notebook: entry
                .word("column", |name| Some(name == "notebook").filter(|_| ["lesson", "notebook"].contains(&name)))?
                == Some(true),
            previous: entry.text("previous")?,
            acknowledged: entry.flag("acknowledged")?,
            explanation: entry.text("explanation")?,
            approved_by: entry.text("approved_by")?,
        }),
        "topic" => EntryKind::Topic { text: entry.text("text")? },
        "homework" => EntryKind::Homework(HomeworkEntry {
            text: entry.text("text")?,
            individual: entry
                .word("scope", |name| Some(name == "individual").filter(|_| ["all", "individual"].contains(&name)))?
                == Some(true),
            pupils: entry.list("pupils", text)?,
            none: entry.flag("none")?,
        }),
        "attendance" => EntryKind::Attendance { confirmed: entry.flag("confirmed")? },
        "absence_reason" => {
            let document = entry.object("document")?;
            let document = document.as_ref();
            let day = |name| document.map_or(Ok(None), |document| document.one(name, date, DATE));
            EntryKind::AbsenceReason {
                code: entry.text("code")?,
                received: document.map_or(Ok(None), |document| document.one("received", day_or_time, DATE))?,
                from: day("from")?,
                to: day("to")?,
            }
        }
        "term" => EntryKind::Term(Box::new(term(entry)?)),
        "transfer" => {
            let kinds = ["attendance", "topic", "homework", "cell", "absence_reason", "term"];
            let outage = entry.object("outage")?;
            let side = |name| outage.as_ref().map_or(Ok(None), |outage| outage.when(name));
            EntryKind::Transfer {
                of: entry.word("of", |name| kinds.contains(&name).then(|| name.to_owned()))?,
                outage_from: side("from")?,
                outage_to: side("to")?,
                made_at: entry.when("made_at")?,
            }
        }
        "due" => EntryKind::Due,
        other => return Err(entry.bad("kind", &format!("нет такой записи: «{other}»"))),
    };
    Ok(Entry {
        kind,
        comment: entry.text("comment")?,
        reason: entry.text("reason")?,
        source: entry.text("source")?,
        author: entry.text("author")?,
        author_name: entry.text("author_name")?,
        bulk: entry.flag("bulk")?,
    })
}

fn term(entry: &Object<'_>) -> Result<TermEntry, BadCase> {
    let period = |period: Object<'_>| {
        Ok(TermPeriod {
            kind: period.word("kind", word::<PeriodKind>)?,
            start: period.one("start", date, DATE)?,
            end: period.one("end", date, DATE)?,
            last_school_day: period.one("last_school_day", date, DATE)?,
            closed: period.flag("closed")?,
        })
    };
    let column = |name: &str| match name {
        "summary" => Some(true),
        "subject" | "lesson" | "page" => Some(false),
        _ => None,
    };
    Ok(TermEntry {
        text: entry.text("text")?,
        previous: entry.text("previous")?,
        acknowledged: entry.flag("acknowledged")?,
        explanation: entry.text("explanation")?,
        approved_by: entry.text("approved_by")?,
        period: entry.object("period")?.map(period).transpose()?,
        summary: entry.word("column", column)? == Some(true),
        marks: entry.list("marks", text)?,
        mark_kinds: entry.words("mark_kinds", WorkKind::from_name)?,
        held: entry.number("held")?,
        missed: entry.number("missed")?,
        reasons_valid: entry.flag("reasons_valid")?,
        year_mark: entry.one("year_mark", mark, MARK)?,
        year_marks: entry.list("year_marks", mark)?,
        exam_mark: entry.one("exam_mark", mark, MARK)?,
        half_year_marks: entry.list("half_year_marks", mark)?,
        protocol_received: entry.one("protocol_received", day_or_time, DATE)?,
        result_at: entry.one("result_at", day_or_time, DATE)?,
    })
}

const DATE: &str = "нужна дата ГГГГ-ММ-ДД";
const TIME: &str = "нужно время ЧЧ:ММ";
const INSTANT: &str = "нужны дата и время ГГГГ-ММ-ДДTЧЧ:ММ:СС";
const MARK: &str = "нужна отметка текстом";

/// An object of the case, with its path.
struct Object<'a> {
    fields: &'a Map<String, Value>,
    path: &'static str,
}

impl<'a> Object<'a> {
    fn bad(&self, name: &str, message: &str) -> BadCase {
        let field = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        BadCase { field, message: message.to_owned() }
    }

    fn value(&self, name: &str) -> Option<&'a Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    fn one<T>(&self, name: &str, read: fn(&Value) -> Option<T>, wanted: &str) -> Read<T> {
        self.value(name).map(|value| read(value).ok_or_else(|| self.bad(name, wanted))).transpose()
    }

    fn text(&self, name: &str) -> Read<String> {
        self.one(name, text, "нужен текст")
    }

    fn flag(&self, name: &str) -> Read<bool> {
        self.one(name, Value::as_bool, "нужно true или false")
    }

    fn time(&self, name: &str) -> Read<NaiveTime> {
        self.one(name, |value| clock(value.as_str()?), TIME)
    }

    fn when(&self, name: &str) -> Read<When> {
        self.one(name, when, INSTANT)
    }

    fn number<T: TryFrom<u64>>(&self, name: &str) -> Read<T> {
        self.one(name, |value| T::try_from(value.as_u64()?).ok(), "нужно целое число")
    }

    fn word<T>(&self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Read<T> {
        let Some(word) = self.text(name)? else { return Ok(None) };
        read(&word).map(Some).ok_or_else(|| self.bad(name, &format!("неизвестное слово «{word}»")))
    }

    fn words<T>(&self, name: &str, read: fn(&str) -> Option<T>) -> Read<Vec<T>> {
        let Some(words) = self.list(name, text)? else { return Ok(None) };
        let words =
            words.iter().map(|word| read(word).ok_or_else(|| self.bad(name, &format!("неизвестное слово «{word}»"))));
        words.collect::<Result<_, _>>().map(Some)
    }

    fn list<T>(&self, name: &str, read: fn(&Value) -> Option<T>) -> Read<Vec<T>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let items = value.as_array().ok_or_else(|| self.bad(name, "нужен список"))?;
        let items: Option<Vec<T>> = items.iter().map(read).collect();
        items.map(Some).ok_or_else(|| self.bad(name, "в списке не то"))
    }

    fn object(&self, name: &'static str) -> Read<Object<'a>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let fields = value.as_object().ok_or_else(|| self.bad(name, "нужен объект"))?;
        Ok(Some(Object { fields, path: name }))
    }

    fn objects<T>(&self, name: &'static str, read: fn(&Object<'a>) -> Result<T, BadCase>) -> Read<Vec<T>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let items = value.as_array().ok_or_else(|| self.bad(name, "нужен список"))?;
        let items = items.iter().map(|item| {
            let fields = item.as_object().ok_or_else(|| self.bad(name, "в списке нужны объекты"))?;
            read(&Object { fields, path: name })
        });
        items.collect::<Result<Vec<T>, BadCase>>().map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_read_and_a_fault_names_its_field() {
        let case = Case::from_json(
            r#"{"case":"a","now":"2026-11-18T12:00:00+07:00","school":{"zone":"Asia/Barnaul","unknown":1},"lesson":
            {"date":"2026-11-18","starts":"10:15","substitute":null,"weekly_hours":0.5},"entry":{"kind":"cell","text":"5"}}"#,
        )
        .expect("a case");
        assert_eq!(case.lesson.as_ref().and_then(|lesson| lesson.weekly_hours), Some(0));
        assert!(matches!(case.now, Some(When::Instant(_))));
        for (line, field) in [
            ("", ""),
            ("[]", ""),
            ("{}", "entry"),
            (r#"{"entry":{"kind":"cel"}}"#, "entry.kind"),
            (r#"{"entry":{"text":"5"}}"#, "entry.kind"),
            (r#"{"entry":{"kind":"cell","text":5}}"#, "entry.text"),
            (r#"{"entry":{"kind":"cell","column":"x"}}"#, "entry.column"),
            (r#"{"entry":{"kind":"due"},"lesson":{"date":"2026-02-30"}}"#, "lesson.date"),
            (r#"{"entry":{"kind":"due"},"lesson":{"date":"2026-2-3"}}"#, "lesson.date"),
            (r#"{"entry":{"kind":"due"},"lesson":{"starts":"24:00"}}"#, "lesson.starts"),
            (r#"{"entry":{"kind":"due"},"lesson":{"grade":"7"}}"#, "lesson.grade"),
            (r#"{"entry":{"kind":"due"},"now":"2026-11-18"}"#, "now"),
            (r#"{"entry":{"kind":"due"},"now":"2026-11-18T12:00:00+99:00"}"#, "now"),
            (r#"{"entry":{"kind":"due"},"school":{"zone":"Asia/Nowhere"}}"#, "school.zone"),
            (r#"{"entry":{"kind":"due"},"user":{"role":"king"}}"#, "user.role"),
            (r#"{"entry":{"kind":"due"},"work":{"kind":"quiz"}}"#, "work.kind"),
            (r#"{"entry":{"kind":"due"},"lesson":{"plan":[{"kind":"x"}]}}"#, "plan.kind"),
            (r#"{"entry":{"kind":"due"},"lesson":{"next_lessons":["x"]}}"#, "lesson.next_lessons"),
            (r#"{"entry":{"kind":"term","marks":[4]}}"#, "entry.marks"),
            (r#"{"entry":{"kind":"due"},"lesson":[]}"#, "lesson"),
        ] {
            assert_eq!(Case::from_json(line).expect_err(line).field, field, "{line}");
        }
    }
}
