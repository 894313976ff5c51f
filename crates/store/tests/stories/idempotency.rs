//! Keys of requests: taken once, answered as often as asked.
use domain::Moment;
use store::{Desk, Once};
use testkit::{House, on_both};

/// Takes a key that must be fresh; since when it is held.
async fn take(desk: &Desk, request: &str) -> Moment {
    match desk.once("k", request).await.unwrap() {
        Once::Fresh(since) => since,
        other => panic!("not fresh: {other:?}"),
    }
}

on_both! {
    async fn a_key_is_fresh_then_busy_then_answered(house: House) {
        let desk = house.admin().await.desk().await;
        let since = take(&desk, "request").await;
        assert_eq!(desk.once("k", "request").await.unwrap(), Once::Busy);
        assert_eq!(desk.once("k", "another").await.unwrap(), Once::Different);
        desk.answered("k", since, "42").await.unwrap();
        assert_eq!(desk.once("k", "request").await.unwrap(), Once::Answered("42".into()));
    }

    async fn what_was_not_done_may_be_tried_again(house: House) {
        let desk = house.admin().await.desk().await;
        let since = take(&desk, "request").await;
        desk.not_done("k", since).await.unwrap();
        take(&desk, "mended").await;
    }

    async fn a_key_is_forgotten_after_a_week(house: House) {
        let desk = house.admin().await.desk().await;
        take(&desk, "request").await;
        house.clock().pass_days(8);
        take(&desk, "another").await;
    }

    async fn of_many_at_once_one_is_fresh(house: House) {
        let desk = house.admin().await.desk().await;
        let tries = futures::future::join_all((0..16).map(|_| desk.once("k", "request"))).await;
        assert_eq!(tries.into_iter().filter(|tried| matches!(tried, Ok(Once::Fresh(_)))).count(), 1);
    }

    async fn a_key_left_by_a_crash_is_taken_over_after_ten_minutes(house: House) {
        let desk = house.admin().await.desk().await;
        take(&desk, "request").await;
        house.clock().pass_seconds(10 * 60);
        assert_eq!(desk.once("k", "request").await.unwrap(), Once::Busy);
        house.clock().pass_seconds(1);
        assert_eq!(desk.once("k", "another").await.unwrap(), Once::Different);
        let since = take(&desk, "request").await;
        assert_eq!((since, desk.once("k", "request").await.unwrap()), (house.now(), Once::Busy));
    }

    async fn of_many_who_find_a_key_left_one_takes_it_over(house: House) {
        let desk = house.admin().await.desk().await;
        take(&desk, "request").await;
        house.clock().pass_seconds(11 * 60);
        let tries = futures::future::join_all((0..16).map(|_| desk.once("k", "request"))).await;
        let tries: Vec<_> = tries.into_iter().map(Result::unwrap).collect();
        assert_eq!(tries.iter().filter(|tried| matches!(tried, Once::Fresh(_))).count(), 1);
        assert_eq!(tries.iter().filter(|tried| **tried == Once::Busy).count(), 15);
    }

    async fn whoever_was_given_up_speaks_no_more_for_the_key(house: House) {
        let desk = house.admin().await.desk().await;
        let slow = take(&desk, "request").await;
        house.clock().pass_seconds(11 * 60);
        let quick = take(&desk, "request").await;
        desk.not_done("k", slow).await.unwrap();
        desk.answered("k", slow, "late").await.unwrap();
        assert_eq!(desk.once("k", "request").await.unwrap(), Once::Busy);
        desk.answered("k", quick, "42").await.unwrap();
        assert_eq!(desk.once("k", "request").await.unwrap(), Once::Answered("42".into()));
    }

    async fn an_answer_stands_however_old_it_is(house: House) {
        let desk = house.admin().await.desk().await;
        let since = take(&desk, "request").await;
        desk.answered("k", since, "42").await.unwrap();
        house.clock().pass_days(6);
        assert_eq!(desk.once("k", "request").await.unwrap(), Once::Answered("42".into()));
    }
}
