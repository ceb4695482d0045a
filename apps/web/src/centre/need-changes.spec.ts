import { needChanges } from './need-changes.js';

const screening = (...needs: [code: string, urgency: 'routine' | 'urgent'][]) => ({
  needs: needs.map(([code, urgency]) => ({ code, urgency })),
});

describe('what became of needs', () => {
  it('says nothing before they were asked about again', () => {
    expect(needChanges([])).toEqual([]);
    expect(needChanges([screening(['health', 'urgent'])])).toEqual([]);
  });

  it('tells of every need ever found how it stood each time', () => {
    const first = screening(['health', 'urgent'], ['work', 'routine']);
    const second = screening(['health', 'routine'], ['legal', 'routine']);
    expect(needChanges([first, second, screening()])).toEqual([
      { code: 'health', levels: ['urgent', 'routine', null] },
      { code: 'work', levels: ['routine', null, null] },
      { code: 'legal', levels: [null, 'routine', null] },
    ]);
  });
});
