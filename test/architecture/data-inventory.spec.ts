import { dataCategories } from '../../apps/intake/src/sealing/data-categories.js';
import { sealedTables } from '../../apps/intake/src/sealing/sealed-tables.js';
import { expectStored } from '../support/stored-document.js';
import { bannedIn } from './banned-words.js';
import { dataInventory } from './data-inventory.js';

describe('the data-protection inventory', () => {
  const page = dataInventory(sealedTables, dataCategories);

  it('is stored as the registry says it', async () => {
    await expectStored('docs/data-inventory.md', page);
  });

  it('has one line for every sensitive column, each with a reason', () => {
    for (const { table, columns } of sealedTables)
      for (const { column, purpose } of columns) {
        const lines = page.split('\n').filter((line) => line.includes(`\`${table}.${column}\``));
        expect(lines).toHaveLength(1);
        expect(purpose.length).toBeGreaterThan(10);
        expect(lines[0]).toContain(purpose);
      }
  });

  it('uses no word that people would be hurt by', () => {
    expect(bannedIn(page)).toEqual([]);
  });

  it('refuses a category that has no name', () => {
    expect(() => dataInventory(sealedTables, {})).toThrow(/has no name/);
  });
});
