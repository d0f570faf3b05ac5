package dev.ringback.call;

/// This node is about to stop, and still has its sockets, its loop and its database: whoever must say goodbye does it
/// while this event is fired, within a bounded time. The framework's own shutdown event comes too late: the HTTP server
/// is closed before it.
public record NodeLeaves() {}
