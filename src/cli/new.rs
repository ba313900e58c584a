//! `new`: a scenario file of the user's own, from the gallery of shipped ones.

use super::exit::Exit;
use super::output::Output;
use crate::scenario::GALLERY;
use crate::text::{Lang, cli as say};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

/// Arguments of `new`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct NewArgs {
    #[arg(value_name = "NAVN")]
    name: String,
    #[arg(long, value_name = "GALLERI", default_value = "lunge-poliklinikk")]
    from: String,
}

pub fn run(args: &NewArgs, lang: Lang, out: &mut Output) -> Exit {
    let Some(entry) = GALLERY.iter().find(|entry| entry.name == args.from) else {
        let names: Vec<&str> = GALLERY.iter().map(|entry| entry.name).collect();
        return out.refuse(&[say::unknown_gallery(lang, &args.from, &names.join(", "))]);
    };
    let with_ending =
        if args.name.ends_with(".toml") { args.name.clone() } else { format!("{}.toml", args.name) };
    let path = PathBuf::from(&with_ending);
    let created = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
    let written = created.and_then(|mut file| {
        let written = file.write_all(entry.text.as_bytes()).and_then(|()| file.sync_all());
        if written.is_err() {
            // Nothing half-written stays.
            let _ = std::fs::remove_file(&path);
        }
        written
    });
    match written {
        Ok(()) => out.line(&say::created(lang, &with_ending)).map_or_else(|exit| exit, |()| Exit::Done),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            out.refuse(&[say::file_exists(lang, &with_ending)])
        }
        Err(error) => {
            out.warn(&say::cannot(lang, &with_ending, &error.to_string()));
            Exit::World
        }
    }
}
