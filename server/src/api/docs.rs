//! What the OpenAPI document says beyond what stands at the routes: parameters made from the closed sets of
//! fields and columns, problems, and how to sign in.
use super::shapes::{LeadStateWord, NewLeadShape};
use domain::column::{CellKind, Column};
use domain::contact::ContactColumn;
use domain::customer::CustomerColumn;
use domain::filter::{View, stem};
use domain::lead::{LeadColumn, LeadField};
use domain::list::{PAGE, PAGE_MAX};
use domain::span::NONE;
use std::borrow::Cow;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, KnownFormat, Object, ObjectBuilder, Ref, Schema, SchemaFormat, Type,
};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{ContentBuilder, OpenApi, RefOr, Required, ResponseBuilder};
use utoipa::{IntoParams, PartialSchema, ToSchema};

fn query(name: &str, about: &str, schema: impl Into<RefOr<Schema>>) -> Parameter {
    parameter(name, about, schema, ParameterIn::Query, Required::False)
}

fn parameter(
    name: &str,
    about: &str,
    schema: impl Into<RefOr<Schema>>,
    place: ParameterIn,
    required: Required,
) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .description(Some(about))
        .parameter_in(place)
        .required(required)
        .schema(Some(schema))
        .build()
}

fn text() -> Object {
    ObjectBuilder::new().schema_type(Type::String).build()
}

fn number() -> Object {
    ObjectBuilder::new().schema_type(Type::Integer).build()
}

fn formatted(format: KnownFormat) -> Object {
    ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(format))).build()
}

fn words<const N: usize>(words: [&str; N]) -> Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).build()
}

/// The conditions of a list of leads.
fn conditions() -> Vec<Parameter> {
    let mut all = vec![
        query("q", "Text that any of the seventeen fields contains; pinyin and initials too.", text()),
        query(
            "view",
            "`work`: yours in tracking; `query`: all you may see; `pool`: nobody's.",
            words(["work", "query", "pool"]),
        ),
        query("tab", "Id of a tab of the work list.", number()),
        query("state", "One of these states, with commas.", LeadStateWord::schema()),
        query("focus", "`1`: those you have starred.", words(["1"])),
    ];
    for (name, what) in [
        ("status", "statuses"),
        ("source", "sources"),
        ("intake", "intake apps"),
        ("owner", "people"),
        ("finish_reason", "reasons to finish"),
    ] {
        all.push(query(name, &format!("Ids of {what}, with commas; one of them."), text()));
    }
    for (column, what) in [
        (LeadColumn::SubmittedAt, "Came in"),
        (LeadColumn::UpdatedAt, "Changed"),
        (LeadColumn::LastRecordAt, "Last record"),
        (LeadColumn::NextVisitAt, "Next visit"),
    ] {
        let [from, to] = ["from", "to"].map(|end| format!("{}_{end}", stem(column)));
        all.push(query(&from, &format!("{what} on this day or later."), formatted(KnownFormat::Date)));
        all.push(query(&to, &format!("{what} on this day or earlier."), formatted(KnownFormat::Date)));
        let blank = || query(stem(column), "`none`: leads that have none.", words([NONE]));
        all.extend(column.may_be_blank().then(blank));
    }
    let keys = LeadField::ALL.iter().map(|field| field.key());
    all.extend(keys.map(|key| query(key, "Text that this field contains.", text())));
    all
}

/// The conditions of a list of any noun, made from its columns.
fn conditions_of<C: Column>(views: &str) -> Vec<Parameter> {
    let known: Vec<_> = C::View::ALL.iter().map(|view| view.key()).collect();
    let mut all = vec![
        query("q", "Text that one of the fields contains; pinyin and initials too.", text()),
        query("view", views, ObjectBuilder::new().schema_type(Type::String).enum_values(Some(known)).build()),
    ];
    for column in C::ALL {
        all.extend(asked(*column));
    }
    all
}

/// What can be asked of a column.
fn asked<C: Column>(column: C) -> Vec<Parameter> {
    let name = stem(column);
    match column.kind() {
        CellKind::Text | CellKind::Phone | CellKind::Email | CellKind::Link => {
            vec![query(name, "Text that this field contains.", text())]
        }
        CellKind::Choice | CellKind::Choices | CellKind::Person => {
            vec![query(name, "Ids, with commas; one of them.", text())]
        }
        CellKind::Word => {
            let words =
                ObjectBuilder::new().schema_type(Type::String).enum_values(Some(column.words().to_vec()));
            vec![query(name, "One of these, with commas.", words.build())]
        }
        CellKind::Flag => vec![query(name, "Yes or no.", words(["0", "1"]))],
        CellKind::Time | CellKind::Date => {
            let mut all = vec![
                query(&format!("{name}_from"), "On this day or later.", formatted(KnownFormat::Date)),
                query(&format!("{name}_to"), "On this day or earlier.", formatted(KnownFormat::Date)),
            ];
            let blank = || query(name, "`none`: those that have none.", words([NONE]));
            all.extend(column.may_be_blank().then(blank));
            all
        }
        CellKind::Number | CellKind::Money => Vec::new(),
    }
}

fn customers() -> Vec<Parameter> {
    conditions_of::<CustomerColumn>(
        "`mine`, those `shared` with you, your `subordinates`', of a `pool`, of the `company`…",
    )
}

fn contacts() -> Vec<Parameter> {
    conditions_of::<ContactColumn>("All contacts you may see.")
}

fn cursor() -> Parameter {
    query("cursor", "The `next` of the page before. It fits the same order only.", text())
}

fn pages() -> [Parameter; 3] {
    [page(PAGE_MAX), cursor(), query("count", "`exact`: count all rows that match.", words(["exact"]))]
}

fn files() -> [Parameter; 2] {
    [
        query("format", "`xlsx` when not given.", words(["xlsx", "csv"])),
        query("ids", "These rows only, with commas.", text()),
    ]
}

fn order_and_columns<C: Column>() -> [Parameter; 2] {
    let known: Vec<_> = C::ALL.iter().map(|column| column.key()).collect();
    let known = known.join("`, `");
    [
        query(
            "sort",
            "Up to two columns with commas, each with a minus for descending: `-updated_at`.",
            text(),
        ),
        query("columns", &format!("Columns with commas: `{known}`."), text()),
    ]
}

macro_rules! params {
    ($($(#[doc = $doc:literal])* $name:ident = $parameters:expr;)*) => {$(
        $(#[doc = $doc])*
        pub(super) enum $name {}

        impl IntoParams for $name {
            fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
                $parameters.into_iter().collect()
            }
        }
    )*};
}

fn page(most: u32) -> Parameter {
    query("limit", &format!("Rows wanted, 1 to {most}; {PAGE} when not given."), number())
}

params! {
    /// Parameters of the list of leads.
    ListParams = conditions().into_iter().chain(order_and_columns::<LeadColumn>()).chain(pages());
    /// Parameters of a download of leads.
    ExportParams = conditions().into_iter().chain(order_and_columns::<LeadColumn>()).chain(files());
    /// The list a lead is looked at in.
    AroundParams = conditions().into_iter().chain(order_and_columns::<LeadColumn>().into_iter().take(1));
    /// Parameters of the list of customers.
    CustomerListParams = customers().into_iter().chain(order_and_columns::<CustomerColumn>()).chain(pages());
    /// Parameters of a download of customers.
    CustomerExportParams = customers().into_iter().chain(order_and_columns::<CustomerColumn>()).chain(files());
    /// The list a customer is looked at in.
    CustomerAroundParams =
        customers().into_iter().chain(order_and_columns::<CustomerColumn>().into_iter().take(1));
    /// Parameters of the list of contacts.
    ContactListParams = contacts().into_iter().chain(order_and_columns::<ContactColumn>()).chain(pages());
    /// Parameters of a download of contacts.
    ContactExportParams = contacts().into_iter().chain(order_and_columns::<ContactColumn>()).chain(files());
    /// The page of a list that has one order.
    CursorParams = [query("cursor", "The `next` of the page before.", text())];
    /// Two customers.
    MergeParams = [
        parameter("winner", "Id of the customer that stays.", number(), ParameterIn::Query, Required::True),
        parameter("loser", "Id of the customer that goes into it.", number(), ParameterIn::Query, Required::True),
    ];
    /// Parameters of the inbox.
    ApprovalsParams = [
        query("view", "`pending` when not given.", words(["pending", "handled", "ignored", "mine"])),
        query("before", "Id of the request the answer begins behind.", number()),
        page(200),
    ];
    /// Parameters of notices.
    NoticesParams = [query("before", "Id of the notice the answer begins behind.", number()), page(200)];
    /// The key of a create.
    KeyParam = [parameter(
        "Idempotency-Key",
        "Made up by you. The same request sent again with the same key is answered again and not done again.",
        text(),
        ParameterIn::Header,
        Required::False,
    )];
    /// Parameters of a timeline.
    RecordsParams = [query("before", "Id of the record the answer begins behind.", number()), page(500)];
    /// Parameters of the files of a row.
    FilesParams = [query("before", "Id of the file the answer begins behind.", number()), page(500)];
    /// The name of a file that is the whole body.
    FileNameParams = [query("name", "What it is called, when the file is the body.", text())];
    /// Parameters of the visits between two times.
    BetweenParams = [
        parameter("from", "The first moment.", formatted(KnownFormat::DateTime), ParameterIn::Query, Required::True),
        parameter(
            "to",
            "The moment behind the last. Refused when it lies more than 400 days behind `from`, or 2000 visits \
             or more lie between: nothing is left out silently.",
            formatted(KnownFormat::DateTime),
            ParameterIn::Query,
            Required::True,
        ),
        query("person", "Whose; everybody's that you may see when not given.", number()),
    ];
    /// Parameters of a month of visits.
    MonthParams = [
        parameter("month", "`2026-11`", text(), ParameterIn::Query, Required::True),
        query("person", "Whose; everybody's that you may see when not given.", number()),
    ];
    /// Parameters of the audit log.
    AuditParams = [
        query("before", "Id of the entry the answer begins behind.", number()),
        query("action", "Entries whose action begins so: `lead.`", text()),
        query("person", "Id of a person: what they did.", number()),
        page(500),
    ];
}

/// Fields of a lead to be changed, and the version they were read at.
pub(super) enum LeadChangeShape {}

impl PartialSchema for LeadChangeShape {
    fn schema() -> RefOr<Schema> {
        let RefOr::T(Schema::Object(mut fields)) = NewLeadShape::schema() else {
            return NewLeadShape::schema();
        };
        // Those come about by verbs.
        fields.properties.retain(|name, _| name != "owner" && name != "submitted_at");
        fields.properties.insert("version".to_owned(), number().into());
        fields.required.push("version".to_owned());
        fields.into()
    }
}

impl ToSchema for LeadChangeShape {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("LeadChange")
    }
}

/// A problem (RFC 9457).
fn problem() -> Schema {
    let open = || ObjectBuilder::new().additional_properties(Some(AdditionalProperties::FreeForm(true)));
    let field = open().property("field", text()).property("code", text()).property("message", text());
    let conflict = open()
        .property("field", text())
        .property("base", text())
        .property("theirs", text())
        .property("mine", text());
    open()
        .description(Some("Why a request was not done, in your language."))
        .property("type", text())
        .property("title", text())
        .property("status", number())
        .property("detail", text())
        .property("fields", ArrayBuilder::new().items(field))
        .property("conflicts", ArrayBuilder::new().items(conflict))
        .required("type")
        .required("title")
        .required("status")
        .into()
}

/// Adds to each route what holds for all.
pub(super) fn finished(mut document: OpenApi) -> OpenApi {
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    let cookie = ApiKey::Cookie(ApiKeyValue::new(crate::door::SESSION));
    let mut components = document.components.take().unwrap_or_default();
    components.schemas.insert("Problem".to_owned(), problem().into());
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    document.components = Some(components);
    let none: [&str; 0] = [];
    document.security =
        Some(vec![SecurityRequirement::new("bearer", none), SecurityRequirement::new("session", none)]);
    for path in document.paths.paths.values_mut() {
        let operations = [&mut path.get, &mut path.post, &mut path.put, &mut path.patch, &mut path.delete];
        for operation in operations.into_iter().flatten() {
            // The names of two handlers may be equal, those of two within a tag are not.
            let tag = operation.tags.iter().flatten().next();
            if let (Some(tag), Some(name)) = (tag, &operation.operation_id) {
                operation.operation_id = Some(format!("{tag}_{name}"));
            }
            let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let response =
                ResponseBuilder::new().description("A problem").content("application/problem+json", content);
            operation.responses.responses.insert("default".to_owned(), response.build().into());
        }
    }
    document
}
