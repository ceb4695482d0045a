import { Anchor, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { holdsAny, useSignedIn } from '../api/session.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import type { CasePartProps } from './case-part.js';
import { useCaseText } from './case-texts.js';
import { usePossibleDuplicates } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { MergeForm } from './merge-form.js';

/** Other files of the same person, looked for on demand and recorded, within what the caller may see. */
export function DuplicateSection({ file }: Pick<CasePartProps, 'file'>) {
  const t = useCaseText();
  const [asked, setAsked] = useState(false);
  const ask = asked ? undefined : (
    <Button variant="default" size="sm" mih={44} onClick={() => setAsked(true)}>
      {t('showDuplicates')}
    </Button>
  );
  return (
    <Section title={t('duplicates')} aside={ask}>
      <Text c="dimmed">{t('duplicatesHint')}</Text>
      {asked ? <Duplicates file={file} /> : null}
    </Section>
  );
}

function Duplicates({ file }: Pick<CasePartProps, 'file'>) {
  const t = useCaseText();
  const centre = useCentreText();
  const duplicates = usePossibleDuplicates(file.id);
  const mayMerge = holdsAny(useSignedIn(), ['case_manager', 'supervisor']) && file.mergedInto === null;
  return (
    <QueryState query={duplicates}>
      {({ cases }) =>
        cases.length === 0 ? (
          <Text>{t('duplicatesNone')}</Text>
        ) : (
          <RowList label={t('duplicates')}>
            {cases.map((one) => (
              <Row key={one.id}>
                <div style={{ flex: '1 1 14rem' }}>
                  <Anchor component={Link} to={`/files/${one.id}`} fw={600} underline="always">
                    {one.alias}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {t('sharedBy', { what: one.sharedBy.map((field) => centre(field)).join(', ') })}
                  </Text>
                </div>
                <Text size="sm" c="dimmed" ff="monospace">
                  {one.code}
                </Text>
                {mayMerge ? <MergeForm one={file} other={one} /> : null}
              </Row>
            ))}
          </RowList>
        )
      }
    </QueryState>
  );
}
