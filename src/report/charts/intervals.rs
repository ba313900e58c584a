//! Shares with their intervals: in all, by variant, by unit, by staffing, by value.

use super::{Picture, Sketch, View, nothing, told};
use crate::chart::{Format, Goal, Interval, Intervals, Symbols};
use crate::report::sentences::{decimal, percent_short};
use crate::report::stored::Stored;
use crate::report::table::RowView;
use crate::text::{Lang, Name, chart as say};

/// Rows of a chart at most.
const MOST: usize = 24;

const PERCENT: Format = Format::Percent(1);

/// All requests and both directions, or every variant.
pub fn on_time(view: &View<'_>) -> Option<Picture> {
    let (stored, lang) = (view.stored, view.lang);
    let table = stored.table("deadline_compliance")?;
    let overall = |row: &RowView<'_>| row.code("level") == "all";
    let many = table.views().filter(overall).count() > 1;
    let shown = |row: &RowView<'_>| overall(row) || (!many && row.code("level") == "direction");
    let label = |row: &RowView<'_>| match (many, overall(row)) {
        (true, _) => title_of(stored, row, lang),
        (_, true) => say::ALL.of(lang).to_owned(),
        _ => capital(&row.text("direction", lang)),
    };
    let rows = table.views().filter(shown).map(|row| interval(&row, label(&row), false)).collect();
    let sketch = Sketch {
        id: "on-time",
        file: "andel-i-tide",
        title: say::ON_TIME,
        caption: say::on_time_caption(stored.study.deadline.limit),
        tables: &["deadline_compliance", "summary"],
    };
    Some(drawn(sketch, rows, limit_goal(stored, lang), view))
}

/// Departments and municipalities, the weakest first, those with too few last.
pub fn units(view: &View<'_>) -> Option<Picture> {
    let (stored, lang) = (view.stored, view.lang);
    let table = stored.table("deadline_compliance")?;
    let shown = |row: &RowView<'_>| ["department", "municipality"].contains(&row.code("level"));
    let mut found: Vec<RowView<'_>> = view
        .rows(table)
        .into_iter()
        .filter(shown)
        .filter(|row| row.number("within_limit").is_some())
        .collect();
    let order = |row: &RowView<'_>| (row.flag("too_few"), row.number("within_limit").unwrap_or(0.0));
    found.sort_by(|a, b| {
        let (a, b) = (order(a), order(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    if found.is_empty() {
        return None;
    }
    let label = |row: &RowView<'_>| match row.code("level") {
        "municipality" => format!("{}, {}", row.text("unit", lang), row.text("direction", lang)),
        _ => row.text("unit", lang),
    };
    let rows: Vec<Interval> =
        found.iter().take(MOST).map(|row| interval(row, label(row), row.flag("too_few"))).collect();
    let sketch = Sketch {
        id: "units",
        file: "enheter",
        title: say::UNITS,
        caption: say::units_caption(rows.len(), found.len(), stored.study.deadline.limit),
        tables: &["deadline_compliance"],
    };
    Some(drawn(sketch, rows, limit_goal(stored, lang), view))
}

/// Variants of a comparison with their own intervals.
pub fn variants(view: &View<'_>) -> Option<Picture> {
    let (stored, lang) = (view.stored, view.lang);
    let table = stored.table("variants")?;
    let row = |row: RowView<'_>| Interval {
        label: title_of(stored, &row, lang),
        mean: row.number("share"),
        bounds: row.bounds("share_lower", "share_upper"),
        faint: false,
    };
    let goal = stored.study.deadline.goal;
    let days = goal.map_or(stored.study.deadline.limit, |(_, days)| days);
    let sketch = Sketch {
        id: "on-time",
        file: "andel-i-tide",
        title: say::ON_TIME,
        caption: say::on_time_caption(days),
        tables: &["variants"],
    };
    let goal = goal.map(|(share, _)| share_goal(share, lang));
    Some(drawn(sketch, table.views().take(MOST).map(row).collect(), goal, view))
}

/// What each variant changes, around zero.
pub fn differences(view: &View<'_>) -> Option<Picture> {
    let (stored, lang) = (view.stored, view.lang);
    let table = stored.table("comparison")?;
    let first = table.views().next()?.text("figure", Lang::En);
    let rows = table.views().filter(|row| row.text("figure", Lang::En) == first);
    let row = |row: RowView<'_>| Interval {
        label: title_of(stored, &row, lang),
        mean: row.number("difference"),
        bounds: row.bounds("lower", "upper"),
        faint: false,
    };
    let sketch = Sketch {
        id: "differences",
        file: "forskjeller",
        title: say::DIFFERENCES,
        caption: say::differences_caption(stored.study.deadline.limit),
        tables: &["comparison"],
    };
    let symbols = symbols([say::BETTER, say::UNDECIDED, say::WORSE, say::TOO_FEW], lang);
    let goal = Some(Goal { value: 0.0, label: say::BASELINE.of(lang).to_owned() });
    let chart = Chart { format: Format::Points(1), goal, aim_low: false, symbols };
    Some(chart.picture(sketch, rows.take(MOST).map(row).collect(), view))
}

/// Staffings that were tried, from few to many, by the first goal.
pub fn levels(view: &View<'_>) -> Option<Picture> {
    let (stored, lang) = (view.stored, view.lang);
    let table = stored.table("staffing")?;
    let first = table.views().next()?;
    let (goal, wanted) = (first.text("goal", Lang::En), first.number("wanted"));
    let mut found: Vec<RowView<'_>> =
        table.views().filter(|row| row.text("goal", Lang::En) == goal).collect();
    let size = |row: &RowView<'_>| row.number("full_time_equivalents").unwrap_or(0.0);
    found.sort_by(|a, b| size(a).total_cmp(&size(b)));
    let rows: Vec<Interval> = found
        .iter()
        .take(MOST)
        .map(|row| Interval {
            label: staffing(&row.text("staffing", lang), size(row), lang),
            mean: row.number("mean"),
            bounds: row.bounds("lower", "upper"),
            faint: false,
        })
        .collect();
    let share = first.is_share("wanted");
    let format = if share { PERCENT } else { Format::Plain(1) };
    let goal = |value: f64| match share {
        true => share_goal(value, lang),
        false => Goal { value, label: say::goal(format.text(value, lang)).of(lang).to_owned() },
    };
    let goal = wanted.map(goal);
    let sketch = Sketch {
        id: "levels",
        file: "bemanning",
        title: say::LEVELS,
        caption: say::levels_caption(),
        tables: &["staffing"],
    };
    let missed = if share { say::MISSED } else { say::ABOVE };
    let symbols = symbols([say::REACHED, say::UNDECIDED, missed, say::TOO_FEW], lang);
    Some(Chart { format, goal, aim_low: !share, symbols }.picture(sketch, rows, view))
}

/// The share at each point of a sweep, in its order.
pub fn points(view: &View<'_>) -> Option<Picture> {
    let (stored, lang) = (view.stored, view.lang);
    let table = stored.table("points")?;
    let keys = table.place("replications")?;
    let label = |row: &RowView<'_>| {
        let named = table.columns[..keys].iter().map(|column| {
            let value = row.text(&column.id, lang);
            let short = column.id.strip_prefix("staff.").unwrap_or(&column.id);
            format!("{} = {value}", short.strip_suffix(".count").unwrap_or(short))
        });
        named.collect::<Vec<String>>().join(", ")
    };
    let rows: Vec<Interval> = table
        .views()
        .filter(|row| row.number("within_limit").is_some())
        .take(MOST)
        .map(|row| interval(&row, label(&row), false))
        .collect();
    let sketch = Sketch {
        id: "points",
        file: "punkter",
        title: say::POINTS_TITLE,
        caption: say::points_caption(stored.study.deadline.limit),
        tables: &["points"],
    };
    Some(drawn(sketch, rows, limit_goal(stored, lang), view))
}

fn interval(row: &RowView<'_>, label: String, faint: bool) -> Interval {
    let bounds = row.bounds("within_limit_lower", "within_limit_upper");
    Interval { label, mean: row.number("within_limit"), bounds, faint }
}

/// The goal, where it is about the limit.
fn limit_goal(stored: &Stored, lang: Lang) -> Option<Goal> {
    let (share, days) = stored.study.deadline.goal?;
    (days == stored.study.deadline.limit).then(|| share_goal(share, lang))
}

fn share_goal(share: f64, lang: Lang) -> Goal {
    Goal { value: share, label: say::goal(percent_short(share, lang)).of(lang).to_owned() }
}

fn title_of(stored: &Stored, row: &RowView<'_>, lang: Lang) -> String {
    let key = row.text("variant", lang);
    let own = stored.study.variants.iter().find(|variant| variant.key == key);
    own.map_or_else(|| capital(&key), |variant| variant.title(lang).to_owned())
}

/// `staff.lunge-merkantil.count=4` as `lunge-merkantil 4 (3,2 årsverk)`.
fn staffing(text: &str, full_time: f64, lang: Lang) -> String {
    let short = |part: &str| {
        let part = part.strip_prefix("staff.").unwrap_or(part);
        part.replace(".count=", " ").replace(".position=", " ")
    };
    let parts: Vec<String> = text.split(" staff.").map(short).collect();
    let size = say::full_time(decimal(full_time, 1, lang));
    format!("{} ({})", parts.join(", "), size.of(lang))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn symbols([reached, undecided, missed, faint]: [Name; 4], lang: Lang) -> Symbols {
    let of = |name: Name| name.of(lang).to_owned();
    Symbols { reached: of(reached), undecided: of(undecided), missed: of(missed), faint: of(faint) }
}

/// A chart of shares with the usual symbols.
fn drawn(sketch: Sketch, rows: Vec<Interval>, goal: Option<Goal>, view: &View<'_>) -> Picture {
    let symbols = symbols([say::REACHED, say::UNDECIDED, say::MISSED, say::TOO_FEW], view.lang);
    Chart { format: PERCENT, goal, aim_low: false, symbols }.picture(sketch, rows, view)
}

/// How the rows are drawn.
struct Chart {
    format: Format,
    goal: Option<Goal>,
    aim_low: bool,
    symbols: Symbols,
}

impl Chart {
    fn picture(self, sketch: Sketch, rows: Vec<Interval>, view: &View<'_>) -> Picture {
        let lang = view.lang;
        let Chart { format, goal, aim_low, symbols } = self;
        let value = |value: Option<f64>| value.map_or("–".to_owned(), |value| format.text(value, lang));
        let said = rows.iter().map(|row| format!("{}: {}.", row.label, value(row.mean)));
        let head = sketch.head(told(&sketch.caption, said, lang), view);
        let highest = matches!(format, Format::Percent(_)).then_some(1.0);
        let chart = Intervals { head, rows, format, goal, aim_low, highest, symbols, nothing: nothing(lang) };
        sketch.picture(view, |sheet| chart.svg(sheet))
    }
}
