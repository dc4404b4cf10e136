//! Reads the configuration file so that one broken line costs one field, not the file.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Problem, Wrong};
use super::schema;
use super::{Loaded, Settings};

/// Reads the text of a file on top of the defaults.
#[must_use]
pub fn parse(bytes: &[u8], path: &Path) -> Loaded {
    let mut reader = Reader { path, text: "", settings: Settings::default(), problems: Vec::new() };
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            reader.text = text.strip_prefix('\u{feff}').unwrap_or(text);
            reader.document();
        }
        Err(error) => {
            let line = line_of(bytes, error.valid_up_to());
            reader.problems.push(Problem { file: path.to_owned(), line: Some(line), field: None, wrong: Wrong::NotUtf8 });
        }
    }
    reader.problems.sort_by_key(|problem| problem.line);
    Loaded { settings: reader.settings, problems: reader.problems }
}

/// The text with fields set to text values: a line that sets the field is replaced, a missing one is put on top. Only
/// fields outside tables.
#[must_use]
pub fn with_fields(old: &str, fields: &[(&str, &str)]) -> String {
    let mut lines: Vec<String> = old.lines().map(str::to_owned).collect();
    for (name, value) in fields {
        // A JSON string is a TOML string.
        let line = format!("{name} = {}", serde_json::Value::from(*value));
        let top = lines.iter().position(|line| line.trim_start().starts_with('[')).unwrap_or(lines.len());
        let sets = |line: &String| line.split_once('=').is_some_and(|(key, _)| key.trim() == *name);
        match lines[..top].iter().position(sets) {
            Some(place) => lines[place] = line,
            None => lines.insert(0, line),
        }
    }
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    settings: Settings,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn document(&mut self) {
        // Broken lines are blanked one after the other, so that the rest is read as it is meant.
        let mut text = self.text.to_owned();
        loop {
            match DeTable::parse(&text) {
                Ok(table) => {
                    self.table("", table.get_ref());
                    return;
                }
                Err(error) => {
                    let span = error.span().unwrap_or(0..0);
                    let line = line_around(&text, &span);
                    self.problem(&span, None, Wrong::Syntax(error.message().to_owned()));
                    let blank: String = text[line.clone()].chars().map(|c| if c == '\n' { '\n' } else { '#' }).collect();
                    if text[line.clone()] == blank {
                        return;
                    }
                    // Same number of lines; spans after the blanked line move only within the text that is parsed again.
                    let keep = "#".repeat(line.len());
                    text.replace_range(line, &keep);
                }
            }
        }
    }

    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let name = if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
            match value.get_ref() {
                DeValue::Table(inner) => {
                    let inside = format!("{name}.");
                    if schema::FIELDS.iter().any(|field| field.name.starts_with(&inside)) {
                        self.table(&name, inner);
                    } else {
                        self.unknown(&key.span(), name);
                    }
                }
                _ => self.field(&key.span(), name, value),
            }
        }
    }

    fn field(&mut self, span: &Range<usize>, name: String, value: &Spanned<DeValue<'_>>) {
        let Ok(field) = schema::find(&name) else { return self.unknown(span, name) };
        let put = match value.get_ref() {
            DeValue::String(text) => field.kind.put_text(&mut self.settings, text),
            DeValue::Integer(number) => {
                field.kind.put_number(&mut self.settings, i64::from_str_radix(number.as_str(), number.radix()).ok())
            }
            _ => Err(field.kind.wrong_kind()),
        };
        if let Err(wrong) = put {
            self.problem(span, Some(name), wrong);
        }
    }

    fn unknown(&mut self, span: &Range<usize>, name: String) {
        let nearest = schema::find(&name).err().flatten();
        self.problem(span, Some(name), Wrong::UnknownField(nearest));
    }

    fn problem(&mut self, span: &Range<usize>, field: Option<String>, wrong: Wrong) {
        let line = line_of(self.text.as_bytes(), span.start);
        self.problems.push(Problem { file: self.path.to_owned(), line: Some(line), field, wrong });
    }
}

/// The line of a byte, from 1.
fn line_of(text: &[u8], at: usize) -> usize {
    text[..at.min(text.len())].split(|byte| *byte == b'\n').count()
}

/// The lines that a span touches, without the last line break.
fn line_around(text: &str, span: &Range<usize>) -> Range<usize> {
    let at = |mut index: usize| {
        index = index.min(text.len());
        while !text.is_char_boundary(index) {
            index -= 1;
        }
        index
    };
    let start = text[..at(span.start)].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    type Named = (Option<usize>, Option<String>, Wrong);

    fn parsed(text: &str) -> (Settings, Vec<Named>) {
        let loaded = parse(text.as_bytes(), Path::new("c.toml"));
        (loaded.settings, loaded.problems.into_iter().map(|p| (p.line, p.field, p.wrong)).collect())
    }

    #[test]
    fn a_broken_line_costs_its_own_field_only() {
        let (settings, problems) =
            parsed("user = \"orlova\"\nserver = \"https\ntheme = \"light\"\n[push]\nhold_seconds = 30\n");
        assert_eq!(settings.user.as_deref(), Some("orlova"));
        assert_eq!(settings.server, None);
        assert_eq!(settings.theme.as_deref(), Some("light"));
        assert_eq!(settings.hold_seconds, Some(30));
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].0, Some(2));
        assert!(matches!(problems[0].2, Wrong::Syntax(_)));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let (settings, problems) = parsed(
            "sever = \"x\"\nlanguage = \"rus\"\nglyphs = 3\nuser = \"\"\n[push]\nhold_seconds = 601\n[keys]\nlayouts = \"одна\"\n[colours]\na = 1\n",
        );
        let words: &'static [&'static str] = &["ru", "en", "ro"];
        let layouts: &'static [&'static str] = &["both", "typed"];
        let glyphs: &'static [&'static str] = &["auto", "unicode", "ascii"];
        assert_eq!(
            problems,
            [
                (Some(1), Some("sever".into()), Wrong::UnknownField(Some("server"))),
                (Some(2), Some("language".into()), Wrong::NotOneOf { words, nearest: Some("ru") }),
                (Some(3), Some("glyphs".into()), Wrong::NotOneOf { words: glyphs, nearest: None }),
                (Some(4), Some("user".into()), Wrong::Empty),
                (Some(6), Some("push.hold_seconds".into()), Wrong::NotNumber { from: 0, to: 600 }),
                (Some(8), Some("keys.layouts".into()), Wrong::NotOneOf { words: layouts, nearest: None }),
                (Some(9), Some("colours".into()), Wrong::UnknownField(None)),
            ]
        );
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn any_bytes_end() {
        for bytes in
            [&b"\xff\xfe"[..], b"[[[", b"a = \"\"\"", b"=", b"\r\r\n=\n", b"a.b.c = [1,", b"# \xd0\xbf\nuser = '\xd0"]
        {
            let _ = parse(bytes, Path::new("c.toml"));
        }
        assert_eq!(parse(b"ok\xff", Path::new("c.toml")).problems[0].wrong, Wrong::NotUtf8);
    }

    proptest::proptest! {
        #[test]
        fn any_text_ends(text in "[a-z\\[\\]{}='\"\\n#. 0-9п]{0,60}") {
            let _ = parse(text.as_bytes(), Path::new("c.toml"));
        }
    }
}
