//! Someone who works in the house.
use crate::{House, PASSWORD};
use domain::lead::{Lead, LeadDetails, NewLead};
use domain::person::PersonForm;
use domain::{PersonId, RoleId};
use std::sync::Arc;
use store::{Desk, Entrance, Viewer};
use tokio::sync::OnceCell;

/// Someone who works in the house.
#[derive(Clone)]
pub struct Colleague {
    /// The person's id.
    pub id: PersonId,
    /// The sign-in name.
    pub login: String,
    /// The name.
    pub name: String,
    house: House,
    password: Arc<OnceCell<()>>,
}

impl Colleague {
    pub(crate) async fn new(house: House, login: &str) -> Self {
        let viewer = house.store().viewer_of_login(login).await.expect("a person of this name");
        let me = house.store().desk(&viewer).me();
        Self { id: me.id, login: me.login, name: me.name, house, password: Arc::default() }
    }

    /// The person as the store sees them now.
    pub async fn viewer(&self) -> Viewer {
        self.house.store().viewer_of_login(&self.login).await.expect("the person may come in")
    }

    /// What the person can do now.
    pub async fn desk(&self) -> Desk {
        self.house.store().desk(&self.viewer().await)
    }

    /// The administrator gives the person [`PASSWORD`], once: another time would end the sessions.
    pub async fn gets_a_password(&self) {
        if self.login != "admin" {
            self.password.get_or_init(|| self.given_a_password()).await;
        }
    }

    async fn given_a_password(&self) {
        let admin = self.house.admin().await.desk().await;
        admin.people().set_password(self.id, PASSWORD).await.expect("a password");
    }

    /// Signs in with a browser; the token of the session's cookie.
    pub async fn session(&self) -> String {
        self.gets_a_password().await;
        let from = Entrance { address: "192.0.2.1".into(), device: "Firefox".into() };
        self.house.store().sign_in(&self.login, PASSWORD, &from).await.expect("the door opens").token
    }

    /// The form the administrator would find the person in.
    pub async fn form(&self) -> PersonForm {
        let people = self.house.admin().await.desk().await.people().list().await.expect("the people");
        let person = people.into_iter().find(|person| person.id == self.id).expect("the person");
        PersonForm {
            login: person.login,
            name: person.name,
            email: person.email,
            password: String::new(),
            roles: person.roles,
            clearance: person.clearance,
            most_customers: person.most_customers,
        }
    }

    /// The administrator gives the person other roles.
    pub async fn takes_roles(&self, roles: &[RoleId]) {
        let form = PersonForm { roles: roles.to_vec(), ..self.form().await };
        let admin = self.house.admin().await.desk().await;
        admin.people().change(self.id, form).await.expect("other roles");
    }

    /// A lead the person tracks.
    pub async fn lead(&self, contact: &str) -> Lead {
        let details = LeadDetails { contact: contact.into(), ..LeadDetails::default() };
        let new = NewLead { details, owner: Some(self.id), ..NewLead::default() };
        self.house.admin().await.desk().await.leads().add(new).await.expect("a lead")
    }
}
