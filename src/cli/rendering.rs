//! In which formats results are shown, and with which template: options that several commands share.

use super::output::Output;
use crate::report::{Format, Rendering, ReportError, Template};
use crate::text::{Lang, arguments, report as say};
use clap::Args;
use std::path::{Path, PathBuf};

/// The options; what they mean is said in `text::help`.
#[derive(Args, Clone, Debug, Default)]
pub struct RenderArgs {
    #[arg(long, value_name = "FORMATER")]
    pub format: Option<String>,
    #[arg(long, value_name = "FIL")]
    pub template: Option<PathBuf>,
}

/// The word for every format.
const ALL: &str = "all";

impl RenderArgs {
    /// How results are to be shown; what is wrong with the options joins the faults.
    pub fn rendering(&self, lang: Lang, faults: &mut Vec<String>) -> Rendering {
        let formats = match self.format.as_deref() {
            None => Format::USUAL.into(),
            Some(ALL) => Format::ALL.into(),
            Some(list) => formats(list, lang, faults),
        };
        let template = self.template.as_deref().and_then(|path| template(path, lang, faults));
        Rendering { lang, formats, template }
    }

    /// Those that stand in a manifest.
    pub fn arguments(&self) -> impl Iterator<Item = String> + '_ {
        self.format.iter().map(|list| format!("--format={list}"))
    }
}

/// Says that a template failed on real results, if it did; everything else is written all the same.
pub fn warn_of_template(fault: Option<&ReportError>, lang: Lang, out: &Output) {
    if let Some(fault) = fault {
        out.warn(&arguments::sentence(fault.words().of(lang)));
    }
}

fn formats(list: &str, lang: Lang, faults: &mut Vec<String>) -> Vec<Format> {
    let mut found: Vec<Format> = Vec::new();
    for name in list.split(',').map(str::trim) {
        match Format::parse(name) {
            Some(format) if found.contains(&format) => {}
            Some(format) => found.push(format),
            None => {
                let names = Format::ALL.map(Format::name);
                let near = crate::scenario::nearest(name, names);
                faults.push(say::no_such_format(lang, name, near, &names.join(", ")));
            }
        }
    }
    found
}

fn template(path: &Path, lang: Lang, faults: &mut Vec<String>) -> Option<Template> {
    let shown = path.display().to_string();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            faults.push(say::template_unreadable(lang, &shown, &error));
            return None;
        }
    };
    let fault = |fault: crate::report::TemplateFault| {
        faults.push(say::bad_template(lang, &shown, fault.line, &fault.what));
    };
    Template::read(text).map_err(fault).ok()
}
