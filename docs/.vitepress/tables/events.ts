import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { inlayEvents } from '../../../src/core/event-options.ts';
import type { Language } from '../tables.ts';
import { row, table } from './markdown.ts';

const path = 'src/core/events.ts';

/** What each event says, in Chinese; in English the code says it. */
const words: Readonly<Record<keyof typeof inlayEvents, string>> = {
  'inlay-ready': '组件已显示内容。不冒泡。',
  'inlay-empty': '组件不显示任何内容，以及原因。',
  'inlay-error': '组件无法完成工作。',
  'inlay-product-open': '客户点击后，页面即将前往银行。可取消。',
  'inlay-claim-intent':
    '客户点击后，即将领取。可取消，也可用 `waitUntil` 暂缓（至多半分钟；领取须离开页面时至多5秒）。',
  'inlay-coupon-claimed': '在此发起的领取已获银行确认。',
  'inlay-app-open': '客户点击后，即将打开银行的某处。可取消。',
  'inlay-app-result': '尝试之后能如实说明的结果。',
  'inlay-points-open': '客户点击后，页面即将前往银行确认。可取消。',
  'inlay-points-redeemed': '银行已确认一笔兑换。',
  'inlay-points-released': '一笔兑换未成，积分未扣。',
};

/** Fields of the details, in Chinese. */
const fieldWords: Readonly<Record<string, string>> = {
  widget: '组件名，如 `wealth-card`',
  reason: '原因，取自固定列表',
  rules: '未满足的规则编号，如 `W5`',
  code: '错误码',
  retryable: '同样的调用稍后是否可能成功',
  traceId: '失败调用在银行的编号，供其运维查询',
  product: '产品编号',
  verb: '客户要做什么',
  placement: '位置名',
  receipt: '展示凭证：文本版本、摘要、停留时长、最大可见比例、点击时是否可见',
  campaign: '活动编号',
  waitUntil: '暂缓领取，直到 Promise 有结果；拒绝或值为 `false` 即停止',
  claim: '银行的领取编号',
  coupons: '带来几张券',
  already: '客户先前已在别处领取，本次未新增',
  target: '渠道策略中该去处的名称',
  kind: '去处的种类',
  way: '`open`，或 `download`（应用商店页面）',
  outcome: '结果：`opened`、`cancelled`、`not_installed_likely`、`blocked`、`unknown`',
  evidence: '依据，如 `hidden`、`timeout`',
  item: '商品编号',
  quantity: '数量',
  points: '积分数',
  moneyFen: '另付金额，单位分',
  receiptNumber: '银行回单编号',
  status: '`released` 或 `cancelled`',
};

interface Field {
  name: string;
  type: string;
  doc: string;
}
interface Shape {
  doc: string;
  fields: Field[];
}

/** The interfaces of events.ts by name, with what they inherit. */
function shapes(): Map<string, Shape> {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Map<string, Shape>();
  const docOf = (node: ts.Node): string => {
    const [doc] = ts.getJSDocCommentsAndTags(node);
    const text = doc && ts.isJSDoc(doc) ? ts.getTextOfJSDocComment(doc.comment) : '';
    return (text ?? '').replace(/\s+/g, ' ');
  };
  source.forEachChild((node) => {
    if (!ts.isInterfaceDeclaration(node)) return;
    const fields = inherited(node, source, found);
    for (const member of node.members) {
      const name = member.name?.getText(source) ?? '';
      const type = ts.isPropertySignature(member) ? (member.type?.getText(source) ?? '') : '(promise) => void';
      fields.push({
        name,
        type: type.replace(/LaunchTarget\['kind'\]|LaunchResult\['outcome'\]/, 'string'),
        doc: docOf(member),
      });
    }
    found.set(node.name.text, { doc: docOf(node), fields });
  });
  return found;
}

function inherited(node: ts.InterfaceDeclaration, source: ts.SourceFile, found: Map<string, Shape>): Field[] {
  const parent = node.heritageClauses?.[0]?.types[0]?.getText(source) ?? '';
  const [, omitted, left] = /^Omit<(\w+), '(\w+)'>$/.exec(parent) ?? [];
  const fields = found.get(omitted ?? parent)?.fields ?? [];
  return fields.filter((field) => field.name !== left);
}

/** Every public event with its detail. */
export function eventTable(language: Language): string {
  const zh = language === 'zh';
  const all = shapes();
  const details = new Map(all.get('InlayEvents')?.fields.map(({ name, type }) => [name.replaceAll("'", ''), type]));
  return (Object.keys(inlayEvents) as (keyof typeof inlayEvents)[])
    .map((name) => {
      const type = details.get(name) ?? '';
      const shape = all.get(type);
      if (!shape) throw new Error(`${path} has no detail of ${name}`);
      const { bubbles, cancelable } = inlayEvents[name];
      const flags = zh
        ? [bubbles ? '冒泡' : '不冒泡', cancelable && '可取消']
        : [bubbles ? 'bubbles' : 'does not bubble', cancelable && 'cancelable'];
      const rows = shape.fields.map((field) =>
        row(`\`${field.name}\``, `\`${field.type}\``, fieldText(field, type, zh)),
      );
      const text = zh
        ? words[name]
        : shape.doc.replace(/^Detail of `[^`]+`: /, '').replace(/^./, (one) => one.toUpperCase());
      return `### ${name}\n\n${text}\n\n*${flags.filter(Boolean).join(zh ? '、' : ', ')}* · \`${type}\`\n\n${table(zh ? ['字段', '类型', ''] : ['field', 'type', ''], rows)}`;
    })
    .join('\n\n');
}

function fieldText({ name, doc }: Field, shape: string, zh: boolean): string {
  if (!zh) return doc;
  const text = fieldWords[name === 'receipt' && shape === 'PointsRedeemedDetail' ? 'receiptNumber' : name];
  if (!text) throw new Error(`events.ts of the tables has no Chinese for "${name}" of ${shape}`);
  return text;
}
