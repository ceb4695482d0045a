import { problemFrom, unreachableProblem } from './problem-error.js';

describe('what a failed request says', () => {
  it('keeps the text, the fields and the facts of a problem document', () => {
    const problem = problemFrom(409, {
      type: 'urn:an-tam:problem:stale_version',
      title: 'Có người vừa sửa.',
      status: 409,
      code: 'STALE_VERSION',
      message: { vi: 'Có người vừa sửa.', en: 'Someone changed this.' },
      errors: [{ field: 'consent.form', message: { vi: 'Cần điền mục này.', en: 'Required.' } }],
      details: { currentVersion: 4 },
    });
    expect(problem.code).toBe('STALE_VERSION');
    expect(problem.text.en).toBe('Someone changed this.');
    expect(problem.fields[0]?.field).toBe('consent.form');
    expect(problem.details['currentVersion']).toBe(4);
  });

  it('turns a page of a proxy into a sentence, never into its own words', () => {
    const problem = problemFrom(502, '<html>Bad Gateway nginx</html>');
    expect(problem.code).toBe('UNAVAILABLE');
    expect(problem.text.vi).not.toMatch(/nginx|502/);
  });

  it('says that nothing is lost when the network is away', () => {
    expect(unreachableProblem().text.vi).toMatch(/vẫn còn/);
  });
});
