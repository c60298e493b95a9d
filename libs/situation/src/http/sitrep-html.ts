import { embeddedFaces } from './embedded-font';
import type { Block, Presented } from './presented';

/**
 * A situation report as one HTML page: self-contained, no script, nothing loaded, made to be printed on A4. Every text is escaped;
 * the page is sent with a policy that allows its own style and nothing else.
 */
export function sitrepHtml(sitrep: Presented): string {
  return `<!doctype html>
<html lang="${sitrep.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(sitrep.title)}</title>
<style>${faces(sitrep)}${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(sitrep.title)}</h1>
<p class="subtitle">${escaped(sitrep.subtitle)}</p>
<p class="as-of">${sitrep.asOf.map((text) => `<span>${escaped(text)}</span>`).join(' ')}</p>
</header>
${mark(sitrep)}<main>
${sitrep.sections.map(({ title, blocks }) => `<section>\n<h2>${escaped(title)}</h2>\n${blocks.map(block).join('\n')}\n</section>`).join('\n')}
</main>
<footer>${sitrep.footer.map((text) => `<p>${escaped(text)}</p>`).join('')}</footer>
</body>
</html>
`;
}

/** Above the report and, in print, on every page: whoever holds one sheet of it must not take it for valid. */
function mark({ mark }: Presented): string {
  if (mark === null) return '';
  return `<aside class="mark" role="note"><strong>${escaped(mark.word)}</strong>${mark.lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</aside>\n<div class="stamp" aria-hidden="true">${escaped(mark.word)}</div>\n`;
}

/** What the page may do: show its own style and the letters it brings along. */
export const SITREP_HTML_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Korean letters for machines that have none; the strong ones are titles, headings, heads of columns and highlights. */
function faces(sitrep: Presented): string {
  const blocks = sitrep.sections.flatMap((section) => section.blocks);
  const strong = blocks.flatMap((content) => {
    if (content.kind === 'heading' || (content.kind === 'text' && content.strong)) return [content.text];
    return content.kind === 'table' ? content.columns.map((column) => column.title) : [];
  });
  return embeddedFaces(
    JSON.stringify(sitrep),
    [sitrep.title, sitrep.mark?.word ?? '', ...sitrep.sections.map(({ title }) => title), ...strong].join(''),
  );
}

function block(content: Block): string {
  switch (content.kind) {
    case 'text':
      return `<p${content.strong ? ' class="strong"' : ''}>${escaped(content.text)}</p>`;
    case 'heading':
      return `<h3>${escaped(content.text)}</h3>`;
    case 'list':
      return `<ul>${content.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${content.facts.map(([label, value]) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`;
    case 'table': {
      const figures = content.columns.map((column) => (column.figure ? ' class="figure"' : ''));
      const head = content.columns.map((column, index) => `<th scope="col"${figures[index] ?? ''}>${escaped(column.title)}</th>`).join('');
      const rows = content.rows
        .map((row) => `<tr>${row.map((cell, index) => `<td${figures[index] ?? ''}>${escaped(cell)}</td>`).join('')}</tr>`)
        .join('\n');
      return `<div class="wide"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows}\n</tbody>\n</table></div>`;
    }
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const STYLE = `
@page { size: A4; margin: 16mm 14mm; }
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; color: #16202c; background: #fff; font: 14px/1.5 Pretendard, "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", system-ui, sans-serif; }
header { border-bottom: 3px solid #16202c; margin-bottom: 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1rem; margin: 1.4rem 0 .4rem; padding-bottom: .15rem; border-bottom: 1px solid #9aa7b5; break-after: avoid; }
h3 { font-size: .95rem; margin: .7rem 0 .2rem; break-after: avoid; }
.subtitle { font-size: 1.1rem; margin: .2rem 0; }
.as-of span { margin-right: 1.2rem; font-variant-numeric: tabular-nums; }
.strong { font-weight: 600; }
p { margin: .3rem 0; overflow-wrap: anywhere; }
ul { margin: .3rem 0; padding-left: 1.2rem; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: .2rem 2rem; margin: .3rem 0; }
dl div { display: flex; gap: .6rem; }
dt { flex: 0 0 9rem; color: #52606f; }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .3rem 0; font-size: .93em; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #dde3ea; overflow-wrap: anywhere; }
th { color: #52606f; font-weight: 600; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
.mark { border: 3px solid #b3261e; background: #fbe6e4; color: #7a1712; padding: .6rem .9rem; margin: 0 0 1rem; }
.mark strong { font-size: 1.2rem; }
.stamp { position: fixed; inset: 45% 0 auto; text-align: center; font-size: 2.4rem; font-weight: 700; color: #b3261e; opacity: .16; transform: rotate(-24deg); pointer-events: none; }
tr { break-inside: avoid; }
footer { margin-top: 2rem; border-top: 1px solid #9aa7b5; color: #52606f; font-size: .8rem; }
`;
