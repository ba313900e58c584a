//! Offered load against capacity, as a table for the terminal.

use crate::model::Model;
use crate::text::Lang;

pub fn render(model: &Model, _lang: Lang) -> String {
    model.inboxes.iter().map(|inbox| inbox.key.clone()).collect::<Vec<_>>().join("\n")
}
