//! All wordings of an entry, each beside the one it replaced.
use super::api::record_revisions;
use crate::list::open_while;
use crate::start::use_lang;
use crate::ui::{Avatar, Dialog, ProblemText, SkeletonRows, TimeText};
use domain::record::{Record, Revision};
use leptos::prelude::*;
use messages::t;

/// Opens when an entry is given.
#[component]
pub fn RevisionsDialog(
    /// The entry; `None` while closed.
    record: RwSignal<Option<Record>>,
) -> impl IntoView {
    let lang = use_lang();
    let open = open_while(record);
    let inside = move || {
        let id = record.get_untracked()?.id;
        let wordings = LocalResource::new(move || record_revisions(id));
        let shown = move || match wordings.get()? {
            Ok(wordings) => Some(pairs(&wordings).into_any()),
            Err(error) => Some(view! { <ProblemText error=Some(error) /> }.into_any()),
        };
        Some(view! { <Suspense fallback=|| view! { <SkeletonRows rows=3 /> }>{shown}</Suspense> })
    };
    view! { <Dialog open=open title=t!(lang, LeadRevisions) wide=true>{inside}</Dialog> }
}

/// The newest change first.
fn pairs(wordings: &[Revision]) -> impl IntoView + use<> {
    let one = |pair: &[Revision]| {
        let (before, after) = (&pair[0], &pair[1]);
        let (old, new) = apart(&before.content, &after.content);
        view! {
            <li class="revision">
                <Wording revision=before.clone() parts=old />
                <Wording revision=after.clone() parts=new after=true />
            </li>
        }
    };
    view! { <ol class="revisions">{wordings.windows(2).rev().map(one).collect_view()}</ol> }
}

#[component]
fn Wording(revision: Revision, parts: [String; 3], #[prop(optional)] after: bool) -> impl IntoView {
    let lang = use_lang();
    let [same, changed, rest] = parts;
    let changed = match (changed.is_empty(), after) {
        (true, _) => ().into_any(),
        (false, true) => view! { <ins>{changed}</ins> }.into_any(),
        (false, false) => view! { <del>{changed}</del> }.into_any(),
    };
    let who = revision.author_name.unwrap_or_else(|| t!(lang, UiSystem).to_owned());
    let title = if after { t!(lang, LeadWordingAfter) } else { t!(lang, LeadWordingBefore) };
    view! {
        <section class="wording" aria-label=title>
            <header>
                <span class="wording-title">{title}</span>
                <Avatar name=who.clone() />
                <strong>{who}</strong>
                <TimeText at=revision.at />
            </header>
            <p>{same}{changed}{rest}</p>
        </section>
    }
}

/// What two texts begin and end with alike, and what differs between.
fn apart(old: &str, new: &str) -> ([String; 3], [String; 3]) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = old.iter().zip(&new).take_while(|(left, right)| left == right).count();
    let rest = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = rest.take_while(|(left, right)| left == right).count();
    let cut = |text: &[char]| {
        let (head, middle, tail) =
            (&text[..head], &text[head..text.len() - tail], &text[text.len() - tail..]);
        [head, middle, tail].map(|part| part.iter().collect::<String>())
    };
    (cut(&old), cut(&new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_marked() {
        let (old, new) = apart("报价 100 元，下周回访", "报价 120 元，下周回访");
        assert_eq!(old, ["报价 1", "0", "0 元，下周回访"]);
        assert_eq!(new, ["报价 1", "2", "0 元，下周回访"]);
    }

    #[test]
    fn a_repetition_is_not_counted_twice() {
        let (old, new) = apart("aa", "aaa");
        assert_eq!((old.concat(), new.concat()), ("aa".to_owned(), "aaa".to_owned()));
        assert_eq!((old[1].as_str(), new[1].as_str()), ("", "a"));
    }
}
