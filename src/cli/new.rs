//! `new`: a scenario file of the user's own, from the gallery of shipped ones.

use super::exit::Exit;
use super::output::Output;
use super::whole_file;
use crate::scenario::gallery;
use crate::text::{Lang, arguments, cli as say};
use clap::Args;
use std::path::{Path, PathBuf};

/// Arguments of `new`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct NewArgs {
    #[arg(value_name = "NAVN")]
    name: String,
    #[arg(long, value_name = "GALLERI", default_value = "lunge-poliklinikk")]
    from: String,
}

pub fn run(args: &NewArgs, lang: Lang, out: &mut Output) -> Exit {
    let mut faults = Vec::new();
    if args.name.trim().is_empty() {
        faults.push(arguments::empty_name(lang));
    }
    let shipped = gallery::texts(&args.from);
    if shipped.is_none() {
        faults.push(say::unknown_gallery(lang, &args.from, &gallery::names().join(", ")));
    }
    let Some(shipped) = shipped.filter(|_| faults.is_empty()) else { return out.refuse(&faults) };
    let name = if args.name.ends_with(".toml") { args.name.clone() } else { format!("{}.toml", args.name) };
    let path = PathBuf::from(&name);
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut files: Vec<(PathBuf, &str)> = vec![(path.clone(), &shipped.text)];
    files.extend(shipped.tables.iter().map(|(table, text)| (folder.join(table), &**text)));
    // A table that is there already, word for word, may stay; the scenario itself is always new.
    let stays = |path: &Path, text: &str| {
        path != files[0].0 && std::fs::read(path).is_ok_and(|there| there == text.as_bytes())
    };
    let there: Vec<String> = files
        .iter()
        .filter(|(path, text)| path.exists() && !stays(path, text))
        .map(|(path, _)| say::file_exists(lang, &path.display().to_string()))
        .collect();
    if !there.is_empty() {
        return out.refuse(&there);
    }
    let mut made: Vec<&Path> = Vec::new();
    for (path, text) in files.iter().rev().filter(|(path, _)| !path.exists()) {
        if let Err(error) = whole_file::write(path, |file| file.write_all(text.as_bytes())) {
            // All or nothing; the first fault is told.
            made.iter().for_each(|path| drop(std::fs::remove_file(path)));
            out.warn(&say::cannot(lang, &path.display().to_string(), &error));
            return Exit::World;
        }
        made.push(path);
    }
    out.line(&say::created(lang, &name)).map_or_else(|exit| exit, |()| Exit::Done)
}
