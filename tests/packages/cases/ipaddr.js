// The main job of ipaddr.js.
const ipaddr = require('ipaddr.js');

exports.onExecutePostLogin = async () => {
  const address = ipaddr.parse('192.0.2.10');
  console.log(address.kind(), address.range(), address.match(ipaddr.parseCIDR('192.0.2.0/24')), ipaddr.process('::ffff:10.0.0.1').toString());
  console.log(ipaddr.isValid('300.1.1.1'), ipaddr.parse('2001:db8::1').toNormalizedString());
};
