// Only a desktop needs it, after a tap: a chunk of its own in builds that have chunks, absent from the one-file build.
import { correction, generate } from 'lean-qr/nano';
import { toSvgPath } from 'lean-qr/extras/svg';
import type { Code } from './core/ports.ts';

/** Draws a text as a code for a phone's camera. */
export function draw(text: string): Code {
  const code = generate(text, { minCorrectionLevel: correction.M });
  return { size: code.size, path: toSvgPath(code) };
}
