package dev.ringback.identity;

/// Who holds a verified token.
public sealed interface Bearer {

    /// A person.
    record Person(Identity identity) implements Bearer {}

    /// The host application, with scope `directory` (design §6); it is nobody.
    enum Service implements Bearer {
        SERVICE
    }
}
