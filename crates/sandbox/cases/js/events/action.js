exports.onExecutePostLogin = async (event, api) => {
  const t = new EventTarget();
  const seen = [];
  const f = (e) => seen.push(e.type);
  t.addEventListener('a', f);
  t.addEventListener('a', f);
  t.addEventListener('a', { handleEvent(e) { seen.push('object', e.target === t); } }, { once: true });
  t.dispatchEvent(new Event('a'));
  t.dispatchEvent(new Event('a'));
  t.removeEventListener('a', f);
  t.dispatchEvent(new Event('a'));
  const cancel = new Event('b', { cancelable: true });
  t.addEventListener('b', (e) => { e.preventDefault(); e.stopImmediatePropagation(); });
  t.addEventListener('b', () => seen.push('never'));
  console.log(seen, t.dispatchEvent(cancel), cancel.defaultPrevented);
};
