import { handoverErrors, staffErrors } from './staff.rules.js';

const [sen, cuc, gone, team] = ['sen', 'cuc', 'gone', 'team'] as const;
const staff = [
  { accountId: sen, roles: ['outreach_worker' as const], teamId: team },
  { accountId: cuc, roles: ['case_manager' as const], teamId: null },
];
const fields = (errors: { field: string }[]) => errors.map(({ field }) => field);

it('names every field with somebody who does not work with the files of the centre', () => {
  expect(fields(staffErrors(staff, { absentId: sen, coverId: cuc }))).toEqual([]);
  expect(fields(staffErrors(staff, { absentId: gone, coverId: cuc }))).toEqual(['absentId']);
  expect(fields(staffErrors([], { absentId: sen, coverId: cuc }))).toEqual(['absentId', 'coverId']);
});

it('lets a file go to staff alone, and into no team but theirs', () => {
  for (const teamId of [undefined, team]) expect(handoverErrors(staff, { assigneeId: sen, teamId })).toEqual([]);
  for (const teamId of [undefined, null]) expect(handoverErrors(staff, { assigneeId: cuc, teamId })).toEqual([]);
  for (const teamId of [null, 'another'])
    expect(fields(handoverErrors(staff, { assigneeId: sen, teamId }))).toEqual(['teamId']);
  expect(fields(handoverErrors(staff, { assigneeId: cuc, teamId: team }))).toEqual(['teamId']);
  expect(fields(handoverErrors(staff, { assigneeId: gone, teamId: team }))).toEqual(['assigneeId']);
});
