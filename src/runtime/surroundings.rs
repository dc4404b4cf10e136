//! What the surroundings say of the terminal, without asking it: a question's answer could swallow keys.

/// Whether the terminal is known to take frames as synchronised updates (DEC 2026).
///
/// `variable` reads the environment. Inside tmux or screen the outer terminal counts for nothing: they redraw by themselves.
#[must_use]
pub fn takes_synchronized(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if set("TMUX").is_some() || set("STY").is_some() {
        return false;
    }
    let names = |value: &str| {
        ["kitty", "wezterm", "foot", "alacritty", "contour", "ghostty", "iterm.app", "rio"]
            .iter()
            .any(|known| value.to_ascii_lowercase().contains(known))
    };
    set("TERM").is_some_and(|term| names(&term))
        || set("TERM_PROGRAM").is_some_and(|program| names(&program))
        || set("WT_SESSION").is_some()
        || set("KITTY_WINDOW_ID").is_some()
}

#[cfg(test)]
mod tests {
    use super::takes_synchronized;

    #[test]
    fn only_terminals_that_are_known_are_trusted() {
        for (variables, expected) in [
            (&[("TERM", "xterm-256color")][..], false),
            (&[("TERM", "linux")], false),
            (&[("TERM", "xterm-kitty")], true),
            (&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux-0/default,1,0")], false),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")], true),
            (&[("TERM", "xterm-256color"), ("WT_SESSION", "1")], true),
            (&[("TERM", "xterm-256color"), ("WT_SESSION", "")], false),
            (&[], false),
        ] {
            let read = |name: &str| {
                variables.iter().find(|(of, _)| *of == name).map(|(_, value): &(&str, &str)| (*value).to_owned())
            };
            assert_eq!(takes_synchronized(read), expected, "{variables:?}");
        }
    }
}
