exports.onExecutePostLogin = async () => {
  let distinct = '';
  for (let i = 0; i < 20000; i++) distinct += String.fromCodePoint(0x4e00 + i);
  const tries = [
    `http://${'ü'.repeat(200000)}/`, `http://${distinct}/`, `http://${'xn--'.repeat(50000)}/`, `http://${'a.'.repeat(200000)}/`, `http://${'1.'.repeat(100000)}1/`, `http://[${'0:'.repeat(100000)}]/`,
    `http://a/${'../'.repeat(200000)}`, `http://a/?${'%'.repeat(500000)}`, `http://${'@'.repeat(300000)}a/`, 'http://\u0000/', 'http://a\ud800/', 'http://0x7f.1/', 'http://127.1', 'http://2130706433/', 'http://[::ffff:7f00:1]/', 'http:\\\\a\\b', 'http://a:99999/', 'http://%31%32%37.0.0.1/',
  ];
  const ends = tries.map((url) => {
    try {
      const { host } = new URL(url);
      return host.length > 30 ? host.length : host;
    } catch (error) {
      return error.code;
    }
  });
  console.log(ends.join(' '));
};
