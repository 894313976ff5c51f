//! A person as a form sends it, checked.
use crate::fields::Form;
use crate::{Result, passwords};
use domain::customer::Security;
use domain::lead::LeadField;
use domain::person::{Person, PersonForm};
use domain::{FieldProblem, Problem, RoleId};
use serde_json::{Value, json};

const LOGIN_MAX: usize = 64;
const NAME_MAX: usize = 100;
const MOST_CUSTOMERS_MAX: i64 = 1_000_000;

pub(super) struct Checked {
    pub(super) login: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) roles: Vec<RoleId>,
    pub(super) clearance: Security,
    pub(super) most_customers: Option<i64>,
    password: Option<String>,
}

impl Checked {
    pub(super) fn of(form: PersonForm) -> Result<Self, Problem> {
        let mut fields = Form::default();
        let login = fields.required("login", &form.login, LOGIN_MAX);
        // Names that look empty, or like two words, would be typed wrongly at the door.
        let blank = !login.is_empty() && (login.contains(' ') || words::fold(&login).is_empty());
        fields.refuse_if(blank, "login", FieldProblem::Malformed);
        let name = fields.required("name", &form.name, NAME_MAX);
        let email = form.email.trim().to_owned();
        if let Some(problem) = LeadField::Email.problem_with(&email) {
            fields.refuse("email", problem);
        }
        let password = Some(form.password).filter(|password| !password.is_empty());
        if let Some(Err(Problem::Invalid { fields: wrong })) =
            password.as_ref().map(|password| passwords::judge("password", password, &[&login, &name, &email]))
        {
            wrong.0.into_iter().for_each(|error| fields.refuse(&error.field, error.problem));
        }
        let most_customers = form.most_customers;
        let right = most_customers.is_none_or(|most| (1..=MOST_CUSTOMERS_MAX).contains(&most));
        fields.refuse_if(!right, "most_customers", FieldProblem::Malformed);
        fields.done()?;
        let mut roles = form.roles;
        roles.sort_unstable();
        roles.dedup();
        Ok(Self { login, name, email, roles, clearance: form.clearance, most_customers, password })
    }

    /// A person as they are, but for their roles.
    pub(super) fn as_it_is(person: &Person, roles: Vec<RoleId>) -> Self {
        let Person { login, name, email, clearance, most_customers, .. } = person.clone();
        Self { login, name, email, roles, clearance, most_customers, password: None }
    }

    /// The hash of the password, if there is one. Takes a while: not to be asked for inside a transaction.
    pub(super) async fn hash(&self) -> Result<Option<String>> {
        match &self.password {
            Some(password) => Ok(Some(passwords::hash(password.clone()).await?)),
            None => Ok(None),
        }
    }

    /// For the audit log.
    pub(super) fn told(&self) -> Value {
        json!({
            "login": self.login,
            "name": self.name,
            "email": self.email,
            "roles": self.roles,
            "clearance": self.clearance,
            "most_customers": self.most_customers,
        })
    }
}
