export const order = [];
export const value = await Promise.resolve('waited');
for await (const one of [1]) order.push(one);
