//! Ways to reach a row: numbers to call, addresses to write to.
use super::history::Compose;
use crate::ui::Icon;
use crate::ui::table::address;
use domain::column::CellKind;
use leptos::prelude::*;

/// A telephone, a mailbox or a web site.
pub struct Way {
    /// Which of these.
    pub kind: CellKind,
    /// What its field is called.
    pub name: &'static str,
    /// What stands there.
    pub text: Memo<String>,
}

/// Those of the ways that are known. After a call its record is waiting to be written.
#[component]
pub fn Reach(
    ways: Vec<Way>,
    /// Whether a record may be written.
    #[prop(into)]
    may_write: Signal<bool>,
    compose: RwSignal<Compose>,
) -> impl IntoView {
    let way = move |Way { kind, name, text }: Way| {
        let called = move |_| {
            if kind == CellKind::Phone && may_write.get_untracked() {
                compose.set(Compose::Call);
            }
        };
        move || {
            let text = text.get();
            address(kind, &text).map(|href| {
                let away = (kind == CellKind::Link).then_some("_blank");
                view! {
                    <a class="lead-way-to" href=href target=away rel="external noopener noreferrer" title=name on:click=called>
                        {icon(kind).draw()} <span>{text}</span>
                    </a>
                }
            })
        }
    };
    view! { <div class="lead-reach">{ways.into_iter().map(way).collect::<Vec<_>>()}</div> }
}

const fn icon(kind: CellKind) -> Icon {
    match kind {
        CellKind::Email => Icon::Mail,
        CellKind::Link => Icon::Link,
        _ => Icon::Phone,
    }
}
