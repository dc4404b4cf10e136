//! The ladder, on real files.

use super::*;

fn owner(folder: &std::path::Path) -> Owner {
    Owner { folder: folder.to_owned(), server: "https://journal.example/".to_owned(), login: "orlova".to_owned() }
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

#[test]
fn a_key_file_gives_the_token_back_for_its_passphrase_only() {
    let home = tempfile::tempdir().expect("a folder");
    let vault = Vault::open(owner(home.path())).expect("a vault");
    assert_eq!(vault.describe(), None);
    vault.choose(Place::KeyFile).expect("chosen");
    assert_eq!(vault.put(&secret("token")), Err(SecretError::PassphraseNeeded));
    vault.unlock(secret("скрип двери")).expect("no file yet");
    vault.put(&secret("token-of-the-session")).expect("kept");

    let again = Vault::open(owner(home.path())).expect("the vault");
    assert_eq!(again.describe(), Some(Place::KeyFile), "the choice is remembered");
    assert_eq!(again.get(), Err(SecretError::PassphraseNeeded));
    assert_eq!(again.unlock(secret("скрип")), Err(SecretError::WrongPassphrase));
    again.unlock(secret("скрип двери")).expect("the right one");
    assert_eq!(again.get(), Ok(Some(secret("token-of-the-session"))));

    let key = again.key(|| Sealed::Already).expect("the key of the store");
    assert!(matches!(key, StoreKey::Kept(_)));
    assert_eq!(vault.key(|| Sealed::NotYet), Ok(key), "the one that was made with the pass-phrase");

    let token = fs::read(owner(home.path()).token_file()).expect("the file");
    assert!(!token.windows(5).any(|part| part == b"token"), "never in plain text");
    let file = owner(home.path()).key_file();
    let mut bytes = fs::read(&file).expect("the file");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&file).expect("the file").permissions().mode() & 0o777, 0o600);
    }
    bytes[9] ^= 1;
    assert!(file::open(&bytes, "скрип двери").is_err(), "the costs cannot be changed");
    for length in [0, 7, 40, bytes.len() - 1] {
        assert!(file::open(&bytes[..length], "скрип двери").is_err(), "cut off after {length}");
    }
    again.forget().expect("forgotten");
    assert!(!owner(home.path()).token_file().exists());
    assert!(file.exists(), "signed out, the key of the store stays: entries may wait");
}

/// Nowhere is the token kept; the key of the store stands under the password that the server found right.
#[test]
fn without_a_keyring_the_password_opens_the_key_of_the_store() {
    let home = tempfile::tempdir().expect("a folder");
    let vault = Vault::open(owner(home.path())).expect("a vault");
    vault.choose(Place::Nowhere).expect("chosen");
    let Ok(StoreKey::New(key)) = vault.key(|| Sealed::NotYet) else { panic!("no new key") };
    let kept = StoreKey::Kept(key);
    assert!(!owner(home.path()).key_file().exists(), "not before the password is known to be right");
    vault.keep_key(&secret("пароль")).expect("kept");
    assert_eq!(vault.key(|| Sealed::NotYet), Ok(kept.clone()), "made once");

    let again = Vault::open(owner(home.path())).expect("the vault");
    assert_eq!(again.key(|| Sealed::Already), Err(SecretError::PasswordNeeded));
    assert_eq!(again.unlock(secret("парол")), Err(SecretError::WrongPassword));
    again.unlock(secret("пароль")).expect("the right one");
    assert_eq!(again.key(|| Sealed::Already), Ok(kept.clone()));
    // The password was changed elsewhere: from the next sign-in on the new one opens it.
    again.keep_key(&secret("новый пароль")).expect("kept");
    let changed = Vault::open(owner(home.path())).expect("the vault");
    assert_eq!(changed.unlock(secret("пароль")), Err(SecretError::WrongPassword));
    changed.unlock(secret("новый пароль")).expect("the new one");
    assert_eq!(changed.key(|| Sealed::Already), Ok(kept));
}

#[test]
fn a_key_that_is_gone_is_said_and_no_other_is_made_for_a_sealed_store() {
    let home = tempfile::tempdir().expect("a folder");
    let vault = Vault::open(owner(home.path())).expect("a vault");
    vault.choose(Place::Nowhere).expect("chosen");
    assert_eq!(vault.key(|| Sealed::Already), Err(SecretError::KeyGone(Place::Nowhere)));
    fs::create_dir_all(owner(home.path()).files()).expect("a folder");
    fs::write(owner(home.path()).key_file(), "torn").expect("written");
    assert!(matches!(vault.unlock(secret("пароль")), Err(SecretError::File(_))));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_key_file_is_refused() {
    let home = tempfile::tempdir().expect("a folder");
    let vault = Vault::open(owner(home.path())).expect("a vault");
    vault.choose(Place::Nowhere).expect("chosen");
    fs::write(home.path().join("elsewhere"), "x").expect("written");
    std::os::unix::fs::symlink(home.path().join("elsewhere"), owner(home.path()).key_file()).expect("linked");
    assert!(matches!(vault.unlock(secret("пароль")), Err(SecretError::File(_))));
}

#[test]
fn without_a_choice_the_token_lives_in_memory_and_nothing_is_written() {
    let home = tempfile::tempdir().expect("a folder");
    let vault = Vault::open(owner(home.path())).expect("a vault");
    vault.put(&secret("t")).expect("kept in memory");
    assert_eq!(vault.get(), Ok(Some(secret("t"))));
    assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 0);
    assert_eq!(Vault::open(owner(home.path())).expect("a vault").get(), Ok(None));
}

#[test]
fn a_keyring_that_is_not_there_is_said_and_no_other_place_is_taken_for_it() {
    let home = tempfile::tempdir().expect("a folder");
    let vault = Vault::open(owner(home.path())).expect("a vault");
    for probe in vault.probe() {
        if let Err(error) = probe.result {
            assert_eq!(vault.choose(probe.place).expect_err("the same again").kind(), error.kind());
            assert_eq!(vault.describe(), None);
        }
    }
}

#[test]
fn a_secret_is_never_printed() {
    assert_eq!(format!("{:?}", secret("t")), "Secret(…)");
}
