//! The dialogs of all verbs, each closed until its verb is asked for.
use super::choice_dialog::ChoiceDialog;
use super::pool_dialog::PoolDialog;
use super::share_dialog::ShareDialog;
use super::spread_dialog::SpreadDialog;
use super::unshare_dialog::UnshareDialog;
use super::{Asked, Verb};
use crate::customers::api::{
    AssignCustomers, BinCustomers, ClaimCustomers, GiveUpCustomers, PurgeCustomers, RestoreCustomers,
    TransferCustomers, restore_customers,
};
use crate::list::{GiveUpDialog, GivenUp, HandDialog, PlainDialog, ScheduleDialog, Which};
use crate::start::{may, use_lang};
use crate::ui::{Choices, use_toasts};
use domain::Permission;
use domain::list::{Chosen, Done};
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;

/// All of them.
#[component]
pub fn Dialogs(
    /// Which customers each is for.
    asked: Asked,
    /// The drop-down lists.
    choices: Signal<Choices>,
    /// One has done its work.
    #[prop(into)]
    on_done: Callback<Done>,
) -> impl IntoView {
    view! {
        <ScheduleDialog chosen=asked.of(Verb::Schedule) on_done=on_done />
        <ChoiceDialog target=asked.of(Verb::Choice) choices=choices on_done=on_done />
        <ShareDialog target=asked.of(Verb::Share) on_done=on_done />
        <UnshareDialog target=asked.of(Verb::Unshare) on_done=on_done />
        <Hands asked=asked choices=choices on_done=on_done />
        <Bin asked=asked on_done=on_done />
    }
}

/// Those that give a customer to others.
#[component]
fn Hands(asked: Asked, choices: Signal<Choices>, on_done: Callback<Done>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <PlainDialog
            target=asked.of(Verb::Claim)
            title=t!(lang, CustomerListClaimTitle)
            word=t!(lang, CustomerClaim)
            why=t!(lang, CustomerListClaimWhy)
            make=|chosen| ClaimCustomers { chosen }
            said=|lang, n| t!(lang, CustomerListDoneClaim, n = n)
            on_done=on_done
        />
        <HandDialog
            target=asked.of(Verb::Transfer)
            title=t!(lang, CustomerListTransfer)
            legend=t!(lang, CustomerListTransferTo)
            why=t!(lang, CustomerListTransferWhy)
            make=|chosen, owner| owner.map(|owner| TransferCustomers { chosen, owner })
            said=|lang, n, person| t!(lang, CustomerListDoneTransfer, n = n, person = person)
            on_done=on_done
        />
        <HandDialog
            target=asked.of(Verb::Assign)
            title=t!(lang, LeadsAssign)
            legend=t!(lang, LeadsAssignTitle)
            make=|chosen, owner| owner.map(|owner| AssignCustomers { chosen, owner })
            said=|lang, n, person| t!(lang, CustomerListDoneAssign, n = n, person = person)
            on_done=on_done
        />
        <SpreadDialog target=asked.of(Verb::Spread) on_done=on_done />
        <GiveUpDialog
            target=asked.of(Verb::GiveUp)
            choices=choices
            pools=true
            make=|GivenUp { chosen, pool, reason, note }| GiveUpCustomers { chosen, pool, reason, note }
            said=|lang, n| t!(lang, CustomerListDoneGiveUp, n = n)
            on_done=on_done
        />
    }
}

/// Into the bin, and out of it.
#[component]
fn Bin(asked: Asked, on_done: Callback<Done>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let may_restore = may(Permission::ManageBin);
    let undo = move |done: Done| {
        let which = Which(Chosen::Ids(done.done));
        let take_back = move |()| {
            let which = which.clone();
            spawn_local(async move {
                match restore_customers(which, None).await {
                    Ok(done) => on_done.run(done),
                    Err(error) => toasts.problem(&error),
                }
            });
        };
        may_restore.then(|| Callback::new(take_back))
    };
    view! {
        <PlainDialog
            target=asked.of(Verb::Bin)
            title=t!(lang, CustomerListBinTitle)
            word=t!(lang, CommonDelete)
            why=t!(lang, CustomerListBinWhy)
            danger=true
            make=|chosen| BinCustomers { chosen }
            said=|lang, n| t!(lang, CustomerListDoneBin, n = n)
            undo=undo
            on_done=on_done
        />
        <HandDialog
            target=asked.of(Verb::Restore)
            title=t!(lang, CustomerListRestore)
            legend=t!(lang, CustomerListRestoreTo)
            why=t!(lang, CustomerListRestoreWhy)
            optional=true
            make=|chosen, owner| Some(RestoreCustomers { chosen, owner })
            said=|lang, n, _| t!(lang, CustomerListDoneRestore, n = n)
            on_done=on_done
        />
        <PoolDialog target=asked.of(Verb::IntoPool) on_done=on_done />
        <PlainDialog
            target=asked.of(Verb::Purge)
            title=t!(lang, CustomerListPurgeTitle)
            word=t!(lang, CustomerListPurge)
            why=t!(lang, CustomerListPurgeWhy)
            danger=true
            make=|chosen| PurgeCustomers { chosen }
            said=|lang, n| t!(lang, CustomerListDonePurge, n = n)
            on_done=on_done
        />
    }
}
