//! Nobody makes themselves more than they are.
use domain::customer::Security;
use domain::person::{PersonForm, RoleForm};
use domain::{FieldProblem, Permission, Problem, RoleId, Scope};
use testkit::{Colleague, House, on_both, refused};

const FORBIDDEN: Problem = Problem::Forbidden { permission: Permission::ManageRoles };

/// Someone who manages people, and nothing beyond what a salesperson may do.
async fn clerk(house: &House) -> Colleague {
    let mut may = house.role("销售员").await.permissions;
    may.push(Permission::ManagePeople);
    house.person_who_may("人事", Scope::Own, &may).await
}

fn with_role(role: RoleId) -> PersonForm {
    PersonForm { login: "new".into(), name: "新人".into(), roles: vec![role], ..PersonForm::default() }
}

on_both! {
    async fn a_clerk_adds_salespeople_but_no_administrator(house: House) {
        let desk = clerk(&house).await.desk().await;
        let people = desk.people();
        assert_eq!(refused(people.add(with_role(house.role("管理员").await.id)).await), FORBIDDEN);
        assert_eq!(refused(people.add(with_role(house.role("销售经理").await.id)).await), FORBIDDEN);
        people.add(with_role(house.role("销售员").await.id)).await.unwrap();
    }

    async fn a_clerk_can_not_touch_an_administrator(house: House) {
        let (admin, clerk) = (house.admin().await, clerk(&house).await);
        let desk = clerk.desk().await;
        let people = desk.people();
        assert_eq!(refused(people.set_password(admin.id, "walnut-harbour-93").await), FORBIDDEN);
        assert_eq!(refused(people.set_disabled(admin.id, true).await), FORBIDDEN);
        let renamed = PersonForm { login: "other".into(), ..admin.form().await };
        assert_eq!(refused(people.change(admin.id, renamed).await), FORBIDDEN);
    }

    async fn a_clerk_can_not_take_a_role_that_allows_more(house: House) {
        let clerk = clerk(&house).await;
        let mut form = clerk.form().await;
        form.roles.push(house.role("管理员").await.id);
        assert_eq!(refused(clerk.desk().await.people().change(clerk.id, form).await), FORBIDDEN);
    }

    async fn a_clerk_trusts_nobody_further_than_they_are_trusted(house: House) {
        let (clerk, lina) = (clerk(&house).await, house.salesperson("李").await);
        let (desk, too_far) = (clerk.desk().await, Problem::field("clearance", FieldProblem::NotChoosable));
        let trusted = |form| PersonForm { clearance: Security::Internal, ..form };
        assert_eq!(refused(desk.people().change(clerk.id, trusted(clerk.form().await)).await), too_far);
        house.admin().await.desk().await.people().change(lina.id, trusted(lina.form().await)).await.unwrap();
        assert_eq!(lina.form().await.clearance, Security::Internal);
        assert_eq!(refused(desk.people().set_password(lina.id, "walnut-harbour-93").await), too_far);
    }

    async fn the_most_customers_of_a_person_is_a_number_of_customers(house: House) {
        let (admin, lina) = (house.admin().await.desk().await, house.salesperson("李").await);
        let with = |most, form| PersonForm { most_customers: Some(most), ..form };
        let wrong = Problem::field("most_customers", FieldProblem::Malformed);
        assert_eq!(refused(admin.people().change(lina.id, with(0, lina.form().await)).await), wrong);
        admin.people().change(lina.id, with(7, lina.form().await)).await.unwrap();
        assert_eq!(lina.form().await.most_customers, Some(7));
    }

    async fn a_clerk_keeps_the_right_they_are_using(house: House) {
        let clerk = clerk(&house).await;
        let form = PersonForm { roles: vec![house.role("销售员").await.id], ..clerk.form().await };
        assert_eq!(refused(clerk.desk().await.people().change(clerk.id, form).await), Problem::WrongState);
    }

    async fn a_branch_manager_hands_out_roles_of_the_branch_only(house: House) {
        let may = [Permission::ManagePeople, Permission::ViewLeads];
        let north = house.person_who_may("北区", Scope::Subordinates, &may).await;
        let south = house.person_who_may("南区", Scope::Subordinates, &may).await;
        let (here, there) = (north.form().await.roles[0], south.form().await.roles[0]);
        let desk = north.desk().await;
        assert_eq!(refused(desk.people().add(with_role(there)).await), FORBIDDEN);
        desk.people().add(with_role(here)).await.unwrap();
    }

    async fn without_the_permission_every_verb_says_which_is_missing(house: House) {
        let lina = house.salesperson("李娜").await;
        let desk = lina.desk().await;
        let lacks = |problem: Problem| match problem {
            Problem::Forbidden { permission } => permission,
            other => panic!("not forbidden: {other}"),
        };
        let people = desk.people();
        assert_eq!(lacks(refused(people.add(with_role(RoleId(1))).await)), Permission::ManagePeople);
        assert_eq!(lacks(refused(people.change(lina.id, with_role(RoleId(1))).await)), Permission::ManagePeople);
        assert_eq!(lacks(refused(people.set_disabled(lina.id, true).await)), Permission::ManagePeople);
        assert_eq!(lacks(refused(people.set_password(lina.id, "x").await)), Permission::ManagePeople);
        assert_eq!(lacks(refused(desk.roles().list().await)), Permission::ManageRoles);
        assert_eq!(lacks(refused(desk.roles().remove(RoleId(1)).await)), Permission::ManageRoles);
        assert_eq!(lacks(refused(desk.tokens().list().await)), Permission::ManageTokens);
        assert_eq!(lacks(refused(desk.tokens().add("x").await)), Permission::ManageTokens);
        assert_eq!(lacks(refused(desk.audit().list(None, "", 1).await)), Permission::ViewAudit);
    }

    async fn a_branch_manager_adds_no_role_of_another_branch_to_their_own(house: House) {
        let may = [Permission::ViewLeads, Permission::ManagePeople];
        let boss = house.person_who_may("分部经理", Scope::Subordinates, &may).await;
        let desk = house.admin().await.desk().await;
        let other = desk.roles().add(RoleForm { parent: None, name: "别的分部".into(), scope: Scope::Own, permissions: vec![] }).await.unwrap();
        let mut form = boss.form().await;
        form.roles.push(other);
        assert_eq!(refused(boss.desk().await.people().change(boss.id, form).await), FORBIDDEN);
        assert_eq!(refused(boss.desk().await.people().set_role(boss.id, other, true).await), FORBIDDEN);
    }
}
