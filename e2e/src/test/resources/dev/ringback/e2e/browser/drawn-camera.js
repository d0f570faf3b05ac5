// Instead of the false camera's test picture: somebody drawn, who moves a little. `drawnAs` says who.
(() => {
  const looks = {
    abebe: { wall: ['#d9c7a8', '#a98f6a'], shelf: '#8a6b47', skin: '#7a4a2e', hair: '#17110f', shirt: '#2f6f8f', collar: '#e9eef2', long: false },
    sara: { wall: ['#c9d8d3', '#8fb0a8'], shelf: '#5e7d76', skin: '#9a6240', hair: '#20120e', shirt: '#b4472f', collar: '#f3e3cf', long: true },
  };
  const books = ['#c8553d', '#2a9d8f', '#e9c46a', '#264653', '#8d99ae', '#f4a261', '#6d597a'];

  /** The room behind is drawn once, and out of focus. */
  const roomOf = (look) => {
    const canvas = new OffscreenCanvas(1280, 720);
    const pen = canvas.getContext('2d');
    const wall = pen.createLinearGradient(0, 0, 1280, 720);
    wall.addColorStop(0, look.wall[0]);
    wall.addColorStop(1, look.wall[1]);
    pen.fillStyle = wall;
    pen.fillRect(0, 0, 1280, 720);
    pen.filter = 'blur(5px)';
    for (const [row, y] of [190, 400].entries()) {
      for (let index = 0; index < 9; index++) {
        const height = 80 + ((index * 37 + row * 53) % 60);
        pen.fillStyle = books[(index + row * 3) % books.length];
        pen.fillRect(60 + index * 34, y - height, 26, height);
      }
      pen.fillStyle = look.shelf;
      pen.fillRect(30, y, 360, 16);
    }
    pen.fillStyle = '#fff7e0';
    pen.fillRect(930, 60, 260, 300);
    pen.fillStyle = '#cfe6f5';
    pen.fillRect(946, 76, 228, 268);
    return canvas;
  };

  const draw = (pen, look, room, time) => {
    pen.drawImage(room, 0, 0);
    const sway = Math.sin(time / 900) * 8;
    const nod = Math.sin(time / 620) * 4;
    pen.save();
    pen.translate(640 + sway, nod);
    const oval = (x, y, across, down, color) => {
      pen.fillStyle = color;
      pen.beginPath();
      pen.ellipse(x, y, across, down, 0, 0, Math.PI * 2);
      pen.fill();
    };
    if (look.long) {
      oval(0, 330, 168, 190, look.hair);
      pen.fillRect(-166, 330, 332, 190);
    }
    pen.fillStyle = look.shirt;
    pen.beginPath();
    pen.moveTo(-330, 760);
    pen.bezierCurveTo(-310, 560, -190, 530, -80, 510);
    pen.lineTo(80, 510);
    pen.bezierCurveTo(190, 530, 310, 560, 330, 760);
    pen.fill();
    pen.fillStyle = look.collar;
    pen.beginPath();
    pen.moveTo(-92, 508);
    pen.lineTo(0, 610);
    pen.lineTo(92, 508);
    pen.fill();
    pen.fillStyle = look.skin;
    pen.fillRect(-58, 420, 116, 110);
    oval(0, 528, 58, 34, look.skin);
    pen.fillStyle = '#0002';
    pen.fillRect(-58, 448, 116, 26);
    oval(-124, 330, 22, 34, look.skin);
    oval(124, 330, 22, 34, look.skin);
    oval(0, 325, 124, 150, look.skin);
    pen.fillStyle = look.hair;
    pen.beginPath();
    pen.ellipse(0, 290, 138, 128, 0, Math.PI, Math.PI * 2);
    pen.quadraticCurveTo(look.long ? 40 : 60, look.long ? 200 : 232, 0, look.long ? 232 : 226);
    pen.quadraticCurveTo(look.long ? -90 : -60, look.long ? 244 : 232, -138, 290);
    pen.fill();
    const shut = time % 4200 < 140;
    for (const side of [-1, 1]) {
      oval(side * 48, 325, 17, shut ? 2 : 11, '#fff');
      if (!shut) oval(side * 48 + sway / 4, 326, 8, 9, '#1b0f0a');
      pen.strokeStyle = look.hair;
      pen.lineWidth = 8;
      pen.lineCap = 'round';
      pen.beginPath();
      pen.arc(side * 48, 322, 36, Math.PI * 1.25, Math.PI * 1.75);
      pen.stroke();
    }
    pen.strokeStyle = '#0003';
    pen.lineWidth = 6;
    pen.beginPath();
    pen.moveTo(-4, 335);
    pen.quadraticCurveTo(-18, 376, 6, 378);
    pen.stroke();
    pen.fillStyle = '#fff';
    pen.beginPath();
    pen.arc(0, 398, 40, 0.12 * Math.PI, 0.88 * Math.PI);
    pen.fill();
    pen.restore();
  };

  const film = () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 960, height: 540 });
    const pen = canvas.getContext('2d');
    pen.scale(0.75, 0.75);
    const look = looks[window.drawnAs];
    const room = roomOf(look);
    const track = canvas.captureStream(12).getVideoTracks()[0];
    const frame = () => {
      draw(pen, look, room, performance.now());
      if (track.readyState === 'live') setTimeout(frame, 80);
    };
    frame();
    return track;
  };

  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async ({ audio, video }) => {
    const stream = audio ? await ask({ audio }) : new MediaStream();
    if (video) stream.addTrack(film());
    return stream;
  };
})();
