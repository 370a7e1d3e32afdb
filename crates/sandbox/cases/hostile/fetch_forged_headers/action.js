exports.onExecutePostLogin = async () => {
  const tries = [{ 'x-a': 'b\r\nx-evil: 1' }, { 'x\r\ny': '1' }, { '': '1' }, { 'x-a': 'é☃' }, { 'x-nul': 'a\0b' }];
  for (const headers of tries) {
    try {
      console.log((await (await fetch('https://api.example/', { headers })).json()).headers);
    } catch (error) {
      console.log(error.name);
    }
  }
  for (const method of ['GET / HTTP/1.1\r\nx: ', 'CONNECT', 'TRACE', 'TRACK', 'A B', '']) {
    try {
      console.log((await (await fetch('https://api.example/', { method })).json()).method);
    } catch (error) {
      console.log(error.name);
    }
  }
};
