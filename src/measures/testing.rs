//! A small model for tests: one hospital department with two groups, one municipality with one service.
//!
//! January 2026, Oslo time, Monday–Friday; observed for two weeks from Monday the 5th after a week of warm-up.

use crate::calendar::{CalendarSpec, DaySet, Deadline, DeadlineRule, MessageTime, RosterSpec};
use crate::model::*;
use crate::random::Law;
use crate::record::{Case, MessageKey, Request, Work};
use crate::stats::Share;
use crate::time::{Date, Duration, Instant, TimeOfDay, WorkingDays};

pub const INTAKE: InboxId = InboxId(0);
pub const CLINIC: InboxId = InboxId(1);
pub const WARD: InboxId = InboxId(2);
pub const OFFICE: InboxId = InboxId(3);
pub const CLERK: RoleId = RoleId(0);
pub const DOCTOR: RoleId = RoleId(1);
pub const OFFICER: RoleId = RoleId(2);
pub const FROM_MUNICIPALITY: SenderId = SenderId(0);
pub const FROM_HOSPITAL: SenderId = SenderId(1);

/// A day of January 2026 and a local time of day.
pub fn at(model: &Model, day: u32, time: &str) -> Instant {
    let date = Date::from_ymd(2026, 1, day).expect("a day of January");
    model.calendar.at(date, TimeOfDay::parse(time).expect("a time of day"))
}

/// Nobody is away but for vacation.
pub fn away(model: &Model) -> Vec<DaySet> {
    model.persons.iter().map(|person| person.leave.clone()).collect()
}

pub fn model() -> Model {
    Model::new(parts()).expect("the test model is sound")
}

/// A request to the hospital's service, or with `to_hospital` false to the municipality's.
pub fn request(model: &Model, ordinal: u64, received: Instant, to_hospital: bool) -> Request {
    let deadline = &model.deadline;
    Request {
        key: MessageKey::root(0, ordinal),
        draws: ordinal,
        row: RowId(u32::from(!to_hospital)),
        service: Some(ServiceId(u32::from(!to_hospital))),
        sender: if to_hospital { FROM_MUNICIPALITY } else { FROM_HOSPITAL },
        own_inbox: None,
        sent: received,
        received,
        limit: deadline.rule.last_instant(&model.calendar, received, deadline.limit),
        department: to_hospital.then_some(DepartmentId(0)),
        group: if to_hospital { CLINIC } else { OFFICE },
        urgency: 1,
        flaws: Default::default(),
        misuse: None,
        fate: Default::default(),
    }
}

pub fn case(key: MessageKey, inbox: InboxId, arrived: Instant) -> Case {
    Case { key, inbox, arrived, work: Work::Answering, roles: RoleSet::ANY }
}

pub fn parts() -> Parts {
    let share = |value: f64| Share::from_f64(value).expect("a share");
    Parts {
        title: "Prøve".into(),
        period: Period { start: Date::from_ymd(2026, 1, 5).expect("a date"), weeks: 2, warm_up_weeks: 1 },
        calendar: CalendarSpec::default(),
        deadline: DeadlineSpec {
            rule: Deadline { rule: DeadlineRule::CalendarDay },
            expected: WorkingDays(3),
            limit: WorkingDays(5),
            goal: Some(Goal { share: share(0.95), within: WorkingDays(5) }),
            stops_while_waiting: false,
        },
        organisations: vec![
            organisation("haukeland", "Haukeland universitetssjukehus", Side::Hospital),
            organisation("bergen", "Bergen kommune", Side::Municipality),
        ],
        services: vec![
            service("Lungesykdommer", 0, Receiver::Department(DepartmentId(0))),
            service("Saksbehandling", 1, Receiver::Inbox(OFFICE)),
        ],
        departments: vec![department()],
        inboxes: vec![
            inbox("lunge-inntak", InboxKind::ParentGroup, 0),
            inbox("lunge-poliklinikk", InboxKind::OutpatientClinic, 0),
            inbox("lunge-sengepost", InboxKind::Ward, 0),
            inbox("Saksbehandling@bergen", InboxKind::MunicipalService, 1),
        ],
        roles: vec!["merkantil".into(), "lege".into(), "saksbehandler".into()],
        staff: vec![
            group("lunge-merkantil", CLERK, 2, &[INTAKE, CLINIC, WARD]),
            group("lunge-leger", DOCTOR, 1, &[CLINIC, WARD]),
            group("bergen-saksbehandlere", OFFICER, 2, &[OFFICE]),
        ],
        senders: vec![sender(1, OFFICE), sender(0, INTAKE)],
        demand: vec![
            row("kommune-til-lunge", 0, FROM_MUNICIPALITY),
            row("lunge-til-kommune", 1, FROM_HOSPITAL),
        ],
        backlog: Vec::new(),
        transport: Transport {
            delay: minutes(5),
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
            c5_second_message: share(0.5),
            c5_call: share(0.5),
            c5_after: minutes(600),
            c5_call_time: minutes(4),
        },
        events: Vec::new(),
        kr_per_position_year: Some(650_000.0),
        hourly_series: vec![CLINIC],
        snapshots: Vec::new(),
        hard_end: false,
    }
}

pub fn minutes(count: i64) -> Law {
    Law::constant(Duration::MINUTE.times(count)).expect("a constant time")
}

fn organisation(key: &str, name: &str, side: Side) -> Organisation {
    let number = (side == Side::Municipality).then(|| "4601".to_string());
    let (key, name) = (key.to_string(), name.to_string());
    Organisation { key, name, side, trust: None, number, inhabitants: 291_940, her_id: 1 }
}

fn service(name: &str, organisation: u32, receiver: Receiver) -> Service {
    Service {
        address: format!("{name}@{organisation}"),
        name: name.into(),
        organisation: OrganisationId(organisation),
        receiver,
        kind: ServiceKind::Ordinary,
        code_system: String::new(),
        code: String::new(),
        her_id: 2,
    }
}

fn department() -> Department {
    let share = |value: f64| Share::from_f64(value).expect("a share");
    Department {
        key: "lunge".into(),
        name: "Lungeavdelingen".into(),
        organisation: OrganisationId(0),
        intake: Intake::ParentGroup,
        parent: INTAKE,
        groups: vec![(CLINIC, share(0.7)), (WARD, share(0.3))],
        sorting_role: CLERK,
        sorting: minutes(3),
        answered_at_once: share(0.2),
        at_once: minutes(5),
        clerk_errs: share(0.1),
        sender_errs: Share::ZERO,
        wrong_department: Share::ZERO,
        wrong_to: Vec::new(),
    }
}

fn inbox(key: &str, kind: InboxKind, organisation: u32) -> Inbox {
    let way =
        |share: f64, first| Way { share: Share::from_f64(share).expect("a share"), first, second: None };
    let (ways, answering) = match kind {
        InboxKind::ParentGroup => (Vec::new(), Vec::new()),
        InboxKind::MunicipalService => (vec![way(1.0, OFFICER)], vec![(OFFICER, minutes(20))]),
        InboxKind::OutpatientClinic | InboxKind::Ward => {
            (vec![way(0.5, CLERK), way(0.5, DOCTOR)], vec![(CLERK, minutes(7)), (DOCTOR, minutes(14))])
        }
    };
    Inbox {
        key: key.into(),
        name: key.into(),
        kind,
        organisation: OrganisationId(organisation),
        department: (kind != InboxKind::MunicipalService).then_some(DepartmentId(0)),
        discipline: Discipline::Fifo,
        then: Vec::new(),
        look: minutes(2),
        reading: Some(minutes(2)),
        ask_back: minutes(5),
        ways,
        answering,
    }
}

/// Monday–Friday 08:00–15:30, messages from 13:00 to 14:00.
fn group(key: &str, role: RoleId, count: u32, serves: &[InboxId]) -> StaffGroup {
    let time = |text| TimeOfDay::parse(text).expect("a time of day");
    let day = || vec![(time("08:00"), time("15:30"))];
    StaffGroup {
        key: key.into(),
        name: key.into(),
        roles: vec![role],
        count,
        serves: serves.to_vec(),
        roster: RosterSpec {
            days: [day(), day(), day(), day(), day(), Vec::new(), Vec::new()],
            works_holidays: false,
            message: MessageTime::Windows(vec![(time("13:00"), time("14:00"))]),
        },
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

fn sender(organisation: u32, own: InboxId) -> Sender {
    let service = (organisation == 0).then_some(ServiceId(0));
    Sender { organisation: OrganisationId(organisation), service, inboxes: vec![(own, Share::ONE)] }
}

fn row(key: &str, service: u32, sender: SenderId) -> DemandRow {
    let office =
        Some((TimeOfDay::parse("08:00").expect("a time"), TimeOfDay::parse("15:30").expect("a time")));
    DemandRow {
        key: key.into(),
        births: Births::Rate,
        targets: vec![Target {
            address: format!("{service}"),
            organisation: OrganisationId(service),
            service: Some(ServiceId(service)),
            per_week: 35.0,
            senders: vec![(sender, 1)],
        }],
        profile: Profile::hourly(&[[1.0; 24]; 7]),
        season: Season([1.0; 12]),
        sender_hours: SenderHours {
            days: [office, office, office, office, office, None, None],
            on_holidays: false,
        },
        day_to_day_cv: 0.25,
        urgency: vec![UrgencyClass { share: Share::ONE, answering: Vec::new(), calls: false }],
        follow_up: Share::from_f64(0.1).expect("a share"),
        follow_up_delay: minutes(600),
        flaws: FlawShares { c2: Share::from_f64(0.1).expect("a share"), ..FlawShares::default() },
        misuse: vec![(rules::Misuse::N2, Share::from_f64(0.1).expect("a share"))],
        no_municipal_service: Share::ZERO,
        gp_follows_up: Share::ZERO,
        day_to_day_correlation: 0.0,
        batch: crate::random::CountLaw::constant(1),
        patience: None,
    }
}
