//! The ladder of places for the key and the token on hosts where the upper rungs are missing, broken, or hang: each is found out within
//! the limit, said, and never stepped down from in silence; and nothing stands on the disk in the clear.

use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use zvonok::secret::{Owner, Place, Vault};

use crate::journal::School;
use crate::keyring::{Keyring, Mood};
use crate::program::{Home, Said, said, walk};

/// How the bus of the desktop is there.
#[derive(Debug, Clone, Copy)]
enum Bus {
    /// No variable names one.
    None,
    /// The socket that is named is not there.
    Gone,
    /// It hangs up at once.
    HangsUp,
    /// It takes the connection and never says a word.
    Hangs,
    /// It says something that is no answer.
    Lies,
    /// It is a bus, and this is what the keyring on it does.
    Serves(Mood),
}

impl Bus {
    /// The variable for the program, with whoever answers there.
    fn at(self, folder: &Path, command: &mut Command) {
        use std::io::{Read as _, Write as _};
        let socket = folder.join("bus");
        let address = format!("unix:path={}", socket.display());
        match self {
            Self::None => return,
            Self::Gone => {}
            Self::Serves(mood) => {
                let _ = std::fs::remove_file(&socket);
                Keyring::at(&socket, mood);
            }
            _ => {
                let _ = std::fs::remove_file(&socket);
                let listener = UnixListener::bind(&socket).expect("a socket");
                std::thread::spawn(move || {
                    let mut kept = Vec::new();
                    for mut stream in listener.incoming().flatten() {
                        match self {
                            Self::Hangs => kept.push(stream),
                            Self::Lies => {
                                let _ = stream.read(&mut [0; 64]).and_then(|_| stream.write_all(b"220 mail ESMTP\r\n"));
                            }
                            _ => drop(stream),
                        }
                    }
                });
            }
        }
        command.env("DBUS_SESSION_BUS_ADDRESS", address);
    }
}

fn run(home: &Home, bus: Bus, args: &[&str]) -> Said {
    let mut command = home.command();
    bus.at(home.path(), &mut command);
    said(&command.args(args).output().expect("the program starts"))
}

/// Every way in which the uppermost rung is not there.
fn each(test: impl Fn(Bus) + Sync) {
    let buses = [Bus::None, Bus::Gone, Bus::HangsUp, Bus::Hangs, Bus::Lies];
    // Most of the time is spent waiting for what does not answer.
    std::thread::scope(|scope| {
        for bus in buses.into_iter().chain(Mood::BAD.map(Bus::Serves)) {
            let test = &test;
            scope.spawn(move || test(bus));
        }
    });
}

const AT: [&str; 4] = ["--server", "http://127.0.0.1:9", "--user", "orlova"];

#[test]
fn every_missing_rung_is_found_out_and_what_works_is_said() {
    each(|bus| {
        let home = Home::new();
        home.write("password", "secret-word\n");
        let found = run(&home, bus, &["doctor", "--json"]).json();
        let check = found.as_array().into_iter().flatten().find(|check| check["name"] == "secrets").expect("a check");
        let message = check["message"].as_str().expect("a sentence");
        assert!(message.contains("key_file, nowhere") && !message.contains("keyring"), "{bus:?}: {message}");
        // At the first sign-in the place is chosen and said; without a person to be asked nothing is kept.
        let login = run(&home, bus, &[&["login"][..], &AT].concat()).ended(3);
        assert!(login.err.contains("Сеанс "), "{bus:?}: {login:#?}");
        for file in walk(home.path()).iter().filter(|file| !file.ends_with("password")) {
            let bytes = std::fs::read(file).unwrap_or_default();
            assert!(!bytes.windows(11).any(|part| part == b"secret-word"), "{bus:?}: {}", file.display());
        }
    });
}

/// A place that was chosen and fails now stays the place: the person is told, and nothing weaker is used.
#[test]
fn a_chosen_keyring_that_fails_is_never_stepped_down_from() {
    each(|bus| {
        let home = Home::new();
        home.write("password", "secret-word\n");
        let (server, login) = (AT[1].to_owned(), AT[3].to_owned());
        let owner = Owner { folder: home.path().to_owned(), server, login };
        Vault::open(owner).and_then(|vault| vault.choose(Place::Nowhere)).expect("chosen");
        let is_choice = |file: &std::path::PathBuf| std::fs::read(file).is_ok_and(|text| text == br#"{"place":"nowhere"}"#);
        let choice = walk(home.path()).into_iter().find(is_choice).expect("the choice");
        std::fs::write(&choice, r#"{"place":"keyring"}"#).expect("written");
        let before = walk(home.path());
        let said = run(&home, bus, &[&["mark", "5А", "русский", "3", "2", "5"][..], &AT].concat()).ended(4);
        let known = ["Хранилище секретов не работает", "Хранилище секретов закрыто и не отвечает"];
        assert!(known.iter().any(|sentence| said.err.contains(sentence)), "{bus:?}: {said:#?}");
        assert!(said.err.contains("Записи на диске целы"), "{bus:?}: {said:#?}");
        assert_eq!(std::fs::read_to_string(&choice).expect("there"), r#"{"place":"keyring"}"#, "{bus:?}");
        let after: Vec<_> = walk(home.path()).into_iter().filter(|file| !before.contains(file)).collect();
        let harmless = |file: &std::path::PathBuf| ["zvonok.log", "bus", "lock"].iter().any(|name| file.ends_with(name));
        assert!(after.iter().all(harmless), "{bus:?}: {after:?}");
        let found = run(&home, bus, &[&["doctor", "--json"][..], &AT].concat()).json();
        let of = |name: &str| found.as_array().into_iter().flatten().find(|check| check["name"] == name).cloned();
        assert_eq!(of("secrets").expect("a check")["state"], Value::from("bad"), "{bus:?}");
    });
}

/// The uppermost rung as it should be: nobody types a password any more, and nothing of it lies on the disk. While it does not work,
/// what waits is said and stays, and afterwards it is there.
#[test]
fn a_keyring_that_works_opens_the_store_and_one_that_fails_meanwhile_loses_nothing() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let (login, password) = school.account("teacher");
    let home = Home::new();
    home.write("password", password);
    let socket = home.path().join("bus");
    let keyring = Keyring::at(&socket, Mood::Well);
    let run = |words: &str| {
        let mut command = home.command();
        command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", socket.display()));
        said(&command.args(words.split_whitespace()).output().expect("the program starts"))
    };
    let signed_in = run(&format!("login --server {} --user {login}", school.url)).ended(0);
    assert!(signed_in.err.contains("Сеанс хранится в связке ключей рабочего стола."), "{signed_in:#?}");
    let token = format!("{login}@{}", school.url);
    assert_eq!(keyring.names(), [token.clone(), format!("{token} (key)")], "the one of the trial is gone");
    std::fs::remove_file(home.path().join("password")).expect("nobody needs it any more");
    run("mark 5А русский 3 2 4 --no-push").ended(0);
    let is_kept = |file: &std::path::PathBuf| file.ends_with("key.sealed") || file.ends_with("token.sealed");
    assert!(!walk(home.path()).iter().any(is_kept), "in the keyring and nowhere else");
    let choice = walk(home.path()).into_iter().find(|file| file.ends_with("place.json")).expect("the choice");
    for mood in Mood::BAD {
        keyring.is(mood);
        let sentence = match mood {
            Mood::Locked => "Хранилище секретов закрыто и не отвечает",
            Mood::Forgetful | Mood::Lying => "Записи на диске запечатаны, а ключа от них здесь нет. Ждут отправки: 1",
            _ => "Хранилище секретов не работает",
        };
        let queue = run("queue").ended(4);
        assert!(queue.err.contains(sentence), "{mood:?}: {queue:#?}");
        assert!(["целы", "Ничего не удалено"].iter().any(|calm| queue.err.contains(calm)), "{mood:?}: {queue:#?}");
        assert_eq!(std::fs::read_to_string(&choice).expect("there"), r#"{"place":"keyring"}"#, "{mood:?}");
    }
    keyring.is(Mood::Well);
    run("queue").ended(0).says("Русский язык 20.11, 3-й урок");
    run("push").ended(0);
    run("queue").ended(0).says("Очередь пуста");
    keyring.lose_all();
    let lost = run("queue").ended(4);
    assert!(lost.err.contains("Записи на диске запечатаны, а ключа от них здесь нет"), "{lost:#?}");
    assert_eq!(keyring.names(), Vec::<String>::new(), "no other key is made for a sealed store");
}
