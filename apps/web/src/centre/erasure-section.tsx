import type { CaseView } from '@an-tam/contracts';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useCommonText } from '../i18n/common-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Section } from '../parts/section.js';
import { eraseCase, presentVersion } from './centre-api.js';
import { useErasureText } from './erasure-texts.js';
import { sameFingerprint } from './same-fingerprint.js';

/** The last thing on a supervisor's page of a file: destroying it, asked for with the code typed out. */
export function ErasureSection({ file }: { readonly file: CaseView }) {
  const t = useErasureText();
  const common = useCommonText();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState('');
  const erase = useMutation({
    mutationFn: async () => eraseCase(file.id, { version: await presentVersion(file.id), typed }),
    onSuccess: () => navigate(`/files/${file.id}/erasure`, { replace: true }),
  });
  const fits = sameFingerprint(typed, file.code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fits) erase.mutate();
  };
  return (
    <Section title={t('title')}>
      <Text c="dimmed">{t('what')}</Text>
      <Button
        variant="default"
        mih={44}
        c="var(--an-danger-text)"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => setAsked(true)}
      >
        {t('start')}
      </Button>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('ask')}
        centered
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <form onSubmit={submit}>
          <Stack>
            <Text>{t('consequence')}</Text>
            <TextInput
              label={t('typeCode', { code: file.code })}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              maxLength={30}
              data-autofocus
            />
            <ProblemNote error={erase.error} />
            <Group justify="flex-end">
              <Button variant="default" mih={44} onClick={() => setAsked(false)}>
                {common('cancel')}
              </Button>
              <Button type="submit" mih={44} color="red.9" disabled={!fits} loading={erase.isPending}>
                {t('start')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Section>
  );
}
