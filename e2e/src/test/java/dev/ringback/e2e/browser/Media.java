package dev.ringback.e2e.browser;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has come in over a page's peer connection so far, by its `getStats`.
///
/// @param frames of video that were decoded
/// @param localEnd the kind of this side's ICE candidate, as `host` or `relay`; null without a path
/// @param remoteEnd the kind of the other side's
record Media(
        long frames, @Nullable String localEnd, @Nullable String remoteEnd) {

    static Media of(Map<?, ?> stats) {
        if (stats.get("frames") instanceof Number frames) {
            return new Media(frames.longValue(), (String) stats.get("local"), (String) stats.get("remote"));
        }
        throw new AssertionError("no frames in " + stats);
    }
}
