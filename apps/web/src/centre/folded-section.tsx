import type { CaseView } from '@an-tam/contracts';
import { Alert, Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { ReadOnly } from '../parts/read-only.js';
import { SectionOwner } from '../parts/section.js';
import type { CasePartProps } from './case-part.js';
import { ConsentSection } from './consent-section.js';
import { FollowUpSection } from './follow-up-section.js';
import { useHandoverText } from './handover-texts.js';
import { ReferralSection } from './referral-section.js';

/** What hangs on the files that were folded into this one. Each consent is taken back in its own file. */
export function FoldedSection({ file, reference }: CasePartProps) {
  const t = useHandoverText();
  return file.folded.map((folded) => {
    const part: CaseView = { ...file, ...folded };
    return (
      <section key={folded.id} aria-label={t('foldedFile', { alias: folded.alias })}>
        <Text fw={600} mt="lg">
          {t('foldedFile', { alias: folded.alias })}{' '}
          <Anchor component={Link} to={`/files/${folded.id}`} ff="monospace" underline="always">
            {folded.code}
          </Anchor>
        </Text>
        <SectionOwner value={folded.alias}>
          <ConsentSection file={part} reference={reference} />
          <ReadOnly>
            <FollowUpSection file={part} reference={reference} />
          </ReadOnly>
          {folded.referrals.length > 0 ? <ReferralSection file={part} reference={reference} /> : null}
        </SectionOwner>
      </section>
    );
  });
}

/** Says on a file that was folded into another one where to go on. */
export function MergedBanner({ into }: { readonly into: NonNullable<CaseView['mergedInto']> }) {
  const t = useHandoverText();
  return (
    <Alert role="status" variant="outline" color="teal" styles={{ root: { background: 'var(--an-accent-soft)' } }}>
      <Text c="var(--an-ink)">{t('mergedInto', { code: into.code })}</Text>
      <Anchor component={Link} to={`/files/${into.id}`} underline="always" display="inline-block" py="xs">
        {t('toKept')}
      </Anchor>
    </Alert>
  );
}
