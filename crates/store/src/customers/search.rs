//! The search document of a customer.
use super::CustomerRows;
use crate::Result;
use crate::db::Tx;
use domain::customer::{CustomerDetails, CustomerField};
use words::Texts;

/// What the keyword box looks through: names also by their sound, numbers also without the signs between the digits.
fn texts(details: &CustomerDetails) -> Texts {
    let mut texts = Texts::new();
    for field in CustomerField::ALL {
        let text = details.get(*field);
        texts = match field {
            CustomerField::Name | CustomerField::Company => texts.name(text),
            CustomerField::Mobile | CustomerField::Phone => texts.phone(text),
            CustomerField::Description | CustomerField::Background => texts,
            _ => texts.plain(text),
        };
    }
    texts
}

/// Writes the documents of customers, new or changed.
pub(crate) async fn index(tx: &mut Tx, customers: &[(i64, &CustomerDetails)]) -> Result<()> {
    let documents = customers.iter().map(|(id, details)| (*id, texts(details))).collect();
    crate::search::index::<CustomerRows>(tx, documents).await
}
