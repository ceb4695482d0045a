import { organisationKindSchema, roleSchema, type OrganisationKind, type Role } from '@an-tam/contracts';
import { findRoleConflict } from './membership.rules.js';

const caseRoles: Role[] = [
  'outreach_worker',
  'case_manager',
  'supervisor',
  'specialist_care',
  'safeguarding',
  'partner_worker',
  'partner_manager',
];
const reportingKinds: OrganisationKind[] = ['health_department', 'reporting_unit', 'enforcement_body'];
const held = (kind: OrganisationKind, ...roles: Role[]) => ({ kind, roles });

describe('the separation of roles', () => {
  it('lets people hold several case roles, also in several organisations', () => {
    const memberships = [held('social_work_centre', 'case_manager', 'supervisor'), held('clinic', 'partner_manager')];
    expect(findRoleConflict(memberships)).toBeNull();
    expect(findRoleConflict([])).toBeNull();
  });

  it('lets people report for several units', () => {
    const memberships = [
      held('health_department', 'provincial_analyst', 'reporting_officer'),
      held('reporting_unit', 'reporting_officer', 'administrator'),
    ];
    expect(findRoleConflict(memberships)).toBeNull();
  });

  it.each(caseRoles)('keeps %s apart from reporting, wherever the two are held and in either order', (role) => {
    expect(findRoleConflict([held('social_work_centre', role)])).toBeNull();
    for (const reporting of [
      held('health_department', 'provincial_analyst'),
      held('reporting_unit', 'reporting_officer'),
      held('health_department', 'administrator'),
    ]) {
      expect(findRoleConflict([reporting])).toBeNull();
      expect(findRoleConflict([held('social_work_centre', role), reporting])).toBe('case_and_reporting');
      expect(findRoleConflict([reporting, held('clinic', role)])).toBe('case_and_reporting');
    }
    expect(findRoleConflict([held('social_work_centre', role, 'provincial_analyst')])).toBe('case_and_reporting');
    for (const kind of reportingKinds) expect(findRoleConflict([held(kind, role)])).not.toBeNull();
  });

  it.each(roleSchema.options.filter((role) => role !== 'reporting_officer'))(
    'gives nobody of an enforcement body the role %s, anywhere',
    (role) => {
      expect(findRoleConflict([held('enforcement_body', 'reporting_officer')])).toBeNull();
      expect(findRoleConflict([held('enforcement_body', role)])).toBe('enforcement_reports_only');
      expect(findRoleConflict([held('enforcement_body', 'reporting_officer', role)])).toBe('enforcement_reports_only');
      for (const kind of organisationKindSchema.options) {
        const elsewhere = [held('enforcement_body', 'reporting_officer'), held(kind, role)];
        expect(findRoleConflict(elsewhere)).toBe('enforcement_reports_only');
      }
    },
  );
});
