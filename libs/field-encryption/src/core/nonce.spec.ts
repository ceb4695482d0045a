import { freshNonce } from './nonce.js';

it('never gives the same nonce twice, over many refills of the pool', () => {
  const seen = new Set<string>();
  for (let count = 0; count < 100_000; count++) seen.add(Buffer.from(freshNonce()).toString('latin1'));
  expect(seen.size).toBe(100_000);
});

it('hands out copies that a later refill does not touch', () => {
  const nonce = freshNonce();
  const before = Buffer.from(nonce).toString('hex');
  for (let count = 0; count < 2000; count++) freshNonce();
  expect(Buffer.from(nonce).toString('hex')).toBe(before);
  expect(nonce).toHaveLength(24);
});
