import type { ConsentView, FieldError, GiveConsent } from '@an-tam/contracts';
import type { IntakeConfig } from '../reference-data/index.js';

type Wording = IntakeConfig['consents']['purposes'][number];

const error = (field: string, vi: string, en: string): FieldError => ({ field, message: { vi, en } });

/** The wording a consent refers to, as `referral/1`. */
export function wordingOf(config: IntakeConfig, version: string): Wording | undefined {
  return config.consents.purposes.find((p) => `${p.code}/${p.version}` === version);
}

/** Categories under a consent for which only a recorded form counts (a referral of health data: Law 91/2025 Art. 26). */
function needsRecordedForm(wording: Wording, categories: readonly string[]): boolean {
  return categories.some((c) => wording.recorded_form_required_for_categories.includes(c));
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
  const recorded = config.consents.forms.find((f) => f.code === input.form)?.recorded ?? false;
  if (!wording.forms.includes(input.form) || (!recorded && needsRecordedForm(wording, input.dataCategories))) {
    faults.push(
      error(
        'form',
        'Cách đồng ý này chưa đủ. Hãy chọn văn bản, bấm đồng ý hoặc ghi âm.',
        'This form is not enough. Choose in writing, a tap or a recorded call.',
      ),
    );
  }
  if (input.purpose === 'referral' && !input.recipientOrganisationId) {
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

/** Whether a consent stands and covers a referral of this need to this organisation. */
export function coversReferral(consent: ConsentView, needs: ReferralNeedsConsent, config: IntakeConfig): boolean {
  const wording = wordingOf(config, consent.wordingVersion);
  const rules = config.packets.domains[needs.needCode];
  const recorded = config.consents.forms.find((f) => f.code === consent.form)?.recorded ?? false;
  const recordedNeeded =
    rules?.recorded_consent === true || wording?.recorded_form_required_for_domains.includes(needs.needCode) === true;
  return (
    consent.purpose === 'referral' &&
    consent.withdrawnOn === null &&
    consent.expiresOn >= needs.today &&
    consent.recipientOrganisationId === needs.organisationId &&
    rules !== undefined &&
    consent.dataCategories.every((c) => rules.allowed.includes(c)) &&
    (!recordedNeeded || recorded)
  );
}
