import { expect } from '@open-wc/testing';

/** Opens the page with one changed chunk in a frame; true when any of the change ran before the frame had time enough. */
async function runs(chunk: string, how: 'held' | 'built-in'): Promise<boolean> {
  const frame = document.createElement('iframe');
  let ran = false;
  const hear = (event: MessageEvent) => {
    if (event.source === frame.contentWindow) ran = true;
  };
  addEventListener('message', hear);
  frame.src = `/tampered/${chunk}/${how}/page.html`;
  document.body.append(frame);
  try {
    // Until the chunk has been asked for, and a while longer.
    const asked = () =>
      frame.contentWindow?.performance
        .getEntriesByType('resource')
        .some(({ name }) => name.includes(`/chunks/${chunk}.js`));
    for (let i = 0; i < 80 && !(how === 'built-in' ? ran : asked()); i++)
      await new Promise((resume) => setTimeout(resume, 50));
    if (how === 'held') {
      expect(asked()).to.equal(true);
      await new Promise((resume) => setTimeout(resume, 400));
    }
    return ran;
  } finally {
    removeEventListener('message', hear);
    frame.remove();
  }
}

for (const chunk of ['base', 'wealth-card', 'text-en']) {
  it(`T14 the chunk ${chunk} is not executed in this engine when it was changed on its way`, async () => {
    expect(await runs(chunk, 'held')).to.equal(false);
  });

  it(`the same change of ${chunk} runs in this engine when the loader was built with it`, async () => {
    expect(await runs(chunk, 'built-in')).to.equal(true);
  });
}
