/** One line of the table in docs/hosts.md. */
export interface ShellRow {
  shell: 'qiankun' | 'wujie' | 'micro-app' | 'garfish';
  /** The shell's own mode. */
  mode: string;
  /** Whose page loads the SDK. */
  sdk: 'guest' | 'shell';
  /** How the guest makes its card. */
  card: 'markup' | 'script';
  /** What a customer sees at the first mount, and at the second. */
  seen: 'card' | 'link' | 'nothing';
}

const modes = [
  ['qiankun', 'default'],
  ['qiankun', 'experimental'],
  ['qiankun', 'strict'],
  ['wujie', 'default'],
  ['wujie', 'degrade'],
  ['micro-app', 'default'],
  ['micro-app', 'shadowDOM'],
  ['micro-app', 'iframe'],
  ['garfish', 'default'],
] as const;

/** What is seen each time; `link` is the tag's own way out, which a card made by script has not. */
function outcome(place: string, sdk: ShellRow['sdk'], card: ShellRow['card']): ShellRow['seen'] {
  const without = card === 'markup' ? 'link' : 'nothing';
  // In the guest's window Lit meets a proxy of the document, which no native takes; wujie's is a genuine one, in a frame.
  if (sdk === 'guest') return place.startsWith('wujie') && card === 'script' ? 'card' : without;
  // The guest's own document, in a frame, which the shell's elements do not reach.
  if (place === 'wujie degrade') return without;
  // The guest's script does not find its own elements there: `document.querySelector` stops at the shell's shadow root.
  if (place === 'micro-app shadowDOM' && card === 'script') return 'nothing';
  return 'card';
}

export const shellRows: readonly ShellRow[] = modes.flatMap(([shell, mode]) =>
  (['guest', 'shell'] as const).flatMap((sdk) =>
    (['markup', 'script'] as const).map((card): ShellRow => ({
      shell,
      mode,
      sdk,
      card,
      seen: outcome(`${shell} ${mode}`, sdk, card),
    })),
  ),
);
