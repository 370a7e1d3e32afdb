// An `EventTarget` that is used as an emitter as well: what ports are in Node. A listener of an emitter is given what the
// event carries, one of a target the event.
const { EventTarget, Event, invalidArgument, hidden } = internals;

const carried = (event) => ('data' in event ? event.data : event);

class NodeEventTarget extends EventTarget {
  /** Type by type, the emitter's listeners and what stands for each at the target. */
  #listeners = new Map();
  #most = 10;
  #listen(type, listener, once) {
    if (typeof listener !== 'function') throw invalidArgument('listener', 'an instance of EventListener', listener);
    const list = this.#listeners.get(type) ?? [];
    const heard = (event) => {
      if (once) this.#forget(type, listener);
      Reflect.apply(listener, this, [carried(event)]);
    };
    if (!list.some((known) => known.listener === listener)) list.push({ listener, heard });
    else return this;
    this.#listeners.set(type, list);
    this.addEventListener(type, heard);
    return this;
  }
  #forget(type, listener) {
    const list = this.#listeners.get(type) ?? [];
    const at = list.findIndex((known) => known.listener === listener);
    if (at === -1) return;
    this.removeEventListener(type, list[at].heard);
    list.splice(at, 1);
    if (list.length === 0) this.#listeners.delete(type);
  }
  setMaxListeners(most) { this.#most = most; }
  getMaxListeners() { return this.#most; }
  eventNames() { return [...this.#listeners.keys()]; }
  listenerCount(type) { return this.#listeners.get(type)?.length ?? 0; }
  off(type, listener) {
    this.#forget(type, listener);
    return this;
  }
  removeListener(type, listener) { return this.off(type, listener); }
  on(type, listener) { return this.#listen(type, listener, false); }
  addListener(type, listener) { return this.on(type, listener); }
  emit(type, value) {
    const had = this.listenerCount(type) > 0;
    const event = new Event(type);
    hidden(event, { data: value });
    this.dispatchEvent(event);
    return had;
  }
  once(type, listener) { return this.#listen(type, listener, true); }
  removeAllListeners(type = undefined) {
    const types = type === undefined ? this.eventNames() : [type];
    for (const each of types) for (const { listener } of [...(this.#listeners.get(each) ?? [])]) this.#forget(each, listener);
    return this;
  }
}
module.exports = NodeEventTarget;
