import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { trackSchemas, type TrackName } from '../src/core/events.ts';
import { eventInventory } from '../src/core/inventory-events.ts';
import { envelopeInventory, storedInventory, type FieldEntry } from '../src/core/inventory.ts';

/*
 * Writes the data inventory that partners publish, for people (docs/data-inventory.md) and for machines (.json);
 * `--check` writes nothing and fails when either is not what the tables say.
 */
const root = new URL('..', import.meta.url);

const purposes = {
  service: { en: 'The widgets work and stay lawful', zh: '保证组件正常、合规运行' },
  marketing: { en: 'What is seen and opened', zh: '统计展示与点击' },
  experience: { en: 'How the widgets are used', zh: '了解组件使用情况' },
};

/** One line per field of every event. */
export function eventLines() {
  return (Object.keys(trackSchemas) as TrackName[]).flatMap((name) => {
    const { version, purpose, fields } = trackSchemas[name];
    const { why, months, fields: reasons } = eventInventory[name];
    return Object.entries(fields).map(([field, type]) => {
      const reason = (reasons as Record<string, FieldEntry>)[field]!;
      return { event: name, version, purpose, why, field, type, class: reason.class, use: reason.why, months };
    });
  });
}

/** The whole inventory as data. */
export function inventory(version: string) {
  return {
    version,
    recipient: 'the bank’s gateway, POST /v1/events',
    purposes,
    events: eventLines(),
    envelope: Object.entries(envelopeInventory).map(([field, entry]) => ({ field, ...entry })),
    stored: storedInventory,
  };
}

const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: string[]) => [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

/** The inventory for people, in both languages. */
export function inventoryPage(version: string): string {
  const all = inventory(version);
  return `# Data inventory · 数据清单

Version ${version}. Written by \`node scripts/inventory.ts\` from \`src/core/events.ts\` and \`src/core/inventory*.ts\`; do not edit.
本清单由代码自动生成，请勿手工修改。

A partner who embeds Inlay publishes this list in his own privacy notice. No event holds a name, a number of a person, an
account, a device or a page address; there is no free text. Every purpose is off until the customer grants it, and stops
at once when he takes it back. 合作方须在其隐私政策中公示本清单。任何事件均不含姓名、证件号、手机号、账号、设备标识或页面
地址，也不含自由文本。各目的默认关闭，经用户同意后方可启用，撤回后立即停止。

Where to · 接收方: the bank’s gateway (\`POST /v1/events\`), and the partner’s own \`onTrack\` if he has
one; nobody else. As with any request, the gateway sees the network address and the browser’s headers; they are no part of
an event. 银行网关；如合作方启用 \`onTrack\`，则同时提供给该合作方；不提供给其他任何人。与任何网络请求相同，网关可见网络
地址与浏览器请求头，但二者不属于事件内容。

## Purposes · 目的

${table(
  ['purpose', 'what for', '用途'],
  Object.entries(purposes).map(([name, { en, zh }]) => row(`\`${name}\``, en, zh)),
)}

## Events · 事件

Class by JR/T 0171-2020 (C3, C2, C1; none: no personal information). 分类依据 JR/T 0171-2020。

${(Object.keys(trackSchemas) as TrackName[])
  .map((name) => {
    const lines = all.events.filter((line) => line.event === name);
    const { version: raised, purpose, why, months } = lines[0]!;
    return `### \`${name}\` (version ${raised})

${why.en}. ${why.zh}。 Purpose · 目的: \`${purpose}\`. Kept · 保存: ${months} months · 个月.

${table(
  ['field', 'form', 'class', 'why', '用途'],
  lines.map((line) => row(`\`${line.field}\``, line.type, line.class, line.use.en, line.use.zh)),
)}`;
  })
  .join('\n\n')}

## On every event · 每个事件均含

${table(
  ['field', 'class', 'why', '用途'],
  all.envelope.map(({ field, class: grade, why }) => row(`\`${field}\``, grade, why.en, why.zh)),
)}

Forms · 形式: \`id\` up to 64 of \`A-Z a-z 0-9 . _ -\`; \`count\` a whole number from 0; \`ratio\` 0 to 1; \`flag\` true or false. The placement
is the partner’s own word: a telephone, identity card or bank card number in it is taken out before anything is stored.

## Kept in the browser · 浏览器本地存储

Strictly necessary items are there without consent, because the service asked for cannot be had without them; none says
who the customer is. 标注为必要的项目无需同意，仅为提供用户所请求的服务，均不识别个人身份。

${table(
  ['what', '内容', 'where · 位置', 'why', '用途', 'until', '期限', 'consent · 同意'],
  storedInventory.map(({ what, where, why, until, necessary }) =>
    row(what.en, what.zh, where, why.en, why.zh, until.en, until.zh, necessary ? 'not needed · 无需' : 'needed · 需要'),
  ),
)}
`;
}

async function main(): Promise<void> {
  const { version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { version: string };
  const json = 'docs/data-inventory.json';
  const style = (await resolveConfig(new URL(json, root))) ?? {};
  const files = [
    { path: 'docs/data-inventory.md', text: inventoryPage(version) },
    { path: json, text: await format(JSON.stringify(inventory(version)), { ...style, parser: 'json' }) },
  ];
  for (const { path, text } of files) {
    const url = new URL(path, root);
    if ((await readFile(url, 'utf8').catch(() => '')) === text) continue;
    if (process.argv.includes('--check')) {
      console.error(`${path} is not what the tables say: run node scripts/inventory.ts`);
      process.exitCode = 1;
    } else await writeFile(url, text);
  }
}

if (import.meta.main) await main();
