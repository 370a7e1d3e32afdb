// A connection of the host: what `net` and `tls` read from and write to.
const { startOperation, cancelOperation, hostCall } = internals;

/** Starts an operation; an error with which the host refuses it comes as one it ended with. */
const start = (operation, head, bytes, done) => {
  try {
    return startOperation(operation, head, bytes, (ok, text, buffer) => done(ok ? undefined : JSON.parse(text), text, buffer));
  } catch (error) {
    if (error?.code === undefined) throw error;
    internals.nextTick(() => done({ code: error.code, message: error.message }), []);
    return undefined;
  }
};
const cancel = (id) => {
  if (id !== undefined) cancelOperation(id);
};

class Channel {
  #socket; #reading; #others = new Set();
  remote; isOpen = false;

  /** Opens a connection; `done(error)`. */
  connect(head, done) {
    this.#carry('net.connect', head, undefined, (error, text) => {
      if (error !== undefined) return done(error);
      const { socket, address, port } = JSON.parse(text);
      this.#socket = socket;
      this.remote = { address, port, family: address.includes(':') ? 'IPv6' : 'IPv4' };
      this.isOpen = true;
      done();
    });
  }
  get isReading() { return this.#reading !== undefined; }
  /** Reads the next bytes; `done(error, buffer)`, with an empty buffer at the end. */
  read(done) {
    this.#reading = start('net.read', { socket: this.#socket }, undefined, (error, text, buffer) => {
      this.#reading = undefined;
      done(error, buffer);
    });
  }
  /** Gives up a read, so that another may take the connection over. */
  stopReading() {
    cancel(this.#reading);
    this.#reading = undefined;
  }
  write(bytes, done) { this.#carry('net.write', { socket: this.#socket }, bytes, done); }
  end(done) { this.#carry('net.end', { socket: this.#socket }, undefined, done); }
  /** Starts TLS; `done(error, outcome)`. */
  secure(tls, done) {
    this.stopReading();
    this.#carry('net.tls', { socket: this.#socket, tls }, undefined, (error, text) => done(error, error === undefined ? JSON.parse(text) : undefined));
  }
  close() {
    this.stopReading();
    for (const id of this.#others) cancel(id);
    this.#others.clear();
    if (this.isOpen) hostCall('net.close', { socket: this.#socket });
    this.isOpen = false;
  }
  #carry(operation, head, bytes, done) {
    let hasEnded = false;
    const id = start(operation, head, bytes, (...ended) => {
      hasEnded = true;
      this.#others.delete(id);
      done(...ended);
    });
    if (id !== undefined && !hasEnded) this.#others.add(id);
  }
}

module.exports = { Channel, start };
