import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { NavigationType, useNavigationType } from 'react-router';

interface PageProps {
  /** The kind of place; also the tab's title. Never a person. */
  readonly place: string;
  /** What the heading says when it is more than the kind of place (an alias stays on the screen only). */
  readonly heading?: string;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** The first page after loading leaves the focus at its start, so that the skip link comes first. */
let pagesShown = 0;

/** One screen: neutral tab title, one heading that takes the focus after a change of page, content in one column. */
export function Page({ place, heading, lead, aside, children }: PageProps) {
  const title = useRef<HTMLHeadingElement>(null);
  const navigation = useNavigationType();
  useEffect(() => {
    document.title = `An Tâm · ${place}`;
  }, [place]);
  useEffect(() => {
    if (pagesShown > 0 && navigation !== NavigationType.Pop) title.current?.focus();
    pagesShown += 1;
  }, [navigation]);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} flex="1 1 16rem">
          <Title order={1} ref={title} tabIndex={-1}>
            {heading ?? place}
          </Title>
          {lead ? (
            <Text c="dimmed" component="div">
              {lead}
            </Text>
          ) : null}
        </Stack>
        {aside}
      </Group>
      {children}
    </Stack>
  );
}
