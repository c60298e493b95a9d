/**
 * The part of a pdfmake 0.3 document that is used here, as plain data: it crosses to the printer's thread, which adds what is a
 * function there. https://pdfmake.github.io/docs/0.3/document-definition-object/
 */
export interface PdfDocument {
  readonly info: {
    readonly title: string;
    readonly subject: string;
    readonly producer: string;
    readonly creator: string;
    readonly createdAt: string;
  };
  readonly language: string;
  readonly margins: readonly [left: number, top: number, right: number, bottom: number];
  /** `right` holds -1 for the page and -2 for the last page. */
  readonly footer: { readonly left: string; readonly right: string };
  /** Across every page, behind the text. */
  readonly watermark?: { readonly text: string; readonly color: string; readonly opacity: number; readonly bold: boolean };
  readonly content: readonly PdfContent[];
  readonly defaultStyle: PdfStyle;
  readonly styles: Readonly<Record<string, PdfStyle>>;
}

export interface PdfStyle {
  readonly style?: string;
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly alignment?: 'left' | 'right';
  readonly lineHeight?: number;
  readonly margin?: readonly [left: number, top: number, right: number, bottom: number];
}

export type PdfContent = PdfStyle &
  (
    | { readonly text: string; readonly headlineLevel?: number }
    | { readonly stack: readonly PdfContent[] }
    | { readonly ul: readonly PdfContent[] }
    | { readonly canvas: readonly object[] }
    | {
        readonly table: {
          readonly headerRows?: number;
          readonly keepWithHeaderRows?: number;
          readonly dontBreakRows: boolean;
          readonly widths: readonly (number | '*')[];
          readonly body: readonly (readonly PdfContent[])[];
        };
        readonly layout: 'rows';
      }
  );
