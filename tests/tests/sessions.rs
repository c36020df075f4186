//! One open document as the window sees it: edits, gestures, undo, saving and what it tells unasked.

use portolan_core::{
    Code,
    api::{EditRequest, Event, Ghost, SayRequest},
    edit::{Change, Command, Shift},
    map::{ActorId, Kind, Map, PageSettings, Point, Record, RecordId, Rect},
    scene::{self, Layer, Tidying, View, check::check},
    session::{Events, Session},
    store,
};
use portolan_tests::{command, digest, roll};
use std::path::PathBuf;
use tempfile::TempDir;

async fn new_session() -> (TempDir, PathBuf, Session, Events) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.portolan");
    let (session, events) = Session::create(&path, Map::default()).await.unwrap();
    (folder, path, session, events)
}

fn once(command: Command) -> EditRequest {
    EditRequest { command, gesture: false }
}

fn add(name: &str, x: f64) -> Command {
    Command::AddActor { name: name.into(), roles: vec![], at: Some(Point::new(x, 0.0)) }
}

fn drag(actor: ActorId, x: f64) -> EditRequest {
    let to = Point::new(x, 0.0);
    EditRequest {
        command: Command::MoveItems { moves: vec![Shift { item: actor.into(), to }] },
        gesture: true,
    }
}

async fn two_actors(session: &Session) -> (ActorId, ActorId) {
    session.edit(once(add("Acme", 0.0))).await.unwrap();
    session.edit(once(add("Us", 400.0))).await.unwrap();
    let map = session.map().await.unwrap();
    (map.actor_named("Acme").unwrap().id, map.actor_named("Us").unwrap().id)
}

/// Waits for an event that fits.
async fn wait<T>(events: &mut Events, fits: impl Fn(Event) -> Option<T>) -> T {
    while let Some(event) = events.recv().await {
        if let Some(found) = fits(event) {
            return found;
        }
    }
    panic!("the document closed before it told");
}

#[tokio::test]
async fn an_edit_is_told_when_it_is_on_disk() {
    let (_folder, path, session, mut events) = new_session().await;
    let (from, to) = two_actors(&session).await;
    let changed = session.edit(once(Command::AddFlow { from, to, kind: Kind::Money })).await.unwrap();
    assert_eq!((changed.revision, changed.undo.as_deref()), (3, Some("add flow")));
    wait(&mut events, |e| matches!(e, Event::Saved { revision: 3 }).then_some(())).await;
    let on_disk = store::open(&path).unwrap();
    assert_eq!(on_disk.map, session.map().await.unwrap());
}

#[tokio::test]
async fn a_gesture_is_one_step_and_shows_every_move() {
    let (_folder, _path, session, _events) = new_session().await;
    let (acme, _) = two_actors(&session).await;
    for x in [10.0, 20.0, 30.0] {
        let changed = session.edit(drag(acme, x)).await.unwrap();
        assert!(changed.diff.is_empty() && changed.scene.changed.iter().any(|i| i.id == acme.into()));
        assert_eq!(changed.undo.as_deref(), Some("move"));
    }
    let ended = session.end_gesture(true).await.unwrap();
    let [Change { before: Some(Record::Actor(before)), after: Some(Record::Actor(after)), .. }] =
        &ended.diff.changes[..]
    else {
        panic!("{:?}", ended.diff)
    };
    assert_eq!((before.position.unwrap().x, after.position.unwrap().x), (0.0, 30.0));
    assert_eq!(session.map().await.unwrap().actors[&acme].position, Some(Point::new(30.0, 0.0)));
    let undone = session.undo().await.unwrap();
    assert_eq!(undone.redo.as_deref(), Some("move"));
    assert_eq!(session.map().await.unwrap().actors[&acme].position, Some(Point::new(0.0, 0.0)));
}

#[tokio::test]
async fn a_flow_that_gave_way_to_a_moving_card_is_straight_again_when_the_gesture_ends() {
    let (_folder, _path, session, _events) = new_session().await;
    let (acme, us) = two_actors(&session).await;
    session.edit(once(add("Third", 800.0))).await.unwrap();
    session.edit(once(Command::AddFlow { from: acme, to: us, kind: Kind::Money })).await.unwrap();
    let map = session.map().await.unwrap();
    let (third, flow) = (map.actor_named("Third").unwrap().id, *map.flows.keys().next().unwrap());
    let spine = |items: &[scene::Item]| {
        items.iter().find(|i| i.id == flow.into()).map(|i| i.spine.clone()).unwrap_or_default()
    };
    let straight = spine(&session.view().await.unwrap().scene.items);
    let between = session.edit(drag(third, 200.0)).await.unwrap();
    assert!(spine(&between.scene.changed).len() > straight.len());
    session.edit(drag(third, 800.0)).await.unwrap();
    let ended = session.end_gesture(true).await.unwrap();
    assert!(ended.scene.changed.iter().all(|i| i.id == flow.into() && i.spine == straight));
    let map = session.map().await.unwrap();
    let whole = scene::compose(&map, None, &scene::View::default());
    assert_eq!(spine(&session.view().await.unwrap().scene.items), spine(&whole.items));
}

#[tokio::test]
async fn a_gesture_that_is_given_up_goes_back_exactly_and_is_never_written() {
    let (_folder, path, session, _events) = new_session().await;
    let (acme, _) = two_actors(&session).await;
    let before = session.map().await.unwrap();
    for x in [10.0, 20.0, 30.0] {
        session.edit(drag(acme, x)).await.unwrap();
    }
    let changed = session.end_gesture(false).await.unwrap();
    assert!(changed.diff.is_empty(), "nothing of it was ever told");
    assert_eq!(changed.undo.as_deref(), Some("add actor"));
    assert_eq!(session.map().await.unwrap(), before);
    session.close().await.unwrap();
    assert_eq!(store::open(&path).unwrap().history.done.len(), 2);
}

#[tokio::test]
async fn a_step_that_comes_during_a_gesture_ends_it() {
    let (_folder, _path, session, _events) = new_session().await;
    let (acme, _) = two_actors(&session).await;
    session.edit(drag(acme, 50.0)).await.unwrap();
    let added = session.edit(once(add("Third", 800.0))).await.unwrap();
    assert_eq!(added.diff.changes.len(), 2, "it tells of the gesture too");
    assert_eq!(session.undo().await.unwrap().undo.as_deref(), Some("move"));
    assert_eq!(session.undo().await.unwrap().undo.as_deref(), Some("add actor"));
}

#[tokio::test]
async fn undo_goes_on_after_closing() {
    let (_folder, path, session, _events) = new_session().await;
    two_actors(&session).await;
    session.close().await.unwrap();
    let (session, _events) = Session::open(&path).await.unwrap();
    assert_eq!(session.view().await.unwrap().undo.as_deref(), Some("add actor"));
    session.undo().await.unwrap();
    assert_eq!(session.undo().await.unwrap().undo, None);
    assert_eq!(session.undo().await.unwrap_err().code, Code::Refused);
    assert!(session.map().await.unwrap().actors.is_empty());
    session.redo().await.unwrap();
    assert!(session.map().await.unwrap().actor_named("Acme").is_some());
}

#[tokio::test]
async fn a_refused_edit_changes_nothing() {
    let (_folder, _path, session, _events) = new_session().await;
    two_actors(&session).await;
    let error = session.edit(once(add("ACME", 0.0))).await.unwrap_err();
    assert_eq!(error.code, Code::Refused);
    assert!(error.message.contains("Acme") && !error.hint.is_empty());
    assert_eq!(session.view().await.unwrap().revision, 2);
}

#[tokio::test]
async fn many_speak_at_once_and_all_are_heard() {
    let (_folder, path, session, mut events) = new_session().await;
    let tasks: Vec<_> = (0..60)
        .map(|n| {
            let session = session.clone();
            tokio::spawn(async move {
                session.edit(once(add(&format!("Actor no {n}"), f64::from(n) * 200.0))).await
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    wait(&mut events, |e| matches!(e, Event::Saved { revision: 60 }).then_some(())).await;
    assert_eq!(store::open(&path).unwrap().map.actors.len(), 60);
}

#[tokio::test]
async fn what_cannot_be_saved_is_kept_told_and_saved_later() {
    let (folder, path, session, mut events) = new_session().await;
    two_actors(&session).await;
    session.retry_save().await.unwrap();
    let away = folder.path().join("away.portolan");
    std::fs::rename(&path, &away).unwrap();
    session.edit(once(add("Third", 800.0))).await.unwrap();
    let error = wait(&mut events, |e| match e {
        Event::SaveFailed { error } => Some(error),
        _ => None,
    })
    .await;
    assert_eq!(error.code, Code::Moved);
    // Work goes on; a copy elsewhere holds all of it.
    session.edit(once(add("Fourth", 1200.0))).await.unwrap();
    let copy = folder.path().join("copy.portolan");
    session.save_copy(&copy).await.unwrap();
    assert_eq!(store::open(&copy).unwrap().map, session.map().await.unwrap());
    assert_eq!(session.close().await.unwrap_err().code, Code::Moved, "it stays open");
    std::fs::rename(&away, &path).unwrap();
    session.retry_save().await.unwrap();
    let map = session.map().await.unwrap();
    session.close().await.unwrap();
    assert_eq!(store::open(&path).unwrap().map, map);
}

#[tokio::test]
async fn a_second_window_reads_and_is_told() {
    let (folder, path, session, _events) = new_session().await;
    two_actors(&session).await;
    session.retry_save().await.unwrap();
    let (second, _events) = Session::open(&path).await.unwrap();
    let view = second.view().await.unwrap();
    assert!(view.read_only.unwrap().contains("another window"));
    assert_eq!(view.records.len(), 3);
    let error = second.edit(once(add("Third", 0.0))).await.unwrap_err();
    assert_eq!(error.code, Code::CannotWrite);
    let copy = folder.path().join("copy.portolan");
    second.save_copy(&copy).await.unwrap();
    second.close().await.unwrap();
    let (third, _events) = Session::open(&copy).await.unwrap();
    third.edit(once(add("Third", 0.0))).await.unwrap();
    session.edit(once(add("Third", 0.0))).await.unwrap();
}

#[tokio::test]
async fn a_copy_cannot_take_the_place_of_its_original() {
    let (_folder, path, session, _events) = new_session().await;
    two_actors(&session).await;
    assert_eq!(session.save_copy(&path).await.unwrap_err().code, Code::CannotWrite);
    session.close().await.unwrap();
    assert_eq!(store::open(&path).unwrap().map.actors.len(), 2);
}

#[tokio::test]
async fn a_closed_document_answers_that_it_is_closed() {
    let (folder, _path, session, _events) = new_session().await;
    let other = session.clone();
    session.close().await.unwrap();
    assert!(other.view().await.unwrap_err().message.contains("closed"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "the lock is gone when close answers");
}

#[tokio::test]
async fn the_evaluation_that_arrives_is_of_the_latest_map() {
    let (_folder, _path, session, mut events) = new_session().await;
    let first = wait(&mut events, evaluated).await;
    assert_eq!(first, 0, "the first comes at once");
    let (from, to) = two_actors(&session).await;
    session.edit(once(Command::AddFlow { from, to, kind: Kind::Money })).await.unwrap();
    let newest = |event| evaluated(event).filter(|&revision| revision >= 3);
    assert_eq!(wait(&mut events, newest).await, 3);
    let view = session.view().await.unwrap();
    assert_eq!(view.evaluation.unwrap().coverage.flows, 1);
    assert_eq!(session.evaluation().await.unwrap().coverage.flows, 1);
}

fn evaluated(event: Event) -> Option<u32> {
    match event {
        Event::Evaluated { revision, .. } => Some(revision),
        _ => None,
    }
}

#[tokio::test]
async fn random_edits_undone_through_the_session_lead_back() {
    let (_folder, path, session, _events) = new_session().await;
    let mut digests = vec![digest(&session.map().await.unwrap())];
    for n in 0..150 {
        let map = session.map().await.unwrap();
        let before = session.view().await.unwrap().revision;
        if let Ok(changed) = session.edit(once(command(&map, roll(29, n)))).await
            && changed.revision > before
        {
            digests.push(digest(&session.map().await.unwrap()));
        }
    }
    session.close().await.unwrap();
    let (session, _events) = Session::open(&path).await.unwrap();
    while let Some(expected) = digests.pop() {
        assert_eq!(digest(&session.map().await.unwrap()), expected);
        if !digests.is_empty() {
            session.undo().await.unwrap();
        }
    }
}

fn say(text: &str) -> SayRequest {
    SayRequest { text: text.into(), dry: false, near: None, instead: false }
}

#[tokio::test]
async fn a_line_is_one_step_with_places_for_what_is_new() {
    let (_folder, _path, session, _events) = new_session().await;
    let told = session.say(SayRequest { dry: true, ..say("Acme -money 40k/y-> Us") }).await.unwrap();
    assert!(told.changed.is_none() && !told.effects.is_empty());
    assert!(session.map().await.unwrap().actors.is_empty());
    let said = session.say(say("Acme -money 40k/y-> Us")).await.unwrap();
    assert_eq!(said.changed.unwrap().revision, 1);
    let map = session.map().await.unwrap();
    assert_eq!((map.actors.len(), map.flows.len()), (2, 1));
    assert!(map.actors.values().all(|a| a.position.is_some()));
    session.undo().await.unwrap();
    assert!(session.map().await.unwrap().actors.is_empty());
}

#[tokio::test]
async fn a_line_is_seen_on_the_map_before_it_is_there() {
    let (_folder, _path, session, _events) = new_session().await;
    session.say(say("Us : own organisation {at 0 0}")).await.unwrap();
    let told = session.say(SayRequest { dry: true, ..say("Acme -money 40k/y-> Us") }).await.unwrap();
    let [Ghost::Card { name, rect }, Ghost::Flow { kind: Kind::Money, from, to }] = told.ghosts.as_slice()
    else {
        panic!("{:?}", told.ghosts)
    };
    assert_eq!((name.as_str(), rect), ("Acme", from));
    session.say(say("Acme -money 40k/y-> Us")).await.unwrap();
    let map = session.map().await.unwrap();
    let acme = map.actor_named("Acme").unwrap().position.unwrap();
    assert!((from.x + from.w / 2.0 - acme.x).abs() < 1.0 && (from.y + from.h / 2.0 - acme.y).abs() < 1.0);
    assert!((to.x + to.w / 2.0).abs() < 1.0 && (to.y + to.h / 2.0).abs() < 1.0);
}

#[tokio::test]
async fn a_correction_takes_the_place_of_the_last_line_as_one_step() {
    let (_folder, _path, session, _events) = new_session().await;
    session.say(say("Us : own organisation")).await.unwrap();
    session.say(say("Acme -mony 40k/y-> Us\nAcme -data claims-> Us")).await.unwrap();
    session.say(SayRequest { instead: true, ..say("Acme -trust 4-> Us") }).await.unwrap();
    let kinds = |map: portolan_core::map::Map| map.flows.values().map(|f| f.kind).collect::<Vec<_>>();
    assert_eq!(kinds(session.map().await.unwrap()), [Kind::Trust]);
    session.undo().await.unwrap();
    assert_eq!(kinds(session.map().await.unwrap()), [Kind::Data]);
}

#[tokio::test]
async fn what_hangs_on_nothing_is_put_near_unless_a_card_is_there() {
    let (_folder, _path, session, _events) = new_session().await;
    let near = Point::new(700.0, 500.0);
    for (name, there) in [("First", true), ("Second", false)] {
        session.say(SayRequest { near: Some(near), ..say(name) }).await.unwrap();
        let map = session.map().await.unwrap();
        assert_eq!(map.actor_named(name).unwrap().position == Some(near), there, "{name}");
    }
}

/// Cards of a session's map that lie on others, and how many cards there are.
async fn cards_on_cards(session: &Session) -> (usize, usize) {
    let items = scene::compose(&session.map().await.unwrap(), None, &View::default()).items;
    (check(&items).cards_on_cards.len(), items.iter().filter(|i| i.layer == Layer::Card).count())
}

#[tokio::test]
async fn copies_of_what_is_there_lie_on_nothing() {
    let (_folder, _path, session, _events) = new_session().await;
    session.paste_text("Acme {at 0 0}\nShop {at 40 90}\nBank {at 400 20}".into(), None).await.unwrap();
    let actors: Vec<RecordId> = session.map().await.unwrap().actors.keys().map(|a| (*a).into()).collect();
    for count in 4..10 {
        session.duplicate(vec![actors[0]]).await.unwrap();
        assert_eq!(cards_on_cards(&session).await, (0, count));
    }
    session.duplicate(actors.clone()).await.unwrap();
    assert_eq!(cards_on_cards(&session).await, (0, 12));

    let text = session.copy_text(actors).await.unwrap();
    for n in 0..12_u32 {
        let near = Point::new(f64::from(n * 37 % 500) - 50.0, f64::from(n * 91 % 300) - 50.0);
        let said = session.paste_text(text.clone(), Some(near)).await.unwrap();
        assert_eq!(said.touched.len(), 3);
        assert_eq!(cards_on_cards(&session).await, (0, 15 + 3 * n as usize), "near {near:?}");
    }
    let before = session.undo().await.unwrap();
    assert_eq!((before.redo.as_deref(), before.undo.as_deref()), (Some("paste"), Some("paste")));
}

#[tokio::test]
async fn the_first_own_organisation_that_is_typed_becomes_us() {
    let (_folder, _path, session, _events) = new_session().await;
    session.say(say("Acme : own organisation")).await.unwrap();
    let map = session.map().await.unwrap();
    assert_eq!(map.info.us, map.actor_named("Acme").map(|a| a.id));
}

#[tokio::test]
async fn what_was_copied_here_is_duplicated_and_from_elsewhere_is_read() {
    let (_folder, _path, session, _events) = new_session().await;
    let (acme, us) = two_actors(&session).await;
    session.edit(once(Command::AddFlow { from: acme, to: us, kind: Kind::Money })).await.unwrap();
    let text = session.copy_text(vec![acme.into(), us.into()]).await.unwrap();
    let said = session.paste_text(text.clone(), Some(Point::new(200.0, 900.0))).await.unwrap();
    assert_eq!(said.touched.len(), 3);
    let map = session.map().await.unwrap();
    assert_eq!((map.actors.len(), map.flows.len()), (4, 2));
    assert_eq!(map.actor_named("Acme 2").unwrap().position, Some(Point::new(0.0, 900.0)));

    let (_folder, _path, other, _events) = new_session().await;
    other.paste_text(text, Some(Point::new(200.0, 900.0))).await.unwrap();
    let map = other.map().await.unwrap();
    assert_eq!((map.actors.len(), map.flows.len()), (2, 1));
    assert_eq!(map.actor_named("Acme").unwrap().position, Some(Point::new(0.0, 900.0)));
    other.undo().await.unwrap();
    assert!(other.map().await.unwrap().actors.is_empty());
}

#[tokio::test]
async fn tidying_is_one_step() {
    let (_folder, _path, session, _events) = new_session().await;
    let (acme, _) = two_actors(&session).await;
    for name in ["B", "C", "D"] {
        session.edit(once(add(name, 5.0))).await.unwrap();
    }
    let before = session.map().await.unwrap();
    let moves = session.tidy(Tidying::default()).await.unwrap();
    assert_eq!(session.map().await.unwrap().actors[&acme], before.actors[&acme], "nothing has moved yet");
    let changed = session.arrange(moves).await.unwrap();
    assert_eq!(changed.undo.as_deref(), Some("tidy"));
    assert!(changed.diff.changes.len() >= 3);
    session.undo().await.unwrap();
    assert_eq!(session.map().await.unwrap().actors[&acme], before.actors[&acme]);
}

#[tokio::test]
async fn whoever_comes_to_a_place_while_places_are_sought_stays_there_and_is_not_covered() {
    let (_folder, _path, session, _events) = new_session().await;
    two_actors(&session).await;
    for name in ["B", "C", "D"] {
        session.edit(once(add(name, 5.0))).await.unwrap();
    }
    let moves = session.tidy(Tidying::default()).await.unwrap();
    let at = moves[0].to;
    let late = Command::AddActor { name: "Late".into(), roles: vec![], at: Some(at) };
    session.edit(once(late)).await.unwrap();
    session.arrange(moves).await.unwrap();
    assert_eq!(session.map().await.unwrap().actor_named("Late").unwrap().position, Some(at));
    let items = session.view().await.unwrap().scene.items;
    let cards: Vec<Rect> = items.iter().filter(|i| i.layer == Layer::Card).map(|i| i.rect).collect();
    for (n, card) in cards.iter().enumerate() {
        assert!(!cards[..n].iter().any(|other| other.overlaps(card)), "{card:?} lies on another");
    }
}

#[tokio::test]
async fn tidying_keeps_drawn_zones_around_their_members() {
    let (_folder, _path, session, _events) = new_session().await;
    let (acme, us) = two_actors(&session).await;
    let drawn =
        Command::AddZone { title: "Both".into(), area: Rect { x: -300.0, y: -300.0, w: 900.0, h: 600.0 } };
    session.edit(once(drawn)).await.unwrap();
    for actor in [acme, us] {
        let into =
            Command::SetField { targets: vec![actor.into()], field: "zone".into(), value: "Both".into() };
        session.edit(once(into)).await.unwrap();
    }
    session.edit(once(add("B", 900.0))).await.unwrap();
    let moves = session.tidy(Tidying::default()).await.unwrap();
    session.arrange(moves).await.unwrap();
    let map = session.map().await.unwrap();
    let zone = map.zones.values().next().unwrap();
    for actor in map.actors.values() {
        let is_inside = zone.area.unwrap().contains(actor.position.unwrap());
        assert_eq!(is_inside, actor.zone == Some(zone.id), "{}", actor.name);
    }
}

#[tokio::test]
async fn fields_that_differ_are_mixed() {
    let (_folder, _path, session, _events) = new_session().await;
    let (acme, us) = two_actors(&session).await;
    let fields = session.inspect(vec![acme.into(), us.into()]).await.unwrap();
    let name = fields.iter().find(|f| f.field == "name").unwrap();
    assert!(name.mixed && name.value.is_empty());
    let fact = fields.iter().find(|f| f.field == "fact").unwrap();
    assert!(!fact.mixed);
}
#[tokio::test]
async fn a_page_rests_on_the_map_as_it_is_now() {
    let (_folder, _path, session, _events) = new_session().await;
    let (from, to) = two_actors(&session).await;
    session.edit(once(Command::AddFlow { from, to, kind: Kind::Money })).await.unwrap();
    let sheet = session.compose_page(PageSettings::default()).await.unwrap();
    assert!(sheet.items.iter().any(|i| i.id == RecordId::from(from)));
}

#[tokio::test]
async fn what_is_pasted_lies_on_nothing_that_was_there() {
    for n in 0..40_u32 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.portolan");
        drop(store::create(&path, &Map::default()).unwrap());
        let (session, _events) = Session::open(&path).await.unwrap();
        let there = "Acme {at 0 0}\nShop {at 400 0}\nBank {at 400 400}\nFarm {at 0 400}";
        session.paste_text(there.into(), None).await.unwrap();
        let near = Point::new(f64::from(n * 37 % 900) - 250.0, f64::from(n * 91 % 700) - 150.0);
        session.paste_text("Hospital\nInsurer\nRegulator".into(), Some(near)).await.unwrap();
        assert_eq!(cards_on_cards(&session).await, (0, 7), "near {near:?}");
    }
}
