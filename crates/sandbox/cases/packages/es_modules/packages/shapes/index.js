#!/usr/bin/env node
import common, { way } from './common.cjs'; import * as whole from './common.cjs'
import data from './data.json' with { type: 'json' };
import { called, called as again } from './called.js'
const here = [data.a]
called()
export default function () { return this; }
export class Named {}
export const arrow = () => {}, [a, { b: c = 2 }] = [1, {}];
const dash = 'dash';
export { dash as 'with-dash' };
export { default as anonymous } from './anonymous.js';
export const self = () => called(), tag = (strings, ...values) => again`${strings.length}${values[0]}`;
export const short = { called, way };
export { way as common, whole };
export const meta = import.meta;
if (here.length) called()
else called()
