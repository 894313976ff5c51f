//! The second part of the table: customers and their contacts.
use super::cast;
use domain::choice::ChoiceKind;
use domain::contact::{ContactDetails, NewContact};
use domain::customer::{Customer, CustomerColumn, CustomerDetails, CustomerFilter, NewCustomer, Security};
use domain::edit::Change;
use domain::filter::View;
use domain::list::{Chosen, Done, Paging, Sort};
use domain::record::NewRecord;
use domain::visit::{NewVisit, PlanKind};
use domain::{AttachmentId, ChoiceId, PersonId};
use std::fmt::Write as _;
use store::{Desk, Result};
use testkit::{Colleague, House};

/// What changes nothing can be tried on one customer.
const READING: [&str; 8] = ["find", "list", "count", "search", "timeline", "contacts", "files", "export"];
const CHANGING: [&str; 16] = [
    "change",
    "hot",
    "note",
    "schedule",
    "contact",
    "file",
    "drop file",
    "claim",
    "assign",
    "transfer",
    "give up",
    "share",
    "delete",
    "restore",
    "to pool",
    "purge",
];

/// Whose customer it is, as the one who tries sees it.
const WHOSE: [&str; 8] = ["mine", "below", "stranger's", "to read", "to edit", "pool", "bin", "secret"];

struct Stage {
    house: House,
    admin: Desk,
    reason: ChoiceId,
    other: PersonId,
    below: PersonId,
    stranger: PersonId,
}

impl Stage {
    async fn customer(&self, name: &str, whose: &str, person: &Colleague) -> Customer {
        let owner = match whose {
            "mine" | "secret" => person.id,
            "below" | "bin" => self.below,
            _ => self.stranger,
        };
        let details = CustomerDetails { name: name.into(), ..CustomerDetails::default() };
        let security = if whose == "secret" { Security::Secret } else { Security::Open };
        let pool = whose == "pool";
        let new = NewCustomer {
            details,
            security,
            pool,
            owner: (!pool).then_some(owner),
            ..NewCustomer::default()
        };
        let customers = self.admin.customers();
        let customer = customers.add(new).await.unwrap();
        let one = Chosen::Ids(vec![customer.id.0]);
        match whose {
            "to read" | "to edit" => {
                customers.share(&one, &[person.id], whose == "to edit", None).await.unwrap();
            }
            "bin" => {
                customers.bin(&one).await.unwrap();
            }
            _ => {}
        }
        self.file(&customer).await;
        customers.find(customer.id).await.unwrap()
    }

    // Behind the store's back: what lies in a pool can have files from before.
    async fn file(&self, customer: &Customer) {
        let (id, now) = (customer.id, self.house.now().0);
        let sql = format!(
            "INSERT INTO attachments (subject, subject_id, name, kind, size, sha256, stored_as, at) \
             VALUES ('customer', {id}, 'a.png', 'image/png', 1, '', 'file {id}', {now})"
        );
        self.house.run(sql).await.unwrap();
    }

    async fn file_of(&self, customer: &Customer) -> AttachmentId {
        self.admin.attachments().first(customer.id).await.unwrap()[0].id
    }
}

fn done(outcome: Result<Done>, customer: &Customer) -> bool {
    outcome.is_ok_and(|done| done.done == [customer.id.0])
}

async fn shown(desk: &Desk, more: &str, customer: &Customer) -> bool {
    for view in domain::customer::CustomerView::ALL {
        let filter = CustomerFilter::parse(&format!("view={}&{more}", view.key()));
        let page = desk.customers().list(&filter, &Paging::default()).await;
        if page.is_ok_and(|page| page.rows.iter().any(|row| row.id == customer.id.0)) {
            return true;
        }
    }
    false
}

async fn counted(desk: &Desk, customer: &Customer) -> bool {
    let name = domain::query::encode(&customer.details.name);
    for view in domain::customer::CustomerView::ALL {
        let filter = CustomerFilter::parse(&format!("view={}&name={name}", view.key()));
        if desk.customers().count(&filter).await.unwrap_or_default() > 0 {
            return true;
        }
    }
    false
}

async fn exported(desk: &Desk, customer: &Customer) -> bool {
    let chosen = Chosen::Ids(vec![customer.id.0]);
    let columns = vec![CustomerColumn::State];
    let Ok(mut export) = desk.customers().export(&chosen, Sort::parse(""), columns).await else {
        return false;
    };
    while let Ok(Some(rows)) = export.next().await {
        if rows.iter().any(|row| row.id == customer.id.0) {
            return true;
        }
    }
    false
}

async fn reads(desk: &Desk, action: &str, customer: &Customer) -> bool {
    let name = domain::query::encode(&customer.details.name);
    match action {
        "find" => desk.customers().find(customer.id).await.is_ok(),
        "list" => shown(desk, "", customer).await,
        "count" => counted(desk, customer).await,
        "search" => shown(desk, &format!("q={name}"), customer).await,
        "timeline" => desk.records().of(customer.id, None, 10).await.is_ok(),
        "contacts" => desk.contacts().of(customer.id).await.is_ok(),
        "files" => desk.attachments().first(customer.id).await.is_ok_and(|files| !files.is_empty()),
        "export" => exported(desk, customer).await,
        other => panic!("no such action: {other}"),
    }
}

async fn changes(desk: &Desk, action: &str, customer: &Customer, stage: &Stage) -> bool {
    let one = Chosen::Ids(vec![customer.id.0]);
    let customers = desk.customers();
    match action {
        "change" => {
            let values = [("city".to_owned(), "成都".to_owned())].into();
            customers.change(customer.id, Change { version: customer.version, values }).await.is_ok()
        }
        "hot" => done(customers.set_hot(&one, true).await, customer),
        "note" => {
            let new = NewRecord { content: "x".into(), ..NewRecord::default() };
            customers.note(customer.id, new).await.is_ok()
        }
        "schedule" => {
            let (place, points) = (String::new(), String::new());
            let kind = PlanKind::Plan;
            let visit = NewVisit { starts_at: desk.now(), minutes: 30, kind, place, points, once: None };
            done(customers.schedule(&one, visit).await, customer)
        }
        "contact" => {
            let details = ContactDetails { name: "陈晓".into(), ..ContactDetails::default() };
            let new = NewContact { details, ..NewContact::default() };
            desk.contacts().add(customer.id, new).await.is_ok()
        }
        "file" => desk.attachments().reserve(customer.id).await.is_ok(),
        "drop file" => desk.attachments().remove(stage.file_of(customer).await).await.is_ok(),
        "claim" => done(customers.claim(&one).await, customer),
        "assign" => done(customers.assign(&one, stage.other).await, customer),
        "transfer" => done(customers.transfer(&one, stage.other).await, customer),
        "give up" => done(customers.give_up(&one, None, stage.reason, "").await, customer),
        "share" => done(customers.share(&one, &[stage.other], false, None).await, customer),
        "delete" => done(customers.bin(&one).await, customer),
        "restore" => done(customers.restore(&one, None).await, customer),
        "to pool" => done(customers.bin_to_pool(&one, None).await, customer),
        "purge" => done(customers.purge(&one).await, customer),
        other => panic!("no such action: {other}"),
    }
}

pub(super) async fn table(house: &House) -> String {
    let [below, stranger] = [house.salesperson("客户下属").await, house.salesperson("客户陌生人").await];
    let stage = Stage {
        house: house.clone(),
        admin: house.admin().await.desk().await,
        reason: house.choice(ChoiceKind::PoolReason, "其他").await,
        other: house.salesperson("客户接手人").await.id,
        below: below.id,
        stranger: stranger.id,
    };
    let mut table = String::from(
        "\n\nWhat each role can do with whose customers: its own, a subordinate's, a stranger's, one of a stranger's shared\nto be read or to be changed, one in a pool, one of a subordinate's in the bin, its own above its clearance.\n",
    );
    for (role, person) in cast(&stage.house, &below, "客户").await {
        let desk = person.desk().await;
        let _ = writeln!(table, "\n{role}");
        let heads = WHOSE.map(|whose| format!("{whose:<12}")).concat();
        let _ = writeln!(table, "  {:<10}{}", "", heads.trim_end());
        let mut once = Vec::new();
        for whose in WHOSE {
            once.push(stage.customer(&format!("{role} {whose}"), whose, &person).await);
        }
        for action in READING {
            let mut line = format!("  {action:<10}");
            for customer in &once {
                let mark = if reads(&desk, action, customer).await { '✔' } else { '✘' };
                let _ = write!(line, "{mark:<12}");
            }
            let _ = writeln!(table, "{}", line.trim_end());
        }
        for action in CHANGING {
            let mut line = format!("  {action:<10}");
            for whose in WHOSE {
                let customer = stage.customer(&format!("{role} {action} {whose}"), whose, &person).await;
                let mark = if changes(&desk, action, &customer, &stage).await { '✔' } else { '✘' };
                let _ = write!(line, "{mark:<12}");
            }
            let _ = writeln!(table, "{}", line.trim_end());
        }
    }
    table
}
