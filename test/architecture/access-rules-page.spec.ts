import { ruleTable, type Rule } from '@an-tam/access-rules';
import { expectStored } from '../support/stored-document.js';
import { accessRulesPage } from './access-rules-page.js';

describe('the page of the access rules', () => {
  it('is stored as the rule table says it', async () => {
    await expectStored('docs/access-rules.md', accessRulesPage());
  });

  it('has a line for every role, resource and action of the table', () => {
    const lines = accessRulesPage()
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    for (const { role, resource, actions } of ruleTable)
      for (const action of actions)
        expect(lines).toContainEqual([
          '',
          role,
          resource,
          expect.stringMatching(`\\b${action}\\b`),
          expect.any(String),
          expect.any(String),
          '',
        ]);
  });

  it('changes with the table', () => {
    const granted: Rule = { role: 'reporting_officer', resource: 'Coverage', actions: ['approve'] };
    expect(accessRulesPage([...ruleTable, granted])).not.toBe(accessRulesPage());
  });

  it('refuses a condition it has no words for', () => {
    const odd: Rule = { role: 'dpo', resource: 'Release', actions: ['read'], where: () => ({ issuer: 'core-33' }) };
    expect(() => accessRulesPage([odd])).toThrow('No words for the rows of dpo and Release: issuer=core-33');
  });
});
