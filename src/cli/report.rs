//! `report`: stored results shown in other formats, or in another language, without simulating again.

use super::exit::Exit;
use super::output::Output;
use super::rendering::{RenderArgs, warn_of_template};
use crate::report::{
    Files, Format, Kind, RESULTS, Rendered, Stored, Unreadable, large_tables, rendered, write_into,
};
use crate::text::{Lang, arguments, report as say};
use clap::Args;
use std::path::{Path, PathBuf};

/// Arguments of `report`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct ReportArgs {
    #[arg(value_name = "RESULTATMAPPE")]
    results: PathBuf,
    #[arg(short, long, value_name = "MAPPE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    render: RenderArgs,
}

pub fn run(args: &ReportArgs, lang: Lang, out: &mut Output) -> Exit {
    all(args, lang, out).unwrap_or_else(|exit| exit)
}

fn all(args: &ReportArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut faults = Vec::new();
    let how = args.render.rendering(lang, &mut faults);
    let target = args.output.as_deref().unwrap_or(&args.results);
    if target.exists() && !target.is_dir() {
        faults.push(arguments::no_folder(lang, &target.display().to_string()));
    }
    if !faults.is_empty() {
        return Err(out.refuse(&faults));
    }
    let stored = read(&args.results, lang, out)?;
    let Rendered { mut files, fault } = rendered(&stored, &how);
    if stored.kind == Kind::Run && how.formats.contains(&Format::Csv) && args.output.is_some() {
        files.extend(large(&args.results, lang, out));
    }
    let written = write_into(target, &files).map_err(|error| {
        out.warn(&arguments::sentence(error.words().of(lang)));
        Exit::World
    })?;
    for path in written {
        out.line(&path.display().to_string())?;
    }
    warn_of_template(fault.as_ref(), lang, out);
    Ok(if fault.is_some() { Exit::World } else { Exit::Done })
}

/// The large tables of a run, as they lie in its folder; one that is gone is named.
fn large(folder: &Path, lang: Lang, out: &Output) -> Files {
    let mut files = Files::new();
    for name in large_tables() {
        let path = folder.join(&name);
        match std::fs::read(&path) {
            Ok(bytes) => files.push((name, bytes)),
            Err(error) => out.warn(&say::no_large_table(lang, &path.display().to_string(), &error)),
        }
    }
    files
}

fn read(folder: &Path, lang: Lang, out: &Output) -> Result<Stored, Exit> {
    let path = folder.join(RESULTS);
    let shown = path.display().to_string();
    let text = match std::fs::read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(out.refuse(&[say::no_results(lang, &folder.display().to_string(), RESULTS)]));
        }
        Err(error) => {
            out.warn(&crate::text::experiment::unreadable(lang, &shown, &error));
            return Err(Exit::World);
        }
    };
    Stored::read(&text).map_err(|fault| {
        let text = match fault {
            Unreadable::NoResults(what) => say::not_our_results(lang, &shown, &what),
            Unreadable::Newer(format) => say::newer_results(lang, &shown, format),
        };
        out.refuse(&[text])
    })
}
