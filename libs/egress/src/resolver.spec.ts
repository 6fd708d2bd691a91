import { dnsResolver } from './resolver.js';

it.each(['localhost', 'app.localhost'])('%s is loopback without asking anybody', async (name) => {
  expect(await dnsResolver()(name)).toEqual(['127.0.0.1', '::1']);
});
