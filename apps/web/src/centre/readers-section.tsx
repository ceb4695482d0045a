import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { useShellText } from '../shell/shell-texts.js';
import type { CasePartProps } from './case-part.js';
import { useCaseText } from './case-texts.js';
import { useCaseReaders } from './centre-api.js';

/** Who opened the file, in one tap: what she is told when she asks. */
export function ReadersSection({ file }: Pick<CasePartProps, 'file'>) {
  const t = useCaseText();
  const [isAsked, setAsked] = useState(false);
  const show = (
    <Button variant="default" size="sm" mih={44} onClick={() => setAsked(true)}>
      {t('showReaders')}
    </Button>
  );
  return (
    <Section title={t('readers')} aside={isAsked ? null : show}>
      {isAsked ? <ReaderRows caseId={file.id} /> : <Text c="dimmed">{t('readersHint')}</Text>}
    </Section>
  );
}

/** By day and role; nobody is named and no content. */
export function ReaderRows({ caseId }: { readonly caseId: string }) {
  const t = useCaseText();
  const shell = useShellText();
  const language = useLanguage();
  return (
    <QueryState query={useCaseReaders(caseId, true)}>
      {({ readers }) => (
        <RowList label={t('readers')}>
          {readers.map(({ day, role, people, identityOpened }) => (
            <Row key={`${day} ${role}`}>
              <Text flex="1 1 14rem">
                {role ? t('readersOfRole', { role: shell(`role.${role}`), people }) : t('readersSystem')}
                {identityOpened ? `, ${t('readersIdentity')}` : ''}
              </Text>
              <Text size="sm" c="dimmed">
                {sayDay(day, language)}
              </Text>
            </Row>
          ))}
        </RowList>
      )}
    </QueryState>
  );
}
