exports.onExecutePostLogin = async (event, api) => {
  const form = new FormData();
  form.append('name', 'Änn "x"\n');
  form.append('file', new File(['content'], 'a.txt', { type: 'text/plain' }));
  const { headers, body } = await (await fetch('https://api.example/', { method: 'POST', body: form })).json();
  const boundary = /boundary=(.*)$/.exec(headers.find(([name]) => name === 'content-type')[1])[1];
  console.log(body.replaceAll(boundary, 'B'));
};
