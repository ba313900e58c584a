//! Hospitals with departments and work groups, municipalities with services.

use super::Maker;
use crate::reference::town::{
    LEGE, MERKANTIL, SAKSBEHANDLER, SYKEPLEIER, department, inbox, law, organisation, service,
};
use meldingsflyt::model::{
    DepartmentId, Discipline, InboxId, InboxKind, Intake, OrganisationId, Receiver, RoleId, Sender,
    ServiceId, ServiceKind, Side, Way,
};
use meldingsflyt::stats::Share;

impl Maker {
    pub fn places(&mut self) {
        for hospital in 0..self.choices.between(1, 2) {
            let id = self.parts.organisations.len() as u32;
            self.parts.organisations.push(organisation(&format!("sykehus{hospital}"), Side::Hospital));
            let departments = self.choices.between(1, 3);
            for number in 0..departments {
                self.department(id, hospital, number, departments > 1);
            }
        }
        for municipality in 0..self.choices.between(1, 3) {
            self.municipality(municipality);
        }
    }

    fn department(&mut self, hospital: u32, h: i64, number: i64, has_others: bool) {
        let id = self.parts.departments.len() as u32;
        let name = format!("avdeling{h}{number}");
        let parent = InboxId::from(self.parts.inboxes.len());
        self.inbox(&format!("{name}-inntak"), InboxKind::ParentGroup, hospital, Some(id), &[]);
        let clerks_answer = self.choices.chance(50);
        let roles: &[RoleId] =
            if clerks_answer { &[MERKANTIL, SYKEPLEIER, LEGE] } else { &[SYKEPLEIER, LEGE] };
        let groups: &[f64] = self.choices.of(&[&[100.0][..], &[60.0, 40.0], &[50.0, 30.0, 20.0]]);
        let mut list = Vec::new();
        for (index, percent) in groups.iter().enumerate() {
            let kind = if index == 0 { InboxKind::OutpatientClinic } else { InboxKind::Ward };
            list.push((InboxId::from(self.parts.inboxes.len()), *percent));
            self.inbox(&format!("{name}-gruppe{index}"), kind, hospital, Some(id), roles);
        }
        let mut made = department(&name, hospital, parent, &list);
        let direct = self.choices.chance(40);
        made.intake = if direct { Intake::Direct } else { Intake::ParentGroup };
        made.sorting = self.choices.law(self.unit, 3);
        made.at_once = self.choices.law(self.unit, 4);
        // Under direct intake a clerk answers in the groups, so clerks must serve them.
        if !direct || clerks_answer {
            made.answered_at_once = self.choices.percent_or_none(50, &[20, 40]);
        }
        if list.len() > 1 {
            made.clerk_errs = self.choices.percent_or_none(70, &[30, 60]);
            made.sender_errs = self.choices.percent_or_none(70, &[30, 60]);
        }
        if has_others {
            made.wrong_department = self.choices.percent_or_none(60, &[20, 50]);
        }
        self.parts.departments.push(made);
        self.services_of(id, hospital, h, &name);
        self.hospital_sender(hospital, id, parent, &list, direct);
    }

    fn services_of(&mut self, department: u32, hospital: u32, h: i64, name: &str) {
        let receiver = Receiver::Department(DepartmentId(department));
        for (suffix, kind, chance) in [
            ("", ServiceKind::Ordinary, 100),
            ("-to", ServiceKind::Ordinary, 20),
            ("-lab", ServiceKind::LaboratoryOrRadiology, 20),
            ("-plo", ServiceKind::Admission, 20),
        ] {
            if self.choices.chance(chance) {
                let mut made =
                    service(&format!("{name}{suffix}"), &format!("sykehus{h}"), hospital, receiver);
                made.kind = kind;
                self.parts.services.push(made);
            }
        }
    }

    /// A department writes from its parent group, or from a work group that is drawn.
    fn hospital_sender(
        &mut self,
        hospital: u32,
        id: u32,
        parent: InboxId,
        groups: &[(InboxId, f64)],
        direct: bool,
    ) {
        let receiver = Receiver::Department(DepartmentId(id));
        let service =
            self.parts.services.iter().position(|s| s.receiver == receiver).expect("it has a service");
        let drawn = groups.iter().map(|(inbox, percent)| (*inbox, crate::reference::town::share(*percent)));
        self.parts.senders.push(Sender {
            organisation: OrganisationId(hospital),
            service: Some(ServiceId::from(service)),
            inboxes: if direct { drawn.collect() } else { vec![(parent, Share::ONE)] },
        });
    }

    fn municipality(&mut self, number: i64) {
        let id = self.parts.organisations.len() as u32;
        let name = format!("kommune{number}");
        self.parts.organisations.push(organisation(&name, Side::Municipality));
        let mut first = None;
        for (service_name, chance) in
            [("Saksbehandling", 85), ("Sykepleiertjeneste", 60), ("Jordmortjeneste", 100)]
        {
            let needed = first.is_none() && service_name == "Jordmortjeneste";
            if !(needed || (chance < 100 && self.choices.chance(chance))) {
                continue;
            }
            let own = InboxId::from(self.parts.inboxes.len());
            first = first.or(Some(own));
            let key = format!("{service_name}@{name}");
            self.inbox(&key, InboxKind::MunicipalService, id, None, &[SAKSBEHANDLER, SYKEPLEIER]);
            self.parts.services.push(service(service_name, &name, id, Receiver::Inbox(own)));
        }
        self.parts.senders.push(Sender {
            organisation: OrganisationId(id),
            service: None,
            inboxes: vec![(first.expect("it has a service"), Share::ONE)],
        });
    }

    fn inbox(
        &mut self,
        key: &str,
        kind: InboxKind,
        organisation: u32,
        department: Option<u32>,
        roles: &[RoleId],
    ) {
        let mut made = inbox(key, kind, organisation, department, roles);
        made.discipline = self.choices.of(&Discipline::ALL);
        made.look = self.choices.law(self.unit, 2);
        made.ask_back = self.choices.law(self.unit, 3);
        if self.choices.chance(60) {
            made.reading =
                Some(if self.choices.chance(20) { law(0) } else { self.choices.law(self.unit, 2) });
        }
        made.answering = roles.iter().map(|role| (*role, self.choices.law(self.unit, 12))).collect();
        if let Some(&first) = roles.first() {
            let second = self.choices.of(roles);
            made.ways = vec![
                Way { share: crate::reference::town::share(50.0), first, second: None },
                Way { share: crate::reference::town::share(20.0), first: second, second: None },
                Way {
                    share: crate::reference::town::share(30.0),
                    first: second,
                    second: Some(self.choices.of(roles)),
                },
            ];
        }
        self.parts.inboxes.push(made);
    }
}
