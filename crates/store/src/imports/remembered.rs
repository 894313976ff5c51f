//! Rules of earlier files of the same shape.
use super::upload::Look;
use super::{Imports, hex};
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use domain::Permission;
use domain::import::{Import, ImportKind, ImportOwner, ImportRules, ImportTarget, TargetKind, UnknownChoice};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Files with the same headers have the same shape. Hashed: a key of an index must be short.
fn shape(headers: &[String]) -> String {
    let folded: Vec<_> = headers.iter().map(|header| words::fold(header)).collect();
    hex(&Sha256::digest(folded.join("\u{1f}")))
}

impl Imports<'_> {
    /// The rules a file begins with: mine for files of its shape; else as guessed, with the columns somebody
    /// else has mapped.
    pub(super) async fn rules_for(&self, look: &Look) -> Result<ImportRules> {
        let me = self.desk.viewer.person.0;
        let targets = look.kind.targets(&self.desk.fields().all().await?);
        let remembered = self.remembered(look).await?.map(|(person, mut rules)| {
            // A field that was added may be offered no longer.
            rules.mapping.retain(|key, _| targets.iter().any(|target| target.key == key));
            (person, rules)
        });
        let mapping = match remembered {
            Some((person, mut rules)) if person == me => {
                if self.desk.customers().pool(rules.pool).await.is_err() {
                    rules.pool = None;
                }
                return Ok(self.within_my_rights(look.kind, rules));
            }
            Some((_, theirs)) => columns(theirs, look, &targets),
            None => look.mapping.clone(),
        };
        let guessed = ImportRules { date_order: look.date_order, ..ImportRules::of(look.kind, mapping) };
        Ok(self.within_my_rights(look.kind, guessed))
    }

    /// What I remembered; else the latest of what others did.
    async fn remembered(&self, look: &Look) -> Result<Option<(i64, ImportRules)>> {
        let mine = Expr::col("person_id").eq(self.desk.viewer.person.0);
        let mut select = Query::select();
        select
            .columns(["person_id", "rules"])
            .from("import_mappings")
            .and_where(Expr::col("kind").eq(look.kind.key()))
            .and_where(Expr::col("shape").eq(shape(&look.headers)))
            .order_by_expr(mine, Order::Desc)
            .order_by("kept_at", Order::Desc)
            .limit(1);
        let found: Option<(i64, String)> = self
            .desk
            .db()
            .first(Guarded::unrestricted(select, "what columns mean is nobody's secret"))
            .await?;
        Ok(found.and_then(|(person, rules)| Some((person, serde_json::from_str(&rules).ok()?))))
    }

    /// Remembers rules for my next file of the same shape.
    pub(super) async fn remember(&self, tx: &mut Tx, import: &Import) -> Result<()> {
        let mut insert = Query::insert();
        insert
            .into_table("import_mappings")
            .columns(["kind", "shape", "person_id", "rules", "kept_at"])
            .values_panic([
                import.kind.key().into(),
                shape(&import.headers).into(),
                self.desk.viewer.person.0.into(),
                serde_json::to_string(&import.rules)?.into(),
                self.desk.now().0.into(),
            ])
            .on_conflict(
                OnConflict::columns(["kind", "shape", "person_id"])
                    .update_columns(["rules", "kept_at"])
                    .to_owned(),
            );
        tx.run(Guarded::unrestricted(insert, "rules one remembers for oneself")).await?;
        Ok(())
    }

    /// The nearest rules that this person may follow.
    fn within_my_rights(&self, kind: ImportKind, mut rules: ImportRules) -> ImportRules {
        let viewer = &self.desk.viewer;
        if !viewer.may(Permission::ManageChoices) {
            rules.unknown_choice = UnknownChoice::Reject;
        }
        if !viewer.may(Permission::ManagePeople) {
            rules.create_people = false;
            rules.role = None;
        }
        let needed = match rules.owner {
            ImportOwner::Column => kind.assigns(),
            ImportOwner::Pool => kind.pools(),
            ImportOwner::Me => None,
        };
        if needed.is_some_and(|needed| !viewer.may(needed)) {
            rules.owner = ImportOwner::Me;
        }
        if kind.pools().is_none_or(|needed| !viewer.may(needed)) {
            rules.pool = None;
        }
        rules
    }
}

/// What others have mapped, without the columns that name people: those are as guessed. Whoever brings a file
/// says whom its rows go to.
fn columns(theirs: ImportRules, look: &Look, targets: &[ImportTarget]) -> BTreeMap<String, usize> {
    let names_people =
        |key: &str| targets.iter().any(|target| target.key == key && target.kind == TargetKind::Person);
    let guessed = look.mapping.clone().into_iter().filter(|(target, _)| names_people(target));
    let mapped = theirs.mapping.into_iter().filter(|(target, _)| !names_people(target));
    mapped.chain(guessed).collect()
}
