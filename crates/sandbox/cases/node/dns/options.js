const dns = require('dns');
const attempt = (work) => {
  try {
    return work();
  } catch (error) {
    return `${error.name} ${error.code} ${error.message}`;
  }
};

exports.onExecutePostLogin = async () => {
  console.log(Object.keys(dns).sort().join(' '));
  console.log(Object.keys(dns.promises).sort().join(' '), dns.promises === require('dns/promises'));
  for (const method of ['lookup', 'resolve4', 'resolveMx', 'resolveTxt', 'reverse', 'resolve']) {
    console.log(attempt(() => dns[method](1, () => {})), '|', attempt(() => dns[method]('x')));
  }
  console.log(attempt(() => dns.resolve('x', 'FOO', () => {})), attempt(() => dns.resolve('x', 5, () => {})), attempt(() => dns.reverse('x', () => {})));
  for (const options of [{ family: 7 }, 7, { all: 1 }, { hints: 100 }, { hints: 'x' }, { verbatim: 1 }, { order: 'x' }, 'x']) console.log(attempt(() => dns.lookup('x', options, () => {})));
  console.log(await dns.promises.lookup('127.0.0.1'), await dns.promises.lookup('::1', { all: true }), await dns.promises.lookup(''), await dns.promises.lookup('', { all: true }));
  console.log(await new Promise((resolve) => dns.lookup('192.0.2.1', (...given) => resolve(given))), await new Promise((resolve) => dns.lookup('192.0.2.1', { all: true }, (...given) => resolve(given))));
  console.log(dns.getDefaultResultOrder(), attempt(() => dns.setDefaultResultOrder('x')), dns.ADDRCONFIG, dns.V4MAPPED, dns.NOTFOUND, dns.CANCELLED);
  console.log(new dns.Resolver() instanceof dns.Resolver, attempt(() => new dns.Resolver({ timeout: 'x' })));
};
