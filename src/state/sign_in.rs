//! «Вход»: name and password, and the forced change of a first password.

use super::field::TextField;
use crate::protocol::LastSignIn;

/// The form of sign-in.
#[derive(Debug, Default)]
pub struct SignIn {
    /// What is asked for.
    pub stage: Stage,
    /// The field under the cursor.
    pub field: Field,
    /// The name.
    pub login: TextField,
    /// The password: never drawn.
    pub password: TextField,
    /// The new password: never drawn.
    pub new: TextField,
    /// The new password once more: never drawn.
    pub again: TextField,
    /// Key of the sentence that says what was wrong.
    pub problem: Option<String>,
    /// Whether an answer of the server is waited for.
    pub asking: bool,
    /// What is said below the form.
    pub around: Around,
    /// The sign-in before the present one, until it was said.
    pub last: Option<LastSignIn>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// Name and password.
    #[default]
    Password,
    /// A new password, twice, before anything else.
    NewPassword,
    /// What opens the store, before anything of it is known.
    Unlock(Phrase),
}

/// What opens the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phrase {
    /// The pass-phrase of the key file.
    Passphrase,
    /// The password of the account.
    Password,
}

/// What «Вход» says of the place of the secrets and of entries that wait unseen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The key of the sentence that says where the secrets are kept.
    pub place: Option<String>,
    /// How many entries wait in the store that is still closed.
    pub waiting: usize,
    /// How many entries of other accounts wait on this computer.
    pub others: usize,
}

/// A field of the form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Field {
    /// The name.
    #[default]
    Login,
    /// The password.
    Password,
    /// The new password.
    New,
    /// The new password once more.
    Again,
}

impl SignIn {
    /// An empty form; where the name is known, the cursor stands on the password.
    #[must_use]
    pub fn for_login(login: &str) -> Self {
        let field = if login.is_empty() { Field::Login } else { Field::Password };
        Self { login: TextField::new(login), field, ..Self::default() }
    }

    /// The form that asks for what opens the store of an account.
    #[must_use]
    pub fn for_store(login: &str, phrase: Phrase, around: Around) -> Self {
        Self { stage: Stage::Unlock(phrase), around, field: Field::Password, ..Self::for_login(login) }
    }

    /// The fields that are shown, in the order of the screen.
    #[must_use]
    pub const fn fields(&self) -> &'static [Field] {
        match self.stage {
            Stage::Password => &[Field::Login, Field::Password],
            Stage::NewPassword => &[Field::New, Field::Again],
            Stage::Unlock(_) => &[Field::Password],
        }
    }

    /// The line of a field.
    pub const fn line(&mut self, field: Field) -> &mut TextField {
        match field {
            Field::Login => &mut self.login,
            Field::Password => &mut self.password,
            Field::New => &mut self.new,
            Field::Again => &mut self.again,
        }
    }
}
