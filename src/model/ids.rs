//! Typed indices into the model's lists: a service cannot be taken for an inbox.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            #[inline]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                $name(u32::try_from(index).expect("lists of the model hold fewer than 2^32 entries"))
            }
        }
    )*};
}

ids! {
    /// A hospital or a municipality.
    OrganisationId,
    /// What can be addressed at an organisation.
    ServiceId,
    /// A hospital department.
    DepartmentId,
    /// A queue of messages waiting for people.
    InboxId,
    /// A role such as *merkantil*; also a bit of a [`super::RoleSet`].
    RoleId,
    /// A group of like persons, as the scenario writes them.
    GroupId,
    /// One person, as the simulation sees her.
    PersonId,
    /// Who sends: a service or a bare municipality.
    SenderId,
    /// A demand row.
    RowId,
    /// One stream of births: a row, a receiving service, a kind.
    StreamId,
}
