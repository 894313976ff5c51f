//! `docs/PERMISSIONS.txt`: what each role can do with whose leads, found out by trying.
mod customers;

use domain::choice::ChoiceKind;
use domain::lead::{Lead, LeadChange, LeadColumn, LeadFilter};
use domain::list::{Chosen, Done, Paging, Sort};
use domain::record::{NewRecord, RecordKind};
use domain::visit::{NewVisit, PlanKind};
use domain::{ChoiceId, Permission, RecordId, Scope, VisitId};
use std::fmt::Write as _;
use store::{Desk, Result};
use testkit::{Colleague, House, on_both};

const ACTIONS: [&str; 18] = [
    "find", "list", "count", "search", "timeline", "star", "change", "process", "amend", "schedule",
    "feedback", "move", "cancel", "claim", "assign", "finish", "reopen", "export",
];

/// Whose lead it is, as the one who tries sees it.
const WHOSE: [&str; 4] = ["mine", "subordinate's", "stranger's", "pool"];

struct Stage {
    house: House,
    reason: ChoiceId,
    status: ChoiceId,
    other: Colleague,
}

impl Stage {
    // Behind the store's back: who may write no record and schedule no visit can have some from before.
    async fn enters(&self, table: &str, columns: &str, lead: &Lead, values: &str) {
        let (owner, now) = (lead.owner.unwrap_or(self.other.id), self.house.now().0);
        let sql = format!(
            "INSERT INTO {table} (subject, subject_id, {columns}, created_at) VALUES ('lead', {}, {values}, {owner}, {now}, {now})",
            lead.id
        );
        self.house.run(sql).await.unwrap();
    }

    /// What the owner of a lead has written about it.
    async fn record(&self, lead: &Lead) -> RecordId {
        self.enters("records", "kind, content, author_id, at", lead, "'process', '打了电话'").await;
        let desk = self.house.admin().await.desk().await;
        let records = desk.records().of(lead.id, None, 10).await.unwrap();
        records.iter().find(|record| record.kind == RecordKind::Process).unwrap().id
    }

    /// A visit the owner of a lead is to make.
    async fn visit(&self, lead: &Lead) -> VisitId {
        self.enters("plans", "minutes, person_id, starts_at", lead, "60").await;
        self.house.admin().await.desk().await.visits().of(lead.id).await.unwrap()[0].id
    }
}

fn done(outcome: Result<Done>, lead: &Lead) -> bool {
    outcome.is_ok_and(|done| done.done == [lead.id.0])
}

async fn shown(desk: &Desk, text: &str, lead: &Lead) -> bool {
    let mut all = false;
    for view in ["", "view=pool&"] {
        let page = desk.leads().list(&LeadFilter::parse(&format!("{view}{text}")), &Paging::default()).await;
        all |= page.is_ok_and(|page| page.rows.iter().any(|row| row.id == lead.id.0));
    }
    all
}

async fn counted(desk: &Desk, lead: &Lead) -> bool {
    let mut most = 0;
    for view in ["", "view=pool&"] {
        let text = format!("{view}contact={}", domain::query::encode(&lead.details.contact));
        most = most.max(desk.leads().count(&LeadFilter::parse(&text)).await.unwrap_or_default());
    }
    most > 0
}

async fn exported(desk: &Desk, lead: &Lead) -> bool {
    let chosen = Chosen::Ids(vec![lead.id.0]);
    for view in ["", "view=pool"] {
        for chosen in [chosen.clone(), Chosen::Matching(view.to_owned())] {
            let Ok(mut export) = desk.leads().export(&chosen, Sort::parse(""), vec![LeadColumn::State]).await
            else {
                continue;
            };
            while let Ok(Some(rows)) = export.next().await {
                if rows.iter().any(|row| row.id == lead.id.0) {
                    return true;
                }
            }
        }
    }
    false
}

async fn can(desk: &Desk, action: &str, lead: &Lead, stage: &Stage) -> bool {
    let one = Chosen::Ids(vec![lead.id.0]);
    let leads = desk.leads();
    match action {
        "find" => leads.find(lead.id).await.is_ok(),
        "list" => shown(desk, "", lead).await,
        "count" => counted(desk, lead).await,
        "search" => shown(desk, &format!("q={}", domain::query::encode(&lead.details.contact)), lead).await,
        "timeline" => desk.records().of(lead.id, None, 10).await.is_ok(),
        "star" => done(leads.focus(&one, true).await, lead),
        "change" => {
            let values = [("remarks".to_owned(), "x".to_owned())].into();
            let one = leads.change(lead.id, LeadChange { version: lead.version, values }).await.is_ok();
            let many = done(leads.set_status(&Chosen::Ids(vec![lead.id.0]), stage.status).await, lead);
            assert_eq!(one, many, "one lead and many alike");
            one
        }
        "process" => {
            leads.process(lead.id, NewRecord { content: "x".into(), ..NewRecord::default() }).await.is_ok()
        }
        "schedule" => {
            let visit = NewVisit {
                starts_at: desk.now(),
                minutes: 30,
                kind: PlanKind::Visit,
                place: String::new(),
                points: String::new(),
                once: None,
            };
            done(leads.schedule(&one, visit).await, lead)
        }
        "amend" => desk.records().amend(stage.record(lead).await, "打了两次电话", 0).await.is_ok(),
        "feedback" => desk.visits().feedback(stage.visit(lead).await, "谈成了").await.is_ok(),
        "move" => desk.visits().reschedule(stage.visit(lead).await, desk.now().plus_days(1)).await.is_ok(),
        "cancel" => desk.visits().cancel(stage.visit(lead).await).await.is_ok(),
        "claim" => done(leads.claim(&one).await, lead),
        "assign" => done(leads.assign(&one, stage.other.id).await, lead),
        "finish" => done(leads.finish(&one, stage.reason).await, lead),
        "reopen" => {
            let admin = stage.house.admin().await.desk().await;
            admin.leads().finish(&one, stage.reason).await.unwrap();
            done(leads.reopen(&one).await, lead)
        }
        "export" => exported(desk, lead).await,
        other => panic!("no such action: {other}"),
    }
}

/// The people of the table, each with a lead of a subordinate to try on.
async fn cast(house: &House, below: &Colleague, name: &str) -> Vec<(&'static str, Colleague)> {
    let [read, nothing, manager, salesperson] =
        ["看客", "无权者", "何总", "李娜"].map(|person| format!("{name}{person}"));
    let seen = [Permission::ViewLeads, Permission::ViewCustomers];
    let reader = house.person_who_may(&read, Scope::Company, &seen).await;
    let nobody = house.person_who_may(&nothing, Scope::Company, &[]).await;
    vec![
        ("administrator", house.admin().await),
        ("manager", house.manager_of(&manager, &[below]).await),
        ("salesperson", house.salesperson(&salesperson).await),
        ("reader, company scope", reader),
        ("no permission at all", nobody),
    ]
}

async fn table(house: &House) -> String {
    let (below, stranger) = (house.salesperson("下属").await, house.salesperson("陌生人").await);
    let stage = Stage {
        house: house.clone(),
        reason: house.choice(ChoiceKind::FinishReason, "没有需求").await,
        status: house.status("有意向").await,
        other: house.salesperson("接手人").await,
    };
    let mut table = String::from(
        "What each role can do with whose leads. Made by a story of the store that tries every cell on both\ndatabases; to renew it: CLEW_UPDATE_SNAPSHOTS=1 cargo test -p store permissions\n\nWhat is amended is a record, and what gets its feedback, is moved or cancelled is a visit, of the lead's owner;\nof a lead in the pool, of someone else. What is reopened was finished before, which a lead in the pool can not be.\n",
    );
    for (role, person) in cast(house, &below, "").await {
        let desk = person.desk().await;
        let _ = writeln!(table, "\n{role}");
        let _ =
            writeln!(table, "  {:<10}{}", "", WHOSE.map(|whose| format!("{whose:<15}")).concat().trim_end());
        for action in ACTIONS {
            let mut line = format!("  {action:<10}");
            for whose in WHOSE {
                let name = format!("{role} {action} {whose}");
                let lead = match whose {
                    "mine" => person.lead(&name).await,
                    "subordinate's" => below.lead(&name).await,
                    "stranger's" => stranger.lead(&name).await,
                    _ => house.pool_lead(&name).await,
                };
                let mark = if can(&desk, action, &lead, &stage).await { '✔' } else { '✘' };
                let _ = write!(line, "{mark:<15}");
            }
            let _ = writeln!(table, "{}", line.trim_end());
        }
    }
    table
}

on_both! {
    async fn permissions_are_as_written(house: House) {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/PERMISSIONS.txt");
        let table = format!("{}{}", table(&house).await, customers::table(&house).await);
        if std::env::var_os("CLEW_UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(file, &table).unwrap();
        }
        assert_eq!(table, std::fs::read_to_string(file).unwrap_or_default(), "docs/PERMISSIONS.txt no longer tells the truth");
    }
}
