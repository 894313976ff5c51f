//! Coming in at the door.
use domain::{Clock, Lang, Problem};
use store::{Entrance, Error, SignedIn};
use testkit::{Colleague, House, PASSWORD, on_both, refused};

fn from(address: &str) -> Entrance {
    Entrance { address: address.into(), device: "Firefox".into() }
}

async fn tries(house: &House, login: &str, password: &str) -> Result<SignedIn, Error> {
    house.store().sign_in(login, password, &from("198.51.100.7")).await
}

async fn comes_in(house: &House, person: &Colleague) -> SignedIn {
    person.gets_a_password().await;
    tries(house, &person.login, PASSWORD).await.unwrap()
}

/// So many failed tries, a second ago.
async fn failed(house: &House, columns: &str, values: &str, tries: i64) {
    let sql = format!(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {tries})
         INSERT INTO sign_ins ({columns}, device, at, succeeded)
         SELECT {values}, '', {}, 1 = 0 FROM numbers",
        house.now().plus_seconds(-1).0
    );
    assert_eq!(house.run(sql).await.unwrap(), tries.unsigned_abs());
}

on_both! {
    async fn a_right_password_opens_the_door(house: House) {
        let admin = house.admin().await;
        let signed_in = tries(&house, "admin", PASSWORD).await.unwrap();
        assert_eq!((signed_in.person, signed_in.lang), (admin.id, Lang::Zh));
        let viewer = house.store().viewer_of_session(&signed_in.token).await.unwrap();
        assert_eq!(viewer.person(), admin.id);
    }

    async fn case_and_width_of_a_sign_in_name_do_not_matter(house: House) {
        tries(&house, "ＡＤＭＩＮ", PASSWORD).await.unwrap();
        tries(&house, " Admin ", PASSWORD).await.unwrap();
    }

    async fn unknown_disabled_and_wrong_are_one_answer(house: House) {
        let lina = house.salesperson("李娜").await;
        lina.gets_a_password().await;
        house.admin().await.desk().await.people().set_disabled(lina.id, true).await.unwrap();
        let nobody = house.salesperson("没有密码").await;
        for (login, password) in [
            ("admin", "not the password"),
            ("nobody-of-this-name", PASSWORD),
            ("李娜", PASSWORD),
            (nobody.login.as_str(), PASSWORD),
            (nobody.login.as_str(), ""),
            ("", ""),
        ] {
            assert_eq!(refused(tries(&house, login, password).await), Problem::WrongPassword, "{login}");
        }
    }

    async fn ten_wrong_passwords_lock_a_name_here_for_a_quarter_of_an_hour(house: House) {
        for _ in 0..10 {
            assert_eq!(refused(tries(&house, "Admin", "guess").await), Problem::WrongPassword);
        }
        let problem = refused(tries(&house, "admin", PASSWORD).await);
        assert!(matches!(problem, Problem::TooMany { seconds: 1.. }), "{problem}");
        // Its owner, sitting elsewhere, is not shut out by a stranger's guesses.
        house.store().sign_in("admin", PASSWORD, &from("203.0.113.5")).await.unwrap();
        house.clock().pass_seconds(15 * 60 + 1);
        tries(&house, "admin", PASSWORD).await.unwrap();
    }

    async fn a_name_nobody_has_is_locked_just_the_same(house: House) {
        for _ in 0..10 {
            assert_eq!(refused(tries(&house, "ghost", "guess").await), Problem::WrongPassword);
        }
        assert!(matches!(refused(tries(&house, "ghost", "guess").await), Problem::TooMany { .. }));
        tries(&house, "admin", PASSWORD).await.unwrap();
    }

    async fn thirty_guesses_at_the_same_moment_are_not_thirty_guesses(house: House) {
        let guesses = (0..30).map(|_| tries(&house, "admin", "guess"));
        let answers = futures::future::join_all(guesses).await;
        let looked = answers.into_iter().filter(|answer| {
            matches!(answer, Err(Error::Problem(Problem::WrongPassword)))
        });
        assert!(looked.count() <= 10);
    }

    async fn one_address_can_not_try_many_names(house: House) {
        failed(&house, "login_key, address", "'someone', '198.51.100.7'", 60).await;
        assert!(matches!(refused(tries(&house, "admin", PASSWORD).await), Problem::TooMany { .. }));
        house.store().sign_in("admin", PASSWORD, &from("203.0.113.5")).await.unwrap();
    }

    async fn many_addresses_can_not_try_one_name_for_ever(house: House) {
        failed(&house, "address, login_key", "'192.0.2.' || n, 'admin'", 100).await;
        assert!(matches!(refused(tries(&house, "admin", PASSWORD).await), Problem::TooMany { .. }));
    }

    async fn a_session_ends_by_itself_after_thirty_idle_days(house: House) {
        let token = tries(&house, "admin", PASSWORD).await.unwrap().token;
        house.clock().pass_days(29);
        house.store().viewer_of_session(&token).await.unwrap();
        house.clock().pass_days(29);
        house.store().viewer_of_session(&token).await.unwrap();
        house.clock().pass_days(31);
        assert_eq!(refused(house.store().viewer_of_session(&token).await), Problem::SignedOut);
    }

    async fn signing_out_ends_this_session_only(house: House) {
        let here = tries(&house, "admin", PASSWORD).await.unwrap().token;
        let there = tries(&house, "admin", PASSWORD).await.unwrap().token;
        house.store().sign_out(&here).await.unwrap();
        assert_eq!(refused(house.store().viewer_of_session(&here).await), Problem::SignedOut);
        house.store().viewer_of_session(&there).await.unwrap();
    }

    async fn a_made_up_token_opens_nothing(house: House) {
        for token in ["", "0", "clew_made-up", "' OR 1=1 --"] {
            assert_eq!(refused(house.store().viewer_of_session(token).await), Problem::SignedOut);
            assert_eq!(refused(house.store().viewer_of_token(token).await), Problem::SignedOut);
        }
    }

    async fn a_session_opens_on_the_other_server_too(house: House) {
        let lina = house.salesperson("李娜").await;
        let token = comes_in(&house, &lina).await.token;
        let other = house.another_server().await;
        assert_eq!(other.viewer_of_session(&token).await.unwrap().person(), lina.id);
        other.close().await;
    }

    async fn every_try_is_noted(house: House) {
        let lina = house.salesperson("李娜").await;
        comes_in(&house, &lina).await;
        house.clock().pass_seconds(60);
        refused(tries(&house, "李娜", "guess").await);
        let history = lina.desk().await.sessions().history().await.unwrap();
        let told: Vec<_> = history.iter().map(|each| (each.succeeded, each.address.as_str())).collect();
        assert_eq!(told, [(false, "198.51.100.7"), (true, "198.51.100.7")]);
        assert_eq!(history[0].at, house.clock().now());
    }
}
