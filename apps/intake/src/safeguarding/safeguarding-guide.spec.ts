import { concernKindSchema } from '@an-tam/contracts';
import { join } from 'node:path';
import { loadSafeguardingGuides } from './safeguarding-guide.js';

const guide = loadSafeguardingGuides(join(__dirname, '../../../../config')).current;

describe('the safeguarding guide', () => {
  it('knows every kind of concern, and whom to call for each', () => {
    expect(guide.kinds.map(({ code }) => code).sort()).toEqual([...concernKindSchema.options].sort());
    expect(guide.kinds.filter(({ calls }) => calls.length === 0)).toEqual([]);
  });

  it('gives every kind the same set of due times, so that a readable clock does not tell the kind', () => {
    const sets = guide.kinds.map(({ steps }) => [...new Set(steps.map(({ due }) => JSON.stringify(due)))].sort());
    expect(new Set(sets.map((set) => set.join())).size).toBe(1);
  });
});
