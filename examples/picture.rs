//! Takes a picture of a screen of the running program, as an SVG.
//!
//! The pictures in the documentation are made by this, so they cannot show what the program does not do:
//!
//! ```text
//! cargo build --release
//! cargo run --release --example picture -- docs/pictures/grid.svg --keys '<Enter>' -- demo
//! ```
//!
//! Keys are characters as they are, `<Enter> <Esc> <Tab> <BS> <Up> <Down> <Left> <Right> <F1>…<F10> <C-x>`, and
//! `<wait>` for half a second of quiet.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;
use std::{env, fs, thread};

use anyhow::{Context, Result, bail};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const COLUMNS: NonZero<u16> = NonZero::new(80).expect("not zero");
const ROWS: NonZero<u16> = NonZero::new(24).expect("not zero");
const CELL_WIDTH: f32 = 8.4;
const CELL_HEIGHT: f32 = 18.0;
const BACKGROUND: &str = "#16181d";
const FOREGROUND: &str = "#d8dbe2";
/// The sixteen colours of the pictures.
const PALETTE: [&str; 16] = [
    "#16181d", "#e06c75", "#8fbf7f", "#d8b06a", "#6ea3dc", "#b98fd6", "#6cb8bd", "#b8bcc6", "#6b717d", "#f08a92", "#a8d69a",
    "#ecca88", "#8fbdf0", "#cfaae8", "#8ad2d6", "#ffffff",
];

struct Wanted {
    out: PathBuf,
    columns: NonZero<u16>,
    rows: NonZero<u16>,
    keys: String,
    arguments: Vec<String>,
}

fn main() -> Result<()> {
    let wanted = arguments()?;
    let screen = film(&wanted)?;
    if let Some(folder) = wanted.out.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&wanted.out, svg(&screen)).with_context(|| format!("cannot write {}", wanted.out.display()))?;
    let mut stdout = std::io::stdout();
    for row in screen.rows(0, wanted.columns.get()) {
        writeln!(stdout, "{}", row.trim_end())?;
    }
    Ok(())
}

fn arguments() -> Result<Wanted> {
    let mut given = env::args().skip(1);
    let out = given.next().context("the first argument is the file to write")?.into();
    let mut wanted = Wanted { out, columns: COLUMNS, rows: ROWS, keys: String::new(), arguments: Vec::new() };
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--size" => {
                let size = given.next().context("--size takes 80x24")?;
                let (columns, rows) = size.split_once('x').context("--size takes 80x24")?;
                (wanted.columns, wanted.rows) = (columns.parse()?, rows.parse()?);
            }
            "--keys" => wanted.keys = given.next().context("--keys takes keys")?,
            "--" => wanted.arguments = given.by_ref().collect(),
            other => bail!("unknown argument {other}"),
        }
    }
    Ok(wanted)
}

/// Runs the program in a pseudo-terminal, presses the keys, and gives the screen as it then stands.
fn film(wanted: &Wanted) -> Result<vt100::Screen> {
    let size = PtySize { rows: wanted.rows.get(), cols: wanted.columns.get(), pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size)?;
    let folder = env::current_exe()?.parent().and_then(|examples| examples.parent()).context("not in target/")?.to_owned();
    let home = env::temp_dir().join(format!("zvonok-picture-{}", std::process::id()));
    fs::create_dir_all(&home)?;
    let mut command = CommandBuilder::new(folder.join("zvonok"));
    command.args(&wanted.arguments);
    command.env("TERM", "xterm-256color");
    command.env("ZVONOK_HOME", &home);
    command.env("ZVONOK_LANG", env::var("ZVONOK_LANG").unwrap_or_else(|_| "ru".to_owned()));
    let mut child = pair.slave.spawn_command(command)?;
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader()?;
    let mut writer = pair.master.take_writer()?;
    let (sender, output) = channel();
    thread::spawn(move || {
        let mut bytes = [0; 8192];
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            if sender.send(bytes[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    let mut parser = vt100::Parser::new(wanted.rows, wanted.columns, 0);
    // The program takes the alternate screen with its first paint.
    while !parser.screen().alternate_screen() {
        let bytes = output.recv_timeout(Duration::from_secs(120)).context("the program showed no screen")?;
        parser.process(&bytes);
    }
    settle(&output, &mut parser, Duration::from_millis(1500), Duration::from_millis(1500));
    for key in keys(&wanted.keys)? {
        writer.write_all(&key)?;
        writer.flush()?;
        let quiet = if key.is_empty() { 500 } else { 60 };
        settle(&output, &mut parser, Duration::from_millis(quiet), Duration::from_millis(quiet));
    }
    settle(&output, &mut parser, Duration::from_millis(600), Duration::from_millis(600));
    let screen = parser.screen().clone();
    child.kill().ok();
    child.wait().ok();
    fs::remove_dir_all(&home).ok();
    Ok(screen)
}

/// Takes output until nothing has come for `quiet`, waiting at most `first` for something to come at all.
fn settle(output: &Receiver<Vec<u8>>, parser: &mut vt100::Parser, first: Duration, quiet: Duration) {
    let mut wait = first;
    loop {
        match output.recv_timeout(wait) {
            Ok(bytes) => parser.process(&bytes),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
        }
        wait = quiet;
    }
}

/// The bytes of each key; an empty one is a pause.
fn keys(text: &str) -> Result<Vec<Vec<u8>>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first != '<' {
            found.push(first.to_string().into_bytes());
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (name, after) = rest[1..].split_once('>').context("a < without a >")?;
        found.push(named_key(name)?);
        rest = after;
    }
    Ok(found)
}

fn named_key(name: &str) -> Result<Vec<u8>> {
    let bytes: &[u8] = match name {
        "wait" => b"",
        "Enter" => b"\r",
        "Esc" => b"\x1b",
        "Tab" => b"\t",
        "Space" => b" ",
        "BS" => b"\x7f",
        "Up" => b"\x1b[A",
        "Down" => b"\x1b[B",
        "Right" => b"\x1b[C",
        "Left" => b"\x1b[D",
        "F1" => b"\x1bOP",
        "F2" => b"\x1bOQ",
        "F3" => b"\x1bOR",
        "F4" => b"\x1bOS",
        "F9" => b"\x1b[20~",
        "F10" => b"\x1b[21~",
        _ => {
            let letter = name.strip_prefix("C-").and_then(|letter| letter.bytes().next());
            let letter = letter.with_context(|| format!("unknown key <{name}>"))?;
            return Ok(vec![letter.to_ascii_uppercase() & 0x1f]);
        }
    };
    Ok(bytes.to_vec())
}

/// One rectangle a background and one text a run of equal style.
fn svg(screen: &vt100::Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) = (f32::from(columns) * CELL_WIDTH + 24.0, f32::from(rows) * CELL_HEIGHT + 24.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         font-family=\"'DejaVu Sans Mono','Menlo','Consolas',monospace\" font-size=\"14\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n"
    );
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            let Some(first) = screen.cell(row, column) else { break };
            let style = style_of(first);
            let start = column;
            let mut text = String::new();
            while let Some(cell) = screen.cell(row, column).filter(|cell| column < columns && style_of(cell) == style) {
                if !cell.is_wide_continuation() {
                    text.push_str(if cell.has_contents() { cell.contents() } else { " " });
                }
                column += 1;
            }
            draw_run(&mut svg, (row, start, column - start), &style, &text);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

#[derive(PartialEq)]
struct Style {
    ink: String,
    paper: String,
    bold: bool,
    underline: bool,
    dim: bool,
}

fn style_of(cell: &vt100::Cell) -> Style {
    let ink = colour(cell.fgcolor(), FOREGROUND);
    let paper = colour(cell.bgcolor(), BACKGROUND);
    let (ink, paper) = if cell.inverse() { (paper, ink) } else { (ink, paper) };
    Style { ink, paper, bold: cell.bold(), underline: cell.underline(), dim: cell.dim() }
}

fn colour(colour: vt100::Color, default: &str) -> String {
    match colour {
        vt100::Color::Default => default.to_owned(),
        vt100::Color::Idx(index) => PALETTE.get(usize::from(index)).map_or(default, |found| *found).to_owned(),
        vt100::Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
    }
}

fn draw_run(svg: &mut String, (row, start, length): (u16, u16, u16), style: &Style, text: &str) {
    let x = 12.0 + f32::from(start) * CELL_WIDTH;
    let y = 12.0 + f32::from(row) * CELL_HEIGHT;
    let width = f32::from(length) * CELL_WIDTH;
    if style.paper != BACKGROUND {
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{CELL_HEIGHT}\" fill=\"{}\"/>",
            style.paper
        );
    }
    if text.trim().is_empty() {
        return;
    }
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let weight = if style.bold { " font-weight=\"bold\"" } else { "" };
    let line = if style.underline { " text-decoration=\"underline\"" } else { "" };
    let fade = if style.dim { " opacity=\"0.65\"" } else { "" };
    let _ = writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{weight}{line}{fade}>{escaped}</text>",
        y + 13.5,
        style.ink
    );
}
