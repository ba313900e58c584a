//! Finished shards of an experiment as files in its folder, so that an interrupted one can be gone on with.
//!
//! `forsok/<trial>/<first>-<end>.csv`: a head of three lines that says which trial and which figures, a line a
//! replication, and a sum over all of it. A file that is torn, changed or of another trial counts as not there.
//! Numbers are the shortest decimals that read back as the same bits. The format: `docs/decisions/0012-shards.md`.

use super::error::{ReportError, Step};
use crate::experiment::{Row, Store};
use crate::text::Words;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The folder of shards within an experiment's.
pub const SHARDS: &str = "forsok";

const FIRST_LINE: &str = "meldingsflyt-forsok 1";

/// Shards on the disk.
pub struct Shards {
    folder: PathBuf,
    /// Trials of another origin that were removed.
    pub foreign: usize,
}

impl Shards {
    /// In the folder of an experiment, to be gone on with by who has this `origin`, with which the identity of each
    /// of its trials begins: trials of another one are removed. Without, all that is kept there is removed.
    ///
    /// # Errors
    /// If that cannot be removed.
    pub fn open(experiment: &Path, origin: Option<&str>) -> Result<Shards, ReportError> {
        let folder = experiment.join(SHARDS);
        let removed = |folder: &Path| {
            fs::remove_dir_all(folder).map_err(|cause| ReportError::new(Step::Remove, folder, cause))
        };
        let mut foreign = 0;
        match origin {
            None if folder.exists() => removed(&folder)?,
            None => {}
            Some(origin) => {
                for trial in fs::read_dir(&folder).into_iter().flatten().flatten() {
                    if !is_of(&trial.path(), origin) {
                        removed(&trial.path())?;
                        foreign += 1;
                    }
                }
            }
        }
        Ok(Shards { folder, foreign })
    }

    fn path(&self, identity: &str, shard: &Range<u64>) -> PathBuf {
        let trial = format!("{:016x}", sum(identity.as_bytes()));
        self.folder.join(trial).join(format!("{}-{}.csv", shard.start, shard.end))
    }
}

impl Store for Shards {
    fn load(&self, identity: &str, shard: Range<u64>) -> Option<Vec<Row>> {
        let text = fs::read_to_string(self.path(identity, &shard)).ok()?;
        parse(&text, identity, &shard)
    }

    fn save(&self, identity: &str, shard: Range<u64>, rows: &[Row]) -> Result<(), Words> {
        let path = self.path(identity, &shard);
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder)
            .map_err(|cause| ReportError::new(Step::CreateFolder, folder, cause).words())?;
        // Not flushed: after a loss of power a torn file fails its sum, and its replications are run again.
        let part = path.with_extension("part");
        let written =
            fs::write(&part, render(identity, &shard, rows)).and_then(|()| fs::rename(&part, &path));
        written.map_err(|cause| ReportError::new(Step::Write, &path, cause).words())
    }
}

/// Whether the shards in a trial's folder say that they come from there; a folder without any is nobody's.
fn is_of(trial: &Path, origin: &str) -> bool {
    let files = fs::read_dir(trial).into_iter().flatten().flatten();
    let identity = |path: PathBuf| Some(fs::read_to_string(path).ok()?.lines().nth(1)?.to_owned());
    files.filter_map(|file| identity(file.path())).all(|identity| {
        identity.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

fn render(identity: &str, shard: &Range<u64>, rows: &[Row]) -> String {
    let mut text = format!("{FIRST_LINE}\n{identity}\n{},{}\n", shard.start, shard.end);
    for row in rows {
        for (place, value) in row.iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            if let Some(value) = value {
                let _ = write!(text, "{value}");
            }
        }
        text.push('\n');
    }
    let sum = sum(text.as_bytes());
    let _ = writeln!(text, "{sum:016x}");
    text
}

/// The rows, if the file is whole and holds this shard of this trial.
fn parse(text: &str, identity: &str, shard: &Range<u64>) -> Option<Vec<Row>> {
    let (body, last) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let body = format!("{body}\n");
    if last != format!("{:016x}", sum(body.as_bytes())) {
        return None;
    }
    let mut lines = body.lines();
    let head = [lines.next()?, lines.next()?, lines.next()?];
    let range = format!("{},{}", shard.start, shard.end);
    if head != [FIRST_LINE, identity, range.as_str()] {
        return None;
    }
    let value = |cell: &str| match cell {
        "" => Some(None),
        cell => cell.parse::<f64>().ok().map(Some),
    };
    let rows: Option<Vec<Row>> = lines.map(|line| line.split(',').map(value).collect()).collect();
    rows.filter(|rows| rows.len() as u64 == shard.end - shard.start)
}

/// A short name for a long text, for the identity of a trial.
pub fn fingerprint(text: &str) -> String {
    format!("{:016x}", sum(text.as_bytes()))
}

/// FNV-1a over 64 bits: finds accidents, not forgeries.
fn sum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        vec![vec![Some(0.1 + 0.2), None, Some(-0.0)], vec![Some(1e-300), Some(f64::MAX), Some(3.0)]]
    }

    #[test]
    fn a_shard_reads_back_bit_for_bit() {
        let text = render("a trial", &(10..12), &rows());
        let read = parse(&text, "a trial", &(10..12)).unwrap();
        let bits = |rows: &[Row]| -> Vec<Option<u64>> {
            rows.iter().flatten().map(|v| v.map(f64::to_bits)).collect()
        };
        assert_eq!(bits(&read), bits(&rows()));
    }

    #[test]
    fn torn_changed_and_foreign_shards_are_not_there() {
        let text = render("a trial", &(10..12), &rows());
        for cut in 0..text.len() {
            assert_eq!(parse(&text[..cut], "a trial", &(10..12)), None, "{cut}");
        }
        for place in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[place] ^= 1;
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(parse(&changed, "a trial", &(10..12)), None, "{place}");
        }
        assert_eq!(parse(&text, "another", &(10..12)), None);
        assert_eq!(parse(&text, "a trial", &(10..13)), None);
    }

    #[test]
    fn shards_lie_in_the_folder_of_the_experiment() {
        let folder = tempfile::tempdir().unwrap();
        let shards = Shards::open(folder.path(), None).unwrap();
        assert_eq!(shards.load("a t", 0..2), None);
        shards.save("a t", 0..2, &rows()).unwrap();
        assert_eq!(shards.load("a t", 0..2).unwrap().len(), 2);
        let again = Shards::open(folder.path(), Some("a")).unwrap();
        assert_eq!((again.load("a t", 0..2).unwrap().len(), again.foreign), (2, 0));
        again.save("ab t", 0..2, &rows()).unwrap();
        let other = Shards::open(folder.path(), Some("ab")).unwrap();
        assert_eq!((other.load("a t", 0..2), other.foreign), (None, 1), "another origin");
        assert_eq!(other.load("ab t", 0..2).unwrap().len(), 2);
        assert_eq!(Shards::open(folder.path(), None).unwrap().load("ab t", 0..2), None);
        fs::remove_dir_all(folder.path().join(SHARDS)).ok();
        fs::write(folder.path().join(SHARDS), "a file").unwrap();
        let broken = Shards::open(folder.path(), Some("t")).unwrap().save("t", 0..2, &rows());
        assert!(broken.unwrap_err().en.contains("cannot be created"));
    }
}
