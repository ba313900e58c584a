//! Facts told by hand become the rows of the slow simulator.

use super::*;
use crate::reference::timeline::limit;
use crate::reference::town::{INNTAK, MERKANTIL, POLIKLINIKK, SAKSBEHANDLING, SYKEPLEIER, oslo, town};
use meldingsflyt::model::rules::Flaws;
use meldingsflyt::model::{DepartmentId, RoleId, RoleSet, RowId, SenderId, ServiceId};
use meldingsflyt::random::Dice;
use meldingsflyt::record::{Move, SegmentKind, Work};
use meldingsflyt::time::Duration;

fn ordinary_request(model: &Model) -> Request {
    let sent = oslo("2026-06-01 09:00");
    Request {
        key: MessageKey::root(7, 0),
        draws: 0,
        row: RowId(0),
        service: Some(ServiceId(0)),
        sender: SenderId(0),
        own_inbox: Some(SAKSBEHANDLING),
        sent,
        received: sent,
        limit: limit(model, sent, &[]),
        department: Some(DepartmentId(0)),
        group: POLIKLINIKK,
        urgency: 1,
        flaws: Flaws::NONE,
        misuse: None,
        fate: Default::default(),
    }
}

/// The facts of one visit to an inbox: queued and begun at once, ended after some minutes.
fn visit(
    to: &mut Collect,
    context: &Context<'_>,
    arrived: Instant,
    (inbox, role, person, work): (InboxId, RoleId, u32, Work),
    minutes: i64,
) {
    let case = Case { key: MessageKey::root(7, 0), inbox, arrived, work, roles: RoleSet::of(role) };
    let person = PersonId(person);
    let active = Duration::MINUTE.times(minutes);
    to.record(context, arrived, &Fact::Queued { case, level: 1, handed_back: false });
    to.record(context, arrived, &Fact::Begun { case, person, level: 0, first: true });
    let (observed, overtime) = (active, Duration::ZERO);
    let began = arrived;
    let done = true;
    let ended = Fact::Ended { case, person, began, active, observed, overtime, done };
    to.record(context, arrived + active, &ended);
    to.record(context, arrived + active, &Fact::Left { case });
}

/// Facts as the fast simulator would tell them of an ordinary message become the slow one's rows.
#[test]
fn facts_become_the_rows_of_the_slow_simulator() {
    let model = Model::new(town("2026-06-01", 1, &["2026-06-01 09:00"])).unwrap();
    let context = Context { model: &model, away: &[] };
    let request = &ordinary_request(&model);
    let (sent, sorted, answered) = (request.sent, oslo("2026-06-01 09:04"), oslo("2026-06-01 09:14"));
    let mut to = Collect::default();
    to.record(&context, sent, &Fact::Sent { request, hits: 0, birth: true });
    to.record(&context, sent, &Fact::Received { request, inbox: INNTAK });
    visit(&mut to, &context, sent, (INNTAK, MERKANTIL, 0, Work::Sorting), 4);
    let moved = Fact::Moved { request, from: INNTAK, to: POLIKLINIKK, why: Move::Forwarded };
    to.record(&context, sorted, &moved);
    visit(&mut to, &context, sorted, (POLIKLINIKK, SYKEPLEIER, 1, Work::Answering), 10);
    let segments = [Segment { kind: SegmentKind::Transport, from: sent, to: answered }];
    let (inbox, outcome) = (POLIKLINIKK, Outcome::Answered);
    to.record(&context, answered, &Fact::Closed { request, inbox, outcome, segments: &segments });
    to.record(&context, answered, &Fact::Read { request, inbox: Some(SAKSBEHANDLING) });
    let (fast, slow) = (to.timeline(&model), crate::reference::simulate(&model, Dice::new(1, 0)));
    assert_eq!(fast.rows, slow.rows);
    assert_eq!((fast.endings, fast.queues), (slow.endings, slow.queues));
}
