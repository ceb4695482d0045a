import type { ReferenceData } from '@an-tam/contracts';
import { usePick } from '../i18n/define-texts.js';
import { ReadAloud } from '../parts/read-aloud.js';

/** What is said before anything is asked, with a voice for who prefers to listen. */
export function ConfidentialityLimits({ limits }: { readonly limits: ReferenceData['confidentialityLimits'] }) {
  const pick = usePick();
  const sentences = limits.map(pick);
  return (
    <>
      <ol style={{ margin: 0, paddingInlineStart: '1.4em', display: 'grid', gap: 10 }}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      <div>
        <ReadAloud sentences={sentences} />
      </div>
    </>
  );
}
