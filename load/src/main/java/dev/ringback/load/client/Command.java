package dev.ringback.load.client;

import java.util.UUID;

/// A message that waits for its answer. It is sent again, with the same id, after a reconnect and after an error that
/// says `temporary`.
///
/// @param id its `id`
/// @param type its `type`
/// @param callId the call
/// @param text the frame
/// @param sentMillis when it was sent last, or made
record Command(String id, String type, UUID callId, String text, long sentMillis) {
    Command sentAt(long millis) {
        return new Command(id, type, callId, text, millis);
    }
}
