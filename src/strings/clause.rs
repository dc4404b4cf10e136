//! Clauses of a regulation as a person reads them.

use super::{FluentValue, Strings};

impl Strings {
    /// A clause in the catalogue's spelling as screens and commands of the language write it: «6.3 ¶11» becomes
    /// «6.3, абз. 11», “6.3, par. 11”. What a regulation spells itself («p.22») stays.
    #[must_use]
    pub fn clause(&self, clause: &str) -> String {
        if let Some((point, paragraph)) = clause.split_once(" ¶") {
            return self.with("clause-paragraph", &[("point", text(point)), ("paragraph", text(paragraph))]);
        }
        match clause.strip_prefix('¶') {
            Some(point) => self.with("clause-point", &[("point", text(point))]),
            None => clause.to_owned(),
        }
    }
}

/// Never a number of Fluent: «6.10» is no decimal.
const fn text(words: &str) -> FluentValue<'_> {
    FluentValue::String(std::borrow::Cow::Borrowed(words))
}

#[cfg(test)]
mod tests {
    use crate::domain::finding::clause_for_screen;
    use crate::strings::{Language, Strings};

    #[test]
    fn a_clause_is_written_in_the_words_of_the_language() {
        for (clause, russian, english, romanian) in [
            ("6.3 ¶11", "6.3, абз. 11", "6.3, par. 11", "6.3, alin. 11"),
            ("6.10 ¶2", "6.10, абз. 2", "6.10, par. 2", "6.10, alin. 2"),
            ("¶2.17", "п. 2.17", "cl. 2.17", "pct. 2.17"),
            ("p.22", "p.22", "p.22", "p.22"),
            ("", "", "", ""),
        ] {
            let said = Language::ALL.map(|language| Strings::new(language).clause(clause));
            assert_eq!(said, [russian, english, romanian]);
            // The documents are in Russian, and say the same.
            assert_eq!(clause_for_screen(clause), russian);
        }
    }
}
