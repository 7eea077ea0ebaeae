//! To whom a code goes: addresses as they will be used, and what a text message would say.

use sha2::{Digest as _, Sha256};

use super::{Delivery, IssueRequest};
use crate::access::hex;
use crate::error::{Error, Result, table::portal as codes};
use crate::outbox::{Channel, Email, Phone, Template, preflight};
use crate::portal::records::{CodeRecord, LockRecord};
use crate::portal::{Portal, checked_text};

/// Recipients of one code.
const SEND_MAX: usize = 20;

/// The key of a message that a request's delivery stands for.
pub(crate) fn message_id(request: &str, delivery: &Delivery) -> String {
    format!("{request}\n{}\n{}\n{}", delivery.channel, delivery.to, delivery.note)
}

/// Deliveries with their addresses as they will be used.
pub(crate) fn checked_deliveries(send: &[Delivery]) -> Result<Vec<Delivery>> {
    if send.len() > SEND_MAX {
        return Err(Error::new(
            &codes::PORTAL_TEXT_OUT_OF_RANGE,
            format_args!("a code is sent to at most {SEND_MAX} recipients at once"),
        ));
    }
    let mut checked: Vec<Delivery> = Vec::new();
    for delivery in send {
        let to = match delivery.channel {
            Channel::Email => Email::parse(&delivery.to)?.to_string(),
            Channel::Sms => Phone::parse(&delivery.to)?.to_string(),
        };
        let note = checked_text("note", &delivery.note, 0..=500)?;
        let delivery = Delivery { channel: delivery.channel, to, note };
        // One recipient named twice gets one message.
        if !checked.contains(&delivery) {
            checked.push(delivery);
        }
    }
    Ok(checked)
}

impl Portal {
    /// Names every fault of the text messages that would carry a code.
    pub(crate) fn check_sms(
        &self,
        lock: &LockRecord,
        code: &CodeRecord,
        digits: crate::code::Code,
        send: &[Delivery],
    ) -> Result<()> {
        for delivery in send.iter().filter(|delivery| delivery.channel == Channel::Sms) {
            let text = self.sms_text(Template::Code, lock, code, digits, &delivery.note)?;
            let faults = preflight(&delivery.to, &text).faults;
            if !faults.is_empty() {
                return Err(Error::new(&codes::OUTBOX_SMS_FAULTS, format_args!("{}", faults.join("; "))));
            }
        }
        Ok(())
    }
}

/// What a request asks for, hashed: its id and who asks left out.
pub(super) fn fingerprint(request: &IssueRequest) -> Result<String> {
    let IssueRequest { lock, grant, guest, send, despite_warnings, .. } = request;
    let asked = serde_json::to_vec(&(lock, grant, guest, send, despite_warnings)).map_err(|error| {
        Error::new(&codes::STORE_FAILED, format_args!("the request cannot be hashed: {error}"))
    })?;
    Ok(hex(&Sha256::digest(asked)))
}
