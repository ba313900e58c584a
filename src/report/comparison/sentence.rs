//! A comparison as sentences for the terminal, in bokmål and English.

use super::{Comparison, Family, Line, word};
use crate::measures::Quantity;
use crate::report::sentences::{aligned, decimal, percent, points, signed};
use crate::stats::Verdict;
use crate::text::{Lang, either, printable};

/// Units named for each variant at most.
const UNITS: usize = 3;

/// What `compare` prints: a block a variant, then how sure it is.
pub fn answer(comparison: &Comparison<'_>, lang: Lang) -> String {
    let overall = comparison.lines(Family::Overall);
    let units = comparison.lines(Family::Unit);
    let mut lines = Vec::new();
    for plan in 1..comparison.plans.len() {
        if comparison.compared.replications(plan) < 2 {
            continue;
        }
        lines.extend(block(comparison, plan, &overall, &units, lang));
        lines.push(String::new());
    }
    lines.push(sureness(comparison, lang));
    lines.join("\n") + "\n"
}

/// The same as sentences alone, the best variant first, for a page that has the tables beside them.
pub fn lead(comparison: &Comparison<'_>, lang: Lang) -> Vec<String> {
    let overall = comparison.lines(Family::Overall);
    let of_plan = |plan: usize| overall.iter().map(|(_, line)| line).find(|line| line.plan == plan);
    let mut found: Vec<&Line> = (1..comparison.plans.len()).filter_map(of_plan).collect();
    found.sort_by(|a, b| b.paired.difference.mean.total_cmp(&a.paired.difference.mean));
    let mut lines = Vec::new();
    for line in found {
        let plan = line.plan;
        let told = &comparison.plans[plan];
        lines.push(format!("{}: {}", printable(&told.title), headline(comparison, line, lang)));
        let cost = cost(comparison, plan, lang).map_or(String::new(), |cost| format!(" {}", cost.trim()));
        lines.push(format!("{}.{cost}", capital(told.words.of(lang))));
    }
    lines.push(sureness(comparison, lang));
    lines
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn block(
    comparison: &Comparison<'_>,
    plan: usize,
    overall: &[(usize, Line)],
    units: &[(usize, Line)],
    lang: Lang,
) -> Vec<String> {
    let told = &comparison.plans[plan];
    let mut lines =
        vec![format!("{} ({}): {}.", printable(&told.title), printable(&told.key), told.words.of(lang))];
    let mine: Vec<&(usize, Line)> = overall.iter().filter(|(_, line)| line.plan == plan).collect();
    if let Some((_, line)) = mine.first() {
        lines.push(headline(comparison, line, lang));
    }
    lines.extend(cost(comparison, plan, lang));
    let rows: Vec<Vec<String>> =
        mine.iter().skip(1).map(|(figure, line)| row(comparison, *figure, line, lang)).collect();
    lines.extend(aligned(&rows, 1).into_iter().map(|line| format!("  {line}")));
    lines.extend(changed(comparison, plan, units, lang));
    lines
}

fn headline(comparison: &Comparison<'_>, line: &Line, lang: Lang) -> String {
    let limit = comparison.deadline.limit;
    let (before, after) = (percent(line.baseline, lang), percent(line.variant, lang));
    let difference = line.paired.difference;
    let by = points(difference.mean, lang);
    let (lower, upper) = (points(difference.lower, lang), points(difference.upper, lang));
    let verdict = line.verdict.map_or("", |verdict| word(verdict).of(lang));
    either(
        lang,
        format!(
            "{verdict}: {after} innen {limit} virkedager mot {before}: {by} prosentpoeng ({lower} til {upper})."
        ),
        format!(
            "{verdict}: {after} within {limit} working days against {before}: {by} points ({lower} to {upper})."
        ),
    )
}

fn cost(comparison: &Comparison<'_>, plan: usize, lang: Lang) -> Option<String> {
    let kroner = comparison.cost_per_reply(plan)?;
    let place = comparison.kpis.iter().position(|kpi| kpi.id == "on_time")?;
    let gained = comparison.compared.difference(plan, place)?.difference.mean > 0.0;
    let kroner = decimal(kroner, 0, lang);
    Some(match (gained, lang) {
        (true, Lang::Nb) => format!("  {kroner} kr per ekstra svar i tide."),
        (true, Lang::En) => format!("  {kroner} kroner per additional reply in time."),
        (false, Lang::Nb) => format!("  {kroner} kr spart per svar som ikke lenger kommer i tide."),
        (false, Lang::En) => format!("  {kroner} kroner saved per reply that is no longer in time."),
    })
}

fn row(comparison: &Comparison<'_>, figure: usize, line: &Line, lang: Lang) -> Vec<String> {
    let kpi = &comparison.kpis[figure];
    let name = crate::report::figures::with_days(kpi.name, comparison.deadline);
    let shown = |value: f64| match kpi.quantity {
        Quantity::Share => percent(value, lang),
        quantity => decimal(value, quantity.decimals(), lang),
    };
    let by = match kpi.quantity {
        Quantity::Share => points(line.paired.difference.mean, lang),
        quantity => signed(line.paired.difference.mean, quantity.decimals(), lang),
    };
    let verdict = line.verdict.map_or("", |verdict| word(verdict).of(lang));
    let unit = match (kpi.quantity, lang) {
        (Quantity::Share | Quantity::Count, _) => String::new(),
        (quantity, lang) => format!(" ({})", quantity.unit().of(lang)),
    };
    vec![
        format!("{}{unit}", name.of(lang)),
        shown(line.baseline),
        "→".into(),
        shown(line.variant),
        by,
        verdict.into(),
    ]
}

/// The units that a variant is proved to change most, within the limit.
fn changed(comparison: &Comparison<'_>, plan: usize, units: &[(usize, Line)], lang: Lang) -> Option<String> {
    let decided = |(figure, line): &&(usize, Line)| {
        let kpi = &comparison.kpis[*figure];
        let named = !["all", "direction", "topic"].contains(&kpi.about[0].en.as_str());
        line.plan == plan
            && kpi.id == "within_limit"
            && named
            && line.verdict.is_some_and(|v| v != Verdict::Undecided)
    };
    let mut found: Vec<&(usize, Line)> = units.iter().filter(decided).collect();
    found.sort_by(|a, b| b.1.paired.difference.mean.abs().total_cmp(&a.1.paired.difference.mean.abs()));
    let told: Vec<String> = found
        .iter()
        .take(UNITS)
        .map(|(figure, line)| {
            let name = printable(comparison.kpis[*figure].about[1].of(lang));
            format!("{name} {}", points(line.paired.difference.mean, lang))
        })
        .collect();
    let rest = found.len().saturating_sub(UNITS);
    let more = match (rest, lang) {
        (0, _) => String::new(),
        (rest, Lang::Nb) => format!(" og {rest} til"),
        (rest, Lang::En) => format!(" and {rest} more"),
    };
    let told = told.join("; ");
    (!told.is_empty()).then(|| {
        either(
            lang,
            format!("  Mest endret (prosentpoeng): {told}{more}."),
            format!("  Changed most (points): {told}{more}."),
        )
    })
}

fn sureness(comparison: &Comparison<'_>, lang: Lang) -> String {
    let plans = 1..comparison.plans.len();
    let replications: Vec<String> =
        plans.map(|plan| comparison.compared.replications(plan).to_string()).collect();
    let worst = comparison.compared.imprecise.iter().flatten().copied().fold(0.0, f64::max);
    let imprecise = match (worst > 0.0, lang) {
        (false, _) => String::new(),
        (true, Lang::Nb) => {
            format!(" Presisjon ikke nådd: ± {} prosentpoeng.", decimal(worst * 100.0, 2, lang))
        }
        (true, Lang::En) => format!(" Precision not reached: ± {} points.", decimal(worst * 100.0, 2, lang)),
    };
    let counts = replications.join(", ");
    either(
        lang,
        format!(
            "Samme meldinger i alle varianter; gjentak: {counts}. Bedre og dårligere: høyst 5 % sjanse for noen feil for hvert tall (Holm).{imprecise}"
        ),
        format!(
            "The same messages in all variants; replications: {counts}. Better and worse: at most 5 % chance of any error for each figure (Holm).{imprecise}"
        ),
    )
}
