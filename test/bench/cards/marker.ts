declare global {
  interface Window {
    /** Milliseconds since navigation at which the first card was painted with `text` in it. */
    paintedWith(text: string): Promise<number>;
    /** Sum of the layout shifts so far. */
    layoutShift(): number;
  }
}

/**
 * Runs in every card page before any other script; the same code for all. The card is the first element with `data-card`.
 * Each frame looks for the text in its shadow root, or in itself; the frame that has it is painted when the message
 * posted from it arrives.
 */
export function installMarker(): void {
  window.paintedWith = (text) =>
    new Promise((done, fail) => {
      const late = performance.now() + 60_000;
      const look = () => {
        const card = document.querySelector('[data-card]');
        const content = (card?.shadowRoot ?? card)?.textContent ?? '';
        if (performance.now() > late) return fail(new Error(`the card did not show "${text}" within a minute`));
        if (!content.includes(text)) return void requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          done(performance.now());
        };
        port2.postMessage(0);
      };
      requestAnimationFrame(look);
    });

  let shift = 0;
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  const add = (entries: PerformanceEntryList) => {
    for (const entry of entries) shift += (entry as PerformanceEntry & { value: number }).value;
  };
  observer.observe({ type: 'layout-shift', buffered: true });
  window.layoutShift = () => {
    add(observer.takeRecords());
    return shift;
  };
}
