import { openCaseSchema, type CaseListItem, type OpenCase, type ReferenceData } from '@an-tam/contracts';
import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { CaseRows } from './case-rows.js';
import { openCase, searchCases, useReferenceData } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { bodyOf, registrationSteps, stepAsking, useRegistrationDraft } from './registration-draft.js';
import type { RegistrationStep } from './registration-draft.js';
import { registrationQuestions } from './registration-questions.js';
import { useRegistrationText } from './registration-texts.js';
import { anyWayAnyTime } from './safe-reach-fields.js';

export default function OpenCasePage() {
  const t = useCentreText();
  const reference = useReferenceData();
  return (
    <Page place={t('openPlace')}>
      <QueryState query={reference}>{(data) => <Registration reference={data} />}</QueryState>
    </Page>
  );
}

/** Files in the caller's scope that have one of the same numbers. */
async function filesLike({ phone, documentNumber, uic }: OpenCase): Promise<readonly CaseListItem[]> {
  if (!phone && !documentNumber && !uic) return [];
  return (await searchCases({ phone, documentNumber, uic })).cases;
}

/** The place is in the address, so that the browser's own back button goes one question back and loses nothing. */
function Registration({ reference }: { readonly reference: ReferenceData }) {
  const t = useRegistrationText();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const { draft, isBegun, change, begin, forget } = useRegistrationDraft();
  const [errors, setErrors] = useState<FieldMessages>({});
  const [alike, setAlike] = useState<readonly CaseListItem[]>([]);
  const asked = Number(search.get('q') ?? '0');
  const at = isBegun && registrationSteps[asked] ? asked : 0;
  const goTo = (next: number, replace = false) => setSearch(next > 0 ? { q: String(next) } : {}, { replace });
  const showErrors = (found: FieldMessages) => {
    setErrors(found);
    const first = Math.min(
      ...Object.keys(found)
        .map(stepAsking)
        .filter((step) => step >= 0),
    );
    if (Number.isFinite(first) && first !== at) goTo(first);
  };
  const open = useMutation({
    mutationFn: async ({ body, isNew }: { readonly body: OpenCase; readonly isNew: boolean }) => {
      const found = isNew ? [] : await filesLike(body);
      return { found, opened: found.length > 0 ? null : await openCase(body) };
    },
    onSuccess: ({ found, opened }) => {
      setAlike(found);
      if (!opened) return;
      forget();
      void navigate(`/files/${opened.id}`, { replace: true });
    },
    onError: (error) => showErrors(problemErrors(error)),
  });
  const submit = (isNew = false) => {
    const body = bodyOf(draft, reference);
    const checked = openCaseSchema.safeParse(body);
    if (checked.success) {
      setErrors({});
      open.mutate({ body: checked.data, isNew });
    } else showErrors(schemaErrors(openCaseSchema, body));
  };
  const next = () => {
    const found = schemaErrors(openCaseSchema, bodyOf(draft, reference));
    const here = Object.fromEntries(Object.entries(found).filter(([field]) => stepAsking(field) === at));
    setErrors(here);
    if (Object.keys(here).length === 0) goTo(at + 1);
  };
  if (alike.length > 0)
    return (
      <Section title={t('alike')}>
        <Text c="dimmed">{t('alikeHint')}</Text>
        <CaseRows label={t('alike')} rows={alike} />
        <ProblemNote error={open.error} />
        <Group>
          <Button variant="default" mih={48} loading={open.isPending} onClick={() => submit(true)}>
            {t('openAnyway')}
          </Button>
          <Button variant="subtle" mih={48} c="var(--an-accent-text)" onClick={() => setAlike([])}>
            {t('back')}
          </Button>
        </Group>
      </Section>
    );
  const step = registrationSteps[at] ?? 'limits';
  const Question = registrationQuestions[step];
  return (
    <>
      {isBegun && step === 'limits' ? (
        <Group justify="space-between" className="an-card">
          <Text>{t('begun')}</Text>
          <Button variant="default" mih={44} onClick={forget}>
            {t('forget')}
          </Button>
        </Group>
      ) : null}
      <StepFrame
        key={step}
        step={step}
        at={at}
        busy={open.isPending}
        onNext={() => {
          if (step === 'limits' && !isBegun) begin({});
          if (step === 'reach' && draft.reach === null) change({ reach: anyWayAnyTime });
          next();
        }}
        onSkip={
          step === 'reach'
            ? () => {
                change({ reach: null });
                goTo(at + 1);
              }
            : undefined
        }
        onOpen={() => submit()}
        onBack={at > 0 ? () => goTo(at - 1) : undefined}
      >
        <Question reference={reference} draft={draft} errors={errors} change={change} />
        <ProblemNote error={open.error} />
      </StepFrame>
    </>
  );
}

interface StepFrameProps {
  readonly step: RegistrationStep;
  readonly at: number;
  readonly busy: boolean;
  readonly onNext: () => void;
  readonly onSkip: (() => void) | undefined;
  readonly onOpen: () => void;
  readonly onBack: (() => void) | undefined;
  readonly children: ReactNode;
}

const lastStep = registrationSteps.length - 1;
/** From here on everything a file needs is there. */
const enough = registrationSteps.indexOf('place');

/** One question with its title, which takes the focus when it appears, and the ways on and back. */
function StepFrame({ step, at, busy, onNext, onSkip, onOpen, onBack, children }: StepFrameProps) {
  const t = useRegistrationText();
  const title = useStepTitle(step);
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (at > 0) heading.current?.focus();
  }, [at]);
  const opensHere = at === enough || at === lastStep;
  const press = (event: FormEvent) => {
    event.preventDefault();
    if (opensHere) onOpen();
    else onNext();
  };
  const primary = step === 'limits' ? t('limitsSaid') : t('next');
  return (
    <form onSubmit={press} noValidate aria-labelledby={titleId}>
      <Stack className="an-card" gap="lg">
        <div>
          <Text size="sm" c="dimmed" mb={6}>
            {t('progress', { n: at + 1, total: lastStep + 1 })}
          </Text>
          <Progress
            value={((at + 1) / (lastStep + 1)) * 100}
            size="sm"
            aria-label={t('progress', { n: at + 1, total: lastStep + 1 })}
          />
        </div>
        <Title order={2} id={titleId} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {title}
        </Title>
        {children}
        <Group gap="sm">
          <Button type="submit" size="lg" flex="1 1 9rem" loading={busy}>
            {opensHere ? t('open') : primary}
          </Button>
          {at >= enough && at < lastStep ? (
            <Button size="lg" variant="default" flex="1 1 9rem" onClick={at === enough ? onNext : onOpen}>
              {at === enough ? t('more') : t('openNow')}
            </Button>
          ) : null}
          {onSkip ? (
            <Button size="lg" variant="default" flex="1 1 9rem" onClick={onSkip}>
              {t('skip')}
            </Button>
          ) : null}
        </Group>
        {onBack ? (
          <Button
            variant="subtle"
            mih={44}
            c="var(--an-accent-text)"
            style={{ alignSelf: 'flex-start' }}
            onClick={onBack}
          >
            {t('back')}
          </Button>
        ) : null}
      </Stack>
    </form>
  );
}

function useStepTitle(step: RegistrationStep): string {
  const t = useCentreText();
  const own = useRegistrationText();
  if (step === 'limits') return t('limits');
  if (step === 'consent') return t('consentTitle');
  return own(`${step}Title`);
}
