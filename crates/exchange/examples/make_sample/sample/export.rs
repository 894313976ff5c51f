//! Users, leads, calls and events, with the headers and habits of the other CRM.

use super::chance::Chance;
use super::words::{self, PEOPLE};
use chrono::TimeDelta;
use exchange::WriteError;
use std::fs::File;
use std::path::Path;

const FIRST_LEAD: usize = 5001;
const STAMP: &str = "%Y-%m-%d %H:%M:%S";

fn table(path: &Path, headers: &str) -> Result<csv::Writer<File>, WriteError> {
    let mut out = csv::Writer::from_path(path)?;
    out.write_record(headers.split(','))?;
    Ok(out)
}

pub fn users(path: &Path) -> Result<(), WriteError> {
    let mut out = table(path, "USER_ID,First Name,Last Name,Email")?;
    for person in &PEOPLE {
        out.write_record([person.id, "", person.name, person.email])?;
    }
    Ok(out.flush()?)
}

pub fn leads(path: &Path, count: usize, chance: &mut Chance) -> Result<(), WriteError> {
    let mut out = table(
        path,
        "LEADID,Last Name,Company,Lead Owner,Email,Mobile,Website,Industry,Lead Source,Lead Status,Created Time,CONVERTED,month_Created Time1",
    )?;
    for number in 0..count {
        let (name, mailbox) = name(chance);
        let company = chance.of(&words::COMPANY_NAMES);
        let created = chance.time();
        out.write_record([
            (FIRST_LEAD + number).to_string(),
            name,
            format!("{company} {} Example Ltd", chance.of(&words::COMPANY_KINDS)),
            PEOPLE[chance.below(PEOPLE.len())].name.to_owned(),
            // The number keeps addresses apart; the domain is reserved for examples.
            format!("{mailbox}{number}@example.org"),
            // 555-0100 to 555-0199 are reserved for fiction in every American area code.
            format!("{}-555-01{:02}", 201 + chance.below(700), chance.below(100)),
            format!("{}.example", company.to_lowercase()),
            chance.of(&words::INDUSTRIES).to_owned(),
            chance.of(&words::SOURCES).to_owned(),
            chance.of(&words::STATUSES).to_owned(),
            created.format("%d %b, %Y %H:%M:%S").to_string(),
            if chance.percent(15) { "Yes" } else { "No" }.to_owned(),
            created.format("%B").to_string(),
        ])?;
    }
    Ok(out.flush()?)
}

fn name(chance: &mut Chance) -> (String, String) {
    if chance.percent(40) {
        let (surname, latin) = chance.of(&words::SURNAMES);
        let (given, latin_given) = chance.of(&words::GIVEN_NAMES);
        return (format!("{surname}{given}"), format!("{latin}.{latin_given}"));
    }
    let (first, last) = (chance.of(&words::FIRST_NAMES), chance.of(&words::LAST_NAMES));
    (format!("{first} {last}"), format!("{}.{}", first.to_lowercase(), last.to_lowercase()))
}

/// Two of three belong to a lead, the others to records that are not part of the sample.
fn lead(leads: usize, chance: &mut Chance) -> String {
    if leads > 0 && chance.percent(67) {
        (FIRST_LEAD + chance.below(leads)).to_string()
    } else {
        String::new()
    }
}

pub fn calls(path: &Path, leads: usize, chance: &mut Chance) -> Result<(), WriteError> {
    let mut out = table(
        path,
        "TASKID,Call Start Time,Call Duration (in seconds),Call Owner,Call Owner Id,Subject,Call Type,Call Purpose,Billable,Created Time,Modified Time,CONTACTID,ACCOUNTID,POTENTIALID,LEADID,Call Duration (in minutes),Who Id Id,What Id,SEMODULE",
    )?;
    for number in 0..leads * 2 / 3 {
        let start = chance.time();
        let minutes = 1 + chance.below(40);
        let owner = &PEOPLE[chance.below(PEOPLE.len())];
        let stamp = start.format(STAMP).to_string();
        let fields = [
            (700_001 + number).to_string(),
            stamp.clone(),
            (minutes * 60).to_string(),
            owner.name.to_owned(),
            owner.id.to_owned(),
            chance.of(&words::CALL_SUBJECTS).to_owned(),
            chance.of(&["Outbound", "Inbound"]).to_owned(),
            chance.of(&words::CALL_PURPOSES).to_owned(),
            chance.of(&["No", "Yes"]).to_owned(),
            stamp.clone(),
            (start + TimeDelta::minutes(minutes as i64)).format(STAMP).to_string(),
        ];
        let ties = [String::new(), String::new(), String::new(), lead(leads, chance), minutes.to_string()];
        let rest = [const { String::new() }; 3];
        out.write_record(fields.iter().chain(&ties).chain(&rest))?;
    }
    Ok(out.flush()?)
}

pub fn events(path: &Path, leads: usize, chance: &mut Chance) -> Result<(), WriteError> {
    let mut out = table(
        path,
        "EVENTID,Event Owner,Event Owner Id,Subject,Start DateTime,End DateTime,Created Time,Modified Time,CONTACTID,ACCOUNTID,POTENTIALID,LEADID,Who Id Id,What Id,SEMODULE",
    )?;
    for number in 0..leads / 2 {
        let start = chance.time();
        let end = start + TimeDelta::minutes(30 + 30 * chance.below(4) as i64);
        let created = start - TimeDelta::days(1 + chance.below(14) as i64);
        let owner = &PEOPLE[chance.below(PEOPLE.len())];
        let fields = [
            (800_001 + number).to_string(),
            owner.name.to_owned(),
            owner.id.to_owned(),
            chance.of(&words::EVENT_SUBJECTS).to_owned(),
            start.format(STAMP).to_string(),
            end.format(STAMP).to_string(),
            created.format(STAMP).to_string(),
            end.format(STAMP).to_string(),
        ];
        let ties = [String::new(), String::new(), String::new(), lead(leads, chance)];
        let rest = [const { String::new() }; 3];
        out.write_record(fields.iter().chain(&ties).chain(&rest))?;
    }
    Ok(out.flush()?)
}
