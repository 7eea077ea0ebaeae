//! The error codes, one table per area. A new area adds a file here and a line in [`TABLES`].

/// Declares the codes of one area: constants for the places that raise them, and the area's table.
macro_rules! table {
    ($table:ident: $($name:ident = $code:literal, $kind:ident, $means:literal, $hint:literal;)*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $means)]
            pub static $name: $crate::error::Entry = $crate::error::Entry {
                code: $code,
                kind: $crate::error::Kind::$kind,
                means: $means,
                hint: $hint,
            };
        )*
        /// Every code of this area.
        pub static $table: &[&$crate::error::Entry] = &[$(&$name),*];
    };
}

#[cfg(feature = "advise")]
pub mod advise;
#[cfg(feature = "catalogue")]
pub mod app;
#[cfg(feature = "catalogue")]
pub mod catalogue;
pub mod core;
#[cfg(feature = "feeds")]
pub mod feed;
#[cfg(feature = "std")]
pub mod portal;
#[cfg(feature = "std")]
pub mod stay;
#[cfg(feature = "std")]
pub mod time;

use super::Entry;

/// The tables of all areas, in the order of the modules that raise them.
pub static TABLES: &[&[&Entry]] = &[
    core::CORE,
    #[cfg(feature = "catalogue")]
    catalogue::CATALOGUE,
    #[cfg(feature = "catalogue")]
    app::APP,
    #[cfg(feature = "std")]
    time::TIME,
    #[cfg(feature = "std")]
    stay::STAY,
    #[cfg(feature = "advise")]
    advise::ADVISE,
    #[cfg(feature = "feeds")]
    feed::FEED,
    #[cfg(feature = "std")]
    portal::PORTAL,
];
