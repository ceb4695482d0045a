import type { DataSource, EntityManager } from 'typeorm';
import { together } from './together.js';

/**
 * One transaction with settings that are local to it, as row security reads them.
 * @param settings values by name, as `{ 'app.organisation_id': '...' }`
 */
export async function transactionWith<T>(
  dataSource: DataSource,
  settings: Readonly<Record<string, string>>,
  work: (manager: EntityManager) => Promise<T>,
  isolation?: 'REPEATABLE READ',
): Promise<T> {
  const begin = (inside: (manager: EntityManager) => Promise<T>) =>
    isolation ? dataSource.transaction(isolation, inside) : dataSource.transaction(inside);
  const calls = Object.keys(settings).map((_name, at) => `set_config($${2 * at + 1}, $${2 * at + 2}, true)`);
  return begin(async (manager) => {
    // Sent ahead of whatever the work asks, on the one connection of the transaction; without them no row is shown.
    const set = manager.query(`SELECT ${calls.join(', ')}`, Object.entries(settings).flat());
    const [done] = await together([work(manager), set]);
    return done;
  });
}
