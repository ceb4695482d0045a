import { Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useCommonText } from '../i18n/common-texts.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import type { CasePartProps } from './case-part.js';
import { useCaseText } from './case-texts.js';
import { useLabels } from './labels.js';
import { NeedChangeTable } from './need-change-table.js';

export function NeedSection({ file, reference }: CasePartProps) {
  const t = useCaseText();
  const common = useCommonText();
  const labelOf = useLabels();
  const isOpen = file.status === 'open';
  const ask = isOpen ? (
    <Button component={Link} to={`/files/${file.id}/screening`} variant="default" size="sm" mih={44}>
      {t('askAgain')}
    </Button>
  ) : null;
  return (
    <Section title={t('needs')} aside={ask}>
      {file.needs.length === 0 ? (
        <Text c="dimmed">{t('needsNone')}</Text>
      ) : (
        <RowList label={t('needs')}>
          {file.needs.map(({ code, urgency }) => {
            const need = labelOf(reference.needs, code);
            return (
              <Row key={code}>
                <Group gap="sm">
                  <Text fw={600}>{need}</Text>
                  <StateWord tone={urgency === 'urgent' ? 'urgent' : 'calm'}>{common(urgency)}</StateWord>
                </Group>
                {isOpen ? (
                  <Button
                    component={Link}
                    to={`/files/${file.id}/refer/${code}`}
                    variant="default"
                    size="sm"
                    mih={44}
                    aria-label={t('referFor', { need })}
                  >
                    {t('refer')}
                  </Button>
                ) : null}
              </Row>
            );
          })}
        </RowList>
      )}
      <NeedChangeTable file={file} reference={reference} />
    </Section>
  );
}
