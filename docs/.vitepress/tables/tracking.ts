import { trackSchemas, type TrackName } from '../../../src/core/events.ts';
import { eventInventory } from '../../../src/core/inventory-events.ts';
import { envelopeInventory, type FieldEntry, storedInventory } from '../../../src/core/inventory.ts';
import type { Language } from '../tables.ts';
import { row, table } from './markdown.ts';

const purposes = [
  ['service', 'Service: the widgets work and stay lawful', '服务：保证组件正常、合规运行'],
  ['marketing', 'Marketing: what is seen and opened', '营销：统计展示与点击'],
  ['experience', 'Experience: how the widgets are used', '体验：了解组件使用情况'],
] as const;

/** Every tracking event with its fields and how long the bank keeps it, by purpose. */
export function trackTable(language: Language): string {
  return purposes
    .map(([purpose, en, zh]) => {
      const names = (Object.keys(trackSchemas) as TrackName[]).filter((name) => trackSchemas[name].purpose === purpose);
      const rows = names.map((name) => {
        const { why, months, fields } = eventInventory[name];
        const list = Object.entries(fields as Record<string, FieldEntry>).map(
          ([field, entry]) => `\`${field}\` ${entry.why[language]}`,
        );
        return row(`\`${name}\``, why[language], list.join('<br>'), `${months}`);
      });
      const head =
        language === 'zh' ? ['事件', '为什么', '字段', '保存（月）'] : ['event', 'why', 'fields', 'months kept'];
      return `### ${language === 'zh' ? zh : en}\n\n${table(head, rows)}`;
    })
    .join('\n\n');
}

/** What travels with every event. */
export function envelopeTable(language: Language): string {
  const rows = Object.entries(envelopeInventory).map(([field, entry]) => row(`\`${field}\``, entry.why[language]));
  return table(language === 'zh' ? ['字段', '含义'] : ['field', 'what it is'], rows);
}

/** What the SDK keeps in the customer's browser. */
export function storedTable(language: Language): string {
  const zh = language === 'zh';
  const rows = storedInventory.map(({ what, where, why, until, necessary }) =>
    row(
      what[language],
      where,
      why[language],
      until[language],
      necessary ? (zh ? '必要' : 'necessary') : zh ? '经同意' : 'by consent',
    ),
  );
  return table(zh ? ['内容', '位置', '为什么', '保留到', ''] : ['what', 'where', 'why', 'until', ''], rows);
}
