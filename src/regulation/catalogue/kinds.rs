//! The words by which rules are sorted: text, mode, area, and who sees to a rule.
//!
//! Codes are the catalogue's and stable in JSON; the Russian names stand here because `docs/regulation.md` and the command
//! are Russian like the texts themselves.

use serde::{Deserialize, Serialize};

/// Makes an enum whose variants have a stable code and a Russian name.
macro_rules! words {
    (
        $(#[$doc:meta])*
        $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal, $russian:literal;)* }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant,)*
        }

        impl $name {
            /// Every one, in the catalogue's order.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$variant),*];

            /// The stable code, as JSON and the data files have it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The name in Russian.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $russian),* }
            }
        }
    };
}

words! {
    /// A regulation text.
    Text {
        /// Altai, МКОУ «Стародраченинская с.о.ш.».
        Std = "STD", "Алтайский край, Стародраченинская школа";
        /// Crimea, МБОУ «Воробьевская средняя школа».
        Vor = "VOR", "Крым, Воробьевская школа";
        /// Moscow, order 810.
        Msk = "MSK", "Москва, приказ № 810";
        /// Moscow Oblast, МБОУ «Шеметовская СОШ».
        Shm = "SHM", "Московская область, Шеметовская школа";
        /// Moldova, decision 899.
        Mda = "MDA", "Молдова, постановление № 899";
    }
}

words! {
    /// Who can decide a rule.
    Mode {
        /// The client alone, without a connection.
        Local = "L", "решается на месте, и без связи";
        /// Needs the server or what others enter.
        Server = "S", "нужны данные сервера";
        /// A person does it; the program reminds, prepares and keeps.
        Procedure = "P", "делает человек";
    }
}

words! {
    /// What a rule is about.
    Area {
        /// Terms of entry.
        Deadlines = "DL", "сроки";
        /// Attendance.
        Attendance = "ATT", "посещаемость";
        /// Topics.
        Topics = "TOP", "темы";
        /// Homework.
        Homework = "HW", "домашние задания";
        /// Current marks.
        Marks = "MRK", "текущие отметки";
        /// Terms of marks for written work.
        Written = "WRK", "письменные работы";
        /// Marks of a period and final marks.
        Terms = "TRM", "отметки за период и итоговые";
        /// Substitution.
        Substitution = "SUB", "замещение";
        /// The temporary journal.
        Temporary = "TMP", "временный журнал";
        /// Corrections and their trail.
        Audit = "AUD", "исправления и история";
        /// Access by role.
        Access = "ACC", "доступ";
        /// Control by the administration.
        Control = "CTL", "контроль";
        /// Reports and print.
        Reports = "RPT", "отчёты и печать";
        /// Archive and backup.
        Archive = "ARC", "архив и копии";
        /// Personal data.
        PersonalData = "PD", "персональные данные";
        /// Security.
        Security = "SEC", "безопасность";
        /// Organisation.
        Organisation = "ORG", "организация";
        /// The service counter for parents.
        Service = "SVC", "услуга для родителей";
    }
}

words! {
    /// Who sees to a rule.
    By {
        /// A check at entry, on the client and at the server's door.
        Engine = "engine", "проверка при вводе";
        /// An instant until which something is due.
        Deadline = "deadline", "срок";
        /// A figure or a list in a report, a check over a period, or a status.
        Counter = "counter", "показатель";
        /// Something a person must do, with its date.
        Reminder = "reminder", "напоминание";
        /// A paper that the program makes, or that comes with it.
        Document = "document", "документ";
        /// A role, a scope, or a session.
        Access = "access", "доступ";
        /// How data is kept and sent.
        Store = "store", "хранение и передача";
        /// A party outside the program.
        Outside = "outside", "вне программы";
    }
}
