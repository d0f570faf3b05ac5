package dev.ringback.core.call;

import java.util.Optional;

/// What a `PUT /api/call-logs/{call_log_id}` may say: a status of the vocabulary, or the seed's `no_answer`.
///
/// @param status what it claims; `no_answer` claims [Status#MISSED]
/// @param noAnswer whether the word was `no_answer`
public record RestStatus(Status status, boolean noAnswer) {

    /// The meaning of a word, or empty when it is not of the vocabulary.
    public static Optional<RestStatus> parse(String word) {
        return word.equals(Ask.GIVE_UP.wire())
                ? Optional.of(new RestStatus(Status.MISSED, true))
                : Status.parse(word).map(status -> new RestStatus(status, false));
    }
}
