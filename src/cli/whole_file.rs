//! A file of its own, whole or absent: written beside its name, then renamed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a file. What is no plain file, such as a pipe or a terminal, is written as it is.
///
/// # Errors
/// The first failure; what stood there before stands there still.
pub fn write(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link is followed, so that it stays one.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if fs::metadata(&target).is_ok_and(|data| !data.is_file()) {
        return filled(File::options().write(true).open(&target)?, fill).map(|_| ());
    }
    let part = beside(&target);
    let written = File::create(&part)
        .and_then(|file| filled(file, fill))
        .and_then(|file| file.sync_all())
        .and_then(|()| fs::rename(&part, &target));
    if written.is_err() {
        // The first fault is told; that of removing what it left would only hide it.
        let _ = fs::remove_file(&part);
    }
    written
}

fn filled(file: File, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut sink = BufWriter::new(file);
    fill(&mut sink)?;
    sink.into_inner().map_err(io::IntoInnerError::into_error)
}

fn beside(path: &Path) -> PathBuf {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    PathBuf::from(part)
}
