/** A row of a table, as its cells. */
export const row = (...cells: string[]): string[] => cells;

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;

/** A table of rows under its head, without the columns in which no row has anything. */
export function table(head: readonly string[], rows: readonly string[][]): string {
  const used = head.map((_, column) => rows.some((cells) => cells[column]));
  const keep = (cells: readonly string[]) => cells.filter((_, column) => used[column]);
  const lines = [keep(head), keep(head).map(() => '---'), ...rows.map(keep)].map(line);
  return `<div class="words">\n\n${lines.join('\n')}\n\n</div>`;
}
