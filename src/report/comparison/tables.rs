//! The tables of a comparison.

use super::{Comparison, Family, Line, word};
use crate::measures::Quantity;
use crate::report::figures::with_days;
use crate::report::table::{Cell, Column, Table};
use crate::report::terms;
use crate::text::Name;

/// In reading order.
pub fn tables(comparison: &Comparison<'_>) -> Vec<Table> {
    vec![
        plans(comparison),
        of_family(comparison, Family::Overall, Name::new("2-sammenligning", "comparison"), &[]),
        of_family(comparison, Family::Unit, Name::new("3-enheter", "units"), &UNIT),
        of_family(comparison, Family::Inbox, Name::new("4-innbokser", "inboxes"), &INBOX),
        of_family(comparison, Family::Group, Name::new("5-bemanning", "staff"), &GROUP),
    ]
}

/// Identifier, heading and meaning of a column.
type Head = (&'static str, Name, Name);

const UNIT: [Head; 3] = [
    (
        "level",
        Name::new("Nivå", "Level"),
        Name::new("Hva slags enhet raden gjelder", "What kind of unit the row is about"),
    ),
    (
        "unit",
        Name::new("Enhet", "Unit"),
        Name::new("Avdeling, tjeneste, kommune eller tema", "Department, service, municipality or topic"),
    ),
    (
        "direction",
        Name::new("Retning", "Direction"),
        Name::new("Hvem forespørselen er sendt til", "Whom the request is sent to"),
    ),
];
const INBOX: [Head; 3] = [
    (
        "inbox_key",
        Name::new("Nøkkel", "Key"),
        Name::new("Innboksens nøkkel i scenarioet", "The inbox's key in the scenario"),
    ),
    ("inbox", Name::new("Innboks", "Inbox"), Name::new("Innboksens navn", "The inbox's name")),
    (
        "department",
        Name::new("Avdeling", "Department"),
        Name::new("Avdelingen eller kommunen", "The department or municipality"),
    ),
];
const GROUP: [Head; 3] = [
    (
        "group_key",
        Name::new("Nøkkel", "Key"),
        Name::new("Gruppens nøkkel i scenarioet", "The group's key in the scenario"),
    ),
    ("group", Name::new("Gruppe", "Group"), Name::new("Gruppens navn", "The group's name")),
    ("role", Name::new("Rolle", "Role"), Name::new("Gruppens roller", "The group's roles")),
];

fn column((id, name, meaning): Head) -> Column {
    Column::plain(id, name, meaning)
}

pub(in crate::report) fn variant_column() -> Column {
    column((
        "variant",
        Name::new("Variant", "Variant"),
        Name::new("Hvilken variant av scenarioet raden gjelder", "The variant of the scenario"),
    ))
}

fn variant_cell(comparison: &Comparison<'_>, plan: usize) -> Cell {
    let key = &comparison.plans[plan].key;
    if key.is_empty() { Cell::term(terms::BASELINE) } else { Cell::text(key) }
}

/// 1: what each variant is, in words, and what a reply within the limit costs with it.
fn plans(comparison: &Comparison<'_>) -> Table {
    let columns = vec![
        variant_column(),
        column((
            "title",
            Name::new("Tittel", "Title"),
            Name::new("Variantens tittel", "The variant's title"),
        )),
        column((
            "difference",
            Name::new("Forskjell", "Difference"),
            Name::new(
                "Det som er annerledes enn i nåsituasjonen, i ord",
                "What differs from the baseline, in words",
            ),
        )),
        column((
            "replications",
            Name::new("Gjentak", "Replications"),
            Name::new("Gjentak av varianten", "Replications of the variant"),
        )),
        Column {
            unit: Some(Quantity::Kroner.unit().into()),
            ..column((
                "cost_per_additional_reply",
                Name::new("Kroner per ekstra svar i tide", "Kroner per additional reply in time"),
                Name::new(
                    "Forskjell i kostnad per år ÷ forskjell i svar innen fristen per år (spart per tapt svar der begge er negative); tom uten pris, uten avklart forskjell, eller der den dyreste ikke er best",
                    "Difference in cost a year ÷ difference in replies within the limit a year (saved per lost reply where both are negative); empty without a price, without a decided difference, or where the dearer is not the better",
                ),
            ))
        },
        Column {
            unit: Some(Quantity::Share.unit().into()),
            ..column((
                "half_width",
                Name::new("Presisjon ikke nådd", "Precision not reached"),
                Name::new(
                    "Halv bredde av intervallet for forskjellen innen fristen, der en smalere var ønsket",
                    "Half-width of the interval of the difference within the limit, where a smaller one was asked for",
                ),
            ))
        },
    ];
    let share = |head| Column { unit: Some(Quantity::Share.unit().into()), ..column(head) };
    let columns = [columns, OWN_SHARE.map(share).to_vec()].concat();
    let mut table = Table::new(Name::new("1-varianter", "variants"), columns);
    for (plan, told) in comparison.plans.iter().enumerate() {
        let cost = if plan == 0 { None } else { comparison.cost_per_reply(plan) };
        let own = comparison.own_share(plan);
        let mut row = vec![
            variant_cell(comparison, plan),
            Cell::text(&told.title),
            if plan == 0 { Cell::Missing } else { Cell::Words(told.words.clone()) },
            Cell::Count(comparison.compared.rows[plan].len() as u64),
            Cell::figure(cost, Quantity::Kroner),
            Cell::figure(comparison.compared.imprecise[plan], Quantity::Share),
        ];
        row.extend([own.mean, own.lower(), own.upper()].map(|value| Cell::figure(value, Quantity::Share)));
        table.push(row);
    }
    table
}

const OWN_SHARE: [Head; 3] = [
    (
        "share",
        Name::new("Andel i tide", "Share in time"),
        Name::new(
            "Andel besvart innen måltallets virkedager, uten måltall innen fristen; alle gjentak av varianten",
            "Share answered within the goal's working days, without a goal within the limit; all replications of the variant",
        ),
    ),
    (
        "share_lower",
        Name::new("Andel i tide: nedre", "Share in time: lower"),
        Name::new("Nedre grense av konfidensintervallet", "Lower bound of the confidence interval"),
    ),
    (
        "share_upper",
        Name::new("Andel i tide: øvre", "Share in time: upper"),
        Name::new("Øvre grense av konfidensintervallet", "Upper bound of the confidence interval"),
    ),
];

fn of_family(comparison: &Comparison<'_>, family: Family, name: Name, about: &[Head]) -> Table {
    let mut columns = vec![variant_column()];
    columns.extend(about.iter().map(|head| column(*head)));
    columns.extend(FIGURES.map(column));
    let mut table = Table::new(name, columns);
    for (figure, line) in comparison.lines(family) {
        let kpi = &comparison.kpis[figure];
        let mut row = vec![variant_cell(comparison, line.plan)];
        row.extend(kpi.about.iter().take(about.len()).cloned().map(Cell::Words));
        row.push(Cell::Words(with_days(kpi.name, comparison.deadline)));
        row.push(Cell::term(kpi.quantity.unit()));
        row.extend(cells(&line, kpi.quantity));
        table.push(row);
    }
    table
}

const FIGURES: [Head; 9] = [
    ("figure", Name::new("Tall", "Figure"), Name::new("Hva som sammenlignes", "What is compared")),
    (
        "figure_unit",
        Name::new("Måleenhet", "Unit of the figure"),
        Name::new("Tallets måleenhet", "The figure's unit"),
    ),
    (
        "baseline",
        Name::new("Nåsituasjon", "Baseline"),
        Name::new("Gjennomsnitt over felles gjentak", "Mean over common replications"),
    ),
    (
        "with_variant",
        Name::new("Med varianten", "With the variant"),
        Name::new("Gjennomsnitt over felles gjentak", "Mean over common replications"),
    ),
    (
        "difference",
        Name::new("Forskjell", "Difference"),
        Name::new(
            "Variant minus nåsituasjon, parvis på samme meldinger; andeler i prosentpoeng",
            "Variant minus baseline, paired on the same messages",
        ),
    ),
    (
        "lower",
        Name::new("Nedre", "Lower"),
        Name::new(
            "Nedre grense av forskjellens konfidensintervall",
            "Lower bound of the difference's confidence interval",
        ),
    ),
    (
        "upper",
        Name::new("Øvre", "Upper"),
        Name::new(
            "Øvre grense av forskjellens konfidensintervall",
            "Upper bound of the difference's confidence interval",
        ),
    ),
    (
        "p_value",
        Name::new("P-verdi", "P-value"),
        Name::new(
            "Tosidig, etter Holm over alle rader med samme tall",
            "Two-sided, after Holm over all rows of the same figure",
        ),
    ),
    (
        "verdict",
        Name::new("Vurdering", "Verdict"),
        Name::new(
            "bedre eller dårligere: p-verdien er høyst 0,05; ellers uavklart; tom der ingen vei er best",
            "better or worse: the p-value is at most 0.05; else undecided; empty where neither way is good",
        ),
    ),
];

fn cells(line: &Line, quantity: Quantity) -> [Cell; 7] {
    let cell = |value| Cell::figure(Some(value), quantity);
    let difference = line.paired.difference;
    [
        cell(line.baseline),
        cell(line.variant),
        cell(difference.mean),
        cell(difference.lower),
        cell(difference.upper),
        Cell::Number { value: line.p_value, decimals: 4 },
        line.verdict.map_or(Cell::Missing, |verdict| Cell::term(word(verdict))),
    ]
}
