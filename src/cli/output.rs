//! Standard output and standard error: lines, refusals, a closed pipe.

use super::exit::Exit;
use std::io::{self, Write};

/// Where a command speaks.
pub struct Output {
    out: io::BufWriter<io::Stdout>,
}

impl Output {
    pub fn new() -> Self {
        Output { out: io::BufWriter::new(io::stdout()) }
    }

    /// A line on standard output.
    ///
    /// # Errors
    /// The reader has gone (done), or the disk is full (the world broke; said on standard error).
    pub fn line(&mut self, text: &str) -> Result<(), Exit> {
        self.write(text.as_bytes())?;
        self.write(b"\n")
    }

    /// Bytes on standard output; errors as for [`Output::line`].
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Exit> {
        self.out.write_all(bytes).map_err(|error| self.failed(&error))
    }

    /// What is buffered goes out.
    pub fn flush(&mut self) -> Result<(), Exit> {
        self.out.flush().map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &io::Error) -> Exit {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Exit::Done;
        }
        self.warn(&format!("stdout: {error}"));
        Exit::World
    }

    /// A line on standard error; that nobody reads it is no error.
    pub fn warn(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Faults of the input, one a line on standard error.
    pub fn refuse(&self, faults: &[String]) -> Exit {
        faults.iter().for_each(|fault| self.warn(fault));
        Exit::Input
    }
}
