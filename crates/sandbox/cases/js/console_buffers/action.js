exports.onExecutePostLogin = async (event, api) => {
  console.log(Buffer.from('hello'), new Uint8Array([1, 2]), new ArrayBuffer(3), new Date(0), /x/g);
  console.log([Buffer.alloc(60)], { d: new Date(NaN) }, new DataView(new ArrayBuffer(1)));
};
