import type { StatutoryReport } from '@an-tam/contracts';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { holdsAny, useSignedIn } from '../api/session.js';
import { dayOf, sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { workConcern } from './safety-api.js';
import type { SafetyPartProps } from './safety-part.js';
import { SafetyReportForm } from './safety-report-form.js';
import { useSafetyText } from './safety-texts.js';
import { useNameOf } from './use-names.js';

/** The report that the law asks for: drawn from the file, decided by two people, carried by a person. */
export function SafetyReport({ place, content, mayChange }: SafetyPartProps) {
  const t = useSafetyText();
  const { report } = content;
  const prepare = useMutation({ mutationFn: () => workConcern(place, 'PUT', 'report') });
  const printView = (
    <Button
      component={Link}
      to={`/files/${place.caseId}/safety/${place.concern.id}/sheet`}
      variant="default"
      size="sm"
      mih={44}
    >
      {t('print')}
    </Button>
  );
  const decided = report?.state === 'confirmed' || report?.state === 'given';
  return (
    <Section title={t('report')} aside={decided ? printView : null}>
      <Text c="dimmed">{t('reportHint')}</Text>
      {report === null ? (
        mayChange ? (
          <>
            <Button
              variant="default"
              mih={48}
              style={{ alignSelf: 'flex-start' }}
              loading={prepare.isPending}
              onClick={() => prepare.mutate()}
            >
              {t('prepare')}
            </Button>
            <ProblemNote error={prepare.error} />
          </>
        ) : null
      ) : (
        <>
          <div>
            <StateWord tone={report.state === 'given' ? 'good' : 'urgent'}>
              {t(`reportState.${report.state}`)}
            </StateWord>
          </div>
          <SafetyReportForm
            place={place}
            content={content}
            report={report}
            mayChange={mayChange && report.state !== 'given'}
          />
          <WhoDecided report={report} />
          {mayChange ? <ReportDecision place={place} report={report} /> : null}
        </>
      )}
    </Section>
  );
}

function WhoDecided({ report }: { readonly report: StatutoryReport }) {
  const t = useSafetyText();
  const language = useLanguage();
  const nameOf = useNameOf();
  const { pressedById, confirmedById, givenTo, givenOn, givenById } = report;
  return (
    <Text size="sm" c="dimmed" component="div">
      {pressedById ? <div>{t('pressedBy', { name: nameOf(pressedById) })}</div> : null}
      {confirmedById ? <div>{t('confirmedBy', { name: nameOf(confirmedById) })}</div> : null}
      {givenTo && givenOn && givenById ? (
        <div>{t('givenSay', { to: givenTo, day: sayDay(givenOn, language), name: nameOf(givenById) })}</div>
      ) : null}
    </Text>
  );
}

interface DecisionProps extends Pick<SafetyPartProps, 'place'> {
  readonly report: StatutoryReport;
}

function ReportDecision({ place, report }: DecisionProps) {
  const t = useSafetyText();
  const session = useSignedIn();
  const decide = useMutation({
    mutationFn: (part: 'report/press' | 'report/confirmation') => workConcern(place, 'POST', part),
  });
  const mayConfirm = holdsAny(session, ['supervisor']) && report.pressedById !== session.accountId;
  return (
    <Stack gap="sm" align="flex-start">
      {report.state === 'draft' ? (
        <ConfirmAction
          label={t('press')}
          title={t('press')}
          consequence={t('pressSay')}
          busy={decide.isPending}
          onConfirm={() => decide.mutate('report/press')}
        />
      ) : null}
      {report.state === 'pressed' && mayConfirm ? (
        <ConfirmAction
          primary
          label={t('confirm')}
          title={t('confirm')}
          consequence={t('confirmSay')}
          busy={decide.isPending}
          onConfirm={() => decide.mutate('report/confirmation')}
        />
      ) : null}
      {report.state === 'pressed' && !mayConfirm ? <Text c="dimmed">{t('waitsForOther')}</Text> : null}
      {report.state === 'confirmed' ? <Handover place={place} /> : null}
      <ProblemNote error={decide.error} />
    </Stack>
  );
}

function Handover({ place }: Pick<SafetyPartProps, 'place'>) {
  const t = useSafetyText();
  const [givenTo, setGivenTo] = useState('');
  const [givenOn, setGivenOn] = useState(() => dayOf(new Date()));
  const give = useMutation({ mutationFn: () => workConcern(place, 'POST', 'report/handover', { givenTo, givenOn }) });
  const errors = problemErrors(give.error);
  return (
    <Stack gap="md" w="100%" align="flex-start">
      <TextInput
        w="100%"
        label={t('givenTo')}
        description={t('givenToHint')}
        maxLength={200}
        value={givenTo}
        onChange={(event) => setGivenTo(event.currentTarget.value)}
        error={errors['givenTo']}
      />
      <TextInput
        type="date"
        label={t('givenOn')}
        value={givenOn}
        onChange={(event) => setGivenOn(event.currentTarget.value)}
        error={errors['givenOn']}
      />
      <ProblemNote error={give.error} />
      <Group>
        <Button mih={48} loading={give.isPending} onClick={() => give.mutate()}>
          {t('give')}
        </Button>
      </Group>
    </Stack>
  );
}
