import { Group, Stack, Title } from '@mantine/core';
import { createContext, use, useId, type ReactNode } from 'react';

/** Whose the cards below are, where a page shows the same cards of more than one; stands behind their titles. */
export const SectionOwner = createContext<string | null>(null);

/** A titled card of a page. */
export function Section({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  const owner = use(SectionOwner);
  return (
    <section className="an-card" aria-labelledby={id}>
      <Stack gap="md">
        <Group justify="space-between" gap="xs">
          <Title order={2} id={id}>
            {owner === null ? title : `${title} (${owner})`}
          </Title>
          {aside}
        </Group>
        {children}
      </Stack>
    </section>
  );
}
