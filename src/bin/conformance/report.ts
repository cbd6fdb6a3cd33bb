import type { Answer } from './client.ts';
import type { Outcome, Run } from './run.ts';

const marks = { passed: '✓', failed: '✗', skipped: '–' } as const;
/** Most characters of an answer that are shown. */
const most = 400;

/** How many of each there are. */
export function countOf({ groups }: Pick<Run, 'groups'>): Record<Outcome['state'], number> {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const { outcomes } of groups) for (const { state } of outcomes) count[state]++;
  return count;
}

/** Takes out what no report may hold. */
function hide(text: string, secrets: Set<string>): string {
  let shown = text;
  for (const secret of secrets) shown = shown.split(secret).join('[hidden]');
  return shown;
}

const asked = ({ call }: Answer) =>
  `${call.method} ${call.path}${call.origin === undefined ? '' : ` from ${call.origin}`}${call.what ? ` (${call.what})` : ''}`;

function came({ status, headers, text }: Answer): string {
  const named = [
    'content-type',
    'cache-control',
    'retry-after',
    'vary',
    'access-control-allow-origin',
    'access-control-allow-credentials',
    'www-authenticate',
    'location',
    'x-trace-id',
  ];
  const shown = named.flatMap((name) => (headers[name] === undefined ? [] : [`${name}: ${headers[name]}`]));
  const body = text.length > most ? `${text.slice(0, most)}…` : text;
  return [`${status}`, ...shown, body].filter(Boolean).join(' · ').replace(/\s+/g, ' ');
}

/** The report for people: groups with their checks, and of each that failed what was asked, what came and what the contract says. */
export function textReport(run: Run): string {
  const { options, gateway, secrets } = run.kit;
  const lines = [`inlay-conformance: ${gateway} as ${options.partner} from ${options.origin}`, ''];
  for (const { title, outcomes } of run.groups) {
    lines.push(title);
    for (const { id, says, where, state, why, wanted, answer } of outcomes) {
      lines.push(`  ${marks[state]} ${id}: ${says}${why ? ` (not made: ${why})` : ''}`);
      if (state !== 'failed') continue;
      if (answer) lines.push(`      asked   ${asked(answer)}`, `      came    ${came(answer)}`);
      lines.push(`      wanted  ${wanted}`, `      says    ${where}`);
    }
    lines.push('');
  }
  const { passed, failed, skipped } = countOf(run);
  lines.push(`${run.calls} calls. Left at the bank: ${run.wrote.join('; ') || 'nothing'}.`);
  lines.push(`${passed} hold, ${failed} do not, ${skipped} were not made.`);
  return hide(lines.join('\n'), secrets);
}

/** The same for programs. */
export function jsonReport(run: Run): string {
  const { options, gateway, secrets } = run.kit;
  const shown = ({ answer, ...outcome }: Outcome) => ({
    ...outcome,
    ...(answer
      ? { asked: asked(answer), came: { status: answer.status, headers: answer.headers, body: answer.text } }
      : {}),
  });
  const body = {
    gateway,
    partner: options.partner,
    origin: options.origin,
    at: new Date(run.kit.now()).toISOString(),
    ...countOf(run),
    calls: run.calls,
    wrote: run.wrote,
    groups: run.groups.map(({ name, title, outcomes }) => ({ name, title, checks: outcomes.map(shown) })),
  };
  return hide(JSON.stringify(body, null, 2), secrets) + '\n';
}
