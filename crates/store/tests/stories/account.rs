//! A person's own account.
use domain::live::Signal;
use domain::{FieldProblem, Lang, Problem};
use testkit::{House, PASSWORD, on_both, refused, wrong_field};

on_both! {
    async fn a_changed_password_ends_the_other_sessions(house: House) {
        let lina = house.salesperson("李娜").await;
        let (here, there) = (lina.session().await, lina.session().await);
        let desk = house.store().desk(&house.store().viewer_of_session(&here).await.unwrap());
        desk.sessions().change_password(PASSWORD, "walnut-harbour-93").await.unwrap();
        house.store().viewer_of_session(&here).await.unwrap();
        assert_eq!(refused(house.store().viewer_of_session(&there).await), Problem::SignedOut);
        let from = store::Entrance::default();
        refused(house.store().sign_in("李娜", PASSWORD, &from).await);
        house.store().sign_in("李娜", "walnut-harbour-93", &from).await.unwrap();
    }

    async fn a_new_password_needs_the_old_one_and_some_strength(house: House) {
        let desk = house.admin().await.desk().await;
        let to = async |present: &str, new: &str| desk.sessions().change_password(present, new).await;
        assert_eq!(wrong_field(to("guess", "walnut-harbour-93").await, "present"), FieldProblem::WrongPassword);
        assert_eq!(wrong_field(to(PASSWORD, "short").await, "password"), FieldProblem::TooShort { min: 8 });
        assert_eq!(wrong_field(to(PASSWORD, "password1").await, "password"), FieldProblem::TooWeak);
        assert_eq!(wrong_field(to(PASSWORD, "adminadmin").await, "password"), FieldProblem::TooWeak);
        let endless = "x".repeat(201);
        assert_eq!(wrong_field(to(PASSWORD, &endless).await, "password"), FieldProblem::TooLong { max: 200 });
    }

    async fn a_device_left_open_is_no_place_to_guess_the_password(house: House) {
        let lina = house.salesperson("李娜").await;
        let desk = house.store().desk(&house.store().viewer_of_session(&lina.session().await).await.unwrap());
        let to = async |present: &str| desk.sessions().change_password(present, "walnut-harbour-93").await;
        house.clock().pass_seconds(1);
        for _ in 0..10 {
            assert_eq!(wrong_field(to("guess").await, "present"), FieldProblem::WrongPassword);
        }
        assert!(matches!(refused(to(PASSWORD).await), Problem::TooMany { seconds: 1.. }));
        let history = desk.sessions().history().await.unwrap();
        let failed: Vec<_> = history.iter().filter(|tried| !tried.succeeded).collect();
        assert!(failed.len() == 10 && failed.iter().all(|tried| tried.address == "192.0.2.1"), "{history:?}");
        house.clock().pass_seconds(15 * 60 + 1);
        to(PASSWORD).await.unwrap();
        assert_eq!(desk.sessions().list().await.unwrap().len(), 1);
    }

    async fn guesses_inside_and_at_the_door_are_counted_together(house: House) {
        let lina = house.salesperson("李娜").await;
        let desk = house.store().desk(&house.store().viewer_of_session(&lina.session().await).await.unwrap());
        let door = async |address: &str, password: &str| {
            let from = store::Entrance { address: address.into(), device: String::new() };
            house.store().sign_in("李娜", password, &from).await
        };
        for _ in 0..5 {
            refused(desk.sessions().change_password("guess", "walnut-harbour-93").await);
            assert_eq!(refused(door("192.0.2.1", "guess").await), Problem::WrongPassword);
        }
        assert!(matches!(refused(door("192.0.2.1", PASSWORD).await), Problem::TooMany { .. }));
        let inside = desk.sessions().change_password(PASSWORD, "walnut-harbour-93").await;
        assert!(matches!(refused(inside), Problem::TooMany { .. }));
        door("198.51.100.7", PASSWORD).await.unwrap();
    }

    async fn whoever_comes_with_a_token_guesses_no_longer_than_others(house: House) {
        let desk = house.admin().await.desk().await;
        let to = async |present: &str| desk.sessions().change_password(present, "walnut-harbour-93").await;
        for _ in 0..10 {
            assert_eq!(wrong_field(to("guess").await, "present"), FieldProblem::WrongPassword);
        }
        assert!(matches!(refused(to(PASSWORD).await), Problem::TooMany { .. }));
    }

    async fn one_device_is_ended_from_another(house: House) {
        let lina = house.salesperson("李娜").await;
        let (phone, desktop) = (lina.session().await, lina.session().await);
        let desk = house.store().desk(&house.store().viewer_of_session(&desktop).await.unwrap());
        let sessions = desk.sessions().list().await.unwrap();
        assert_eq!(sessions.len(), 2);
        let other = sessions.iter().find(|session| !session.this).unwrap();
        let mut heard = house.store().live().listen();
        assert_eq!(desk.sessions().end(Some(other.id)).await.unwrap(), 1);
        assert_eq!(refused(house.store().viewer_of_session(&phone).await), Problem::SignedOut);
        assert_eq!(*heard.recv().await.unwrap(), Signal::SignedOut { people: vec![lina.id] });
    }

    async fn everybody_may_read_about_themselves(house: House) {
        let lina = house.salesperson("李娜").await;
        let account = lina.desk().await.sessions().account().await.unwrap();
        assert_eq!((account.login.as_str(), account.name.as_str()), ("李娜", "李娜"));
        assert_eq!(account.roles, ["销售员"]);
    }

    async fn a_time_zone_can_be_chosen_by_any_name_offered(house: House) {
        let desk = house.admin().await.desk().await;
        let names = store::zone_names();
        assert!(names.contains(&"Asia/Shanghai") && names.contains(&"UTC") && !names.contains(&"PRC"));
        for zone in ["UTC", "America/Argentina/Ushuaia"] {
            desk.sessions().set_preferences(Lang::Zh, "auto", "compact", zone).await.unwrap();
        }
    }

    async fn a_colleagues_session_is_not_mine_to_end(house: House) {
        let (lina, zhang) = (house.salesperson("李娜").await, house.salesperson("张强").await);
        let token = lina.session().await;
        let session = lina.desk().await.sessions().list().await.unwrap()[0].id;
        assert_eq!(zhang.desk().await.sessions().end(Some(session)).await.unwrap(), 0);
        house.store().viewer_of_session(&token).await.unwrap();
    }

    async fn preferences_are_kept_and_nonsense_is_named(house: House) {
        let lina = house.salesperson("李娜").await;
        let desk = lina.desk().await;
        desk.sessions().set_preferences(Lang::En, "dark", "compact", "Europe/Berlin").await.unwrap();
        let me = lina.desk().await.me();
        assert_eq!((me.lang, me.theme.as_str(), me.density.as_str()), (Lang::En, "dark", "compact"));
        assert_eq!(me.zone.name, "Europe/Berlin");
        let nonsense = desk.sessions().set_preferences(Lang::En, "pink", "loose", "Europe/Atlantis").await;
        let Problem::Invalid { fields } = refused(nonsense) else { panic!("not a field") };
        let named: Vec<_> = fields.0.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(named, ["theme", "density", "zone"]);
    }
}
