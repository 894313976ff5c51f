//! The fields of a lead in groups, in the order one asks for them.
use domain::Lang;
use domain::lead::LeadField as F;
use messages::t;

/// A group's heading and its fields.
pub type Group = (&'static str, &'static [F]);

/// All groups. Every field stands in one of them.
pub fn groups(lang: Lang) -> [Group; 4] {
    [
        (t!(lang, LeadGroupPerson), &[F::Contact, F::Nickname, F::Position, F::Department, F::Business]),
        (t!(lang, LeadGroupReach), &[F::Mobile, F::Phone, F::Wechat, F::Qq, F::Email, F::Fax]),
        (t!(lang, LeadGroupCompany), &[F::Company, F::CompanyType, F::Website, F::Address, F::Postcode]),
        (t!(lang, LeadGroupOther), &[F::Number, F::Remarks]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_in_one_group() {
        let mut grouped: Vec<F> =
            groups(Lang::Zh).iter().flat_map(|(_, fields)| fields.iter().copied()).collect();
        grouped.sort();
        assert_eq!(grouped, F::ALL);
    }
}
