/**
 * The printer's thread: one document in, its bytes out, then the thread ends and gives all its memory back. Plain JavaScript, so
 * that the built program and the tests run the very same file.
 */
const { dirname, join } = require('node:path');
const { parentPort, workerData } = require('node:worker_threads');
const pdfmake = require('pdfmake');

/** Pretendard has Hangul and Latin in one family (SIL OFL); only the glyphs used are embedded. */
const fonts = join(dirname(require.resolve('pretendard/package.json')), 'dist/public/static');
const files = { normal: join(fonts, 'Pretendard-Regular.otf'), bold: join(fonts, 'Pretendard-SemiBold.otf') };

pdfmake.setFonts({ Pretendard: files });
// A text from outside must never make the printer read a file or fetch an address.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === files.normal || path === files.bold);
pdfmake.setTableLayouts({
  rows: {
    hLineWidth: (row) => (row === 0 ? 0 : 0.5),
    vLineWidth: () => 0,
    hLineColor: () => '#cfd7e0',
    paddingLeft: (column) => (column === 0 ? 0 : 4),
    paddingRight: () => 4,
    paddingTop: () => 2,
    paddingBottom: () => 2,
  },
});

/** From here down a page has no room for a heading, the head of a table and a row or two. */
const FOOT = 0.88;

const { info, language, margins, footer, watermark, content, defaultStyle, styles } = workerData;
const { createdAt, ...about } = info;

pdfmake
  .createPdf({
    info: { ...about, creationDate: new Date(createdAt) },
    language,
    displayTitle: true,
    pageSize: 'A4',
    pageMargins: margins,
    content,
    ...(watermark ? { watermark: { font: 'Pretendard', ...watermark } } : {}),
    footer: (page, pages) => ({
      columns: [{ text: footer.left }, { text: footer.right.replace('-1', String(page)).replace('-2', String(pages)), alignment: 'right' }],
      style: 'quiet',
      margin: [margins[0], 16, margins[2], 0],
    }),
    defaultStyle: { font: 'Pretendard', ...defaultStyle },
    styles,
    // A heading at the foot of a page belongs to the next one, with what it heads.
    pageBreakBefore: (node) => node.headlineLevel === 1 && node.startPosition.verticalRatio > FOOT,
  })
  .getBuffer()
  .then((bytes) => {
    const own = Uint8Array.from(bytes);
    parentPort.postMessage(own, [own.buffer]);
  });
