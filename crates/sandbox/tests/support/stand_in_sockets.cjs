// Servers without HTTP that cases below `cases/node/net`, `tls` and `dns` speak to: lines over a connection, with TLS at once
// or later, and a name server.
const dgram = require('dgram');
const net = require('net');
const tls = require('tls');

/** As much as is taken, until nobody takes it any more. */
const flood = (stream) => {
  const piece = Buffer.alloc(1 << 16, 'x');
  const more = () => { while (!stream.destroyed && stream.write(piece)); };
  stream.on('drain', more);
  stream.on('error', () => {});
  more();
};
/** A byte now and then, until nobody takes it any more. */
const drip = (stream) => {
  const timer = setInterval(() => (stream.destroyed ? clearInterval(timer) : stream.write('x')), 20);
  stream.on('close', () => clearInterval(timer));
  stream.on('error', () => clearInterval(timer));
};

/** What a line asks for: `echo TEXT`, `bytes COUNT`, `end`, `reset`, `starttls`, `who`, `endless`, `drip`. */
const commands = {
  endless: flood,
  drip,
  echo: (socket, text) => socket.write(`${text}\n`),
  bytes: (socket, count) => socket.write(Buffer.alloc(Number(count), 'x')),
  end: (socket) => socket.end('bye\n'),
  reset: (socket) => socket.resetAndDestroy(),
  who: (socket) => socket.write(`${socket.getPeerCertificate?.().subject?.CN ?? 'nobody'}\n`),
  count(socket, count) {
    let seen = 0;
    socket.removeAllListeners('data');
    socket.on('data', (chunk) => {
      seen += chunk.length;
      if (seen === Number(count)) socket.write(`${seen}\n`);
    });
    socket.write('go\n');
  },
};
const lines = (keys) => (socket) => {
  let rest = '';
  socket.on('error', () => {});
  socket.on('end', () => socket.end('you ended\n'));
  socket.on('data', (chunk) => {
    const asked = (rest + chunk).split('\n');
    rest = asked.pop();
    for (const line of asked) {
      const [command, ...words] = line.split(' ');
      if (command === 'starttls') {
        socket.removeAllListeners('data');
        socket.write('go\n');
        lines(keys)(new tls.TLSSocket(socket, { isServer: true, ...keys }));
      } else commands[command]?.(socket, words.join(' '));
    }
  });
};

const text = (value) => Buffer.concat([Buffer.from([Buffer.byteLength(value, 'latin1')]), Buffer.from(value, 'latin1')]);
const name = (value) => Buffer.concat([...value.split('.').filter(Boolean).map(text), Buffer.from([0])]);
const short = (...values) => Buffer.concat(values.map((value) => { const two = Buffer.alloc(2); two.writeUInt16BE(value); return two; }));
const long = (...values) => Buffer.concat(values.map((value) => { const four = Buffer.alloc(4); four.writeUInt32BE(value); return four; }));
const types = { 1: 'A', 2: 'NS', 5: 'CNAME', 6: 'SOA', 12: 'PTR', 15: 'MX', 16: 'TXT', 28: 'AAAA', 33: 'SRV', 35: 'NAPTR', 257: 'CAA' };
const known = {
  'a.case.example': { A: [Buffer.from([192, 0, 2, 1]), Buffer.from([192, 0, 2, 2])], AAAA: [Buffer.from('20010db8000000000000000000000001', 'hex')] },
  'case.example': {
    MX: [Buffer.concat([short(10), name('mx1.case.example')]), Buffer.concat([short(20), name('mx2.case.example')])],
    NS: [name('ns1.case.example')],
    TXT: [text('v=spf1 -all'), Buffer.concat([text('two '), text('parts')])],
    SOA: [Buffer.concat([name('ns1.case.example'), name('hostmaster.case.example'), long(7, 3600, 600, 86400, 60)])],
    CAA: [Buffer.concat([Buffer.from([0]), text('issue'), Buffer.from('ca.example')])],
    NAPTR: [Buffer.concat([short(1, 2), text('s'), text('SIP+D2U'), text(''), name('_sip._udp.case.example')])],
  },
  'www.case.example': { CNAME: [name('a.case.example')] },
  '_db._tcp.case.example': { SRV: [Buffer.concat([short(1, 2, 27017), name('a.case.example')])] },
  '1.2.0.192.in-addr.arpa': { PTR: [name('a.case.example')] },
};
/** The answer to one question (RFC 1035, section 4). */
const answer = (message) => {
  let at = 12;
  const labels = [];
  while (message[at] !== 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + message[at]));
    at += message[at] + 1;
  }
  const question = message.subarray(12, at + 5);
  const type = message.readUInt16BE(at + 1);
  const asked = labels.join('.').toLowerCase();
  const code = asked.startsWith('broken') ? 2 : known[asked] === undefined ? 3 : 0;
  const records = known[asked]?.[types[type]] ?? [];
  const head = Buffer.concat([message.subarray(0, 2), short(0x8180 | code, 1, records.length, 0, 0)]);
  const answers = records.map((data) => Buffer.concat([short(0xC00C, type, 1), long(60), short(data.length), data]));
  return Buffer.concat([head, question, ...answers]);
};
/** Answers of another question, again and again for some seconds. */
const flooded = (socket, message, { port, address }) => {
  message[0] ^= 0xff;
  const timer = setInterval(() => socket.send(message, port, address), 1);
  setTimeout(() => clearInterval(timer), 8000);
};
const nameServer = () => new Promise((resolve) => {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (message, from) => {
    const asked = message.toString('latin1');
    if (asked.includes('drip')) return;
    if (asked.includes('endless')) {
      flooded(socket, answer(message), from);
      return;
    }
    socket.send(answer(message), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1', () => resolve(`127.0.0.1:${socket.address().port}`));
});

/** Starts them with these keys; where they listen. */
module.exports = async (keys, listen) => {
  const own = { key: keys.server.key, cert: keys.server.certificate };
  const stranger = { key: keys.stranger.key, cert: keys.stranger.certificate };
  const mutual = { ...own, ca: keys.authority, requestCert: true, rejectUnauthorized: true };
  return {
    tcp: await listen(net.createServer({ allowHalfOpen: true }, lines(own))),
    tls: await listen(tls.createServer({ ...own, ALPNProtocols: ['lines'] }, lines(own))),
    tlsOfAStranger: await listen(tls.createServer(stranger, lines(stranger))),
    tlsOfBoth: await listen(tls.createServer(mutual, lines(own))),
    dns: await nameServer(),
  };
};
Object.assign(module.exports, { drip, flood });
