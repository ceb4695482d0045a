import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { FactList } from '../parts/fact-list.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import type { CasePartProps } from './case-part.js';
import { useCaseText } from './case-texts.js';
import { useCaseIdentity } from './centre-api.js';
import { useCentreText } from './centre-texts.js';

const openMs = 60_000;

/** Who it is: read on demand, recorded, closed by itself after a minute or when the page is left. */
export function IdentitySection({ file }: Pick<CasePartProps, 'file'>) {
  const t = useCaseText();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return;
    const timer = setTimeout(() => setOpen(false), openMs);
    return () => clearTimeout(timer);
  }, [open]);
  const toggle = (
    <Button variant="default" size="sm" mih={44} aria-expanded={open} onClick={() => setOpen(!open)}>
      {open ? t('hideIdentity') : t('showIdentity')}
    </Button>
  );
  return (
    <Section title={t('identity')} aside={toggle}>
      <Text c="dimmed">{t('identityHint')}</Text>
      {open ? <IdentityFacts caseId={file.id} /> : null}
    </Section>
  );
}

function IdentityFacts({ caseId }: { readonly caseId: string }) {
  const t = useCaseText();
  const centre = useCentreText();
  const identity = useCaseIdentity(caseId, true);
  return (
    <QueryState query={identity}>
      {({ name, phone, birthYear }) => (
        <FactList
          facts={[
            { key: 'name', label: centre('name'), value: name ?? t('identityNone') },
            { key: 'phone', label: centre('phone'), value: phone ?? t('identityNone') },
            { key: 'birthYear', label: centre('birthYear'), value: String(birthYear ?? t('identityNone')) },
          ]}
        />
      )}
    </QueryState>
  );
}
