//! Made-up people in files shaped like another CRM's export, and in the files Chinese offices keep.

mod chance;
mod chinese;
mod export;
mod words;

use chance::Chance;
use exchange::WriteError;
use std::path::Path;

/// How much to make up; the same sample gives the same files.
pub struct Sample {
    pub leads: usize,
    pub seed: u64,
}

impl Default for Sample {
    fn default() -> Self {
        Self { leads: 60, seed: 1 }
    }
}

impl Sample {
    pub fn write(&self, folder: &Path) -> Result<(), WriteError> {
        let chance = |file| Chance::new(self.seed, file);
        export::users(&folder.join("Users.csv"))?;
        export::leads(&folder.join("Leads.csv"), self.leads, &mut chance(1))?;
        export::calls(&folder.join("Calls.csv"), self.leads, &mut chance(2))?;
        export::events(&folder.join("Events.csv"), self.leads, &mut chance(3))?;
        chinese::gbk(&folder.join("线索.csv"), self.leads * 2 / 3, &mut chance(4))?;
        chinese::xlsx(&folder.join("leads.xlsx"), self.leads / 2, &mut chance(5))
    }
}
