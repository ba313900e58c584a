//! The way of messages: sender, parent group, the group where it ended, how.

use super::{Picture, Sketch, View, nothing, told};
use crate::chart::{Format, Link, Node, Sankey};
use crate::report::table::RowView;
use crate::text::{Lang, chart as say};

/// Nodes of a column that are told apart; the others are one.
const SENDERS: usize = 8;
const ENTRIES: usize = 11;
const INBOXES: usize = 13;

/// An end of a stream: what makes it one, and what it is called.
#[derive(Clone, PartialEq)]
struct End {
    key: String,
    name: String,
}

/// A stream between two ends.
struct Stream {
    from: End,
    to: End,
    volume: f64,
}

pub fn draw(view: &View<'_>) -> Option<Picture> {
    let lang = view.lang;
    let (flow, ways) = (view.rows(view.table("flow")?), view.rows(view.table("ways")?));
    let streams = [sent(&flow, lang), handled(&ways, lang), closed(&ways, lang)];
    let by = |streams: &[Stream], end: fn(&Stream) -> &End, most: usize| {
        Column::of(streams.iter().map(|stream| (end(stream), stream.volume)), most, lang)
    };
    let columns = [
        by(&streams[0], |stream| &stream.from, SENDERS),
        by(&streams[0], |stream| &stream.to, ENTRIES),
        by(&streams[1], |stream| &stream.to, INBOXES),
        by(&streams[2], |stream| &stream.to, say::OUTCOMES.len()),
    ];
    let links = streams.iter().enumerate().flat_map(|(column, streams)| joined(column, streams, &columns));
    let links = links.collect();
    let sketch = Sketch {
        id: "flow",
        file: "flyt",
        title: say::FLOW,
        caption: say::flow_caption(),
        tables: &["flow", "ways"],
    };
    let said = columns[3].ends.iter().zip(&columns[3].volumes);
    let said = said.map(|(end, volume)| format!("{}: {}.", end.name, Format::Plain(1).text(*volume, lang)));
    let head = sketch.head(told(&sketch.caption, said, lang), view);
    let titles = [say::SENDER, say::PARENT_GROUP, say::WORK_GROUP, say::OUTCOME];
    let bad = |end: &End| say::OUTCOMES.iter().any(|(id, _, bad)| *bad && *id == end.key);
    let nodes = |(place, column): (usize, &Column)| {
        let node = |end: &End| Node { label: end.name.clone(), bad: place == 3 && bad(end) };
        (titles[place].of(lang).to_owned(), column.ends.iter().map(node).collect())
    };
    let columns = columns.iter().enumerate().map(nodes).collect();
    let chart = Sankey { head, columns, links, nothing: nothing(lang) };
    Some(sketch.picture(view, |sheet| chart.svg(sheet)))
}

/// From senders into the inboxes that they came to.
fn sent(flow: &[RowView<'_>], lang: Lang) -> Vec<Stream> {
    let stream = |row: &RowView<'_>| {
        let from = row.text("from", lang);
        let from = End { key: from.clone(), name: from };
        Stream { from, to: entry(row, lang), volume: row.number("requests").unwrap_or(0.0) }
    };
    flow.iter().map(stream).collect()
}

/// From there to the inboxes in which they ended.
fn handled(ways: &[RowView<'_>], lang: Lang) -> Vec<Stream> {
    let volume =
        |row: &RowView<'_>| -> f64 { say::OUTCOMES.iter().filter_map(|(id, ..)| row.number(id)).sum() };
    let stream =
        |row: &RowView<'_>| Stream { from: entry(row, lang), to: last(row, lang), volume: volume(row) };
    ways.iter().map(stream).collect()
}

/// From there to what came of them.
fn closed(ways: &[RowView<'_>], lang: Lang) -> Vec<Stream> {
    let of_row = |row: &RowView<'_>| {
        let from = last(row, lang);
        let ends = say::OUTCOMES.map(|(id, name, _)| (id, name.of(lang).to_owned(), row.number(id)));
        ends.map(|(id, name, volume)| Stream {
            from: from.clone(),
            to: End { key: id.to_owned(), name },
            volume: volume.unwrap_or(0.0),
        })
    };
    ways.iter().flat_map(of_row).collect()
}

/// The inbox into which requests of a row came; in results of earlier programs the department or municipality.
fn entry(row: &RowView<'_>, lang: Lang) -> End {
    let (key, name) = (row.text("first_key", lang), row.text("first_inbox", lang));
    if key.is_empty() {
        let to = row.text("to", lang);
        return End { key: to.clone(), name: to };
    }
    End { key, name }
}

fn last(row: &RowView<'_>, lang: Lang) -> End {
    let (key, name) = (row.text("inbox_key", lang), row.text("inbox", lang));
    let name = if key.is_empty() { say::ELSEWHERE.of(lang).to_owned() } else { name };
    End { key, name }
}

/// The nodes of a column, the largest first; what is small is one node at the end.
struct Column {
    ends: Vec<End>,
    volumes: Vec<f64>,
    /// Whether the last node stands for all that is not named.
    rest: bool,
}

impl Column {
    fn of<'a>(ends: impl Iterator<Item = (&'a End, f64)>, most: usize, lang: Lang) -> Column {
        let mut found: Vec<(&End, f64)> = Vec::new();
        for (end, volume) in ends.filter(|(_, volume)| *volume > 0.0) {
            match found.iter_mut().find(|(known, _)| known.key == end.key) {
                Some((_, sum)) => *sum += volume,
                None => found.push((end, volume)),
            }
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        let rest = found.len() > most;
        let small = if rest { found.split_off(most - 1) } else { Vec::new() };
        let mut column = Column {
            ends: found.iter().map(|(end, _)| (*end).clone()).collect(),
            volumes: found.iter().map(|(_, volume)| *volume).collect(),
            rest,
        };
        if rest {
            let name = say::others(small.len()).of(lang).to_owned();
            column.ends.push(End { key: String::new(), name });
            column.volumes.push(small.iter().map(|(_, volume)| volume).sum());
        }
        column
    }

    fn place(&self, end: &End) -> usize {
        let named = self.ends.len() - usize::from(self.rest);
        self.ends[..named].iter().position(|known| known.key == end.key).unwrap_or(named)
    }
}

/// Streams between the nodes of two columns, in the order of the nodes.
fn joined(column: usize, streams: &[Stream], columns: &[Column]) -> Vec<Link> {
    let (before, after) = (&columns[column], &columns[column + 1]);
    let mut volumes = vec![vec![0.0; after.ends.len()]; before.ends.len()];
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
