exports.onExecutePostLogin = async () => {
  const urls = ['file:///etc/passwd', 'data:text/plain,x', 'blob:https://a/1', 'ftp://a.example/', 'javascript:1', 'unix:/run/docker.sock', 'gopher://a/', 'latchwork:runtime', 'https://user:password@api.example/', '//api.example/', ''];
  for (const url of urls) {
    try {
      console.log(url, await (await fetch(url)).text());
    } catch (error) {
      console.log(url, error.name, error.message);
    }
  }
};
