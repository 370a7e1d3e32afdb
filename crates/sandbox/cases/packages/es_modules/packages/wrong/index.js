import { missing } from './empty.js';
missing();
