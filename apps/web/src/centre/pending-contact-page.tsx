import { notePendingContactSchema } from '@an-tam/contracts';
import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { notePendingContact } from './pending-api.js';
import { PendingContactsSection } from './pending-contacts-section.js';
import { usePendingText } from './pending-texts.js';
import { anyWayAnyTime, SafeReachFields } from './safe-reach-fields.js';

const nothing = { alias: '', how: '', reach: anyWayAnyTime };

/** Somebody whom another unit introduces: what she is called and how to meet her safely, nothing else. */
export default function PendingContactPage() {
  const t = usePendingText();
  const [typed, setTyped] = useState(nothing);
  const [errors, setErrors] = useState<FieldMessages>({});
  const note = useMutation({
    mutationFn: notePendingContact,
    onSuccess: () => setTyped(nothing),
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { ...typed, alias: typed.alias.trim() || undefined };
    const checked = notePendingContactSchema.safeParse(body);
    setErrors(schemaErrors(notePendingContactSchema, body));
    if (checked.success) note.mutate(checked.data);
  };
  const change = (part: Partial<typeof nothing>) => setTyped({ ...typed, ...part });
  return (
    <Page place={t('place')} lead={t('lead')}>
      {note.isSuccess && typed.how === '' ? (
        <Alert role="status" variant="outline" styles={{ root: { background: 'var(--an-accent-soft)' } }}>
          <Text c="var(--an-ink)">{t('saved')}</Text>
        </Alert>
      ) : null}
      <form onSubmit={submit} noValidate>
        <Stack className="an-card" gap="lg">
          <TextInput
            label={t('how')}
            description={t('howHint')}
            value={typed.how}
            onChange={(event) => change({ how: event.currentTarget.value })}
            error={errors['how']}
            autoComplete="off"
          />
          <TextInput
            label={t('alias')}
            value={typed.alias}
            onChange={(event) => change({ alias: event.currentTarget.value })}
            error={errors['alias']}
            autoComplete="off"
          />
          <SafeReachFields value={typed.reach} errors={errors} onChange={(reach) => change({ reach })} />
          <ProblemNote error={note.error} />
          <Button type="submit" size="lg" loading={note.isPending}>
            {t('save')}
          </Button>
        </Stack>
      </form>
      <PendingContactsSection />
    </Page>
  );
}
