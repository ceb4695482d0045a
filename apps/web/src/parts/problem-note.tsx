import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ProblemError, unreachableProblem } from '../api/problem-error.js';
import { useCommonText } from '../i18n/common-texts.js';
import { usePick } from '../i18n/define-texts.js';
import { ProveAgain } from './prove-again.js';

/** What went wrong and what to do next; a stale version offers to load the present one. */
export function ProblemNote({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useCommonText();
  const pick = usePick();
  if (!error) return null;
  const problem = error instanceof ProblemError ? error : unreachableProblem();
  const stale = problem.code === 'STALE_VERSION';
  return (
    <Alert
      role="alert"
      variant="outline"
      color={stale ? 'amber' : 'red'}
      icon={<IconAlertTriangle aria-hidden />}
      styles={{ root: { background: stale ? 'var(--an-urgent-soft)' : 'var(--an-danger-soft)' } }}
    >
      <Stack gap="sm" align="flex-start">
        <Text c="var(--an-ink)">{pick(problem.text)}</Text>
        {problem.fields.length > 0 ? (
          <ul style={{ margin: 0, paddingInlineStart: 20, color: 'var(--an-ink)' }}>
            {problem.fields.map((field) => (
              <li key={field.field}>{pick(field.message)}</li>
            ))}
          </ul>
        ) : null}
        {problem.code === 'STEP_UP_REQUIRED' ? <ProveAgain /> : null}
        {onRetry ? (
          <Button variant="default" size="sm" onClick={onRetry}>
            {stale ? t('reload') : t('retry')}
          </Button>
        ) : null}
      </Stack>
    </Alert>
  );
}
