//! The fields of a customer and of a contact: in which groups they stand, and what they hold as a form writes it.
use crate::row_page::Line;
use crate::ui::Choosable;
use domain::Lang;
use domain::column::CellKind;
use domain::contact::{Contact, ContactField};
use domain::customer::{Customer, CustomerChoice, CustomerColumn, CustomerField, CustomerKind, Security};
use messages::{column, t};

/// A field of a customer on its card and in its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A text.
    Text(CustomerField),
    /// A choice.
    Choice(CustomerChoice),
    /// Individual or enterprise.
    Kind,
    /// Who may know of it.
    Security,
    /// 首次接触.
    FirstContact,
}

/// A group's heading and its fields.
pub type Group = (&'static str, &'static [Place]);

/// All groups, in the order one asks for them. Every field stands in one of them.
pub fn groups(lang: Lang) -> [Group; 5] {
    use CustomerChoice as C;
    use CustomerField as F;
    use Place::{Choice, FirstContact, Kind, Security, Text};
    [
        (
            t!(lang, CustomerGroupBase),
            &[Text(F::Name), Kind, Text(F::Number), Text(F::Company), FirstContact, Security],
        ),
        (
            t!(lang, CustomerGroupReach),
            &[Text(F::Mobile), Text(F::Phone), Text(F::Email), Text(F::Wechat), Text(F::Website)],
        ),
        (
            t!(lang, CustomerGroupClass),
            &[
                Choice(C::Status),
                Choice(C::Level),
                Choice(C::Type),
                Choice(C::Category),
                Choice(C::Source),
                Choice(C::Industry),
                Choice(C::Size),
                Choice(C::Maturity),
                Choice(C::Mark),
                Choice(C::SalesLevel),
                Choice(C::Credit),
            ],
        ),
        (
            t!(lang, CustomerGroupPlace),
            &[Choice(C::Country), Choice(C::Region), Text(F::City), Text(F::Address), Text(F::Postcode)],
        ),
        (t!(lang, CustomerGroupWords), &[Text(F::Description), Text(F::Background)]),
    ]
}

/// A text of a customer as a line.
pub fn line(lang: Lang, field: CustomerField) -> Line {
    let long = matches!(field, CustomerField::Description | CustomerField::Background);
    Line { key: field.key(), name: column::customer_field(lang, field).to_owned(), kind: field.kind(), long }
}

/// The day of the first contact as a line.
pub fn first_contact(lang: Lang) -> Line {
    let name = column::customer(lang, CustomerColumn::FirstContact).to_owned();
    Line { key: "first_contact", name, kind: CellKind::Date, long: false }
}

/// A text of a contact as a line. Nobody calls a fax.
pub fn contact_line(lang: Lang, field: ContactField) -> Line {
    let kind = if field == ContactField::Fax { CellKind::Text } else { field.kind() };
    let (name, long) = (column::contact_field(lang, field).to_owned(), field == ContactField::Remarks);
    Line { key: field.key(), name, kind, long }
}

/// Individual or enterprise, to choose.
pub fn kinds(lang: Lang) -> Vec<Choosable> {
    CustomerKind::ALL.map(|kind| Choosable::new(kind.key(), column::customer_kind(lang, kind))).to_vec()
}

/// How secret, to choose.
pub fn securities(lang: Lang, cleared: &[Security]) -> Vec<Choosable> {
    cleared.iter().map(|one| Choosable::new(one.key(), column::security(lang, *one))).collect()
}

/// A field of the customer as its form shows it.
pub fn text_of(customer: &Customer, key: &str) -> String {
    if let Some(field) = CustomerField::from_key(key) {
        return customer.details.get(field).to_owned();
    }
    if let Some(choice) = CustomerChoice::from_key(key) {
        return customer.choices.get(&choice).map(ToString::to_string).unwrap_or_default();
    }
    match key {
        "kind" => customer.kind.key().to_owned(),
        "hot" => if customer.hot { "1" } else { "0" }.to_owned(),
        "security" => customer.security.key().to_owned(),
        "first_contact" => customer.first_contact.map(|day| day.to_string()).unwrap_or_default(),
        added => customer.added.get(added).cloned().unwrap_or_default(),
    }
}

/// A field of the contact as its form shows it.
pub fn contact_text(contact: &Contact, key: &str) -> String {
    if let Some(field) = ContactField::from_key(key) {
        return contact.details.get(field).to_owned();
    }
    match key {
        "main" => if contact.main { "1" } else { "0" }.to_owned(),
        added => contact.added.get(added).cloned().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_in_one_group() {
        let placed: Vec<_> = groups(Lang::Zh).iter().flat_map(|(_, fields)| fields.iter().copied()).collect();
        let texts = placed.iter().filter(|place| matches!(place, Place::Text(_))).count();
        let choices = placed.iter().filter(|place| matches!(place, Place::Choice(_))).count();
        assert_eq!((texts, choices), (CustomerField::ALL.len(), CustomerChoice::ALL.len()));
        let twice = placed.iter().filter(|place| placed.iter().filter(|other| other == place).count() > 1);
        assert_eq!(twice.count(), 0);
    }
}
