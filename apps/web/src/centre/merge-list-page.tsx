import type { CaseMergeView, DuplicatePairs } from '@an-tam/contracts';
import { Anchor, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSignedIn } from '../api/session.js';
import { sayInstant } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { useCaseText } from './case-texts.js';
import { useCentreText } from './centre-texts.js';
import { decideMerge, undoMerge, useDuplicatePairs, useMerges } from './handover-api.js';
import { useHandoverText } from './handover-texts.js';
import { MergeForm } from './merge-form.js';
import { ToDesk } from './to-desk.js';
import { useNameOf } from './use-names.js';

/** A supervisor's look at files that may be of one person: what waits, what to look at, and what was merged. */
export default function MergeListPage() {
  const t = useHandoverText();
  const merges = useMerges();
  const pairs = useDuplicatePairs();
  return (
    <>
      <ToDesk />
      <Page place={t('mergePlace')} lead={t('mergeLead')}>
        <QueryState query={merges}>
          {({ merges: all }) => (
            <Merges title={t('mergesWaiting')} merges={all.filter((m) => m.state === 'proposed')} />
          )}
        </QueryState>
        <Section title={t('pairs')}>
          <QueryState query={pairs}>{(found) => <Pairs {...found} />}</QueryState>
        </Section>
        <QueryState query={merges}>
          {({ merges: all }) => (
            <Merges title={t('mergesStanding')} merges={all.filter((m) => m.state === 'approved')} />
          )}
        </QueryState>
      </Page>
    </>
  );
}

function Pairs({ pairs, hasMore }: DuplicatePairs) {
  const t = useHandoverText();
  const ofCase = useCaseText();
  const centre = useCentreText();
  if (pairs.length === 0) return <Text c="dimmed">{t('pairsNone')}</Text>;
  return (
    <>
      <RowList label={t('pairs')}>
        {pairs.map(({ cases, sharedBy }) => {
          const [one, other] = cases;
          if (!one || !other) return null;
          return (
            <Row key={`${one.id} ${other.id}`}>
              <div style={{ flex: '1 1 14rem' }}>
                {[one, other].map(({ id, alias, code }) => (
                  <FileLink key={id} id={id} alias={alias} code={code} />
                ))}
                <Text size="sm" c="dimmed">
                  {ofCase('sharedBy', { what: sharedBy.map((field) => centre(field)).join(', ') })}
                </Text>
              </div>
              <MergeForm one={one} other={other} />
            </Row>
          );
        })}
      </RowList>
      {hasMore ? <Text c="dimmed">{t('pairsMore')}</Text> : null}
    </>
  );
}

function FileLink({ id, alias, code }: CaseMergeView['kept']) {
  return (
    <Text>
      <Anchor component={Link} to={`/files/${id}`} fw={600} underline="always">
        {alias}
      </Anchor>{' '}
      <Text span size="sm" c="dimmed" ff="monospace">
        {code}
      </Text>
    </Text>
  );
}

function Merges({ title, merges }: { readonly title: string; readonly merges: readonly CaseMergeView[] }) {
  if (merges.length === 0) return null;
  return (
    <Section title={title}>
      <RowList label={title}>
        {merges.map((merge) => (
          <Row key={merge.id}>
            <MergeRow merge={merge} />
          </Row>
        ))}
      </RowList>
    </Section>
  );
}

function MergeRow({ merge }: { readonly merge: CaseMergeView }) {
  const t = useHandoverText();
  const language = useLanguage();
  const nameOf = useNameOf();
  const { accountId } = useSignedIn();
  const { id, version, kept, folded, state } = merge;
  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'decline') => decideMerge(id, { version, decision }),
  });
  const undo = useMutation({ mutationFn: () => undoMerge(id, version) });
  const line = t('mergeLine', { kept: kept.alias, folded: folded.alias });
  return (
    <div style={{ flex: 1, minWidth: 0 }}>
      <Text fw={600}>{line}</Text>
      <FileLink {...kept} />
      <FileLink {...folded} />
      <Text size="sm" c="dimmed">
        {t(`mergeReason.${merge.reason}`)} ·{' '}
        {t('askedBy', { name: nameOf(merge.proposedById), day: sayInstant(merge.proposedAt, language) })}
      </Text>
      {state === 'approved' ? (
        <ConfirmAction
          label={t('undo')}
          accessibleLabel={t('undoOf', { kept: kept.alias, folded: folded.alias })}
          title={t('undo')}
          consequence={t('undoWhat')}
          busy={undo.isPending}
          onConfirm={() => undo.mutate()}
        />
      ) : merge.proposedById === accountId ? (
        <Text size="sm" c="dimmed">
          {t('ownProposal')}
        </Text>
      ) : (
        <Group gap="xs" mt="xs">
          <ConfirmAction
            label={t('agree')}
            accessibleLabel={`${t('agree')}: ${line}`}
            title={t('agree')}
            consequence={t('agreeWhat')}
            primary
            busy={decide.isPending}
            onConfirm={() => decide.mutate('approve')}
          />
          <ConfirmAction
            label={t('notSame')}
            accessibleLabel={`${t('notSame')}: ${line}`}
            title={t('notSame')}
            consequence={t('notSameWhat')}
            busy={decide.isPending}
            onConfirm={() => decide.mutate('decline')}
          />
        </Group>
      )}
      <ProblemNote error={decide.error ?? undo.error} />
    </div>
  );
}
