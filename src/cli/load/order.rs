//! Options of `load run` and `load find-max`, and what they order.

use super::wanted;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output::Output;
use crate::load::safety::{Unsafe, may_call};
use crate::load::{
    BadUrl, Endpoint, Faults, HelseId, HelseIdSettings, Limits, Login, Manners, Order, Pacing, Schedule,
    Shape, parse_length,
};
use crate::scenario::LoadTest;
use crate::text::{Lang, load as say};
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What `load run` and `load find-max` have in common; what it means is said in `text::help`.
#[derive(Args, Clone, Debug)]
pub struct Common {
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    #[arg(long, value_name = "URL")]
    pub target: String,
    #[arg(long, value_name = "URL")]
    pub inside: Option<String>,
    #[arg(long, value_name = "FART")]
    pub rate: Option<String>,
    #[arg(long)]
    pub poisson: bool,
    #[arg(long, value_name = "TALL", default_value = "1", allow_negative_numbers = true)]
    pub seed: String,
    #[arg(long, value_name = "ANTALL", default_value = "4096", allow_negative_numbers = true)]
    pub connections: String,
    #[arg(long, value_name = "TID", default_value = "30s")]
    pub timeout: String,
    #[arg(long, value_name = "TID", default_value = "0s")]
    pub retry_for: String,
    #[arg(long, value_name = "TID", default_value = "100ms")]
    pub poll: String,
    #[arg(long, value_name = "TID", default_value = "60s")]
    pub drain: String,
    #[arg(long, value_name = "TID", default_value = "0s")]
    pub receiver_pause: String,
    #[arg(long, value_name = "TID", default_value = "10ms")]
    pub max_send_lag: String,
    #[arg(long, value_name = "NAVN")]
    pub allow_host: Vec<String>,
    #[arg(long, value_name = "FIL")]
    pub ca: Option<PathBuf>,
    #[arg(long, value_name = "INNLOGGING", default_value = "none")]
    pub auth: String,
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_name = "NAVN")]
    pub variant: Option<String>,
    #[arg(long = "set", value_name = "NØKKEL=VERDI")]
    pub set: Vec<String>,
}

impl Common {
    /// Calls another target, which shows its inboxes.
    pub fn call(&mut self, target: &str, inside: &str) {
        (self.target, self.inside) = (target.to_owned(), Some(inside.to_owned()));
    }
}

/// Options that have been read; what an order is made of, again and again.
pub struct Wishes {
    endpoint: Endpoint,
    inside: Option<Endpoint>,
    authorities: Option<Vec<u8>>,
    auth: Auth,
    pub seed: u64,
    pub shape: Option<Shape>,
    pub pacing: Pacing,
    limits: Limits,
    manners: Manners,
    receiver_pause: Duration,
    max_send_lag: u64,
}

/// How the tool logs in, as the option and its file say.
enum Auth {
    None,
    Bearer(String),
    HelseId(String),
}

/// What is wrong with options, gathered.
struct Wrong {
    lang: Lang,
    all: Vec<String>,
}

impl Wrong {
    fn length(&mut self, option: &str, text: &str) -> Duration {
        let micros = parse_length(text).unwrap_or_else(|| {
            self.all.push(say::no_length(self.lang, option, text));
            0
        });
        Duration::from_micros(micros as u64)
    }

    fn endpoint(&mut self, option: &str, url: &str) -> Option<Endpoint> {
        let endpoint = Endpoint::parse(url);
        if let Err(fault) = &endpoint {
            let form = *fault == BadUrl::Form;
            self.all.push(if form {
                say::no_url(self.lang, option, url)
            } else {
                say::url_extras(self.lang, option)
            });
        }
        endpoint.ok()
    }

    fn file(&mut self, option: &str, path: &Path) -> Vec<u8> {
        fs::read(path).unwrap_or_else(|error| {
            self.all.push(say::no_file(self.lang, option, &path.display().to_string(), &error.to_string()));
            Vec::new()
        })
    }

    /// `none`, `bearer:FILE` or `helseid:FILE`.
    fn auth(&mut self, text: &str) -> Auth {
        let mut read =
            |path: &str| String::from_utf8_lossy(&self.file("--auth", Path::new(path))).into_owned();
        let auth = match text.split_once(':') {
            None if text == "none" => return Auth::None,
            Some(("bearer", path)) => {
                let token = read(path);
                Login::bearer(&token).map(|_| Auth::Bearer(token))
            }
            Some(("helseid", path)) => {
                let settings = read(path);
                HelseIdSettings::read(&settings).map(|_| Auth::HelseId(settings))
            }
            _ => {
                self.all.push(say::no_auth(self.lang, text));
                return Auth::None;
            }
        };
        auth.unwrap_or_else(|why| {
            self.all.push(say::bad_auth(self.lang, &why));
            Auth::None
        })
    }
}

impl Wishes {
    /// Reads the options; what is wrong with them joins the faults.
    pub fn of(args: &Common, lang: Lang, faults: &mut Vec<String>) -> Option<Wishes> {
        let seed = input::whole("--seed", &args.seed, 0..=u64::MAX, lang, faults);
        let connections = input::whole("--connections", &args.connections, 1..=60_000, lang, faults);
        let mut found = Wrong { lang, all: Vec::new() };
        let shape = args.rate.as_deref().map(|text| (text, Shape::parse(text)));
        if let Some((text, None)) = &shape {
            found.all.push(say::no_shape(lang, text));
        }
        let patience = found.length("--timeout", &args.timeout);
        let manners = Manners {
            retry_for: found.length("--retry-for", &args.retry_for),
            poll: found.length("--poll", &args.poll).max(Duration::from_millis(1)),
            drain: found.length("--drain", &args.drain),
            faults: Faults::default(),
        };
        let receiver_pause = found.length("--receiver-pause", &args.receiver_pause);
        let max_send_lag = found.length("--max-send-lag", &args.max_send_lag).as_nanos() as u64;
        let endpoint = found.endpoint("--target", &args.target);
        let inside = args.inside.as_deref().map(|url| found.endpoint("--inside", url));
        let authorities = args.ca.as_deref().map(|path| found.file("--ca", path));
        let auth = found.auth(&args.auth);
        faults.extend(found.all);
        Some(Wishes {
            endpoint: endpoint?,
            inside: inside.flatten(),
            authorities,
            auth,
            seed,
            shape: shape.and_then(|(_, shape)| shape),
            pacing: if args.poisson { Pacing::Poisson } else { Pacing::Uniform },
            limits: Limits { connections: connections as usize, patience },
            manners,
            receiver_pause,
            max_send_lag,
        })
    }

    /// Whether all that would be called may be, and can be.
    ///
    /// # Errors
    /// Refused, and said on standard error.
    pub fn check(&self, named: &[String], load: &LoadTest, lang: Lang, out: &Output) -> Result<(), Exit> {
        let mut faults = Vec::new();
        let token = match &self.auth {
            Auth::HelseId(text) => HelseIdSettings::read(text).ok(),
            _ => None,
        };
        let token = token.map(|settings| Endpoint::parse(&settings.token_endpoint));
        let token = match token {
            Some(Err(_)) => {
                faults.push(say::bad_auth(lang, "tokenEndpoint"));
                None
            }
            other => other.and_then(Result::ok),
        };
        let all = [
            ("--target", Some(&self.endpoint)),
            ("--inside", self.inside.as_ref()),
            ("--auth", token.as_ref()),
        ];
        for (option, endpoint) in all {
            let Some(endpoint) = endpoint else { continue };
            if let Err(why) = may_call(endpoint.host(), named, &load.allow_host) {
                faults.push(refusal(option, endpoint.host(), why, lang));
            }
            if endpoint.is_https()
                && let Err(why) = self.trusting(endpoint)
            {
                faults.push(say::bad_ca(lang, option, &why));
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(out.refuse(&faults)) }
    }

    fn trusting(&self, endpoint: &Endpoint) -> Result<Endpoint, String> {
        if !endpoint.is_https() {
            return Ok(endpoint.clone());
        }
        endpoint.clone().trusting(self.authorities.as_deref().unwrap_or_default())
    }

    fn login(&self) -> Result<Login, String> {
        match &self.auth {
            Auth::None => Ok(Login::None),
            Auth::Bearer(token) => Login::bearer(token),
            Auth::HelseId(text) => {
                let settings = HelseIdSettings::read(text)?;
                let endpoint =
                    Endpoint::parse(&settings.token_endpoint).map_err(|_| "tokenEndpoint".to_owned())?;
                let endpoint = self.trusting(&endpoint)?;
                Ok(Login::HelseId(Box::new(HelseId::new(settings, endpoint)?)))
            }
        }
    }

    pub fn shows_inboxes(&self) -> bool {
        self.inside.is_some()
    }

    /// An order for a run that begins now.
    ///
    /// # Errors
    /// What cannot be logged in with or trusted.
    pub fn order(&self, schedule: Schedule, load: &LoadTest, logs: bool) -> Result<Order, String> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Order {
            endpoint: self.trusting(&self.endpoint)?,
            login: self.login()?,
            inside: self.inside.as_ref().map(|inside| self.trusting(inside)).transpose()?,
            schedule,
            limits: self.limits,
            manners: Manners { faults: wanted::faults(load), ..self.manners.clone() },
            receiver_pause: self.receiver_pause,
            max_send_lag: self.max_send_lag,
            thresholds: wanted::thresholds(load),
            number: since.as_nanos() as u64,
            log_from: logs.then_some(since.as_secs_f64()),
        })
    }
}

fn refusal(option: &str, host: &str, why: Unsafe, lang: Lang) -> String {
    match why {
        Unsafe::NotNamed => say::host_not_named(lang, option, host),
        Unsafe::NotInScenario => say::host_not_in_scenario(lang, option, host),
        Unsafe::HealthService => say::health_service(lang, option, host),
    }
}
