import type { Block, Presented } from './presented';
import type { PdfContent, PdfDocument } from './pdf-document';
import { printPdf } from './pdf-printer';

/** A situation report as PDF; the same report gives the same bytes. `issuedAt` is an ISO instant. Printed in a thread of its own. */
export function sitrepPdf(sitrep: Presented, issuedAt: string): Promise<Buffer> {
  return printPdf(layOut(sitrep, issuedAt));
}

/** A4 with 14 mm at the sides, in points. */
const PAGE_WIDTH = 595.28;
const SIDE = 40;
const INNER = PAGE_WIDTH - 2 * SIDE;
const INK = '#16202c';
const QUIET = '#52606f';
const WARNING = '#b3261e';

function layOut(sitrep: Presented, issuedAt: string): PdfDocument {
  // The last page is known to the printer alone.
  const pages = sitrep.page(PAGE, PAGES);
  return {
    info: { title: sitrep.title, subject: sitrep.subtitle, producer: 'Bongsu', creator: 'Bongsu', createdAt: issuedAt },
    language: sitrep.language,
    margins: [SIDE, 40, SIDE, 48],
    footer: { left: sitrep.mark === null ? sitrep.title : `${sitrep.title} · ${sitrep.mark.word}`, right: pages },
    ...(sitrep.mark === null ? {} : { watermark: { text: sitrep.mark.word, color: WARNING, opacity: 0.15, bold: true } }),
    content: [
      { text: sitrep.title, style: 'title' },
      { text: sitrep.subtitle, style: 'subtitle' },
      { text: sitrep.asOf.join('     '), style: 'quiet' },
      { canvas: [{ type: 'line', x1: 0, y1: 4, x2: INNER, y2: 4, lineWidth: 1.5, lineColor: INK }] },
      ...mark(sitrep),
      ...sitrep.sections.flatMap(({ title, blocks }) => [{ text: title, style: 'section', headlineLevel: 1 }, ...blocks.map(block)]),
      { stack: sitrep.footer.map((text) => ({ text: breakable(text) })), style: 'quiet', margin: [0, 18, 0, 0] },
    ],
    defaultStyle: { fontSize: 9, color: INK, lineHeight: 1.2 },
    styles: {
      title: { fontSize: 16, bold: true },
      subtitle: { fontSize: 12, margin: [0, 2, 0, 2] },
      section: { fontSize: 11, bold: true, margin: [0, 12, 0, 4] },
      quiet: { fontSize: 8, color: QUIET },
      head: { bold: true, color: QUIET },
    },
  };
}

/** Said first; the foot of every page and a sign across it say it again. */
function mark({ mark }: Presented): PdfContent[] {
  if (mark === null) return [];
  return [
    { text: mark.word, bold: true, fontSize: 14, color: WARNING, margin: [0, 10, 0, 2] },
    { stack: mark.lines.map((line) => ({ text: breakable(line) })), color: WARNING },
  ];
}

/** Stand for the numbers in the footer's text until the printer knows them. */
export const PAGE = -1;
export const PAGES = -2;

function block(content: Block): PdfContent {
  switch (content.kind) {
    case 'text':
      return { text: breakable(content.text), bold: content.strong ?? false, margin: [0, 2, 0, 2] };
    case 'heading':
      return { text: breakable(content.text), bold: true, margin: [0, 4, 0, 2], headlineLevel: 1 };
    case 'list':
      return { ul: content.items.map((item) => ({ text: breakable(item), margin: [0, 1, 0, 1] as const })), margin: [0, 2, 0, 2] };
    case 'facts':
      return {
        table: {
          widths: [110, '*'],
          dontBreakRows: true,
          body: content.facts.map(([label, value]) => [{ text: label, color: QUIET }, { text: breakable(value) }]),
        },
        layout: 'rows',
      };
    case 'table':
      return {
        table: {
          headerRows: 1,
          keepWithHeaderRows: 1,
          dontBreakRows: true,
          widths: content.columns.map((column) => (column.share === undefined ? '*' : column.share * INNER - 8)),
          body: [
            content.columns.map((column) => ({ text: column.title, style: 'head', alignment: side(column.figure) })),
            ...content.rows.map((row) =>
              row.map((cell, index) => ({ text: breakable(cell), alignment: side(content.columns[index]?.figure) })),
            ),
          ],
        },
        layout: 'rows',
        margin: [0, 2, 0, 4],
      };
  }
}

const side = (figure: boolean | undefined): 'left' | 'right' => (figure ? 'right' : 'left');

/** The printer breaks lines only where Unicode allows it; a long word without a break would run off the page. */
function breakable(text: string): string {
  return text.replace(/[^\s\u200b]{28}(?=[^\s\u200b])/gu, (run) => `${run}\u200b`);
}
