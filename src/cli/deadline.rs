//! `deadline`: when is the answer due?

use super::exit::Exit;
use super::output::Output;
use crate::calendar::{Calendar, CalendarSpec, Deadline, DeadlineRule};
use crate::text::{Lang, cli as say};
use crate::time::{Date, Instant, WorkingDays};
use clap::Args;
use std::io::BufRead;

/// Arguments of `deadline`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct DeadlineArgs {
    #[arg(value_name = "TIDSPUNKT")]
    instants: Vec<String>,
    #[arg(long, value_name = "DAGER", value_delimiter = ',', default_value = "3,5")]
    days: Vec<u32>,
    #[arg(long, value_name = "REGEL", default_value = "calendar_day")]
    rule: String,
    #[arg(long)]
    saturday_counts: bool,
    #[arg(long, value_name = "DATOER", value_delimiter = ',')]
    closed: Vec<String>,
    #[arg(long)]
    json: bool,
}

/// Most working days ahead that are asked for.
const MOST_DAYS: u32 = 250;

pub fn run(args: &DeadlineArgs, lang: Lang, out: &mut Output) -> Exit {
    let mut faults = Vec::new();
    let rule = DeadlineRule::parse(&args.rule).filter(|rule| *rule != DeadlineRule::None);
    if rule.is_none() {
        let names: Vec<&str> = DeadlineRule::ALL
            .iter()
            .filter(|rule| **rule != DeadlineRule::None)
            .map(|rule| rule.name())
            .collect();
        faults.push(say::unknown_rule(lang, &args.rule, &names.join(", ")));
    }
    faults.extend(
        args.days.iter().filter(|days| **days > MOST_DAYS).map(|d| say::too_many_days(lang, *d, MOST_DAYS)),
    );
    let mut closed = Vec::new();
    for text in &args.closed {
        match Date::parse(text) {
            Some(date) => closed.push(date),
            None => faults.push(say::no_date(lang, text)),
        }
    }
    if !faults.is_empty() {
        return out.refuse(&faults);
    }
    let rule = Deadline { rule: rule.expect("an unknown rule was refused") };
    let spec = CalendarSpec { saturday_counts: args.saturday_counts, closed, ..CalendarSpec::default() };
    let question = Question { rule, spec, days: &args.days, json: args.json, lang };
    if args.instants.is_empty() {
        question.read_standard_input(out)
    } else {
        question.all(&args.instants, out)
    }
}

struct Question<'a> {
    rule: Deadline,
    spec: CalendarSpec,
    days: &'a [u32],
    json: bool,
    lang: Lang,
}

impl Question<'_> {
    /// All instants given as arguments: every fault is told before anything is answered.
    fn all(&self, instants: &[String], out: &mut Output) -> Exit {
        let answers: Vec<Result<String, String>> = instants.iter().map(|text| self.answer(text)).collect();
        let faults: Vec<String> =
            answers.iter().filter_map(|answer| answer.as_ref().err().cloned()).collect();
        if !faults.is_empty() {
            return out.refuse(&faults);
        }
        answers.iter().flatten().try_for_each(|line| out.line(line)).map_or_else(|exit| exit, |()| Exit::Done)
    }

    /// One instant a line, answered as they come; lines that are none are refused at the end.
    fn read_standard_input(&self, out: &mut Output) -> Exit {
        let mut faults = Vec::new();
        for line in std::io::stdin().lock().lines() {
            let Ok(line) = line else {
                faults.push(say::unreadable_input(self.lang));
                break;
            };
            if line.trim().is_empty() {
                continue;
            }
            match self.answer(line.trim()) {
                Ok(answer) => {
                    if let Err(exit) = out.line(&answer) {
                        return exit;
                    }
                }
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Exit::Done } else { out.refuse(&faults) }
    }

    fn answer(&self, text: &str) -> Result<String, String> {
        let refused = || say::no_instant(self.lang, text);
        let year: i32 = text.get(0..4).and_then(|year| year.parse().ok()).ok_or_else(refused)?;
        if !(1971..=2190).contains(&year) {
            return Err(say::year_out_of_range(self.lang, text));
        }
        let date = |year, month, day| Date::from_ymd(year, month, day).expect("first and last days exist");
        let calendar = Calendar::compile(&self.spec, date(year - 1, 1, 1), date(year + 3, 12, 31))
            .map_err(|fault| say::with_detail(self.lang, text, &fault))?;
        let received = calendar.parse_instant(text).map_err(|_| refused())?;
        let due: Vec<(u32, Instant)> = self
            .days
            .iter()
            .map(|days| (*days, self.rule.last_instant(&calendar, received, WorkingDays(*days))))
            .collect();
        Ok(if self.json {
            self.as_json(&calendar, received, &due)
        } else {
            self.as_words(&calendar, text, &due)
        })
    }

    fn as_words(&self, calendar: &Calendar, text: &str, due: &[(u32, Instant)]) -> String {
        let parts: Vec<String> = due
            .iter()
            .map(|(days, last)| {
                let at = calendar.local(*last);
                let by_clock = self.rule.rule == DeadlineRule::OpenHours;
                let clock = by_clock.then(|| at.time_of_day.to_string());
                say::due(self.lang, *days, at.date, clock.as_deref())
            })
            .collect();
        format!("{text}: {}", parts.join(" · "))
    }

    fn as_json(&self, calendar: &Calendar, received: Instant, due: &[(u32, Instant)]) -> String {
        let due: Vec<serde_json::Value> = due
            .iter()
            .map(|(days, last)| {
                serde_json::json!({
                    "working_days": days,
                    "last_date": calendar.local(*last).date.to_string(),
                    "last_instant": calendar.format(*last),
                })
            })
            .collect();
        serde_json::json!({ "received": calendar.format(received), "rule": self.rule.rule.name(), "due": due }).to_string()
    }
}
