//! The role tree.
use domain::person::{Role, RoleForm};
use domain::{FieldProblem, Permission, Problem, RoleId, Scope};
use store::Desk;
use testkit::{House, on_both, refused, wrong_field};

async fn under(desk: &Desk, parent: Option<RoleId>, name: &str) -> RoleId {
    desk.roles().add(role(parent, name)).await.unwrap()
}

fn role(parent: Option<RoleId>, name: &str) -> RoleForm {
    RoleForm {
        parent,
        name: name.into(),
        scope: Scope::Subordinates,
        permissions: vec![Permission::ViewLeads],
    }
}

async fn named(desk: &Desk, name: &str) -> Role {
    desk.roles().list().await.unwrap().into_iter().find(|role| role.name == name).unwrap()
}

/// The closure as the tree of parents says it should be.
const STRAYS: &str = "
    WITH RECURSIVE tree (ancestor_id, descendant_id, depth) AS (
        SELECT id, id, CAST(0 AS BIGINT) FROM roles
        UNION ALL
        SELECT tree.ancestor_id, roles.id, tree.depth + 1 FROM tree JOIN roles ON roles.parent_id = tree.descendant_id
    )
    SELECT (SELECT COUNT(*) FROM (SELECT * FROM tree EXCEPT SELECT * FROM role_closure) AS missing)
         + (SELECT COUNT(*) FROM (SELECT * FROM role_closure EXCEPT SELECT * FROM tree) AS surplus)";

on_both! {
    async fn a_role_is_listed_below_its_parent(house: House) {
        let desk = house.admin().await.desk().await;
        let north = under(&desk, None, "北区").await;
        under(&desk, Some(north), "北京").await;
        under(&desk, Some(north), "安阳").await;
        let names: Vec<_> = desk.roles().list().await.unwrap().into_iter().map(|role| role.name).collect();
        assert_eq!(names, ["管理员", "北区", "安阳", "北京", "销售经理", "销售员"]);
        assert_eq!(house.number(STRAYS).await, 0);
    }

    async fn a_branch_moves_with_all_its_roles(house: House) {
        let desk = house.admin().await.desk().await;
        let north = under(&desk, None, "北区").await;
        let south = under(&desk, None, "南区").await;
        let city = under(&desk, Some(north), "城市").await;
        under(&desk, Some(city), "小组").await;
        desk.roles().change(city, role(Some(south), "城市")).await.unwrap();
        assert_eq!(house.number(STRAYS).await, 0);
        desk.roles().change(city, role(None, "城市")).await.unwrap();
        assert_eq!(house.number(STRAYS).await, 0);
        desk.roles().change(north, role(Some(city), "北区")).await.unwrap();
        assert_eq!(house.number(STRAYS).await, 0);
    }

    async fn a_role_can_not_stand_below_itself(house: House) {
        let desk = house.admin().await.desk().await;
        let north = under(&desk, None, "北区").await;
        let city = under(&desk, Some(north), "城市").await;
        let team = under(&desk, Some(city), "小组").await;
        for parent in [north, city, team] {
            let moved = desk.roles().change(north, role(Some(parent), "北区")).await;
            assert_eq!(wrong_field(moved, "parent"), FieldProblem::Circle);
        }
        let nowhere = desk.roles().change(north, role(Some(RoleId(999)), "北区")).await;
        assert_eq!(wrong_field(nowhere, "parent"), FieldProblem::NotChoosable);
    }

    async fn two_moves_at_once_make_no_circle(house: House) {
        let desk = house.admin().await.desk().await;
        let (one, two) = (under(&desk, None, "一").await, under(&desk, None, "二").await);
        let other = house.another_server().await;
        let there = other.desk(&house.admin().await.viewer().await);
        let (first, second) = tokio::join!(
            async { desk.roles().change(one, role(Some(two), "一")).await },
            async { there.roles().change(two, role(Some(one), "二")).await }
        );
        assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|done| **done).count(), 1);
        assert_eq!(house.number(STRAYS).await, 0);
        other.close().await;
    }

    async fn siblings_have_different_names(house: House) {
        let desk = house.admin().await.desk().await;
        let north = under(&desk, None, "North").await;
        assert_eq!(wrong_field(desk.roles().add(role(None, "ＮＯＲＴＨ")).await, "name"), FieldProblem::Taken);
        under(&desk, Some(north), "North").await;
        assert_eq!(wrong_field(desk.roles().add(role(None, " ")).await, "name"), FieldProblem::Required);
    }

    async fn a_role_in_use_is_not_removed(house: House) {
        let desk = house.admin().await.desk().await;
        let north = under(&desk, None, "北区").await;
        let city = under(&desk, Some(north), "城市").await;
        assert_eq!(refused(desk.roles().remove(north).await), Problem::InUse);
        let lina = house.person("李娜", city).await;
        assert_eq!(named(&desk, "城市").await.people, 1);
        assert_eq!(refused(desk.roles().remove(city).await), Problem::InUse);
        lina.takes_roles(&[]).await;
        desk.roles().remove(city).await.unwrap();
        desk.roles().remove(north).await.unwrap();
        assert_eq!(house.number(STRAYS).await, 0);
    }

    async fn of_the_preset_administrator_only_the_name_changes(house: House) {
        let desk = house.admin().await.desk().await;
        let preset = named(&desk, "管理员").await;
        assert_eq!((preset.scope, preset.permissions.as_slice()), (Scope::Company, Permission::ALL));
        assert_eq!(refused(desk.roles().remove(preset.id).await), Problem::WrongState);
        let weaker = RoleForm { name: "管理员".into(), ..RoleForm::default() };
        assert_eq!(refused(desk.roles().change(preset.id, weaker).await), Problem::WrongState);
        let same = RoleForm {
            parent: None,
            name: "系统主管".into(),
            scope: preset.scope,
            permissions: preset.permissions,
        };
        desk.roles().change(preset.id, same).await.unwrap();
        assert!(named(&desk, "系统主管").await.preset);
    }

    async fn a_permission_taken_away_is_gone_at_the_next_request(house: House) {
        let lina = house.salesperson("李娜").await;
        assert!(lina.viewer().await.may(Permission::ExportLeads));
        let desk = house.admin().await.desk().await;
        let old = named(&desk, "销售员").await;
        let form = RoleForm { parent: old.parent, name: old.name, scope: old.scope, permissions: Vec::new() };
        desk.roles().change(old.id, form).await.unwrap();
        assert!(!lina.viewer().await.may(Permission::ExportLeads));
        let log = desk.audit().list(None, "role.changed", 1).await.unwrap();
        assert!(log[0].detail.contains("leads.export"), "{}", log[0].detail);
    }

    async fn a_superior_sees_what_subordinates_own(house: House) {
        let (lina, zhang) = (house.salesperson("李娜").await, house.salesperson("张强").await);
        let (hers, his) = (lina.lead("王芳").await, zhang.lead("赵敏").await);
        let manager = house.manager_of("钱经理", &[&lina]).await;
        let desk = manager.desk().await;
        assert_eq!(desk.leads().find(hers.id).await.unwrap().owner, Some(lina.id));
        assert_eq!(refused(desk.leads().find(his.id).await), Problem::NotFound);
        assert_eq!(refused(lina.desk().await.leads().find(his.id).await), Problem::NotFound);
        let boss = house.manager("总经理").await.desk().await;
        boss.leads().find(his.id).await.unwrap();
        assert_eq!(refused(boss.leads().find(hers.id).await), Problem::NotFound, "another branch now");
    }
}
