//! The simulation against Erlang's formula, built without a scenario file.

use super::*;
use crate::calendar::{CalendarSpec, Deadline, DeadlineRule, Holidays, RosterSpec};
use crate::model::*;
use crate::queueing;
use crate::random::Law;
use crate::record::Work;
use crate::stats::Share;
use crate::time::{Duration, TimeOfDay, WorkingDays};

/// One inbox, `servers` people who are always there, exponential gaps and times in minutes.
fn station(per_hour: f64, mean: Duration, servers: u32, weeks: u32) -> Prepared {
    let zero = || Law::constant(Duration::ZERO).unwrap();
    let organisation = Organisation {
        key: "k".into(),
        name: "K".into(),
        side: Side::Municipality,
        trust: None,
        number: None,
        inhabitants: 1,
        her_id: 1,
    };
    let inbox = Inbox {
        key: "Saksbehandling@k".into(),
        name: "Saksbehandling".into(),
        kind: InboxKind::MunicipalService,
        organisation: OrganisationId(0),
        department: None,
        discipline: Discipline::Fifo,
        then: Vec::new(),
        look: zero(),
        reading: None,
        ask_back: zero(),
        ways: vec![Way { share: Share::ONE, first: RoleId(0), second: None }],
        answering: vec![(RoleId(0), Law::exponential(mean).unwrap())],
    };
    let service = Service {
        address: inbox.key.clone(),
        name: "Saksbehandling".into(),
        organisation: OrganisationId(0),
        receiver: Receiver::Inbox(InboxId(0)),
        kind: ServiceKind::Ordinary,
        code_system: String::new(),
        code: String::new(),
        her_id: 2,
    };
    let always = Some((TimeOfDay::MIDNIGHT, TimeOfDay::END_OF_DAY));
    let row = DemandRow {
        key: "rad".into(),
        births: crate::model::Births::Rate,
        targets: vec![Target {
            address: inbox.key.clone(),
            organisation: OrganisationId(0),
            service: Some(ServiceId(0)),
            per_week: per_hour * 168.0,
            senders: vec![(SenderId(0), 1)],
        }],
        profile: Profile::hourly(&[[1.0; 24]; 7]),
        season: Season([1.0; 12]),
        sender_hours: SenderHours { days: [always; 7], on_holidays: true },
        day_to_day_cv: 0.0,
        urgency: vec![UrgencyClass { share: Share::ONE, answering: Vec::new(), calls: false }],
        follow_up: Share::ZERO,
        follow_up_delay: zero(),
        flaws: FlawShares::default(),
        misuse: Vec::new(),
        no_municipal_service: Share::ZERO,
        gp_follows_up: Share::ZERO,
        day_to_day_correlation: 0.0,
        batch: crate::random::CountLaw::constant(1),
        patience: None,
    };
    let staff = StaffGroup {
        key: "folk".into(),
        name: "Folk".into(),
        roles: vec![RoleId(0)],
        count: servers,
        serves: vec![InboxId(0)],
        roster: RosterSpec::always(),
        position: Share::ONE,
        end_of_window: EndOfWindow::Resume,
        sick_leave: None,
        vacations: Vec::new(),
        low_seasons: Vec::new(),
        speed: Factor::ONE,
        cherry_picking: Share::ZERO,
        unlimited: false,
    };
    let parts = Parts {
        title: "M/M/c".into(),
        period: Period { start: crate::time::Date::from_ymd(2026, 1, 5).unwrap(), weeks, warm_up_weeks: 1 },
        calendar: CalendarSpec { zone: "UTC".into(), holidays: Holidays::None, ..CalendarSpec::default() },
        deadline: DeadlineSpec {
            rule: Deadline { rule: DeadlineRule::None },
            expected: WorkingDays(3),
            limit: WorkingDays(5),
            goal: None,
            stops_while_waiting: false,
        },
        organisations: vec![organisation],
        services: vec![service],
        departments: Vec::new(),
        inboxes: vec![inbox],
        roles: vec!["folk".into()],
        staff: vec![staff],
        senders: vec![Sender { organisation: OrganisationId(0), service: None, inboxes: Vec::new() }],
        demand: vec![row],
        backlog: Vec::new(),
        transport: Transport {
            delay: zero(),
            attempt_fails: Share::ZERO,
            attempts: vec![Duration::ZERO],
            given_up_after: Duration::HOUR.times(72),
            outages: Vec::new(),
        },
        telephone: Telephone::default(),
        flaw_effects: FlawEffects {
            c1_sorting: Factor::ONE,
            c3_answering: Factor::ONE,
            c4_answering: Factor::ONE,
            c4_asks_back: Share::ZERO,
            c5_second_message: Share::ZERO,
            c5_call: Share::ZERO,
            c5_after: zero(),
            c5_call_time: zero(),
        },
        events: Vec::new(),
        kr_per_position_year: None,
        hourly_series: Vec::new(),
        snapshots: Vec::new(),
        hard_end: false,
    };
    Prepared::new(Model::new(parts).unwrap()).unwrap()
}

/// Sums waits of those who began in the observation window.
#[derive(Default)]
struct Waits {
    count: u64,
    micros: i128,
}

impl Recorder for Waits {
    fn record(&mut self, context: &Context<'_>, at: Instant, fact: &Fact<'_>) {
        if let Fact::Begun { case, .. } = fact
            && case.work == Work::Answering
            && case.arrived >= context.model.observed().0
        {
            self.count += 1;
            self.micros += i128::from((at - case.arrived).micros());
        }
    }
}

#[test]
fn mean_waits_are_erlangs() {
    for (servers, load) in [(1, 0.5), (1, 0.8), (3, 0.8)] {
        let mean = Duration::MINUTE;
        let per_hour = 60.0 * load * f64::from(servers);
        let prepared = station(per_hour, mean, servers, 100);
        let mut waits = Waits::default();
        run(&prepared, Dice::new(1, 0), &mut waits);
        let measured = waits.micros as f64 / waits.count as f64 / 6e7;
        let expected = queueing::mmc(load * f64::from(servers), 1.0, servers).unwrap().mean_wait;
        // About a million messages: standard error of the mean wait below 1.5 % at load 0.8 (Whitt 1989).
        assert!((measured / expected - 1.0).abs() < 0.06, "{servers} at {load}: {measured} for {expected}");
        assert!(waits.count > 500_000);
    }
}
