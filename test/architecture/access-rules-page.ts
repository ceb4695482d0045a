import { compartments, ruleTable, type Condition, type Rule } from '@an-tam/access-rules';
import { caseCategorySchema, roleSchema, type Actor, type Role } from '@an-tam/contracts';
import { markdownTable } from './markdown-table.js';

/** A caller whose members are told apart by their values. */
const caller: Actor = {
  accountId: 'account',
  organisationId: 'organisation',
  organisationName: '',
  organisationKind: 'core_host',
  provinceCode: 'province',
  roles: ['outreach_worker'],
  teamId: 'team',
  displayName: '',
  grantsVersion: 1,
};

/** What a rule's condition says, by the condition itself for a caller at the host of a core and for any other. */
const rowsInWords: Readonly<Record<string, string>> = {
  'centreId=organisation': 'of the own centre',
  'assigneeId=account, centreId=organisation': 'of the own centre, assigned to the caller',
  'centreId=organisation, openedById=account': 'of the own centre, opened by the caller',
  'centreId=organisation, excludedIds≠account, teamId=team':
    "of the own team's caseload (the centre's, where there are no teams), unless she excluded the caller",
  'organisationId=organisation': 'of the own organisation',
  'centreId=organisation, excludedIds≠account': 'of the own centre, unless she excluded the caller',
  'assigneeId=account, centreId=organisation, excludedIds≠account':
    'of the own centre, assigned to the caller, unless she excluded the caller',
  'centreId=organisation, excludedIds≠account, openedById=account':
    'of the own centre, opened by the caller, unless she excluded the caller',
  'centreId=organisation, coverIds=account, excludedIds≠account':
    'of the own centre, assigned to somebody on leave for whom the caller stands in, unless she excluded the caller',
  'centreId=organisation, emergencyIds=account, excludedIds≠account':
    'of the own centre, opened by the caller in an emergency within the hour, unless she excluded the caller',
  'centreId=organisation, overrideIds=account':
    'of the own centre, opened in an emergency within the hour that a second person approved',
  'accountId=account, centreId=organisation': 'of the own centre, for the caller alone',
  'accountId≠account, centreId=organisation': 'of the own centre, of anybody but the caller',
  'accountId≠account, approvedById≠account, centreId=organisation':
    'of the own centre, neither opened nor agreed to by the caller',
  'offeredToId=organisation': 'offered to the own centre by another one',
  'accountId≠account, organisationId=organisation': 'of the own organisation, of anybody but the caller',
  'accountId≠account, askedById≠account, organisationId=organisation':
    'of the own organisation, asked for by somebody else and about somebody else',
  'provinceCode=province': 'of the own province',
  'provinceCode=province | provinceCode=none': "of the own province, where the caller's organisation hosts the core",
};

const textOf = (condition: Condition): string =>
  Object.entries(condition)
    .map(([field, value]) => (typeof value === 'object' ? `${field}≠${value?.$ne ?? 'nothing'}` : `${field}=${value}`))
    .sort()
    .join(', ');

/** @throws Error for a condition that has no words yet: the page must never be silent about one. */
export function rowsOf({ resource, role, where }: Rule): string {
  if (!where) return 'all';
  const asHost = textOf(where(caller));
  const elsewhere = textOf(where({ ...caller, organisationKind: 'social_work_centre' }));
  const condition = asHost === elsewhere ? asHost : `${asHost} | ${elsewhere}`;
  const words = rowsInWords[condition];
  if (!words) throw new Error(`No words for the rows of ${role} and ${resource}: ${condition}`);
  return words;
}

/** Which kinds of data a rule lets be known. */
function dataOf({ fields }: Rule): string {
  if (!fields) return '';
  const missing = caseCategorySchema.options.filter((category) => !fields.includes(category));
  return missing.length === 0 ? 'all' : `all but ${missing.join(', ')}`;
}

/** One line per resource, set of rows and kinds of data, with all actions that the role has on them. */
function linesOf(role: Role, rules: readonly Rule[]): string[][] {
  const actions = new Map<string, Set<string>>();
  for (const rule of rules.filter((one) => one.role === role)) {
    const line = `${rule.resource}|${rowsOf(rule)}|${dataOf(rule)}`;
    actions.set(line, new Set([...(actions.get(line) ?? []), ...rule.actions]));
  }
  return [...actions].map(([line, may]) => {
    const [resource = '', rows = '', data = ''] = line.split('|');
    return [role, resource, [...may].join(', '), rows, data];
  });
}

const introduction = `# Who may do what

This page is written by \`npm run docs\` from the rule table in \`libs/access-rules\`; a test fails when the two differ.
Change the table, never this page.

What is not here is denied. A role is held in one organisation, and only roles of the organisation that the person
works in at that moment count. Several lines for one role and resource are alternatives. A role without the action is
refused before anything is looked up (403); a row outside the reach of the caller answers like one that does not exist
(404). "She" is the client. Against her exclusion of a member of staff only two people together open a file, to be read
for an hour, and every opening in an emergency is reviewed by somebody else. The same rules become conditions of the database query, and row security of the database holds them once more.

The last column names the kinds of data that are known of a file: ${caseCategorySchema.options.join(', ')}. Every sealed
column is of one kind ([what is kept](data-inventory.md)). What a caller does not know is left out of every answer, which
names it under \`withheld\`. Two kinds are compartments, known only to who holds a further role beside the one that reaches
the file: ${Object.entries(compartments)
  .map(([category, role]) => `${category} to ${role}`)
  .join(', ')}. These roles alone reach nothing.
`;

/** The page of the rule table: role, resource, actions and rows, in words. */
export function accessRulesPage(rules: readonly Rule[] = ruleTable): string {
  const lines = roleSchema.options.flatMap((role) => linesOf(role, rules));
  return `${introduction}\n${markdownTable([['role', 'resource', 'may', 'rows', 'data'], ...lines])}\n`;
}
