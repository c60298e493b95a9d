/** What can be told of a PromQL expression without Prometheus: its words, and whether it is built as one. */

const FUNCTIONS = new Set(
  'abs absent avg_over_time ceil changes clamp_max clamp_min count_over_time delta deriv floor histogram_quantile increase irate label_replace last_over_time max_over_time min_over_time rate round scalar sort sort_desc sum_over_time time timestamp vector'.split(
    ' ',
  ),
);
const AGGREGATIONS = new Set('avg bottomk count max min quantile stddev sum topk'.split(' '));
const WORDS = new Set('by without on ignoring group_left group_right and or unless bool offset'.split(' '));
/** Of a counter or histogram only how it grows says something, over a range; these functions need one. */
const OVER_RANGE = /\b(rate|irate|increase|changes|delta|deriv|\w+_over_time)\(/g;

const bare = (expr: string): string => expr.replace(/"(?:[^"\\]|\\.)*"/g, '""');

/** Names of metrics: words that are neither functions nor operators nor labels. */
export function metricsIn(expr: string): string[] {
  const text = bare(expr)
    .replace(/\{[^}]*\}/g, '')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, '')
    .replace(/\[[^\]]*\]/g, '');
  const words = [...text.matchAll(/\b[a-zA-Z_:][\w:]*/g)].map(([word]) => word);
  return [...new Set(words.filter((word) => !FUNCTIONS.has(word) && !AGGREGATIONS.has(word) && !WORDS.has(word)))];
}

/** Labels that are matched or grouped by. */
export function labelsIn(expr: string): string[] {
  const text = bare(expr);
  const matched = [...text.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside = '']) =>
    [...inside.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
  );
  const grouped = [...text.matchAll(/\b(?:by|without|on|ignoring)\s*\(([^)]*)\)/g)].flatMap(([, inside = '']) =>
    inside.split(',').map((label) => label.trim()),
  );
  return [...new Set([...matched, ...grouped].filter((label) => label !== '' && label !== 'job'))];
}

/** What is wrong with it, or null. */
export function misreading(expr: string): string | null {
  const text = bare(expr);
  const open: string[] = [];
  const closes: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
  for (const letter of text) {
    if ('([{'.includes(letter)) open.push(letter);
    else if (letter in closes && open.pop() !== closes[letter]) return `${letter} closes nothing`;
  }
  if (open.length > 0) return `${open.join('')} is never closed`;
  for (const [, range = ''] of text.matchAll(/\[([^\]]*)\]/g)) if (!/^\d+(ms|s|m|h|d)$/.test(range)) return `[${range}] is no range`;
  for (const found of text.matchAll(OVER_RANGE))
    if (!/^[^()]*\{?[^()]*\}?\[\d+/.test(text.slice(found.index + found[0].length))) return `${found[0]}…) has no range`;
  for (const [, word = ''] of text.matchAll(/\b(\w+)\s*\(/g))
    if (!FUNCTIONS.has(word) && !AGGREGATIONS.has(word) && !WORDS.has(word)) return `${word} is no function`;
  if (/histogram_quantile\((?!\s*0?\.\d+\s*,\s*sum by \(le)/.test(text)) return 'a quantile needs a share and its buckets by le';
  if (/_(bucket|count|total)\b(\{[^}]*\})?(?![\w{[])/.test(text)) return 'a counter is read without a range';
  return /(^|[^=!<>])=(?![=~])/.test(text.replace(/\{[^}]*\}/g, '')) ? 'a single = compares nothing' : null;
}
