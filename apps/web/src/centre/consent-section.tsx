import { Section } from '../parts/section.js';
import type { CasePartProps } from './case-part.js';
import { useCaseText } from './case-texts.js';
import { ConsentRows } from './consent-rows.js';
import { GiveConsentForm } from './give-consent-form.js';
import { stands } from './use-consent-sentence.js';

/** A referral asks for its own consent where it is made. */
const askedHere = ['case_management', 'statistics'] as const;

/** What was agreed, in plain sentences, each with its way back; and what is not agreed to now, to be asked for. */
export function ConsentSection({ file, reference }: CasePartProps) {
  const t = useCaseText();
  const missing = askedHere.filter(
    (purpose) => !file.consents.some((one) => one.purpose === purpose && stands(one, reference.today)),
  );
  return (
    <Section title={t('consents')}>
      <ConsentRows caseId={file.id} consents={file.consents} reference={reference} />
      {file.status === 'open'
        ? missing.map((purpose) => (
            <GiveConsentForm key={purpose} caseId={file.id} purpose={purpose} reference={reference} />
          ))
        : null}
    </Section>
  );
}
