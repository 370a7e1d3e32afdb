const net = require('net');
const attempt = (work) => {
  try {
    return work();
  } catch (error) {
    return `${error.name} ${error.code} ${error.message}`;
  }
};

exports.onExecutePostLogin = async () => {
  console.log(Object.keys(net).sort().join(' '));
  for (const text of ['1.2.3.4', '01.2.3.4', '1.2.3', '256.1.1.1', '::1', '::', '::ffff:1.2.3.4', '1::2::3', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::',
    '1:2:3:4:5:6:7:8:9', 'fe80::1%eth0', '', 'a', '1.2.3.4::', '::1.2.3', ':1', '[::1]', '12345::']) {
    console.log(text, net.isIP(text), net.isIPv4(text), net.isIPv6(text));
  }
  const list = new net.BlockList();
  list.addAddress('123.123.123.123');
  list.addRange('10.0.0.1', '10.0.0.10');
  list.addSubnet('8592:757c:efae:4e45::', 64, 'ipv6');
  console.log(list.rules, net.BlockList.isBlockList(list), net.BlockList.isBlockList({}));
  for (const [address, family] of [['123.123.123.123'], ['10.0.0.3'], ['10.0.0.11'], ['::ffff:7b7b:7b7b', 'ipv6'], ['::ffff:123.123.123.123', 'ipv6'], ['8592:757c:efae:4e45::5', 'ipv6']]) {
    console.log(address, list.check(address, family));
  }
  console.log(attempt(() => list.addAddress('x')), attempt(() => list.addSubnet('1.1.1.1', 33)), attempt(() => list.check(5)));
  console.log(attempt(() => new net.SocketAddress({ family: 'x' })), attempt(() => new net.SocketAddress({ address: 'x' })), new net.SocketAddress({ address: '::1', family: 'ipv6', port: 5 }).toJSON());
};
