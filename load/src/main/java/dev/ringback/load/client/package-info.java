/// Model clients: devices that speak the socket's protocol as a good client does, show what they are told, come back
/// when they are cut off, and write down every frame. All of it on one event loop.
@NullMarked
package dev.ringback.load.client;

import org.jspecify.annotations.NullMarked;
