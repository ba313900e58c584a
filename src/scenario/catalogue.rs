//! The catalogue: service types, defaults, profiles, seasons, templates. Data; this file only looks them up.
//!
//! Knows no scenario. All its numbers are assumptions, and are listed as such.

use super::faults::Collector;
use super::layers;
use super::parse;
use super::path;
use super::sources::Sources;
use super::tree::{Node, Table, Value};
use std::sync::LazyLock;

/// The data file, file 0 of all sources.
pub const TEXT: &str = include_str!("catalogue.toml");
/// Its name in lists of assumptions.
pub const NAME: &str = "katalog";

static ROOT: LazyLock<Node> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let file = sources.add_text(NAME, TEXT);
    let mut faults = Collector::default();
    let root = parse::parse(&sources, file, TEXT, &mut faults);
    let root = layers::likes(&sources, &root, &root, &mut faults);
    assert!(faults.is_empty(), "the catalogue is part of the program: {}", faults.finish());
    root
});

impl Sources {
    /// Nothing but the catalogue.
    pub fn with_catalogue() -> Sources {
        let mut sources = Sources::default();
        sources.add_text(NAME, TEXT);
        sources
    }
}

pub fn root() -> &'static Node {
    &ROOT
}

/// The default of that name, such as `inbox.look`.
pub fn default(name: &str) -> &'static Node {
    find(name).unwrap_or_else(|| panic!("the catalogue is part of the program and has default.{name}"))
}

/// The default of that name, if there is one.
pub fn find(name: &str) -> Option<&'static Node> {
    let parts = path::parts(name);
    ROOT.get("default").and_then(|defaults| layers::descend(defaults, &parts))
}

/// What is known of a service type.
#[derive(Clone, Copy, Debug)]
pub struct ServiceType {
    pub municipal: bool,
    pub code: Option<&'static str>,
    pub code_system: &'static str,
    pub kind: &'static str,
    /// Share of the demand, against the others of a row.
    pub weight: &'static Node,
    /// Who answers, in a municipality.
    pub role: Option<&'static str>,
}

/// The service type of that name.
pub fn service(name: &str) -> Option<ServiceType> {
    let node = ROOT.get("service")?.get(name)?;
    let text = |key: &str| node.get(key).and_then(Node::as_text);
    let municipal = text("side") == Some("municipality");
    Some(ServiceType {
        municipal,
        code: text("code"),
        code_system: text("code_system").unwrap_or(code_system(municipal)),
        kind: text("kind").unwrap_or("ordinary"),
        weight: node.get("weight").unwrap_or(node),
        role: text("role"),
    })
}

/// The register's code system for services of a side.
pub fn code_system(municipal: bool) -> &'static str {
    if municipal { "8663" } else { "8668" }
}

/// The names of all service types.
pub fn service_names() -> impl Iterator<Item = &'static str> {
    table("service").iter().map(|entry| &*entry.key)
}

/// A table of the catalogue: `template`, `profile`, `season`, `notes`.
pub fn table(name: &str) -> &'static Table {
    ROOT.get(name).and_then(Node::as_table).unwrap_or_else(|| panic!("the catalogue has a table {name}"))
}

impl ServiceType {
    /// Share of the demand as a number.
    pub fn weight(&self) -> f64 {
        match self.weight.value {
            Value::Whole(number) => number as f64,
            Value::Real(number) => number,
            _ => 1.0,
        }
    }
}
