//! What a verb tells the audit log: the fields it changed, each with its old and its new value.
use crate::audit::note;
use crate::db::Tx;
use crate::{Desk, Result};
use serde_json::{Map, Value};

/// Fields that differ.
#[derive(Default)]
pub(crate) struct Changes(Map<String, Value>);

impl Changes {
    /// Notes a field when its values differ.
    pub(crate) fn field<T: PartialEq + Into<Value>>(mut self, field: &str, old: T, new: T) -> Self {
        if old != new {
            self.0.insert(field.to_owned(), Value::Array(vec![old.into(), new.into()]));
        }
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn told(self) -> Value {
        Value::Object(self.0)
    }
}

impl Desk {
    /// Notes what the person at this desk did.
    pub(crate) async fn note(
        &self,
        tx: &mut Tx,
        action: &str,
        subject: &str,
        id: Option<i64>,
        detail: &Value,
    ) -> Result<()> {
        note(tx, self.now(), Some(self.viewer.person), action, subject, id, None, detail).await
    }
}
