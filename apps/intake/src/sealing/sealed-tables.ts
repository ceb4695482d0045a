import type { CaseCategory } from '@an-tam/contracts';
import type { Normaliser, SealedTable, SensitiveColumn, SensitiveIndex } from '@an-tam/field-encryption';
import { clientIdentifiers } from './client-identifiers.js';

const indexOf = (column: string, normaliser: Normaliser): SensitiveIndex => ({
  name: column,
  normaliser,
  column: `${column}_index`,
  versionColumn: `${column}_index_version`,
});
const enumColumn = { type: 'enum', padding: 'fixed64' } as const;
const dateColumn = { type: 'date', padding: 'fixed64' } as const;

/** A sealed table with the name of its records in the audit log; the category of a column decides who knows it. */
export interface CaseTable extends SealedTable {
  readonly resource: string;
  readonly columns: readonly (SensitiveColumn & { readonly dataCategory: CaseCategory })[];
}

/**
 * Every sealed table of the intake database with its sensitive columns, the one registry that drives sealing, row MACs,
 * database checks, the data-protection inventory and the tests. A column of the core is either here or in the plaintext
 * registry; a policy column is in both.
 */
export const sealedTables: readonly CaseTable[] = [
  {
    table: 'case_file',
    resource: 'CaseFile',
    caseColumn: 'id',
    policy: ['centre_id', 'code', 'status', 'assignee_id', 'opened_by_id', 'team_id', 'merged_into_id'],
    policyAddedLater: ['team_id', 'merged_into_id'],
    columns: [
      {
        column: 'alias',
        type: 'text',
        padding: 'fixed256',
        dataCategory: 'alias',
        purpose: 'What staff call her; her own choice, never a legal name',
      },
      {
        column: 'commune_code',
        ...enumColumn,
        dataCategory: 'commune',
        purpose: 'Finding services nearby, and coverage by commune',
      },
      {
        column: 'channel',
        ...enumColumn,
        dataCategory: 'service_history',
        purpose: 'How she was reached',
      },
      {
        column: 'opened_on',
        ...dateColumn,
        dataCategory: 'service_history',
        purpose: 'Begin of the support, and the period it counts in',
      },
      {
        column: 'reach',
        type: 'json',
        padding: 'fixed256',
        addedLater: true,
        dataCategory: 'contact',
        purpose: 'Which ways of reaching her are unsafe, and at which hours she can be reached',
      },
    ],
  },
  {
    table: 'client',
    resource: 'Client',
    policy: ['centre_id'],
    columns: [
      {
        column: 'name',
        type: 'text',
        padding: 'fixed256',
        dataCategory: 'identity',
        purpose: 'Only when she wants it written down, for services that ask for it',
      },
      {
        column: 'phone',
        type: 'text',
        padding: 'fixed64',
        index: indexOf('phone', clientIdentifiers.phone),
        dataCategory: 'contact',
        purpose: 'Calling her back, finding her file again',
      },
      {
        column: 'document_number',
        type: 'text',
        padding: 'fixed128',
        index: indexOf('document_number', clientIdentifiers.documentNumber),
        addedLater: true,
        dataCategory: 'identity',
        purpose: 'Finding her file again, when she offers it for that',
      },
      {
        column: 'email',
        type: 'text',
        padding: 'fixed256',
        index: indexOf('email', clientIdentifiers.email),
        addedLater: true,
        dataCategory: 'contact',
        purpose: 'Finding her file again, when she offers it for that',
      },
      {
        column: 'uic',
        type: 'text',
        padding: 'fixed128',
        index: indexOf('uic', clientIdentifiers.uic),
        addedLater: true,
        dataCategory: 'identity',
        purpose: 'Finding her file again by the code of a health programme, when she offers it',
      },
      {
        column: 'birth_year',
        type: 'integer',
        padding: 'fixed64',
        dataCategory: 'birth_year',
        purpose: 'Services for minors, and age groups in figures',
      },
      {
        column: 'target_group',
        ...enumColumn,
        dataCategory: 'target_group',
        purpose: 'The group that a plan counts her in',
      },
      {
        column: 'sex',
        ...enumColumn,
        dataCategory: 'sex',
        purpose: 'Fitting services, when she says so',
      },
      {
        column: 'circumstances',
        type: 'json',
        padding: 'fixed256',
        addedLater: true,
        dataCategory: 'household',
        purpose: 'Fitting services for her and who depends on her, in a language she speaks',
      },
    ],
  },
  {
    table: 'consent',
    resource: 'Consent',
    policy: ['centre_id', 'status'],
    columns: [
      {
        column: 'terms',
        type: 'json',
        padding: 'text',
        dataCategory: 'consent',
        purpose: 'Proof of what she agreed to, for whom and until when',
      },
      {
        column: 'withdrawn_on',
        ...dateColumn,
        dataCategory: 'consent',
        purpose: 'Proof of when a consent ended',
      },
    ],
  },
  {
    table: 'screening',
    resource: 'Screening',
    policy: ['centre_id'],
    columns: [
      {
        column: 'content',
        type: 'json',
        padding: 'text',
        dataCategory: 'need',
        purpose: 'Her answers and the needs they show',
      },
    ],
  },
  {
    table: 'follow_up',
    resource: 'FollowUp',
    policy: ['centre_id'],
    columns: [
      {
        column: 'content',
        type: 'json',
        padding: 'text',
        dataCategory: 'service_history',
        purpose: 'Which services she received, and when',
      },
    ],
  },
  {
    table: 'planned_follow_up',
    resource: 'PlannedFollowUp',
    policy: ['centre_id', 'state', 'due_on'],
    columns: [
      {
        column: 'channel',
        ...enumColumn,
        dataCategory: 'service_history',
        purpose: 'How the next meeting was agreed',
      },
    ],
  },
  {
    table: 'care_plan',
    resource: 'CarePlan',
    policy: ['centre_id', 'state', 'review_on', 'next_due_on', 'proposed_by_id', 'decided_by_id'],
    columns: [
      {
        column: 'content',
        type: 'json',
        padding: 'text',
        dataCategory: 'plan',
        purpose: 'What was agreed to be reached, by which steps, and what is done',
      },
    ],
  },
  {
    table: 'closure',
    resource: 'Closure',
    policy: ['centre_id', 'state', 'requested_by_id', 'decided_by_id', 'keep_until'],
    columns: [
      {
        column: 'content',
        type: 'json',
        padding: 'text',
        dataCategory: 'service_history',
        purpose: 'Why the support ended, how, and what becomes of what is open',
      },
    ],
  },
  {
    table: 'safeguarding_concern',
    resource: 'SafeguardingConcern',
    policy: ['centre_id', 'state', 'opened_at', 'next_due_at'],
    columns: [
      {
        column: 'content',
        type: 'json',
        padding: 'text',
        dataCategory: 'safeguarding',
        purpose: 'Protecting her from harm: what is known, which steps were taken, what the law asks to be told',
      },
    ],
  },
  {
    table: 'case_referral',
    resource: 'Referral',
    policy: ['centre_id', 'organisation_id', 'service_id', 'consent_id', 'urgency', 'state', 'status_reason'],
    columns: [
      {
        column: 'need_code',
        ...enumColumn,
        dataCategory: 'need',
        purpose: 'The need she was referred for',
      },
      {
        column: 'requested_on',
        ...dateColumn,
        dataCategory: 'service_history',
        purpose: 'Following up a referral without answer',
      },
      {
        column: 'delivered_on',
        ...dateColumn,
        dataCategory: 'service_history',
        purpose: 'Whether she received the service',
      },
    ],
  },
  {
    table: 'attachment',
    resource: 'Attachment',
    policy: ['centre_id'],
    columns: [
      {
        column: 'content',
        type: 'json',
        padding: 'text',
        dataCategory: 'identity',
        purpose: 'What a document is, and the key of its bytes; only where the centre allows documents',
      },
    ],
  },
  {
    table: 'case_count',
    resource: 'CaseCount',
    policy: ['centre_id', 'plan', 'plan_year'],
    columns: [
      {
        column: 'content',
        type: 'json',
        padding: 'text',
        dataCategory: 'service_history',
        purpose: 'What closed periods counted of her, so that nobody counts twice',
      },
    ],
  },
];
