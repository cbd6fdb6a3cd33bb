import { html, type TemplateResult } from 'lit';
import { say } from './say.ts';

/** A file to be copied. */
export interface CodeFile {
  file: string;
  text: string;
}

async function copy(event: Event, text: string): Promise<void> {
  const button = event.currentTarget as HTMLButtonElement;
  await navigator.clipboard.writeText(text);
  button.dataset.copied = '';
  setTimeout(() => delete button.dataset.copied, 1_500);
}

/** Draws a file with its name and a button that copies it. */
export function codeFile({ file, text }: CodeFile): TemplateResult {
  return html`<figure class="code">
    <figcaption>
      <span>${file}</span>
      <button type="button" class="tool" @click=${(event: Event) => void copy(event, text)}>
        <span>${say('复制', 'Copy')}</span><span>${say('已复制', 'Copied')}</span>
      </button>
    </figcaption>
    <pre tabindex="0"><code>${text}</code></pre>
  </figure>`;
}
