//! One replication: a pure function of the model, the seed and its index.

use crate::measures::{Collector, Frame, Observations};
use crate::model::Model;
use crate::random::Dice;
use crate::record::{Context, Recorder};
use crate::simulation::{self, Prepared};

/// What is simulated, with all that its replications share.
pub struct Subject {
    pub prepared: Prepared,
    pub frame: Frame,
}

impl Subject {
    /// # Errors
    /// One sentence for each start backlog that no demand row explains.
    pub fn new(model: Model) -> Result<Subject, Vec<String>> {
        let frame = Frame::new(&model);
        Ok(Subject { prepared: Prepared::new(model)?, frame })
    }

    pub fn model(&self) -> &Model {
        &self.prepared.model
    }

    /// The figures of one replication.
    pub fn replicate(&self, seed: u64, replication: u64) -> Observations {
        self.replicate_with(seed, replication, ()).0
    }

    /// The same, with somebody else listening as well.
    pub fn replicate_with<R: Recorder>(&self, seed: u64, replication: u64, listener: R) -> (Observations, R) {
        let mut recorder = (Collector::new(&self.frame, self.model()), listener);
        let (end, away) = simulation::run(&self.prepared, Dice::new(seed, replication), &mut recorder);
        let context = Context { model: self.model(), away: &away };
        (recorder.0.finish(&context, end), recorder.1)
    }
}
