//! Statements as `PostgreSQL` wants them. They are written so that little is left to change.

use postgres::types::Type;

/// The same statement for `PostgreSQL`: numbered places, no names of indices, joins by their conditions.
pub(super) fn translated(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len() + 16);
    let (mut rest, mut place) = (sql, 0_u32);
    while let Some(at) = rest.find(['?', '\'']) {
        out.push_str(&words(&rest[..at]));
        let after = &rest[at + 1..];
        if rest[at..].starts_with('\'') {
            // A text in the statement stays as it is; a doubled quote in it is two texts.
            let end = after.find('\'').map_or(rest.len(), |end| at + 1 + end + 1);
            out.push_str(&rest[at..end]);
            rest = &rest[end..];
            continue;
        }
        let digits = after.len() - after.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        place += 1;
        out.push('$');
        match &after[..digits] {
            "" => out.push_str(&place.to_string()),
            number => out.push_str(number),
        }
        rest = &after[digits..];
    }
    out.push_str(&words(rest));
    out
}

/// The statement that inserts one row, for many rows: of each place it takes a list, of the types that the places have.
pub(super) fn of_many(sql: &str, types: &[Type]) -> String {
    const WORD: &str = "VALUES ";
    let begins = sql.find(WORD).unwrap_or(sql.len());
    let list = (begins + WORD.len()).min(sql.len());
    let ends = sql[list..].find(')').map_or(sql.len(), |at| list + at + 1);
    let mut places = 0..;
    let columns = sql[list..ends].trim_matches(['(', ')']).split(',').map(str::trim);
    let columns: Vec<String> = columns
        .map(|column| if column == "?" { format!("u.c{}", places.next().unwrap_or(0)) } else { column.to_owned() })
        .collect();
    let lists: Vec<String> = types.iter().zip(1..).map(|(of, place)| format!("${place}::{}[]", of.name())).collect();
    let names: Vec<String> = (0..types.len()).map(|place| format!("c{place}")).collect();
    format!(
        "{}SELECT {} FROM unnest({}) AS u({}){}",
        &sql[..begins],
        columns.join(", "),
        lists.join(", "),
        names.join(", "),
        words(&sql[ends..])
    )
}

fn words(sql: &str) -> String {
    let mut sql = sql.replace("CROSS JOIN", "JOIN").replace("json_each(", "texts_of(").replace("v.school || ''", "v.school");
    while let Some(at) = sql.find("INDEXED BY ") {
        let name = &sql[at + "INDEXED BY ".len()..];
        let end = name.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(name.len());
        sql.replace_range(at..at + "INDEXED BY ".len() + end, "");
    }
    sql
}

#[cfg(test)]
mod tests {
    use postgres::types::Type;

    use super::{of_many, translated};

    #[test]
    fn a_row_becomes_many() {
        let sql = "INSERT INTO t (a, b, c) VALUES (?, 0, ?) ON CONFLICT (a) DO UPDATE SET a = coalesce(t.a, excluded.a)";
        assert_eq!(
            of_many(sql, &[Type::TEXT, Type::INT8]),
            "INSERT INTO t (a, b, c) SELECT u.c0, 0, u.c1 FROM unnest($1::text[], $2::int8[]) AS u(c0, c1) \
             ON CONFLICT (a) DO UPDATE SET a = coalesce(t.a, excluded.a)"
        );
    }

    #[test]
    fn places_are_numbered_and_texts_stay() {
        for (sql, expected) in [
            ("SELECT 1", "SELECT 1"),
            ("a = ? AND b = ?", "a = $1 AND b = $2"),
            ("a = ?2 AND b = ?1 AND c = ?2", "a = $2 AND b = $1 AND c = $2"),
            ("a = '?' AND b = ? AND c = 'it''s ?'", "a = '?' AND b = $1 AND c = 'it''s ?'"),
            ("FROM lessons l INDEXED BY lessons_by_date\n WHERE", "FROM lessons l \n WHERE"),
            ("l CROSS JOIN journals j ON j.id = l.journal", "l JOIN journals j ON j.id = l.journal"),
            ("IN (SELECT value FROM json_each(?4))", "IN (SELECT value FROM texts_of($4))"),
            ("json_extract(v.value, '$.code')", "json_extract(v.value, '$.code')"),
        ] {
            assert_eq!(translated(sql), expected);
        }
    }
}
