//! The words that stand in the files for kinds, days and roles. The first word of an entry is the one that is written.

use chrono::Weekday;

use crate::domain::{PeriodKind, PlanKind, Role, WorkKind};

/// A kind with its spellings.
pub(super) type Words<T> = &'static [(T, &'static [&'static str])];

pub(super) const WORK_KINDS: Words<WorkKind> = &[
    (WorkKind::Oral, &["ответ", "устный ответ", "oral"]),
    (WorkKind::Independent, &["самостоятельная", "самостоятельная работа", "independent"]),
    (WorkKind::ShortTest, &["проверочная", "проверочная работа", "short_test"]),
    (WorkKind::Test, &["тест", "test"]),
    (WorkKind::Control, &["контрольная", "контрольная работа", "control"]),
    (WorkKind::ControlDictation, &["контрольный диктант", "control_dictation"]),
    (WorkKind::DictationWithGrammar, &["диктант с грамматическим заданием", "dictation_with_grammar"]),
    (WorkKind::VocabularyDictation, &["словарный диктант", "vocabulary_dictation"]),
    (WorkKind::Exposition, &["изложение", "exposition"]),
    (WorkKind::Composition, &["сочинение", "composition"]),
    (WorkKind::HomeComposition, &["домашнее сочинение", "home_composition"]),
    (WorkKind::Lab, &["лабораторная", "лабораторная работа", "lab"]),
    (WorkKind::Practical, &["практическая", "практическая работа", "practical"]),
    (WorkKind::Credit, &["зачёт", "зачет", "credit"]),
    (WorkKind::Notebook, &["тетрадь", "notebook"]),
    (WorkKind::Project, &["проект", "project"]),
    (WorkKind::Other, &["другое", "other"]),
];

pub(super) const PLAN_KINDS: Words<PlanKind> = &[
    (PlanKind::Usual, &["", "урок", "usual"]),
    (PlanKind::Speech, &["развитие речи", "р.р.", "speech"]),
    (PlanKind::Reading, &["внеклассное чтение", "вн. чт.", "reading"]),
    (PlanKind::Control, &["контрольная", "контрольная работа", "control"]),
    (PlanKind::Lab, &["лабораторная", "лабораторная работа", "lab"]),
    (PlanKind::Practical, &["практическая", "практическая работа", "practical"]),
    (PlanKind::Excursion, &["экскурсия", "excursion"]),
];

pub(super) const WEEKDAYS: Words<Weekday> = &[
    (Weekday::Mon, &["пн", "понедельник", "mon", "1"]),
    (Weekday::Tue, &["вт", "вторник", "tue", "2"]),
    (Weekday::Wed, &["ср", "среда", "wed", "3"]),
    (Weekday::Thu, &["чт", "четверг", "thu", "4"]),
    (Weekday::Fri, &["пт", "пятница", "fri", "5"]),
    (Weekday::Sat, &["сб", "суббота", "sat", "6"]),
];

pub(super) const ROLES: Words<Role> = &[
    (Role::Teacher, &["teacher", "учитель"]),
    (Role::ClassTeacher, &["class_teacher", "class-teacher", "классный руководитель"]),
    (Role::Deputy, &["deputy", "завуч"]),
    (Role::Director, &["director", "директор"]),
    (Role::Admin, &["admin", "администратор"]),
    (Role::Analyst, &["analyst", "аналитик"]),
    (Role::District, &["district", "муниципалитет"]),
];

pub(super) const PERIOD_KINDS: Words<PeriodKind> = &[
    (PeriodKind::Quarter, &["четверть", "quarter"]),
    (PeriodKind::HalfYear, &["полугодие", "half_year"]),
    (PeriodKind::Year, &["год", "year"]),
    (PeriodKind::Exam, &["экзамен", "exam"]),
    (PeriodKind::Final, &["итог", "final"]),
];

/// What happens to a lesson on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChangeKind {
    Substitution,
    Cancellation,
    Move,
}

pub(super) const CHANGE_KINDS: Words<ChangeKind> = &[
    (ChangeKind::Substitution, &["замена", "substitution"]),
    (ChangeKind::Cancellation, &["отмена", "cancellation"]),
    (ChangeKind::Move, &["перенос", "move"]),
];

pub(super) const YES: Words<bool> =
    &[(true, &["да", "+", "1", "yes", "true"]), (false, &["", "нет", "-", "0", "no", "false"])];

/// The kind of a word, whatever its case.
pub(super) fn meaning<T: Copy>(words: Words<T>, text: &str) -> Option<T> {
    let folded = text.to_lowercase();
    words.iter().find(|(_, spellings)| spellings.contains(&folded.as_str())).map(|(kind, _)| *kind)
}

/// The word that is written for a kind.
pub(super) fn written<T: Copy + PartialEq>(words: Words<T>, kind: T) -> &'static str {
    words.iter().find(|(known, _)| *known == kind).map_or("", |(_, spellings)| spellings[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word_that_reads_back() {
        for kind in WorkKind::ALL {
            assert_eq!(meaning(WORK_KINDS, written(WORK_KINDS, kind)), Some(kind));
        }
        for role in Role::ALL {
            assert_eq!(meaning(ROLES, written(ROLES, role)), Some(role));
        }
        assert_eq!(meaning(WEEKDAYS, "ПН"), Some(Weekday::Mon));
        assert_eq!(meaning(PLAN_KINDS, "лекция"), None);
    }
}
