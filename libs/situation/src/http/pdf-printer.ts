import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PdfDocument } from './pdf-document';

const PRINT_WITHIN_MS = 30_000;

/** One after the other: a page takes a fifth of a second of a core and some 60 MB, and readers of a new report come together. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Prints a document in a thread of its own, so that the live board does not wait while fonts are read. Throws when the printer
 * fails or takes longer than {@link PRINT_WITHIN_MS}.
 */
export function printPdf(document: PdfDocument): Promise<Buffer> {
  const printed = queue.then(() => printOne(document));
  queue = printed.catch(() => undefined);
  return printed;
}

function printOne(document: PdfDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const printer = new Worker(join(__dirname, 'pdf-printer.worker.cjs'), { workerData: document });
    const late = setTimeout(() => {
      reject(new Error(`the PDF was not printed within ${PRINT_WITHIN_MS} ms`));
      void printer.terminate();
    }, PRINT_WITHIN_MS);
    printer.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
    printer.once('error', reject);
    printer.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the printer ended with code ${code}`));
    });
  });
}
