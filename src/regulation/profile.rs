//! A school's regulation as data: which texts are cited, which terms and which symbols hold.
//!
//! The files under `profiles/` are what a person reads; [`file`] is their form, [`fault`] names what is wrong in one, and
//! here they become sets and terms that a check can use without searching.

mod fault;
pub(super) mod file;
mod kinds;
mod overlay;
mod sense;
mod subjects;
mod words;

use sha2::{Digest as _, Sha256};

use crate::domain::{Digest, Finding, Role, Severity, WorkKind, Zone};
pub use file::{ArchiveRules, DataRules, Deletion, Permission};
use file::{File, Text};
pub(super) use kinds::KindSet;
pub use overlay::OverlayLine;
pub(super) use subjects::{SubjectId, SubjectSet, Subjects};

use super::rules::{ActiveRules, RULES};

/// The built-in profiles, the default one first.
const BUILT_IN: &[(&str, &str)] = &[
    ("standard", include_str!("profiles/standard.toml")),
    ("altai-stdr", include_str!("profiles/altai-stdr.toml")),
    ("crimea-vorobyovo", include_str!("profiles/crimea-vorobyovo.toml")),
    ("moscow-810", include_str!("profiles/moscow-810.toml")),
    ("mosobl-shemetovo", include_str!("profiles/mosobl-shemetovo.toml")),
    ("moldova-899", include_str!("profiles/moldova-899.toml")),
];

/// A school's regulation as data.
#[derive(Debug, Clone)]
pub struct Profile {
    text: String,
    digest: Digest,
    pub(super) file: File,
    pub(super) zone: Option<Zone>,
    pub(super) entry_rules: bool,
    pub(super) texts: Vec<Text>,
    pub(super) subjects: Subjects,
    pub(super) dual_subjects: SubjectSet,
    pub(super) notebook_subjects: SubjectSet,
    pub(super) safety_subjects: SubjectSet,
    pub(super) no_homework: SubjectSet,
    pub(super) written_subjects: SubjectSet,
    pub(super) dual_kinds: KindSet,
    pub(super) next_lesson_kinds: KindSet,
    pub(super) composition_kinds: KindSet,
    pub(super) days_kinds: KindSet,
    pub(super) same_day_kinds: KindSet,
    pub(super) obligatory_kinds: KindSet,
    pub(super) min_marks: Vec<(u8, u32)>,
    pub(super) active: ActiveRules,
}

/// A profile that cannot be used: where and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong and what to do about it, in Russian.
    pub message: String,
}

impl std::fmt::Display for ProfileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.line, self.message)
    }
}

impl std::error::Error for ProfileError {}

impl Profile {
    /// Names of the built-in profiles, the default one first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// The built-in profile of a name (`standard`, `altai-stdr`, `crimea-vorobyovo`).
    ///
    /// # Panics
    ///
    /// Never: the built-in profiles are read by a test.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Some(Self::parse(text).expect("the built-in profiles are read by a test"))
    }

    /// Reads a profile from TOML, with `extends` resolved among the built-in ones.
    ///
    /// # Errors
    ///
    /// Names the line of an unknown key, a wrong value or an unknown profile, and the nearest word that would be right.
    ///
    /// # Panics
    ///
    /// Never: a profile that was read can be written.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let file = File::read(text)?;
        let line_of = |word: &str| fault::line_of_key(text, word);
        let fault = |(word, message): (&'static str, String)| ProfileError { line: line_of(word), message };
        let Some(extends) = file.extends.clone() else {
            return Self::build(file, text.to_owned()).map_err(fault);
        };
        let mut whole: Option<File> = None;
        for name in extends.names() {
            let base = Self::base(name).map_err(|message| ProfileError { line: line_of("extends"), message })?;
            let enters = |file: &File| file.source.entry_rules == Some(true);
            if enters(&base) && whole.as_ref().is_some_and(enters) {
                let message = "правила записей берут из одного текста: их профили не соединить, второй — о данных и архиве";
                return Err(ProfileError { line: line_of("extends"), message: message.to_owned() });
            }
            whole = Some(match whole {
                None => base,
                Some(first) => first.beside(base),
            });
        }
        let whole = file.over(whole.unwrap_or_default());
        let text = toml::to_string(&whole).expect("a profile is a table of plain values");
        Self::build(whole, text).map_err(fault)
    }

    /// The built-in profile of a name as a file, whole.
    fn base(name: &str) -> Result<File, String> {
        let Some((_, text)) = BUILT_IN.iter().find(|(known, _)| *known == name) else {
            let known: Vec<&str> = Self::names().collect();
            let hint = fault::nearest(name, &known);
            let hint = hint.map_or_else(|| format!("есть: {}", known.join(", ")), |near| format!("возможно, «{near}»"));
            return Err(format!("нет профиля «{name}»; {hint}"));
        };
        Ok(Self::parse(text).expect("the built-in profiles are read by a test").file)
    }

    /// Turns words into sets. A fault comes with the word at which its line begins.
    fn build(file: File, text: String) -> Result<Self, (&'static str, String)> {
        let zone = match file.time.zone.as_deref() {
            None | Some("") => None,
            Some(name) => Some(Zone::parse(name).ok_or_else(|| ("zone", format!("нет часового пояса «{name}»")))?),
        };
        if file.name.trim().is_empty() {
            return Err(("name", "у профиля нет имени: name = \"…\"".to_owned()));
        }
        if let Some(fault) = sense::fault(&file) {
            return Err(fault);
        }
        let mut min_marks = Vec::new();
        for (hours, marks) in file.term.min_marks.iter().flatten() {
            let hours = hours.parse().map_err(|_| ("min_marks", format!("«{hours}» — не число часов в неделю")))?;
            min_marks.push((hours, *marks));
        }
        min_marks.sort_unstable();
        let mut subjects = Subjects::new(&file.subjects);
        let dual_subjects = subjects.set(file.mark.dual_subjects.as_deref());
        let notebook_subjects = subjects.set(file.mark.notebook_subjects.as_deref());
        let safety_subjects = subjects.set(file.topic.safety_subjects.as_deref());
        let no_homework = subjects.set(file.homework.forbidden_subjects.as_deref());
        let written_subjects = subjects.set(file.term.written_subjects.as_deref());
        let texts = file.source.texts.clone().unwrap_or_default();
        let off = file.rules.off.clone().unwrap_or_default();
        if let Some(unknown) = off.iter().find(|id| !RULES.iter().any(|rule| rule.id == id.as_str())) {
            return Err(("off", format!("нет правила «{unknown}»")));
        }
        let digest = Digest(Sha256::digest(text.as_bytes()).into());
        let active = ActiveRules::new(&texts, &off);
        Ok(Self {
            digest,
            zone,
            entry_rules: file.source.entry_rules.unwrap_or(false),
            texts,
            dual_subjects,
            notebook_subjects,
            safety_subjects,
            no_homework,
            written_subjects,
            subjects,
            dual_kinds: KindSet::of(file.mark.dual_kinds.as_deref()),
            next_lesson_kinds: KindSet::of(file.written.next_lesson_kinds.as_deref()),
            composition_kinds: KindSet::of(file.written.composition_kinds.as_deref()),
            same_day_kinds: KindSet::of(file.written.same_day_kinds.as_deref()),
            days_kinds: KindSet::of(file.written.days_kinds.as_deref()),
            obligatory_kinds: KindSet::of(file.mark.obligatory_kinds.as_deref()),
            min_marks,
            active,
            file,
            text,
        })
    }

    /// The profile's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.file.name
    }

    /// Title of the document that the profile renders; empty where it has none.
    #[must_use]
    pub fn title(&self) -> &str {
        self.file.source.title.as_deref().unwrap_or_default()
    }

    /// Number and date of the document; empty where it has none.
    #[must_use]
    pub fn order(&self) -> &str {
        self.file.source.order.as_deref().unwrap_or_default()
    }

    /// The effective profile as TOML text, as the server hands it to clients; `parse` reads it back.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the effective profile.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// How an absence is written in the journal («н», «ОТ»).
    #[must_use]
    pub fn absence_code(&self) -> &str {
        self.file.attendance.code.as_deref().unwrap_or("н")
    }

    /// How long entries are held before they are sent (30 s where corrections need approval, else 0).
    #[must_use]
    pub const fn hold_seconds(&self) -> u32 {
        if self.needs_approval() { 30 } else { 0 }
    }

    /// Whether a change of a mark that is in the journal needs an explanation and an approval.
    #[must_use]
    pub const fn needs_approval(&self) -> bool {
        self.file.correction.approval.is_some()
    }

    /// Roles that approve the change of a mark that is in the journal; empty where nobody has to.
    #[must_use]
    pub fn approvers(&self) -> &[Role] {
        self.file.correction.approval.as_deref().unwrap_or_default()
    }

    /// Whether a cell of the subject and kind of work may hold two marks («5/4»): the first digit then waits for a second.
    /// True as well where the second mark goes into another journal (a composition in literature).
    #[must_use]
    pub fn allows_dual(&self, subject: &str, kind: WorkKind) -> bool {
        let subject = self.subjects.find(subject);
        self.dual_subjects.has(subject) && self.dual_kinds.has(kind) || self.splits(subject, kind)
    }

    /// Whether the second of two marks for a work goes into another journal (a composition in literature).
    #[must_use]
    pub fn splits_marks(&self, subject: &str, kind: WorkKind) -> bool {
        self.splits(self.subjects.find(subject), kind)
    }

    /// Whether a subject is Russian, by any of its names.
    #[must_use]
    pub fn is_russian(&self, subject: &str) -> bool {
        self.subjects.find(subject).is_some_and(|found| Some(found) == self.subjects.russian)
    }

    /// Whether an absence and a mark may share a cell for a work («н5»).
    #[must_use]
    pub fn allows_debt(&self, kind: WorkKind, obligatory: Obligatory) -> bool {
        self.file.mark.debt == Some(true)
            && match obligatory {
                Obligatory::Yes => true,
                Obligatory::No => false,
                Obligatory::ByKind => self.obligatory_kinds.has(kind),
            }
    }

    /// Whether every pupil owes a work of the kind, where the teacher does not say.
    #[must_use]
    pub fn is_obligatory(&self, kind: WorkKind) -> bool {
        self.obligatory_kinds.has(kind)
    }

    /// Whether the subject has the column «Тетрадь». Where the text is silent, every subject may.
    #[must_use]
    pub fn allows_notebook(&self, subject: &str) -> bool {
        self.file.mark.notebook_subjects.is_none() || self.notebook_subjects.has(self.subjects.find(subject))
    }

    /// Whether homework may be given in the subject and grade.
    #[must_use]
    pub fn allows_homework(&self, subject: &str, grade: u8) -> bool {
        !(self.no_homework.has(self.subjects.find(subject)) || grade == 1 && self.forbids_grade1())
    }

    /// Whether marks may be given in the grade.
    #[must_use]
    pub fn allows_marks(&self, grade: u8) -> bool {
        !(grade == 1 && self.forbids_grade1())
    }

    /// How personal data is treated.
    #[must_use]
    pub const fn data(&self) -> &DataRules {
        &self.file.data
    }

    /// How journals are archived.
    #[must_use]
    pub const fn archive(&self) -> &ArchiveRules {
        &self.file.archive
    }

    /// Whether the text lets a class teacher enter marks of periods in all subjects of the own class.
    #[must_use]
    pub fn class_teacher_enters_terms(&self) -> bool {
        self.cites(Text::Std)
    }

    /// Whether the text says how the final marks of grades 9 and 11 are made.
    #[must_use]
    pub const fn has_final_formulas(&self) -> bool {
        self.file.term.final_formulas.is_some()
    }

    /// What the text says of an entry into a period that is closed; `None`: nothing.
    #[must_use]
    pub fn closed_period(&self) -> Option<Finding> {
        let rules = [("STD-6.1-02", "6.1 ¶3", Text::Std), ("VOR-6.27-01", "¶6.27", Text::Vor)];
        let (rule, clause, _) = rules.into_iter().find(|(_, _, text)| self.cites(*text))?;
        let args = std::collections::BTreeMap::new();
        Some(Finding { rule: crate::domain::RuleId::known(rule), severity: Severity::Error, clause: clause.into(), args })
    }

    pub(super) fn forbids_grade1(&self) -> bool {
        self.file.mark.grade1 == Some(file::Grade1::Forbid)
    }

    pub(super) fn splits(&self, subject: Option<SubjectId>, kind: WorkKind) -> bool {
        self.file.mark.literature_composition == Some(file::LiteratureComposition::Split)
            && subject.is_some()
            && subject == self.subjects.literature
            && matches!(kind, WorkKind::Composition | WorkKind::HomeComposition)
    }

    /// Whether the rules of the texts advise and do not forbid: Moscow's order demands an act of the school, and none is
    /// named.
    pub(super) fn only_advises(&self) -> bool {
        self.cites(Text::Msk) && self.file.source.act.as_deref().is_none_or(|act| act.trim().is_empty())
    }

    pub(super) fn cites(&self, text: Text) -> bool {
        self.texts.contains(&text)
    }
}

/// What a teacher said of whether every pupil owes a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obligatory {
    /// Every pupil owes it.
    Yes,
    /// They do not.
    No,
    /// Not said: the profile's list of kinds decides.
    ByKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_profile_reads_back_from_its_own_text() {
        for name in Profile::names() {
            let profile = Profile::built_in(name).expect("a built-in name");
            assert_eq!(profile.name(), name);
            let again = Profile::parse(profile.text()).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(again.file, profile.file, "{name}");
            assert_eq!(again.digest(), profile.digest(), "{name}");
        }
        assert!(Profile::built_in("altai").is_none());
    }

    #[test]
    fn standard_is_altai_with_another_code_and_no_zone() {
        let standard = Profile::built_in("standard").expect("built in");
        let altai = Profile::built_in("altai-stdr").expect("built in");
        assert_eq!((standard.absence_code(), altai.absence_code()), ("н", "ОТ"));
        assert_eq!(standard.file.deadline, altai.file.deadline);
        assert_eq!(standard.zone, None);
        assert_eq!(
            (standard.hold_seconds(), Profile::built_in("crimea-vorobyovo").expect("built in").hold_seconds()),
            (0, 30)
        );
    }

    #[test]
    fn a_fault_names_its_line_and_what_was_meant() {
        for (text, line, words) in [
            ("name = \"x\"\nextends = \"altai-stdrr\"\n", 2, "возможно, «altai-stdr»"),
            ("name = \"x\"\n[deadline]\nhomwork = \"20:00\"\n", 3, "возможно, «homework»"),
            ("name = \"x\"\n[deadline]\ntopic = \"25:00\"\n", 3, "срок пишут так"),
            ("name = \"x\"\n[written]\ndays_kinds = [\"kontrol\"]\n", 3, "неизвестное слово «kontrol»"),
            ("name = \"x\"\n[time]\nzone = \"Asia/Nowhere\"\n", 3, "нет часового пояса"),
            ("name = \"x\"\n[rules]\noff = [\"STD-0\"]\n", 3, "нет правила «STD-0»"),
            ("[time]\n", 1, "нет имени"),
            ("name = \"x\"\n[written]\ndays = \"семь\"\n", 3, "не того вида"),
            ("name = \"x\"\n[deadline]\n\ntopic = \"02:00\"\n", 4, "нельзя соблюсти"),
            ("name = \"x\"\n[deadline]\nhomework = { after = \"class\", minutes = 3600 }\n", 3, "в минутах"),
            ("name = \"x\"\nextends = \"altai-stdr\"\n[deadline]\nexam_working_days = 48\n", 4, "в днях"),
            ("name = \"x\"\n[term]\nnot_attested_over = 50.0\n", 3, "от 0 до 1"),
            ("name = \"x\"\n[term]\ndivergence = 0.0\n", 3, "в баллах"),
            ("name = \"x\"\n[written]\ndays_kinds = [\"lab\"]\ndays = 600\n", 4, "в днях"),
            ("name = \"x\"\n[deadline]\nreason_soft = \"20:00\"\nreason = \"02:00\"\n", 4, "нельзя соблюсти"),
            ("name = \"x\"\ndeadline.topic = \"02:00\"\n", 2, "нельзя соблюсти"),
            ("name = \"x\"\n[written]\ncomposition_days = { \"5-9\" = 700 }\n", 3, "в днях"),
            ("name = \"x\"\n[term]\nmin_marks = { \"2\" = 40 }\n", 3, "столько уроков нет"),
            ("name = \"x\"\n[correction]\nexplanation_letters = 5000\n", 3, "столько знаков"),
            (
                "name = \"x\"\n[deadline]\nhomework = { after = \"school\", minutes = 90, until = \"07:30\" }\n",
                3,
                "нельзя соблюсти",
            ),
            ("name = \"x\"\n[attendance]\ncode = \"abs\"\n", 3, "не читается"),
            ("name = \"x\"\n[deadline]\nterm_working_days = \"2 дня\"\n", 3, "целое число без кавычек"),
            ("name = \"x\"\nextends = { entry = \"altai-stdr\" }\n", 2, "список имён"),
            ("name = \"x\"\nextends = [\"altai-stdr\", \"crimea-vorobyovo\"]\n", 2, "не соединить"),
            (
                "name = \"x\"\nextends = \"altai-stdr\"\n[mark]\ndual_subjects = [\"Руский язык\"]\n",
                4,
                "возможно, «Русский язык»",
            ),
            ("name = \"x\"\n[written]\ncomposition_days = { \"1-4\" = 2, \"4-9\" = 7 }\n", 3, "4 класс попал в два срока"),
            ("name = \"x\"\n[mark]\ntwo_after_missed = 0\n", 3, "нужно от 1"),
            ("name = \"x\"\n[deadline]\ntopic = \"09:00\"\n", 3, "нельзя соблюсти"),
            ("name = \"x\"\n[deadline]\ntopic = \"19:00\"\ntopic = \"18:00\"\n", 4, "второй раз"),
            ("name = \"x\"\nextends = \"crimea-vorobyovo\"\n[topic]\nlanguage_priority = \"6.64\"\n", 4, "возможно, «6.46»"),
            ("name = \"x\"\n[correction]\napproval = []\n", 3, "хотя бы одна роль"),
            ("name = \"x\"\nextends = \"altai-stdr\"\n[deadline]\nresult_hours = 24\n", 4, "два срока"),
        ] {
            let error = Profile::parse(text).expect_err(text);
            assert_eq!(error.line, line, "{error}");
            assert!(error.message.contains(words), "{error}");
        }
    }

    #[test]
    fn a_school_takes_entry_rules_from_one_text_and_data_rules_from_another() {
        let text = "name = \"own\"\nextends = [\"crimea-vorobyovo\", \"mosobl-shemetovo\"]\n";
        let both = Profile::parse(text).expect("a profile");
        assert_eq!(both.texts, [Text::Vor, Text::Shm]);
        assert!(both.entry_rules && both.needs_approval());
        assert_eq!(both.data().email, Some(Permission::Forbid));
        assert_eq!(both.zone, Zone::parse("Europe/Simferopol"), "the first gives the most");
        assert_eq!(Profile::parse(both.text()).expect("its own text").file, both.file);
    }

    #[test]
    fn a_school_writes_only_what_differs() {
        let own =
            Profile::parse("name = \"own\"\nextends = \"altai-stdr\"\n[attendance]\ncode = \"н\"\n").expect("a profile");
        assert_eq!((own.name(), own.absence_code()), ("own", "н"));
        assert_eq!(own.file.deadline, Profile::built_in("altai-stdr").expect("built in").file.deadline);
        assert!(own.allows_dual("русский  язык", WorkKind::Exposition) && !own.allows_dual("Алгебра", WorkKind::Exposition));
        assert!(own.allows_dual("Литература", WorkKind::Composition), "split into two journals");
    }
}
