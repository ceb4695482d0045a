import { emergencyReasonSchema, openEmergencySchema, type EmergencyAccess } from '@an-tam/contracts';
import { Alert, Button, List, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { ProblemError } from '../api/problem-error.js';
import { ChipRow } from '../parts/chip-row.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { useEmergencyText } from './emergency-texts.js';
import { openEmergency } from './need-to-know-api.js';

const consequences = ['time', 'told', 'review', 'client'] as const;

/** Code and reason, with what follows said before: then the file opens, or a second person is asked first. */
export function EmergencyForm({ code: known = '' }: { readonly code?: string }) {
  const t = useEmergencyText();
  const navigate = useNavigate();
  const [code, setCode] = useState(known);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<FieldMessages>({});
  const open = useMutation({
    gcTime: 0,
    mutationFn: openEmergency,
    onSuccess: ({ state, caseId }: EmergencyAccess) => (state === 'open' ? navigate(`/files/${caseId}`) : undefined),
    onError: (error) => setErrors(isNotFound(error) ? { code: t('noSuchFile') } : problemErrors(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = schemaErrors(openEmergencySchema, { code, reason });
    setErrors(found);
    const body = openEmergencySchema.safeParse({ code, reason });
    if (body.success) open.mutate(body.data);
  };
  return (
    <Section title={t('openPlace')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <TextInput
            label={t('code')}
            description={t('codeHint')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={errors['code']}
            maxLength={30}
            autoComplete="off"
            spellCheck={false}
            maw={320}
          />
          <ChipRow
            legend={t('why')}
            choices={emergencyReasonSchema.options.map((one) => ({ code: one, label: t(`reason.${one}`) }))}
            chosen={[reason]}
            onChange={([chosen = '']) => setReason(chosen)}
            error={errors['reason']}
          />
          <div>
            <Text fw={600}>{t('before')}</Text>
            <List spacing={4} mt={4}>
              {consequences.map((one) => (
                <List.Item key={one}>{t(`before.${one}`)}</List.Item>
              ))}
            </List>
          </div>
          {isNotFound(open.error) ? null : <ProblemNote error={open.error} />}
          {open.data?.state === 'waiting' ? (
            <Alert
              role="status"
              variant="outline"
              color="amber"
              styles={{ root: { background: 'var(--an-urgent-soft)' } }}
            >
              <Text c="var(--an-ink)">{t('waiting')}</Text>
            </Alert>
          ) : null}
          <div>
            <Button type="submit" mih={48} loading={open.isPending}>
              {t('open')}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}

const isNotFound = (error: unknown) => error instanceof ProblemError && error.code === 'NOT_FOUND';
