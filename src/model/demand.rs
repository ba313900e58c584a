//! What is sent: demand rows with their rates, profiles, flaws and misuse, as the scenario means them.

use super::{InboxId, OrganisationId, RoleId, SenderId, ServiceId};
use crate::model::rules::Misuse;
use crate::random::{CountLaw, Law};
use crate::stats::Share;
use crate::time::{Duration, Instant, TimeOfDay};

/// Who sends, and where answers come back to: one of the inboxes, drawn by share at birth.
#[derive(Clone, Debug)]
pub struct Sender {
    pub organisation: OrganisationId,
    /// `None`: a bare municipality.
    pub service: Option<ServiceId>,
    /// Own inbox, or several to be drawn from (a hospital service under direct intake); shares sum to 1.
    /// Empty where the organisation has none: then nothing may come back that costs time.
    pub inboxes: Vec<(InboxId, Share)>,
}

/// Where a row's messages go: one stream of births each (and one for each kind of misuse).
#[derive(Clone, Debug)]
pub struct Target {
    /// `Sykepleiertjeneste@bergen`, registered or not.
    pub address: String,
    pub organisation: OrganisationId,
    /// `None`: the organisation does not register this service (A3 at a municipality, else A1).
    pub service: Option<ServiceId>,
    /// Requests a week on average over the calendar year, misuse not included. 0 for counts and traces.
    pub per_week: f64,
    /// Possible senders with whole-number weights (inhabitants).
    pub senders: Vec<(SenderId, u64)>,
}

/// One line of a trace: a message with its instant and what is known of it; the rest is drawn.
#[derive(Clone, Debug)]
pub struct TraceMessage {
    /// The sending instant.
    pub at: Instant,
    /// Index into the row's targets.
    pub target: u32,
    pub sender: SenderId,
    /// The true work group.
    pub group: Option<InboxId>,
    /// Urgency class, from 1.
    pub urgency: Option<u8>,
    /// Answering role, or two in turn.
    pub roles: Option<(RoleId, Option<RoleId>)>,
    /// Nominal sorting time, at each pass.
    pub sorting: Option<Duration>,
    /// Nominal answering time, of each step.
    pub answering: Option<Duration>,
}

/// Where a row's births come from.
#[derive(Clone, Debug)]
pub enum Births {
    /// Poisson, at the targets' rates × season × profile × busyness.
    Rate,
    /// Poisson, with expected counts: (target, ISO year, ISO week, count).
    Counts(Vec<WeekCount>),
    /// With gaps that follow a law, counted in the senders' hours; one target.
    Gaps(Law),
    /// Exactly these.
    Trace(Vec<TraceMessage>),
}

/// An expected number of requests in an ISO week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeekCount {
    pub target: u32,
    pub iso_week: (i32, u32),
    pub count: f64,
}

/// Weights an hour by weekday (Monday first) and local time of day; only their proportions count.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile(pub [Vec<Step>; 7]);

/// A weight from a time of day on, until the next step or the end of the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    pub from: TimeOfDay,
    pub weight: f64,
}

impl Profile {
    /// One weight for each clock hour.
    pub fn hourly(weights: &[[f64; 24]; 7]) -> Profile {
        Profile(weights.each_ref().map(|day| Profile::even_steps(day)))
    }

    /// Steps of equal length over a day; their number divides its 86,400 seconds.
    pub fn even_steps(weights: &[f64]) -> Vec<Step> {
        let seconds = 86_400 / weights.len() as u32;
        let from = |index| TimeOfDay::from_seconds(index * seconds).expect("within the day");
        weights.iter().zip(0..).map(|(weight, index)| Step { from: from(index), weight: *weight }).collect()
    }
}

/// Factors by month, January first; only their proportions count.
#[derive(Clone, Debug, PartialEq)]
pub struct Season(pub [f64; 12]);

/// When the senders are at work; outside, nothing is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct SenderHours {
    /// By weekday, Monday first; `None`: closed.
    pub days: [Option<(TimeOfDay, TimeOfDay)>; 7],
    /// Also on public holidays and closed days, and uncut on short days.
    pub on_holidays: bool,
}

/// A class of urgency; class 1 is the most urgent.
#[derive(Clone, Debug)]
pub struct UrgencyClass {
    pub share: Share,
    /// Own answering times by role; what is not named has the inbox's.
    pub answering: Vec<(RoleId, Law)>,
    /// Whether the sender may call as well, at the sending instant.
    pub calls: bool,
}

/// Shares of requests with each flaw of content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FlawShares {
    pub c1: Share,
    pub c2: Share,
    pub c3: Share,
    pub c4: Share,
    pub c5: Share,
}

/// A row of demand.
#[derive(Clone, Debug)]
pub struct DemandRow {
    /// `kommune-til-lunge`.
    pub key: String,
    pub births: Births,
    pub targets: Vec<Target>,
    pub profile: Profile,
    pub season: Season,
    pub sender_hours: SenderHours,
    /// Coefficient of variation of the busyness of a day; 0 for none.
    pub day_to_day_cv: f64,
    /// Correlation of the busyness (of its normal score) from one date to the next; below 1.
    pub day_to_day_correlation: f64,
    /// How many messages come at once; rates are of messages.
    pub batch: CountLaw,
    /// How long after receipt a sender withdraws a request that waits; `None`: never.
    pub patience: Option<Law>,
    /// Classes 1…n; the shares sum to 1.
    pub urgency: Vec<UrgencyClass>,
    pub follow_up: Share,
    /// From reading the reply to sending the follow-up.
    pub follow_up_delay: Law,
    pub flaws: FlawShares,
    /// Extra streams, each at a share of the row's rate.
    pub misuse: Vec<(Misuse, Share)>,
    /// Of requests to a municipality: for a patient without municipal service (A3).
    pub no_municipal_service: Share,
    /// Of A3: the GP follows up, nothing is sent.
    pub gp_follows_up: Share,
}
