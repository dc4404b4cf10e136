//! `docs/regulation.md`: the catalogue for people.

use std::fmt::Write as _;

use super::{By, Document, Rule, all, documents, own};
use crate::domain::Severity;
use crate::domain::finding::clause_for_screen;

const HEAD: &str = "\
# Регламенты как правила

Эту страницу пишет программа: `zvonok rules --markdown`. Правил в пяти текстах регламентов {total}; программа уже делает {done}.

У каждого правила — пункт и точная цитата, само правило одним предложением, вес (ошибка не принимается, предупреждение
принимается после второго нажатия или пояснения, сведение — подсказка или показатель), кто может его решить и что с ним делает
программа. «Ещё не сделано» значит именно это: написанное после этих слов — как должно быть.

Правило действует только в профилях, чей собственный текст его содержит. Профиль `standard` — это `altai-stdr` с обозначением
отсутствия «н», поэтому его правила ссылаются на тот же текст.

";

/// The page `docs/regulation.md`, in Russian, with a line feed at its end.
#[must_use]
pub fn markdown() -> String {
    let done = |rules: &[&Rule]| rules.iter().filter(|rule| rule.done()).count();
    let everything: Vec<&Rule> = all().iter().collect();
    let mut page = HEAD.replace("{total}", &everything.len().to_string()).replace("{done}", &done(&everything).to_string());
    page.push_str("| текст | профили | правил | сделано | вне программы |\n| --- | --- | ---: | ---: | ---: |\n");
    for document in documents() {
        let rules = of(document);
        let outside = rules.iter().filter(|rule| rule.by == By::Outside).count();
        line(
            &mut page,
            format_args!(
                "| {} {} | {} | {} | {} | {outside} |",
                document.text.code(),
                document.text.title(),
                profiles(document),
                rules.len(),
                done(&rules)
            ),
        );
    }
    for document in documents() {
        heading(&mut page, document);
        for rule in of(document) {
            write_rule(&mut page, rule);
        }
    }
    page.push_str(
        "\n## Правила самой программы\n\nИх нет ни в одном тексте: они отклоняют то, что не имеет смысла, там, где у текста профиля нет \
         своего пункта.\n",
    );
    for rule in own() {
        write_rule(&mut page, rule);
    }
    page
}

fn of(document: &Document) -> Vec<&'static Rule> {
    all().iter().filter(|rule| rule.text == Some(document.text)).collect()
}

fn heading(page: &mut String, document: &Document) {
    line(page, format_args!("\n## {} · {}\n", document.text.code(), document.text.title()));
    let order = if document.order.is_empty() { String::new() } else { format!(" ({})", document.order) };
    let system = if document.system.is_empty() { String::new() } else { format!(" Журнал: {}.", document.system) };
    line(page, format_args!("{}{order}.{system} Профили: {}.", document.title, profiles(document)));
}

fn profiles(document: &Document) -> String {
    let names: Vec<String> = document.profiles.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

fn write_rule(page: &mut String, rule: &Rule) {
    if rule.clause.is_empty() {
        line(page, format_args!("\n### {}\n", rule.id));
    } else {
        line(page, format_args!("\n### {} · {}\n", rule.id, clause_for_screen(&rule.clause)));
    }
    if !rule.quote.is_empty() {
        line(page, format_args!("> «{}»\n", rule.quote));
    }
    let severity = match rule.severity {
        Severity::Error => "ошибка",
        Severity::Warning => "предупреждение",
        Severity::Info => "сведение",
    };
    let state = match (rule.by, rule.done()) {
        (By::Outside, _) => "Вне программы:",
        (_, true) => "Сделано:",
        (_, false) => "Ещё не сделано:",
    };
    line(page, format_args!("{}\n", rule.rule));
    line(
        page,
        format_args!(
            "*{}, {severity}; {}; {}.* {state} {}",
            rule.area.title(),
            rule.mode.title(),
            rule.by.title(),
            lower_first(&rule.how)
        ),
    );
}

/// The sentence after a colon. A first word in capitals or in quotation marks stays as it is.
fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => sentence.to_owned(),
    }
}

fn line(page: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = writeln!(page, "{text}");
}
