//! What the coins of a message decide: flaws, urgency, where it belongs, what comes later.
//!
//! The lanes are those of the model, section 2.8. Knows neither streams nor what the register says.

use crate::model::rules::{Flaw, Flaws};
use crate::model::{DemandRow, DepartmentId, FlawShares, InboxId, Model, Receiver, ServiceId, TraceMessage};
use crate::random::{Coin, Dice, Purpose, Sheet};
use crate::record::Fate;
use crate::routing;

pub fn flaws(coins: &mut Coins, shares: &FlawShares) -> Flaws {
    if *shares == FlawShares::default() {
        return Flaws::NONE;
    }
    let shares = [shares.c1, shares.c2, shares.c3, shares.c4, shares.c5];
    let drawn = [Flaw::C1, Flaw::C2, Flaw::C3, Flaw::C4, Flaw::C5].into_iter().zip(shares).zip(FIRST_FLAW..);
    drawn.fold(
        Flaws::NONE,
        |set, ((flaw, share), lane)| {
            if coins.coin(lane).below(share) { set.with(flaw) } else { set }
        },
    )
}

/// What is decided now for later, where anything asks.
pub fn fate(model: &Model, coins: &mut Coins, row: &DemandRow) -> Fate {
    if !model.asks_fate() && row.follow_up.is_zero() {
        return Fate::default();
    }
    Fate { way: coins.coin(WAY), at_once: coins.coin(AT_ONCE), follow_up: coins.coin(FOLLOW_UP) }
}

// Coins of `Birth`.
pub const SENDER: usize = 0;
pub const OWN_INBOX: usize = 1;
pub const NO_SERVICE: usize = 2;
pub const GP_FOLLOWS_UP: usize = 3;
pub const STRAYS: usize = 4;
pub const WHICH_DEPARTMENT: usize = 5;
pub const GROUP: usize = 6;
pub const URGENCY: usize = 7;
// Coins of `Fate`.
pub const WAY: usize = 0;
pub const AT_ONCE: usize = 1;
pub const FOLLOW_UP: usize = 2;
pub const FIRST_FLAW: usize = 3;
// Coins of `Work`, beside its times.
pub const WRONG: usize = 6;
pub const WHICH_GROUP: usize = 7;

/// Eight coins of a message, drawn when one of them is asked for.
pub struct Coins {
    dice: Dice,
    purpose: Purpose,
    draws: u64,
    sheet: Option<Sheet>,
}

impl Coins {
    #[inline]
    pub fn new(dice: Dice, purpose: Purpose, draws: u64) -> Self {
        Coins { dice, purpose, draws, sheet: None }
    }

    /// Whether some coin was asked for.
    pub fn asked(&self) -> bool {
        self.sheet.is_some()
    }

    #[inline]
    pub fn coin(&mut self, lane: usize) -> Coin {
        let Coins { dice, purpose, draws, sheet } = self;
        sheet.get_or_insert_with(|| dice.sheet(*purpose, *draws, 0)).coin(lane)
    }
}

pub fn urgency(birth: &mut Coins, row: &DemandRow, line: Option<&TraceMessage>) -> u8 {
    if let Some(class) = line.and_then(|line| line.urgency) {
        return class;
    }
    if row.urgency.len() < 2 {
        return 1;
    }
    let classes = row.urgency.iter().enumerate().map(|(class, entry)| (class as u8 + 1, entry.share));
    routing::by_share(classes, birth.coin(URGENCY))
}

/// The department and work group to which a message belongs.
pub fn belongs(
    model: &Model,
    birth: &mut Coins,
    service: Option<ServiceId>,
    may_stray: bool,
) -> (Option<DepartmentId>, InboxId) {
    match service.map(|id| model.services[id.index()].receiver) {
        Some(Receiver::Department(addressed)) => {
            let department = if may_stray { true_department(model, birth, addressed) } else { addressed };
            let group = match &model.departments[department.index()] {
                one if one.groups.len() == 1 => one.groups[0].0,
                several => routing::true_group(several, birth.coin(GROUP)),
            };
            (Some(department), group)
        }
        Some(Receiver::Inbox(inbox)) => (None, inbox),
        // Refused: it belongs nowhere, and nothing asks.
        None => (None, InboxId(0)),
    }
}

/// The addressed department, or with its share of strays another one of the hospital, equally likely.
pub fn true_department(model: &Model, birth: &mut Coins, addressed: DepartmentId) -> DepartmentId {
    let department = &model.departments[addressed.index()];
    if department.wrong_department.is_zero() {
        return addressed;
    }
    if !birth.coin(STRAYS).below(department.wrong_department) {
        return addressed;
    }
    let others = || {
        let all = (0..model.departments.len()).map(DepartmentId::from).filter(|id| *id != addressed);
        all.filter(|id| model.departments[id.index()].organisation == department.organisation)
    };
    match others().count() {
        0 => addressed,
        count => {
            others().nth(birth.coin(WHICH_DEPARTMENT).index(count)).expect("an index below their number")
        }
    }
}
