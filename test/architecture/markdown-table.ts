/** A Markdown table with columns of even width; the first line is its head. */
export function markdownTable(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const [head = [], ...rest] = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  return [row(head), row(widths.map((width) => '-'.repeat(width))), ...rest.map(row)].join('\n');
}
