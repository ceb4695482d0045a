import type { CaseView } from '@an-tam/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ProblemError } from '../api/problem-error.js';
import { BilingualText } from '../i18n/bilingual-text.js';
import { useCommonText } from '../i18n/common-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Section } from '../parts/section.js';
import { presentVersion } from './centre-api.js';
import { ColleagueSelect } from './colleague-select.js';
import { assignCase, useColleagues } from './need-to-know-api.js';
import { useNeedToKnowText } from './need-to-know-texts.js';
import { useNameOf } from './use-names.js';

/** Who walks with her; a supervisor hands the file over. */
export function ResponsibleSection({ file }: { readonly file: CaseView }) {
  const t = useNeedToKnowText();
  const nameOf = useNameOf();
  const [isAsked, setAsked] = useState(false);
  const ask = (
    <Button variant="default" size="sm" mih={44} onClick={() => setAsked(true)}>
      {t('handOver')}
    </Button>
  );
  return (
    <Section title={t('responsible')} aside={isAsked ? null : ask}>
      <Text>{nameOf(file.assigneeId)}</Text>
      {isAsked ? <HandOver file={file} onDone={() => setAsked(false)} /> : null}
    </Section>
  );
}

function HandOver({ file, onDone }: { readonly file: CaseView; readonly onDone: () => void }) {
  const t = useNeedToKnowText();
  const common = useCommonText();
  const [assigneeId, setAssignee] = useState('');
  const teamId = useColleagues().data?.colleagues.find(({ id }) => id === assigneeId)?.teamId;
  const [isMissing, setMissing] = useState(false);
  const assign = useMutation({
    mutationFn: async () => assignCase(file.id, { version: await presentVersion(file.id), assigneeId, teamId }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(assigneeId === '');
    if (assigneeId !== '') assign.mutate();
  };
  const excluded = excludedMessage(assign.error);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw={520}>
        <ColleagueSelect
          label={t('handOverTo')}
          description={t('handOverWhat')}
          value={assigneeId}
          without={[file.assigneeId]}
          error={isMissing ? t('chooseFirst') : excluded}
          onChange={setAssignee}
        />
        {excluded ? null : <ProblemNote error={assign.error} />}
        <Group>
          <Button type="submit" mih={48} loading={assign.isPending}>
            {t('handOverDo')}
          </Button>
          <Button variant="default" mih={48} onClick={onDone}>
            {common('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What belongs beside the name that was chosen: the client does not want this person. */
export function excludedMessage(error: unknown) {
  return error instanceof ProblemError && error.code === 'ASSIGNEE_EXCLUDED' ? (
    <BilingualText text={error.text} />
  ) : undefined;
}
