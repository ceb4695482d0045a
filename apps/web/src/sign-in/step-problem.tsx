import { Button } from '@mantine/core';
import { ProblemError } from '../api/problem-error.js';
import { ProblemNote } from '../parts/problem-note.js';
import { useSignInText } from './sign-in-texts.js';

/** What went wrong in a step; a sign-in that is over offers to begin again. */
export function StepProblem({ error }: { readonly error: unknown }) {
  const t = useSignInText();
  if (error instanceof ProblemError && error.status === 404)
    return (
      <Button component="a" href="/" variant="default">
        {t('stale')} {t('startAgain')}
      </Button>
    );
  return <ProblemNote error={error} />;
}
