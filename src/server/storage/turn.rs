//! Whose turn a writer takes: which others wait until its transaction has ended.
//!
//! In a file all writers come one after the other. In a database writers of different schools work side by side: each holds the
//! turn of its school until the commit, so that the operations, versions and cursors of a school have one order. What all share,
//! the sums of the tables and the chain of the audit log, is written in one last turn at the end of the transaction.

use sha2::{Digest as _, Sha256};

use crate::domain::SchoolId;

/// The turns that a transaction takes, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) reach: Reach,
    pub(super) of: Vec<String>,
}

/// Whether others may write meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Who takes another turn.
    Shared,
    /// Nobody.
    Alone,
}

impl Turn {
    /// That of the whole journal: schema, accounts.
    pub(super) const fn of_all() -> Self {
        Self { reach: Reach::Alone, of: Vec::new() }
    }

    /// That of a school: everything that has an order in it.
    pub(super) fn of_school(school: &SchoolId) -> Self {
        Self { reach: Reach::Shared, of: vec![format!("school {school}")] }
    }

    /// That of an import: of its school, and before all other imports, since logins are those of all schools.
    pub(super) fn of_import(school: &SchoolId) -> Self {
        let Self { reach, mut of } = Self::of_school(school);
        of.push("import".to_owned());
        Self { reach, of }
    }

    /// That of a login: its password and sessions.
    pub(super) fn of_login(login: &str) -> Self {
        Self { reach: Reach::Shared, of: vec![format!("login {login}")] }
    }

    /// That of a login, and of whoever counts wrong passwords: an address is that of many.
    pub(super) fn of_attempts(login: &str) -> Self {
        let Self { reach, mut of } = Self::of_login(login);
        of.push("attempts".to_owned());
        Self { reach, of }
    }

    /// Nobody's: a statement that is right whatever else happens.
    pub(super) const fn of_nobody() -> Self {
        Self { reach: Reach::Shared, of: Vec::new() }
    }

    /// The numbers of the turns, under which databases and threads know them.
    pub(super) fn numbers(&self) -> impl Iterator<Item = i64> + '_ {
        self.of.iter().map(|name| {
            let digest = Sha256::digest(name.as_bytes());
            i64::from_le_bytes(digest[..8].try_into().expect("eight of thirty-two bytes"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_another_name_has_another_number() {
        let school = SchoolId::new("s7");
        let first = |turn: Turn| turn.numbers().next();
        assert_eq!(first(Turn::of_school(&school)), first(Turn::of_import(&school)));
        assert_ne!(first(Turn::of_school(&school)), first(Turn::of_school(&SchoolId::new("s8"))));
        assert_ne!(first(Turn::of_school(&school)), first(Turn::of_login("s7")));
        assert_eq!(first(Turn::of_nobody()), None);
    }
}
