import common from 'common';
import { createRequire } from 'node:module';
import { basename } from 'path';

const require = createRequire(import.meta.url);
let calls = 0;
export const count = () => ++calls;
export async function onExecutePostLogin(event) {
  console.log(typeof module, typeof exports, this === undefined, count(), Object.keys(event));
  console.log(common, require('common') === common, basename('/a/b.js'));
  const { default: again } = await import('common');
  console.log(again === common);
}
