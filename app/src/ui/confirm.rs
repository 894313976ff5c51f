//! A question before something that can not be taken back by a press on "undo".
use super::{Button, Dialog, Kind};
use crate::start::use_lang;
use leptos::prelude::*;
use messages::t;

/// A dialog that asks, and acts on yes. It stays open while `pending`.
#[component]
pub fn Confirm(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What is asked: 停用 张伟？
    #[prop(into)]
    title: Signal<String>,
    /// The verb on the button; never "OK".
    #[prop(into)]
    verb: Signal<String>,
    /// It ends or removes something.
    #[prop(optional)]
    danger: bool,
    /// What was asked for is being done.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// On yes. Whoever gives it closes the dialog.
    #[prop(into)]
    on_yes: Callback<()>,
    /// What will happen, to how many.
    children: ChildrenFn,
) -> impl IntoView {
    let cancel = t!(use_lang(), CommonCancel);
    let kind = if danger { Kind::Danger } else { Kind::Primary };
    let children = StoredValue::new(children);
    view! {
        <Dialog open=open title=title>
            <div class="prose">{children.with_value(|children| children())}</div>
            <footer class="dialog-foot">
                <Button on:click=move |_| open.set(false)>{cancel}</Button>
                <Button kind=kind pending=pending on:click=move |_| on_yes.run(())>{move || verb.get()}</Button>
            </footer>
        </Dialog>
    }
}
