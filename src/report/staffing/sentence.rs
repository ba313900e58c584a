//! How many people are needed, as sentences for the terminal, in bokmål and English.

use super::{Staffing, UNSEEN};
use crate::experiment::staffing::Tried;
use crate::experiment::staffing::axis::{Axis, Kind, kroner, positions};
use crate::report::sentences::{decimal, percent};
use crate::stats::{Aim, Bounds, Claim, Standing, unseen_year_period};
use crate::text::{Lang, difference, either, printable};

/// What `staff` prints.
pub fn answer(staffing: &Staffing<'_>, lang: Lang) -> String {
    let all = staffing.answer;
    let mut lines = Vec::new();
    match all.proved.map(|place| &all.candidates[place]) {
        Some(tried) => {
            lines.push(enough(staffing, tried, lang));
            lines.extend(other_goals(staffing, tried, lang));
            lines.push(minimality(staffing, lang));
            lines.push(unseen(tried, lang));
        }
        None if all.stopped.is_some() => lines.push(cut_short(false, lang)),
        None => lines.extend(all.candidates.last().map(|tried| not_proved(staffing, tried, lang))),
    }
    lines.push(work(staffing, lang));
    lines.join("\n") + "\n"
}

/// What `staff --verify` prints.
pub fn verified(staffing: &Staffing<'_>, tried: &Tried, seed: u64, lang: Lang) -> String {
    let people = people(staffing, &tried.point, lang);
    let found = headline(staffing, tried, lang);
    let (nb, en) = match tried.proof.standing {
        Standing::Proved => ("Bekreftet", "Confirmed"),
        Standing::Refuted => ("Ikke bekreftet: målet nås ikke", "Not confirmed: the goal is not met"),
        Standing::Open => ("Ikke bekreftet: for jevnt til å avgjøre", "Not confirmed: too close to call"),
    };
    either(
        lang,
        format!("{nb} på nye tilfeldige tall (frø {seed}): {people}: {found}.\n"),
        format!("{en} on fresh random numbers (seed {seed}): {people}: {found}.\n"),
    )
}

/// `4 merkantile (3,2 årsverk) er nok: 97,1 % besvart innen 5 virkedager (minst 95,6 % med 95 % sikkerhet); …`
fn enough(staffing: &Staffing<'_>, tried: &Tried, lang: Lang) -> String {
    let people = people(staffing, &tried.point, lang);
    let found = headline(staffing, tried, lang);
    let years = tried.met[0].map_or(String::new(), |met| format!("; {}", of_ten_years(met, lang)));
    let fewer = fewer(staffing, tried, lang);
    let weeks = staffing.weeks;
    let year = match (weeks == 52 || weeks == 53, lang) {
        (true, _) => String::new(),
        (false, Lang::Nb) => format!(" Et «år» er her {weeks} uker."),
        (false, Lang::En) => format!(" A \"year\" is {weeks} weeks here."),
    };
    either(
        lang,
        format!("{people} er nok: {found}{years}{fewer}.{year}"),
        format!("{people} {} enough: {found}{years}{fewer}.{year}", are(staffing, &tried.point)),
    )
}

/// `nådd i 9 av 10 simulerte år`; ten only where it was met in every one.
fn of_ten_years(met: f64, lang: Lang) -> String {
    let years = decimal(met * 10.0, 0, lang);
    let (nb, en) = match years.as_str() {
        "10" if met < 1.0 => ("mer enn 9".to_owned(), "more than 9".to_owned()),
        "0" if met > 0.0 => ("færre enn 1".to_owned(), "fewer than 1".to_owned()),
        _ => (years.clone(), years),
    };
    either(lang, format!("nådd i {nb} av 10 simulerte år"), format!("met in {en} of 10 simulated years"))
}

/// "is" for one person alone.
fn are(staffing: &Staffing<'_>, point: &[usize]) -> &'static str {
    let one = |axis: &Axis| axis.kind == Kind::Persons && axis.texts[point[0]] == "1";
    if matches!(staffing.axes, [axis] if one(axis)) { "is" } else { "are" }
}

/// `4 merkantile (3,2 årsverk)`, or each group by its name.
fn people(staffing: &Staffing<'_>, point: &[usize], lang: Lang) -> String {
    let fte = decimal(positions(staffing.axes, point), 1, lang);
    let named = match (staffing.axes, point) {
        ([axis], [level]) if axis.kind == Kind::Persons => persons(axis, *level, lang),
        (axes, point) => called(axes, point, lang),
    };
    let cost = kroner(staffing.axes, point).map_or(String::new(), |kroner| {
        let millions = decimal(kroner / 1e6, 2, lang);
        either(lang, format!(", {millions} mill. kr per år"), format!(", {millions} million kroner a year"))
    });
    either(
        lang,
        format!("{named} ({fte} årsverk{cost})"),
        format!("{named} ({fte} full-time equivalents{cost})"),
    )
}

/// `lunge-merkantil 4, lunge-leger 2 × 60 %`
pub fn called(axes: &[Axis], point: &[usize], lang: Lang) -> String {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for (axis, level) in axes.iter().zip(point) {
        let told = text(axis, *level, lang);
        match groups.iter_mut().find(|(group, _)| *group == axis.group) {
            // Persons before their position, in whichever order they vary.
            Some((_, levels)) if axis.kind == Kind::Persons => levels.insert(0, told),
            Some((_, levels)) => levels.push(told),
            None => groups.push((&axis.group, vec![told])),
        }
    }
    let one = |(group, levels): &(&str, Vec<String>)| format!("{} {}", printable(group), levels.join(" × "));
    groups.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn persons(axis: &Axis, level: usize, lang: Lang) -> String {
    let (count, role) = (&axis.texts[level], printable(&axis.role));
    match (count.as_str(), lang) {
        ("1", Lang::Nb) => format!("{count} {role}"),
        (_, Lang::Nb) => format!("{count} {}", difference::plural(&role)),
        (_, Lang::En) => format!("{count} {}", difference::english(&role, axis.levels[level] as i64)),
    }
}

fn text(axis: &Axis, level: usize, lang: Lang) -> String {
    match (axis.kind, lang) {
        (Kind::Position, Lang::Nb) => axis.texts[level].replace('.', ","),
        _ => axis.texts[level].clone(),
    }
}

/// `97,1 % besvart innen 5 virkedager (minst 95,6 % med 95 % sikkerhet)`
fn headline(staffing: &Staffing<'_>, tried: &Tried, lang: Lang) -> String {
    claim(staffing, tried, 0, lang)
}

fn claim(staffing: &Staffing<'_>, tried: &Tried, place: usize, lang: Lang) -> String {
    let what = staffing.goals[place].of(lang);
    let Some(bounds) = tried.proof.bounds.get(place).copied().flatten() else {
        return either(
            lang,
            format!("{what}: ikke målbart i alle gjentak"),
            format!("{what}: not known in every replication"),
        );
    };
    let claim = &staffing.aims.claims[place];
    let mean = value(claim, bounds.mean, lang);
    let sure = percent_whole(1.0 - tried.alpha, lang);
    let bound = value(claim, if claim.aim == Aim::Higher { bounds.lower } else { bounds.upper }, lang);
    let (nb, en) = if claim.aim == Aim::Higher { ("minst", "at least") } else { ("høyst", "at most") };
    either(
        lang,
        format!("{mean} {what} ({nb} {bound} med {sure} sikkerhet)"),
        format!("{mean} {what} ({en} {bound} with {sure} confidence)"),
    )
}

fn value(claim: &Claim, value: f64, lang: Lang) -> String {
    match (claim.aim, lang) {
        (Aim::Higher, _) => percent(value, lang),
        (Aim::Lower, Lang::Nb) => format!("{} timer", decimal(value, 1, lang)),
        (Aim::Lower, Lang::En) => format!("{} hours", decimal(value, 1, lang)),
    }
}

/// `95 %`; with decimals only where they say something.
fn percent_whole(share: f64, lang: Lang) -> String {
    let percent = share * 100.0;
    let decimals = if (percent - percent.round()).abs() < 1e-9 { 0 } else { 2 };
    format!("{} %", decimal(percent, decimals, lang))
}

/// `; med 3 faller det til 50,2 %`
fn fewer(staffing: &Staffing<'_>, proved: &Tried, lang: Lang) -> String {
    let all = staffing.answer.candidates.iter().chain(&staffing.answer.neighbours);
    let below = |tried: &&Tried| {
        let less = tried.point.iter().zip(&proved.point).all(|(less, more)| less <= more);
        less && tried.point != proved.point && !tried.proved()
    };
    let mut told = Vec::new();
    for tried in all.filter(below) {
        let Some(bounds) = tried.proof.bounds.first().copied().flatten() else { continue };
        let claim = &staffing.aims.claims[0];
        let mean = value(claim, bounds.mean, lang);
        let with = match staffing.axes {
            [axis] => text(axis, tried.point[0], lang),
            axes => {
                let changed =
                    axes.iter().zip(&tried.point).zip(&proved.point).find(|((_, less), more)| less < more);
                changed.map_or(String::new(), |((axis, level), _)| {
                    format!("{} {}", printable(&axis.group), text(axis, *level, lang))
                })
            }
        };
        told.push(match (tried.proof.standing, claim.aim, lang) {
            (Standing::Refuted, Aim::Higher, Lang::Nb) => format!("; med {with} faller det til {mean}"),
            (Standing::Refuted, Aim::Higher, Lang::En) => format!("; with {with} it falls to {mean}"),
            (Standing::Refuted, _, Lang::Nb) => format!("; med {with} blir det {mean}"),
            (Standing::Refuted, _, Lang::En) => format!("; with {with} it becomes {mean}"),
            (_, _, Lang::Nb) => {
                format!("; med {with} er det ikke bevist: {mean} ({})", both(claim, bounds, lang))
            }
            (_, _, Lang::En) => {
                format!("; with {with} it is not proved: {mean} ({})", both(claim, bounds, lang))
            }
        });
    }
    told.concat()
}

/// `mellom 93,9 % og 95,4 %`
fn both(claim: &Claim, bounds: Bounds, lang: Lang) -> String {
    let (lower, upper) = (value(claim, bounds.lower, lang), value(claim, bounds.upper, lang));
    either(lang, format!("mellom {lower} og {upper}"), format!("between {lower} and {upper}"))
}

fn other_goals(staffing: &Staffing<'_>, tried: &Tried, lang: Lang) -> Vec<String> {
    let others = 1..staffing.aims.claims.len();
    let told: Vec<String> =
        others.clone().take(8).map(|place| format!("  {}", claim(staffing, tried, place, lang))).collect();
    let rest = others.len().saturating_sub(8);
    let more =
        (rest > 0).then(|| either(lang, format!("  og {rest} mål til"), format!("  and {rest} goals more")));
    told.into_iter().chain(more).collect()
}

fn not_proved(staffing: &Staffing<'_>, tried: &Tried, lang: Lang) -> String {
    let people = people(staffing, &tried.point, lang);
    let worst = staffing.aims.claims.iter().zip(&tried.proof.bounds).enumerate().find_map(
        |(place, (claim, bounds))| {
            let open = bounds.is_none_or(|bounds| claim.judge(bounds) != Standing::Proved);
            open.then_some((place, claim, *bounds))
        },
    );
    let found = match worst {
        Some((place, claim, Some(bounds))) => {
            let what = staffing.goals[place].of(lang);
            let mean = value(claim, bounds.mean, lang);
            format!("{mean} {what} ({})", both(claim, bounds, lang))
        }
        _ => headline(staffing, tried, lang),
    };
    match (tried.proof.standing, lang) {
        (Standing::Refuted, Lang::Nb) => format!("Ikke bevist: {people} er ikke nok: {found}."),
        (Standing::Refuted, Lang::En) => {
            format!("Not proved: {people} {} not enough: {found}.", are(staffing, &tried.point))
        }
        (_, Lang::Nb) => format!(
            "For jevnt til å avgjøre med {people}: {found} etter {} gjentak.",
            tried.proof.replications
        ),
        (_, Lang::En) => format!(
            "Too close to call with {people}: {found} after {} replications.",
            tried.proof.replications
        ),
    }
}

/// After an interruption: what is proved stays so, and nothing is said of fewer people.
fn cut_short(proved: bool, lang: Lang) -> String {
    match (proved, lang) {
        (true, Lang::Nb) => "Avbrutt: at det er nok, er bevist; om færre er nok, er ikke avgjort.".to_owned(),
        (true, Lang::En) => {
            "Interrupted: that these are enough is proved; whether fewer are is not settled.".to_owned()
        }
        (false, Lang::Nb) => "Avbrutt før noe var bevist.".to_owned(),
        (false, Lang::En) => "Interrupted before anything was proved.".to_owned(),
    }
}

fn minimality(staffing: &Staffing<'_>, lang: Lang) -> String {
    if staffing.answer.stopped.is_some() {
        return cut_short(true, lang);
    }
    match (staffing.answer.all_below_tried, staffing.axes.len()) {
        (true, 1) => either(lang, "Lavere er ikke mulig.".into(), "Lower is not possible.".into()),
        (true, _) => either(
            lang,
            "Alle billigere bemanninger er prøvd, og ingen av dem er nok.".into(),
            "Every cheaper staffing was tried, and none is enough.".into(),
        ),
        (false, 1) if staffing.answer.candidates.last().is_some_and(|tried| tried.proof.standing == Standing::Refuted) => {
            either(
                lang,
                "Det neste trinnet ned er prøvd og ikke nok.".into(),
                "The next level down was tried and is not enough.".into(),
            )
        }
        (false, 1) => either(
            lang,
            "Det neste trinnet ned er ikke bevist.".into(),
            "The next level down is not proved.".into(),
        ),
        (false, _) => either(
            lang,
            "Lokalt minst: ingen bemanning ett trinn billigere er bevist. Ikke alt som er billigere, er prøvd.".into(),
            "Locally least: no staffing one step cheaper is proved. Not everything cheaper was tried.".into(),
        ),
    }
}

fn unseen(tried: &Tried, lang: Lang) -> String {
    let n = tried.proof.replications;
    let period = decimal(unseen_year_period(n, UNSEEN), 0, lang);
    either(
        lang,
        format!(
            "Sett i {n} gjentak: et slags dårlig år sjeldnere enn ett av {period} ville ikke ha vist seg."
        ),
        format!(
            "Seen in {n} replications: a kind of bad year rarer than one in {period} would not have been seen."
        ),
    )
}

fn work(staffing: &Staffing<'_>, lang: Lang) -> String {
    let answer = staffing.answer;
    let studies = answer.candidates.iter().chain(&answer.neighbours);
    let proved: usize = studies.map(|tried| tried.proof.replications).sum();
    let searched = answer.searched;
    either(
        lang,
        format!("Gjentak: {searched} for å lete, {proved} andre for å bevise."),
        format!("Replications: {searched} to search, {proved} others to prove."),
    )
}
