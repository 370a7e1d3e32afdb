exports.onExecutePostLogin = async (event, api) => {
  const get = () => fetch('https://api.example/');
  console.log(Buffer.from(await (await get()).arrayBuffer()).toString());
  const blob = await (await get()).blob();
  console.log(blob.size, blob.type, await blob.text());
  const clone = (await get()).clone();
  console.log(await clone.text());
  const parts = [];
  for await (const part of (await get()).body) parts.push(Buffer.from(part).toString());
  console.log(parts.join(''));
  console.log((await (await fetch('https://form.example/')).formData()).get('a'));
  await (await get()).json().catch((error) => console.log(error.name));
};
