//! `deadline`: when is the answer due?

use super::exit::Exit;
use super::input;
use super::output::Output;
use crate::calendar::{Calendar, CalendarSpec, Deadline, DeadlineRule};
use crate::text::{Lang, cli as say};
use crate::time::{Date, Instant, WorkingDays};
use clap::Args;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Read};

/// Arguments of `deadline`; what they mean is said in `text::help`.
#[derive(Args, Debug)]
pub struct DeadlineArgs {
    #[arg(value_name = "TIDSPUNKT")]
    instants: Vec<String>,
    #[arg(long, value_name = "DAGER", default_value = "3,5", allow_hyphen_values = true)]
    days: String,
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
const MOST_DAYS: u64 = 250;

/// Bytes of standard input that are read.
const MOST_BYTES: u64 = 64 << 20;

pub fn run(args: &DeadlineArgs, lang: Lang, out: &mut Output) -> Exit {
    let mut faults = Vec::new();
    let mut question = Question::of(args, lang, &mut faults);
    let answers = match (args.instants.is_empty(), faults.is_empty()) {
        (false, _) => {
            let instants = args.instants.iter().map(|text| (0, text.trim()));
            question.all(instants, &mut faults)
        }
        (true, true) => match standard_input(lang, out) {
            Ok(text) => {
                let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
                question.all(lines.filter(|(_, line)| !line.is_empty()), &mut faults)
            }
            Err(fault) => return out.refuse(&[fault]),
        },
        (true, false) => Vec::new(),
    };
    if !faults.is_empty() {
        return out.refuse(&faults);
    }
    answers.iter().try_for_each(|line| out.line(line)).map_or_else(|exit| exit, |()| Exit::Done)
}

fn standard_input(lang: Lang, out: &Output) -> Result<String, String> {
    if io::stdin().is_terminal() {
        out.warn(say::type_instants(lang));
    }
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| say::unreadable_input(lang, &error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(say::long_input(lang, MOST_BYTES >> 20));
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        say::input_no_text(lang, before.iter().filter(|byte| **byte == b'\n').count() + 1)
    })
}

struct Question {
    rule: Deadline,
    spec: CalendarSpec,
    days: Vec<u32>,
    json: bool,
    lang: Lang,
    /// By year of receipt.
    calendars: BTreeMap<i32, Calendar>,
}

impl Question {
    fn of(args: &DeadlineArgs, lang: Lang, faults: &mut Vec<String>) -> Question {
        let rule = DeadlineRule::parse(&args.rule).filter(|rule| *rule != DeadlineRule::None);
        if rule.is_none() {
            let all = DeadlineRule::ALL.iter().filter(|rule| **rule != DeadlineRule::None);
            let names: Vec<&str> = all.map(|rule| rule.name()).collect();
            faults.push(say::unknown_rule(lang, &args.rule, &names.join(", ")));
        }
        let days = args.days.split(',').map(str::trim);
        let days =
            days.map(|days| input::whole("--days", days, 0..=MOST_DAYS, lang, faults) as u32).collect();
        let mut closed = Vec::new();
        for text in &args.closed {
            match Date::parse(text.trim()) {
                Some(date) => closed.push(date),
                None => faults.push(say::no_date(lang, text)),
            }
        }
        let spec = CalendarSpec { saturday_counts: args.saturday_counts, closed, ..CalendarSpec::default() };
        let rule = Deadline { rule: rule.unwrap_or_default() };
        Question { rule, spec, days, json: args.json, lang, calendars: BTreeMap::new() }
    }

    /// Every instant with its line (0: an argument); what is wrong with any joins the faults.
    fn all<'a>(
        &mut self,
        instants: impl Iterator<Item = (usize, &'a str)>,
        faults: &mut Vec<String>,
    ) -> Vec<String> {
        let mut answers = Vec::new();
        for (line, text) in instants {
            match self.answer(text) {
                Ok(answer) => answers.push(answer),
                Err(fault) if line == 0 => faults.push(fault),
                Err(fault) => faults.push(say::in_line(self.lang, line, &fault)),
            }
        }
        answers
    }

    fn answer(&mut self, text: &str) -> Result<String, String> {
        let lang = self.lang;
        let refused = || say::no_instant(lang, text);
        let year: i32 = text.get(0..4).and_then(|year| year.parse().ok()).ok_or_else(refused)?;
        if !(1971..=2190).contains(&year) {
            return Err(say::year_out_of_range(lang, text));
        }
        if !self.calendars.contains_key(&year) {
            let date =
                |year, month, day| Date::from_ymd(year, month, day).expect("first and last days exist");
            let calendar = Calendar::compile(&self.spec, date(year - 1, 1, 1), date(year + 3, 12, 31))
                .map_err(|fault| say::with_detail(lang, text, &fault))?;
            self.calendars.insert(year, calendar);
        }
        let calendar = &self.calendars[&year];
        let received = calendar.parse_instant(text).map_err(|_| refused())?;
        let due: Vec<(u32, Instant)> = self
            .days
            .iter()
            .map(|days| (*days, self.rule.last_instant(calendar, received, WorkingDays(*days))))
            .collect();
        Ok(if self.json {
            self.as_json(calendar, received, &due)
        } else {
            self.as_words(calendar, text, &due)
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
