package dev.ringback.cli.verify;

import java.util.Optional;
import java.util.UUID;

/// Something that must not be, of one call.
///
/// @param callLogId `call_logs.id`
/// @param callId its UUID; empty when there is no such row
/// @param rule which of the rules of `docs/guides/verify.md` is broken
/// @param what a sentence: what is wrong
public record Finding(long callLogId, Optional<UUID> callId, String rule, String what) {}
