/** The tracks this device sends in one call, and what they are set to. Whoever has it must stop it. */
export class LocalTracks {
  microphone: MediaStreamTrack | null = null;
  camera: MediaStreamTrack | null = null;
  screen: MediaStreamTrack | null = null;
  #muted = false;
  #cameraView: MediaStream | null = null;

  static from(stream: MediaStream): LocalTracks {
    const tracks = new LocalTracks();
    tracks.microphone = stream.getAudioTracks()[0] ?? null;
    tracks.camera = stream.getVideoTracks()[0] ?? null;
    return tracks;
  }

  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    if (this.microphone) this.microphone.enabled = !muted;
  }

  /** What goes out as video: the screen before the camera. */
  get video(): MediaStreamTrack | null {
    return this.screen ?? this.camera;
  }

  /** The outgoing video to look at oneself; the same object while the track is the same. */
  get view(): MediaStream | null {
    const track = this.video;
    if (!track) return (this.#cameraView = null);
    if (this.#cameraView?.getVideoTracks()[0] !== track) this.#cameraView = new MediaStream([track]);
    return this.#cameraView;
  }

  replaceMicrophone(track: MediaStreamTrack): void {
    this.microphone?.stop();
    this.microphone = track;
    track.enabled = !this.#muted;
  }

  replaceCamera(track: MediaStreamTrack | null): void {
    this.camera?.stop();
    this.camera = track;
  }

  replaceScreen(track: MediaStreamTrack | null): void {
    this.screen?.stop();
    this.screen = track;
  }

  stop(): void {
    for (const track of [this.microphone, this.camera, this.screen]) track?.stop();
    this.microphone = this.camera = this.screen = null;
  }
}
