import { value, order } from './waits.js';
order.push('index');
export { value, order };
