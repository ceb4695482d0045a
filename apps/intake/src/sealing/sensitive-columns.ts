import type { SensitiveColumn } from '@an-tam/field-encryption';

/**
 * Every sensitive column of the intake database, the one registry that drives sealing, row MACs, database checks,
 * the data-protection inventory and the tests. A column of the core is either here or in the plaintext registry.
 */
export const sensitiveColumns: readonly SensitiveColumn[] = [
  { table: 'case_file', column: 'alias', type: 'text', padding: 'fixed256', dataCategory: 'alias' },
  { table: 'case_file', column: 'commune_code', type: 'enum', padding: 'fixed64', dataCategory: 'commune' },
  { table: 'case_file', column: 'channel', type: 'enum', padding: 'fixed64', dataCategory: 'service_history' },
  { table: 'case_file', column: 'opened_on', type: 'date', padding: 'fixed64', dataCategory: 'service_history' },
  { table: 'client', column: 'name', type: 'text', padding: 'fixed256', dataCategory: 'identity' },
  {
    table: 'client',
    column: 'phone',
    type: 'text',
    padding: 'fixed64',
    index: { name: 'phone', normaliser: 'phone' },
    dataCategory: 'contact',
  },
  { table: 'client', column: 'birth_year', type: 'integer', padding: 'fixed64', dataCategory: 'birth_year' },
  { table: 'client', column: 'target_group', type: 'enum', padding: 'fixed64', dataCategory: 'target_group' },
  { table: 'client', column: 'sex', type: 'enum', padding: 'fixed64', dataCategory: 'sex' },
  { table: 'consent', column: 'terms', type: 'json', padding: 'text', dataCategory: 'consent' },
  { table: 'consent', column: 'withdrawn_on', type: 'date', padding: 'fixed64', dataCategory: 'consent' },
  { table: 'screening', column: 'content', type: 'json', padding: 'text', dataCategory: 'need' },
  { table: 'follow_up', column: 'content', type: 'json', padding: 'text', dataCategory: 'service_history' },
  { table: 'case_referral', column: 'need_code', type: 'enum', padding: 'fixed64', dataCategory: 'need' },
  { table: 'case_referral', column: 'requested_on', type: 'date', padding: 'fixed64', dataCategory: 'service_history' },
  { table: 'case_referral', column: 'delivered_on', type: 'date', padding: 'fixed64', dataCategory: 'service_history' },
  { table: 'case_count', column: 'content', type: 'json', padding: 'text', dataCategory: 'service_history' },
];
