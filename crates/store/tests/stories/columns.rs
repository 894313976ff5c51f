//! Columns a person has chosen.
use domain::FieldProblem;
use domain::live::Signal;
use testkit::{House, on_both, wrong_field};

fn columns(chosen: &[(&str, u16)]) -> Vec<(String, u16)> {
    chosen.iter().map(|(key, width)| ((*key).to_owned(), *width)).collect()
}

on_both! {
    async fn columns_are_kept_for_the_person_and_the_list(house: House) {
        let (lina, zhang) = (house.salesperson("李娜").await, house.salesperson("张强").await);
        let desk = lina.desk().await;
        assert_eq!(desk.columns().get("work").await.unwrap(), None);
        let mut heard = house.store().live().listen();
        let chosen = columns(&[("mobile", 150), ("contact", 90)]);
        desk.columns().set("work", &columns(&[("company", 200)])).await.unwrap();
        desk.columns().set("work", &chosen).await.unwrap();
        assert_eq!(*heard.recv().await.unwrap(), Signal::Mine { person: lina.id });
        assert_eq!(desk.columns().get("work").await.unwrap(), Some(chosen));
        assert_eq!(desk.columns().get("query").await.unwrap(), None);
        assert_eq!(zhang.desk().await.columns().get("work").await.unwrap(), None);
        desk.columns().reset("work").await.unwrap();
        assert_eq!(desk.columns().get("work").await.unwrap(), None);
    }

    async fn strange_columns_are_refused_and_widths_held_in_bounds(house: House) {
        let desk = house.admin().await.desk().await;
        let set = async |chosen: &[(&str, u16)]| desk.columns().set("work", &columns(chosen)).await;
        assert_eq!(wrong_field(set(&[]).await, "columns"), FieldProblem::Required);
        assert_eq!(wrong_field(set(&[("password_hash", 90)]).await, "columns"), FieldProblem::Unknown);
        assert_eq!(wrong_field(set(&[("mobile", 90), ("mobile", 90)]).await, "columns"), FieldProblem::Unknown);
        set(&[("mobile", 1), ("contact", 9_999)]).await.unwrap();
        let kept = desk.columns().get("work").await.unwrap();
        assert_eq!(kept, Some(columns(&[("mobile", 40), ("contact", 1_000)])));
    }

    async fn a_column_that_is_no_more_falls_away(house: House) {
        let desk = house.admin().await.desk().await;
        desk.columns().set("work", &columns(&[("mobile", 90)])).await.unwrap();
        house.run("UPDATE list_columns SET columns = '[[\"pager\",90],[\"mobile\",80]]'").await.unwrap();
        assert_eq!(desk.columns().get("work").await.unwrap(), Some(columns(&[("mobile", 80)])));
    }
}
