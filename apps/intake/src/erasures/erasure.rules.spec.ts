import { backupsExpireOn, kekDestroyedAt, progressOf } from './erasure.rules.js';

describe('what a certificate may say', () => {
  it.each([
    ['2026-11-20', 30, '2026-12-20'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-11-20', 0, '2026-11-20'],
  ])('backups of %s kept %i days expire on %s', (day, kept, expected) =>
    expect(backupsExpireOn(day, kept)).toBe(expected),
  );

  it('is final only when the last day of the backups is over', () => {
    const erased = { state: 'erased', backupsExpireOn: '2026-12-20' } as const;
    expect(progressOf(erased, '2026-12-20', null)).toBe('erased');
    expect(progressOf(erased, '2026-12-21', null)).toBe('final');
    expect(progressOf({ ...erased, state: 'keys_destroyed' }, '2030-01-01', new Date())).toBe('in_progress');
    expect(progressOf({ state: 'intended', backupsExpireOn: null }, '2030-01-01', new Date())).toBe('in_progress');
  });

  it('is final at once when the KEK that wrapped the keys is destroyed as well', () => {
    const erased = { state: 'erased', backupsExpireOn: '2026-12-20' } as const;
    expect(progressOf(erased, '2026-12-01', new Date())).toBe('final');
    const second = { toVersion: 2, finishedAt: new Date('2026-11-21') };
    const third = { toVersion: 3, finishedAt: new Date('2026-11-25') };
    expect(kekDestroyedAt({ kekVersion: 1 }, [third, second])).toEqual(second.finishedAt);
    expect(kekDestroyedAt({ kekVersion: 2 }, [second, third])).toEqual(third.finishedAt);
    expect(kekDestroyedAt({ kekVersion: 2 }, [second])).toBeNull();
    expect(kekDestroyedAt({ kekVersion: 3 }, [second, third])).toBeNull();
    expect(kekDestroyedAt({ kekVersion: null }, [second, third])).toBeNull();
  });
});
