/** Told once, when the page around this frame has handed its port over. */
export type Connected = (port: MessagePort, parentOrigin: string, nonce: string) => void;

/** The origin of the page around us, as the browser knows it; engines without `ancestorOrigins` send a referrer. */
function parentOrigin(): string {
  const { ancestorOrigins } = location;
  return ancestorOrigins ? (ancestorOrigins[0] ?? '') : document.referrer.replace(/^(\w+:\/\/[^/]+).*/, '$1');
}

/**
 * Our side of the handshake: one hello to the exact origin around us, if it is one of the partner's and the top of the tab;
 * then its answer, from that window and origin alone, with our version, a nonce and one port. All else goes over the port.
 */
export function connect(allowed: readonly string[], connected: Connected): void {
  const origin = parentOrigin();
  if (parent === self || parent !== top || !allowed.includes(origin)) return;
  addEventListener('message', function hear({ source, origin: from, data, ports }) {
    const answer = typeof data === 'string' && /^inlay 1 ([\w-]{22})$/.exec(data);
    if (!answer || source !== parent || from !== origin || ports.length !== 1) return;
    removeEventListener('message', hear);
    connected(ports[0]!, origin, answer[1]!);
  });
  parent.postMessage('inlay 1 hello', origin);
}
