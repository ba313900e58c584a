//! The files that a scenario is made of: read within limits, hashed in order, lines and columns looked up.
//!
//! Knows no TOML and no CSV.

use super::faults::{Fault, Place};
use super::tree::At;
use crate::text::scenario as say;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A scenario file is at most this long; larger tables belong into CSV files.
pub const TOML_LIMIT: usize = 1 << 20;
/// A table beside the scenario is at most this long.
pub const TABLE_LIMIT: usize = 64 << 20;

/// All files read so far, in order.
#[derive(Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
    hash: Sha256,
}

#[derive(Clone)]
struct Source {
    name: String,
    kind: Kind,
    /// Files that it names are looked for here; `None`: where the scenario's are.
    folder: Option<PathBuf>,
}

#[derive(Clone)]
enum Kind {
    /// `At::start` is a byte.
    Text(Arc<Text>),
    /// `At::start` is a line.
    Lines,
    /// No place in it: what a caller sets.
    Bare,
}

/// A text with the bytes at which its lines begin.
struct Text {
    text: Arc<str>,
    lines: Vec<u32>,
}

impl Text {
    fn new(text: Arc<str>) -> Text {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(after.map(|(at, _)| at as u32 + 1)).collect();
        Text { text, lines }
    }

    /// Both from 1; the column counts characters.
    fn line_and_column(&self, start: usize) -> (u32, u32) {
        let text = &self.text;
        let start = (0..=start.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        let line = self.lines.partition_point(|begin| *begin as usize <= start);
        let begin = self.lines[line - 1] as usize;
        (line as u32, text[begin..start].chars().count() as u32 + 1)
    }
}

impl Sources {
    /// A text that is already here; not counted as a file read.
    pub fn add_text(&mut self, name: &str, text: &str) -> u32 {
        self.add(name, Kind::Text(Arc::new(Text::new(text.into()))))
    }

    /// A place without lines, such as `--set`.
    pub fn add_bare(&mut self, name: &str) -> At {
        At { file: self.add(name, Kind::Bare), start: 0 }
    }

    fn add(&mut self, name: &str, kind: Kind) -> u32 {
        self.files.push(Source { name: name.to_owned(), kind, folder: None });
        (self.files.len() - 1) as u32
    }

    /// The folder of the file in which something was written, if it has one.
    pub fn folder(&self, at: At) -> Option<&Path> {
        self.files[at.file as usize].folder.as_deref()
    }

    /// Counts bytes as read for the scenario's hash.
    pub fn count(&mut self, bytes: &[u8]) {
        self.hash.update((bytes.len() as u64).to_le_bytes());
        self.hash.update(bytes);
    }

    /// SHA-256 over all files read, in order, each with its length before it.
    pub fn hash(&self) -> [u8; 32] {
        self.hash.clone().finalize().into()
    }

    /// Reads a TOML file.
    ///
    /// # Errors
    /// It cannot be read, is too long or is not UTF-8. `from` is where its name was written, if it was.
    pub fn read_text(&mut self, path: &Path, from: Option<At>) -> Result<(u32, Arc<str>), Box<Fault>> {
        let bytes = self.read(path, TOML_LIMIT, from)?;
        self.count(&bytes);
        let name = path.display().to_string();
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
            Err(error) => return Err(Box::new(not_utf8(&name, &bytes, error.valid_up_to()))),
        };
        let text: Arc<str> = text.into();
        let file = self.add(&name, Kind::Text(Arc::new(Text::new(text.clone()))));
        self.files[file as usize].folder = path.parent().map(Path::to_path_buf);
        Ok((file, text))
    }

    /// Reads a table file.
    ///
    /// # Errors
    /// As [`Sources::read_text`].
    pub fn read_table(&mut self, path: &Path, from: Option<At>) -> Result<(u32, Vec<u8>), Box<Fault>> {
        let bytes = self.read(path, TABLE_LIMIT, from)?;
        self.count(&bytes);
        let name = path.display().to_string();
        if let Err(error) = std::str::from_utf8(&bytes) {
            return Err(Box::new(not_utf8(&name, &bytes, error.valid_up_to())));
        }
        Ok((self.add(&name, Kind::Lines), bytes))
    }

    fn read(&self, path: &Path, limit: usize, from: Option<At>) -> Result<Vec<u8>, Box<Fault>> {
        let name = path.display().to_string();
        let place = match from {
            Some(at) => self.place(at, ""),
            None => Place { file: name.clone(), ..Place::default() },
        };
        let world = |error: std::io::Error| {
            let world = !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory);
            let rule = match error.kind() {
                ErrorKind::NotFound => say::no_such_file(),
                ErrorKind::IsADirectory => say::is_a_folder(),
                _ => say::cannot_be_read(error),
            };
            Box::new(Fault { world, ..Fault::new(place.clone(), rule).found(&name) })
        };
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(world)?;
        file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(world)?;
        if bytes.len() > limit {
            let megabytes = limit >> 20;
            return Err(Box::new(Fault::new(place, say::too_long(megabytes)).found(&name)));
        }
        Ok(bytes)
    }

    /// The place of something in words: file, line and column from 1, path.
    pub fn place(&self, at: At, path: &str) -> Place {
        let source = &self.files[at.file as usize];
        let (line, column) = match &source.kind {
            Kind::Text(text) => text.line_and_column(at.start as usize),
            Kind::Lines => (at.start, 0),
            Kind::Bare => (0, 0),
        };
        Place { file: source.name.clone(), line, column, path: path.to_owned() }
    }
}

fn not_utf8(name: &str, bytes: &[u8], valid: usize) -> Fault {
    let line = bytes[..valid].iter().filter(|&&b| b == b'\n').count() as u32 + 1;
    let found = format!("0x{:02x}", bytes.get(valid).copied().unwrap_or(0));
    Fault::new(Place { file: name.to_owned(), line, ..Place::default() }, say::not_utf8()).found(&found)
}
