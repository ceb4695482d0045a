import { Text } from '@mantine/core';
import { z } from 'zod';
import { DataTable } from '../parts/data-table.js';
import { useFiguresText } from './figures-texts.js';
import { knownCode, useFigureWords } from './figure-words.js';

const cellSchema = z.object({ codes: z.record(z.string(), z.string()), value: z.number() });
/** The part of a release document that people check before approving. */
const figuresSchema = z.object({
  tables: z.array(
    z.object({
      id: z.string(),
      cells: z.array(cellSchema),
      margins: z.array(z.object({ id: z.string(), cells: z.array(cellSchema) })),
    }),
  ),
});
type Cells = readonly z.infer<typeof cellSchema>[];

/** The protected tables exactly as they would leave. A release that did not pass the checks has none to show. */
export function FigureTables({ figures }: { readonly figures: unknown }) {
  const t = useFiguresText();
  const words = useFigureWords();
  const parsed = figuresSchema.safeParse(figures);
  if (!parsed.success) return <Text>{t('figuresNone')}</Text>;
  const captionOf = (table: string, part: string) => `${word(words, table)}: ${word(words, part)}`;
  return parsed.data.tables.map((table) => (
    <div key={table.id}>
      <Text fw={600}>{word(words, table.id)}</Text>
      {table.margins.map((margin) => (
        <CellTable key={margin.id} caption={captionOf(table.id, margin.id)} cells={margin.cells} />
      ))}
      <CellTable caption={captionOf(table.id, 'cells')} cells={table.cells.filter(({ value }) => value > 0)} />
    </div>
  ));
}

function word(words: ReturnType<typeof useFigureWords>, code: string): string {
  const known = knownCode(code);
  return known ? words(known) : code;
}

function CellTable({ caption, cells }: { readonly caption: string; readonly cells: Cells }) {
  const t = useFiguresText();
  const words = useFigureWords();
  if (cells.length === 0) return <Text size="sm" c="dimmed">{`${caption}: ${t('tableEmpty')}`}</Text>;
  const dimensions = Object.keys(cells[0]?.codes ?? {});
  if (dimensions.length === 0) return <Text my="xs">{`${caption}: ${cells[0]?.value ?? 0}`}</Text>;
  return (
    <DataTable
      caption={caption}
      columns={[...dimensions.map((name) => ({ label: word(words, name) })), { label: t('count'), numeric: true }]}
      rows={cells.map(({ codes, value }) => ({
        key: Object.values(codes).join('/') || caption,
        cells: [...dimensions.map((name) => word(words, codes[name] ?? '')), String(value)],
      }))}
    />
  );
}
