//! Where I am signed in.
use super::api::EndSession;
use crate::settings::{Answer, answer, on_done};
use crate::start::use_lang;
use crate::ui::{Button, Icon, Label, ProblemText, TimeText, use_toasts};
use domain::Lang;
use domain::person::Session;
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// Systems and browsers, the more particular name first: a browser names those it descends from too.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];
const BROWSERS: [(&str, &str); 9] = [
    ("MicroMessenger/", "WeChat"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("QQBrowser/", "QQ"),
    ("Firefox/", "Firefox"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
];

/// `Chrome · Windows` for what a browser calls itself.
pub fn device_words(lang: Lang, device: &str) -> String {
    let of = |known: &[(&str, &'static str)]| {
        known.iter().find(|(sign, _)| device.contains(sign)).map(|(_, name)| *name)
    };
    match (of(&BROWSERS), of(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) if device.is_empty() => t!(lang, AccountDeviceUnknown).to_owned(),
        (None, None) => device.chars().take(40).collect(),
    }
}

/// My devices: each can be signed out, and all others at once.
#[component]
pub fn Devices(
    /// Mine.
    sessions: Signal<Vec<Session>>,
    /// Something was ended.
    done: Callback<()>,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<EndSession>::new();
    let Answer { error, pending, .. } = answer(action, "account-devices-form");
    on_done(action, move |ended| {
        toasts.say(t!(lang, AccountDevicesEnded, n = ended));
        done.run(());
    });
    let others = Memo::new(move |_| sessions.with(|sessions| sessions.iter().any(|session| !session.this)));
    let one = move |session: Session| view! { <Device session=session action=action pending=pending /> };
    view! {
        <section class="section" aria-labelledby="account-devices">
            <header>
                <h2 id="account-devices">{t!(lang, AccountDevices)}</h2>
                <p>{t!(lang, AccountDevicesWhy)}</p>
            </header>
            <div class="stack">
                <ProblemText error=error />
                <ul class="devices"><For each=move || sessions.get() key=|session| format!("{session:?}") children=one /></ul>
                {move || others.get().then(|| view! {
                    <ActionForm action=action attr:id="account-devices-form">
                        <Button submit=true pending=pending>{t!(lang, AccountDevicesEndOthers)}</Button>
                    </ActionForm>
                })}
            </div>
        </section>
    }
}

#[component]
fn Device(session: Session, action: ServerAction<EndSession>, pending: Signal<bool>) -> impl IntoView {
    let lang = use_lang();
    let words = device_words(lang, &session.device);
    let label = t!(lang, AccountDeviceEndNamed, device = words);
    let end = (!session.this).then(|| {
        view! {
            <ActionForm action=action>
                <input type="hidden" name="session" value=session.id.0 />
                <Button submit=true pending=pending attr:aria-label=label>{t!(lang, AccountDeviceEnd)}</Button>
            </ActionForm>
        }
    });
    view! {
        <li>
            {Icon::Device.draw()}
            <span class="device" title=session.device>
                <strong>{words}</strong> " " {session.this.then(|| view! { <Label colour="green">{t!(lang, AccountDeviceThis)}</Label> })}
                <span class="muted">{session.address} " · " {t!(lang, AccountDeviceSeen)} " " <TimeText at=session.seen /></span>
            </span>
            {end}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_as_people_know_it() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0";
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1";
        assert_eq!(device_words(Lang::En, edge), "Edge · Windows");
        assert_eq!(device_words(Lang::En, phone), "Safari · iPhone");
        assert_eq!(device_words(Lang::En, "curl/8.5.0"), "curl/8.5.0");
        assert_eq!(device_words(Lang::Zh, ""), "未知设备");
    }
}
