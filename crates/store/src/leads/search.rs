//! The search document of a lead.
use super::LeadRows;
use crate::Result;
use crate::db::Tx;
use domain::lead::{LeadDetails, LeadField};
use words::Texts;

/// What the keyword box looks through: the seventeen fields, names also by their sound, numbers also
/// without the signs between the digits.
pub(crate) fn texts(details: &LeadDetails) -> Texts {
    let mut texts = Texts::new();
    for field in LeadField::searched() {
        let text = details.get(field);
        texts = match field {
            LeadField::Contact | LeadField::Nickname | LeadField::Company => texts.name(text),
            LeadField::Mobile | LeadField::Phone | LeadField::Fax => texts.phone(text),
            _ => texts.plain(text),
        };
    }
    texts
}

/// Writes the documents of leads, new or changed.
pub(crate) async fn index(tx: &mut Tx, leads: &[(i64, &LeadDetails)]) -> Result<()> {
    let documents = leads.iter().map(|(id, details)| (*id, texts(details))).collect();
    crate::search::index::<LeadRows>(tx, documents).await
}
