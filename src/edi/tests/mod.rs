//! What is written is read again; what others write is read, too.

mod bend;
mod examined;
mod generated;
mod grow;
mod hostile;
mod others;
mod samples;
mod schemas;
mod written;
