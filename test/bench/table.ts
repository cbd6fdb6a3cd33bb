/** One table of the report: plain in the terminal, Markdown in `docs/performance.md`. */
export interface Table {
  title: string;
  /** What was done, so that a reader can judge the figures. */
  note: string;
  head: string[];
  rows: string[][];
}

// Chinese characters take two columns in a terminal.
const width = (text: string) => [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);

/** The table as aligned text: first column to the left, the others to the right. */
export function plain(table: Table): string {
  const lines = [table.head, ...table.rows];
  const widths = table.head.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))));
  const print = (line: string[]) =>
    line
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - width(cell));
        return column === 0 ? cell + gap : gap + cell;
      })
      .join('  ')
      .trimEnd();
  const rule = '-'.repeat(widths.reduce((sum, each) => sum + each + 2, -2));
  return [table.title, rule, print(table.head), ...table.rows.map(print), table.note, ''].join('\n');
}

/** The table as a Markdown section. */
export function markdown(table: Table): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = table.head.map((_, column) => (column === 0 ? '---' : '--:'));
  return [`## ${table.title}`, '', table.note, '', line(table.head), line(rule), ...table.rows.map(line), ''].join(
    '\n',
  );
}
