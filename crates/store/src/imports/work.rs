//! What an import is worked on with: the person's desk, the rules, and what is known of people and choices.
use super::brings::Reading;
use super::holders::Claims;
use super::known::{KnownChoices, KnownPeople, Named, Picked};
use super::rooms::Taken;
use super::written::Written;
use crate::custom;
use crate::customers::twins::duplicate_names;
use crate::db::{Run, Tx};
use crate::zones::zone;
use crate::{Desk, Result, subject};
use domain::choice::ChoiceKind;
use domain::custom::CustomField;
use domain::import::{Import, ImportRules, UnknownChoice};
use domain::live::Signal;
use domain::twin::DuplicateNames;
use domain::{ChoiceId, ImportId, Moment, Permission, PersonId, Subject, Zone};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What an import is worked on with.
pub(super) struct Work {
    pub(super) desk: Desk,
    pub(super) import: ImportId,
    pub(super) rules: Arc<ImportRules>,
    pub(super) zone: Arc<Zone>,
    pub(super) reading: Arc<dyn Reading>,
    pub(super) people: KnownPeople,
    pub(super) choices: KnownChoices,
    /// The fields the administrator has added to what the file brings; the retired ones too.
    pub(super) added: Arc<[CustomField]>,
    /// Rows that are looked up are locked until they are changed.
    pub(super) lock: bool,
    /// Owners of leads that were written and of which open browsers have not been told.
    pub(super) owners: BTreeSet<Option<i64>>,
    /// Customers, and their owners, of which the same is true.
    pub(super) customers: BTreeSet<i64>,
    pub(super) customer_owners: BTreeSet<Option<i64>>,
    /// People whose calendars were written.
    pub(super) calendars: BTreeSet<PersonId>,
    /// What two enterprises of the same name are.
    pub(super) duplicate_names: DuplicateNames,
    /// What owners were given by rows that are planned and not yet in the database.
    pub(super) taken: Taken,
    /// What no two rows may have, as planned rows change it.
    pub(super) claims: Claims,
    /// What was written of rows that can be taken back, since that was last kept.
    pub(super) written: Vec<Written>,
}

impl Work {
    pub(super) async fn on(
        desk: &Desk,
        import: &Import,
        reading: Arc<dyn Reading>,
        on: &mut impl Run,
    ) -> Result<Self> {
        let added = match import.kind.subject() {
            Some(noun) => custom::defined(on, Some(noun)).await?,
            None => Vec::new(),
        };
        let zone = zone(&import.rules.zone).unwrap_or_else(|| desk.viewer.zone.clone());
        Ok(Self {
            desk: desk.clone(),
            import: import.id,
            rules: Arc::new(import.rules.clone()),
            zone,
            reading,
            people: KnownPeople::all(on).await?,
            choices: KnownChoices::all(on).await?,
            added: added.into(),
            lock: false,
            owners: BTreeSet::new(),
            customers: BTreeSet::new(),
            customer_owners: BTreeSet::new(),
            calendars: BTreeSet::new(),
            duplicate_names: duplicate_names(on).await?,
            taken: Taken::default(),
            claims: Claims::default(),
            written: Vec::new(),
        })
    }

    pub(super) fn may(&self, permission: Permission) -> bool {
        self.desk.viewer.may(permission)
    }

    pub(super) fn me(&self) -> PersonId {
        self.desk.viewer.person
    }

    pub(super) fn now(&self) -> Moment {
        self.desk.now()
    }

    /// The one who may give rows to others gives them; anybody has rows for oneself.
    pub(super) fn may_give(&self, right: Permission, owner: &Named) -> bool {
        *owner == Named::Known(self.me()) || self.may(right)
    }

    pub(super) fn adds_choices(&self) -> bool {
        self.rules.unknown_choice == UnknownChoice::Add && self.may(Permission::ManageChoices)
    }

    /// The id of a person, who is created if need be.
    pub(super) async fn person(&mut self, tx: &mut Tx, named: &Named) -> Result<PersonId> {
        let name = match named {
            Named::Known(id) => return Ok(*id),
            Named::New(name) => name,
        };
        // An earlier row may have brought the person.
        match self.people.find(name) {
            Ok(Some(id)) => Ok(id),
            _ => self.new_person(tx, name, "").await,
        }
    }

    /// The id of a choice, which is added if need be.
    pub(super) async fn choice(
        &mut self,
        tx: &mut Tx,
        kind: ChoiceKind,
        picked: &Picked,
    ) -> Result<ChoiceId> {
        let name = match picked {
            Picked::Known(id) => return Ok(*id),
            Picked::New(name) => name,
        };
        if let Some(id) = self.choices.find(kind, name) {
            return Ok(id);
        }
        let id = self.choices.add(tx, kind, name).await?;
        let detail = json!({"kind": kind.key(), "name": name, "import": self.import});
        self.desk.note(tx, "choice.added", "choice", Some(id.0), &detail).await?;
        tx.signal(Signal::Settings);
        Ok(id)
    }

    /// Tells open browsers what was written since they were last told.
    pub(super) async fn tell(&mut self, tx: &mut Tx) -> Result<()> {
        if !self.owners.is_empty() {
            let owners =
                std::mem::take(&mut self.owners).into_iter().map(|owner| owner.map(PersonId)).collect();
            tx.signal(Signal::Leads { ids: Vec::new(), owners });
        }
        if !self.calendars.is_empty() {
            let people = std::mem::take(&mut self.calendars).into_iter().collect();
            tx.signal(Signal::Visits { people });
        }
        let customers: Vec<i64> = std::mem::take(&mut self.customers).into_iter().collect();
        subject::changed(tx, Subject::Customer, &customers, std::mem::take(&mut self.customer_owners)).await
    }
}

/// Whether statements of this connection can lock the rows they read.
pub(super) fn locks(tx: &Tx) -> bool {
    tx.dialect() == crate::db::Dialect::Postgres
}
