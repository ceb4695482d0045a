import type { DraftCheck } from '@an-tam/contracts';
import { Button, FileButton, Group, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { usePick } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Section } from '../parts/section.js';
import { DraftPreview } from './draft-preview.js';
import { checkDraft, publishDraft } from './questionnaires-api.js';
import { useQuestionnairesText } from './questionnaires-texts.js';

interface DraftSectionProps {
  /** Text of the version in use. */
  readonly startsFrom: string;
  /** Number that a new version would get. */
  readonly version: number;
}

/** Text, what is wrong in it line by line, the preview, and only then the button to publish exactly that text. */
export function DraftSection({ startsFrom, version }: DraftSectionProps) {
  const t = useQuestionnairesText();
  const [text, setText] = useState(startsFrom);
  const check = useMutation({ mutationFn: checkDraft });
  const publish = useMutation({ mutationFn: publishDraft, onSuccess: () => check.reset() });
  const change = (next: string) => {
    setText(next);
    check.reset();
    publish.reset();
  };
  const preview = check.data?.preview;
  return (
    <>
      <Section title={t('draft')}>
        <Textarea
          label={t('text')}
          description={t('textHint')}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          error={check.data && check.data.faults.length > 0 ? t('faults', { n: check.data.faults.length }) : undefined}
          autosize
          minRows={12}
          maxRows={24}
          maxLength={200_000}
          spellCheck={false}
          autoComplete="off"
          styles={{ input: { fontFamily: 'monospace', fontSize: 14, whiteSpace: 'pre', overflowX: 'auto' } }}
        />
        {check.data ? <Faults check={check.data} text={text} /> : null}
        <Group>
          <Button mih={48} disabled={text.trim() === ''} loading={check.isPending} onClick={() => check.mutate(text)}>
            {t('check')}
          </Button>
          <FileButton
            accept=".yaml,.yml,.json"
            onChange={(file) => {
              if (file) void file.text().then(change);
            }}
          >
            {(props) => (
              <Button {...props} mih={48} variant="default">
                {t('file')}
              </Button>
            )}
          </FileButton>
        </Group>
        <ProblemNote error={check.error} />
        {publish.isSuccess ? <Text role="status">{t('published', { version: publish.variables.version })}</Text> : null}
      </Section>
      {preview ? (
        <>
          <DraftPreview questionnaire={preview} />
          <ProblemNote error={publish.error} />
          <div>
            <ConfirmAction
              label={t('publish', { version })}
              primary
              accessibleLabel={t('publish', { version })}
              title={t('publishTitle', { version })}
              consequence={t('publishWhat')}
              busy={publish.isPending}
              onConfirm={() => publish.mutate({ text, version })}
            />
          </div>
        </>
      ) : null}
    </>
  );
}

/** Each fault with its line and what stands there. */
function Faults({ check, text }: { readonly check: DraftCheck; readonly text: string }) {
  const t = useQuestionnairesText();
  const pick = usePick();
  if (check.faults.length === 0) return null;
  const lines = text.split('\n');
  return (
    <div role="alert">
      <ul style={{ margin: 0, paddingInlineStart: 20, display: 'grid', gap: 8 }}>
        {check.faults.map(({ line, message }, index) => (
          <li key={index}>
            <Text span fw={600}>
              {t('faultLine', { line })}:
            </Text>{' '}
            {pick(message)}{' '}
            <Text span ff="monospace" size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {lines[line - 1]?.trim()}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}
