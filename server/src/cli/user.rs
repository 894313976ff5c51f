//! `clew user`: people, without a browser.
use super::{Outcome, lang, open, password, say};
use crate::Settings;
use clap::Subcommand;
use messages::{Key, fill, text};
use store::Store;

#[derive(Subcommand)]
pub(super) enum Command {
    #[command(about = text(lang(), Key::CliUserAdd), after_help = text(lang(), Key::CliUserAddAfter))]
    Add {
        #[arg(help = text(lang(), Key::CliUserLogin))]
        login: String,
        #[arg(long, help = text(lang(), Key::CliUserName))]
        name: Option<String>,
        #[arg(long, help = text(lang(), Key::CliUserRole))]
        role: Option<String>,
        #[command(flatten)]
        password: Password,
    },
    #[command(about = text(lang(), Key::CliUserSetPassword), after_help = text(lang(), Key::CliUserSetPasswordAfter))]
    Password {
        #[arg(help = text(lang(), Key::CliUserLogin))]
        login: String,
        #[command(flatten)]
        password: Password,
    },
    #[command(about = text(lang(), Key::CliUserDisable), after_help = text(lang(), Key::CliUserDisableAfter))]
    Disable {
        #[arg(help = text(lang(), Key::CliUserLogin))]
        login: String,
    },
    #[command(about = text(lang(), Key::CliUserEnable), after_help = text(lang(), Key::CliUserEnableAfter))]
    Enable {
        #[arg(help = text(lang(), Key::CliUserLogin))]
        login: String,
    },
    #[command(about = text(lang(), Key::CliUserList), after_help = text(lang(), Key::CliUserListAfter))]
    List,
}

#[derive(clap::Args)]
#[group(skip)]
pub(super) struct Password {
    #[arg(long, env = "CLEW_PASSWORD", hide_env_values = true, help = text(lang(), Key::CliUserPassword))]
    password: Option<String>,
}

pub(super) async fn run(settings: &Settings, command: Command) -> Outcome {
    let store = open(settings).await?;
    let outcome = act(&store, command).await;
    store.close().await;
    outcome
}

async fn act(store: &Store, command: Command) -> Outcome {
    let (said, login) = match command {
        Command::Add { login, name, role, password } => {
            let password = password::given_or_asked(password.password)?;
            add(store, &login, name.as_deref().unwrap_or(&login), &password, role.as_deref()).await?;
            (Key::CliUserAdded, login)
        }
        Command::Password { login, password } => {
            store.set_password_of(&login, &password::given_or_asked(password.password)?).await?;
            (Key::CliUserPasswordSet, login)
        }
        Command::Disable { login } => {
            store.set_disabled_of(&login, true).await?;
            (Key::CliUserDisabled, login)
        }
        Command::Enable { login } => {
            store.set_disabled_of(&login, false).await?;
            (Key::CliUserEnabled, login)
        }
        Command::List => return list(store).await,
    };
    say(fill(lang(), said, &[("login", &login)]))
}

/// The first one can only be the administrator: somebody must be able to let the others in.
async fn add(store: &Store, login: &str, name: &str, password: &str, role: Option<&str>) -> Outcome {
    if store.is_new().await? && role.is_none() {
        store.first_admin(login, name, password).await?;
    } else {
        store.add_person_from_command_line(login, name, Some(password), role).await?;
    }
    Ok(())
}

async fn list(store: &Store) -> Outcome {
    for person in store.people_for_command_line().await? {
        let disabled = if person.disabled { text(lang(), Key::CliUserIsDisabled) } else { "" };
        say(format_args!("{}\t{}\t{}\t{disabled}", person.login, person.name, person.email))?;
    }
    Ok(())
}
