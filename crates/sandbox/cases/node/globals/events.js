const shown = (make) => {
  try {
    console.log(make());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const keysOf = (Class) => Object.keys(Class.prototype).sort().join();
exports.onExecutePostLogin = async () => {
  for (const Class of [Event, CustomEvent, MessageEvent, EventTarget]) console.log(Class.name, Class.length, keysOf(Class), Object.prototype.toString.call(Class.prototype));
  for (const args of [[], ['x', 5], ['x', 'y'], [Symbol('s')]]) {
    shown(() => new Event(...args));
    shown(() => new CustomEvent(...args));
  }
  shown(() => new MessageEvent());
  shown(() => new Event('x', null).bubbles);
  const event = new Event(5, { cancelable: true, bubbles: true, composed: 1 });
  console.log(event.type, event.bubbles, event.composed, event.isTrusted, event.eventPhase, event.target, event.composedPath(), typeof event.timeStamp);
  event.preventDefault();
  event.cancelBubble = false;
  console.log(event.returnValue, event.defaultPrevented, event.cancelBubble);
  event.cancelBubble = true;
  event.initEvent('y', false, true);
  console.log(event.cancelBubble, event.type, event.bubbles, Event.NONE, Event.BUBBLING_PHASE, Event.prototype.AT_TARGET);
  shown(() => event.initEvent());
  shown(() => Event.prototype.preventDefault.call({}));
  shown(() => Object.getOwnPropertyDescriptor(Event.prototype, 'type').get.call({}));
  shown(() => new CustomEvent('c', { detail: { a: 1 } }).detail);
  shown(() => new CustomEvent('c').detail);
  const message = new MessageEvent('m', { data: 1, origin: 'o', lastEventId: 'i' });
  console.log(message.data, message.origin, message.lastEventId, message.source, message.ports, new MessageEvent('m').data);
  const hidden = (text) => text.replace(/timeStamp: [0-9.]+/, 'timeStamp: T').replace(/\s+/g, ' ');
  const util = require('util');
  console.log(hidden(util.inspect(event)), hidden(util.inspect(new CustomEvent('c'))), util.inspect({ a: { b: event } }, { depth: 1 }), new EventTarget(), new (class Foo extends EventTarget { own = 1; })());

  const target = new EventTarget();
  for (const args of [[], ['x'], ['x', 5], ['x', () => {}, { signal: 5 }]]) shown(() => target.addEventListener(...args));
  shown(() => target.removeEventListener('x'));
  shown(() => target.dispatchEvent());
  shown(() => target.dispatchEvent({}));
  shown(() => EventTarget.prototype.addEventListener.call({}, 'x', () => {}));
  const order = [];
  const listener = () => order.push('once');
  target.addEventListener('z', listener, { once: true });
  target.addEventListener('z', listener, { capture: true });
  target.addEventListener('z', { handleEvent(heard) { order.push(['object', this.name, heard.srcElement === target]); }, name: 'me' });
  target.addEventListener('z', (heard) => { heard.preventDefault(); order.push(['passive', heard.defaultPrevented]); }, { passive: true });
  target.addEventListener('z', (heard) => { heard.preventDefault(); heard.stopImmediatePropagation(); }, { passive: false });
  target.addEventListener('z', () => order.push('never'));
  const heard = new Event('z', { cancelable: true });
  console.log(target.dispatchEvent(heard), heard.eventPhase, heard.currentTarget, heard.target === target, heard.composedPath(), order);
  const again = new EventTarget();
  again.addEventListener('z', (heard) => console.log(heard.eventPhase, heard.currentTarget === again, heard.composedPath().length));
  again.dispatchEvent(new Event('z'));
  again.addEventListener('y', (heard) => shown(() => again.dispatchEvent(heard)));
  again.dispatchEvent(new Event('y'));
  const controller = new AbortController();
  target.addEventListener('w', () => console.log('w'), { signal: controller.signal });
  target.dispatchEvent(new Event('w'));
  controller.abort();
  console.log(target.dispatchEvent(new Event('w')));
};
