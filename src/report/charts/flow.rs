//! The way of messages: sender, recipient, where it ended, how.

use super::{Picture, Sketch, first_variant, nothing, told};
use crate::chart::{Format, Link, Node, Sankey};
use crate::report::stored::Stored;
use crate::report::table::RowView;
use crate::text::{Lang, chart as say};

/// Nodes of a column that are told apart; the others are one.
const SENDERS: usize = 7;
const RECIPIENTS: usize = 9;
const INBOXES: usize = 12;

/// A stream between two named ends.
struct Stream {
    from: String,
    to: String,
    volume: f64,
}

pub fn draw(stored: &Stored, lang: Lang) -> Option<Picture> {
    let (flow, ways) = (stored.table("flow")?, stored.table("ways")?);
    let (flow, ways) = (first_variant(flow), first_variant(ways));
    let sent = flow.iter().map(|row| Stream {
        from: row.text("from", lang),
        to: row.text("to", lang),
        volume: row.number("requests").unwrap_or(0.0),
    });
    let sent: Vec<Stream> = sent.collect();
    let ended: Vec<(String, &RowView<'_>)> = ways.iter().map(|row| (inbox(row, lang), row)).collect();
    let volume =
        |row: &RowView<'_>| -> f64 { say::OUTCOMES.iter().filter_map(|(id, ..)| row.number(id)).sum() };
    let handled: Vec<Stream> = ended
        .iter()
        .map(|(inbox, row)| Stream { from: row.text("to", lang), to: inbox.clone(), volume: volume(row) })
        .collect();
    let closed: Vec<Stream> = ended
        .iter()
        .flat_map(|(inbox, row)| {
            say::OUTCOMES.iter().map(move |(id, name, _)| Stream {
                from: inbox.clone(),
                to: name.of(lang).to_owned(),
                volume: row.number(id).unwrap_or(0.0),
            })
        })
        .collect();
    let by = |streams: &[Stream], end: fn(&Stream) -> &String, most: usize| {
        Column::of(streams.iter().map(|stream| (end(stream), stream.volume)), most, lang)
    };
    let outcomes = say::OUTCOMES.len();
    let columns = [
        by(&sent, |stream| &stream.from, SENDERS),
        by(&sent, |stream| &stream.to, RECIPIENTS),
        by(&handled, |stream| &stream.to, INBOXES),
        by(&closed, |stream| &stream.to, outcomes),
    ];
    let links = [&sent, &handled, &closed]
        .into_iter()
        .enumerate()
        .flat_map(|(column, streams)| joined(column, streams, &columns));
    let sketch = Sketch {
        id: "flow",
        file: "flyt",
        title: say::FLOW,
        caption: say::flow_caption(),
        tables: &["flow", "ways"],
    };
    let said = columns[3].names.iter().zip(&columns[3].volumes);
    let said = said.map(|(name, volume)| format!("{name}: {}.", Format::Plain(1).text(*volume, lang)));
    let head = sketch.head(told(&sketch.caption, said, lang), lang);
    let titles = [say::SENDER, say::RECIPIENT, say::ENDED_IN, say::OUTCOME];
    let bad = |name: &String| say::OUTCOMES.iter().any(|(_, outcome, bad)| *bad && outcome.of(lang) == name);
    let nodes = |(place, column): (usize, &Column)| {
        let node = |name: &String| Node { label: name.clone(), bad: place == 3 && bad(name) };
        (titles[place].of(lang).to_owned(), column.names.iter().map(node).collect())
    };
    let links = links.collect();
    let columns = columns.iter().enumerate().map(nodes).collect();
    let chart = Sankey { head, columns, links, nothing: nothing(lang) };
    Some(sketch.picture(chart.svg(), lang))
}

fn inbox(row: &RowView<'_>, lang: Lang) -> String {
    let name = row.text("inbox", lang);
    if name.is_empty() { say::ELSEWHERE.of(lang).to_owned() } else { name }
}

/// The nodes of a column, the largest first; what is small is one node at the end.
struct Column {
    names: Vec<String>,
    volumes: Vec<f64>,
    /// Whether the last node stands for all that is not named.
    rest: bool,
}

impl Column {
    fn of<'a>(ends: impl Iterator<Item = (&'a String, f64)>, most: usize, lang: Lang) -> Column {
        let mut found: Vec<(&String, f64)> = Vec::new();
        for (name, volume) in ends.filter(|(_, volume)| *volume > 0.0) {
            match found.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += volume,
                None => found.push((name, volume)),
            }
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        let rest = found.len() > most;
        let small = if rest { found.split_off(most - 1) } else { Vec::new() };
        let mut column = Column {
            names: found.iter().map(|(name, _)| (*name).clone()).collect(),
            volumes: found.iter().map(|(_, volume)| *volume).collect(),
            rest,
        };
        if rest {
            column.names.push(say::others(small.len()).of(lang).to_owned());
            column.volumes.push(small.iter().map(|(_, volume)| volume).sum());
        }
        column
    }

    fn place(&self, name: &str) -> usize {
        let named = self.names.len() - usize::from(self.rest);
        self.names[..named].iter().position(|known| known == name).unwrap_or(named)
    }
}

/// Streams between the nodes of two columns, in the order of the nodes.
fn joined(column: usize, streams: &[Stream], columns: &[Column]) -> Vec<Link> {
    let (before, after) = (&columns[column], &columns[column + 1]);
    let mut volumes = vec![vec![0.0; after.names.len()]; before.names.len()];
    for stream in streams.iter().filter(|stream| stream.volume > 0.0) {
        volumes[before.place(&stream.from)][after.place(&stream.to)] += stream.volume;
    }
    let link = |from: usize, to: usize, volume: f64| Link { column, from, to, volume };
    let of_node = |(from, to): (usize, &Vec<f64>)| -> Vec<Link> {
        let some = to.iter().enumerate().filter(|(_, volume)| **volume > 0.0);
        some.map(|(to, volume)| link(from, to, *volume)).collect()
    };
    volumes.iter().enumerate().flat_map(of_node).collect()
}
