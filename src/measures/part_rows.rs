//! Queues and arrivals of inboxes, summed into the rows of the parts: by week, and by weekday × hour.

use super::axes::Part;
use super::frame::Frame;
use super::hours::CELLS;
use super::observations::{HourFigures, WeekQueue};
use super::queues::QueueResults;

/// By `Axes::week_row`.
pub(super) fn week_queues(frame: &Frame, queues: &QueueResults) -> Vec<WeekQueue> {
    let weeks = frame.week_ends.len();
    let starts = [frame.observed.from].into_iter().chain(frame.week_ends.iter().copied());
    let lengths: Vec<i64> = starts.zip(&frame.week_ends).map(|(from, to)| (*to - from).micros()).collect();
    let row = |index: usize| WeekQueue { queue: 0, length: lengths[index % weeks] };
    let mut rows: Vec<WeekQueue> = (0..Part::ALL.len() * weeks).map(row).collect();
    for (inbox, of_inbox) in frame.axes.inboxes.iter().zip(queues.weeks.chunks(weeks)) {
        for (week, queue) in of_inbox.iter().enumerate() {
            rows[frame.axes.week_row(Part::All, week)].queue += queue;
            rows[frame.axes.week_row(inbox.side, week)].queue += queue;
        }
    }
    rows
}

/// By part and cell.
pub(super) fn hours(frame: &Frame, queues: &QueueResults, arrivals: &[[u64; CELLS]; 2]) -> Vec<HourFigures> {
    let one: Vec<HourFigures> = frame
        .cell_lengths
        .iter()
        .map(|length| HourFigures { length: *length, ..Default::default() })
        .collect();
    let mut rows = [one.clone(), one.clone(), one];
    for (inbox, of_inbox) in frame.axes.inboxes.iter().zip(queues.cells.chunks(CELLS)) {
        for (cell, queue) in of_inbox.iter().enumerate() {
            rows[0][cell].queue += queue;
            rows[inbox.side.index()][cell].queue += queue;
        }
    }
    for (direction, counts) in arrivals.iter().enumerate() {
        for (cell, count) in counts.iter().enumerate() {
            rows[0][cell].arrivals += count;
            rows[direction + 1][cell].arrivals += count;
        }
    }
    rows.concat()
}
