import { emergencyOutcomeSchema, type EmergencyAccess } from '@an-tam/contracts';
import { Anchor, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { holdsAny, useSignedIn } from '../api/session.js';
import { sayInstant, timeLeft } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { StateWord } from '../parts/state-word.js';
import { useEmergencyText } from './emergency-texts.js';
import { approveEmergency, reviewEmergency } from './need-to-know-api.js';
import { useNameOf } from './use-names.js';

/** One opening as its second person sees it: who, which file, why, and what there is to decide. */
export function EmergencyRow({ access }: { readonly access: EmergencyAccess }) {
  const t = useEmergencyText();
  const language = useLanguage();
  const nameOf = useNameOf();
  const { caseId, caseCode, state, reason, openedAt } = access;
  const when = t(state === 'waiting' ? 'askedAt' : 'openedAt', { when: sayInstant(openedAt, language) });
  return (
    <div style={{ flex: 1, minWidth: 0 }}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{nameOf(access.accountId)}</Text>
        <EmergencyState access={access} />
      </Group>
      <Text>{t(`reason.${reason}`)}</Text>
      <Text size="sm" c="dimmed">
        {caseCode ? (
          <Anchor component={Link} to={`/files/${caseId}`} inherit underline="always">
            {t('file', { code: caseCode })}
          </Anchor>
        ) : (
          t('fileUnknown')
        )}{' '}
        · {when}
        {access.approvedById ? ` · ${t('approvedBy', { name: nameOf(access.approvedById) })}` : ''}
        {access.reviewedById ? ` · ${t('reviewedBy', { name: nameOf(access.reviewedById) })}` : ''}
      </Text>
      {access.excluded ? <Text size="sm">{t('againstWish')}</Text> : null}
      <EmergencySteps access={access} />
    </div>
  );
}

function EmergencyState({ access: { state, outcome, expiresAt, reviewDueAt } }: { readonly access: EmergencyAccess }) {
  const t = useEmergencyText();
  const language = useLanguage();
  if (outcome)
    return <StateWord tone={outcome === 'justified' ? 'good' : 'danger'}>{t(`outcome.${outcome}`)}</StateWord>;
  if (state === 'waiting') return <StateWord tone="urgent">{timeLeft(expiresAt, language).text}</StateWord>;
  const { overdue, text } = timeLeft(reviewDueAt, language);
  return <StateWord tone={overdue ? 'danger' : 'calm'}>{t('due', { left: text })}</StateWord>;
}

/** What keeps somebody from reviewing this one. */
function partOf({ accountId, approvedById }: EmergencyAccess, me: string): 'ownOne' | 'agreedOne' | null {
  if (accountId === me) return 'ownOne';
  return approvedById === me ? 'agreedOne' : null;
}

/** A supervisor agrees; whoever neither opened it nor agreed to it reviews. */
function EmergencySteps({ access }: { readonly access: EmergencyAccess }) {
  const t = useEmergencyText();
  const nameOf = useNameOf();
  const session = useSignedIn();
  const approve = useMutation({ mutationFn: () => approveEmergency(access.id) });
  const review = useMutation({
    mutationFn: (outcome: (typeof emergencyOutcomeSchema.options)[number]) => reviewEmergency(access.id, outcome),
  });
  if (access.state === 'reviewed' || !holdsAny(session, ['supervisor', 'dpo'])) return null;
  const part = partOf(access, session.accountId);
  if (part)
    return (
      <Text size="sm" c="dimmed">
        {t(part)}
      </Text>
    );
  const about = {
    name: nameOf(access.accountId),
    file: access.caseCode ? t('file', { code: access.caseCode }) : t('fileUnknown'),
  };
  return (
    <>
      <Group gap="xs" mt="xs">
        {access.state === 'waiting' && holdsAny(session, ['supervisor']) ? (
          <ConfirmAction
            label={t('approve')}
            accessibleLabel={t('approveOf', about)}
            title={t('approveOf', about)}
            consequence={t('approveWhat')}
            primary
            busy={approve.isPending}
            onConfirm={() => approve.mutate()}
          />
        ) : null}
        {emergencyOutcomeSchema.options.map((outcome) => (
          <ConfirmAction
            key={outcome}
            label={t(`outcome.${outcome}`)}
            accessibleLabel={t('outcomeOf', { ...about, outcome: t(`outcome.${outcome}`) })}
            title={t(`outcome.${outcome}`)}
            consequence={t(`means.${outcome}`)}
            busy={review.isPending && review.variables === outcome}
            onConfirm={() => review.mutate(outcome)}
          />
        ))}
      </Group>
      <ProblemNote error={approve.error ?? review.error} />
    </>
  );
}
