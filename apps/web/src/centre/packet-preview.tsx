import type { PreviewReferral } from '@an-tam/contracts';
import { Text } from '@mantine/core';
import { usePick } from '../i18n/define-texts.js';
import { FactList } from '../parts/fact-list.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { usePreview } from './centre-api.js';
import { useScreeningText } from '../screening/screening-texts.js';

/** "Nơi nhận sẽ biết": the packet's own content as the service would seal it, line by line. */
export function PacketPreview({ caseId, request }: { readonly caseId: string; readonly request: PreviewReferral }) {
  const t = useScreeningText();
  const pick = usePick();
  const preview = usePreview(caseId, request);
  return (
    <Section title={t('willKnow')}>
      <Text c="dimmed">{t('willKnowHint')}</Text>
      {request.dataCategories.length === 0 ? (
        <Text>{t('willKnowNothing')}</Text>
      ) : (
        <QueryState query={preview}>
          {({ fields }) => (
            <FactList facts={fields.map(({ field, label, value }) => ({ key: field, label: pick(label), value }))} />
          )}
        </QueryState>
      )}
    </Section>
  );
}
