//! The log of `strace`, and the disk that it leaves when the power is cut.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// One thing that the process did.
#[derive(Debug)]
pub enum Event {
    Call(Call),
    /// It opened its store.
    Open,
    /// It said that the disk has an entry.
    Ack(u8),
}

/// A call on a file of the store.
#[derive(Debug)]
pub struct Call {
    pub name: &'static str,
    /// The name of the file.
    pub file: String,
    pub is_ok: bool,
    offset: usize,
    bytes: Vec<u8>,
}

const NAMES: [&str; 7] = ["openat", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "write"];

/// Reads a log; calls on files elsewhere are left out.
pub fn read(log: &str, store: &Path) -> Vec<Event> {
    let store = store.to_str().expect("a name in UTF-8");
    let mut begun: HashMap<&str, String> = HashMap::new();
    let mut events = Vec::new();
    for line in log.lines() {
        let Some((process, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        // A call that another thread interrupts stands on two lines.
        if let Some(start) = rest.strip_suffix("<unfinished ...>") {
            begun.insert(process, start.to_owned());
            continue;
        }
        let whole = match rest.strip_prefix("<... ") {
            Some(end) => {
                let Some(start) = begun.remove(process) else { continue };
                let end = end.split_once("resumed>").map_or("", |(_, end)| end);
                format!("{start}{end}")
            }
            None => rest.to_owned(),
        };
        events.extend(event(&whole, store));
    }
    events
}

fn event(line: &str, store: &str) -> Vec<Event> {
    let Some((name, rest)) = line.split_once('(') else { return Vec::new() };
    let Some(name) = NAMES.into_iter().find(|known| *known == name) else { return Vec::new() };
    let Some((arguments, result)) = rest.rsplit_once(" = ") else { return Vec::new() };
    let is_ok = !result.starts_with('-') && !result.starts_with('?');
    if name == "write" {
        let said = if arguments.starts_with("1<") && is_ok { quoted(arguments) } else { Vec::new() };
        return String::from_utf8_lossy(&said).lines().filter_map(said_line).collect();
    }
    let path = if matches!(name, "openat" | "unlink") { quoted(arguments) } else { bytes(between(arguments, '<', '>')) };
    let path = String::from_utf8_lossy(&path).into_owned();
    if !path.starts_with(store) {
        return Vec::new();
    }
    let file = path.rsplit('/').next().unwrap_or_default().to_owned();
    let numbers: Vec<usize> =
        arguments.rsplit(", ").map_while(|number| number.trim_end_matches(')').trim().parse().ok()).collect();
    let offset = if matches!(name, "pwrite64" | "ftruncate") { numbers.first().copied().unwrap_or(0) } else { 0 };
    let bytes = if name == "pwrite64" { quoted(arguments) } else { Vec::new() };
    vec![Event::Call(Call { name, file, is_ok, offset, bytes })]
}

fn said_line(line: &str) -> Option<Event> {
    match line.strip_prefix("ACK ") {
        Some(number) => number.parse().ok().map(Event::Ack),
        None => (line == "OPEN").then_some(Event::Open),
    }
}

/// The bytes of the first text in quotes.
fn quoted(arguments: &str) -> Vec<u8> {
    let text = arguments.split_once('"').map_or("", |(_, text)| text);
    bytes(text.split_once('"').map_or("", |(text, _)| text))
}

fn between(text: &str, open: char, close: char) -> &str {
    let text = text.split_once(open).map_or("", |(_, text)| text);
    text.split_once(close).map_or("", |(text, _)| text)
}

/// `\x41` or plain.
fn bytes(text: &str) -> Vec<u8> {
    if !text.contains("\\x") {
        return text.as_bytes().to_vec();
    }
    text.split("\\x").skip(1).map(|hex| u8::from_str_radix(hex.get(..2).unwrap_or("0"), 16).unwrap_or(0)).collect()
}

/// What the kernel has, and what of it the disk has for certain.
#[derive(Default)]
pub struct Disk {
    cache: BTreeMap<String, Vec<u8>>,
    synced: BTreeMap<String, Vec<u8>>,
    /// Writes since the last sync of their file.
    pending: BTreeMap<String, Vec<(usize, Vec<u8>)>>,
    dirty: BTreeSet<String>,
}

impl Disk {
    pub fn carry_out(&mut self, call: &Call) {
        if !call.is_ok || call.file.ends_with("-shm") {
            return;
        }
        let file = call.file.clone();
        match call.name {
            "pwrite64" => {
                put(self.cache.entry(file.clone()).or_default(), call.offset, &call.bytes);
                self.pending.entry(file.clone()).or_default().push((call.offset, call.bytes.clone()));
                self.dirty.insert(file);
            }
            "ftruncate" => {
                self.cache.entry(file.clone()).or_default().resize(call.offset, 0);
                self.dirty.insert(file);
            }
            "fsync" | "fdatasync" => {
                let now = self.cache.get(&file).cloned().unwrap_or_default();
                self.synced.insert(file.clone(), now);
                self.pending.remove(&file);
                self.dirty.remove(&file);
            }
            "unlink" => {
                self.cache.remove(&file);
                self.synced.remove(&file);
                self.pending.remove(&file);
                self.dirty.remove(&file);
            }
            _ => {}
        }
    }

    pub fn is_unsynced(&self, file: &str) -> bool {
        self.dirty.contains(file)
    }

    /// Writes the disk of a power cut at this instant: what was synced, and with `torn` a random part of the rest.
    pub fn image(&self, folder: &Path, torn: Option<u64>) {
        std::fs::create_dir_all(folder).expect("a folder");
        let mut files = self.synced.clone();
        if let Some(mut chance) = torn {
            for (file, writes) in &self.pending {
                for (offset, bytes) in writes {
                    chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    if (chance >> 33) % 2 == 0 {
                        continue;
                    }
                    // Whole, or torn at the size of a sector.
                    let kept = if (chance >> 34) % 2 == 0 { bytes.len() } else { bytes.len().min(512) };
                    put(files.entry(file.clone()).or_default(), *offset, &bytes[..kept]);
                }
            }
        }
        for (file, bytes) in files {
            std::fs::write(folder.join(&file), bytes).expect("written");
        }
    }
}

fn put(file: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    if file.len() < offset + bytes.len() {
        file.resize(offset + bytes.len(), 0);
    }
    file[offset..offset + bytes.len()].copy_from_slice(bytes);
}

/// The rights that a store asks for.
pub fn private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).expect("rights");
}
