//! A row a point, with intervals.

use crate::experiment::trial::column;
use crate::experiment::{ALPHA, DeadlineNote, Row};
use crate::report::comparison::Kpi;
use crate::report::figures::{Figure, with_days};
use crate::report::sentences::{aligned, decimal, percent};
use crate::report::table::{Cell, Column, Table};
use crate::text::{Lang, Name, Words, either, escaped};

/// A sweep: keys, points, and the rows of each point that was reached.
pub struct Sweep<'a> {
    pub keys: &'a [String],
    /// By point: the value of each key as a scenario writes it; what was refused of it, if it was.
    pub points: &'a [(Vec<String>, Option<String>)],
    /// By point, as far as the sweep came.
    pub rows: &'a [Vec<Row>],
    pub kpis: &'a [Kpi],
    pub deadline: &'a DeadlineNote,
}

/// Points on the screen at most.
const MOST: usize = 40;

pub fn table(sweep: &Sweep<'_>) -> Table {
    let key = |key: &String| Column {
        id: key.clone(),
        name: Words { nb: key.clone(), en: key.clone() },
        unit: None,
        meaning: Name::new("Verdien av nøkkelen i dette punktet", "The key's value at this point").into(),
    };
    let mut columns: Vec<Column> = sweep.keys.iter().map(key).collect();
    columns.push(Column::plain(
        "replications",
        Name::new("Gjentak", "Replications"),
        Name::new("Gjentak av punktet", "Replications of the point"),
    ));
    columns.push(Column::plain(
        "refused",
        Name::new("Avvist", "Refused"),
        Name::new(
            "Hvorfor scenarioet ikke kan kjøres med disse verdiene",
            "Why the scenario cannot run with these values",
        ),
    ));
    for kpi in sweep.kpis {
        columns.extend(of_kpi(kpi, sweep.deadline));
    }
    let mut table = Table::new(Name::new("1-punkter", "points"), columns);
    for ((values, refused), rows) in sweep.points.iter().zip(sweep.rows) {
        let mut row: Vec<Cell> = values.iter().map(Cell::text).collect();
        row.push(Cell::Count(rows.len() as u64));
        row.push(refused.as_ref().map_or(Cell::Missing, Cell::text));
        for (place, kpi) in sweep.kpis.iter().enumerate() {
            let figure = figure(rows, place, kpi);
            row.extend(
                [figure.mean, figure.lower(), figure.upper()].map(|value| Cell::figure(value, kpi.quantity)),
            );
        }
        table.push(row);
    }
    table
}

fn figure(rows: &[Row], place: usize, kpi: &Kpi) -> Figure {
    let found = Figure::of(column(rows, place).into_iter(), kpi.quantity, ALPHA);
    Figure { bounds: found.bounds.map(|(lower, upper)| (lower.max(0.0), upper)), ..found }
}

fn of_kpi(kpi: &Kpi, deadline: &DeadlineNote) -> [Column; 3] {
    let name = with_days(kpi.name, deadline);
    let unit: Option<Words> = Some(kpi.quantity.unit().into());
    let bound = |end: &str, nb: &str, en: &str, meaning: Name| Column {
        id: format!("{}{end}", kpi.id),
        name: Words { nb: format!("{}{nb}", name.nb), en: format!("{}{en}", name.en) },
        unit: unit.clone(),
        meaning: meaning.into(),
    };
    [
        bound("", "", "", Name::new("Gjennomsnitt over gjentakene", "Mean over replications")),
        bound(
            "_lower",
            ": nedre",
            ": lower",
            Name::new("Nedre grense av konfidensintervallet", "Lower bound of the confidence interval"),
        ),
        bound(
            "_upper",
            ": øvre",
            ": upper",
            Name::new("Øvre grense av konfidensintervallet", "Upper bound of the confidence interval"),
        ),
    ]
}

/// What `explore sweep` prints: the share within the limit at each point.
pub fn answer(sweep: &Sweep<'_>, lang: Lang) -> String {
    let within = with_days(sweep.kpis[0].name, sweep.deadline);
    let mut head: Vec<String> = sweep.keys.iter().map(|key| escaped(key)).collect();
    head.push(within.of(lang).to_owned());
    let mut rows = vec![head];
    for ((values, refused), found) in sweep.points.iter().zip(sweep.rows).take(MOST) {
        let mut row: Vec<String> = values.iter().map(|value| escaped(value)).collect();
        row.push(match refused {
            Some(_) => either(lang, "avvist".into(), "refused".into()),
            None => shown(&figure(found, 0, &sweep.kpis[0]), lang),
        });
        rows.push(row);
    }
    let mut lines = aligned(&rows, 1);
    if let Some(reason) = sweep.points.iter().find_map(|(_, refused)| refused.as_ref()) {
        lines.push(either(lang, format!("Avvist: {reason}"), format!("Refused: {reason}")));
    }
    let rest = sweep.rows.len().saturating_sub(MOST);
    if rest > 0 {
        lines.push(either(
            lang,
            format!("og {rest} punkter til i 1-punkter"),
            format!("and {rest} points more in 1-punkter"),
        ));
    }
    lines.push(how(lang));
    lines.join("\n") + "\n"
}

/// The points with the lowest and the highest share, and how they were found.
pub fn lead(sweep: &Sweep<'_>, lang: Lang) -> Vec<String> {
    let within = with_days(sweep.kpis[0].name, sweep.deadline);
    let mut found: Vec<(f64, String)> = Vec::new();
    for ((values, _), rows) in sweep.points.iter().zip(sweep.rows) {
        let figure = figure(rows, 0, &sweep.kpis[0]);
        let Some(mean) = figure.mean else { continue };
        let named = sweep
            .keys
            .iter()
            .zip(values)
            .map(|(key, value)| format!("{} = {}", escaped(key), escaped(value)));
        let named: Vec<String> = named.collect();
        found.push((mean, format!("{}: {}", named.join(", "), shown(&figure, lang))));
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut lines = Vec::new();
    if let [(_, least), .., (_, most)] = &found[..] {
        let within = within.of(lang);
        lines.push(either(
            lang,
            format!("{within}, fra det laveste til det høyeste: {least} … {most}."),
            format!("{within}, from the lowest to the highest: {least} … {most}."),
        ));
    }
    lines.push(how(lang));
    lines
}

fn how(lang: Lang) -> String {
    either(
        lang,
        "Samme meldinger i alle punkter. I parentes: 95 % konfidensintervall.".into(),
        "The same messages at all points. In brackets: 95 % confidence interval.".into(),
    )
}

/// `93,4 % (92,8–94,0)`
pub(super) fn shown(figure: &Figure, lang: Lang) -> String {
    let Some(mean) = figure.mean else { return "–".to_owned() };
    let bounds = figure.bounds.map_or(String::new(), |(lower, upper)| {
        format!(" ({}–{})", decimal(lower * 100.0, 1, lang), decimal(upper * 100.0, 1, lang))
    });
    percent(mean, lang) + &bounds
}
