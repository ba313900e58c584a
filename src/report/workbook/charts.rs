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
}

/// Rows of a chart of bars at most.
const BARS: usize = 25;

fn plan(table: &str) -> Option<Plan> {
    let bars = |title, category, series, percent| Plan {
        kind: ChartType::Bar,
        title,
        category,
        series,
        rows: |table| table.rows.len().min(BARS),
        percent,
    };
    let line = |title, category, series, rows, percent| Plan {
        kind: ChartType::Line,
        title,
        category,
        series,
        rows,
        percent,
    };
    Some(match table {
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
        "staffing" => bars(words::LEVELS, "staffing", &["mean"], true),
        "points" => bars(words::POINTS_TITLE, "", &["within_limit"], true),
        "assumptions" => bars(words::TORNADO, "key", &["low_difference", "high_difference"], true),
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
    sheet.set_name(say::CHARTS.of(lang))?;
    let mut row = 1;
    for name in charted(stored.kind) {
        let found = stored.tables.iter().position(|table| table.name.en == *name);
        let Some((place, plan)) = found.zip(plan(name)) else { continue };
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
    let values = chart.y_axis();
    if plan.percent {
        values.set_num_format("0%");
    }
    if plan.kind == ChartType::Bar {
        chart.x_axis().set_reverse();
    }
    if plan.series.len() == 1 {
        chart.legend().set_hidden();
    }
    Some(chart)
}
