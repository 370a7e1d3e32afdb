import { hoisted } from './a.js';
export const early = hoisted();
export const fromB = () => `${early} later`;
