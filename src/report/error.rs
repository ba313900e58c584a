//! What can go wrong when reports are written.

use crate::text::arguments::why;
use crate::text::{Words, escaped};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A step of writing that failed: what was done, to which path, and why. Earlier results are as they were.
#[derive(Debug)]
pub struct ReportError {
    step: Step,
    path: PathBuf,
    cause: io::Error,
}

/// What was being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    CreateFolder,
    Write,
    Replace,
    Remove,
    Render,
}

impl ReportError {
    pub(super) fn new(step: Step, path: &Path, cause: io::Error) -> Self {
        ReportError { step, path: path.to_path_buf(), cause }
    }

    /// The path that could not be written.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn cause(&self) -> &io::Error {
        &self.cause
    }

    /// The fault as a sentence.
    pub fn words(&self) -> Words {
        let (path, cause) = (escaped(&self.path.display().to_string()), why(&self.cause));
        let (nb, en) = match self.step {
            Step::CreateFolder => ("mappen kan ikke opprettes", "the folder cannot be created"),
            Step::Write => ("kan ikke skrives", "cannot be written"),
            Step::Replace => ("kan ikke erstattes", "cannot be replaced"),
            Step::Remove => ("kan ikke fjernes", "cannot be removed"),
            Step::Render => (
                "malen kan ikke brukes på disse resultatene; siden er laget med programmets egen",
                "the template cannot be used on these results; the page was made with the program's own",
            ),
        };
        Words { nb: format!("{path}: {nb}: {}", cause.nb), en: format!("{path}: {en}: {}", cause.en) }
    }
}

impl fmt::Display for ReportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().nb)
    }
}

impl std::error::Error for ReportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
