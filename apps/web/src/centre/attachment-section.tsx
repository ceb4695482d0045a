import type { Attachment, AttachmentList } from '@an-tam/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { readAttachment, removeAttachment, useAttachments } from './attachment-api.js';
import { saveToDevice, saySize } from './attachment-bytes.js';
import { AttachmentForm } from './attachment-form.js';
import { useAttachmentText } from './attachment-texts.js';
import type { CasePartProps } from './case-part.js';
import { useLabels } from './labels.js';
import { useNameOf } from './use-names.js';

/** Documents of the file; nothing where the centre allows none and none is there. */
export function AttachmentSection({ file, reference }: CasePartProps) {
  const { data } = useAttachments(file.id);
  if (!data || (!data.allowed && data.attachments.length === 0)) return null;
  return <Attachments file={file} reference={reference} list={data} />;
}

function Attachments({ file, reference, list }: CasePartProps & { readonly list: AttachmentList }) {
  const t = useAttachmentText();
  const [adding, setAdding] = useState(false);
  const mayAdd = list.allowed && file.status === 'open' && !adding;
  const add = (
    <Button variant="default" size="sm" mih={44} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <Section title={t('title')} aside={mayAdd ? add : null}>
      {adding ? <AttachmentForm caseId={file.id} reference={reference} onDone={() => setAdding(false)} /> : null}
      {list.attachments.length === 0 ? (
        <Text c="dimmed">{t('none')}</Text>
      ) : (
        <RowList label={t('title')}>
          {list.attachments.map((attachment) => (
            <AttachmentRow key={attachment.id} file={file} reference={reference} attachment={attachment} />
          ))}
        </RowList>
      )}
    </Section>
  );
}

function AttachmentRow({ file, reference, attachment }: CasePartProps & { readonly attachment: Attachment }) {
  const t = useAttachmentText();
  const language = useLanguage();
  const labelOf = useLabels();
  const nameOf = useNameOf();
  const open = useMutation({ mutationFn: () => readAttachment(file.id, attachment.id), onSuccess: saveToDevice });
  const removal = useMutation({ mutationFn: () => removeAttachment(file.id, attachment.id) });
  const { kind, size, addedOn, addedById } = attachment;
  const what = labelOf(reference.attachmentKinds, kind);
  const day = sayDay(addedOn, language);
  return (
    <Row>
      <Stack gap={4} flex="1 1 12rem">
        <Text fw={600}>{what}</Text>
        <Text size="sm" c="dimmed">
          {t('about', { day, who: nameOf(addedById), size: saySize(size, language) })}
        </Text>
        <ProblemNote error={open.error ?? removal.error} />
      </Stack>
      <Group gap="sm">
        <Button
          variant="default"
          size="sm"
          mih={44}
          aria-label={t('openWhich', { what, day })}
          loading={open.isPending}
          onClick={() => open.mutate()}
        >
          {t('open')}
        </Button>
        {file.status === 'open' ? (
          <ConfirmAction
            label={t('remove')}
            accessibleLabel={t('removeWhich', { what, day })}
            title={t('removeTitle')}
            consequence={t('removeWhat')}
            danger
            busy={removal.isPending}
            onConfirm={() => removal.mutate()}
          />
        ) : null}
      </Group>
    </Row>
  );
}
