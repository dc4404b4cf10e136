//! Plain tables: columns as wide as their widest cell, two spaces between them.

use crate::text::width;

/// Rows of cells, laid out together.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with a row of headings.
    #[must_use]
    pub fn with_heads<I: IntoIterator<Item = S>, S: Into<String>>(heads: I) -> Self {
        let mut table = Self::default();
        table.row(heads);
        table
    }

    /// Adds a row.
    pub fn row<I: IntoIterator<Item = S>, S: Into<String>>(&mut self, cells: I) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// The text: one line a row, each with its line break.
    #[must_use]
    pub fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|i| self.rows.iter().filter_map(|row| row.get(i)).map(|cell| width(cell)).max().unwrap_or(0))
            .collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (cell, wide) in row.iter().zip(&widths) {
                line.push_str(cell);
                line.extend(std::iter::repeat_n(' ', wide - width(cell) + 2));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn columns_are_aligned_by_what_the_terminal_shows() {
        let mut table = Table::with_heads(["№", "предмет", "срок"]);
        table.row(["1", "Ёж", ""]);
        table.row(["12", "Русский язык", "20:00"]);
        assert_eq!(table.text(), "№   предмет       срок\n1   Ёж\n12  Русский язык  20:00\n");
    }
}
