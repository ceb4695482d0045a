import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { ProblemError } from '../api/problem-error.js';
import { useCommonText } from '../i18n/common-texts.js';
import { ProblemNote } from './problem-note.js';
import { NotFoundNote, NoPermissionNote } from './quiet-note.js';

/** Grey lines after 300 ms: shorter waits show nothing, so that a quick page does not flicker. */
export function LoadingLines({ rows = 4 }: { readonly rows?: number }) {
  const t = useCommonText();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div style={{ minHeight: 120 }} />;
  return (
    <Stack role="status" gap="sm">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={56} radius="md" />
      ))}
    </Stack>
  );
}

/** What is told of a read, whether of one answer or of page after page. */
interface ReadState<T> {
  readonly data: T | undefined;
  readonly isError: boolean;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** The states of a read, designed once: waiting, refused, gone, failed, there. */
export function QueryState<T>({
  query,
  children,
}: {
  readonly query: ReadState<T>;
  readonly children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined && !query.isError) return <>{children(query.data)}</>;
  if (query.isError) {
    const { error } = query;
    if (error instanceof ProblemError && error.status === 403) return <NoPermissionNote />;
    if (error instanceof ProblemError && error.status === 404) return <NotFoundNote />;
    return <ProblemNote error={error} onRetry={() => void query.refetch()} />;
  }
  return <LoadingLines />;
}
