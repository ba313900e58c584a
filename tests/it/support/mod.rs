//! A small town for tests: one hospital with two departments, one municipality, people who are always there.
//!
//! Built in Rust, without a scenario file, so that a test changes one thing and reads the timeline.

mod log;

pub use log::{Log, Told};

use meldingsflyt::calendar::{CalendarSpec, Deadline, DeadlineRule, RosterSpec};
use meldingsflyt::model::*;
use meldingsflyt::random::{Dice, Law};
use meldingsflyt::simulation::{Prepared, run};
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Date, Duration, Instant, WorkingDays};

pub const HOSPITAL: OrganisationId = OrganisationId(0);
pub const MUNICIPALITY: OrganisationId = OrganisationId(1);

pub const LUNG: DepartmentId = DepartmentId(0);
pub const HEART: DepartmentId = DepartmentId(1);

pub const CLERK: RoleId = RoleId(0);
pub const DOCTOR: RoleId = RoleId(1);
pub const CASE_OFFICER: RoleId = RoleId(2);

pub const LUNG_INTAKE: InboxId = InboxId(0);
pub const LUNG_CLINIC: InboxId = InboxId(1);
pub const LUNG_WARD: InboxId = InboxId(2);
pub const HEART_INTAKE: InboxId = InboxId(3);
pub const HEART_CLINIC: InboxId = InboxId(4);
pub const CASE_HANDLING: InboxId = InboxId(5);
pub const NURSING: InboxId = InboxId(6);

pub const LUNG_SERVICE: ServiceId = ServiceId(0);
pub const CASE_HANDLING_SERVICE: ServiceId = ServiceId(2);
pub const NURSING_SERVICE: ServiceId = ServiceId(3);
pub const LABORATORY_SERVICE: ServiceId = ServiceId(4);
pub const ADMISSION_SERVICE: ServiceId = ServiceId(5);

pub const FROM_MUNICIPALITY: SenderId = SenderId(0);
pub const FROM_LUNG: SenderId = SenderId(1);

/// Constant times of the town, all different.
pub const SORTING: i64 = 3;
pub const AT_ONCE: i64 = 4;
pub const LOOKING: i64 = 2;
pub const CLERKS_ANSWER: i64 = 7;
pub const DOCTORS_ANSWER: i64 = 14;
pub const OFFICERS_ANSWER: i64 = 10;
pub const ASK_BACK: i64 = 5;

pub fn minutes(count: i64) -> Duration {
    Duration::MINUTE.times(count)
}

pub fn constant(count: i64) -> Law {
    Law::constant(minutes(count)).expect("a whole number of minutes is a law")
}

pub fn date(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd(year, month, day).expect("a date of the test")
}

pub fn share(value: f64) -> Share {
    Share::from_f64(value).expect("a share of the test")
}

/// The town without demand: Monday 5 January 2026 and three weeks more, Oslo, no transport time, nobody errs.
pub fn town() -> Parts {
    Parts {
        title: "En liten by".into(),
        period: Period { start: date(2026, 1, 5), weeks: 4, warm_up_weeks: 0 },
        calendar: CalendarSpec::default(),
        deadline: DeadlineSpec {
            rule: Deadline { rule: DeadlineRule::CalendarDay },
            expected: WorkingDays(3),
            limit: WorkingDays(5),
            goal: None,
            stops_while_waiting: false,
        },
        organisations: vec![
            organisation("haukeland", Side::Hospital),
            organisation("bergen", Side::Municipality),
        ],
        services: vec![
            service("Lungesykdommer", HOSPITAL, Receiver::Department(LUNG), ServiceKind::Ordinary),
            service("Hjertesykdommer", HOSPITAL, Receiver::Department(HEART), ServiceKind::Ordinary),
            service("Saksbehandling", MUNICIPALITY, Receiver::Inbox(CASE_HANDLING), ServiceKind::Ordinary),
            service("Sykepleiertjeneste", MUNICIPALITY, Receiver::Inbox(NURSING), ServiceKind::Ordinary),
            service("Laboratoriet", HOSPITAL, Receiver::Department(LUNG), ServiceKind::LaboratoryOrRadiology),
            service("PLO Innleggelse Somatikk", HOSPITAL, Receiver::Department(LUNG), ServiceKind::Admission),
        ],
        departments: vec![
            department("lunge", LUNG_INTAKE, vec![(LUNG_CLINIC, share(0.7)), (LUNG_WARD, share(0.3))]),
            department("hjerte", HEART_INTAKE, vec![(HEART_CLINIC, Share::ONE)]),
        ],
        inboxes: vec![
            inbox("lunge-inntak", InboxKind::ParentGroup, Some(LUNG)),
            inbox("lunge-poliklinikk", InboxKind::OutpatientClinic, Some(LUNG)),
            inbox("lunge-sengepost", InboxKind::Ward, Some(LUNG)),
            inbox("hjerte-inntak", InboxKind::ParentGroup, Some(HEART)),
            inbox("hjerte-poliklinikk", InboxKind::OutpatientClinic, Some(HEART)),
            inbox("Saksbehandling@bergen", InboxKind::MunicipalService, None),
            inbox("Sykepleiertjeneste@bergen", InboxKind::MunicipalService, None),
        ],
        roles: vec!["merkantil".into(), "lege".into(), "saksbehandler".into()],
        staff: vec![
            staff("merkantile", CLERK, vec![LUNG_INTAKE, HEART_INTAKE, LUNG_CLINIC, LUNG_WARD, HEART_CLINIC]),
            staff("leger", DOCTOR, vec![LUNG_CLINIC, LUNG_WARD, HEART_CLINIC]),
            staff("saksbehandlere", CASE_OFFICER, vec![CASE_HANDLING, NURSING]),
        ],
        senders: vec![
            Sender { organisation: MUNICIPALITY, service: None, inboxes: vec![(CASE_HANDLING, Share::ONE)] },
            Sender {
                organisation: HOSPITAL,
                service: Some(LUNG_SERVICE),
                inboxes: vec![(LUNG_INTAKE, Share::ONE)],
            },
        ],
        demand: Vec::new(),
        backlog: Vec::new(),
        transport: Transport {
            delay: constant(0),
            attempt_fails: Share::ZERO,
            attempts: [0, 12, 24, 36, 48, 60].map(|hours| Duration::HOUR.times(hours)).to_vec(),
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
            c5_after: constant(0),
            c5_call_time: constant(0),
        },
        events: Vec::new(),
        kr_per_position_year: None,
        hourly_series: Vec::new(),
        snapshots: Vec::new(),
        hard_end: false,
    }
}

/// A row to one registered service, without births yet.
pub fn row(key: &str, to: ServiceId, from: SenderId) -> DemandRow {
    let services = town().services;
    let service = &services[to.index()];
    DemandRow {
        key: key.into(),
        births: Births::Trace(Vec::new()),
        targets: vec![Target {
            address: service.address.clone(),
            organisation: service.organisation,
            service: Some(to),
            per_week: 0.0,
            senders: vec![(from, 1)],
        }],
        profile: Profile::hourly(&[[1.0; 24]; 7]),
        season: Season([1.0; 12]),
        sender_hours: SenderHours {
            days: [RosterSpec::always().days[0].first().copied(); 7],
            on_holidays: true,
        },
        day_to_day_cv: 0.0,
        urgency: vec![UrgencyClass { share: Share::ONE, answering: Vec::new(), calls: false }],
        follow_up: Share::ZERO,
        follow_up_delay: constant(0),
        flaws: FlawShares::default(),
        misuse: Vec::new(),
        no_municipal_service: Share::ZERO,
        gp_follows_up: Share::ZERO,
        day_to_day_correlation: 0.0,
        batch: meldingsflyt::random::CountLaw::constant(1),
        patience: None,
    }
}

/// The same row with one message at each of these instants.
pub fn traced(row: DemandRow, at: &[Instant]) -> DemandRow {
    let sender = row.targets[0].senders[0].0;
    let message = |at: &Instant| TraceMessage {
        at: *at,
        target: 0,
        sender,
        group: None,
        urgency: None,
        roles: None,
        sorting: None,
        answering: None,
    };
    DemandRow { births: Births::Trace(at.iter().map(message).collect()), ..row }
}

/// The same row with births at a rate.
pub fn at_rate(mut row: DemandRow, per_week: f64) -> DemandRow {
    row.births = Births::Rate;
    row.targets[0].per_week = per_week;
    row
}

/// Runs replication 0 of seed 1 and returns what was told.
pub fn simulate(parts: Parts) -> Log {
    let prepared = Prepared::new(Model::new(parts).expect("the town compiles")).expect("its demand compiles");
    let mut log = Log::default();
    run(&prepared, Dice::new(1, 0), &mut log);
    log
}

fn organisation(key: &str, side: Side) -> Organisation {
    Organisation {
        key: key.into(),
        name: key.into(),
        side,
        trust: None,
        number: (side == Side::Municipality).then(|| "4601".into()),
        inhabitants: 291_940,
        her_id: 2_000_000_000,
    }
}

fn service(name: &str, organisation: OrganisationId, receiver: Receiver, kind: ServiceKind) -> Service {
    let at = if organisation == HOSPITAL { "haukeland" } else { "bergen" };
    Service {
        address: format!("{name}@{at}"),
        name: name.into(),
        organisation,
        receiver,
        kind,
        code_system: String::new(),
        code: String::new(),
        her_id: 2_000_000_001,
    }
}

fn department(key: &str, parent: InboxId, groups: Vec<(InboxId, Share)>) -> Department {
    Department {
        key: key.into(),
        name: key.into(),
        organisation: HOSPITAL,
        intake: Intake::ParentGroup,
        parent,
        groups,
        sorting_role: CLERK,
        sorting: constant(SORTING),
        answered_at_once: Share::ZERO,
        at_once: constant(AT_ONCE),
        clerk_errs: Share::ZERO,
        sender_errs: Share::ZERO,
        wrong_department: Share::ZERO,
        wrong_to: Vec::new(),
    }
}

fn inbox(key: &str, kind: InboxKind, department: Option<DepartmentId>) -> Inbox {
    let by = |role, share| Way { share, first: role, second: None };
    let ways = match kind {
        InboxKind::ParentGroup => Vec::new(),
        InboxKind::MunicipalService => vec![by(CASE_OFFICER, Share::ONE)],
        _ => vec![by(CLERK, share(0.5)), by(DOCTOR, share(0.5))],
    };
    Inbox {
        key: key.into(),
        name: key.into(),
        kind,
        organisation: if department.is_some() { HOSPITAL } else { MUNICIPALITY },
        department,
        discipline: Discipline::Fifo,
        then: Vec::new(),
        look: constant(LOOKING),
        reading: None,
        ask_back: constant(ASK_BACK),
        ways,
        answering: vec![
            (CLERK, constant(CLERKS_ANSWER)),
            (DOCTOR, constant(DOCTORS_ANSWER)),
            (CASE_OFFICER, constant(OFFICERS_ANSWER)),
        ],
    }
}

fn staff(key: &str, role: RoleId, serves: Vec<InboxId>) -> StaffGroup {
    StaffGroup {
        key: key.into(),
        name: key.into(),
        roles: vec![role],
        count: 2,
        serves,
        roster: RosterSpec::always(),
        position: Share::ONE,
        end_of_window: EndOfWindow::Resume,
        sick_leave: None,
        vacations: Vec::new(),
        low_seasons: Vec::new(),
        speed: Factor::ONE,
        cherry_picking: Share::ZERO,
        unlimited: false,
    }
}
