//! `edi check`: what documents are, and what is not as it should be with them.

use super::exit::Exit;
use super::output::Output;
use crate::edi::{self, Examination, LIMIT};
use crate::text::{Lang, edi as say, experiment};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What is done with documents.
#[derive(Subcommand, Debug)]
pub enum EdiCommand {
    Check(CheckArgs),
}

/// Arguments of `edi check`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    #[arg(value_name = "FIL", required = true)]
    files: Vec<PathBuf>,
    #[arg(long)]
    json: bool,
}

pub fn run(command: &EdiCommand, lang: Lang, out: &mut Output) -> Exit {
    let EdiCommand::Check(args) = command;
    check(args, lang, out).unwrap_or_else(|exit| exit)
}

/// All files are looked at; the worst decides how it ends.
fn check(args: &CheckArgs, lang: Lang, out: &mut Output) -> Result<Exit, Exit> {
    let mut worst = Exit::Done;
    for path in &args.files {
        let name = path.display().to_string();
        let bytes = match read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                out.warn(&experiment::unreadable(lang, &edi::mask(&name), &error));
                worst = Exit::World;
                continue;
            }
        };
        let found = edi::examine(&bytes);
        if args.json {
            out.line(&edi::mask(&as_json(&found, &name, lang).to_string()))?;
        } else {
            tell(&found, &edi::mask(&name), lang, out)?;
        }
        if worst == Exit::Done && found.deviations.iter().any(edi::Deviation::is_fault) {
            worst = Exit::Input;
        }
    }
    Ok(worst)
}

fn tell(found: &Examination, name: &str, lang: Lang, out: &mut Output) -> Result<(), Exit> {
    if let Some(summary) = &found.summary {
        let parties = (summary.sender, summary.receiver);
        let line = say::summary(lang, name, &summary.kind_code, &summary.message_id, parties);
        out.line(&edi::mask(&line))?;
    }
    for deviation in &found.deviations {
        let place = (name, deviation.line());
        out.line(&say::deviation(lang, place, deviation.code(), &deviation.say(lang)))?;
    }
    if found.deviations.is_empty() {
        out.line(&say::no_deviations(lang, name))?;
    }
    Ok(())
}

/// What programs read: the same, with null where there is nothing.
fn as_json(found: &Examination, name: &str, lang: Lang) -> Value {
    let deviations: Vec<Value> = found
        .deviations
        .iter()
        .map(|deviation| {
            json!({
                "line": deviation.line(),
                "code": deviation.code(),
                "refused": deviation.is_fault(),
                "text": deviation.say(lang),
            })
        })
        .collect();
    let summary = found.summary.as_ref().map(|summary| {
        json!({
            "kind": summary.kind_code,
            "messageId": summary.message_id,
            "generated": summary.generated,
            "senderHerId": summary.sender,
            "receiverHerId": summary.receiver,
            "attachments": summary.attachments,
        })
    });
    json!({ "file": name, "message": summary, "deviations": deviations })
}

/// The file, or standard input for `-`; no more than shows that it is too large.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = LIMIT as u64 + 1;
    match path.to_str() {
        Some("-") => io::stdin().lock().take(most).read_to_end(&mut bytes)?,
        _ => File::open(path)?.take(most).read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}
