//! Customers and contacts: their schemas are made from the fields and columns.
use super::rows::{NamedRef, Names, RowsPage, Shown, noun, nullable, number, referred, string, text};
use super::{CustomerStateWord, SecurityWord};
use domain::column::Column;
use domain::contact::{Contact, ContactColumn, ContactField};
use domain::customer::{Customer, CustomerChoice, CustomerColumn, CustomerField, CustomerKind};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, KnownFormat, ObjectBuilder, Ref, Schema, Type,
};
use utoipa::{PartialSchema, ToSchema};

/// A page of customers.
pub type CustomerPage = RowsPage<CustomerColumn>;
/// A page of contacts.
pub type ContactPage = RowsPage<ContactColumn>;

impl Shown for CustomerColumn {
    const PAGE: &'static str = "CustomerPage";
    const FOCUS: bool = false;

    fn state() -> Option<(Cow<'static, str>, RefOr<Schema>)> {
        Some((CustomerStateWord::name(), CustomerStateWord::schema()))
    }

    fn longest(self) -> Option<usize> {
        if let Self::Text(field) = self { Some(field.max()) } else { None }
    }
}

impl Shown for ContactColumn {
    const PAGE: &'static str = "ContactPage";
    const FOCUS: bool = false;

    fn state() -> Option<(Cow<'static, str>, RefOr<Schema>)> {
        None
    }

    fn longest(self) -> Option<usize> {
        if let Self::Text(field) = self { Some(field.max()) } else { None }
    }
}

/// A customer with everything.
pub struct CustomerShape {
    pub(in crate::api) customer: Customer,
    pub(in crate::api) names: Names,
}

impl Serialize for CustomerShape {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use CustomerColumn as C;
        let one = &self.customer;
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("id", &one.id)?;
        map.serialize_entry("version", &one.version)?;
        map.serialize_entry("state", &one.state)?;
        map.serialize_entry("through", &one.through)?;
        for column in C::ALL {
            let key = column.key();
            match column {
                C::Text(field) => map.serialize_entry(key, one.details.get(*field))?,
                C::Choice(field) => {
                    let chosen = one.choices.get(field).map(|id| self.names.named(*id));
                    map.serialize_entry(key, &chosen)?;
                }
                C::Owner => {
                    let name = one.owner_name.as_deref().unwrap_or_default();
                    map.serialize_entry(key, &one.owner.map(|id| NamedRef { id: id.0, name }))?;
                }
                C::Kind => map.serialize_entry(key, &one.kind)?,
                C::Hot => map.serialize_entry(key, &one.hot)?,
                C::Security => map.serialize_entry(key, &one.security)?,
                C::FirstContact => map.serialize_entry(key, &one.first_contact)?,
                C::CreatedAt => map.serialize_entry(key, &one.created_at)?,
                C::UpdatedAt => map.serialize_entry(key, &one.updated_at)?,
                C::LastRecordAt => map.serialize_entry(key, &one.last_record_at)?,
                C::NextVisitAt => map.serialize_entry(key, &one.next_visit_at)?,
                C::OwnedAt => map.serialize_entry(key, &one.owned_at)?,
                C::RecycleAt => map.serialize_entry(key, &one.recycle_at)?,
                // The state is said above; what was added is said below.
                C::State | C::Added(_) => {}
            }
        }
        for (key, value) in &one.added {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl PartialSchema for CustomerShape {
    fn schema() -> RefOr<Schema> {
        let through = ["ownership", "share_to_edit", "share_to_read", "pool", "bin"];
        noun::<CustomerColumn>(true)
            .property("through", string(None).enum_values(Some(through)))
            .required("through")
            .into()
    }
}

impl ToSchema for CustomerShape {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Customer")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        referred::<CustomerColumn>(schemas);
    }
}

/// A contact with everything.
pub struct ContactShape(pub(in crate::api) Contact);

impl From<Contact> for ContactShape {
    fn from(contact: Contact) -> Self {
        Self(contact)
    }
}

impl Serialize for ContactShape {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let one = &self.0;
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("id", &one.id)?;
        map.serialize_entry("version", &one.version)?;
        map.serialize_entry("customer", &NamedRef { id: one.customer.0, name: &one.customer_name })?;
        for field in ContactField::ALL {
            map.serialize_entry(field.key(), one.details.get(*field))?;
        }
        map.serialize_entry("main", &one.main)?;
        map.serialize_entry("created_at", &one.created_at)?;
        map.serialize_entry("updated_at", &one.updated_at)?;
        for (key, value) in &one.added {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl PartialSchema for ContactShape {
    fn schema() -> RefOr<Schema> {
        let time = || string(Some(KnownFormat::DateTime));
        let schema = ObjectBuilder::new()
            .property("id", number())
            .property("version", number())
            .property("customer", Ref::from_schema_name(super::Named::name()))
            .property("main", ObjectBuilder::new().schema_type(Type::Boolean))
            .property("created_at", time())
            .property("updated_at", time());
        let texts = ContactField::ALL.iter();
        texts
            .fold(schema, |schema, field| {
                schema.property(field.key(), text((*field).max())).required(field.key())
            })
            .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(true)))
            .into()
    }
}

impl ToSchema for ContactShape {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Contact")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        referred::<ContactColumn>(schemas);
    }
}

fn open(schema: ObjectBuilder) -> RefOr<Schema> {
    schema.additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(true))).into()
}

fn flag() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Boolean)
}

fn contact_fields() -> ObjectBuilder {
    let texts = ContactField::ALL.iter();
    texts
        .fold(ObjectBuilder::new(), |schema, field| schema.property(field.key(), text((*field).max())))
        .property("main", flag())
}

/// The fields of a customer that requests write.
fn customer_fields() -> ObjectBuilder {
    let mut schema = ObjectBuilder::new();
    for field in CustomerField::ALL {
        schema = schema.property(field.key(), text((*field).max()));
    }
    for field in CustomerChoice::ALL {
        schema = schema.property(field.key(), nullable(number()));
    }
    schema
        .property("kind", string(None).enum_values(Some(CustomerKind::ALL.map(CustomerKind::key))))
        .property("hot", flag())
        .property("security", Ref::from_schema_name(SecurityWord::name()))
        .property("first_contact", nullable(string(Some(KnownFormat::Date))))
        .property("confirm", flag().description(Some("That others may be the same has been read.")))
}

macro_rules! inputs {
    ($($(#[doc = $doc:literal])* $name:ident $shown:literal = $schema:expr;)*) => {$(
        $(#[doc = $doc])*
        pub enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                open($schema)
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($shown)
            }

            fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
                schemas.push((SecurityWord::name().into(), SecurityWord::schema()));
            }
        }
    )*};
}

inputs! {
    /// A customer to be entered; an added field is written under its key.
    NewCustomerShape "NewCustomer" = customer_fields()
        .property("owner", nullable(number()))
        .property("pool", flag().description(Some("It goes into the pool, and nobody has it.")))
        .property("contacts", ArrayBuilder::new().items(contact_fields()))
        .required("name");
    /// Fields of a customer to be changed, and the version they were read at.
    CustomerChangeShape "CustomerChange" = customer_fields().property("version", number()).required("version");
    /// A contact to be entered.
    NewContactShape "NewContact" = contact_fields().property("confirm", flag()).required("name");
    /// Fields of a contact to be changed, and the version they were read at.
    ContactChangeShape "ContactChange" =
        contact_fields().property("confirm", flag()).property("version", number()).required("version");
}
