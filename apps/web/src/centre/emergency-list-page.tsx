import type { EmergencyAccess } from '@an-tam/contracts';
import { Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useCommonText } from '../i18n/common-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { EmergencyRow } from './emergency-row.js';
import { useEmergencyText } from './emergency-texts.js';
import { useEmergencies } from './need-to-know-api.js';
import { ToDesk } from './to-desk.js';

type Group = 'toApprove' | 'toReview' | 'done';

const groupOf = ({ state }: EmergencyAccess): Group =>
  state === 'waiting' ? 'toApprove' : state === 'reviewed' ? 'done' : 'toReview';

/** Every emergency opening of the centre: who waits for a second person, then the reviews, the latest due at the top. */
export default function EmergencyListPage() {
  const t = useEmergencyText();
  const common = useCommonText();
  const emergencies = useEmergencies();
  const update = (
    <Button variant="default" mih={48} onClick={() => void emergencies.refetch()}>
      {common('update')}
    </Button>
  );
  return (
    <>
      <ToDesk />
      <Page place={t('reviewPlace')} lead={t('reviewLead')} aside={update}>
        <QueryState query={emergencies}>
          {({ accesses }) =>
            accesses.length === 0 ? (
              <QuietNote icon={<IconLifebuoy size={32} />} title={t('none')} />
            ) : (
              (['toApprove', 'toReview', 'done'] as const).map((group) => (
                <EmergencyGroup
                  key={group}
                  title={t(group)}
                  accesses={accesses.filter((access) => groupOf(access) === group)}
                />
              ))
            )
          }
        </QueryState>
      </Page>
    </>
  );
}

function EmergencyGroup({
  title,
  accesses,
}: {
  readonly title: string;
  readonly accesses: readonly EmergencyAccess[];
}) {
  if (accesses.length === 0) return null;
  return (
    <Section title={title}>
      <RowList label={title}>
        {accesses.map((access) => (
          <Row key={access.id}>
            <EmergencyRow access={access} />
          </Row>
        ))}
      </RowList>
    </Section>
  );
}
