//! A bus of a desktop, as far as a program can tell: it lets everybody in and hands each call to somebody who answers it.
//!
//! D-Bus is written out here (the parts of its specification that a caller of the Secret Service uses), so that the tests need no bus of
//! the machine, and can do what no real one does: hang, refuse, lie.

use std::io::{BufReader, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::Arc;

/// What a caller wants.
#[derive(Debug)]
pub struct Call {
    /// Whom it asks: an object.
    pub path: String,
    /// The method.
    pub member: String,
    /// Its arguments.
    pub body: Reader,
    to: String,
    serial: u32,
}

/// What is done about a call.
pub enum Answer {
    /// Its results: their types, and themselves.
    Results(&'static str, Body),
    /// An error, by its name.
    Error(&'static str),
    /// Nothing, for ever.
    Silence,
    /// Empty results, and then a signal of an interface from an object.
    Signal { path: String, interface: &'static str, member: &'static str, types: &'static str, body: Body },
}

/// Who answers calls that are not for the bus itself; it knows which connection asks.
pub trait Service: Send + Sync + 'static {
    /// Answers.
    fn answer(&self, call: &mut Call) -> Answer;
}

/// Opens a bus at a socket.
pub fn open(socket: &Path, service: Arc<dyn Service>) {
    let listener = UnixListener::bind(socket).expect("a socket");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let service = Arc::clone(&service);
            // Who asks may go at any time.
            std::thread::spawn(move || drop(carry(stream, service.as_ref())));
        }
    });
}

fn carry(mut stream: UnixStream, service: &dyn Service) -> std::io::Result<()> {
    let mut input = BufReader::new(stream.try_clone()?);
    let_in(&mut input, &mut stream)?;
    let mut serial = 0;
    let mut send = |kind, fields: &[(u8, Field<'_>)], types: &str, body: &Body| {
        serial += 1;
        stream.write_all(&message(kind, serial, fields, types, body))
    };
    while let Some(mut call) = next(&mut input)? {
        let answer = if call.to == "org.freedesktop.DBus" { of_bus(&call) } else { service.answer(&mut call) };
        let reply = [(5, Field::Number(call.serial)), (6, Field::Text(":1.1")), (7, Field::Text(&call.to))];
        match answer {
            Answer::Silence => {}
            Answer::Results(types, body) => send(2, &reply, types, &body)?,
            Answer::Error(name) => {
                let fields = [&[(4, Field::Text(name))][..], &reply].concat();
                send(3, &fields, "s", &Body::default().text("it does not do it"))?;
            }
            Answer::Signal { path, interface, member, types, body } => {
                send(2, &reply, "", &Body::default())?;
                let of = [(1, Field::Path(&path)), (2, Field::Text(interface)), (3, Field::Text(member))];
                send(4, &[&of[..], &[(7, Field::Text(&call.to))]].concat(), types, &body)?;
            }
        }
    }
    Ok(())
}

/// Believes everybody to be who they say.
fn let_in(input: &mut impl std::io::BufRead, output: &mut impl std::io::Write) -> std::io::Result<()> {
    loop {
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        match line.trim_matches(['\0', '\r', '\n']) {
            "BEGIN" => return Ok(()),
            said if said.starts_with("AUTH EXTERNAL") => {
                output.write_all(b"OK 0123456789abcdef0123456789abcdef\r\n")?;
            }
            _ => output.write_all(b"ERROR\r\n")?,
        }
    }
}

/// What the bus itself is asked.
fn of_bus(call: &Call) -> Answer {
    match call.member.as_str() {
        "Hello" => Answer::Results("s", Body::default().text(":1.1")),
        _ => Answer::Results("", Body::default()),
    }
}

fn next(input: &mut impl std::io::Read) -> std::io::Result<Option<Call>> {
    let mut head = [0; 16];
    if input.read_exact(&mut head).is_err() {
        return Ok(None);
    }
    assert_eq!(head[0], b'l', "libdbus writes as the machine does; this is for those that do it from the lowest byte up");
    let number = |at: usize| u32::from_le_bytes(head[at..at + 4].try_into().expect("four bytes"));
    let (body, serial, fields) = (number(4) as usize, number(8), number(12) as usize);
    let mut bytes = vec![0; fields.next_multiple_of(8) + body];
    input.read_exact(&mut bytes)?;
    let body = Reader::of(bytes.split_off(fields.next_multiple_of(8)));
    bytes.truncate(fields);
    let mut call = Call { path: String::new(), member: String::new(), body, to: String::new(), serial };
    let mut fields = Reader::of(bytes);
    while fields.begin(8) {
        let code = fields.byte();
        match fields.types().as_str() {
            "u" => drop(fields.number()),
            "g" => drop(fields.types()),
            _ => {
                let text = fields.text();
                match code {
                    1 => call.path = text,
                    3 => call.member = text,
                    6 => call.to = text,
                    _ => {}
                }
            }
        }
    }
    Ok(Some(call))
}

/// A field of the head of a message.
#[derive(Clone, Copy)]
enum Field<'a> {
    Path(&'a str),
    Text(&'a str),
    Number(u32),
}

fn message(kind: u8, serial: u32, fields: &[(u8, Field<'_>)], types: &str, body: &Body) -> Vec<u8> {
    let mut head = Body::default();
    for (code, field) in fields {
        head = head.align(8).byte(*code);
        head = match field {
            Field::Path(text) => head.types("o").text(text),
            Field::Text(text) if *code == 8 => head.types("g").types(text),
            Field::Text(text) => head.types("s").text(text),
            Field::Number(number) => head.types("u").number(*number),
        };
    }
    head = head.align(8).byte(8).types("g").types(types);
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).expect("short").to_le_bytes();
    // No answer is expected to an answer or a signal.
    let mut whole = vec![b'l', kind, 1, 1];
    whole.extend([length(&body.0), serial.to_le_bytes(), length(&head.0)].concat());
    whole.extend(&head.align(8).0);
    whole.extend(&body.0);
    whole
}

/// Values one behind the other, each at a place that its type may stand at.
#[derive(Debug, Default)]
pub struct Body(Vec<u8>);

impl Body {
    fn align(mut self, to: usize) -> Self {
        self.0.resize(self.0.len().next_multiple_of(to), 0);
        self
    }

    fn byte(mut self, byte: u8) -> Self {
        self.0.push(byte);
        self
    }

    pub fn number(self, number: u32) -> Self {
        let mut aligned = self.align(4);
        aligned.0.extend(number.to_le_bytes());
        aligned
    }

    /// A text, or the path of an object.
    pub fn text(self, text: &str) -> Self {
        let mut with = self.bytes(text.as_bytes());
        with.0.push(0);
        with
    }

    pub fn bytes(self, bytes: &[u8]) -> Self {
        let mut with = self.number(u32::try_from(bytes.len()).expect("short"));
        with.0.extend(bytes);
        with
    }

    /// The types of what follows, as a variant has them.
    pub fn types(mut self, types: &str) -> Self {
        self.0.push(u8::try_from(types.len()).expect("short"));
        self.0.extend(types.bytes().chain([0]));
        self
    }

    /// A list of paths.
    pub fn paths(self, paths: &[String]) -> Self {
        let mut listed = Self::default();
        for path in paths {
            listed = listed.text(path);
        }
        self.bytes(&listed.0)
    }

    /// What follows is a structure.
    pub fn structure(self) -> Self {
        self.align(8)
    }
}

/// The arguments of a call.
#[derive(Debug)]
pub struct Reader {
    bytes: Vec<u8>,
    at: usize,
}

impl Reader {
    fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0 }
    }

    /// Goes to the next place of its kind; says whether anything stands there.
    pub fn begin(&mut self, align: usize) -> bool {
        self.at = self.at.next_multiple_of(align);
        self.at < self.bytes.len()
    }

    fn take(&mut self, count: usize) -> &[u8] {
        self.at += count;
        &self.bytes[self.at - count..self.at]
    }

    fn byte(&mut self) -> u8 {
        self.take(1)[0]
    }

    pub fn number(&mut self) -> u32 {
        self.begin(4);
        u32::from_le_bytes(self.take(4).try_into().expect("four bytes"))
    }

    pub fn bytes(&mut self) -> Vec<u8> {
        let count = self.number() as usize;
        self.take(count).to_vec()
    }

    /// A text, or the path of an object.
    pub fn text(&mut self) -> String {
        let text = String::from_utf8(self.bytes()).expect("UTF-8");
        self.byte();
        text
    }

    /// The types of what follows in a variant.
    pub fn types(&mut self) -> String {
        let count = self.byte().into();
        let types = String::from_utf8(self.take(count).to_vec()).expect("letters");
        self.byte();
        types
    }

    /// A dictionary from texts to what `value` reads.
    pub fn dictionary<T>(&mut self, mut value: impl FnMut(&mut Self) -> T) -> Vec<(String, T)> {
        let count = self.number() as usize;
        self.begin(8);
        let end = self.at + count;
        let mut found = Vec::new();
        while self.at < end {
            self.begin(8);
            let name = self.text();
            found.push((name, value(self)));
        }
        found
    }

    /// A list of paths.
    pub fn paths(&mut self) -> Vec<String> {
        let count = self.number() as usize;
        let end = self.at + count;
        let mut found = Vec::new();
        while self.at < end {
            self.begin(4);
            found.push(self.text());
        }
        found
    }
}
