package dev.ringback.core.call;

/// What somebody, or the clock, asks of one call. Who asks stands beside it, as [Actor].
public sealed interface CallCommand {

    /// A person's message.
    ///
    /// @param ask which
    /// @param by who
    /// @param detail what some of them carry
    record Person(Ask ask, Actor by, Detail detail) implements CallCommand {

        /// A message that carries nothing more.
        public Person(Ask ask, Actor by) {
            this(ask, by, Detail.None.NONE);
        }
    }

    /// The clock: whatever deadline has passed.
    record PassDeadline() implements CallCommand {}

    /// What a message carries that the rules look at.
    sealed interface Detail {

        /// Nothing.
        enum None implements Detail {
            NONE
        }

        /// `call_mode_switched`: the new mode.
        record Mode(CallType mode) implements Detail {}

        /// `call_ended` with reason `media_failed`.
        enum MediaFailed implements Detail {
            MEDIA_FAILED
        }
    }
}
