import type { ConsentView, FieldError, GiveConsent } from '@an-tam/contracts';
import type { IntakeConfig } from '../reference-data/index.js';

type Wording = IntakeConfig['consents']['purposes'][number];

const error = (field: string, vi: string, en: string): FieldError => ({ field, message: { vi, en } });

/** The wording a consent refers to, as `referral/1`. */
export function wordingOf(config: IntakeConfig, version: string): Wording | undefined {
  return config.consents.purposes.find((p) => `${p.code}/${p.version}` === version);
}

/** What is wrong with a consent about to be recorded; empty when nothing is. */
export function faultsOfConsent(input: GiveConsent, config: IntakeConfig, today: string): FieldError[] {
  const wording = wordingOf(config, input.wordingVersion);
  if (!wording || wording.code !== input.purpose) {
    return [
      error(
        'wordingVersion',
        'Không có bản lời văn này cho mục đích đã chọn.',
        'There is no such wording for this purpose.',
      ),
    ];
  }
  const faults: FieldError[] = [];
  faults.push(
    ...config.consentForms.faults('form', input.form, { purpose: input.purpose, categories: input.dataCategories }),
  );
  if (['referral', 'transfer'].includes(input.purpose) && !input.recipientOrganisationId) {
    faults.push(error('recipientOrganisationId', 'Cần nêu nơi nhận.', 'Name the recipient.'));
  }
  if (input.purpose === 'referral' && input.dataCategories.length === 0) {
    faults.push(
      error('dataCategories', 'Cần nêu ít nhất một mục thông tin.', 'Name at least one item of information.'),
    );
  }
  const known = new Set(config.packets.categories.map((c) => c.code));
  if (input.purpose === 'referral' && !input.dataCategories.every((c) => known.has(c))) {
    faults.push(
      error('dataCategories', 'Có mục thông tin không có trong danh sách.', 'One of the items is not in the list.'),
    );
  }
  if (input.expiresOn !== undefined && input.expiresOn < today) {
    faults.push(error('expiresOn', 'Ngày hết hạn đã qua.', 'The expiry date has passed.'));
  }
  return faults;
}

/** What a referral needs of a consent. */
export interface ReferralNeedsConsent {
  readonly organisationId: string;
  readonly needCode: string;
  readonly today: string;
}

/** Whether a consent stands and covers a referral of this need to this organisation; its form is checked apart. */
export function coversReferral(consent: ConsentView, needs: ReferralNeedsConsent, config: IntakeConfig): boolean {
  const rules = config.packets.domains[needs.needCode];
  return (
    consent.purpose === 'referral' &&
    consent.withdrawnOn === null &&
    consent.expiresOn >= needs.today &&
    consent.recipientOrganisationId === needs.organisationId &&
    rules !== undefined &&
    consent.dataCategories.every((c) => rules.allowed.includes(c))
  );
}
