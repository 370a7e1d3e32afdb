exports.onExecutePostLogin = async (event, api) => {
  const u = new URL('../c?x=1#h', 'https://user:pw@EXAMPLE.com:443/a/b/');
  console.log(u.href, u.origin, u.host, u.port, u.username, u.search, u.hash);
  u.searchParams.append('y', 'ä &');
  u.pathname = '/new path';
  u.port = '8080';
  u.hash = '';
  console.log(u.toString(), JSON.stringify({ u }));
  u.search = '?z=9';
  console.log(u.searchParams.get('z'), u.searchParams.get('x'));
  try {
    new URL('nope');
  } catch (error) {
    console.log(error.name, error.code, error.input, error.message);
  }
  console.log(URL.canParse('x:'), URL.canParse('//'), `${new URL('https://ex.com/ü')}`);
};
