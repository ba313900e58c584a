//! Writes a report's folder so that it is whole or absent.
//!
//! Everything goes into `NAME.part` beside the target, is flushed to the disk, and takes the target's place by
//! renaming. Earlier results stay until then, and on any failure. Files of others in the folder are kept.

use super::error::{ReportError, Step};
use super::render::{Rendered, Rendering, csv, is_rendered, rendered};
use super::shards::SHARDS;
use super::store::of_run;
use super::stored::RESULTS;
use super::tables::Tables;
use super::{Report, manifest};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Name of the manifest; it lists the files of a report.
pub const MANIFEST: &str = "manifest.json";

/// The folder, within a report's, of the files for machines.
pub(super) const MACHINES: &str = "maskin";

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// In reading order.
    pub paths: Vec<PathBuf>,
    /// Why the page is not as the template has it.
    pub fault: Option<ReportError>,
}

/// Writes CSV in both profiles, the stored results, what is rendered of them and the manifest into `dir/NAME`.
///
/// # Errors
/// If a folder or file cannot be made, flushed or renamed; then earlier results are as they were.
pub fn write_reports(dir: &Path, report: &Report<'_>, how: &Rendering) -> Result<Written, ReportError> {
    let Rendered { files, fault } = files(report, how);
    let target = dir.join(&report.run.name);
    write_folder(&target, &files)?;
    Ok(Written { paths: files.into_iter().map(|(name, _)| target.join(name)).collect(), fault })
}

/// What stands where a report would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing, or an empty folder.
    Free,
    /// An earlier report, which will be replaced.
    Report,
    /// A folder of others.
    Others,
    /// No folder.
    File,
}

/// What stands there now. A folder that cannot be read counts as free: writing will tell. Shards of an experiment
/// that did not come to its end are nobody else's.
pub fn standing(target: &Path) -> Standing {
    if target.exists() && !target.is_dir() {
        return Standing::File;
    }
    let names = fs::read_dir(target).map(|entries| entries.map(|entry| entry.map(|e| e.file_name())));
    match names.map(|mut names| names.any(|name| name.is_ok_and(|name| name != SHARDS))) {
        Ok(true) if listed(target).is_empty() => Standing::Others,
        Ok(true) => Standing::Report,
        _ => Standing::Free,
    }
}

/// Finishes what a run that was killed between its renames left, so that the folder is as it was before it or
/// after it.
///
/// # Errors
/// If that cannot be done.
pub fn settle(target: &Path) -> Result<(), ReportError> {
    finish_earlier(&beside(target, ".old.part"), target)
}

/// Whether a report can be written into `dir/name`, tried before the figures are there.
///
/// # Errors
/// If no folder can be made there.
pub fn try_folder(dir: &Path, name: &str) -> Result<(), ReportError> {
    let part = beside(&dir.join(name), ".part");
    remove(&part)?;
    fs::create_dir_all(&part).map_err(|cause| ReportError::new(Step::CreateFolder, &part, cause))?;
    remove(&part)
}

/// The files of a report: path within its folder, and bytes.
pub(super) fn files(report: &Report<'_>, how: &Rendering) -> Rendered {
    let tables = Tables::build(report);
    let mut files = csv(&tables.main, &tables.series);
    let stored = of_run(report, &tables);
    files.push((RESULTS.to_string(), stored.write().into_bytes()));
    let made = rendered(&stored, &how.beside_csv());
    files.extend(made.files);
    let mut names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    names.push(MANIFEST.to_string());
    files.push((MANIFEST.to_string(), manifest(report, &names)));
    Rendered { files, fault: made.fault }
}

/// Puts files into a folder, each whole or as it was before.
///
/// # Errors
/// If a folder or file cannot be made, flushed or renamed; then the files before it are the new ones.
pub fn write_into(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, ReportError> {
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().expect("a file is in a folder");
        fs::create_dir_all(parent).map_err(|cause| ReportError::new(Step::CreateFolder, parent, cause))?;
        let part = beside(&path, ".part");
        let placed = write_file(&part, bytes).and_then(|()| fs::rename(&part, &path));
        if let Err(cause) = placed.and_then(|()| flush_folder(parent)) {
            // The first failure is the one to tell.
            let _ = fs::remove_file(&part);
            return Err(ReportError::new(Step::Write, &path, cause));
        }
        written.push(path);
    }
    Ok(written)
}

/// Puts a folder with these files in the place of the target.
pub(super) fn write_folder(target: &Path, files: &[(String, Vec<u8>)]) -> Result<(), ReportError> {
    let (part, old) = (beside(target, ".part"), beside(target, ".old.part"));
    if target.exists() && !target.is_dir() {
        let cause = io::Error::new(io::ErrorKind::NotADirectory, "not a folder");
        return Err(ReportError::new(Step::Replace, target, cause));
    }
    finish_earlier(&old, target)?;
    remove(&part)?;
    let written = write_part(&part, files).and_then(|()| swap(&part, target, &old));
    if written.is_err() {
        // The first failure is the one to tell.
        let _ = fs::remove_dir_all(&part);
    }
    written
}

/// A run that was killed between its renames left the results before it, or files of others, under the old name.
fn finish_earlier(old: &Path, target: &Path) -> Result<(), ReportError> {
    match (old.exists(), target.exists()) {
        (false, _) => Ok(()),
        (true, false) => {
            fs::rename(old, target).map_err(|cause| ReportError::new(Step::Replace, target, cause))
        }
        (true, true) => keep_others(old, target).and_then(|()| remove(old)),
    }
}

fn write_part(part: &Path, files: &[(String, Vec<u8>)]) -> Result<(), ReportError> {
    let folder = |path: &Path| {
        fs::create_dir_all(path).map_err(|cause| ReportError::new(Step::CreateFolder, path, cause))
    };
    folder(part)?;
    let mut folders = BTreeSet::from([part.to_path_buf()]);
    for (name, bytes) in files {
        let path = part.join(name);
        let parent = path.parent().expect("a file is in a folder").to_path_buf();
        if folders.insert(parent.clone()) {
            folder(&parent)?;
        }
        write_file(&path, bytes).map_err(|cause| ReportError::new(Step::Write, &path, cause))?;
    }
    for path in folders {
        flush_folder(&path).map_err(|cause| ReportError::new(Step::Write, &path, cause))?;
    }
    Ok(())
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes renames in a folder last; only Unix lets one open a folder.
fn flush_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

fn swap(part: &Path, target: &Path, old: &Path) -> Result<(), ReportError> {
    let fault = |path: &Path| {
        let path = path.to_path_buf();
        move |cause| ReportError::new(Step::Replace, &path, cause)
    };
    let earlier = target.exists();
    if earlier {
        fs::rename(target, old).map_err(fault(target))?;
    }
    let parent = target.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let placed = fs::rename(part, target);
    if let Err(cause) = placed.and_then(|()| flush_folder(parent)) {
        // Back to what was there; the new folder, if it was placed, is the caller's to remove.
        if target.exists() {
            fs::rename(target, part).map_err(fault(target))?;
        }
        if earlier {
            fs::rename(old, target).map_err(fault(target))?;
        }
        return Err(fault(target)(cause));
    }
    if earlier {
        keep_others(old, target)?;
        remove(old)?;
    }
    Ok(())
}

/// Moves files that are not a report's from the old folder to the new.
fn keep_others(old: &Path, target: &Path) -> Result<(), ReportError> {
    let ours = listed(old);
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let path = old.join(&folder);
        let entries = fs::read_dir(&path).map_err(|cause| ReportError::new(Step::Replace, &path, cause))?;
        for entry in entries {
            let entry = entry.map_err(|cause| ReportError::new(Step::Replace, &path, cause))?;
            let name = folder.join(entry.file_name());
            let (from, to) = (old.join(&name), target.join(&name));
            if from.is_dir() {
                folders.push(name);
            } else if !ours.contains(&name) && !is_rendered(&name) && !to.exists() {
                let parent = to.parent().expect("a file is in a folder");
                let moved = fs::create_dir_all(parent).and_then(|()| fs::rename(&from, &to));
                moved.map_err(|cause| ReportError::new(Step::Replace, &to, cause))?;
            }
        }
    }
    Ok(())
}

/// The files that an earlier report's manifest names.
fn listed(folder: &Path) -> BTreeSet<PathBuf> {
    let text = fs::read(folder.join(MANIFEST)).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    let files = manifest["files"].as_array().cloned().unwrap_or_default();
    files.iter().filter_map(|name| name.as_str()).map(PathBuf::from).collect()
}

fn remove(path: &Path) -> Result<(), ReportError> {
    match fs::remove_dir_all(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Err(ReportError::new(Step::Remove, path, cause))
        }
        _ => Ok(()),
    }
}

fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(ending);
    target.with_file_name(name)
}
