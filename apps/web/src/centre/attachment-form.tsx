import { addAttachmentSchema, attachmentTypeSchema, type AddAttachment, type ReferenceData } from '@an-tam/contracts';
import { Button, FileButton, Group, Input, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage, usePick } from '../i18n/define-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { addAttachment } from './attachment-api.js';
import { base64Of, saySize } from './attachment-bytes.js';
import { useAttachmentText } from './attachment-texts.js';

interface AttachmentFormProps {
  readonly caseId: string;
  readonly reference: ReferenceData;
  readonly onDone: () => void;
}

/** One document: what it is, and the file or a picture taken now. What is wrong stands beside it, and nothing is lost. */
export function AttachmentForm({ caseId, reference, onDone }: AttachmentFormProps) {
  const t = useAttachmentText();
  const common = useCommonText();
  const pick = usePick();
  const language = useLanguage();
  const [kind, setKind] = useState('');
  const [picked, setPicked] = useState<File | null>(null);
  const [errors, setErrors] = useState<FieldMessages>({});
  const add = useMutation({
    mutationFn: (body: AddAttachment) => addAttachment(caseId, body),
    onSuccess: onDone,
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = async () => {
    if (!picked) return setErrors({ file: t('needFile') });
    if (!attachmentTypeSchema.safeParse(picked.type).success) return setErrors({ file: t('wrongType') });
    const body = { kind, type: picked.type, file: await base64Of(picked) };
    const checked = addAttachmentSchema.safeParse(body);
    setErrors(schemaErrors(addAttachmentSchema, body));
    if (checked.success) add.mutate(checked.data);
  };
  return (
    <Stack gap="md">
      <Text>{t('warning')}</Text>
      <NativeSelect
        label={t('kind')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
        error={errors['kind']}
        data={[
          { value: '', label: t('choose') },
          ...reference.attachmentKinds.map(({ code, label }) => ({ value: code, label: pick(label) })),
        ]}
      />
      <Input.Wrapper label={t('file')} labelElement="div" error={errors['file']}>
        <Group gap="sm" mt={4}>
          <FileButton onChange={setPicked} accept={attachmentTypeSchema.options.join(',')}>
            {(props) => (
              <Button {...props} variant="default" mih={48}>
                {t('pick')}
              </Button>
            )}
          </FileButton>
          {picked ? <Text>{t('picked', { size: saySize(picked.size, language) })}</Text> : null}
        </Group>
      </Input.Wrapper>
      <ProblemNote error={add.error} />
      <Group>
        <Button mih={48} loading={add.isPending} onClick={() => void submit()}>
          {t('save')}
        </Button>
        <Button variant="default" mih={48} onClick={onDone}>
          {common('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
