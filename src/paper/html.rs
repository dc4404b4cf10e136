//! The frame of a paper, and texts that cannot become markup.

use std::fmt::Write as _;

use crate::text;

/// A text of others within HTML: what acts on a terminal or a browser is taken out of it.
pub(super) fn safe(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for sign in text::clean(words).chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            sign if sign.is_control() => safe.push(' '),
            sign => safe.push(sign),
        }
    }
    safe
}

/// A page of A4 with a title.
pub(super) fn page(language: &str, title: &str, body: &str) -> String {
    let title = safe(title);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>\n\
         @page {{ size: A4; margin: 15mm }}\n\
         body {{ font: 11pt/1.35 serif; color: #000; background: #fff; max-width: 180mm; margin: 0 auto }}\n\
         h1 {{ font-size: 14pt; text-align: center }}\n\
         table {{ border-collapse: collapse; width: 100%; margin: 3mm 0 }}\n\
         th, td {{ border: 0.3mm solid #000; padding: 1mm 1.5mm; text-align: left; vertical-align: top }}\n\
         thead {{ display: table-header-group }}\n tr {{ page-break-inside: avoid }}\n\
         td.pen {{ height: 6mm }}\n .narrow {{ width: 14mm; text-align: center }}\n\
         .line {{ display: inline-block; border-bottom: 0.3mm solid #000; min-width: 60mm }}\n .small {{ font-size: 9pt }}\n\
         </style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n"
    )
}

/// A table. Cells are HTML already.
pub(super) fn table(heads: &[String], rows: &[Vec<String>]) -> String {
    let mut table = "<table>\n<thead><tr>".to_owned();
    for head in heads {
        let _ = write!(table, "<th>{}</th>", safe(head));
    }
    table.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        table.push_str("<tr>");
        for cell in row {
            let _ = write!(table, "<td>{cell}</td>");
        }
        table.push_str("</tr>\n");
    }
    table.push_str("</tbody>\n</table>\n");
    table
}

/// A paragraph. `html` is HTML already.
pub(super) fn paragraph(html: &str) -> String {
    format!("<p>{html}</p>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_others_becomes_markup() {
        assert_eq!(safe("<b>&\"'\u{1b}[31m\u{202e}Я"), "&lt;b&gt;&amp;&quot;&#39;[31mЯ");
    }
}
