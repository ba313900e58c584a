//! A document of a scenario that a message server accepts, to be sent again and again under other message ids.

use crate::demand::{self, Schedule};
use crate::load::{RunId, World, posted, rename, write};
use crate::model::Side;
use crate::routing::Admission;

pub struct Sample {
    pub document: Vec<u8>,
    message_id: String,
}

impl Sample {
    /// The scenario's first message to a hospital's service without flaws, of about so many bytes.
    pub fn of(world: &World, bytes: usize) -> Option<Sample> {
        let World { model, demand, addressing, dice, .. } = world;
        let mut schedule = Schedule::new(model, demand, *dice);
        let message_id = RunId::new(0).message(0);
        while let Some(birth) = schedule.next(model, demand, *dice) {
            let stream = &demand.streams[birth.stream as usize];
            let born = demand::born(model, *dice, stream, (birth.ordinal, birth.at));
            let Admission::To(service) = born.admission else { continue };
            let organisation = &model.organisations[model.services[service.index()].organisation.index()];
            if organisation.side == Side::Hospital && born.request.flaws.is_empty() {
                let letter = addressing.letter(model, *dice, &born)?;
                let document = write(world, (&born.request, &letter), &message_id, Some(bytes));
                return Some(Sample { document, message_id });
            }
        }
        None
    }

    /// The document with another message id.
    pub fn renamed(&self, message_id: &str) -> Vec<u8> {
        let mut document = self.document.clone();
        rename(&mut document, &self.message_id, message_id);
        document
    }

    /// The body of a call with another message id.
    pub fn body(&self, message_id: &str) -> String {
        posted(&self.renamed(message_id))
    }
}
