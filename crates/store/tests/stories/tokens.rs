//! Bearer tokens of the REST API.
use domain::{FieldProblem, Permission, Problem, Scope};
use testkit::{House, on_both, refused, wrong_field};

on_both! {
    async fn a_token_carries_its_makers_rights(house: House) {
        let lina = house.person_who_may("李娜", Scope::Own, &[Permission::ManageTokens]).await;
        let (_, secret) = lina.desk().await.tokens().add("脚本").await.unwrap();
        assert!(secret.starts_with("clew_"));
        let viewer = house.store().viewer_of_token(&secret).await.unwrap();
        assert_eq!(viewer.person(), lina.id);
        assert!(!viewer.may(Permission::ViewLeads));
        let listed = lina.desk().await.tokens().list().await.unwrap();
        assert_eq!((listed[0].name.as_str(), listed[0].seen), ("脚本", Some(house.now())));
    }

    async fn the_secret_is_kept_nowhere(house: House) {
        let (_, secret) = house.admin().await.desk().await.tokens().add("脚本").await.unwrap();
        let kept = house.texts("SELECT token_hash FROM tokens UNION ALL SELECT detail FROM audit").await;
        assert!(kept.iter().all(|text| !text.contains(secret.trim_start_matches("clew_"))));
    }

    async fn a_removed_token_opens_nothing(house: House) {
        let desk = house.admin().await.desk().await;
        let (id, secret) = desk.tokens().add("脚本").await.unwrap();
        desk.tokens().remove(id).await.unwrap();
        assert_eq!(refused(house.store().viewer_of_token(&secret).await), Problem::SignedOut);
        assert_eq!(refused(desk.tokens().remove(id).await), Problem::NotFound);
    }

    async fn a_colleagues_token_is_not_mine(house: House) {
        let lina = house.person_who_may("李娜", Scope::Own, &[Permission::ManageTokens]).await;
        let zhang = house.person_who_may("张强", Scope::Company, &[Permission::ManageTokens]).await;
        let (id, _) = lina.desk().await.tokens().add("脚本").await.unwrap();
        let desk = zhang.desk().await;
        assert_eq!(desk.tokens().list().await.unwrap(), []);
        assert_eq!(refused(desk.tokens().remove(id).await), Problem::NotFound);
        // Those who manage people see whose token it is, and can end it.
        let desk = house.admin().await.desk().await;
        assert_eq!(desk.tokens().list().await.unwrap()[0].person_name, "李娜");
        desk.tokens().remove(id).await.unwrap();
    }

    async fn a_token_has_a_name(house: House) {
        let desk = house.admin().await.desk().await;
        assert_eq!(wrong_field(desk.tokens().add("  ").await, "name"), FieldProblem::Required);
    }
}
