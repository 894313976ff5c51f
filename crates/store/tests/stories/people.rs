//! People who sign in.
use domain::live::Signal;
use domain::person::PersonForm;
use domain::{FieldProblem, Problem, RoleId};
use testkit::{House, PASSWORD, on_both, refused, wrong_field};

fn someone(login: &str) -> PersonForm {
    PersonForm { login: login.into(), name: "王小明".into(), ..PersonForm::default() }
}

on_both! {
    async fn the_first_administrator_makes_a_house_old(house: House) {
        assert!(!house.store().is_new().await.unwrap());
        let second = house.store().first_admin("eve", "Eve", PASSWORD).await;
        assert_eq!(refused(second), Problem::TooLate);
    }

    async fn of_two_first_administrators_one_wins(house: House) {
        house.run("UPDATE people SET password_hash = NULL").await.unwrap();
        assert!(house.store().is_new().await.unwrap());
        let other = house.another_server().await;
        let (one, two) = tokio::join!(
            house.store().first_admin("one", "One", PASSWORD),
            other.first_admin("two", "Two", PASSWORD)
        );
        let late = [one, two].into_iter().filter_map(Result::err).map(store::Error::into_problem);
        assert_eq!(late.collect::<Vec<_>>(), [Problem::TooLate]);
        other.close().await;
    }

    async fn a_person_without_a_password_is_disabled(house: House) {
        let desk = house.admin().await.desk().await;
        let id = desk.people().add(someone("wang")).await.unwrap();
        let listed = desk.people().list().await.unwrap();
        let wang = listed.iter().find(|person| person.id == id).unwrap();
        assert!(wang.disabled && wang.roles.is_empty() && wang.last_seen.is_none());
        let with = PersonForm { password: PASSWORD.into(), ..someone("li") };
        let id = desk.people().add(with).await.unwrap();
        assert!(desk.people().list().await.unwrap().iter().any(|person| person.id == id && !person.disabled));
    }

    async fn every_wrong_field_is_named_at_once(house: House) {
        let desk = house.admin().await.desk().await;
        let form = PersonForm {
            login: "two words".into(),
            name: "  ".into(),
            email: "nowhere".into(),
            password: "1234".into(),
            roles: Vec::new(),
            ..PersonForm::default()
        };
        let Problem::Invalid { fields } = refused(desk.people().add(form).await) else { panic!("not fields") };
        assert_eq!(fields.of("login"), Some(&FieldProblem::Malformed));
        assert_eq!(fields.of("name"), Some(&FieldProblem::Required));
        assert_eq!(fields.of("email"), Some(&FieldProblem::Malformed));
        assert_eq!(fields.of("password"), Some(&FieldProblem::TooShort { min: 8 }));
    }

    async fn a_sign_in_name_is_had_once_whatever_its_case(house: House) {
        let desk = house.admin().await.desk().await;
        assert_eq!(wrong_field(desk.people().add(someone("ADMIN")).await, "login"), FieldProblem::Taken);
        let id = desk.people().add(someone("wang")).await.unwrap();
        let renamed = desk.people().change(id, someone("ａｄｍｉｎ")).await;
        assert_eq!(wrong_field(renamed, "login"), FieldProblem::Taken);
    }

    async fn a_role_nobody_made_can_not_be_given(house: House) {
        let desk = house.admin().await.desk().await;
        let form = PersonForm { roles: vec![RoleId(999)], ..someone("wang") };
        assert_eq!(wrong_field(desk.people().add(form).await, "roles"), FieldProblem::NotChoosable);
    }

    async fn disabling_ends_sessions_and_tokens_at_once(house: House) {
        let lina = house.person_who_may("李娜", domain::Scope::Own, &[domain::Permission::ManageTokens]).await;
        let session = lina.session().await;
        let (_, bearer) = lina.desk().await.tokens().add("脚本").await.unwrap();
        let mut heard = house.store().live().listen();
        let admin = house.admin().await.desk().await;
        admin.people().set_disabled(lina.id, true).await.unwrap();
        assert_eq!(*heard.recv().await.unwrap(), Signal::SignedOut { people: vec![lina.id] });
        let store = house.store();
        assert_eq!(refused(store.viewer_of_session(&session).await), Problem::SignedOut);
        assert_eq!(refused(store.viewer_of_token(&bearer).await), Problem::SignedOut);
        assert_eq!(refused(store.viewer_of_login("李娜").await), Problem::NotFound);
        // Let in again, the old session stays ended.
        admin.people().set_disabled(lina.id, false).await.unwrap();
        assert_eq!(refused(store.viewer_of_session(&session).await), Problem::SignedOut);
    }

    async fn a_password_set_by_the_administrator_ends_the_sessions(house: House) {
        let lina = house.salesperson("李娜").await;
        let session = lina.session().await;
        let people = house.admin().await.desk().await;
        people.people().set_password(lina.id, "walnut-harbour-93").await.unwrap();
        assert_eq!(refused(house.store().viewer_of_session(&session).await), Problem::SignedOut);
        let weak = people.people().set_password(lina.id, "李娜李娜李娜李娜").await;
        assert_eq!(wrong_field(weak, "password"), FieldProblem::TooWeak);
    }

    async fn the_last_administrator_stays(house: House) {
        let admin = house.admin().await;
        let desk = admin.desk().await;
        assert_eq!(refused(desk.people().set_disabled(admin.id, true).await), Problem::WrongState);
        let demoted = PersonForm { roles: Vec::new(), ..admin.form().await };
        assert_eq!(refused(desk.people().change(admin.id, demoted.clone()).await), Problem::WrongState);
        let second = house.person("副管理员", house.role("管理员").await.id).await;
        // A second one who can not sign in is no help.
        let outcome = second.desk().await.people().set_disabled(admin.id, true).await;
        assert_eq!(refused(outcome), Problem::WrongState);
        assert_eq!(refused(house.store().set_disabled_of("admin", true).await), Problem::WrongState);
        second.gets_a_password().await;
        second.desk().await.people().change(admin.id, demoted).await.unwrap();
    }

    async fn of_two_administrators_who_disable_each_other_one_stays(house: House) {
        let admin = house.admin().await;
        let second = house.person("副管理员", house.role("管理员").await.id).await;
        second.gets_a_password().await;
        let (mine, theirs) = (admin.desk().await, second.desk().await);
        let (one, two) = tokio::join!(
            async { mine.people().set_disabled(second.id, true).await },
            async { theirs.people().set_disabled(admin.id, true).await }
        );
        assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|done| **done).count(), 1);
    }

    async fn names_are_for_everybody_the_list_is_not(house: House) {
        let lina = house.salesperson("李娜").await;
        house.salesperson("安然").await;
        let desk = lina.desk().await;
        let names: Vec<_> = desk.people().names().await.unwrap().into_iter().map(|each| each.name).collect();
        assert_eq!(names, ["安然", "李娜", "系统管理员"], "by pinyin");
        assert!(matches!(refused(desk.people().list().await), Problem::Forbidden { .. }));
    }

    async fn what_changed_stands_in_the_audit_log(house: House) {
        let lina = house.salesperson("李娜").await;
        let desk = house.admin().await.desk().await;
        let form = PersonForm { name: "李娜娜".into(), password: "walnut-harbour-93".into(), ..lina.form().await };
        desk.people().change(lina.id, form).await.unwrap();
        let log = desk.audit().list(None, "person.", 10).await.unwrap();
        let actions: Vec<_> = log.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(actions[..2], ["person.password_set", "person.changed"]);
        assert_eq!(log[1].detail, r#"{"name":["李娜","李娜娜"]}"#);
        assert!(log.iter().all(|entry| !entry.detail.contains("walnut")));
    }

    async fn a_role_is_given_and_taken_and_the_last_administrator_keeps_it(house: House) {
        let lina = house.salesperson("李娜").await;
        let manager = house.role("销售经理").await.id;
        let admin = house.admin().await;
        let desk = admin.desk().await;
        for _ in 0..2 {
            desk.people().set_role(lina.id, manager, true).await.unwrap();
        }
        assert_eq!(lina.form().await.roles.len(), 2);
        let log = desk.audit().list(None, "person.changed", 10).await.unwrap();
        assert_eq!(log.len(), 1, "the second time changed nothing");
        desk.people().set_role(lina.id, manager, false).await.unwrap();
        assert_eq!(lina.form().await.roles.len(), 1);
        let preset = house.role("管理员").await.id;
        assert_eq!(refused(desk.people().set_role(admin.id, preset, false).await), Problem::WrongState);
        let mine = lina.desk().await;
        assert!(matches!(refused(mine.people().set_role(lina.id, preset, true).await), Problem::Forbidden { .. }));
    }

    async fn the_audit_log_is_read_person_by_person(house: House) {
        let lina = house.salesperson("李娜").await;
        lina.session().await;
        let admin = house.admin().await;
        let desk = admin.desk().await;
        let hers = desk.audit().of(Some(lina.id), None, "", 10).await.unwrap();
        assert!(!hers.is_empty() && hers.iter().all(|entry| entry.person_name.as_deref() == Some("李娜")));
        assert!(desk.audit().of(Some(lina.id), None, "role.", 10).await.unwrap().is_empty());
    }

    async fn the_command_line_adds_lists_and_shuts_out(house: House) {
        let store = house.store();
        store.add_person_from_command_line("wang", "王小明", Some(PASSWORD), Some("销售员")).await.unwrap();
        let from = store::Entrance::default();
        let session = store.sign_in("wang", PASSWORD, &from).await.unwrap().token;
        store.set_password_of("WANG", "walnut-harbour-93").await.unwrap();
        assert_eq!(refused(store.viewer_of_session(&session).await), Problem::SignedOut);
        store.set_disabled_of("wang", true).await.unwrap();
        assert_eq!(refused(store.set_disabled_of("nobody", true).await), Problem::NotFound);
        let people = store.people_for_command_line().await.unwrap();
        assert!(people.iter().any(|person| person.login == "wang" && person.disabled));
        let unknown = store.add_person_from_command_line("li", "李", None, Some("国王")).await;
        assert_eq!(wrong_field(unknown, "role"), FieldProblem::NotChoosable);
    }
}
