import { early } from './b.js';
export let count = 0;
export const add = () => { count += 1; return early; };
export function hoisted() { return 'hoisted'; }
export * from './b.js';
