//! Writing CSV files.

/// A CSV file that grows row by row, with `;` between cells.
#[derive(Debug)]
pub(super) struct Sheet(String);

impl Sheet {
    pub fn new(header: &str) -> Self {
        Self(format!("{header}\n"))
    }

    /// Adds a row; cells are quoted where they must be.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        for (place, cell) in cells.iter().map(AsRef::as_ref).enumerate() {
            if place > 0 {
                self.0.push(';');
            }
            if cell.contains([';', '"', '\n']) {
                self.0.push('"');
                self.0.push_str(&cell.replace('"', "\"\""));
                self.0.push('"');
            } else {
                self.0.push_str(cell);
            }
        }
        self.0.push('\n');
    }

    pub fn bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}
