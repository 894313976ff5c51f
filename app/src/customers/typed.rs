//! A new customer and a new contact, as their forms describe them.
use crate::row_page::Typed;
use domain::contact::{ContactField, NewContact};
use domain::custom::FieldKey;
use domain::customer::{CustomerChoice, CustomerField, CustomerKind, NewCustomer, Security};
use domain::{FieldErrors, FieldProblem, PersonId, Problem, Subject};

/// The most contacts one form has room for.
pub const LINES: usize = 8;

/// The value of the field of the owner that means nobody.
pub const POOL: &str = "pool";

/// The contact a form, or a part of one, describes.
#[must_use]
pub fn new_contact(typed: &Typed) -> NewContact {
    let [main, confirm] = ["main", domain::twin::CONFIRM].map(|field| typed.get(field) == "1");
    let mut new = NewContact { main, confirm, ..NewContact::default() };
    for (field, text) in typed.values(Subject::Contact) {
        if let Some(field) = ContactField::from_key(&field) {
            new.details.set(field, text);
        } else if FieldKey::from_key(&field).is_some() {
            new.added.insert(field, text);
        }
    }
    new
}

/// The contacts of the form of a customer, line by line. Of several the one marked is asked first, or else the first.
fn contacts(typed: &Typed) -> Vec<NewContact> {
    let (lines, main) = (typed.part("contacts"), typed.get("main"));
    let mut contacts: Vec<_> = (0..LINES)
        .map(|at| NewContact { main: main == at.to_string(), ..new_contact(&lines.part(&at.to_string())) })
        .collect();
    if !contacts.iter().any(|contact| contact.main && !contact.details.is_blank())
        && let Some(first) = contacts.iter_mut().find(|contact| !contact.details.is_blank())
    {
        first.main = true;
    }
    contacts
}

/// What a text means, where there is one; what means nothing is noted.
fn read<T>(typed: &Typed, field: &str, errors: &mut FieldErrors, means: fn(&str) -> Option<T>) -> Option<T> {
    let text = typed.get(field).trim();
    let found = means(text);
    if found.is_none() && !text.is_empty() {
        errors.add(field, FieldProblem::Malformed);
    }
    found
}

/// The customer a form describes.
///
/// # Errors
/// [`Problem::Invalid`] for a choice that is none, and for a day that is none.
pub fn new_customer(typed: &Typed) -> Result<NewCustomer, Problem> {
    let mut errors = FieldErrors::default();
    let mut new = NewCustomer {
        kind: read(typed, "kind", &mut errors, CustomerKind::from_key).unwrap_or_default(),
        hot: typed.get("hot") == "1",
        security: read(typed, "security", &mut errors, Security::from_key).unwrap_or_default(),
        first_contact: read(typed, "first_contact", &mut errors, |text| text.parse().ok()),
        pool: typed.get("owner") == POOL,
        contacts: contacts(typed),
        confirm: typed.get(domain::twin::CONFIRM) == "1",
        ..NewCustomer::default()
    };
    if !new.pool {
        new.owner = typed.id::<PersonId>("owner", &mut errors);
    }
    for (field, text) in typed.values(Subject::Customer) {
        if let Some(field) = CustomerField::from_key(&field) {
            new.details.set(field, text);
        } else if let Some(choice) = CustomerChoice::from_key(&field) {
            new.choices.extend(typed.id(&field, &mut errors).map(|id| (choice, id)));
        } else if FieldKey::from_key(&field).is_some() {
            new.added.insert(field, text);
        }
    }
    errors.into_result()?;
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ChoiceId;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(fields.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect())
    }

    #[test]
    fn a_form_becomes_a_customer_with_its_contacts() {
        let form = typed(&[
            ("name", "华山机械"),
            ("kind", "company"),
            ("level", "7"),
            ("status", ""),
            ("first_contact", "2026-11-22"),
            ("owner", "pool"),
            ("contacts.0.name", ""),
            ("contacts.1.name", "陈晓"),
            ("contacts.1.mobile", "13800001111"),
            ("main", "0"),
        ]);
        let new = new_customer(&form).unwrap();
        assert_eq!((new.details.name.as_str(), new.pool, new.owner), ("华山机械", true, None));
        assert_eq!(new.choices, [(CustomerChoice::Level, ChoiceId(7))].into());
        assert_eq!(new.first_contact.map(|day| day.to_string()).as_deref(), Some("2026-11-22"));
        // Blank lines keep their place, so that what is wrong is told at the right one.
        assert!(new.contacts[0].details.is_blank());
        assert!(new.contacts[1].main && new.contacts[1].details.name == "陈晓");
    }

    #[test]
    fn what_means_nothing_is_told_at_its_field() {
        let problem = new_customer(&typed(&[("first_contact", "soon"), ("owner", "x")])).unwrap_err();
        let Problem::Invalid { fields } = problem else { panic!("{problem}") };
        assert_eq!(fields.of("first_contact"), Some(&FieldProblem::Malformed));
        assert_eq!(fields.of("owner"), Some(&FieldProblem::NotChoosable));
    }
}
