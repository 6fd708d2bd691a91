// What we use of pdfmake and fontkit. Their published types bring the browser's globals into a program that runs in none.
declare module 'pdfmake' {
  import type { Readable } from 'node:stream';

  namespace pdfmake {
    interface TextStyle {
      readonly style?: string;
      readonly fontSize?: number;
      readonly bold?: true;
      readonly italics?: boolean;
      readonly color?: string;
      readonly alignment?: 'right';
      readonly decoration?: 'underline';
      readonly lineHeight?: number;
      readonly link?: string;
      readonly margin?: readonly [number, number, number, number];
      readonly width?: number;
    }

    type Content =
      | readonly Content[]
      | (TextStyle & {
          readonly text: string | readonly Content[];
          readonly headlineLevel?: number;
          readonly id?: string;
          /** A bookmark, below that of another node. */
          readonly outline?: true;
          readonly outlineParentId?: string;
        })
      | (TextStyle & { readonly ul: readonly Content[] })
      | (TextStyle & { readonly columns: readonly Content[] })
      | (TextStyle & { readonly svg: string })
      | (TextStyle & {
          readonly table: {
            readonly headerRows: number;
            readonly widths: readonly number[];
            readonly body: readonly (readonly Content[])[];
          };
          readonly layout: Readonly<Record<string, (row: number) => number | string | null>>;
        });

    interface Definition {
      readonly info: {
        readonly title: string;
        readonly subject: string;
        readonly creator: string;
        readonly producer: string;
        readonly creationDate: Date;
      };
      readonly language: string;
      /** The window shows the title and not the name of the file. */
      readonly displayTitle: true;
      readonly pageSize: 'A4';
      readonly pageMargins: readonly [number, number, number, number];
      readonly defaultStyle: TextStyle & { readonly font: string };
      readonly styles: Readonly<Record<string, TextStyle>>;
      readonly content: readonly Content[];
      readonly footer: (page: number, pages: number) => Content;
    }
  }
  const pdfmake: {
    setFonts(fonts: Readonly<Record<string, Readonly<Record<string, string>>>>): void;
    setUrlAccessPolicy(may: (url: string) => boolean): void;
    setLocalAccessPolicy(may: (path: string) => boolean): void;
    createPdf(definition: pdfmake.Definition): { getStream(): Promise<Readable & { end(): void }> };
  };
  export = pdfmake;
}

declare module 'fontkit' {
  export function openSync(path: string): { readonly characterSet: readonly number[] };
}
