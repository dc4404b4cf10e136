//! Keys as the program knows them, and what they mean.
//!
//! [`Key`] is the program's own type; the shell makes it from what the terminal sent. [`layout`] knows which letter stands
//! on which key under ЙЦУКЕН and under QWERTY; [`bindings`] is the one table of default keys; [`KeyMap`] answers what a key
//! means in a [`Context`] and which keys an action has, for hints and for help; a [`Wish`] changes a line of the table.

pub mod bindings;
mod context;
mod key;
pub mod layout;
mod map;
mod wish;

pub use bindings::{BINDINGS, Binding, Hint};
pub use context::{Context, Mode};
pub use key::{Code, Key, KeyName, Modifiers, ParseKeyError, Script};
pub use map::{KeyMap, Movement, Positions, Symbol};
pub use wish::{Refusal, Wish};
