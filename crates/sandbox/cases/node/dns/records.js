const dns = require('dns');

const shown = (error) => [error.name, error.code, error.errno, error.syscall, error.hostname, error.message];

exports.onExecutePostLogin = async () => {
  const { promises } = dns;
  const addresses = await promises.resolve4('a.case.example');
  console.log(addresses.sort(), await promises.resolve6('a.case.example'), (await promises.resolve4('a.case.example', { ttl: true })).length);
  console.log(await promises.resolveCname('www.case.example'), await promises.resolveNs('case.example'), await promises.resolveSoa('case.example'));
  console.log((await promises.resolveMx('case.example')).sort((a, b) => a.priority - b.priority));
  console.log((await promises.resolveTxt('case.example')).sort());
  console.log(await promises.resolveSrv('_db._tcp.case.example'), await promises.resolveCaa('case.example'), await promises.resolveNaptr('case.example'));
  console.log(await promises.reverse('192.0.2.1'), await promises.resolvePtr('1.2.0.192.in-addr.arpa'), await promises.resolve('case.example', 'MX').then((found) => found.length));
  for (const [method, name] of [['resolve4', 'nobody.case.example'], ['resolveMx', 'a.case.example'], ['resolveTxt', 'broken.case.example'], ['resolveSrv', 'nobody.case.example']]) {
    await promises[method](name).catch((error) => console.log(shown(error)));
  }
  console.log(await new Promise((resolve) => dns.resolve('a.case.example', (error, found) => resolve([error, found.length]))));
  console.log(await new Promise((resolve) => dns.resolveMx('nobody.case.example', (error, found) => resolve([error.code, found]))));
};
