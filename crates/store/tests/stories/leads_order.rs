//! The order of a list, worked out once more in Rust from what was entered.
use domain::choice::{Choice, ChoiceKind};
use domain::column::Column;
use domain::lead::{Lead, LeadColumn, LeadDetails, LeadField, LeadFilter, LeadState, NewLead};
use domain::list::{Chosen, Paging, Sort};
use domain::person::PersonForm;
use domain::record::NewRecord;
use domain::visit::{NewVisit, PlanKind};
use domain::{ChoiceId, PersonId};
use std::cmp::Ordering;
use store::Desk;
use testkit::{House, on_both};

const NAMES: [&str; 23] = [
    "张伟",
    "張偉",
    "",
    "安琪",
    "apple",
    "Apple",
    "Ａｐｐｌｅ",
    "Zoë",
    "zoe",
    "曾国藩",
    "单雄信",
    "重庆小面",
    "重慶小麵",
    "9 号",
    "10 号",
    "_x",
    "~x",
    "Привет",
    "𠮷野家",
    "妈",
    "马",
    "Müller",
    "吕 Lü",
];
const NUMBERS: [&str; 13] = [
    "",
    "13900000001",
    "139-0000-0001",
    "+86 139",
    "(021) 5555",
    "0571",
    "9",
    "10",
    "010",
    "９",
    "Ａ-7",
    "a-7",
    "A-7",
];
const ADDRESSES: [&str; 7] =
    ["", "a@b.cn", "A@B.cn", "ａ@b.cn", "zoë@clew.example", "张伟@公司.cn", "_@a.cn"];

/// Numbers and codes stand as they are typed; everything else by its sound.
const fn as_typed(field: LeadField) -> bool {
    use LeadField as F;
    matches!(field, F::Number | F::Mobile | F::Phone | F::Fax | F::Qq | F::Postcode)
}

/// Every field steps through its values at a pace of its own, so that all have blanks and ties.
fn details(n: usize) -> LeadDetails {
    let mut details = LeadDetails::default();
    for (at, field) in LeadField::ALL.iter().enumerate() {
        let values = match field {
            LeadField::Email => &ADDRESSES[..],
            field if as_typed(*field) => &NUMBERS[..],
            _ => &NAMES[..],
        };
        details.set(*field, values[(n * (at + 1) + at * at) % values.len()].to_owned());
    }
    details
}

/// What a cell weighs in an order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Number(i64),
    Text(String),
    Person(String, PersonId),
}

/// Whether a lead is in a list.
type Seen = fn(&Lead, &[PersonId]) -> bool;

struct Company {
    leads: Vec<Lead>,
    choices: Vec<Choice>,
    people: Vec<PersonId>,
}

impl Company {
    fn place(&self, choice: ChoiceId) -> i64 {
        self.choices.iter().find(|known| known.id == choice).unwrap().position
    }

    /// A blank cell has no weight.
    fn weight(&self, lead: &Lead, column: LeadColumn) -> Option<Weight> {
        let choice = |choice: Option<ChoiceId>| choice.map(|choice| Weight::Number(self.place(choice)));
        match column {
            LeadColumn::Text(field) => {
                let text = lead.details.get(field);
                let key = if as_typed(field) { text.to_owned() } else { words::sort_key(text) };
                (!text.is_empty()).then_some(Weight::Text(key))
            }
            LeadColumn::Status => choice(Some(lead.status)),
            LeadColumn::Intake => choice(lead.intake),
            LeadColumn::Source => choice(lead.source),
            LeadColumn::FinishReason => choice(lead.finish_reason),
            LeadColumn::Owner => lead.owner.map(|owner| {
                Weight::Person(words::sort_key(lead.owner_name.as_deref().unwrap_or_default()), owner)
            }),
            LeadColumn::State => Some(Weight::Number(lead.state as i64)),
            LeadColumn::SubmittedAt => Some(Weight::Number(lead.submitted_at.0)),
            LeadColumn::UpdatedAt => Some(Weight::Number(lead.updated_at.0)),
            LeadColumn::LastRecordAt => lead.last_record_at.map(|at| Weight::Number(at.0)),
            LeadColumn::NextVisitAt => lead.next_visit_at.map(|at| Weight::Number(at.0)),
            LeadColumn::Added(field) => panic!("nothing is added here, not even {field:?}"),
        }
    }

    fn compare(&self, sort: &Sort<LeadColumn>, one: &Lead, other: &Lead) -> Ordering {
        let turned = |order: Ordering, descending: bool| if descending { order.reverse() } else { order };
        let by_cells =
            sort.0.iter().map(|key| match (self.weight(one, key.column), self.weight(other, key.column)) {
                (Some(one), Some(other)) => turned(one.cmp(&other), key.descending),
                (one, other) => one.is_none().cmp(&other.is_none()),
            });
        by_cells
            .fold(Ordering::Equal, Ordering::then)
            .then(turned(one.id.cmp(&other.id), sort.0[0].descending))
    }

    fn in_order(&self, sort: &Sort<LeadColumn>, seen: Seen) -> Vec<i64> {
        let mut leads: Vec<_> = self.leads.iter().filter(|lead| seen(lead, &self.people)).collect();
        leads.sort_by(|one, other| self.compare(sort, one, other));
        leads.into_iter().map(|lead| lead.id.0).collect()
    }
}

/// Two salespeople who are called the same, and the administrator.
async fn people(house: &House) -> Vec<PersonId> {
    let (lina, other) = (house.salesperson("李娜").await, house.salesperson("li.na").await);
    let admin = house.admin().await;
    let form = PersonForm { name: "李娜".into(), ..other.form().await };
    admin.desk().await.people().change(other.id, form).await.unwrap();
    vec![lina.id, other.id, admin.id]
}

async fn entered(house: &House) -> Company {
    let people = people(house).await;
    let desk = house.admin().await.desk().await;
    let choices = desk.choices().all().await.unwrap();
    let of = |kind: ChoiceKind, n: usize| {
        choices.iter().filter(|choice| choice.kind == kind).nth(n).map(|choice| choice.id)
    };
    let mut leads = Vec::new();
    for n in 0..60 {
        if n % 3 == 0 {
            house.clock().pass_seconds(60);
        }
        let new = NewLead {
            details: details(n),
            status: of(ChoiceKind::Status, n % 6),
            source: of(ChoiceKind::Source, n % 9),
            intake: of(ChoiceKind::Intake, n * 3 % 11),
            owner: people.get(n * 5 % 4).copied(),
            submitted_at: Some(house.now().plus_days(-(n as i64 % 5))),
            ..NewLead::default()
        };
        let lead = desk.leads().add(new).await.unwrap();
        assert_eq!(lead.details, details(n));
        leads.push(lead);
    }
    worked_on(house, &desk, &mut leads).await;
    Company { leads, choices: turned_round(&desk, choices.clone()).await, people }
}

/// Some leads get a record, some a visit; some are finished, some have become customers.
async fn worked_on(house: &House, desk: &Desk, leads: &mut [Lead]) {
    let begin = house.now();
    let reasons = [
        house.choice(ChoiceKind::FinishReason, "没有需求").await,
        house.choice(ChoiceKind::FinishReason, "其他").await,
    ];
    for (n, lead) in leads.iter_mut().enumerate().filter(|(_, lead)| lead.owner.is_some()).rev() {
        let one = Chosen::Ids(vec![lead.id.0]);
        house.clock().pass_seconds(n as i64 % 2);
        if n % 3 == 0 {
            let record = NewRecord { content: "打了电话".into(), ..NewRecord::default() };
            desk.leads().process(lead.id, record).await.unwrap();
            (lead.updated_at, lead.last_record_at) = (house.now(), Some(house.now()));
        }
        if n % 5 < 2 {
            let starts_at = begin.plus_days(n as i64 % 4);
            let visit = NewVisit {
                starts_at,
                minutes: 30,
                kind: PlanKind::Visit,
                place: String::new(),
                points: String::new(),
                once: None,
            };
            assert_eq!(desk.leads().schedule(&one, visit).await.unwrap().done, [lead.id.0]);
            (lead.updated_at, lead.next_visit_at) = (house.now(), Some(starts_at));
        }
        if n % 6 == 1 {
            let reason = reasons[n % 4 / 2];
            assert_eq!(desk.leads().finish(&one, reason).await.unwrap().done, [lead.id.0]);
            (lead.updated_at, lead.finish_reason) = (house.now(), Some(reason));
            lead.state = LeadState::Finished;
        }
        if n % 6 == 3 {
            // No verb makes a customer of a lead yet.
            house.run(format!("UPDATE leads SET state = 'converted' WHERE id = {}", lead.id)).await.unwrap();
            lead.state = LeadState::Converted;
        }
    }
}

/// The lists upside down, so that the places of the choices are not the order of their ids; one of each is retired.
async fn turned_round(desk: &Desk, choices: Vec<Choice>) -> Vec<Choice> {
    for kind in [ChoiceKind::Status, ChoiceKind::Source, ChoiceKind::FinishReason, ChoiceKind::Intake] {
        let mut order: Vec<_> =
            choices.iter().filter(|choice| choice.kind == kind).map(|choice| choice.id).collect();
        order.reverse();
        desk.choices().reorder(kind, &order).await.unwrap();
        desk.choices().retire(order[2], true).await.unwrap();
    }
    desk.choices().all().await.unwrap()
}

fn sorts() -> Vec<String> {
    let keys: Vec<&str> = LeadColumn::ALL.iter().map(|column| column.key()).collect();
    let mut sorts = Vec::new();
    for (n, key) in keys.iter().enumerate() {
        let other = keys[(n + 9) % keys.len()];
        sorts.extend([(*key).to_owned(), format!("-{key}")]);
        sorts.extend([format!("{key},-{other}"), format!("-{key},{other}")]);
        sorts.extend([format!("state,{key}"), format!("-source,-{key}")]);
    }
    sorts
}

async fn listed(desk: &Desk, filter: &str, sort: &Sort<LeadColumn>) -> Vec<i64> {
    let paging = Paging { sort: sort.clone(), columns: Vec::new(), limit: 200, ..Paging::default() };
    let page = desk.leads().list(&LeadFilter::parse(filter), &paging).await.unwrap();
    page.rows.iter().map(|row| row.id).collect()
}

on_both! {
    async fn every_order_is_the_one_worked_out_from_what_was_entered(house: House) {
        let company = entered(&house).await;
        let admin = house.admin().await.desk().await;
        let hers = house.store().desk(&house.store().viewer_of_login("李娜").await.unwrap());
        let boss = house.manager("何总").await.desk().await;
        // The rows of each list are come by in another way, and so is their order.
        let lists: [(&str, &Desk, &str, Seen); 4] = [
            ("the company", &admin, "", |_, _| true),
            ("李娜", &hers, "", |lead, people| lead.owner == Some(people[0])),
            ("the team", &boss, "", |lead, people| lead.owner.is_some_and(|owner| people[..2].contains(&owner))),
            ("the pool", &hers, "view=pool", |lead, _| lead.owner.is_none()),
        ];
        let mut wrong = Vec::new();
        for text in sorts() {
            let sort = Sort::parse(&text);
            for (whose, desk, filter, seen) in lists {
                let (found, expected) = (listed(desk, filter, &sort).await, company.in_order(&sort, seen));
                if found != expected {
                    wrong.push(format!("{text} of {whose}: {found:?}, not {expected:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{} orders:\n{}", wrong.len(), wrong.join("\n"));
        let newest = company.in_order(&Sort::descending(LeadColumn::UpdatedAt), |_, _| true);
        assert_eq!(listed(&admin, "", &Sort::parse("")).await, newest);
    }
}
