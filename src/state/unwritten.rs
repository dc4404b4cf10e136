//! What is typed on «Урок» or «Перекличка» and not written yet: leaving such a screen is asked about once.

use super::{Screen, State};

impl State {
    /// What is typed or chosen on the screen, or on one behind it, and is not written yet; `None`: nothing.
    #[must_use]
    pub fn unwritten(&self) -> Option<String> {
        std::iter::once(&self.screen).chain(self.behind.iter().rev()).find_map(|screen| self.unwritten_on(*screen))
    }

    /// Whether something is typed on the screen that is not written yet.
    #[must_use]
    pub fn form_is_changed(&self) -> bool {
        self.unwritten_on(self.screen).is_some()
    }

    fn unwritten_on(&self, screen: Screen) -> Option<String> {
        match screen {
            Screen::Lesson if self.screens.lesson.touched => {
                let form = &self.screens.lesson;
                let said = [form.topic.text(), form.number.text(), form.homework.text()].join("\n");
                Some(format!("{:?} {:?} {:?} {said}", form.lesson, form.spec, form.homework_said))
            }
            Screen::RollCall => {
                let call = &self.screens.roll_call;
                let is_typed = !call.line.is_empty() || !call.spared.is_empty() || call.is_toggled;
                is_typed.then(|| format!("{:?} {} {:?}", call.lesson, call.line.text(), call.absent))
            }
            _ => None,
        }
    }
}
