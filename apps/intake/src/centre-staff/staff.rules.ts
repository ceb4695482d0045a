import type { FieldError, StaffMember } from '@an-tam/contracts';

const error = (field: string, vi: string, en: string): FieldError => ({ field, message: { vi, en } });

const notHere = (field: string) =>
  error(
    field,
    'Người này hiện không làm việc với hồ sơ của trung tâm. Hãy chọn người khác.',
    'This person does not work with files of the centre at present. Choose somebody else.',
  );

const isStaff = (staff: readonly StaffMember[], accountId: string) => staff.some((one) => one.accountId === accountId);

/** Of the people named in these fields, those who do not work with files of the centre. */
export function staffErrors(staff: readonly StaffMember[], named: Readonly<Record<string, string>>): FieldError[] {
  return Object.entries(named).flatMap(([field, accountId]) => (isStaff(staff, accountId) ? [] : [notHere(field)]));
}

/** What is wrong with handing a file to this person, and into this team where one is named. */
export function handoverErrors(
  staff: readonly StaffMember[],
  { assigneeId, teamId }: { readonly assigneeId: string; readonly teamId?: string | null },
): FieldError[] {
  const person = staff.find((one) => one.accountId === assigneeId);
  if (!person) return [notHere('assigneeId')];
  return teamId === undefined || teamId === person.teamId
    ? []
    : [
        error(
          'teamId',
          'Người này không ở trong nhóm đó nữa. Hãy tải lại trang rồi chọn lại.',
          'This person is not in that team any more. Reload the page and choose again.',
        ),
      ];
}
