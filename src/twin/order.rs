//! Whose turn it is on the server: a person takes the first that she may do, so nothing of that kind may stand
//! before what the simulation has her take.
//!
//! Knows the roles of what waits, as the simulation tells them; not how a discipline orders.

use super::actor::{Actor, Done};
use super::client::encoded;
use super::compare::What;
use crate::model::{Discipline, PersonId, RoleSet};
use crate::record::{Case, Work};
use crate::time::Instant;
use serde_json::Value;

/// As many of an inbox are looked at.
const MOST: usize = 1_000;

impl Actor<'_> {
    /// Compares before a case is leased. What the server cannot know is left out (lots, lengths, urgency, what was
    /// handed back, a question that is no follow-up), and so are people who pick.
    pub(super) fn passed_over(&mut self, at: Instant, case: &Case, person: PersonId, id: &str) -> Done {
        let inbox = &self.model().inboxes[case.inbox.index()];
        let known = matches!(inbox.discipline, Discipline::Fifo | Discipline::Lifo | Discipline::EarliestDue);
        let picks = !self.model().group(person).cherry_picking.is_zero();
        let asked = case.work == Work::AnsweringAskBack;
        if !known || picks || asked || self.state(case.key).handed_back {
            return Ok(());
        }
        let path = format!("/inboxes/{}/messages?limit=", encoded(&inbox.key));
        let mut ahead = self.ids(&format!("{path}1"), at)?;
        if ahead.first().is_none_or(|first| first != id) {
            ahead = self.ids(&format!("{path}{MOST}"), at)?;
        }
        let roles = self.model().persons[person.index()].roles;
        let before = ahead.iter().take_while(|other| *other != id);
        let passed: Vec<&str> =
            before.filter(|other| self.is_for(other, roles)).map(String::as_str).collect();
        let found = passed.join(" ");
        self.differs(case.key, at, What::Order, String::new(), found);
        Ok(())
    }

    /// The server's names of what waits in an inbox, in its order.
    fn ids(&mut self, path: &str, at: Instant) -> std::io::Result<Vec<String>> {
        let rows = self.work("GET", path, &Value::Null, at)?.json();
        let name = |row: &Value| row["id"].as_str().map(str::to_owned);
        Ok(rows.as_array().into_iter().flatten().filter_map(name).collect())
    }

    /// Whether what waits under this name waits for one of these roles.
    fn is_for(&self, id: &str, roles: RoleSet) -> bool {
        let mut waiting = self.open.values().filter_map(|open| Some((open, open.waits?)));
        let named = waiting.find(|(open, _)| open.id == id || open.answer.as_deref() == Some(id));
        named.is_none_or(|(open, case)| {
            let known = !open.handed_back && case.work != Work::AnsweringAskBack;
            known && roles.may_do(case.roles)
        })
    }
}
