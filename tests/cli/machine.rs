//! Faults of the computer and of the way out of it: names, proxies, encryption, open files, the disk; each with what is said.
//!
//! The disk is refused by `strace`, which makes the kernel's answers; without it these cases are left out, unless
//! `ZVONOK_TEST_ALL` is set: then that is a failure.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;

use zvonok::secret::{Owner, Place, Vault};

use crate::certificate::{fixture, serve};
use crate::program::{Home, Said, said};

fn with_password() -> Home {
    let home = Home::new();
    home.write("password", "secret-word\n");
    home
}

/// Signs in with variables of its own.
fn login(home: &Home, server: &str, variables: &[(&str, &str)]) -> Said {
    let mut command = home.command();
    command.envs(variables.iter().copied()).args(["login", "--server", server, "--user", "orlova"]);
    said(&command.output().expect("the program starts"))
}

/// A proxy that answers every request to pass with a line, and passes on to a port where one is given.
fn proxy(line: &'static str, to: Option<u16>) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let url = format!("http://anna:parol@{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            std::thread::spawn(move || drop(pass(client, line, to)));
        }
    });
    url
}

fn pass(mut client: TcpStream, line: &str, to: Option<u16>) -> std::io::Result<()> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        client.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    assert!(head.starts_with(b"CONNECT journal.example:443 "), "what is inside is encrypted");
    client.write_all(format!("{line}\r\n\r\n").as_bytes())?;
    let Some(port) = to else { return Ok(()) };
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    let (mut from_server, mut to_client) = (server.try_clone()?, client.try_clone()?);
    std::thread::spawn(move || std::io::copy(&mut from_server, &mut to_client));
    std::io::copy(&mut client, &mut server).map(drop)
}

#[test]
fn a_name_that_the_network_does_not_know_is_said() {
    // A name of RFC 6761: no network has it.
    let said = login(&with_password(), "https://journal.invalid", &[("RES_OPTIONS", "timeout:1 attempts:1")]).ended(3);
    said.complains("Имени сервера https://journal.invalid нет в сети. Записи на диске, ничего не потеряно. Проверьте адрес");
}

#[test]
fn a_proxy_is_gone_through_and_what_it_refuses_is_said() {
    let home = with_password();
    home.write("config.toml", &format!("ca_file = '{}'\n", fixture("authority.pem").display()));
    let server = "https://journal.example";
    let port = serve("another-name.pem");
    let open = proxy("HTTP/1.1 200 Connection established", Some(port));
    login(&home, server, &[("HTTPS_PROXY", &open)]).ended(4).complains("пароль не подходят");
    let lower = proxy("HTTP/1.1 200 OK", Some(port));
    login(&home, server, &[("https_proxy", &lower)]).ended(4).complains("пароль не подходят");
    for answer in
        ["HTTP/1.1 407 Proxy Authentication Required", "HTTP/1.1 403 Forbidden", "HTTP/1.1 502 Bad Gateway", "SSH-2.0"]
    {
        let shut = proxy(answer, None);
        let said = login(&home, server, &[("HTTPS_PROXY", &shut)]).ended(3);
        let said = said.complains("Прокси-сервер сети не пропускает").complains("записи на диске").complains("HTTPS_PROXY");
        assert!(!said.err.contains("parol"), "{said:#?}");
    }
    login(&home, server, &[("HTTPS_PROXY", "http://127.0.0.1:9")]).ended(3).complains("Прокси-сервер сети не пропускает");
    // A proxy that opens what is inside shows another certificate: it is not believed.
    let inspecting = proxy("HTTP/1.1 200 OK", Some(serve("localhost.pem")));
    login(&home, server, &[("HTTPS_PROXY", &inspecting)]).ended(3).complains("нельзя доверять");
    // What is on this computer is reached without one.
    login(&home, "http://127.0.0.1:9", &[("HTTPS_PROXY", &open)]).ended(3).complains("не отвечает");
    let mut doctor = home.command();
    doctor.env("HTTPS_PROXY", &open).args(["doctor", "--server", server, "--user", "orlova"]);
    let found = said(&doctor.output().expect("the program starts"));
    assert!(found.out.contains("прокси: к серверам вне этого компьютера — через 127.0.0.1:"), "{found:#?}");
    assert!(!found.out.contains("parol") && !found.out.contains("anna"), "{found:#?}");
}

#[test]
fn a_server_without_the_encryption_that_is_known_is_said() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        // Plain HTTP on the port of TLS, then a server that knows none of the offered suites: alert 40, handshake_failure.
        for (stream, answer) in
            listener.incoming().flatten().zip([&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], &[21, 3, 3, 0, 2, 2, 40]])
        {
            let mut stream = stream;
            let _ = stream.read(&mut [0; 4096]).and_then(|_| stream.write_all(answer));
        }
    });
    for _ in 0..2 {
        let said = login(&with_password(), &format!("https://localhost:{port}"), &[]).ended(3);
        said.complains("не договориться о шифровании").complains("записи на диске").complains("ГОСТ");
    }
}

#[test]
fn too_few_open_files_are_said() {
    // How many are enough is the machine's: its resolver, its libraries and what the parent left open count too.
    let (mut refused, mut limit) = (0, 7);
    loop {
        let home = with_password();
        let mut command = Command::new("sh");
        let program = env!("CARGO_BIN_EXE_zvonok");
        command.args(["-c", &format!("ulimit -n {limit}; exec {program} login --server http://127.0.0.1:9 --user orlova")]);
        command.env_clear().env("ZVONOK_HOME", home.path()).env("LANG", "ru_RU.UTF-8");
        command.env("ZVONOK_PASSWORD_FILE", home.path().join("password"));
        let found = said(&command.output().expect("sh is there"));
        assert!(found.status != 0, "{limit}: {found:#?}");
        if found.err.contains("не отвечает") {
            break;
        }
        // Never the disk's fault, whose error SQLite gives.
        let known = ["или файла", "открывать файлы"];
        assert!(known.iter().any(|sentence| found.err.contains(sentence)), "{limit}: {found:#?}");
        (refused, limit) = (refused + 1, limit + 1);
        assert!(limit < 64, "no sign-in needs so many: {found:#?}");
    }
    assert!(refused >= 3, "{limit} files are enough: nothing was tried");
    let mut command = Command::new("sh");
    let home = Home::new();
    command.args(["-c", &format!("ulimit -n 40; exec {} doctor", env!("CARGO_BIN_EXE_zvonok"))]);
    command.env_clear().env("ZVONOK_HOME", home.path()).env("LANG", "ru_RU.UTF-8");
    let found = said(&command.output().expect("sh is there"));
    assert!(found.out.contains("открытые файлы: система разрешает только 40 сразу"), "{found:#?}");
}

#[test]
fn a_home_that_cannot_be_written_is_said_and_nothing_is_pretended() {
    let home = Home::new();
    home.write("password", "secret-word\n");
    let at = |folder: &str| {
        let mut command = home.command();
        command.env("ZVONOK_HOME", folder).args(["login", "--server", "http://127.0.0.1:9", "--user", "orlova"]);
        said(&command.output().expect("the program starts"))
    };
    home.write("file", "");
    let file = home.path().join("file/zvonok");
    at(file.to_str().expect("UTF-8")).ended(4).complains("не читается или не пишется").complains("zvonok doctor");
    // Somebody else's folder, and one that everybody may write into.
    std::fs::create_dir(home.path().join("open")).expect("made");
    let open = home.path().join("open");
    std::fs::set_permissions(&open, std::os::unix::fs::PermissionsExt::from_mode(0o777)).expect("ours");
    at(open.to_str().expect("UTF-8")).ended(2).complains("открыта другим").complains("chmod 700");
    let mut homeless = home.command();
    homeless.env_remove("ZVONOK_HOME").env("HOME", "").env("XDG_STATE_HOME", "").args(["doctor"]);
    let found = said(&homeless.output().expect("the program starts"));
    // The system may know the home of the account all the same.
    assert!(found.status == 2 && found.err.contains("ZVONOK_HOME") || found.out.contains("диск: "), "{found:#?}");
}

/// Whether the kernel's answers can be made here.
fn strace_works() -> bool {
    let tried = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(std::process::Stdio::null()).status();
    let works = tried.is_ok_and(|status| status.success());
    assert!(works || std::env::var_os("ZVONOK_TEST_ALL").is_none(), "strace is missing, or may not watch");
    works
}

#[test]
fn every_refusal_of_the_disk_has_its_sentence() {
    if !strace_works() {
        return;
    }
    for (inject, sentence) in [
        ("mkdir:error=EROFS", "открыт только для чтения. Ничего не записано, прежние записи целы. Скажите администратору"),
        ("mkdir:error=ENOSPC", "Диск полон: в папке"),
        ("mkdir:error=EDQUOT", "Диск полон: в папке"),
        ("mkdir:error=EACCES", "нельзя пользоваться. Ничего не записано. Проверьте права"),
        ("pwrite64:error=ENOSPC", "Диск полон: запись НЕ сохранена. То, что было записано раньше, цело. Освободите место"),
        (
            "pwrite64:error=EIO",
            "Диск не принял запись: она НЕ сохранена. То, что было записано раньше, цело. Запустите zvonok doctor",
        ),
        ("fsync:error=EIO", "Диск не принял запись: она НЕ сохранена"),
    ] {
        let home = with_password();
        let (server, login) = ("http://127.0.0.1:9".to_owned(), "orlova".to_owned());
        let owner = Owner { folder: home.path().to_owned(), server, login };
        Vault::open(owner).and_then(|vault| vault.choose(Place::Nowhere)).expect("chosen");
        std::fs::remove_dir_all(home.path().join("accounts")).ok();
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("inject={inject}"), env!("CARGO_BIN_EXE_zvonok")]);
        command.args(["login", "--server", "http://127.0.0.1:9", "--user", "orlova"]);
        command.env("ZVONOK_HOME", home.path()).env("LANG", "ru_RU.UTF-8").env_remove("LC_ALL");
        command.env("ZVONOK_PASSWORD_FILE", home.path().join("password"));
        let found = said(&command.output().expect("strace is there"));
        assert!(found.status != 0 && found.err.contains(sentence), "{inject}: {found:#?}");
    }
}
