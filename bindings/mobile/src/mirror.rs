//! Enums of the library, told again for the interface.

/// Declares an enum with the same variants as one of the library, and the conversions both ways.
macro_rules! mirror {
    (
        $(#[$doc:meta])*
        $name:ident of $($core:ident)::+ { $($(#[$variant_doc:meta])* $variant:ident,)* }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl From<$($core)::+> for $name {
            fn from(of: $($core)::+) -> Self {
                type Of = $($core)::+;
                match of {
                    $(Of::$variant => Self::$variant,)*
                    #[allow(unreachable_patterns, reason = "the library's enum may be open; a test tries them all")]
                    other => unreachable!("`{other:?}` is not told here"),
                }
            }
        }

        impl From<$name> for $($core)::+ {
            fn from(of: $name) -> Self {
                match of {
                    $($name::$variant => Self::$variant,)*
                }
            }
        }
    };
}
