//! The shell around the pure program: terminal, input, loop, effects.

pub mod lean;
