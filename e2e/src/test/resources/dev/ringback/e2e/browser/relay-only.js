// Lets media flow through a relay only, as it must between two networks that can't reach each other.
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration) {
    super({ ...configuration, iceTransportPolicy: 'relay' });
  }
};
