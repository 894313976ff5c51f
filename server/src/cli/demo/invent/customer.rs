//! Makes customers up, with the people to reach there.
use super::{Inventor, one};
use chrono::{Days, NaiveDate};
use domain::contact::{ContactDetails, NewContact};
use domain::customer::{CustomerChoice, CustomerChoices, CustomerDetails, CustomerKind, NewCustomer};
use domain::lead::LeadDetails;
use rand::Rng;
use rand::seq::IndexedRandom;

impl Inventor {
    /// A customer, without an owner. Seven in ten are enterprises, with one to three contacts each.
    pub(in super::super) fn customer(&mut self, today: NaiveDate) -> NewCustomer {
        self.customers += 1;
        let is_chinese = self.percent(80);
        let kind = if self.percent(70) { CustomerKind::Company } else { CustomerKind::Person };
        let mut details = self.customer_details(kind, is_chinese);
        details.number = format!("KH{:07}", self.customers);
        if self.percent(20) {
            one(&self.words.remarks, &mut self.chance).clone_into(&mut details.description);
        }
        let contacts = match kind {
            CustomerKind::Company => {
                (0..=self.below(3)).map(|at| self.contact(is_chinese, at == 0)).collect()
            }
            CustomerKind::Person => Vec::new(),
        };
        let days = Days::new(self.chance.random_range(0..900));
        NewCustomer {
            kind,
            details,
            choices: self.customer_choices(kind),
            hot: self.percent(3),
            first_contact: if self.percent(60) { today.checked_sub_days(days) } else { None },
            contacts,
            ..NewCustomer::default()
        }
    }

    /// A customer is made as a lead is: the same people, in the same towns.
    fn customer_details(&mut self, kind: CustomerKind, is_chinese: bool) -> CustomerDetails {
        let (person, read) = if is_chinese { self.chinese() } else { self.foreigner() };
        let mut lead = LeadDetails::default();
        let (host, city) = self.company(&mut lead, is_chinese);
        self.reach(&mut lead, &read, &host);
        let details = CustomerDetails {
            city,
            mobile: lead.mobile,
            phone: lead.phone,
            email: lead.email,
            wechat: lead.wechat,
            address: lead.address,
            postcode: lead.postcode,
            ..CustomerDetails::default()
        };
        match kind {
            CustomerKind::Person => CustomerDetails { name: person, company: lead.company, ..details },
            CustomerKind::Company => {
                let name = self.enterprise(is_chinese, &details.city);
                let email = if self.percent(60) { format!("info@{host}") } else { String::new() };
                CustomerDetails { name, email, wechat: String::new(), website: lead.website, ..details }
            }
        }
    }

    /// The name of an enterprise; there are more of them than places times trades.
    fn enterprise(&mut self, is_chinese: bool, city: &str) -> String {
        let (words, chance) = (&self.words, &mut self.chance);
        if is_chinese {
            let mut name = format!("{city}{}", one(&words.stems, chance));
            for _ in 0..2 {
                let given = one(&words.given, chance).split_once(' ').map_or("", |(character, _)| character);
                name.push_str(given);
            }
            return format!("{name}{}{}", one(&words.trades, chance), words.company_end);
        }
        let (first, last, other) =
            (one(&words.first, chance), one(&words.last, chance), one(&words.last, chance));
        format!("{first} {last} & {other} {} Ltd", one(&words.trades_en, chance))
    }

    fn contact(&mut self, is_chinese: bool, main: bool) -> NewContact {
        let (name, read) = if is_chinese { self.chinese() } else { self.foreigner() };
        let mut lead = LeadDetails::default();
        let host = format!("c{}.example", self.chance.random_range(1000..99999));
        self.reach(&mut lead, &read, &host);
        let words = &self.words;
        let details = ContactDetails {
            name,
            mobile: lead.mobile,
            email: lead.email,
            wechat: lead.wechat,
            department: one(&words.departments, &mut self.chance).to_owned(),
            position: one(&words.positions, &mut self.chance).to_owned(),
            ..ContactDetails::default()
        };
        NewContact { details, main, ..NewContact::default() }
    }

    /// Every customer has a status; what else is known of it differs.
    fn customer_choices(&mut self, kind: CustomerKind) -> CustomerChoices {
        let share = |field| match field {
            CustomerChoice::Status => 100,
            CustomerChoice::Source => 80,
            CustomerChoice::Size if kind == CustomerKind::Person => 0,
            CustomerChoice::Level | CustomerChoice::Industry | CustomerChoice::Maturity => 60,
            CustomerChoice::Mark => 10,
            _ => 40,
        };
        let chance = &mut self.chance;
        let chosen = self.of_customers.iter().filter_map(|(field, offered)| {
            let known = chance.random_range(0..100) < share(*field);
            known.then(|| offered.choose(chance).map(|choice| (*field, *choice))).flatten()
        });
        chosen.collect()
    }
}
