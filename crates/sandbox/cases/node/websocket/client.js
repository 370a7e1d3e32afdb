exports.onExecutePostLogin = async ({ servers }) => {
  const url = servers.http.replace('http', 'ws');
  const until = (target, name) => new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
  const socket = new WebSocket(`${url}/chat?a=1`, ['first', 'second']);
  console.log(socket.readyState, socket.url === `${url}/chat?a=1`, socket.protocol, socket.binaryType, socket.bufferedAmount, socket.extensions, socket instanceof EventTarget);
  const opened = await until(socket, 'open');
  console.log(opened.type, socket.readyState, socket.protocol, opened.target === socket);
  const ask = async (data) => {
    socket.send(data);
    const event = await until(socket, 'message');
    return event.data instanceof Blob ? `blob ${await event.data.text()}` : event.data;
  };
  console.log(await ask('text h\u00e9'), await ask(new Uint8Array([65, 66])), await ask('ping'));
  socket.binaryType = 'arraybuffer';
  console.log(await ask(new Uint8Array([1, 2, 3]).buffer), await ask(new Uint16Array([258])), (await ask('x'.repeat(5000))).length, await ask(new Blob(['part'])));
  socket.send('bye');
  const closed = await until(socket, 'close');
  console.log(closed.type, closed.code, closed.reason, closed.wasClean, socket.readyState);
  const own = new WebSocket(new URL(url));
  own.onopen = () => own.close(3001, 'mine');
  const mine = await new Promise((resolve) => { own.onclose = resolve; });
  console.log(mine.code, mine.reason, mine.wasClean);
  const broken = new WebSocket(url);
  await until(broken, 'open');
  broken.send('break');
  console.log((await until(broken, 'close')).wasClean);
  for (const place of [`ws://127.0.0.1:${servers.nobody}/`, `${url}/refused`]) {
    const error = await until(new WebSocket(place), 'error');
    console.log(error.type, error.constructor.name, error.message);
  }
  for (const call of [() => new WebSocket(), () => new WebSocket('nope'), () => new WebSocket('ftp://x'), () => new WebSocket('ws://x/#a'), () => new WebSocket('ws://x', ['a', 'a']), () => new WebSocket('ws://x', 'a b'), () => own.close(1), () => own.close(3000, 'x'.repeat(124)), () => own.send('late')]) {
    try {
      console.log('done', call());
    } catch (error) {
      console.log(error.constructor.name, error.name, error.message);
    }
  }
  console.log(WebSocket.CONNECTING, WebSocket.OPEN, WebSocket.CLOSING, WebSocket.CLOSED, own.CLOSED, WebSocket.length, Object.prototype.toString.call(own));
};
