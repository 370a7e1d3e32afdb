exports.onExecutePostLogin = async () => {
  const long = 'x'.repeat(1 << 20);
  const tries = {
    url: ['https://api.example/' + 'x'.repeat(16 << 10)],
    method: ['https://api.example/', { method: long }],
    header: ['https://api.example/', { headers: { 'x-long': 'x'.repeat(64 << 10) } }],
    headers: ['https://api.example/', { headers: Array.from({ length: 201 }, (_, i) => [`x-${i}`, '1']) }],
    body: ['https://api.example/', { method: 'POST', body: `${long}x` }],
    allowed: ['https://api.example/', { method: 'POST', body: long }],
  };
  for (const [name, args] of Object.entries(tries)) {
    try {
      console.log(name, (await fetch(...args)).status);
    } catch (error) {
      console.log(name, error.name, error.cause?.code, error.cause?.message);
    }
  }
};
