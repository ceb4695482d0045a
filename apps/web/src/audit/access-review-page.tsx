import type { AccessFinding, AccessFindingList } from '@an-tam/contracts';
import { Text } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { PageTurn } from '../centre/page-turn.js';
import { sayDay } from '../formats/dates.js';
import { useLanguage, usePick } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { useFindings } from './audit-api.js';
import { FindingState } from './finding-state.js';
import { useReviewText } from './review-texts.js';
import { useKnownName } from './use-known-name.js';

const isWaiting = ({ state }: AccessFinding) => state === 'open' || state === 'follow_up';

/** What stood out in the opening of the centre's files, what waits for an answer first. */
export function AccessReviewPage() {
  const t = useReviewText();
  const [page, setPage] = useState(1);
  const findings = useFindings(page);
  return (
    <Page place={t('place')} lead={t('lead')}>
      <QueryState query={findings}>
        {(list) =>
          list.findings.length === 0 && page === 1 ? (
            <QuietNote icon={<IconUserSearch size={32} />} title={t('empty')} hint={t('emptyHint')} />
          ) : (
            <>
              <FindingGroup title={t('waiting')} list={list} findings={list.findings.filter(isWaiting)} />
              <FindingGroup
                title={t('done')}
                list={list}
                findings={list.findings.filter((finding) => !isWaiting(finding))}
              />
              <PageTurn page={page} hasMore={list.hasMore} onTurn={setPage} />
            </>
          )
        }
      </QueryState>
    </Page>
  );
}

interface FindingGroupProps {
  readonly title: string;
  readonly list: AccessFindingList;
  readonly findings: readonly AccessFinding[];
}

function FindingGroup({ title, list, findings }: FindingGroupProps) {
  const t = useReviewText();
  const pick = usePick();
  const language = useLanguage();
  const nameOf = useKnownName();
  if (findings.length === 0) return null;
  return (
    <Section title={title}>
      <RowList label={title}>
        {findings.map(({ id, accountId, day, rule, observed, usual, state }) => {
          const words = list.rules.find(({ code }) => code === rule);
          return (
            <Row key={id} to={`/access-review/${id}`}>
              <div style={{ flex: '1 1 14rem', minWidth: 0 }}>
                <Text fw={600}>{words ? pick(words.title) : rule}</Text>
                <Text>{t(`count.${rule}`, { observed, usual })}</Text>
                <Text size="sm" c="dimmed">
                  {nameOf(accountId) ?? t('noLonger')} · {sayDay(day, language)}
                </Text>
              </div>
              <FindingState state={state} />
            </Row>
          );
        })}
      </RowList>
    </Section>
  );
}
