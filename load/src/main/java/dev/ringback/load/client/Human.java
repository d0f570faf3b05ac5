package dev.ringback.load.client;

/// The person before a device: is told what the device shows, and presses its buttons. On the event loop only.
public interface Human {
    /// The device began to ring.
    void rings(Device device, Screen screen);

    /// The device may show something else than before.
    void changed(Device device, Screen screen);

    /// The server refused to make the call; there is none.
    void refused(Device device, Screen screen);
}
