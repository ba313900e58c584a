//! Which hosts may be called: this machine, and others only when they are named twice.
//!
//! A load test that reaches the wrong host does harm. Everything below `nhn.no` is refused unless a label of the
//! name is `test`: real systems of the health service are never a target.

use std::net::IpAddr;

/// Why a host is not called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsafe {
    /// Not named by `--allow-host`.
    NotNamed,
    /// Named on the command line, but the scenario does not allow it.
    NotInScenario,
    /// A real system of the health service.
    HealthService,
}

/// Whether a host may be called, given those that the command line and the scenario name.
///
/// # Errors
/// Why it may not.
pub fn may_call(host: &str, named: &[String], allowed: &[String]) -> Result<(), Unsafe> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    if labels.ends_with(&["nhn", "no"]) && !labels.contains(&"test") {
        return Err(Unsafe::HealthService);
    }
    if is_loopback(&host) {
        return Ok(());
    }
    let has =
        |list: &[String]| list.iter().any(|name| name.trim_end_matches('.').eq_ignore_ascii_case(&host));
    match (has(named), has(allowed)) {
        (false, _) => Err(Unsafe::NotNamed),
        (true, false) => Err(Unsafe::NotInScenario),
        (true, true) => Ok(()),
    }
}

/// `localhost`, or a literal address of the loopback; a name that merely resolves to one is none.
fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_unless_a_host_is_named_twice() {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
        for host in ["localhost", "LOCALHOST.", "127.0.0.1", "127.3.2.1", "::1"] {
            assert_eq!(may_call(host, &[], &[]), Ok(()), "{host}");
        }
        let (none, ours) = (list(&[]), list(&["msh.example.org"]));
        let cases = [
            ("msh.example.org", &none, &none, Err(Unsafe::NotNamed)),
            ("msh.example.org", &none, &ours, Err(Unsafe::NotNamed)),
            ("msh.example.org", &ours, &none, Err(Unsafe::NotInScenario)),
            ("MSH.example.org.", &ours, &ours, Ok(())),
            ("10.0.0.1", &ours, &ours, Err(Unsafe::NotNamed)),
            ("0.0.0.0", &none, &none, Err(Unsafe::NotNamed)),
            ("localhost.example.org", &none, &none, Err(Unsafe::NotNamed)),
        ];
        for (host, named, allowed, known) in cases {
            assert_eq!(may_call(host, named, allowed), known, "{host}");
        }
    }

    #[test]
    fn the_health_service_is_never_a_target() {
        for (host, refused) in [
            ("nhn.no", true),
            ("api.MSH.nhn.no", true),
            ("api.nhn.no.", true),
            ("testing.nhn.no", true),
            ("test.nhn.no.example.org", false),
            ("api.test.nhn.no", false),
            ("test.nhn.no", false),
        ] {
            let both = [host.to_owned()];
            assert_eq!(may_call(host, &both, &both) == Err(Unsafe::HealthService), refused, "{host}");
        }
    }
}
