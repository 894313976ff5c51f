//! Makes people and companies up.
mod customer;

use super::super::{Failure, Outcome};
use domain::choice::{Choice, ChoiceKind};
use domain::customer::CustomerChoice;
use domain::lead::{LeadDetails, NewLead};
use domain::{ChoiceId, Moment};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde::Deserialize;
use std::collections::HashSet;

/// Beginnings of mobile numbers that no operator has been given: a call reaches nobody.
const UNASSIGNED: [&str; 4] = ["154", "160", "163", "168"];

#[derive(Deserialize)]
pub(super) struct Words {
    surnames: Vec<String>,
    given: Vec<String>,
    first: Vec<String>,
    last: Vec<String>,
    cities: Vec<String>,
    stems: Vec<String>,
    trades: Vec<String>,
    trades_en: Vec<String>,
    types: Vec<String>,
    departments: Vec<String>,
    positions: Vec<String>,
    businesses: Vec<String>,
    remarks: Vec<String>,
    records: Vec<String>,
    company_end: String,
    city_end: String,
    house_end: String,
    points: Vec<String>,
    feedback: Vec<String>,
    regions: Vec<String>,
}

/// Makes things up, always the same for the same seed.
pub(super) struct Inventor {
    words: Words,
    chance: StdRng,
    logins: HashSet<String>,
    statuses: Vec<ChoiceId>,
    sources: Vec<ChoiceId>,
    intakes: Vec<ChoiceId>,
    reasons: Vec<ChoiceId>,
    of_customers: Vec<(CustomerChoice, Vec<ChoiceId>)>,
    number: u32,
    customers: u32,
}

fn one<'a>(words: &'a [String], chance: &mut StdRng) -> &'a str {
    words.choose(chance).map_or("", String::as_str)
}

impl Inventor {
    pub(super) fn new(seed: u64) -> Outcome<Self> {
        let words = serde_json::from_str(include_str!("words.json"))
            .map_err(|error| Failure::Other(error.to_string()))?;
        Ok(Self {
            words,
            chance: StdRng::seed_from_u64(seed),
            logins: HashSet::new(),
            statuses: Vec::new(),
            sources: Vec::new(),
            intakes: Vec::new(),
            reasons: Vec::new(),
            of_customers: Vec::new(),
            number: 0,
            customers: 0,
        })
    }

    /// Learns which choices there are.
    pub(super) fn learn(&mut self, choices: &[Choice]) {
        let of = |kind| -> Vec<ChoiceId> {
            choices
                .iter()
                .filter(|choice| choice.kind == kind && !choice.retired)
                .map(|choice| choice.id)
                .collect()
        };
        self.of_customers = CustomerChoice::ALL.map(|field| (field, of(field.kind()))).into();
        self.statuses = of(ChoiceKind::Status);
        self.sources = of(ChoiceKind::Source);
        self.intakes = of(ChoiceKind::Intake);
        self.reasons = of(ChoiceKind::FinishReason);
    }

    pub(super) fn regions(&self) -> &[String] {
        &self.words.regions
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.chance.random_range(0..end.max(1))
    }

    pub(super) fn percent(&mut self, share: u32) -> bool {
        self.chance.random_range(0..100) < share
    }

    /// More of late than long ago.
    pub(super) fn seconds_ago(&mut self, days: i64) -> i64 {
        let share: f64 = self.chance.random::<f64>();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "seconds of half a year"
        )]
        let seconds = (share * share * (days * 86_400) as f64) as i64;
        seconds
    }

    /// A moment between two.
    pub(super) fn between(&mut self, from: Moment, to: Moment) -> Moment {
        if to <= from { from } else { Moment(self.chance.random_range(from.0..to.0)) }
    }

    /// Who gets a lead; one in seven stays in the pool. The first have more to do.
    pub(super) fn seller(&mut self, sellers: usize) -> Option<usize> {
        if sellers == 0 || self.chance.random_range(0..7) == 0 {
            return None;
        }
        let share = self.chance.random::<f64>().powf(1.3);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "an index"
        )]
        let seller = (share * sellers as f64) as usize;
        Some(seller.min(sellers - 1))
    }

    fn chinese(&mut self) -> (String, String) {
        let syllables = if self.percent(70) { 2 } else { 1 };
        let surname = one(&self.words.surnames, &mut self.chance);
        let (mut name, family) =
            surname.split_once(' ').map_or((String::new(), ""), |(name, read)| (name.to_owned(), read));
        let mut read = String::new();
        for _ in 0..syllables {
            if let Some((character, sound)) = one(&self.words.given, &mut self.chance).split_once(' ') {
                name.push_str(character);
                read.push_str(sound);
            }
        }
        (name, format!("{family}.{read}"))
    }

    /// Someone who works here: name and sign-in name.
    pub(super) fn colleague(&mut self) -> (String, String) {
        let (name, read) = self.chinese();
        let mut login = read.clone();
        let mut number = 2;
        while !self.logins.insert(login.clone()) {
            login = format!("{read}{number}");
            number += 1;
        }
        (name, login)
    }

    /// A lead, without an owner.
    pub(super) fn lead(&mut self) -> NewLead {
        self.number += 1;
        let is_chinese = self.percent(80);
        let (contact, read) = if is_chinese { self.chinese() } else { self.foreigner() };
        let mut details = LeadDetails { contact, ..LeadDetails::default() };
        details.number = format!("XS{:07}", self.number);
        let (host, _) = self.company(&mut details, is_chinese);
        self.reach(&mut details, &read, &host);
        let words = &self.words;
        if self.chance.random_range(0..3) == 0 {
            one(&words.departments, &mut self.chance).clone_into(&mut details.department);
            one(&words.positions, &mut self.chance).clone_into(&mut details.position);
            one(&words.businesses, &mut self.chance).clone_into(&mut details.business);
        }
        if self.chance.random_range(0..5) == 0 {
            one(&words.remarks, &mut self.chance).clone_into(&mut details.remarks);
        }
        NewLead {
            details,
            status: self.status(),
            intake: self.intakes.choose(&mut self.chance).copied(),
            source: self.sources.choose(&mut self.chance).copied(),
            ..NewLead::default()
        }
    }

    fn foreigner(&mut self) -> (String, String) {
        let first = one(&self.words.first, &mut self.chance);
        let last = one(&self.words.last, &mut self.chance);
        let read = format!("{first}.{last}").to_lowercase().replace('\'', "");
        (format!("{first} {last}"), read)
    }

    /// The company and where it sits; the host of its addresses, and the city.
    fn company(&mut self, details: &mut LeadDetails, is_chinese: bool) -> (String, String) {
        let words = &self.words;
        let host = format!("c{}.example", self.chance.random_range(1000..99999));
        let mut place = one(&words.cities, &mut self.chance).splitn(3, ' ');
        let (city, postcode, street) = (
            place.next().unwrap_or_default(),
            place.next().unwrap_or_default(),
            place.next().unwrap_or_default(),
        );
        details.company = if is_chinese {
            let (stem, trade) = (one(&words.stems, &mut self.chance), one(&words.trades, &mut self.chance));
            format!("{city}{stem}{trade}{}", words.company_end)
        } else {
            let (name, trade) = (one(&words.last, &mut self.chance), one(&words.trades_en, &mut self.chance));
            format!("{name} {trade} Ltd")
        };
        one(&words.types, &mut self.chance).clone_into(&mut details.company_type);
        details.address = format!(
            "{city}{}{street}{}{}",
            words.city_end,
            self.chance.random_range(1..2000),
            words.house_end
        );
        postcode.clone_into(&mut details.postcode);
        details.website = format!("https://www.{host}");
        (host, city.to_owned())
    }

    /// The ways to reach someone.
    fn reach(&mut self, details: &mut LeadDetails, read: &str, host: &str) {
        let begin = UNASSIGNED.choose(&mut self.chance).copied().unwrap_or("154");
        details.mobile = format!("{begin}{:08}", self.chance.random_range(0..100_000_000));
        if self.percent(60) {
            details.email = format!("{read}@{host}");
        }
        if self.percent(40) {
            details.wechat = format!("{}{}", read.replace('.', "_"), self.chance.random_range(10..999));
        }
        if self.percent(25) {
            // Nobody has area code 0100.
            details.phone = format!("0100-{:08}", self.chance.random_range(20_000_000..90_000_000));
        }
        if self.percent(15) {
            details.qq = self.chance.random_range(10_000_000..2_000_000_000).to_string();
        }
    }

    /// The first statuses are more frequent than the last.
    pub(super) fn status(&mut self) -> Option<ChoiceId> {
        let highest = self.below(self.statuses.len()) + 1;
        let at = self.below(highest);
        self.statuses.get(at).copied()
    }

    pub(super) fn reason(&mut self) -> Option<ChoiceId> {
        self.reasons.choose(&mut self.chance).copied()
    }

    pub(super) fn record(&mut self) -> String {
        one(&self.words.records, &mut self.chance).to_owned()
    }

    pub(super) fn points(&mut self) -> String {
        one(&self.words.points, &mut self.chance).to_owned()
    }

    pub(super) fn feedback(&mut self) -> String {
        one(&self.words.feedback, &mut self.chance).to_owned()
    }
}
