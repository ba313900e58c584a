//! The only door of scenario files: text in, the model's parts out, or all faults at once.
//!
//! Text → tree → `extends` → `like` → municipalities of a table → templates → variant and `--set` → values →
//! names → parts → checks. Knows no simulation and no report.

mod addresses;
mod assumptions;
mod births;
mod build;
mod catalogue;
mod check;
mod cursor;
mod demand;
mod departments;
mod differences;
mod faults;
mod flow;
pub mod gallery;
mod inboxes;
mod instants;
mod item;
mod laws;
mod layers;
mod leave;
mod load;
mod load_test;
mod means;
mod municipalities;
mod nation;
mod organisations;
mod overrides;
mod parse;
mod path;
mod profile;
mod question;
mod rates;
mod rhythm;
mod scale;
mod settings;
mod show;
mod sources;
mod staff;
mod stages;
mod tables;
mod templates;
mod tree;
mod units;
mod values;
mod vary;

pub use assumptions::Assumption;
pub use differences::Difference;
pub use faults::{Fault, Faults, Place, nearest};
pub use load::{LoadRow, offered_load};
pub use load_test::{FINDINGS, LEGS, LoadFault, LoadFaultKind, LoadLimit, LoadTest, LoadThreshold};
pub use question::{Each, Question, Range, Vary, VaryPosition};

pub use vary::{path_fits, scaled};

use crate::model::Parts;
use crate::stats::Share;
use crate::text::Words;
use cursor::Ctx;
use overrides::Change;
use sources::Sources;
use std::path::{Path, PathBuf};
use tree::Node;

/// What is laid over a scenario: a named variant, then single values.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    pub variant: Option<String>,
    /// Path and value, as `--set path=value` has them.
    pub set: Vec<(String, String)>,
}

/// A named variant of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantInfo {
    pub key: String,
    pub title: String,
}

/// A scenario, resolved and checked.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub parts: Parts,
    pub question: Option<Question>,
    pub variants: Vec<VariantInfo>,
    /// Most important first.
    pub assumptions: Vec<Assumption>,
    pub warnings: Vec<Words>,
    /// Keys of the inboxes that have more work than time.
    pub overloaded: Vec<String>,
    /// SHA-256 over all files read, in order.
    pub hash: [u8; 32],
    /// Units with fewer messages are marked, not ranked.
    pub too_few: u32,
    /// What a load test must hold, and whom it may call.
    pub load: LoadTest,
}

/// A scenario as written, read once; variants are laid over it.
#[derive(Clone)]
pub struct ScenarioFile {
    sources: Sources,
    folder: PathBuf,
    tree: Node,
}

/// Reads a scenario with its overrides.
///
/// # Errors
/// All that is wrong with it.
pub fn load(path: &Path, overrides: &Overrides) -> Result<Scenario, Faults> {
    ScenarioFile::read(path)?.scenario(overrides)
}

/// As [`load`], for a text that is already here; files are looked for in `folder`.
///
/// # Errors
/// All that is wrong with it.
pub fn load_from_str(text: &str, folder: &Path) -> Result<Scenario, Faults> {
    ScenarioFile::from_text(text, folder)?.scenario(&Overrides::default())
}

/// A share as a scenario writes it: `95 %`.
pub fn share_of(text: &str) -> Option<Share> {
    units::parse_share(text)
}

/// A length of time above zero as a scenario writes it: `8 h`.
pub fn duration_of(text: &str) -> Option<crate::time::Duration> {
    units::parse_duration(text).filter(|length| *length > crate::time::Duration::ZERO)
}

/// Whether a name fits a pattern with `*`.
pub fn name_fits(pattern: &str, name: &str) -> bool {
    path::fits(pattern, name)
}

impl ScenarioFile {
    /// Reads a file and those that it extends.
    ///
    /// # Errors
    /// A file that cannot be read; all faults of syntax.
    pub fn read(path: &Path) -> Result<ScenarioFile, Faults> {
        let mut sources = Sources::with_catalogue();
        let tree = layers::read_all(&mut sources, path)?;
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        Ok(ScenarioFile { sources, folder, tree })
    }

    /// As [`ScenarioFile::read`], for a text that is already here.
    ///
    /// # Errors
    /// All faults of syntax.
    pub fn from_text(text: &str, folder: &Path) -> Result<ScenarioFile, Faults> {
        let mut sources = Sources::with_catalogue();
        let tree = layers::read_text(&mut sources, text, folder)?;
        Ok(ScenarioFile { sources, folder: folder.to_path_buf(), tree })
    }

    /// The variants in the order of the file.
    pub fn variants(&self) -> Vec<VariantInfo> {
        let all = self.tree.get("variant").and_then(Node::as_table);
        let info = |entry: &tree::Entry| VariantInfo {
            key: entry.key.to_string(),
            title: entry.node.get("title").and_then(Node::as_text).unwrap_or(&entry.key).to_owned(),
        };
        all.into_iter().flatten().map(info).collect()
    }

    /// The scenario with a variant and single values laid over it.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn scenario(&self, overrides: &Overrides) -> Result<Scenario, Faults> {
        let ctx = Ctx::new(self.sources.clone(), self.folder.clone());
        let tree = self.resolved(&ctx, overrides)?;
        overrides::check_variants(&ctx, &tree);
        assumptions::check_sources(&ctx, &tree);
        let read = build::read(&ctx, &tree);
        ctx.faults().check()?;
        check::check(&ctx, &tree, &read);
        let assumptions = assumptions::list(&ctx, &self.tree, &tree, &read.parts);
        ctx.faults().check()?;
        Ok(Scenario {
            parts: read.parts,
            question: read.question,
            variants: self.variants(),
            assumptions,
            warnings: ctx.take_warnings(),
            overloaded: ctx.take_overloaded(),
            hash: ctx.sources.borrow().hash(),
            too_few: read.too_few,
            load: read.load,
        })
    }

    /// The tree with tables, templates, variants and wildcards resolved, as TOML.
    ///
    /// # Errors
    /// What keeps it from being resolved.
    pub fn expand(&self, overrides: &Overrides) -> Result<String, Faults> {
        let ctx = Ctx::new(self.sources.clone(), self.folder.clone());
        let tree = self.resolved(&ctx, overrides)?;
        ctx.faults().check()?;
        Ok(show::tree(&tree))
    }

    fn resolved(&self, ctx: &Ctx, overrides: &Overrides) -> Result<Node, Faults> {
        let mut likes = faults::Collector::default();
        let mut tree = layers::likes(&self.sources, &self.tree, catalogue::root(), &mut likes);
        likes.check()?;
        municipalities::insert(ctx, &mut tree);
        let mut set: Vec<Vec<Change>> = Vec::new();
        if let Some(variant) = &overrides.variant {
            set.push(overrides::of_variant(ctx, &tree, variant));
        }
        for (path, value) in &overrides.set {
            let at = ctx.sources.borrow_mut().add_bare("--set");
            set.push(vec![Change::from_command_line(path, value, at)]);
        }
        let (early, late): (Vec<_>, Vec<_>) = set
            .into_iter()
            .map(|layer| layer.into_iter().partition::<Vec<Change>, _>(Change::before_templates))
            .unzip();
        early.iter().for_each(|layer| overrides::apply(ctx, &mut tree, layer));
        templates::apply(ctx, &mut tree)?;
        late.iter().for_each(|layer| overrides::apply(ctx, &mut tree, layer));
        Ok(tree)
    }
}

impl std::fmt::Display for VariantInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.title)
    }
}

#[cfg(test)]
mod tests;
