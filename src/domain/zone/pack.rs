//! Packs the time zone database for the program: the build script runs it, the program reads what it made.
//!
//! The database holds every change of a clock since the telegraph, in files made for any program (`TZif`, RFC 9636). A journal
//! asks for instants of its own years only: changes before 2000 and the names of kinds of time are left out, and the world
//! takes a tenth of the room. What holds after the last change, a POSIX rule, is kept as it is.
//!
//! A record is a line of names with blanks between them, a line with the rule, the clock's quarters of an hour ahead of UTC at
//! the beginning of 2000, the number of changes, and for each change its instant (seconds since 1970, 4 bytes) and the quarters
//! ahead of UTC from then on.

use std::collections::BTreeMap;

/// The beginning of 2000, UTC, in seconds since 1970: what was before has the clock of that instant.
pub const SINCE: i64 = 946_684_800;
/// Length of a header of the database's files.
const HEADER: usize = 44;
/// Seconds of a quarter of an hour.
const QUARTER: i32 = 15 * 60;

/// Packs the files of a database, each with its names; those with one content become one record.
///
/// # Errors
/// The name of a file that cannot be read, or has a clock that is not a number of quarters of an hour ahead of UTC.
pub fn pack<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>, String> {
    let mut records: BTreeMap<Vec<u8>, Vec<&str>> = BTreeMap::new();
    for (name, file) in files {
        records.entry(record(file).ok_or(name)?).or_default().push(name);
    }
    let mut packed = Vec::new();
    for (record, mut names) in records {
        names.sort_unstable();
        packed.extend_from_slice(names.join(" ").as_bytes());
        packed.push(b'\n');
        packed.extend_from_slice(&record);
    }
    Ok(packed)
}

/// A record without its names.
fn record(file: &[u8]) -> Option<Vec<u8>> {
    let old = Counts::read(file)?;
    let file = file.get(HEADER + old.body(4)..)?;
    let counts = Counts::read(file)?;
    let (body, end) = file.get(HEADER..)?.split_at_checked(counts.body(8))?;
    let (instants, body) = body.split_at_checked(counts.changes * 8)?;
    let (kinds, body) = body.split_at_checked(counts.changes)?;
    let (offsets, _) = body.split_at_checked(counts.kinds * 6)?;
    let (offsets, _) = offsets.as_chunks::<6>();
    let quarters = |kind: u8| {
        let [a, b, c, d, ..] = *offsets.get(usize::from(kind))?;
        let offset = i32::from_be_bytes([a, b, c, d]);
        i8::try_from(offset / QUARTER).ok().filter(|_| offset % QUARTER == 0)
    };
    let (instants, _) = instants.as_chunks::<8>();
    let changes = instants.iter().map(|instant| i64::from_be_bytes(*instant)).zip(kinds);
    let (before, after): (Vec<_>, Vec<_>) = changes.partition(|(instant, _)| *instant <= SINCE);
    let mut record = std::str::from_utf8(end).ok()?.trim_matches('\n').as_bytes().to_vec();
    record.push(b'\n');
    // Kind 0 is what was before the first change.
    record.extend(quarters(before.last().map_or(0, |(_, kind)| **kind))?.to_be_bytes());
    record.push(u8::try_from(after.len()).ok()?);
    for (instant, kind) in after {
        record.extend(u32::try_from(instant).ok()?.to_be_bytes());
        record.extend(quarters(*kind)?.to_be_bytes());
    }
    Some(record)
}

/// The counts at the head of a file.
struct Counts {
    universal: usize,
    standard: usize,
    leaps: usize,
    changes: usize,
    kinds: usize,
    names: usize,
}

impl Counts {
    fn read(file: &[u8]) -> Option<Self> {
        let (head, counts) = file.get(..HEADER)?.split_at(20);
        if !head.starts_with(b"TZif") || head[4] < b'2' {
            return None;
        }
        let (counts, _) = counts.as_chunks::<4>();
        let count = |index: usize| usize::try_from(u32::from_be_bytes(counts[index])).ok();
        Some(Self {
            universal: count(0)?,
            standard: count(1)?,
            leaps: count(2)?,
            changes: count(3)?,
            kinds: count(4)?,
            names: count(5)?,
        })
    }

    /// Length of what follows, with instants of so many bytes.
    const fn body(&self, instant: usize) -> usize {
        self.changes * (instant + 1)
            + self.kinds * 6
            + self.names
            + self.leaps * (instant + 4)
            + self.standard
            + self.universal
    }
}
