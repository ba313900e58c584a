//! A small town to begin from: one hospital department, one municipality, constant times.

pub use super::words::*;
use meldingsflyt::calendar::{CalendarSpec, Deadline, DeadlineRule, MessageTime, RosterSpec};
use meldingsflyt::model::*;
use meldingsflyt::stats::Share;
use meldingsflyt::time::{Duration, Instant, TimeOfDay, WorkingDays};

pub const MERKANTIL: RoleId = RoleId(0);
pub const SYKEPLEIER: RoleId = RoleId(1);
pub const LEGE: RoleId = RoleId(2);
pub const SAKSBEHANDLER: RoleId = RoleId(3);

pub const INNTAK: InboxId = InboxId(0);
pub const POLIKLINIKK: InboxId = InboxId(1);
pub const SENGEPOST: InboxId = InboxId(2);
pub const SAKSBEHANDLING: InboxId = InboxId(3);

/// Rows of the town's demand: to the department, to the municipality.
pub const TO_HOSPITAL: usize = 0;
pub const TO_MUNICIPALITY: usize = 1;

/// These hours Monday to Friday, all of them for messages.
pub fn weekdays(hours: &[(&str, &str)]) -> RosterSpec {
    let day: Vec<(TimeOfDay, TimeOfDay)> = hours.iter().map(|(from, to)| (time(from), time(to))).collect();
    let none = Vec::new;
    RosterSpec {
        days: [day.clone(), day.clone(), day.clone(), day.clone(), day, none(), none()],
        works_holidays: false,
        message: MessageTime::Whole,
    }
}

pub fn group(key: &str, role: RoleId, serves: &[InboxId]) -> StaffGroup {
    StaffGroup {
        key: key.to_string(),
        name: key.to_string(),
        roles: vec![role],
        count: 1,
        serves: serves.to_vec(),
        roster: weekdays(&[("08:00", "15:30")]),
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

pub fn inbox(
    key: &str,
    kind: InboxKind,
    organisation: u32,
    department: Option<u32>,
    roles: &[RoleId],
) -> Inbox {
    Inbox {
        key: key.to_string(),
        name: key.to_string(),
        kind,
        organisation: OrganisationId(organisation),
        department: department.map(DepartmentId),
        discipline: Discipline::Fifo,
        then: Vec::new(),
        look: law(2),
        reading: None,
        ask_back: law(6),
        ways: roles
            .first()
            .map(|role| Way { share: Share::ONE, first: *role, second: None })
            .into_iter()
            .collect(),
        answering: roles.iter().map(|role| (*role, law(10))).collect(),
    }
}

pub fn organisation(key: &str, side: Side) -> Organisation {
    Organisation {
        key: key.to_string(),
        name: key.to_string(),
        side,
        trust: None,
        number: None,
        inhabitants: 1000,
        her_id: 0,
    }
}

pub fn service(name: &str, at: &str, organisation: u32, receiver: Receiver) -> Service {
    Service {
        address: format!("{name}@{at}"),
        name: name.to_string(),
        organisation: OrganisationId(organisation),
        receiver,
        kind: ServiceKind::Ordinary,
        code_system: String::new(),
        code: String::new(),
        her_id: 0,
    }
}

pub fn target(service: &Service, id: ServiceId, senders: &[SenderId]) -> Target {
    Target {
        address: service.address.clone(),
        organisation: service.organisation,
        service: Some(id),
        per_week: 0.0,
        senders: senders.iter().map(|sender| (*sender, 1)).collect(),
    }
}

pub fn row(key: &str, targets: Vec<Target>, messages: Vec<TraceMessage>) -> DemandRow {
    let hours = Some((time("08:00"), time("15:30")));
    DemandRow {
        key: key.to_string(),
        births: Births::Trace(messages),
        targets,
        profile: Profile::hourly(&[[1.0; 24]; 7]),
        season: Season([1.0; 12]),
        sender_hours: SenderHours {
            days: [hours, hours, hours, hours, hours, None, None],
            on_holidays: false,
        },
        day_to_day_cv: 0.0,
        urgency: vec![UrgencyClass { share: Share::ONE, answering: Vec::new(), calls: false }],
        follow_up: Share::ZERO,
        follow_up_delay: law(0),
        flaws: FlawShares::default(),
        misuse: Vec::new(),
        no_municipal_service: Share::ZERO,
        gp_follows_up: Share::ZERO,
        day_to_day_correlation: 0.0,
        batch: meldingsflyt::random::CountLaw::constant(1),
        patience: None,
    }
}

pub fn message(at: Instant, target: u32, sender: SenderId) -> TraceMessage {
    TraceMessage {
        at,
        target,
        sender,
        group: None,
        urgency: None,
        roles: None,
        sorting: None,
        answering: None,
    }
}

pub fn flaw_effects() -> FlawEffects {
    FlawEffects {
        c1_sorting: Factor::ONE,
        c3_answering: Factor::ONE,
        c4_answering: Factor::ONE,
        c4_asks_back: Share::ZERO,
        c5_second_message: Share::ZERO,
        c5_call: Share::ZERO,
        c5_after: law(60),
        c5_call_time: law(3),
    }
}

/// `start` is a date, `sent` instants of messages to the outpatient clinic of the only department.
pub fn town(start: &str, weeks: u32, sent: &[&str]) -> Parts {
    let services = vec![
        service("Lunge", "sykehus", 0, Receiver::Department(DepartmentId(0))),
        service("Saksbehandling", "kommune", 1, Receiver::Inbox(SAKSBEHANDLING)),
    ];
    let messages = sent
        .iter()
        .map(|at| TraceMessage { group: Some(POLIKLINIKK), ..message(oslo(at), 0, SenderId(0)) })
        .collect();
    let rows = vec![
        row("inn", vec![target(&services[0], ServiceId(0), &[SenderId(0)])], messages),
        row("ut", vec![target(&services[1], ServiceId(1), &[SenderId(1)])], Vec::new()),
    ];
    let clinic = |key, kind| inbox(key, kind, 0, Some(0), &[SYKEPLEIER, LEGE]);
    Parts {
        title: "town".to_string(),
        period: Period { start: date(start), weeks, warm_up_weeks: 0 },
        calendar: CalendarSpec::default(),
        deadline: deadline(DeadlineRule::CalendarDay, 5),
        organisations: vec![
            organisation("sykehus", Side::Hospital),
            organisation("kommune", Side::Municipality),
        ],
        services,
        departments: vec![department("lunge", 0, INNTAK, &[(POLIKLINIKK, 70.0), (SENGEPOST, 30.0)])],
        inboxes: vec![
            inbox("inntak", InboxKind::ParentGroup, 0, Some(0), &[]),
            clinic("poliklinikk", InboxKind::OutpatientClinic),
            clinic("sengepost", InboxKind::Ward),
            inbox("saksbehandling", InboxKind::MunicipalService, 1, None, &[SAKSBEHANDLER]),
        ],
        roles: ["merkantil", "sykepleier", "lege", "saksbehandler"].map(str::to_string).to_vec(),
        staff: vec![
            group("merkantil", MERKANTIL, &[INNTAK]),
            group("sykepleier", SYKEPLEIER, &[POLIKLINIKK, SENGEPOST]),
            group("lege", LEGE, &[POLIKLINIKK, SENGEPOST]),
            group("saksbehandler", SAKSBEHANDLER, &[SAKSBEHANDLING]),
        ],
        senders: vec![
            Sender {
                organisation: OrganisationId(1),
                service: None,
                inboxes: vec![(SAKSBEHANDLING, Share::ONE)],
            },
            Sender {
                organisation: OrganisationId(0),
                service: Some(ServiceId(0)),
                inboxes: vec![(INNTAK, Share::ONE)],
            },
        ],
        demand: rows,
        backlog: Vec::new(),
        transport: transport(0, 0.0),
        telephone: Telephone::default(),
        flaw_effects: flaw_effects(),
        events: Vec::new(),
        kr_per_position_year: None,
        hourly_series: Vec::new(),
        snapshots: Vec::new(),
        hard_end: false,
    }
}

pub fn deadline(rule: DeadlineRule, limit: u32) -> DeadlineSpec {
    DeadlineSpec {
        rule: Deadline { rule },
        expected: WorkingDays(3),
        limit: WorkingDays(limit),
        goal: None,
        stops_while_waiting: false,
    }
}

pub fn department(key: &str, organisation: u32, parent: InboxId, groups: &[(InboxId, f64)]) -> Department {
    Department {
        key: key.to_string(),
        name: key.to_string(),
        organisation: OrganisationId(organisation),
        intake: Intake::ParentGroup,
        parent,
        groups: groups.iter().map(|(inbox, percent)| (*inbox, share(*percent))).collect(),
        sorting_role: MERKANTIL,
        sorting: law(4),
        answered_at_once: Share::ZERO,
        at_once: law(6),
        clerk_errs: Share::ZERO,
        sender_errs: Share::ZERO,
        wrong_department: Share::ZERO,
        wrong_to: Vec::new(),
    }
}

pub fn transport(delay_minutes: i64, fails_percent: f64) -> Transport {
    Transport {
        delay: law(delay_minutes),
        attempt_fails: share(fails_percent),
        attempts: [0, 12, 24, 36, 48, 60].map(|hours| Duration::HOUR.times(hours)).to_vec(),
        given_up_after: Duration::HOUR.times(72),
        outages: Vec::new(),
    }
}

/// Adds a message from the department to the municipality.
pub fn to_municipality<'a>(parts: &'a mut Parts, at: &str) -> &'a mut TraceMessage {
    add(parts, TO_MUNICIPALITY, message(oslo(at), 0, SenderId(1)))
}

pub fn add(parts: &mut Parts, row: usize, message: TraceMessage) -> &mut TraceMessage {
    let Births::Trace(messages) = &mut parts.demand[row].births else { panic!("a trace") };
    messages.push(message);
    messages.last_mut().expect("just added")
}

/// The only message of the town.
pub fn only(parts: &mut Parts) -> &mut TraceMessage {
    let Births::Trace(messages) = &mut parts.demand[TO_HOSPITAL].births else { panic!("a trace") };
    &mut messages[0]
}
