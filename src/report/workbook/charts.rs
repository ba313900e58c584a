//! Native charts of the workbook, drawn by the spreadsheet from the cells of its sheets.

use super::charted;
use crate::report::page::table_name;
use crate::report::stored::Stored;
use crate::report::table::Table;
use crate::text::{Lang, Name, chart as words, page as say};
use rust_xlsxwriter::{Chart, ChartLine, ChartMarker, ChartType, Worksheet, XlsxError};

/// One chart: rows of a table as categories, columns as series.
struct Plan {
    kind: ChartType,
    title: Name,
    category: &'static str,
    series: &'static [&'static str],
    /// Rows from the first one.
    rows: fn(&Table) -> usize,
    percent: bool,
    /// The axis goes from nothing to all: bars that begin elsewhere deceive.
    whole: bool,
}

/// Rows of a chart of bars at most.
const BARS: usize = 25;

fn plan(table: &Table) -> Option<Plan> {
    let bars = |title, category, series, percent| Plan {
        kind: ChartType::Bar,
        title,
        category,
        series,
        rows: |table| table.rows.len().min(BARS),
        percent,
        whole: percent,
    };
    let line = |title, category, series, rows, percent| Plan {
        kind: ChartType::Line,
        title,
        category,
        series,
        rows,
        percent,
        whole: percent,
    };
    Some(match table.name.en.as_str() {
        "deadline_compliance" => Plan {
            rows: |table| leading(table, "level", &["all", "direction"]),
            ..bars(words::ON_TIME, "direction", &["within_expected", "within_limit"], true)
        },
        "weeks" => line(
            words::QUEUE,
            "week",
            &["queue_p10", "queue_p50", "queue_p90"],
            |table| leading(table, "direction", &["both"]),
            false,
        ),
        "reply_time" => line(
            words::REPLY,
            "working_days",
            &["cumulative"],
            |table| {
                let first = leading(table, "direction", &["both"]);
                table.views().take(first).filter(|row| row.number("working_days").is_some()).count()
            },
            true,
        ),
        "variants" => bars(words::ON_TIME, "title", &["share"], true),
        "staffing" => {
            let share = |table: &Table| table.views().next().is_some_and(|row| row.is_share("mean"));
            let percent = share(table);
            bars(words::LEVELS, "staffing", &["mean"], percent)
        }
        "legs" => bars(words::LATENCIES, "leg", &["p50", "p99", "max"], false),
        "points" => bars(words::POINTS_TITLE, "", &["within_limit"], true),
        "assumptions" => {
            Plan { whole: false, ..bars(words::TORNADO, "key", &["low_difference", "high_difference"], true) }
        }
        _ => return None,
    })
}

/// How many rows from the top have one of these codes.
fn leading(table: &Table, column: &str, codes: &[&str]) -> usize {
    table.views().take_while(|row| codes.contains(&row.code(column))).count()
}

/// The sheet with the charts.
pub(super) fn sheet(
    sheet: &mut Worksheet,
    stored: &Stored,
    names: &[String],
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name(say::CHARTS.of(lang))?.set_paper_size(9).set_print_fit_to_pages(1, 0);
    let mut row = 1;
    for name in charted(stored.kind) {
        let Some(place) = stored.tables.iter().position(|table| table.name.en == *name) else { continue };
        let Some(plan) = plan(&stored.tables[place]) else { continue };
        if let Some(chart) = drawn(&stored.tables[place], &names[place], &plan, lang) {
            sheet.insert_chart(row, 1, &chart)?;
            row += 22;
        }
    }
    Ok(())
}

fn drawn(table: &Table, sheet: &str, plan: &Plan, lang: Lang) -> Option<Chart> {
    let rows = (plan.rows)(table) as u32;
    let category = if plan.category.is_empty() { 0 } else { table.place(plan.category)? };
    if rows == 0 {
        return None;
    }
    let mut chart = Chart::new(plan.kind);
    for (number, id) in plan.series.iter().enumerate() {
        let column = table.place(id)? as u16;
        let series = chart.add_series();
        series.set_name((sheet, 0, column));
        series.set_categories((sheet, 1, category as u16, rows, category as u16));
        series.set_values((sheet, 1, column, rows, column));
        if plan.kind == ChartType::Line {
            let dash = number != plan.series.len() / 2;
            let mut line = ChartLine::new();
            line.set_color(if dash { "#56B4E9" } else { "#0072B2" }).set_width(if dash {
                1.25
            } else {
                2.25
            });
            series.set_format(&mut line).set_marker(ChartMarker::new().set_none());
        }
    }
    let title = plan.title.of(lang);
    chart.title().set_name(title);
    chart.set_alt_text(format!("{title} ({})", table_name(table, lang))).set_width(760).set_height(420);
    // Bars lie: their values are on the horizontal axis, and the first row stands on top.
    let bars = plan.kind == ChartType::Bar;
    let values = if bars { chart.x_axis() } else { chart.y_axis() };
    if plan.percent {
        values.set_num_format("0%");
    }
    if plan.whole {
        values.set_min(0).set_max(1);
    }
    if bars {
        chart.y_axis().set_reverse();
    }
    if plan.series.len() == 1 {
        chart.legend().set_hidden();
    }
    Some(chart)
}
