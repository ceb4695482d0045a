import { changeCaseSchema, type SafeReach } from '@an-tam/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPhoneOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommonText } from '../i18n/common-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import type { CasePartProps } from './case-part.js';
import { changeCase } from './centre-api.js';
import { useRegistrationText } from './registration-texts.js';
import { anyWayAnyTime, SafeReachFields } from './safe-reach-fields.js';

/** In the head of the file, before anybody thinks of calling: what is not safe, and when she can be reached. */
export function SafeReachSection({ file, mayChange }: Pick<CasePartProps, 'file'> & { readonly mayChange: boolean }) {
  const t = useRegistrationText();
  const [changing, setChanging] = useState(false);
  const { reach } = file;
  const isUnsafe = reach === null || reach.unsafe.length > 0;
  return (
    <section
      aria-label={t('safeReach')}
      className="an-card"
      style={isUnsafe ? { background: 'var(--an-urgent-soft)' } : undefined}
    >
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Group gap="sm" flex="1 1 14rem" wrap="nowrap">
            {isUnsafe ? <IconPhoneOff aria-hidden style={{ flex: 'none' }} /> : null}
            <Text fw={600}>
              <ReachLine reach={reach} />
            </Text>
          </Group>
          {changing || !mayChange || file.status === 'closed' ? null : (
            <Button variant="default" mih={44} onClick={() => setChanging(true)}>
              {t('changeReach')}
            </Button>
          )}
        </Group>
        {changing ? <SafeReachForm file={file} onDone={() => setChanging(false)} /> : null}
      </Stack>
    </section>
  );
}

/** What is not safe and when she can be reached, in a sentence or two. */
export function ReachLine({ reach }: { readonly reach: SafeReach | null }) {
  const t = useRegistrationText();
  if (reach === null) return t('notAsked');
  const ways = reach.unsafe.map((way) => t(`way.${way}`).toLowerCase()).join(', ');
  const line = ways === '' ? t('allSafe') : t('unsafeTo', { ways });
  return reach.hours ? `${line} ${t('withinHours', { ...reach.hours })}` : line;
}

function SafeReachForm({ file, onDone }: Pick<CasePartProps, 'file'> & { readonly onDone: () => void }) {
  const t = useRegistrationText();
  const common = useCommonText();
  const [reach, setReach] = useState(file.reach ?? anyWayAnyTime);
  const [errors, setErrors] = useState<FieldMessages>({});
  const save = useMutation({
    mutationFn: () => changeCase(file.id, { version: file.version, reach }),
    onSuccess: onDone,
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = () => {
    const found = schemaErrors(changeCaseSchema, { version: file.version, reach });
    setErrors(found);
    if (Object.keys(found).length === 0) save.mutate();
  };
  return (
    <>
      <SafeReachFields value={reach} errors={errors} onChange={setReach} />
      <ProblemNote error={save.error} />
      <Group>
        <Button mih={48} loading={save.isPending} onClick={submit}>
          {t('saveReach')}
        </Button>
        <Button variant="default" mih={48} onClick={onDone}>
          {common('cancel')}
        </Button>
      </Group>
    </>
  );
}
