import type { AccessFindingView } from '@an-tam/contracts';
import { Anchor, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { holdsAny, useSignedIn } from '../api/session.js';
import { clockOf, sayDay, sayInstant } from '../formats/dates.js';
import { useLanguage, usePick } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { AnswerForm } from './answer-form.js';
import { useFinding } from './audit-api.js';
import { FindingState } from './finding-state.js';
import { useReviewText } from './review-texts.js';
import { useKnownName } from './use-known-name.js';

/** One day of somebody's that stood out: how much of what, which files, and the answer. */
export function FindingPage() {
  const t = useReviewText();
  const language = useLanguage();
  const nameOf = useKnownName();
  const { id = '' } = useParams();
  const view = useFinding(id);
  const finding = view.data?.finding;
  const about = finding && `${nameOf(finding.accountId) ?? t('noLonger')}, ${sayDay(finding.day, language)}`;
  return (
    <>
      <Anchor component={Link} to="/access-review" display="inline-block" py="xs" mb="xs">
        ← {t('toList')}
      </Anchor>
      <Page place={t('place')} lead={about}>
        <QueryState query={view}>
          {({ finding: shown, rule, files }) => (
            <>
              <What finding={shown} rule={rule} />
              <Files files={files} />
              {shown.state === 'open' || shown.state === 'follow_up' ? (
                <AnswerForm key={shown.state} finding={shown} />
              ) : null}
            </>
          )}
        </QueryState>
      </Page>
    </>
  );
}

function What({ finding, rule: words }: Pick<AccessFindingView, 'finding' | 'rule'>) {
  const t = useReviewText();
  const pick = usePick();
  const language = useLanguage();
  const nameOf = useKnownName();
  const session = useSignedIn();
  const { rule, observed, usual, state, note, answeredById, answeredAt, accountId, day } = finding;
  return (
    <Section title={pick(words.title)} aside={<FindingState state={state} />}>
      <Text>{t(`count.${rule}`, { observed, usual })}</Text>
      <Text>
        <b>{t('why')}</b> {pick(words.why)}
      </Text>
      {note !== null && answeredAt !== null ? (
        <div>
          <Text style={{ overflowWrap: 'anywhere' }}>{note}</Text>
          <Text size="sm" c="dimmed">
            {t('answered', {
              who: nameOf(answeredById ?? '') ?? t('somebody'),
              when: sayInstant(answeredAt, language),
            })}
          </Text>
        </div>
      ) : null}
      {holdsAny(session, ['dpo']) ? (
        <Anchor component={Link} to={`/trace?${new URLSearchParams({ person: accountId, day }).toString()}`} py="xs">
          {t('toTrace')} →
        </Anchor>
      ) : null}
    </Section>
  );
}

function Files({ files }: { readonly files: AccessFindingView['files'] }) {
  const t = useReviewText();
  const works = holdsAny(useSignedIn(), ['supervisor']);
  return (
    <Section title={t('files')}>
      {files.length === 0 ? <Text c="dimmed">{t('noFiles')}</Text> : null}
      <RowList label={t('files')}>
        {files.map(({ caseId, code, times, firstAt, lastAt }) => (
          <Row key={caseId} to={works && code !== null ? `/files/${caseId}` : undefined}>
            <Text fw={600}>{code === null ? t('erasedFile', { id: caseId.slice(0, 4) }) : t('file', { code })}</Text>
            <Text size="sm" c="dimmed">
              {t('times', { times, from: clockOf(new Date(firstAt)), to: clockOf(new Date(lastAt)) })}
            </Text>
          </Row>
        ))}
      </RowList>
    </Section>
  );
}
