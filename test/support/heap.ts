import type { CDPSession } from 'playwright-core';

/** Which of these strings stand anywhere in the page's JavaScript heap, after a collection. */
export async function inHeap(cdp: CDPSession, wanted: string[]): Promise<string[]> {
  let tail = '';
  const found = new Set<string>();
  const listen = ({ chunk }: { chunk: string }) => {
    const text = tail + chunk;
    // Snapshots hold their strings as JSON, in which Chinese is escaped.
    for (const one of wanted) if (text.includes(one) || text.includes(escaped(one))) found.add(one);
    tail = text.slice(-256);
  };
  cdp.on('HeapProfiler.addHeapSnapshotChunk', listen);
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', listen);
  return [...found];
}

const escaped = (text: string) =>
  [...text]
    .map((letter) => (letter > '~' ? `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` : letter))
    .join('');
