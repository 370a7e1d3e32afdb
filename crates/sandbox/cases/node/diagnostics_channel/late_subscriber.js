const dc = require('diagnostics_channel');
exports.onExecutePostLogin = async () => {
  for (const way of ['traceSync', 'tracePromise', 'traceCallback']) {
    const channel = dc.tracingChannel(`late-${way}`);
    const heard = [];
    const handlers = Object.fromEntries(['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((name) => [name, () => heard.push(name)]));
    const call = (...args) => {
      channel.subscribe(handlers);
      return args.at(-1)?.() ?? way;
    };
    const result = way === 'traceCallback' ? channel[way](call, -1, {}, undefined, () => 'called back') : channel[way](call, {});
    console.log(way, await result, heard.join());
    await channel.tracePromise(async () => 1);
    console.log(heard.join());
  }
};
