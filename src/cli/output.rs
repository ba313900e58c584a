//! Standard output and standard error: lines, refusals, a closed pipe.

use super::exit::Exit;
use crate::text::{Lang, arguments as say};
use std::io::{self, Write};

/// As many faults as are printed; the rest is counted.
const MOST: usize = 20;

/// Where a command speaks.
pub struct Output {
    out: io::BufWriter<io::Stdout>,
    lang: Lang,
    /// Standard output has failed, and that has been said.
    failed: bool,
}

impl Output {
    pub fn new(lang: Lang) -> Self {
        Output { out: io::BufWriter::new(io::stdout()), lang, failed: false }
    }

    /// A line on standard output.
    ///
    /// # Errors
    /// The reader has gone, or the disk is full: the world broke, and standard error says so.
    pub fn line(&mut self, text: &str) -> Result<(), Exit> {
        self.write(text.as_bytes())?;
        self.write(b"\n")
    }

    /// Bytes on standard output; errors as for [`Output::line`].
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Exit> {
        let written = self.out.write_all(bytes);
        self.checked(written)
    }

    /// What is buffered goes out.
    pub fn flush(&mut self) -> Result<(), Exit> {
        let flushed = self.out.flush();
        self.checked(flushed)
    }

    fn checked(&mut self, result: io::Result<()>) -> Result<(), Exit> {
        result.map_err(|error| {
            if !self.failed {
                self.warn(&say::no_output(self.lang, &error));
            }
            self.failed = true;
            Exit::World
        })
    }

    /// A line on standard error; that nobody reads it is no error.
    pub fn warn(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Faults of the input, one a line on standard error.
    pub fn refuse(&self, faults: &[String]) -> Exit {
        faults.iter().take(MOST).for_each(|fault| self.warn(fault));
        if faults.len() > MOST {
            self.warn(&say::and_more(self.lang, faults.len() - MOST));
        }
        Exit::Input
    }
}
