import { Button, Group } from '@mantine/core';
import { useCentreText } from './centre-texts.js';

/** From one page of a list to the next; nothing where there is but one. */
export function PageTurn(props: {
  readonly page: number;
  readonly hasMore: boolean;
  readonly onTurn: (page: number) => void;
}) {
  const t = useCentreText();
  const { page, hasMore, onTurn } = props;
  if (page === 1 && !hasMore) return null;
  return (
    <Group justify="space-between">
      <Button variant="default" mih={48} disabled={page === 1} onClick={() => onTurn(page - 1)}>
        {t('newer')}
      </Button>
      <Button variant="default" mih={48} disabled={!hasMore} onClick={() => onTurn(page + 1)}>
        {t('older')}
      </Button>
    </Group>
  );
}
