//! Reads the configuration file so that one broken line costs one field, not the file.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Problem, Wrong};
use super::{Loaded, Settings};
use super::{schema, wishes};
use crate::keys::{Context, Wish};

/// Reads the text of a file on top of the defaults.
#[must_use]
pub fn parse(bytes: &[u8], path: &Path) -> Loaded {
    let mut reader = Reader { path, text: "", settings: Settings::default(), problems: Vec::new(), wishes: Vec::new() };
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            reader.text = text.strip_prefix('\u{feff}').unwrap_or(text);
            reader.document();
            reader.settle();
        }
        Err(error) => {
            let line = line_of(bytes, error.valid_up_to());
            reader.problems.push(Problem { file: path.to_owned(), line: Some(line), field: None, wrong: Wrong::NotUtf8 });
        }
    }
    reader.problems.sort_by_key(|problem| problem.line);
    Loaded { settings: reader.settings, problems: reader.problems }
}

/// The text with fields set to text values: the value of a field that is set is replaced, a missing field is put on top. Only
/// fields outside tables. A byte order mark goes: what is put on top would push it into the file.
#[must_use]
pub fn with_fields(old: &str, fields: &[(&str, &str)]) -> String {
    let mut text = old.strip_prefix('\u{feff}').unwrap_or(old).to_owned();
    for (name, value) in fields {
        // A JSON string is a TOML string, but for one character.
        let value = serde_json::Value::from(*value).to_string().replace('\u{7f}', "\\u007f");
        match value_of(&text, name) {
            Some(place) => text.replace_range(place, &value),
            None => text.insert_str(0, &format!("{name} = {value}\n")),
        }
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Where the value of a field stands.
fn value_of(text: &str, name: &str) -> Option<Range<usize>> {
    if let Ok(table) = DeTable::parse(text) {
        return table.get_ref().get(name).map(Spanned::span);
    }
    // A file with a broken line: as well as can be told without reading it.
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        match line.split_once('=') {
            _ if line.trim_start().starts_with('[') => return None,
            Some((key, value)) if key.trim() == name => {
                return Some(start + key.len() + 1..start + key.len() + 1 + value.trim_end_matches(['\r', '\n']).len());
            }
            _ => start += line.len(),
        }
    }
    None
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    settings: Settings,
    problems: Vec<Problem>,
    /// Keys, with the line and the field that want them.
    wishes: Vec<(Range<usize>, String, Wish)>,
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
                _ if prefix == "keys" && schema::find(&name).is_err() => self.keys(key, value),
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

    /// A line of `[keys]` that is no setting of its own: an action, or the actions of single places.
    fn keys(&mut self, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Table(places) if key.get_ref() == "only" => {
                for (place, actions) in places {
                    let name = format!("keys.only.{}", place.get_ref());
                    match (wishes::context(place.get_ref()), actions.get_ref()) {
                        (Ok(context), DeValue::Table(actions)) => {
                            for (action, value) in actions {
                                self.wish(Some(context), format!("{name}.{}", action.get_ref()), action, value);
                            }
                        }
                        (Ok(_), _) => self.problem(&place.span(), Some(name), Wrong::NotKeys),
                        (Err(wrong), _) => self.problem(&place.span(), Some(name), wrong),
                    }
                }
            }
            _ => self.wish(None, format!("keys.{}", key.get_ref()), key, value),
        }
    }

    fn wish(&mut self, context: Option<Context>, name: String, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let wish = wishes::action(key.get_ref())
            .and_then(|action| Ok(Wish { context, action, keys: wishes::keys(value.get_ref())? }));
        match wish {
            Ok(wish) => self.wishes.push((key.span(), name, wish)),
            Err(wrong) => self.problem(&key.span(), Some(name), wrong),
        }
    }

    /// Says which of the wanted keys cannot be, now that all settings are known.
    fn settle(&mut self) {
        let mut wanted = std::mem::take(&mut self.wishes);
        if wanted.is_empty() {
            return;
        }
        // Of two that want one key the upper line has it.
        wanted.sort_by_key(|(span, ..)| span.start);
        self.settings.wishes = wanted.iter().map(|(_, _, wish)| wish.clone()).collect();
        let (_, refused) = self.settings.keys_with_refusals();
        for (at, why) in &refused {
            let (span, name, _) = &wanted[*at];
            self.problem(span, Some(name.clone()), Wrong::Refused(*why));
        }
        let held = wanted.into_iter().enumerate().filter(|(at, _)| refused.iter().all(|(of, _)| of != at));
        self.settings.wishes = held.map(|(_, (_, _, wish))| wish).collect();
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

    #[test]
    fn a_field_is_set_where_it_stands_and_nothing_else_changes() {
        let table = [
            ("", "server = \"b\"\n"),
            ("user = \"x\"", "server = \"b\"\nuser = \"x\"\n"),
            ("server = \"a\" # ours\r\nuser = 'x'\n", "server = \"b\" # ours\r\nuser = 'x'\n"),
            ("\"server\"='a'\n", "\"server\"=\"b\"\n"),
            ("\u{feff}user = \"x\"\n", "server = \"b\"\nuser = \"x\"\n"),
            ("user = \"\"\"\nserver = 1\n\"\"\"\n", "server = \"b\"\nuser = \"\"\"\nserver = 1\n\"\"\"\n"),
            ("# server = \"a\"\n[mail]\nserver = 1\n", "server = \"b\"\n# server = \"a\"\n[mail]\nserver = 1\n"),
            ("not a line\nserver = \"a\"\n", "not a line\nserver =\"b\"\n"),
            ("not a line\n[mail]\nserver = 1\n", "server = \"b\"\nnot a line\n[mail]\nserver = 1\n"),
        ];
        for (old, expected) in table {
            assert_eq!(with_fields(old, &[("server", "b")]), expected, "{old:?}");
        }
    }

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
    fn a_broken_line_of_keys_costs_its_own_keys_only() {
        use crate::action::Action;
        use crate::keys::{Key, Refusal};
        let (settings, problems) = parsed(
            "[keys]\nundo = \"я\"\nfill = [\"Ins\", \"Ctrl-K\"]\nundoo = \"q\"\nredo = \"ctrl-k\"\nweek = 7\nlock = \"Ctrl-R\"\nquit = \"off\"\n\
             vim = \"no\"\n[keys.only.grid]\npile = []\nreason = \"5\"\n[keys.only.gird]\npile = \"q\"\n",
        );
        let map = settings.key_map();
        let key = |text: &str| text.parse::<Key>().expect("a key");
        assert_eq!(map.keys(Context::Grid, Action::Undo), [key("z")]);
        assert_eq!(map.keys(Context::Grid, Action::Fill), [key("Ins"), key("Ctrl-K")]);
        assert_eq!(map.keys(Context::Grid, Action::Pile), []);
        assert_eq!(map.keys(Context::Grid, Action::Reason), [key("f")]);
        let taken = Refusal::Taken { key: key("Ctrl-R"), by: Action::Redo, context: Context::Today };
        let words: &'static [&'static str] = &["off", "on"];
        let wanted = [
            (4, "keys.undoo", Wrong::UnknownAction(Some("undo"))),
            (5, "keys.redo", Wrong::NotAKey { text: "ctrl-k".into(), nearest: Some("Ctrl-K".into()) }),
            (6, "keys.week", Wrong::NotKeys),
            (7, "keys.lock", Wrong::Refused(taken)),
            (8, "keys.quit", Wrong::Refused(Refusal::Stays(key("F10")))),
            (9, "keys.vim", Wrong::NotOneOf { words, nearest: Some("on") }),
            (12, "keys.only.grid.reason", Wrong::Refused(Refusal::Mark(key("5")))),
            (13, "keys.only.gird", Wrong::UnknownContext(Some("grid"))),
        ];
        let wanted: Vec<Named> =
            wanted.into_iter().map(|(line, name, wrong)| (Some(line), Some(name.into()), wrong)).collect();
        assert_eq!(problems, wanted);
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
