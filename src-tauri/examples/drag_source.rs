//! A small window in the lower right corner from which a file can be dragged, as from a file manager: for the tests
//! in a real window.

#[cfg(target_os = "linux")]
fn main() {
    use gtk::{
        TargetEntry, TargetFlags, Window, WindowType,
        gdk::{DragAction, ModifierType},
        prelude::*,
    };

    let file = std::env::args().nth(1).expect("the file is told on the command line");
    gtk::init().expect("there is a display");
    let window = Window::new(WindowType::Toplevel);
    window.set_title("drag source");
    window.set_default_size(160, 80);
    window.set_keep_above(true);
    let held = gtk::EventBox::new();
    held.add(&gtk::Label::new(Some("Drag")));
    let files = [TargetEntry::new("text/uri-list", TargetFlags::empty(), 0)];
    held.drag_source_set(ModifierType::BUTTON1_MASK, &files, DragAction::COPY);
    held.connect_drag_data_get(move |_, _, data, _, _| {
        data.set_uris(&[&format!("file://{file}")]);
    });
    window.add(&held);
    window.connect_delete_event(|_, _| {
        gtk::main_quit();
        gtk::glib::Propagation::Stop
    });
    window.show_all();
    window.move_(1700, 960);
    gtk::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {}
