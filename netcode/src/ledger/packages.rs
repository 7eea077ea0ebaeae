//! What can be bought: packages of credits and of places for locks, as data.

use std::collections::HashSet;

use crate::error::{Error, Result, table::portal as codes};

/// Something an account can buy.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// Its name on an order.
    pub id: String,
    /// Credits it brings.
    pub credits: u32,
    /// Places for locks it brings.
    pub locks: u32,
    /// Its price in hundredths of the currency.
    pub price_cents: u64,
    /// The currency, three letters.
    pub currency: String,
}

/// The packages on offer: a larger one is never dearer by the piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packages(Vec<Package>);

impl Packages {
    /// The packages that come with the library. Their prices are examples: no source states the vendor's.
    ///
    /// # Errors
    /// Those of [`from_json`](Self::from_json); a test shows there are none.
    pub fn builtin() -> Result<Self> {
        Self::from_json(include_str!("packages.json"))
    }

    /// Reads a JSON array of packages.
    ///
    /// # Errors
    /// `ledger.packages_malformed` when it is not one, when two have one id, when one brings nothing, or when a larger
    /// package costs more by the piece than a smaller one.
    pub fn from_json(text: &str) -> Result<Self> {
        let malformed = |why: String| Error::new(&codes::LEDGER_PACKAGES_MALFORMED, format_args!("{why}"));
        let packages: Vec<Package> = serde_json::from_str(text)
            .map_err(|error| malformed(format!("the packages are not JSON: {error}")))?;
        let mut ids = HashSet::new();
        if let Some(twice) = packages.iter().find(|package| !ids.insert(package.id.as_str())) {
            return Err(malformed(format!("package `{}` is there twice", twice.id)));
        }
        if let Some(empty) = packages.iter().find(|package| package.credits == 0 && package.locks == 0) {
            return Err(malformed(format!("package `{}` brings nothing", empty.id)));
        }
        for count in [credits_of as fn(&Package) -> u128, locks_of] {
            let mut sold: Vec<&Package> = packages.iter().filter(|package| count(package) > 0).collect();
            sold.sort_by_key(|package| count(package));
            let dearer = sold.windows(2).find(|pair| match pair {
                // price / count must not rise: compared crosswise, without fractions
                [small, large] => {
                    u128::from(large.price_cents) * count(small)
                        > u128::from(small.price_cents) * count(large)
                }
                _ => false,
            });
            if let Some([_, large]) = dearer {
                return Err(malformed(format!(
                    "package `{}` costs more by the piece than a smaller one",
                    large.id
                )));
            }
        }
        Ok(Self(packages))
    }

    /// All of them.
    pub fn all(&self) -> &[Package] {
        &self.0
    }

    /// The package with this id.
    ///
    /// # Errors
    /// `ledger.package_unknown` when there is none.
    pub fn find(&self, id: &str) -> Result<&Package> {
        self.0.iter().find(|package| package.id == id).ok_or_else(|| {
            Error::new(&codes::LEDGER_PACKAGE_UNKNOWN, format_args!("there is no package `{id}`"))
        })
    }
}

impl Default for Packages {
    /// The built-in ones.
    fn default() -> Self {
        Self::builtin().unwrap_or(Self(Vec::new()))
    }
}

fn credits_of(package: &Package) -> u128 {
    u128::from(package.credits)
}

fn locks_of(package: &Package) -> u128 {
    if package.credits == 0 { u128::from(package.locks) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn larger_is_cheaper_by_the_piece() {
        let packages = Packages::builtin().unwrap();
        let credits: Vec<&Package> = packages.all().iter().filter(|package| package.credits > 0).collect();
        assert!(credits.len() > 1);
        for pair in credits.windows(2) {
            let each = |package: &Package| package.price_cents as f64 / f64::from(package.credits);
            assert!(each(pair[1]) < each(pair[0]), "{} after {}", pair[1].id, pair[0].id);
        }
        assert_eq!(packages.find("credits-0").unwrap_err().code(), "ledger.package_unknown");
    }

    #[test]
    fn a_price_list_that_punishes_size_is_refused() {
        for bad in [
            "{}",
            r#"[{"id":"a","credits":0,"locks":0,"price_cents":1,"currency":"EUR"}]"#,
            r#"[{"id":"a","credits":1,"locks":0,"price_cents":1,"currency":"EUR"},{"id":"a","credits":2,"locks":0,"price_cents":1,"currency":"EUR"}]"#,
            r#"[{"id":"a","credits":1,"locks":0,"price_cents":1,"currency":"EUR"},{"id":"b","credits":2,"locks":0,"price_cents":3,"currency":"EUR"}]"#,
        ] {
            assert_eq!(Packages::from_json(bad).unwrap_err().code(), "ledger.packages_malformed", "{bad}");
        }
    }
}
