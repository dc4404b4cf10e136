//! What an administrator does with accounts from the server's own command line.

use super::people::{account, role_of};
use super::tx::{Tx, params};
use super::{Storage, StorageError, Turn, audit};
use crate::domain::{Account, AccountId, Role, SchoolId};
use crate::server::password::{OneTimePassword, hash};
use crate::server::totp::TotpSecret;

/// Longest login, in characters.
const LOGIN_MAX: usize = 64;

/// An account to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// What the person will type to sign in: letters, digits, `.`, `_`, `-`, `@`.
    pub login: String,
    /// Surname, first name and patronymic.
    pub name: String,
    /// What the account may do.
    pub role: Role,
    /// An account that came with an import and has no login yet; `None` makes a new account.
    pub account: Option<AccountId>,
}

/// An account as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The account. An empty login: the person cannot sign in.
    pub account: Account,
    /// Whether signing in is closed.
    pub disabled: bool,
    /// Whether a new password must be chosen at the next sign-in.
    pub must_change_password: bool,
    /// Whether any password was given out.
    pub has_password: bool,
}

/// Why an account was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserError {
    /// There is no school of the id.
    NoSchool,
    /// There is no account of the login, or of the id.
    NoAccount,
    /// Somebody has the login already.
    LoginTaken,
    /// The account has a login already.
    HasLogin,
    /// The login is empty, too long, or has other characters than letters, digits, `.`, `_`, `-`, `@`.
    BadLogin,
    /// The journal could not be written.
    Storage(StorageError),
}

impl std::fmt::Display for UserError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoSchool => "no such school",
            Self::NoAccount => "no such account",
            Self::LoginTaken => "the login is taken",
            Self::HasLogin => "the account has a login already",
            Self::BadLogin => "a login has 1 to 64 letters, digits, and . _ - @",
            Self::Storage(error) => return error.fmt(f),
        })
    }
}

impl std::error::Error for UserError {}

impl From<StorageError> for UserError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl Storage {
    /// Adds an account, or gives an imported one its login. The password is generated and must be changed at the first
    /// sign-in; this is the only time that it is known.
    ///
    /// # Errors
    /// The school or the account does not exist, the login is taken or malformed, the journal cannot be written.
    pub fn add_user(&self, school: &SchoolId, user: NewUser) -> Result<OneTimePassword, UserError> {
        if !is_login(&user.login) {
            return Err(UserError::BadLogin);
        }
        let password = OneTimePassword::generate();
        let phc = hash(password.as_str());
        let school = school.as_str().to_owned();
        self.write(Turn::of_all(), move |tx| {
            insert_user(tx, &school, &user, &phc)?;
            let detail = [("do", "add"), ("login", user.login.as_str()), ("role", user.role.name())];
            audit::console(tx, &school, "user", &detail).map_err(UserError::from)
        })?;
        Ok(password)
    }

    /// Every account of the school, by name.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn users(&self, school: &SchoolId) -> Result<Vec<User>, StorageError> {
        let sql = "SELECT a.id, coalesce(l.disabled, 0), coalesce(l.must_change, 0), coalesce(l.password, '') <> ''
             FROM accounts a LEFT JOIN logins l ON l.login = a.login WHERE a.school = ? AND a.ended IS NULL ORDER BY a.name, a.id";
        self.read(|tx| {
            let rows =
                tx.all(sql, [school.as_str()], |row| Ok((row.get::<String>(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
            let mut users = Vec::new();
            for (id, disabled, must_change_password, has_password) in rows {
                if let Some(account) = account(tx, school.as_str(), &id)? {
                    users.push(User { account, disabled, must_change_password, has_password });
                }
            }
            Ok(users)
        })
    }

    /// Closes or opens signing in for a login of the school. Closing ends all its sessions at once.
    ///
    /// # Errors
    /// The login has no account in the school, or the journal cannot be written.
    pub fn disable_user(&self, school: &SchoolId, login: &str) -> Result<(), UserError> {
        self.set_disabled(school, login, true)
    }

    /// Opens signing in again for a login that was closed; the password is the old one.
    ///
    /// # Errors
    /// As [`Self::disable_user`].
    pub fn enable_user(&self, school: &SchoolId, login: &str) -> Result<(), UserError> {
        self.set_disabled(school, login, false)
    }

    /// Gives a login a new one-time password and ends all its sessions.
    ///
    /// # Errors
    /// As [`Self::disable_user`].
    pub fn reset_password(&self, school: &SchoolId, login: &str) -> Result<OneTimePassword, UserError> {
        let password = OneTimePassword::generate();
        let phc = hash(password.as_str());
        self.with_login(school, login, "password", move |tx, login| {
            tx.execute("UPDATE logins SET password = ?, must_change = 1 WHERE login = ?", params![phc, login])?;
            tx.execute("DELETE FROM sessions WHERE login = ?", [login])?;
            Ok(())
        })?;
        Ok(password)
    }

    /// Lets a login need one-time codes from its next sign-in on: gives the secret for the phone, this once. `None`: no more.
    ///
    /// # Errors
    /// As [`Self::disable_user`].
    pub fn set_codes(
        &self,
        school: &SchoolId,
        login: &str,
        secret: Option<TotpSecret>,
    ) -> Result<Option<TotpSecret>, UserError> {
        let (what, kept) = (if secret.is_some() { "codes" } else { "no_codes" }, secret.clone());
        self.with_login(school, login, what, move |tx, login| {
            let secret = kept.as_ref().map(|secret| *secret.bytes());
            tx.execute("UPDATE logins SET totp = ?, totp_step = NULL WHERE login = ?", params![secret, login])?;
            Ok(())
        })?;
        Ok(secret)
    }

    /// Gives a login of the district an account in one more school.
    ///
    /// # Errors
    /// No such school; the login has no account of the district anywhere, or has one in the school; the journal cannot be written.
    pub fn join_district(&self, school: &SchoolId, login: &str) -> Result<(), UserError> {
        let (school, login) = (school.as_str().to_owned(), login.to_owned());
        self.write(Turn::of_all(), move |tx| {
            if !tx.exists("SELECT 1 FROM schools WHERE id = ?", [&school])? {
                return Err(UserError::NoSchool);
            }
            if tx.exists("SELECT 1 FROM accounts WHERE school = ? AND login = ? AND ended IS NULL", [&school, &login])? {
                return Err(UserError::LoginTaken);
            }
            let sql = "SELECT name, short_name FROM accounts WHERE login = ? AND role = 'district' AND ended IS NULL LIMIT 1";
            let found: Option<(String, String)> = tx.first(sql, [&login], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let (name, short) = found.ok_or(UserError::NoAccount)?;
            let id = format!("u-{}", crate::server::password::random_hex::<6>());
            tx.execute(
                "INSERT INTO accounts (school, id, login, name, short_name, role, imported) VALUES (?, ?, ?, ?, ?, 'district', 0)",
                [&school, &id, &login, &name, &short],
            )?;
            let detail = [("do", "join"), ("login", login.as_str())];
            audit::console(tx, &school, "user", &detail).map_err(UserError::from)
        })
    }

    /// The schools in which a login has an account of the district, by id.
    pub(in crate::server) fn district(&self, login: &str) -> Result<Vec<SchoolId>, StorageError> {
        let sql = "SELECT school FROM accounts WHERE login = ? AND role = 'district' AND ended IS NULL ORDER BY school";
        self.read(|tx| tx.all(sql, [login], |row| Ok(SchoolId::new(row.text(0)?))))
    }

    fn set_disabled(&self, school: &SchoolId, login: &str, disabled: bool) -> Result<(), UserError> {
        let what = if disabled { "disable" } else { "enable" };
        self.with_login(school, login, what, move |tx, login| {
            tx.execute("UPDATE logins SET disabled = ? WHERE login = ?", params![disabled, login])?;
            if disabled {
                tx.execute("DELETE FROM sessions WHERE login = ?", [login])?;
            }
            Ok(())
        })
    }

    /// Writes about a login that has an account in the school.
    fn with_login(
        &self,
        school: &SchoolId,
        login: &str,
        what: &'static str,
        work: impl FnOnce(&Tx<'_>, &str) -> Result<(), StorageError> + Send + 'static,
    ) -> Result<(), UserError> {
        let (school, login) = (school.as_str().to_owned(), login.to_owned());
        self.write(Turn::of_all(), move |tx| {
            let sql = "SELECT 1 FROM accounts WHERE school = ? AND login = ?";
            if !tx.exists(sql, [&school, &login])? {
                return Err(UserError::NoAccount);
            }
            work(tx, &login)?;
            audit::console(tx, &school, "user", &[("do", what), ("login", &login)]).map_err(UserError::from)
        })
    }
}

fn insert_user(tx: &Tx<'_>, school: &str, user: &NewUser, phc: &str) -> Result<(), UserError> {
    if !tx.exists("SELECT 1 FROM schools WHERE id = ?", [school])? {
        return Err(UserError::NoSchool);
    }
    // A login without a password came with an import and waits for one.
    let taken = "SELECT l.password <> '' FROM logins l WHERE l.login = ?";
    let taken: Option<bool> = tx.first(taken, [&user.login], |row| row.get(0))?;
    if taken == Some(true) {
        return Err(UserError::LoginTaken);
    }
    tx.execute(
        "INSERT INTO logins (login, password, must_change, disabled) VALUES (?, ?, 1, 0)
         ON CONFLICT (login) DO UPDATE SET password = excluded.password, must_change = 1, disabled = 0",
        params![user.login, phc],
    )?;
    let by_login = "SELECT id, login, role FROM accounts WHERE school = ? AND (id = ? OR login = ?) AND ended IS NULL";
    let wanted = user.account.as_ref().map_or("", AccountId::as_str);
    let found: Option<(String, Option<String>, String)> =
        tx.first(by_login, [school, wanted, &user.login], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    match (found, &user.account) {
        (Some((_, Some(login), _)), _) if login != user.login => Err(UserError::HasLogin),
        (Some((id, _, role)), _) => {
            role_of(&role)?;
            tx.execute(
                "UPDATE accounts SET login = ?, role = ? WHERE school = ? AND id = ?",
                params![user.login, user.role.name(), school, id],
            )?;
            Ok(())
        }
        (None, Some(_)) => Err(UserError::NoAccount),
        (None, None) => {
            let id = format!("u-{}", crate::server::password::random_hex::<6>());
            tx.execute(
                "INSERT INTO accounts (school, id, login, name, short_name, role, imported) VALUES (?, ?, ?, ?, ?, ?, 0)",
                params![school, id, user.login, user.name, short_name(&user.name), user.role.name()],
            )?;
            Ok(())
        }
    }
}

fn is_login(login: &str) -> bool {
    let allowed = |letter: char| letter.is_alphanumeric() || ['.', '_', '-', '@'].contains(&letter);
    !login.is_empty() && login.chars().count() <= LOGIN_MAX && login.chars().all(allowed)
}

/// Surname and initials («Орлова Елена Викторовна» becomes «Орлова Е. В.»).
fn short_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    let surname = words.next().unwrap_or_default().to_owned();
    words.filter_map(|word| word.chars().next()).fold(surname, |short, initial| format!("{short} {initial}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shortened_to_initials() {
        for (name, short) in
            [("Орлова Елена Викторовна", "Орлова Е. В."), ("Орлова  Елена", "Орлова Е."), ("Орлова", "Орлова"), ("", "")]
        {
            assert_eq!(short_name(name), short);
        }
    }

    #[test]
    fn logins_are_plain_words() {
        for (login, good) in
            [("orlova", true), ("e.orlova@school-7", true), ("орлова", true), ("", false), ("a b", false), ("a\n", false)]
        {
            assert_eq!(is_login(login), good, "{login:?}");
        }
        assert!(!is_login(&"x".repeat(65)));
    }
}
