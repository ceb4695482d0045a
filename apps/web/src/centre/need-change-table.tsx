import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { writeDay } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { Row, RowList } from '../parts/row-list.js';
import type { CasePartProps } from './case-part.js';
import { useCaseText } from './case-texts.js';
import { useLabels } from './labels.js';
import { needChanges, type NeedLevel } from './need-changes.js';

/** The first time beside the last one shows whether support helped; each time can be opened with its own questions. */
export function NeedChangeTable({ file, reference }: CasePartProps) {
  const t = useCaseText();
  const common = useCommonText();
  const labelOf = useLabels();
  const say = (level: NeedLevel | undefined) => (level ? common(level) : t('needNotFound'));
  const first = file.screenings[0];
  const last = file.screenings.at(-1);
  if (!first || !last) return null;
  const changes = needChanges(file.screenings);
  return (
    <>
      {changes.length > 0 ? (
        <RowList label={t('needChanges')}>
          {changes.map(({ code, levels }) => (
            <Row key={code}>
              <Text fw={600} flex="1 1 10rem">
                {labelOf(reference.needs, code)}
              </Text>
              <Text>
                {t('needChange', {
                  ...{ before: say(levels[0]), on: writeDay(first.screenedOn) },
                  ...{ after: say(levels.at(-1)), then: writeDay(last.screenedOn) },
                })}
              </Text>
            </Row>
          ))}
        </RowList>
      ) : null}
      <Text size="sm" c="dimmed">
        {t('screenedOn')}{' '}
        {file.screenings.map(({ id, screenedOn }, index) => (
          <span key={id}>
            {index > 0 ? ', ' : ''}
            <Anchor component={Link} to={`/files/${file.id}/screenings/${id}`} inherit underline="always">
              {writeDay(screenedOn)}
            </Anchor>
          </span>
        ))}
      </Text>
    </>
  );
}
