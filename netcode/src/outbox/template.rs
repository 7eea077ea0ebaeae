//! What messages say: templates as files, filled in when a message is handed over.

use minijinja::{AutoEscape, Environment, Value, context};

use super::Template;
use crate::draw::CardText;
use crate::error::{Error, Result, table::portal as codes};

/// The text of a mail or an SMS.
pub(crate) struct MailText {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

/// The card of a code as a page that stands alone: legible at phone width, light and dark.
///
/// # Errors
/// `outbox.template_failed` when the page cannot be filled in.
pub fn render_card(card: &CardText) -> Result<String> {
    Templates::new()?.render("card.html", &context! { card => card.value() })
}

impl CardText {
    pub(crate) fn value(&self) -> Value {
        let Self { code, prefix, door, site, from, until, first_use_by, guarantee, note } = self.clone();
        context! { code, prefix, door, site, from, until, first_use_by, guarantee, note }
    }
}

pub(crate) struct Templates(Environment<'static>);

/// Name and text of every template. The first line of a mail's text is its subject.
const SOURCES: [(&str, &str); 14] = [
    ("card.html", include_str!("templates/card.html")),
    ("style.html", include_str!("templates/style.html")),
    ("card_body.html", include_str!("templates/card_body.html")),
    ("mail.html", include_str!("templates/mail.html")),
    ("activate.txt", include_str!("templates/activate.txt")),
    ("already-registered.txt", include_str!("templates/already-registered.txt")),
    ("reset.txt", include_str!("templates/reset.txt")),
    ("invite.txt", include_str!("templates/invite.txt")),
    ("change-email.txt", include_str!("templates/change-email.txt")),
    ("code.txt", include_str!("templates/code.txt")),
    ("code.sms", include_str!("templates/code.sms")),
    ("sms-reply.sms", include_str!("templates/sms-reply.sms")),
    ("sms-refusal.sms", include_str!("templates/sms-refusal.sms")),
    ("support.txt", include_str!("templates/support.txt")),
];

impl Templates {
    pub(crate) fn new() -> Result<Self> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|name| {
            if name.ends_with(".html") { AutoEscape::Html } else { AutoEscape::None }
        });
        for (name, source) in SOURCES {
            environment.add_template(name, source).map_err(|error| failed(name, &error))?;
        }
        Ok(Self(environment))
    }

    /// A mail: its subject, its text, and the same text as HTML with the card of a code if there is one.
    pub(crate) fn mail(
        &self,
        template: Template,
        link: &str,
        values: &Value,
        card: Option<&CardText>,
    ) -> Result<MailText> {
        let whole = self.render(&format!("{template}.txt"), values)?;
        let (subject, text) = whole.split_once('\n').unwrap_or((&whole, ""));
        let subject = subject.trim().to_owned();
        let paragraphs: Vec<String> = if card.is_some() {
            Vec::new()
        } else {
            let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty() && *part != link);
            parts.map(str::to_owned).collect()
        };
        let values = context! {
            subject => subject.clone(),
            paragraphs,
            link => link.to_owned(),
            card => card.map(CardText::value),
        };
        let html = self.render("mail.html", &values)?;
        Ok(MailText { subject, text: text.trim().to_owned() + "\n", html })
    }

    /// The text of an SMS.
    pub(crate) fn sms(&self, template: Template, values: &Value) -> Result<String> {
        Ok(self.render(&format!("{template}.sms"), values)?.trim().to_owned())
    }

    fn render(&self, name: &str, values: &Value) -> Result<String> {
        self.0
            .get_template(name)
            .and_then(|template| template.render(values))
            .map_err(|error| failed(name, &error))
    }
}

/// The engine's own words may quote values, so only the kind of its error is told.
fn failed(name: &str, error: &minijinja::Error) -> Error {
    Error::new(
        &codes::OUTBOX_TEMPLATE_FAILED,
        format_args!("the template `{name}` cannot be filled in: {}", error.kind()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> CardText {
        CardText {
            code: "0012345".into(),
            prefix: "*".into(),
            door: "Sea <View>".into(),
            site: "Harbour & Son".into(),
            from: "Wednesday 1 July 2026, 15:00 (Europe/London)".into(),
            until: "Thursday 2 July 2026, 11:00 (Europe/London)".into(),
            first_use_by: String::new(),
            guarantee: "It opens for certain from 15:05 to 10:55.".into(),
            note: "Welcome!".into(),
        }
    }

    #[test]
    fn a_card_escapes_what_people_typed_and_keeps_leading_zeros() {
        let page = render_card(&card()).unwrap();
        assert!(page.contains("Sea &lt;View&gt;") && page.contains("Harbour &amp; Son"), "{page}");
        assert!(page.contains("0012345") && !page.contains("Sea <View>"));
        // What makes it legible on a phone, by day and by night.
        assert!(page.contains("width=device-width") && page.contains("prefers-color-scheme: dark"));
    }

    #[test]
    fn every_template_can_be_filled_in() {
        let templates = Templates::new().unwrap();
        let link = "https://portal.example/activate/abc";
        let values = context! {
            link, name => "Ann", portal => "Portal", role => "guest", note => "n", card => card().value(),
            reason => "unknown number", until => "16:00", diagnosis => "d", hours => 2, sender => "Bo",
        };
        for template in Template::ALL.iter().copied() {
            if matches!(template, Template::SmsReply | Template::SmsRefusal) {
                assert!(!templates.sms(template, &values).unwrap().is_empty());
                continue;
            }
            let of_code = (template == Template::Code).then(card);
            let mail = templates.mail(template, link, &values, of_code.as_ref()).unwrap();
            assert!(!mail.subject.is_empty() && mail.text.len() > 10, "{template}");
            assert!(mail.html.contains("<html"), "{template}");
            assert!(!mail.subject.contains("0012345"), "a subject shows on locked screens");
        }
        // Support gets mails only.
        let none = templates.sms(Template::Support, &values).unwrap_err();
        assert_eq!(none.code(), "outbox.template_failed");
        let sms = templates.sms(Template::Code, &values).unwrap();
        assert!(sms.contains("*0012345"), "{sms}");
    }
}
