import { QueryFailedError } from 'typeorm';
import { together } from './together.js';

const aborted = () => new QueryFailedError('SELECT 1', [], Object.assign(new Error('aborted'), { code: '25P02' }));

it('answers in the order asked', async () => {
  expect(await together([Promise.resolve(1), 'two', Promise.resolve(null)])).toEqual([1, 'two', null]);
});

it('tells what failed by itself, not what failed because of it', async () => {
  const reason = new Error('The log refuses.');
  const later = Promise.resolve().then(() => Promise.reject(reason));
  await expect(together([Promise.reject(aborted()), later])).rejects.toBe(reason);
});

it('leaves nothing running when something fails', async () => {
  let ended = false;
  const slow = new Promise((resolve) => setImmediate(resolve)).then(() => (ended = true));
  await expect(together([Promise.reject(aborted()), slow])).rejects.toBeInstanceOf(QueryFailedError);
  expect(ended).toBe(true);
});
