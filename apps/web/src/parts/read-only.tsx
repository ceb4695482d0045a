import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';

/** Shows what stands in it and takes no step from there. */
export function ReadOnly({ children }: { readonly children: ReactNode }) {
  return (
    <fieldset disabled style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <Stack gap="lg">{children}</Stack>
    </fieldset>
  );
}
