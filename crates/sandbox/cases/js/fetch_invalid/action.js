exports.onExecutePostLogin = async (event, api) => {
  const attempt = async (...args) => {
    try {
      await fetch(...args);
      console.log('sent');
    } catch (error) {
      console.log(error.name, error.message);
    }
  };
  await attempt('not a url');
  await attempt('https://user:pw@api.example/');
  await attempt('https://api.example/', { method: 'TRACE' });
  await attempt('https://api.example/', { method: 'a b' });
  await attempt('https://api.example/', { body: 'x' });
  await attempt('https://api.example/', { headers: { 'a b': 'c' } });
  await attempt('https://api.example/', { headers: { a: 'b\nc' } });
  await attempt('https://api.example/', { headers: { a: '…' } });
  await attempt('ftp://api.example/');
};
